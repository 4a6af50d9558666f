"""What needs a look in words: one sentence each, with the place and what the sentence links to."""

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass

import pandas as pd

from analysis.measures.concerns import Concern
from analysis.presentation.anchors import anchor_finding, anchor_row
from analysis.presentation.findings import (
    describe_finding,
    explain_verdict,
    label_figure,
    show_recomputed,
    show_reported,
)
from analysis.presentation.first_screen.target_concerns import (
    MOST_ROWS,
    say_full,
    say_no_denominator,
    say_no_result,
    say_short,
)
from analysis.presentation.first_screen.template import Verdict, name_verdict
from analysis.presentation.formats import Words, clean_text
from analysis.presentation.formulas import write_formula
from analysis.presentation.places import name_place
from analysis.presentation.projects import ONE_PROJECT, put_project_first
from analysis.presentation.rate_parts import list_missing
from analysis.presentation.sentences.funds import describe_repeats
from analysis.presentation.terms import RATES
from analysis.presentation.wording import to_translate
from analysis.tables.records import Record

DOCUMENTS = {
    "plan": to_translate("a fund plan"),
    "contracts": to_translate("contracts"),
    "targets": to_translate("target items with results"),
}


@dataclass(frozen=True)
class Entry:
    """A concern or a strength as it is shown.

    Attributes:
        text: one sentence.
        anchor: the id that it links to.
        verdict: symbol and word; None for a strength.
        place: where the figure stands.
        lang: language of the place, if it is not the page's.
    """

    text: str
    anchor: str
    verdict: Verdict | None = None
    place: str = ""
    lang: str | None = None


def describe_concern(
    concern: Concern, words: Words, projects: Mapping[str, str] = ONE_PROJECT
) -> Entry:
    """A concern as a sentence with its verdict, its place and what it links to.

    Args:
        concern: one of what :func:`analysis.measures.concerns.list_concerns` returns.
        words: language, with the names of the documents.
        projects: names of the projects, if there are several.
    """
    text, anchor = _WRITERS[concern.rule](concern, words)
    project = projects.get(concern.project_id or "", "")
    place, lang = _find_place(concern, words)
    return Entry(
        put_project_first(project, text, words), anchor, name_verdict(concern.verdict, words),
        place, lang,
    )  # fmt: skip


def _find_place(concern: Concern, words: Words) -> tuple[str, str | None]:
    """The place of the first row, where all rows of the concern are of one document."""
    rows = [row for row in concern.rows if isinstance(row.get("locator"), str)]
    places = list(dict.fromkeys(name_place(row["locator"], words) for row in rows))
    return places[0] if len(places) == 1 else ("", None)


def _say_claims(concern: Concern, words: Words) -> tuple[str, str]:
    told = [_say_claim(row, words) for row in concern.rows[:MOST_ROWS]]
    if len(concern.rows) > MOST_ROWS:
        number = words.number(len(concern.rows))
        told.append(words.say("In all, {number} figures differ in this way.", number=number))
    return words.pile(told), anchor_finding(concern.rows[0]["claim_id"])


def _say_claim(row: Record, words: Words) -> str:
    printed = show_reported(row, words)
    number, _ = show_recomputed(row, words, more_digits=0)
    if number == printed:
        number, _ = show_recomputed(row, words)
    is_plain = row["relation"] == "eq" and isinstance(row["shown_formula"], str)
    if not (number and printed and is_plain) or row["claim_kind"] == "dates":
        return describe_finding(row, words)
    said = words.say(
        "{name}: {printed} is reported; {formula} gives {number}.",
        name=label_figure(row, words),
        printed=printed,
        formula=write_formula(row, words),
        number=number,
    )
    why = explain_verdict(row, words)
    return words.pile([said, why]) if why else said


def _say_instalments(concern: Concern, words: Words) -> tuple[str, str]:
    sentences = describe_repeats(pd.DataFrame(list(concern.rows)), words)
    return words.pile(sentences), anchor_row(concern.rows[0])


