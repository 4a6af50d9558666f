"""What a spreadsheet shows of a number: its format may hide, scale or complete it.

A figure is read with all its stored digits, whatever its format rounds. Where a format shows
another figure than is stored (in thousands, without its sign) or none, the figure that is shown
counts: it is read if it is certain, else the cell is blank with a remark.
"""

import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from analysis.ingest.readers.format_sections import Section, parse_sections

YUAN, FOREIGN = re.compile(r"[¥￥]|RMB|CNY"), re.compile(r"\$|€|£|₩|HK|US|EUR|JPY|GBP")
# Signs around a number that do not change what it says.
NEUTRAL = re.compile(r"[\s¥￥+\-−－()（）]|RMB|CNY")
MINUS = re.compile(r"[-−－(（△▲减负]")
DASHES = re.compile(r"[\s¥￥]*[-−－—–/]+[\s¥￥]*")


@dataclass(frozen=True)
class Shown:
    """What is shown of a number.

    Attributes:
        text: what is read in its place; None if it is read as stored.
        problem: why it is not read.
        is_hidden: whether nothing is shown.
        rounded: what is shown, if that is rounded.
    """

    text: str | None = None
    problem: str | None = None
    is_hidden: bool = False
    rounded: str | None = None


AS_STORED = Shown()


def show_number(code: str, stored: str) -> Shown:
    """What a format shows of a number.

    Args:
        code: the format code, not one of dates.
        stored: the number as stored, in full.

    Examples:
        >>> show_number(";;;", "12").is_hidden, show_number('0.0"万元"', "12.34").text
        (True, '12.34万元')
        >>> show_number('0!.0,"万元"', "123456").text, show_number("#,##0.00", "12.345").text
        ('12.3万元', None)
        >>> show_number("0;0", "-5").problem
        'the number -5 is stored, but its format shows 5.'
    """
    try:
        value = Decimal(stored)
    except ArithmeticError:
        return AS_STORED
    sections = parse_sections(code)
    section, is_signed = _choose(sections, value)
    if section is None:
        return AS_STORED
    if not section.has_number:
        return _show_literal(section, value, stored)
    around = section.prefix + section.suffix
    if FOREIGN.search(around):
        return Shown(problem=f"it is shown in another currency ({around.strip()}).")
    if not is_signed and not (MINUS.search(around) or section.has_colour):
        shown = stored.removeprefix("-")
        return Shown(problem=f"the number {stored} is stored, but its format shows {shown}.")
    if section.is_percent or section.is_scaled_otherwise:
        return _round(section, value)
    if section.thousands or section.literals or re.search(r"\d", around):
        return _render(section, value, stored)
    prefix, suffix = (NEUTRAL.sub("", text) for text in (section.prefix, section.suffix))
    if value == 0 and DASHES.fullmatch(around):  # as accounting formats show zero
        return AS_STORED
    if _is_zero_left_out(section, value) and not prefix + suffix:
        return Shown(is_hidden=True)
    rounded = _round(section, value).rounded
    if prefix or suffix:
        return Shown(text=f"{prefix}{stored}{suffix}", rounded=rounded)
    return Shown(rounded=rounded)


def show_text(code: str, stored: str) -> Shown:
    """What a format shows of a text; codes without a section for text show it as it is."""
    sections = parse_sections(code)
    if len(sections) == 4:
        section = sections[3]
    else:
        section = next((section for section in sections if section.has_text), None)
    if section is None or not stored:
        return AS_STORED
    if not section.has_text:
        literal = section.prefix + section.suffix
        return Shown(text=literal.strip()) if literal.strip() else Shown(is_hidden=True)
    prefix, suffix = section.prefix.strip(), section.suffix.strip()
    return Shown(text=f"{prefix}{stored}{suffix}") if prefix or suffix else AS_STORED


def _choose(sections: tuple[Section, ...], value: Decimal) -> tuple[Section | None, bool]:
    """The section for a number, and whether the number's own sign is shown."""
    numeric = sections[:3]
    if any(section.condition for section in numeric):
        for section in numeric:
            if section.condition is None or _holds(section.condition, value):
                return section, True
        return None, True
    if len(numeric) > 1 and value < 0:
        return numeric[1], False
    if len(numeric) > 2 and value == 0:
        return numeric[2], True
    return (numeric[0] if numeric else None), True


def _holds(condition: tuple[str, Decimal], value: Decimal) -> bool:
    sign, bound = condition
    return {
        "<": value < bound, "<=": value <= bound, ">": value > bound, ">=": value >= bound,
        "=": value == bound, "<>": value != bound,
    }[sign]  # fmt: skip


def _is_zero_left_out(section: Section, value: Decimal) -> bool:
    """Whether a zero is shown as nothing, as by ``#,###``."""
    has_only_optional = bool(section.pattern) and all(sign != "0" for _, sign in section.pattern)
    return has_only_optional and section.decimals == 0 and _quantize(value, 0) == 0


def _show_literal(section: Section, value: Decimal, stored: str) -> Shown:
    """What is shown by a section without digits: nothing, a dash for zero, or a word."""
    if section.has_text:
        return AS_STORED
    literal = (section.prefix + section.suffix).strip()
    if not literal:
        return Shown(is_hidden=True)
    if DASHES.fullmatch(literal):
        if value == 0:  # as accounting formats show zero
            return AS_STORED
        return Shown(problem=f"the number {stored} is stored, but its format shows {literal}.")
    return Shown(text=literal)


def _round(section: Section, value: Decimal) -> Shown:
    """Whether a number is shown rounded."""
    if section.decimals is None or section.is_scaled_otherwise:
        return AS_STORED
    factor = 100 if section.is_percent else 1
    rounded = _quantize(value * factor, section.decimals)
    if abs(rounded - value * factor) <= abs(value * factor) * Decimal("1e-13"):
        return AS_STORED
    return Shown(rounded=f"{rounded:f}{'%' if section.is_percent else ''}")


def _render(section: Section, value: Decimal, stored: str) -> Shown:
    """A number in thousands or with literals between its digits, as it is shown."""
    rounded = _quantize(value.copy_abs().scaleb(-3 * section.thousands), section.decimals or 0)
    whole, _, places = f"{rounded:f}".partition(".")
    digits, filled = list(whole), []
    for kind, text in reversed(section.pattern):
        if kind == "literal":
            filled.append(text)
        elif digits:
            filled.append(digits.pop())
        elif text == "0":
            filled.append("0")
    number = "".join(digits) + "".join(reversed(filled)) + (f".{places}" if places else "")
    prefix, suffix = (NEUTRAL.sub("", text) for text in (section.prefix, section.suffix))
    shown = f"{'-' if value < 0 else ''}{prefix}{number}{suffix}"
    literal_digits = re.search(r"\d", "".join((prefix, suffix, *section.literals)))
    if literal_digits or not re.fullmatch(r"\d+(\.\d+)?", number):
        return Shown(problem=f"the number {stored} is stored, but its format shows {shown}.")
    return Shown(text=shown, rounded=shown)


def _quantize(value: Decimal, places: int) -> Decimal:
    if not value.is_finite() or value.adjusted() + places > 24:
        return value
    return value.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)
