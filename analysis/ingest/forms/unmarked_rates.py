"""Finds what a rate without a per cent sign means by the arithmetic of its rows."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from analysis.figures.printed import Unit, parse_figure
from analysis.ingest.content import Cell

# A rate printed as 20 or 86.2 may be rounded to whole per cent.
_TOLERANCE = Decimal("0.51")


def are_percentages(
    rows: Sequence[Sequence[Cell]],
    rate: int,
    planned: int,
    paid: int,
    units: Mapping[str, Unit],
) -> bool:
    """Whether bare rates are per cent: each is 100 × paid ÷ planned of its row.

    Args:
        rows: rows of the table.
        rate: column of the rates.
        planned: column of the planned amounts.
        paid: column of the paid amounts, in the same unit.
        units: printed unit → unit.
    """
    fits = []
    for row in rows:
        share, whole, part = (
            parse_figure(row[column].text, units).value for column in (rate, planned, paid)
        )
        if share is None or part is None or not whole:
            continue
        is_bare = "%" not in row[rate].text and row[rate].number_format != "percent"
        fits.append(is_bare and abs(share - 100 * part / whole) < _TOLERANCE and share > 1)
    return bool(fits) and all(fits)