def _say_unpaid(concern: Concern, words: Words) -> tuple[str, str]:
    facts = concern.facts
    amounts = {
        name: words.money(facts[name])
        for name in ("used", "requested", "contracted", "planned")
        if name in facts
    }
    if "used" in amounts and facts["is_as_requested"]:
        text = words.say(
            "{used} was reported as used, which matches the {requested} requested after "
            "rounding; whether it was paid is not reported.",
            used=amounts["used"],
            requested=amounts["requested"],
        )
    elif "used" in amounts:
        text = words.say(
            "{used} was reported as used; the amount paid is not reported.", used=amounts["used"]
        )
    elif "requested" in amounts:
        text = words.say(
            "{requested} was requested; whether it was paid is not reported.",
            requested=amounts["requested"],
        )
    elif "contracted" in amounts:
        text = words.say(
            "Contracts of {contracted} are reported; the amount paid is not reported.",
            contracted=amounts["contracted"],
        )
    else:
        text = words.say(
            "{planned} is planned; the amount paid is not reported.", planned=amounts["planned"]
        )
    return text, "funds"


def _say_contracts(concern: Concern, words: Words) -> tuple[str, str]:
    names = words.join(
        words.pick(row, "label")
        if math.isnan(row["contract_cny"])
        else words.say(
            "{name} ({amount})",
            name=words.pick(row, "label"),
            amount=words.money(row["contract_cny"]),
        )
        for row in concern.rows
    )
    text = words.count(
        "No request or payment is reported for {number} contract: {names}.",
        "No request or payment is reported for {number} contracts: {names}.",
        len(concern.rows),
        names=names,
    )
    return text, anchor_row(concern.rows[0])


def _say_printed_rate(concern: Concern, words: Words) -> tuple[str, str]:
    row = concern.rows[0]
    text = words.say(
        "{rate}: {printed} is reported, but not {missing}.",
        rate=words.term(RATES, row["rate_id"]),
        printed=clean_text(row["printed"]),
        missing=words.join(list_missing(row, words)),
    )
    return text, "funds"


def _say_zeros(concern: Concern, words: Words) -> tuple[str, str]:
    row = concern.rows[0]
    text = words.count(
        "In the form for {month}, {number} figure is 0: confirm that this means “not started”, "
        "not “not counted”.",
        "In the form for {month}, all {number} figures are 0: confirm that this means “not "
        "started”, not “not counted”.",
        len(concern.rows),
        month=words.date(row["period_end"], "month"),
    )
    return text, "months"


def _say_blank_rate(concern: Concern, words: Words) -> tuple[str, str]:
    name = words.pick(concern.rows[0], "name")
    text = words.say(
        "{name} is blank; it can be calculated once the appropriation is known.", name=name
    )
    return text, "months"


def _say_blanks(concern: Concern, words: Words) -> tuple[str, str]:
    names = words.join(words.pick(row, "name") for row in concern.rows)
    text = words.say(
        "Blank in the form for {month} (not zero): {names}.",
        month=words.date(concern.rows[0]["period_end"], "month"),
        names=names,
    )
    return text, "months"


def _say_documents(concern: Concern, words: Words) -> tuple[str, str]:
    names = words.join(words.gettext(DOCUMENTS[name]) for name in concern.facts["needed"])
    return words.say("Documents that would help: {names}.", names=names), "missing"


_WRITERS: Mapping[str, Callable[[Concern, Words], tuple[str, str]]] = {
    **dict.fromkeys(("rate_claim", "money_claim", "target_claim", "other_claim"), _say_claims),
    "zero_form": _say_zeros,
    "blank_rate": _say_blank_rate,
    "rate_without_amounts": _say_printed_rate,
    "instalment_statuses": _say_instalments,
    "paid_not_reported": _say_unpaid,
    "contract_without_request": _say_contracts,
    "full_without_basis": say_full,
    "not_reached": say_short,
    "behind": say_short,
    "no_result": say_no_result,
    "no_denominator": say_no_denominator,
    "blank_cells": _say_blanks,
    "documents_needed": _say_documents,
}
