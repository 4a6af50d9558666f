"""The paragraph of the first screen: by which topic it begins, and which sentences it has."""

from collections.abc import Mapping

import pandas as pd

from analysis.brief import Brief
from analysis.measures.concerns import Concern
from analysis.measures.evidence import Evidence
from analysis.measures.key_figures import choose_key_figures
from analysis.presentation.formats import Words
from analysis.presentation.projects import ONE_PROJECT
from analysis.presentation.sentences import (
    describe_funds,
    describe_targets,
    describe_trends,
)

MONEY, FORM, TARGETS, TRENDS = "money", "form", "targets", "trends"
TOPICS = (MONEY, FORM, TARGETS, TRENDS)
# Rules of concerns about the monthly form.
_OF_FORM = frozenset({"zero_form", "blank_rate", "blank_cells"})
_TOPIC_OF_GROUP = {"rates": MONEY, "money": MONEY, "targets": TARGETS}


def choose_lead(concerns: list[Concern], evidence: Evidence) -> str:
    """The topic that the paragraph begins with: that of the weightiest concern, else the money.

    Without any amount of money, what the newest form reports comes first.

    Args:
        concerns: by weight.
        evidence: the frames of one county.
    """
    for concern in concerns[:1]:
        if concern.rule in _OF_FORM:
            return FORM
        if concern.group in _TOPIC_OF_GROUP:
            return _TOPIC_OF_GROUP[concern.group]
    has_money = evidence.rates[["numerator_cny", "denominator_cny"]].notna().any(axis=None)
    return MONEY if has_money else FORM


def compose_paragraph(
    brief: Brief,
    concerns: list[Concern],
    evidence: Evidence,
    forms_text: list[str],
    words: Words,
    projects: Mapping[str, str] = ONE_PROJECT,
) -> list[list[str]]:
    """The sentences of the paragraph, the lead's first, then in the order of ``TOPICS``.

    With several projects there is a paragraph for each topic, since a sentence that names none
    would seem to be about the one named last.

    Statuses of instalments stand in the list of what needs a look and are not repeated here.

    Args:
        brief: county and date.
        concerns: by weight.
        evidence: the frames of one county.
        forms_text: what :func:`analysis.presentation.sentences.describe_forms` returns.
        words: language, with the names of the documents.
        projects: names of the projects, if there are several.
    """
    no_repeats = evidence.instalments.iloc[:0]
    sentences = {
        MONEY: describe_funds(evidence.rates, no_repeats, evidence.contracts, words, projects),
        FORM: forms_text,
        TARGETS: describe_targets(evidence.items, evidence.conditions, brief.as_of, words, projects)
        if len(evidence.items)
        else [],
        TRENDS: _describe_newest(evidence, words),
    }
    lead = choose_lead(concerns, evidence)
    order = sorted(TOPICS, key=lambda topic: topic != lead)
    topics = [sentences[topic] for topic in order if sentences[topic]]
    return topics if projects else [[sentence for topic in topics for sentence in topic]]


def _describe_newest(evidence: Evidence, words: Words) -> list[str]:
    """The newest point of each trend of the first screen, one sentence each."""
    rows = [figure.row for figure in choose_key_figures(evidence) if figure.kind == "trend"]
    return describe_trends(pd.DataFrame(rows), words) if rows else []
