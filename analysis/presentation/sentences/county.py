"""Sentences about a brief as a whole: its documents, its forms, its empty sections."""

import pandas as pd

from analysis.brief import Brief
from analysis.presentation.formats import Words
from analysis.presentation.labels import is_form_figure
from analysis.presentation.wording import to_translate
from analysis.tables.records import list_records

ABSENCES = {
    "rates": to_translate("The documents report no two amounts of which a rate could be made."),
    "appropriations": to_translate("The documents do not report what was appropriated."),
    "lines": to_translate("The documents hold no fund table with lines planned or paid."),
    "contracts": to_translate("The documents report no contracts."),
    "instalments": to_translate("The documents report no instalments."),
    "targets": to_translate("The documents hold no target items with results."),
    "tourism": to_translate("The documents report nothing on tourism."),
    "poverty": to_translate("The documents report no incomes of poor households or poor villages."),
    "profile": to_translate("The documents report no profile of the area."),
    "form": to_translate("There is no monthly form among the documents."),
    "findings": to_translate("Nothing contradicts, and nothing is for review."),
    "gaps": to_translate("Nothing that this brief looks for is missing."),
}


def describe_absence(kind: str, words: Words) -> str:
    """One sentence for a section that the documents report nothing about.

    Args:
        kind: a key of ``ABSENCES``.
        words: language.
    """
    return words.term(ABSENCES, kind)


def describe_county(brief: Brief, documents: pd.DataFrame, words: Words) -> list[str]:
    """Number and newest date of the documents that the brief is made from.

    Args:
        brief: county and language.
        documents: rows of the table ``documents``.
        words: language.
    """
    dates = documents["document_date"]
    if documents.empty:
        return [words.say("No document about {county} is known.", county=brief.name)]
    return [
        words.count(
            "This brief on {county} rests on {number} document, dated {latest}.",
            "This brief on {county} rests on {number} documents, the latest dated {latest}.",
            len(documents),
            county=brief.name,
            latest=words.date(dates.max()),
        )
    ]


def describe_forms(facts: pd.DataFrame, documents: pd.DataFrame, words: Words) -> list[str]:
    """One sentence per monthly form: number of figures about the county, zeros and blanks.

    Args:
        facts: rows of the table ``series``.
        documents: rows of the table ``documents``.
        words: language.
    """
    form_figures = facts[is_form_figure(facts)]
    forms = documents[documents["document_id"].isin(form_figures["document_id"])]
    return [
        _describe_form(
            form_figures[form_figures["document_id"] == form["document_id"]], form, words
        )
        for form in list_records(forms)
    ]


def _describe_form(rows: pd.DataFrame, form: dict, words: Words) -> str:
    return words.count(
        "The monthly form of {issuer} has {number} figure for the county: {zeros} printed as "
        "zero, {blanks} left blank.",
        "The monthly form of {issuer} has {number} figures for the county: {zeros} printed as "
        "zero, {blanks} left blank.",
        len(rows),
        issuer=words.pick(form, "issuer"),
        zeros=words.number(int((rows["value"] == 0).sum())),
        blanks=words.number(int(rows["value"].isna().sum())),
    )
