"""Finds the separator of a CSV file; commas within amounts and quoted fields are none."""

import csv
import io
import re
from collections import Counter
from dataclasses import dataclass

from analysis.ingest.content import UnreadableFile

DELIMITERS = {",": "comma", "\t": "tab", ";": "semicolon", "，": "，", "、": "、", "|": "|"}
USUAL = {".csv": ",", ".tsv": "\t"}
SURE_SHARE = 0.6
# A comma of an amount: 125,000.50 and 125.000,50; in a list of numbers without other separator it
# may still separate fields.
COMMA_IN_NUMBER = re.compile(r"(?<=\d)[,，](?=\d)")


@dataclass(frozen=True)
class Fit:
    """How well a separator divides the rows into the same number of fields.

    Attributes:
        share: share of the rows of several fields that have the commonest number of fields; 0 if
            no row has several.
        rows: number of these rows.
        fields: the commonest number of fields.
    """

    share: float = 0.0
    rows: int = 0
    fields: int = 0


def find_delimiter(text: str, suffix: str) -> str:
    r"""The separator with which most rows have the same number of fields.

    Args:
        text: the file.
        suffix: ending of its name; its usual separator is preferred if several fit equally well.

    Raises:
        UnreadableFile: if none fits, or several equally well.

    Examples:
        >>> find_delimiter("a;b\n甲;125,000.50\n乙;3\n", ".csv")
        ';'
    """
    fits = {delimiter: _measure(text, delimiter) for delimiter in DELIMITERS}
    sure = {delimiter: fit for delimiter, fit in fits.items() if fit.share >= SURE_SHARE}
    if not sure:
        raise UnreadableFile(
            "delimiter",
            "No separator (comma, tab, semicolon …) gives the rows the same number of fields.",
            "Save the table as .xlsx, or as CSV with commas.",
        )
    if len(sure) > 1:
        sure = _leave_out_commas_of_amounts(text, sure)
    most_rows = max(fit.rows for fit in sure.values())
    sure = {delimiter: fit for delimiter, fit in sure.items() if fit.rows == most_rows}
    best_share = max(fit.share for fit in sure.values())
    best = [delimiter for delimiter, fit in sure.items() if fit.share == best_share]
    usual = USUAL.get(suffix.casefold(), ",")
    if len(best) > 1 and usual not in best:
        names = ", ".join(DELIMITERS[delimiter] for delimiter in best)
        raise UnreadableFile(
            "delimiter",
            f"Several separators fit equally well: {names}.",
            "Save the table as .xlsx, or as CSV with commas.",
        )
    return usual if usual in best else best[0]


def _measure(text: str, delimiter: str) -> Fit:
    """How well a separator fits; rows of one field do not count, they are titles and notes."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        counts = Counter(len(row) for row in reader if any(field.strip() for field in row))
    except csv.Error:  # a field above the limit of the csv module; the reader reports it
        counts = Counter(line.count(delimiter) + 1 for line in text.splitlines() if line.strip())
    counts.pop(1, None)
    if not counts:
        return Fit()
    field_count, row_count = max(counts.items(), key=lambda item: (item[1], item[0]))
    return Fit(row_count / counts.total(), row_count, field_count)


def _leave_out_commas_of_amounts(text: str, fits: dict[str, Fit]) -> dict[str, Fit]:
    """The separators without a comma that stands within numbers only."""
    kept = {
        delimiter: fit
        for delimiter, fit in fits.items()
        if delimiter not in ",，" or delimiter in COMMA_IN_NUMBER.sub(" ", text)
    }
    return kept or fits
