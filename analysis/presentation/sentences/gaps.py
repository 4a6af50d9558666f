"""Sentences about what is missing and why, for the section on gaps."""

from collections.abc import Mapping

import pandas as pd

from analysis.measures.amounts import group_instalments
from analysis.presentation.formats import Words
from analysis.presentation.instalment_names import find_shared_names, name_instalment
from analysis.presentation.labels import is_form_figure, sort_items
from analysis.presentation.projects import ONE_PROJECT, put_project_first, split_by_project
from analysis.presentation.rate_parts import list_missing
from analysis.presentation.sentences.county import describe_absence
from analysis.presentation.terms import RATES, REASONS, name_target_table
from analysis.tables.records import Record, list_records
from analysis.tables.reference_forms import UNDATED


def describe_gaps(
    rates: pd.DataFrame,
    instalments: pd.DataFrame,
    conditions: pd.DataFrame,
    facts: pd.DataFrame,
    words: Words,
    projects: Mapping[str, str] = ONE_PROJECT,
) -> list[str]:
    """One sentence per figure or topic of the brief that the documents do not report.

    Args:
        rates: what :func:`analysis.measures.disbursement.compute_rates` returns.
        instalments: what :func:`analysis.measures.disbursement.compute_instalments` returns.
        conditions: what :func:`analysis.measures.completion.compute_conditions` returns.
        facts: what :func:`analysis.presentation.labels.label_figures` returns.
        words: language.
        projects: names of the projects, if there are several.
    """
    sentences = [
        *_describe_money(rates, instalments, words, projects),
        *_describe_conditions(conditions, words),
        *_describe_blanks(facts, words),
        *_describe_topics(facts, words),
        *_describe_undated(facts, words),
    ]
    return sentences or [describe_absence("gaps", words)]


def _describe_money(
    rates: pd.DataFrame, instalments: pd.DataFrame, words: Words, projects: Mapping[str, str]
) -> list[str]:
    """What is missing of the rates, then of the instalments, of each project."""
    return [
        put_project_first(project, sentence, words)
        for frame, describe in ((rates, _describe_rates), (instalments, _describe_instalments))
        for project, own in split_by_project(frame, projects, words)
        for sentence in describe(own, words)
    ]


def _describe_rates(rates: pd.DataFrame, words: Words) -> list[str]:
    return [_describe_rate(row, words) for row in list_records(rates, rates["rate"].isna())]


def _describe_rate(row: Record, words: Words) -> str:
    rate = words.term(RATES, row["rate_id"])
    missing = list_missing(row, words)
    if not missing:
        return words.say("{rate}: not computable. What it divides by is printed as 0.", rate=rate)
    return words.say(
        "{rate}: not computable. Not reported: {missing}.", rate=rate, missing=words.join(missing)
    )


def _describe_instalments(instalments: pd.DataFrame, words: Words) -> list[str]:
    rows = list_records(instalments)
    shared = find_shared_names(rows, words)
    sentences = []
    unpriced = [row for row in rows if pd.isna(row["amount_cny"])]
    if unpriced:
        names = [name_instalment(row, shared, words) for row in unpriced]
        sentences.append(
            words.count(
                "{number} instalment is reported without an amount: {names}.",
                "{number} instalments are reported without an amount: {names}.",
                len(group_instalments(unpriced)),
                names=words.join(dict.fromkeys(names)),
            )
        )
    undated = [row for row in rows if pd.isna(row["status_date"])]
    if undated:
        names = [name_instalment(row, shared, words) for row in undated]
        sentences.append(
            words.count(
                "{number} status of an instalment is reported without a date: {names}.",
                "{number} statuses of instalments are reported without a date: {names}.",
                len(undated),
                names=words.join(names),
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
