"""Which of several columns of amounts is the whole, by what stands in their cells."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal, InvalidOperation

from analysis.ingest.content import Cell
from analysis.ingest.forms.column_meanings import AMOUNTS, EXTRA, PART, SOURCE, HeaderCell
from analysis.ingest.words.wordings import simplify

_MOST_ROWS = 30
_FEWEST_ROWS = 2


def settle_by_sums(
    header: Mapping[int, HeaderCell], rows: Sequence[Sequence[Cell]]
) -> dict[int, HeaderCell]:
    """The header in which, of several columns of one meaning, the sum of the others is the whole.

    资金额度 beside 提前下达 and 本次下达 is their sum in each row: it alone is the amount, the
    others are its parts. Where the cells do not show it, the header stays as it is.

    Args:
        header: column → header.
        rows: the rows below it.
    """
    settled = dict(header)
    for meaning in AMOUNTS:
        doubles = [column for column, head in header.items() if head.meaning == meaning]
        if len(doubles) < 2:
            continue
        more = [column for column, head in header.items() if head.meaning in (EXTRA, PART, SOURCE)]
        wholes = [
            column for column in doubles
            if any(_is_sum(column, [other for other in parts if other != column], rows)
                   for parts in (doubles, [*doubles, *more]))
        ]  # fmt: skip
        if len(wholes) == 1:
            for column in doubles:
                if column != wholes[0]:
                    settled[column] = replace(header[column], meaning=PART)
    return settled


def _is_sum(whole: int, parts: Sequence[int], rows: Sequence[Sequence[Cell]]) -> bool:
    """Whether a column is the sum of others in each row, and in more than one."""
    checked = 0
    for row in rows[:_MOST_ROWS]:
        total = _read(row, whole)
        amounts = [amount for part in parts if (amount := _read(row, part)) is not None]
        if total is None or len(amounts) < 2:
            continue
        if abs(total - sum(amounts)) > Decimal("0.011"):
            return False
        checked += 1
    return checked >= _FEWEST_ROWS


def _read(row: Sequence[Cell], column: int) -> Decimal | None:
    try:
        return Decimal(simplify(row[column].text).replace(",", "")) if column < len(row) else None
    except InvalidOperation:
        return None
