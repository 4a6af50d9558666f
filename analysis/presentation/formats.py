"""Formats numbers, dates, amounts and labels in the brief's language.

Reported values are shown exactly; only rates and implied figures are rounded, half up. Chinese
shows figures in the unit that the document prints (349.923万元), English in base units, or in
millions and billions where the document prints 万 or 亿 of something.
"""

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import cache

import pandas as pd
from babel import Locale
from babel.dates import format_date, format_skeleton
from babel.numbers import parse_pattern

from analysis.presentation.document_names import name_documents
from analysis.presentation.messages import Messages, clean_text
from analysis.presentation.periods import name_period
from analysis.presentation.printed_units import find_shown_unit, name_person_times
from analysis.presentation.scales import (
    HUNDRED_MILLION,
    MILLION,
    PER_CENT,
    TEN_THOUSAND,
    Scale,
    choose_money_scale,
    count_printed_digits,
    round_half_up,
    to_decimal,
    to_fen,
)
from analysis.presentation.terms import QUALIFIERS, SINGULAR_UNITS, UNITS
from analysis.presentation.wording import get_translations
from analysis.presentation.wording.languages import (
    CURRENCY,
    LANGUAGE_TABLE,
)

PERCENT_DIGITS = 2
MINUS = "−"
_PRINTED_SCALES = {"万": TEN_THOUSAND, "亿": HUNDRED_MILLION}
# Units that a sign stands for, or the figure's own words.
_NAMELESS = frozenset({"count", "unstated", "share", "multiple"})


@cache
def find_locale(language: str) -> Locale:
    """Babel's locale of a language. Cached: Babel would parse the name for each number."""
    return Locale.parse(LANGUAGE_TABLE[language].locale)


parse_number_pattern = cache(parse_pattern)


