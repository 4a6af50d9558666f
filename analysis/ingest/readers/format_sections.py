"""Takes format codes of spreadsheets apart: sections, digits, literal texts, conditions.

A code has up to four sections: for positive numbers, negative ones, zero and text.
"""

import re
from dataclasses import dataclass, field
from decimal import Decimal
from functools import lru_cache

CONDITION = re.compile(r"\[(<=|>=|<>|<|>|=)\s*(-?\d+(?:\.\d+)?)\]")
COLOUR = re.compile(r"\[(?:[a-zA-Z]+\s?\d*|[黑白红绿蓝黄洋青]+色?(?:粉色)?|颜色\s?\d+)\]")
LOCALE = re.compile(r"\[\$([^\]-]*)(?:-[^\]]*)?\]")
BRACKETS = re.compile(r"\[[^\]]*\]")
GENERAL = re.compile(r"General|G/通用格式", re.I)
PLACEHOLDERS = "0#?"


@dataclass(frozen=True)
class Section:
    """A section of a format code.

    Attributes:
        pattern: placeholders of digits and literals between them, before the decimal point.
        prefix: literal text before the digits.
        suffix: literal text after the digits.
        decimals: number of decimal places; None if it is not limited.
        thousands: how many times the number is divided by 1,000.
        is_percent: whether it shows a percentage.
        is_scaled_otherwise: whether it shows a fraction or scientific notation.
        has_number: whether it shows a number.
        has_text: whether it shows a text.
        condition: comparison and number for which it holds.
        has_colour: whether it has a colour of its own, as red for negative numbers.
    """

    pattern: tuple[tuple[str, str], ...] = ()
    prefix: str = ""
    suffix: str = ""
    decimals: int | None = None
    thousands: int = 0
    is_percent: bool = False
    is_scaled_otherwise: bool = False
    has_number: bool = False
    has_text: bool = False
    condition: tuple[str, Decimal] | None = None
    has_colour: bool = False

    @property
    def literals(self) -> list[str]:
        """Literal texts between digits."""
        return [text for kind, text in self.pattern if kind == "literal"]


@dataclass
class _Parser:
    """Collects the parts of a section."""

    prefix: str = ""
    suffix: str = ""
    pattern: list[tuple[str, str]] = field(default_factory=list)
    pending: list[tuple[str, str]] = field(default_factory=list)
    commas: int = 0
    decimals: int | None = None
    is_percent: bool = False
    is_scaled_otherwise: bool = False
    has_number: bool = False
    has_text: bool = False

    def add_literal(self, text: str) -> None:
        if not self.has_number and not self.has_text:
            self.prefix += text
        else:
            self.suffix += text
            if self.decimals is None:
                self.pending.append(("literal", text))

    def add_placeholder(self, sign: str) -> None:
        self.has_number = True
        if self.decimals is not None:
            self.decimals += 1
            self.commas = 0
            return
        if self.pending:
            literals = "".join(text for _, text in self.pending)
            self.suffix = self.suffix.removesuffix(literals)
            self.pattern += self.pending
            self.pending = []
        self.commas = 0
        self.pattern.append(("digit", sign))


def _split_sections(code: str) -> list[str]:
    """The sections of a code; semicolons in quotes, brackets and after escapes separate none."""
    return [
        match[0].removesuffix(";")
        for match in re.finditer(r'(?:"[^"]*"|\[[^\]]*\]|[\\!_*].|[^;])*(?:;|$)', code)
    ][: code.count(";") + 1]


@lru_cache(maxsize=1024)
def parse_sections(code: str) -> tuple[Section, ...]:
    """The sections of a format code. Cached."""
    texts = _split_sections(code)
    if len(texts) > 1 and texts[-1] == "" and not code.endswith(";"):
        texts = texts[:-1]
    return tuple(_parse_section(text) for text in texts[:4])


def _parse_section(text: str) -> Section:
    condition = CONDITION.search(text)
    has_colour = bool(COLOUR.search(text))
    bare = BRACKETS.sub("", LOCALE.sub(lambda match: f'"{match[1]}"', text))
    parser = _Parser()
    position = 0
    while position < len(bare):
        position += _take_token(parser, bare, position)
    return Section(
        pattern=tuple(parser.pattern),
        prefix=parser.prefix,
        suffix=parser.suffix,
        decimals=0 if parser.pattern and parser.decimals is None else parser.decimals,
        thousands=parser.commas,
        is_percent=parser.is_percent,
        is_scaled_otherwise=parser.is_scaled_otherwise,
        has_number=parser.has_number,
        has_text=parser.has_text,
        condition=(condition[1], Decimal(condition[2])) if condition else None,
        has_colour=has_colour,
    )


def _take_token(parser: _Parser, text: str, position: int) -> int:
    """Adds the token at a position to the parser; returns its length."""
    sign = text[position]
    general = GENERAL.match(text, position)
    if sign == '"':
        end = text.find('"', position + 1)
        end = len(text) if end < 0 else end
        parser.add_literal(text[position + 1 : end])
        return end - position + 1
    if sign in "\\!":
        parser.add_literal(text[position + 1 : position + 2])
        return 2
    if sign in "_*":
        return 2
    if general:
        parser.has_number = True
        return len(general[0])
    if sign in PLACEHOLDERS:
        parser.add_placeholder(sign)
    elif sign == "." and parser.decimals is None and parser.has_number:
        parser.decimals = 0
    elif sign == "," and parser.has_number:
        parser.commas += 1
    elif sign == "%":
        parser.is_percent = True
    elif sign == "@":
        parser.has_text = True
    elif sign in "Ee" and text[position + 1 : position + 2] in ("+", "-") and parser.has_number:
        parser.is_scaled_otherwise = True
        return 2
    elif sign == "/" and parser.has_number and re.search(r"[0#?\d]", text[position:]):
        parser.is_scaled_otherwise = True
    else:
        parser.add_literal(sign)
    return 1
