"""Sentences about what is missing and why, for the section on gaps."""

import pandas as pd

from analysis.presentation.formats import Words
from analysis.presentation.labels import is_form_figure, sort_items
from analysis.presentation.sentences.county import describe_absence
from analysis.presentation.terms import RATES, REASONS, name_target_table
from analysis.presentation.wording import to_translate
from analysis.tables.records import list_records
from analysis.tables.reference_forms import UNDATED

NUMERATORS = {
    "paid": to_translate("what was paid"),
    "used": to_translate("what was used"),
    "requested": to_translate("what was requested"),
    "contracted": to_translate("the contracts"),
}
DENOMINATORS = {
    "planned": to_translate("what was planned"),
    "contract": to_translate("the contracts"),
    "appropriation": to_translate("what was appropriated"),
}


def describe_gaps(
    rates: pd.DataFrame,
    instalments: pd.DataFrame,
    conditions: pd.DataFrame,
    facts: pd.DataFrame,
    words: Words,
) -> list[str]:
    """One sentence per figure or topic of the brief that the documents do not report.

    Args:
        rates: what :func:`analysis.measures.disbursement.compute_rates` returns.
        instalments: what :func:`analysis.measures.disbursement.compute_instalments` returns.
        conditions: what :func:`analysis.measures.completion.compute_conditions` returns.
        facts: what :func:`analysis.presentation.labels.label_figures` returns.
        words: language.
    """
    sentences = [
        *_describe_rates(rates, words),
        *_describe_instalments(instalments, words),
        *_describe_conditions(conditions, words),
        *_describe_blanks(facts, words),
        *_describe_topics(facts, words),
        *_describe_undated(facts, words),
    ]
    return sentences or [describe_absence("gaps", words)]


def _describe_rates(rates: pd.DataFrame, words: Words) -> list[str]:
    sentences = []
    for row in list_records(rates, rates["rate"].isna()):
        missing = []
        if pd.isna(row["numerator_cny"]):
            missing.append(words.term(NUMERATORS, row["numerator_kind"]))
        if pd.isna(row["denominator_cny"]):
            missing.append(words.term(DENOMINATORS, row["denominator_kind"]))
        if not missing:
            missing.append(words.gettext("a denominator other than zero"))
        sentences.append(
            words.say(
                "{rate}: not computable. Not reported: {missing}.",
                rate=words.term(RATES, row["rate_id"]),
                missing=words.join(missing),
            )
        )
    return sentences


def _describe_instalments(instalments: pd.DataFrame, words: Words) -> list[str]:
    sentences = []
    unpriced = list_records(instalments, instalments["amount_cny"].isna())
    if unpriced:
        sentences.append(
            words.count(
                "{number} instalment is reported without an amount: {names}.",
                "{number} instalments are reported without an amount: {names}.",
                len(unpriced),
                names=words.join(words.pick(row, "label") for row in unpriced),
            )
        )
    undated = list_records(instalments, instalments["status_date"].isna())
    if undated:
        sentences.append(
            words.count(
                "{number} status of an instalment is reported without a date: {names}.",
                "{number} statuses of instalments are reported without a date: {names}.",
                len(undated),
                names=words.join(words.pick(row, "label") for row in undated),
            )
        )
    return sentences


def _describe_conditions(conditions: pd.DataFrame, words: Words) -> list[str]:
    undecided = list_records(conditions, conditions["reason"].notna())
    groups: dict[tuple[str, str], list[str]] = {
        (row["table_id"], row["reason"]): [] for row in undecided
    }
    for row in sort_items(undecided):
        groups[row["table_id"], row["reason"]].append(row["item"])
    return [_describe_reason(*codes, items, words) for codes, items in groups.items()]


def _describe_reason(table_id: str, reason: str, items: list[str], words: Words) -> str:
    parts = {
        "table": words.gettext(name_target_table(table_id)),
        "reason": words.term(REASONS, reason),
        "items": words.join(dict.fromkeys(items)),
    }
    if reason == "qualitative":
        return words.count(
            "{table}: {number} condition is not assessed, {reason} (item {items}).",
            "{table}: {number} conditions are not assessed, {reason} (items {items}).",
            len(items),
            **parts,
        )
    return words.count(
        "{table}: {number} condition is not computable, {reason} (item {items}).",
        "{table}: {number} conditions are not computable, {reason} (items {items}).",
        len(items),
        **parts,
    )


def _describe_blanks(facts: pd.DataFrame, words: Words) -> list[str]:
    blanks = facts[is_form_figure(facts) & facts["value"].isna()].drop_duplicates("indicator_id")
    if blanks.empty:
        return []
    names = words.join(words.pick(row, "name") for row in list_records(blanks))
    return [words.say("Left blank in the monthly form, and not zero: {names}.", names=names)]


def _describe_topics(facts: pd.DataFrame, words: Words) -> list[str]:
    reported = set(facts.loc[facts["value"].notna(), "topic"])
    return [
        describe_absence(topic, words) for topic in ("tourism", "profile") if topic not in reported
    ]


def _describe_undated(facts: pd.DataFrame, words: Words) -> list[str]:
    undated = int(facts["period_note"].str.startswith(UNDATED, na=False).sum())
    if not undated:
        return []
    return [
        words.count(
            "{number} figure is printed without a date and takes the date of its document.",
            "{number} figures are printed without a date and take the date of their document.",
            undated,
        )
    ]