@dataclass(frozen=True)
class Words(Messages):
    """Translates messages and formats values in one language.

    Attributes:
        language: code of the language.
        document_names: names of the documents, by id, for the sources of figures; empty where
            there is only one document.
    """

    document_names: Mapping[str, str] = field(default_factory=dict, hash=False)

    def name_sources(self, documents: pd.DataFrame) -> "Words":
        """The same words with the names of documents, if there are several.

        Args:
            documents: rows of the table ``documents``.
        """
        names = name_documents(documents, self) if len(documents) > 1 else {}
        return replace(self, document_names=names)

    def count(self, one: str, many: str, number: int, **values: object) -> str:
        """A translated message in singular or plural, with ``{number}`` filled in."""
        message = get_translations(self.language).ngettext(one, many, number)
        return message.format(number=self.number(number), **values)

    def number(self, value: float | Decimal, digits: int | None = None) -> str:
        """A number with all its digits, or rounded half up to ``digits`` decimals.

        Examples:
            >>> Words("en").number(2236995.88), Words("zh").number(0.125, 2)
            ('2,236,995.88', '0.13')
        """
        if pd.isna(value):
            return self.gettext("not reported")
        exact = to_decimal(value)
        # "+ 0": −0 is shown as 0.
        shown = exact.normalize() + 0 if digits is None else round_half_up(exact, digits)
        decimals = "." + "0" * digits if digits else ""
        written = parse_number_pattern(self.rules.whole_pattern + decimals).apply(
            shown, find_locale(self.language), decimal_quantization=digits is not None
        )
        return written.replace("-", MINUS)

    def percent(self, fraction: float, digits: int | None = PERCENT_DIGITS) -> str:
        """A fraction in per cent, with two decimals unless ``digits`` says otherwise.

        Args:
            fraction: 0.7 for 70 %.
            digits: decimals; None shows a reported share with all its digits.

        Examples:
            >>> Words("zh").percent(0.699846), Words("en").percent(142.7552)
            ('69.98%', '14,275.52%')
            >>> Words("en").percent(0.7), Words("en").percent(0.7, None)
            ('70.00%', '70%')
        """
        if pd.isna(fraction):
            return self.gettext("not reported")
        return f"{self.number(to_decimal(fraction) * 100, digits)}%"

    def money(self, yuan: float) -> str:
        """An exact amount in the unit that suits it: 亿元, 万元 or 元 in Chinese, CNY in English.

        Examples:
            >>> [Words("zh").money(amount) for amount in (3499230, 2236995.88, 8.173e9, 0)]
            ['349.923万元', '2236995.88元', '81.73亿元', '0元']
            >>> [Words("en").money(amount) for amount in (3499230, 8.173e9)]
            ['CNY 3,499,230', 'CNY 8.173 billion']
        """
        return self.amount(yuan, choose_money_scale([yuan], self.language))

    def amount(self, yuan: float, scale: Scale) -> str:
        """An amount in a unit that is given; ``not reported`` if it is missing."""
        if pd.isna(yuan):
            return self.gettext("not reported")
        return self.attach(self.number(to_fen(yuan) / scale.factor), scale)

    def quantity(self, value: float, unit: str | None, printed_unit: str | None = None) -> str:
        """A value with its unit, scaled as the docstring of the module describes.

        Examples:
            >>> Words("zh").quantity(11575500, "person_time", "万人次")
            '1157.55万人次'
            >>> Words("en").quantity(11575500, "person_time", "万人次")
            '11.5755 million person-times'
        """
        return self._quantify(value, unit, printed_unit)

    def _quantify(
        self,
        value: float,
        unit: str | None,
        printed_unit: str | None,
        printed: str | None = None,
        qualifier: str | None = None,
        about: str = "",
    ) -> str:
        if pd.isna(value):
            return self.gettext("not reported")
        if unit == "share":
            digits = count_printed_digits(printed, value, PER_CENT)
            return self.qualify(self.percent(value, digits), qualifier)
        scale = self.find_scale(unit, printed_unit, [value], about)
        digits = count_printed_digits(printed, value, scale)
        return self.attach(self.number(scale.divide(value), digits), scale, qualifier)

    def attach(self, number: str, scale: Scale, qualifier: str | None = None) -> str:
        """A number with its unit after it, or with the currency before it, and its qualifier.

        Examples:
            >>> scale = Scale(TEN_THOUSAND, "万人次")
            >>> [Words("zh").attach("12", scale, word) for word in ("over", "above", "nearly")]
            ['12万多人次', '12万人次以上', '近12万人次']
        """
        name = scale.singular if scale.singular and number == "1" else scale.name
        if name.startswith(CURRENCY):
            sign = MINUS if number.startswith(MINUS) else ""
            amount = f"{sign}{CURRENCY} {number.removeprefix(MINUS)}{name.removeprefix(CURRENCY)}"
            return self.qualify(amount, qualifier)
        if name[:1] in _PRINTED_SCALES:
            return self.qualify(number + name[0], qualifier, name[1:])
        return self.qualify(number, qualifier, f"{self.rules.space}{name}" if name else "")

    def reported(
        self,
        value: float,
        unit: str | None,
        printed_unit: str | None,
        printed: str | None,
        qualifier: str | None,
        about: str = "",
    ) -> str:
        """A reported figure, with the digits that are printed (70.0%).

        In Chinese a qualified one is shown as it is printed (近11亿元).

        Args:
            value: in base units.
            unit: unit id of the value.
            printed_unit: unit as the document prints it.
            printed: the figure as printed.
            qualifier: a key of :data:`analysis.presentation.terms.QUALIFIERS`, or missing.
            about: name of what is counted.
        """
        is_qualified = isinstance(qualifier, str) and isinstance(printed, str)
        if is_qualified and self.rules.keeps_printed_units:
            return clean_text(printed)
        # 超 is a reading of its own only in words: "over 100", where 以上 is "at least 100".
        said = "over" if qualifier == "above" and "超" in str(printed) else qualifier
        return self._quantify(value, unit, printed_unit, printed, said, about)

    def qualify(self, number: str, qualifier: str | None, unit: str = "") -> str:
        """A number and its unit with the qualifier, such as "over", where the language has it.

        Args:
            number: the number, with 万 or 亿 if the unit begins with it.
            qualifier: a key of :data:`analysis.presentation.terms.QUALIFIERS`, or missing.
            unit: what follows the number: blank, or a unit with the space before it.
        """
        is_qualified = isinstance(qualifier, str) and qualifier in QUALIFIERS
        message = self.gettext(QUALIFIERS[qualifier]) if is_qualified else "{number}{unit}"
        return message.format(number=number, unit=unit)

    def find_scale(
        self,
        unit: str | None,
        printed_unit: str | None,
        values: Iterable[float],
        about: str = "",
    ) -> Scale:
        """One unit for all values of an indicator.

        Args:
            unit: unit id of the values.
            printed_unit: unit as the document prints it.
            values: the values to be shown.
            about: name of what is counted; it tells visits from attendances.
        """
        shown = find_shown_unit(unit, printed_unit)
        if self.rules.keeps_printed_units:
            if shown:
                return Scale(shown.factor, shown.name_zh)
            return Scale(Decimal(1), self._name_unit(unit, UNITS))
        largest = max(
            (abs(to_decimal(value)) for value in values if not pd.isna(value)), default=Decimal(0)
        )
        if unit == "cny":
            return choose_money_scale([largest], self.language)
        if shown and unit not in _NAMELESS and (unit not in UNITS or shown.unscaled_factor != 1):
            base = Scale(shown.unscaled_factor, shown.name_en, shown.singular_en)
        else:
            counted = name_person_times(about) if unit == "person_time" else unit
            base = Scale(
                Decimal(1),
                self._name_unit(counted, UNITS),
                self._name_unit(counted, SINGULAR_UNITS),
            )
        is_scaled = shown is not None and shown.factor > shown.unscaled_factor
        if is_scaled and largest >= MILLION * base.factor:
            return Scale(MILLION * base.factor, self.say("million {unit}", unit=base.name).strip())
        return base

    def date(self, day: datetime.date | None, precision: str | None = "day") -> str:
        """A date to the day, the month or the year, as ``precision`` says.

        Examples:
            >>> Words("zh").date(datetime.date(2020, 11, 30), "month")
            '2020年11月'
            >>> Words("en").date(datetime.date(2021, 9, 9))
            '9 September 2021'
        """
        if day is None or pd.isna(day):
            return self.gettext("no date")
        locale = find_locale(self.language)
        if precision == "year":
            return format_skeleton("y", day, locale=locale)
        if precision == "month":
            return format_skeleton("yMMMM", day, locale=locale)
        return format_date(day, self.rules.day_pattern, locale)

    def period(
        self, start: datetime.date | None, end: datetime.date | None, note: object = None
    ) -> str:
        """The name of a period, as :func:`analysis.presentation.periods.name_period` gives it."""
        return name_period(start, end, self, note)

    def _name_unit(self, unit: str | None, names: Mapping[str, str]) -> str:
        if not isinstance(unit, str) or unit in _NAMELESS:
            return ""
        if unit == "cny":
            return self.rules.money_units[-1].name
        return self.gettext(names[unit]) if unit in names else unit.replace("_", " ")
