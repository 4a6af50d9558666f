"""Sentences about a brief as a whole: its documents, its forms, its empty sections."""

from collections.abc import Iterable, Mapping

import pandas as pd

from analysis.brief import Brief
from analysis.measures.newest import is_undated
from analysis.presentation.formats import Words
from analysis.presentation.labels import is_form_figure
from analysis.presentation.terms import MISSING_REASONS
from analysis.presentation.wording import to_translate
from analysis.tables.records import Record, list_records

ABSENCES = {
    "rates": to_translate("The documents do not report enough amounts to calculate a rate."),
    "appropriations": to_translate("The appropriation is not reported."),
    "lines": to_translate("No fund table with planned or paid amounts is provided."),
    "contracts": to_translate("No contracts are reported."),
    "instalments": to_translate("No instalments are reported."),
    "targets": to_translate("No items with results are provided."),
    "tourism": to_translate("No figures on tourism are reported."),
    "poverty": to_translate("No incomes of poor households or poor villages are reported."),
    "profile": to_translate("No area profile is reported."),
    "form": to_translate("No monthly form is provided."),
    "findings": to_translate("No figures to check."),
    "gaps": to_translate("No expected figures are missing."),
}


def describe_absence(kind: str, words: Words) -> str:
    """One sentence for a section that the documents report nothing about.

    Args:
        kind: a key of ``ABSENCES``.
        words: language.
    """
    return words.term(ABSENCES, kind)


def describe_absences(shown: Mapping[str, object], words: Words) -> str:
    """The sentences of everything that the documents report nothing about; blank if there is none.

    Args:
        shown: what is shown, by key of ``ABSENCES``; blank where there is nothing.
        words: language.
    """
    return words.pile(describe_absence(kind, words) for kind, found in shown.items() if not found)


def describe_county(
    brief: Brief, documents: pd.DataFrame, words: Words, projects: pd.DataFrame | None = None
) -> list[str]:
    """Number and newest date of the documents that the brief is made from.

    Args:
        brief: county and language.
        documents: rows of the table ``documents``.
        words: language.
        projects: rows of the table ``projects``; a provisional one is said to be provisional.
    """
    dates = documents["document_date"]
    if documents.empty:
        return [words.say("We have no documents about {county}.", county=brief.name)]
    return [
        words.count(
            "This brief on {county} is based on {number} document, dated {latest}.",
            "This brief on {county} is based on {number} documents, the latest dated {latest}.",
            len(documents),
            county=brief.name,
            latest=words.date(dates.max()),
        ),
        *_describe_provisional(projects, words),
    ]


def _describe_provisional(projects: pd.DataFrame | None, words: Words) -> list[str]:
    if projects is None or not (projects["project_origin"] == "provisional").any():
        return []
    return [
        words.gettext(
            "The project is provisional: the documents do not state both its level and its "
            "year. Amounts not assigned to a project are counted as one project."
        )
    ]


def describe_forms(facts: pd.DataFrame, documents: pd.DataFrame, words: Words) -> list[str]:
    """One sentence for all monthly forms: months, figures about the county, zeros and blanks.

    Args:
        facts: what :func:`analysis.presentation.labels.label_figures` returns.
        documents: rows of the table ``documents``.
        words: language.
    """
    figures = list_records(facts, is_form_figure(facts))
    if not figures:
        return []
    issued = {row["document_id"] for row in figures}
    forms = list_records(documents, documents["document_id"].isin(issued))
    issuers = dict.fromkeys(words.pick(form, "issuer") for form in forms)
    unread = sum(row["missing_reason"] in MISSING_REASONS for row in figures)
    counts = {
        to_translate("{number} reported as zero"): sum(row["value"] == 0 for row in figures),
        to_translate("{number} blank"): sum(pd.isna(row["value"]) for row in figures) - unread,
        to_translate("{number} not readable as a figure"): unread,
    }
    # What does not occur needs no word.
    shown = [
        words.say(message, number=words.number(count)) for message, count in counts.items() if count
    ]
    parts = {
        "issuers": words.join(issuers),
        "months": _name_months(figures, forms, words),
        "figures": words.count(
            "{number} figure for the county", "{number} figures for the county", len(figures)
        ),
        "counts": words.say(": {counts}", counts=words.join(shown)) if shown else "",
    }
    if len(forms) == 1:
        return [words.say("The monthly form of {issuers}{months} has {figures}{counts}.", **parts)]
    number = words.number(len(forms))
    return [
        words.say(
            "The {number} monthly forms of {issuers}{months} have {figures}{counts}.",
            number=number, **parts,
        )
    ]  # fmt: skip


def _name_months(figures: Iterable[Record], forms: Iterable[Record], words: Words) -> str:
    """The months of the forms, those that follow each other together; blank without a month."""
    ends = {form["document_id"]: [form["period_end"]] for form in forms}
    for row in figures:
        # A form without a period of its own is that of the last day that it reports.
        own = ends[row["document_id"]]
        if pd.isna(own[0]) and not is_undated(row["period_note"]):
            own.append(row["period_end"])
    days = [max((day for day in own if pd.notna(day)), default=None) for own in ends.values()]
    months = sorted({(day.year, day.month) for day in days if day is not None})
    if not months:
        return ""
    spans: list[list[tuple[int, int]]] = []
    for month in months:
        if spans and month == _next_month(*spans[-1][1]):
            spans[-1][1] = month
        else:
            spans.append([month, month])
    names = [_name_span(*span, words) for span in spans]
    return words.say(" for {months}", months=words.join(names))


def _next_month(year: int, month: int) -> tuple[int, int]:
    return (year + 1, 1) if month == 12 else (year, month + 1)


def _name_span(first: tuple[int, int], last: tuple[int, int], words: Words) -> str:
    end = pd.Timestamp(*last, 1) + pd.offsets.MonthEnd()
    return words.period(pd.Timestamp(*first, 1), end)
