"""The table of the ranges that figures stand for, in the audit edition."""

from fractions import Fraction

from tests.truth.check import Check, read_rows
from tests.truth.numerals import list_numbers
from tests.truth.pages import Table


def check_ranges(check: Check, table: Table, project_id: str | None) -> None:
    """Each range is that of a figure of the place, and no range is left out."""
    _, rows = read_rows(check, table)
    left = [
        (check.say_place(one["locator"]), _round(one["low"]), _round(one["high"]))
        for one in check.county["figures"]
        if one["value"] is not None and _is_rounded(one["low"], one["high"])
    ]
    for row in rows:
        ends = (_read(row["low"].text), _read(row["high"].text))
        shown = (row["source"].text, *ends)
        if shown in left:
            left.remove(shown)
        else:
            check.add(table.caption, f"{row['printed'].text}: no figure has the range {shown}")
    check.expect(f"{table.caption}, not shown", left, [])


def _is_rounded(low: object, high: object) -> bool:
    return low is None or high is None or low < high  # type: ignore[operator]


def _read(text: str) -> float | None:
    numbers = list_numbers(text)
    if len(numbers) != 1:
        return None
    number = numbers[0]
    return _round(number.value)


def _round(value: object) -> float | None:
    if value is None or value in (float("inf"), float("-inf")):
        return None
    return float(f"{float(Fraction(value)):.9g}")  # type: ignore[arg-type]
