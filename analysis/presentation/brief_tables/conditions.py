"""Cells of a condition of a target item: its target, its actual, and how they compare."""

from collections.abc import Iterable, Iterator
from decimal import Decimal

import pandas as pd

from analysis.presentation.brief_tables.table import Cell, Line, make_missing
from analysis.presentation.formats import Words, clean_text
from analysis.presentation.scales import Scale
from analysis.presentation.target_words import qualify_completion, say_alternatives, say_outcome
from analysis.presentation.terms import COMPARATORS, REASONS
from analysis.tables.records import Record

COLUMNS_OF_CONDITION = 4
# Why a printed figure has no value.
_UNREAD = ("unreadable", "unreadable_unit")
# Qualifiers of a target that its sign does not say.
_VAGUE = ("about", "nearly", "over")


def make_condition(row: Record, words: Words) -> tuple[Cell, ...]:
    """Name, target, actual and completion of a condition, over four columns.

    Args:
        row: a row of what :func:`analysis.presentation.labels.label_conditions` returns.
        words: language.
    """
    details = tuple(map(Line, say_alternatives(row, words)))
    name = Cell(words.pick(row, "label"), details=details, lang=words.mark_language(row, "label"))
    return (name, _make_target(row, words), _make_actual(row, words), _make_completion(row, words))


def make_wording_conditions(rows: Iterable[Record], words: Words) -> Iterator[tuple[Cell, ...]]:
    """The conditions of an item that are words only, in one row for each language they are in.

    Args:
        rows: as for :func:`make_condition`.
        words: language.
    """
    names: dict[str | None, list[str]] = {}
    for row in rows:
        own = names.setdefault(words.mark_language(row, "label"), [])
        own.append(words.join([words.pick(row, "label"), *say_alternatives(row, words)]))
    reason = Cell(words.term(REASONS, "qualitative"), "missing", is_number=True)
    for lang, own in names.items():
        text = words.join(own)
        yield Cell(text, lang=lang, colspan=COLUMNS_OF_CONDITION - 1), reason


def _make_target(row: Record, words: Words) -> Cell:
    if pd.isna(row["target"]):
        printed = row["target_printed"]
        if row["target_reason"] in _UNREAD and isinstance(printed, str):
            return Cell(clean_text(printed), is_number=True, lang=words.document_lang)
        return Cell(words.gettext("Not quantified"), "missing", is_number=True)
    sign = COMPARATORS.get(row["comparator"], "")
    qualifier = row["target_qualifier"] if row["target_qualifier"] in _VAGUE else None
    value = _say_figure(
        row["target"], row["unit"], row["target_printed_unit"], row["target_printed"], qualifier,
        words, words.pick(row, "label"),
    )  # fmt: skip
    is_assumed = row["comparator_origin"] == "assumed"
    details = (Line(words.say("{sign} assumed", sign=sign)),) if is_assumed else ()
    return Cell(f"{sign}{words.rules.space}{value}", details=details, is_number=True)


def _make_actual(row: Record, words: Words) -> Cell:
    if pd.isna(row["actual"]):
        return _make_missing_actual(row, words)
    unit = row["actual_unit"] if isinstance(row["actual_unit"], str) else row["unit"]
    value = _say_figure(
        row["actual"], unit, row["reported_unit"], row["reported_printed"], row["qualifier"], words,
        words.pick(row, "label"),
    )  # fmt: skip
    if pd.isna(row["denominator"]) or pd.isna(row["achieved"]):
        return Cell(value, is_number=True)
    divisor = words.reported(
        row["denominator"], None, row["denominator_printed_unit"], row["denominator_printed"],
        row["denominator_qualifier"],
    )  # fmt: skip
    share = words.percent(row["achieved"])
    return Cell(
        share,
        details=(Line(words.say("{number} ÷ {divisor}", number=value, divisor=divisor)),),
        is_number=True,
    )


def _make_missing_actual(row: Record, words: Words) -> Cell:
    if row["actual_reason"] == "result_without_number":
        return Cell(words.gettext("No figure reported"), "missing", is_number=True)
    printed = row["reported_printed"]
    if row["actual_reason"] in _UNREAD and isinstance(printed, str):
        return Cell(clean_text(printed), is_number=True, lang=words.document_lang)
    return make_missing(words)


def _say_figure(
    value: float,
    unit: str | None,
    printed_unit: str | None,
    printed: str | None,
    qualifier: str | None,
    words: Words,
    about: str,
) -> str:
    # Target and actual are compared side by side, so neither is shown in billions.
    if unit == "cny" and not words.rules.keeps_printed_units:
        amount = words.amount(value, Scale(Decimal(1), words.rules.money_units[-1].name))
        return words.qualify(amount, qualifier)
    return words.reported(value, unit, printed_unit, printed, qualifier, about)


def _make_completion(row: Record, words: Words) -> Cell:
    if isinstance(row["reason"], str):
        return Cell(words.term(REASONS, row["reason"]), "missing", is_number=True)
    outcome = say_outcome(row, words)
    if pd.isna(row["completion"]):
        first, *others = outcome
        return Cell(first, "missing", tuple(map(Line, others)), is_number=True)
    rate = qualify_completion(row, words)
    return Cell(rate, details=tuple(map(Line, outcome)), is_number=True)
