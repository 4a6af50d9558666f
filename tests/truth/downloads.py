"""The files inside a page held against the county's processed tables."""

import csv
import io
from collections import Counter
from fractions import Fraction

from tests.truth.check import Check

# Places of the columns of the CSV file.
KIND, NAME, PERIOD, PRINTED, VALUE, UNIT, NUMERATOR, DENOMINATOR, VERDICT, DOCUMENT, PLACE = range(
    11
)
_KINDS = {"zh": ("比率", "指标", "数据", "核对"), "en": ("Rate", "Condition", "Figure", "Check")}
_NEAR = Fraction(1, 10**9)


def check_file_sizes(check: Check, place: str, parts: dict[str, str], _: object) -> None:
    """The sizes beside the links are those of the files, rounded up."""
    for name, content in check.page.files.items():
        check.expect(f"{place}, {name}", parts[name[-4:].strip(".")], str(-(-len(content) // 1000)))


def check_files(check: Check) -> None:
    """Each figure of the CSV file is one of the data, and none is left out."""
    content = next((file for name, file in check.page.files.items() if name.endswith(".csv")), None)
    if content is None:
        check.add("files", "the page has no CSV file")
        return
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))[1:]
    rate, target, figure, relation = _KINDS[check.page.language]
    _check_figures(check, [row for row in rows if row[KIND] == figure])
    checks = [row for row in rows if row[KIND] == relation]
    if checks:  # the audit edition
        check.expect("files, number of checks", len(checks), len(check.county["verdicts"]))
    for row in rows:
        if row[KIND] == rate:
            _check_quotient(check, row)
        elif row[KIND] not in (target, figure, relation):
            check.add("files", f"the kind {row[KIND]!r} is not known")


def _check_figures(check: Check, rows: list[list[str]]) -> None:
    expected = Counter(
        (_write(row["value"]), check.say_place(row["locator"]))
        for row in check.county["figures"]
        if row["printed"] is not None or row["column"] == "value"
    )
    shown = Counter((_write(row[VALUE]), row[PLACE]) for row in rows)
    for what, pairs in (("is no figure", shown - expected), ("is left out", expected - shown)):
        for value, place in pairs:
            check.add("files", f"{value} at {place!r} {what}")


def _check_quotient(check: Check, row: list[str]) -> None:
    if not all(row[name] for name in (VALUE, NUMERATOR, DENOMINATOR)):
        return
    value, numerator, denominator = (
        Fraction(row[name]) for name in (VALUE, NUMERATOR, DENOMINATOR)
    )
    # A rate that only its document states is shown as it is printed.
    if not row[PRINTED] and abs(value - numerator / denominator) > _NEAR:
        check.add("files", f"{row[NAME]}: {row[VALUE]} is not {numerator} ÷ {denominator}")


def _write(value: object) -> str:
    """A number, whichever way it is written."""
    return "" if value in (None, "") else repr(float(Fraction(value)))  # type: ignore[arg-type]
