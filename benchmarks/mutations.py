"""Changes a printed figure by typical mistakes, and prints it with fewer digits, as is allowed."""

import re
from collections.abc import Iterator
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal

DIGITS = re.compile(r"\d+(?:\.\d+)?")
LARGE_UNITS = {"万元": "元", "亿元": "万元", "万人次": "人次", "万人": "人", "万公顷": "公顷"}
RISES = {"下降": "增长", "减少": "增加", "-": ""}


def list_mutants(text: str, printed_unit: str | None) -> Iterator[tuple[str, str]]:
    """Yields each kind of mistake and the text that it makes of a figure.

    Args:
        text: a figure as printed.
        printed_unit: its unit, in the text or in the header of its column.
    """
    match = DIGITS.search(text)
    if match is None:
        return
    number = match[0]
    for kind, changed in _change_number(number):
        if changed != number:
            yield kind, text[: match.start()] + changed + text[match.end() :]
    unit = printed_unit or ""
    if unit in LARGE_UNITS:
        # A unit in the text takes precedence over that of the header.
        yield "unit", text.removesuffix(unit) + LARGE_UNITS[unit]
    for fall, rise in RISES.items():
        if text.startswith(fall):
            yield "sign", rise + text.removeprefix(fall)


def _change_number(number: str) -> Iterator[tuple[str, str]]:
    digits = number.replace(".", "")
    for index in range(len(digits) - 1):
        if digits[index] != digits[index + 1]:
            swapped = [*digits]
            swapped[index], swapped[index + 1] = swapped[index + 1], swapped[index]
            yield "digits swapped", _point("".join(swapped), number)
            break
    yield "point moved", _shift(number, 1)
    yield "point moved", _shift(number, -1)
    for name, factor in (("+1 %", Decimal("1.01")), ("-1 %", Decimal("0.99"))):
        yield name, _round(Decimal(number) * factor, number, ROUND_HALF_UP)


def _point(digits: str, number: str) -> str:
    index = number.find(".")
    return digits if index < 0 else f"{digits[:index]}.{digits[index:]}"


def _shift(number: str, places: int) -> str:
    moved = Decimal(number).scaleb(places)
    return f"{moved:f}" if places < 0 or "." in number else str(int(moved))


def _round(value: Decimal, like: str, how: str) -> str:
    decimals = len(like.partition(".")[2])
    return f"{value.quantize(Decimal(1).scaleb(-decimals), how):f}"


def list_shorter(text: str) -> Iterator[tuple[str, str]]:
    """Yields the figure with one digit fewer after the point: rounded, and cut off."""
    match = DIGITS.search(text)
    if match is None or "." not in match[0]:
        return
    shorter = match[0][:-1].rstrip(".")
    for kind, how in (("rounded", ROUND_HALF_UP), ("cut off", ROUND_DOWN)):
        changed = _round(Decimal(match[0]), shorter, how)
        yield kind, text[: match.start()] + changed + text[match.end() :]
