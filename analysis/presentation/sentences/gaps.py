"""Sentences about what is missing and why, for the section on gaps."""

from collections.abc import Mapping

import pandas as pd

from analysis.measures.amounts import group_instalments
from analysis.measures.newest import select_newest
from analysis.presentation.formats import Words
from analysis.presentation.instalment_names import find_shared_names, name_instalment
from analysis.presentation.labels import is_form_figure
from analysis.presentation.projects import ONE_PROJECT, put_project_first, split_by_project
from analysis.presentation.rate_parts import list_missing
from analysis.presentation.sentences.county import describe_absence
from analysis.presentation.sentences.target_gaps import describe_condition_gaps
from analysis.presentation.terms import MISSING_REASONS, RATES
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
        words: language, with the names of the documents.
        projects: names of the projects, if there are several.
    """
    sentences = [
        *_describe_money(rates, instalments, words, projects),
        *describe_condition_gaps(conditions, words, projects),
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
        return words.say(
            "{rate}: cannot be calculated. The denominator is reported as 0.", rate=rate
        )
    return words.say(
        "{rate}: cannot be calculated. Not reported: {missing}.",
        rate=rate,
        missing=words.join(missing),
    )


def _describe_instalments(instalments: pd.DataFrame, words: Words) -> list[str]:
    rows = list_records(instalments)
    shared = find_shared_names(rows, words)
    sentences = []
    unpriced = _select_lacking(group_instalments(rows), "amount_cny")
    if unpriced:
        names = [name_instalment(row, shared, words) for row in unpriced]
        sentences.append(
            words.count(
                "No amount is reported for {number} instalment: {names}.",
                "No amount is reported for {number} instalments: {names}.",
                len(unpriced),
                names=words.join(dict.fromkeys(names)),
            )
        )
    undated = _select_lacking(group_instalments(rows, "status"), "status_date")
    if undated:
        names = [name_instalment(row, shared, words) for row in undated]
        sentences.append(
            words.count(
                "No date is reported for {number} instalment status: {names}.",
                "No date is reported for {number} instalment statuses: {names}.",
                len(undated),
                names=words.join(names),
            )
        )
    return sentences


def _select_lacking(groups: Mapping[tuple[str, ...], list[Record]], column: str) -> list[Record]:
    """The first row of each group none of whose rows has a value."""
    return [rows[0] for rows in groups.values() if all(pd.isna(row[column]) for row in rows)]


def _describe_blanks(facts: pd.DataFrame, words: Words) -> list[str]:
    """Indicators that the newest form leaves blank, and those that it prints without a figure."""
    blank, unread = [], []
    by_indicator: dict[str, list[Record]] = {}
    for row in list_records(facts, is_form_figure(facts)):
        by_indicator.setdefault(row["indicator_id"], []).append(row)
    for rows in by_indicator.values():
        newest = select_newest(rows)
        same_period = [row for row in rows if _is_same_day(row["period_end"], newest["period_end"])]
        if any(pd.notna(row["value"]) for row in same_period):
            continue
        names = unread if newest["missing_reason"] in MISSING_REASONS else blank
        names.append(words.pick(newest, "name"))
    sentences = []
    if blank:
        sentences.append(
            words.say("Blank in the monthly form (not zero): {names}.", names=words.join(blank))
        )
    if unread:
        sentences.append(
            words.say(
                "In the monthly form, but not readable as figures: {names}.",
                names=words.join(unread),
            )
        )
    return sentences


def _is_same_day(one: object, other: object) -> bool:
    return one == other or (pd.isna(one) and pd.isna(other))


def _describe_topics(facts: pd.DataFrame, words: Words) -> list[str]:
    reported = set(facts.loc[facts["value"].notna(), "topic"])
    return [
        describe_absence(topic, words) for topic in ("tourism", "profile") if topic not in reported
    ]


def _describe_undated(facts: pd.DataFrame, words: Words) -> list[str]:
    is_undated = facts["period_note"].str.startswith(UNDATED, na=False)
    # Where nothing is printed, nothing is undated.
    undated = int((is_undated & facts["value"].notna()).sum())
    if not undated:
        return []
    return [
        words.count(
            "{number} figure is undated and takes the document date.",
            "{number} figures are undated and take the document date.",
            undated,
        )
    ]
