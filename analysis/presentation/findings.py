"""Describes findings: the figure, its printed text, the recomputed value, the reason."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import pandas as pd

from analysis.presentation.formats import Words, clean_text
from analysis.presentation.formulas import write_formula, write_printed
from analysis.presentation.ranges import write_range
from analysis.presentation.scales import PER_CENT, Scale, round_half_up, to_decimal
from analysis.presentation.terms import (
    CLAIM_GAPS,
    CLAIM_KINDS,
    EXPLANATIONS,
    FIGURE_COLUMNS,
    INNOCENT_READINGS,
    NO_BASE,
    NO_OPERAND,
    REVIEW_STATUSES,
)
from analysis.presentation.wording import to_translate

# Decimals shown beyond the printed ones, so that a small difference can be seen.
MORE_DIGITS = 2
_PRINTED = ("printed", "printed_unit")
_ON_DATES = to_translate("{name} ({kind}): {printed}, later than {formula}. {why}")
_REASON_ONLY = to_translate("{name} ({kind}): {why}")
# By relation between the figure and what is recomputed.
_PRINTS = {
    "eq": to_translate("{name} ({kind}): reported as {printed}; {formula} gives {number}. {why}"),
    "le": to_translate(
        "{name} ({kind}): reported as {printed}; {formula} gives at most {number}. {why}"
    ),
    "ge": to_translate(
        "{name} ({kind}): reported as {printed}; {formula} gives at least {number}. {why}"
    ),
}
_NOT_PRINTED = {
    "eq": to_translate("{name} ({kind}): not reported; {formula} gives {number}. {why}"),
    "le": to_translate("{name} ({kind}): not reported; {formula} gives at most {number}. {why}"),
    "ge": to_translate("{name} ({kind}): not reported; {formula} gives at least {number}. {why}"),
}


def label_figure(row: Mapping[str, Any], words: Words) -> str:
    """Label of a figure: that of its row and, if the row has several figures, its column."""
    label = words.pick(row, "label") or clean_text(str(row["figure"]))
    column = row["column"]
    if not isinstance(column, str) or column not in FIGURE_COLUMNS:
        return label
    return words.say("{label}: {column}", label=label, column=words.term(FIGURE_COLUMNS, column))


def show_printed(row: Mapping[str, Any]) -> str:
    """The figure as printed, with the unit of the header; blank if nothing is printed."""
    printed, unit = (row[name] if isinstance(row[name], str) else "" for name in _PRINTED)
    return clean_text(printed if not printed or unit in printed else printed + unit)


def show_reported(row: Mapping[str, Any], words: Words) -> str:
    """The reported figure with its unit in the brief's language; blank if nothing is printed."""
    return write_printed(show_printed(row), words, words.pick(row, "label"))


def show_recomputed(
    row: Mapping[str, Any], words: Words, more_digits: int = MORE_DIGITS
) -> tuple[str, str]:
    """The value recomputed from the other figures, and its interval.

    Args:
        row: a row of the table ``verdicts``.
        words: language.
        more_digits: decimals beyond the printed ones.

    Returns:
        Number and interval with unit; blank if there is none.
    """
    if pd.isna(row["recomputed"]):
        return "", ""
    scale = _find_scale(row, words)
    digits = _count_printed_digits(row["printed"]) + more_digits
    value, low, high = (
        _shorten(row[name], scale.factor, digits)
        for name in ("recomputed", "recomputed_low", "recomputed_high")
    )
    number = _attach(words.number(value), scale, words)
    if low is None or high is None or low == high:
        return number, ""
    return number, write_range(words.number(low), words.number(high), scale, words)


def explain_verdict(row: Mapping[str, Any], words: Words) -> str:
    """Reason of a verdict in one sentence; blank if the numbers alone show it."""
    verdict, reason = row["verdict"], row["reason"]
    if verdict == "for_review":
        return words.term(INNOCENT_READINGS, reason)
    if verdict == "not_computable":
        gap, needed = (words.gettext(text) for text in _find_gap(row["claim_kind"], reason))
        return words.say("{gap}; needed: {needed}.", gap=gap, needed=needed)
    if verdict == "explained":
        return words.term(EXPLANATIONS, row["explanation"])
    if verdict == "capped":
        return words.gettext("Reported as 100%; the recalculated figure is higher.")
    return ""


def _find_gap(kind: str, reason: str) -> tuple[str, str]:
    """What is missing, and what is needed."""
    if reason == "no_denominator" and kind == "change":
        return NO_BASE
    if reason == "no_actual" and kind != "completion":
        return NO_OPERAND
    return CLAIM_GAPS[reason]


def describe_finding(row: Mapping[str, Any], words: Words) -> str:
    """A verdict in one sentence: printed text, recomputed value, reason.

    Args:
        row: a row of the table ``verdicts``.
        words: language.
    """
    number, interval = show_recomputed(row, words)
    if interval:
        number = words.say("{number} (range {interval})", number=number, interval=interval)
    parts = {
        "kind": words.term(CLAIM_KINDS, row["claim_kind"]),
        "name": label_figure(row, words),
        "printed": show_reported(row, words),
        "formula": write_formula(row, words),
        "number": number,
        "why": explain_verdict(row, words),
    }
    return words.say(_choose_message(row, parts), **parts).rstrip()


def _choose_message(row: Mapping[str, Any], parts: Mapping[str, str]) -> str:
    if row["claim_kind"] == "dates":
        return _ON_DATES
    if not parts["number"]:
        return _REASON_ONLY
    if not parts["printed"]:
        return _NOT_PRINTED[row["relation"]]
    return _PRINTS[row["relation"]]


def describe_review(row: Mapping[str, Any], words: Words) -> str:
    """An analyst's decision on a finding; blank if there is none."""
    if not isinstance(row["review_status"], str):
        return ""
    return words.say(
        "{status} by {role}, {date}: {reason}",
        status=words.term(REVIEW_STATUSES, row["review_status"]),
        role=clean_text(str(row["decided_by"])),
        date=words.date(row["decided_date"]),
        reason=clean_text(str(row["review_reason"])),
    )


def _find_scale(row: Mapping[str, Any], words: Words) -> Scale:
    if row["unit"] == "share":
        return PER_CENT
    if row["unit"] == "multiple":
        return Scale(Decimal(1), words.gettext("times"))
    return words.find_scale(
        row["unit"], row["printed_unit"], [row["recomputed"]], words.pick(row, "label")
    )


def _attach(number: str, scale: Scale, words: Words) -> str:
    return f"{number}%" if scale is PER_CENT else words.attach(number, scale)


def _count_printed_digits(printed: object) -> int:
    _, point, decimals = str(printed).partition(".")
    return len(decimals) - len(decimals.lstrip("0123456789")) if point else 0


def _shorten(value: float, factor: Decimal, digits: int) -> Decimal | None:
    if pd.isna(value) or value in (float("inf"), float("-inf")):
        return None
    return round_half_up(to_decimal(value) / factor, digits).normalize() + 0
