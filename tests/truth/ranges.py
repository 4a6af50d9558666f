"""The table of the ranges that figures stand for, in the audit edition."""

from fractions import Fraction

from tests.truth.check import Check, read_rows
from tests.truth.numerals import list_numbers
from tests.truth.pages import Table

# Of a float, the last digits may be noise of reckoning.
MOST_DIGITS = 14
NOISE = Fraction(1, 10**13)


def check_ranges(check: Check, table: Table, project_id: str | None) -> None:
    """Each range is that of a figure of the place, and no range is left out."""
    _, rows = read_rows(check, table)
    left = [
        (check.say_place(one["locator"]), one["low"], one["high"])
        for one in check.county["figures"]
        if one["value"] is not None and _is_rounded(one["low"], one["high"])
    ]
    for row in rows:
        ends = (row["low"].text, row["high"].text)
        source = row["source"].text
        found = next((one for one in left if source == one[0] and _is_range(ends, one[1:])), None)
        if found:
            left.remove(found)
        else:
            check.add(table.caption, f"{row['printed'].text}: no figure at {source} has {ends}")
    check.expect(f"{table.caption}, not shown", left, [])


def _is_rounded(low: object, high: object) -> bool:
    return low is None or high is None or low < high  # type: ignore[operator]


def _is_range(shown: tuple[str, str], ends: tuple[object, ...]) -> bool:
    """Whether both ends are shown, without the noise of a float's last digits."""
    known = [
        Fraction(end)  # type: ignore[arg-type]
        for end in ends if end is not None and end not in (float("inf"), float("-inf"))
    ]  # fmt: skip
    noise = max(map(abs, known), default=Fraction(0)) * NOISE
    return all(_is_end(text, end, noise) for text, end in zip(shown, ends, strict=True))


def _is_end(text: str, end: object, noise: Fraction) -> bool:
    numbers = list_numbers(text)
    if end is None or end in (float("inf"), float("-inf")):
        return not numbers
    if len(numbers) != 1 or sum(map(str.isdigit, text)) > MOST_DIGITS:
        return False
    return abs(numbers[0].value - Fraction(end)) <= noise  # type: ignore[arg-type]
