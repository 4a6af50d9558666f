"""Finding cards: reported and recalculated side by side, with calculation and source."""

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from analysis.presentation.anchors import anchor_finding
from analysis.presentation.display import NOTHING, Fragment
from analysis.presentation.finding_marks import CARD_VERDICTS, find_marked_rows
from analysis.presentation.findings import (
    describe_review,
    explain_verdict,
    label_figure,
    show_recomputed,
    show_reported,
)
from analysis.presentation.first_screen.template import Verdict, name_verdict, render
from analysis.presentation.formats import Words
from analysis.presentation.formulas import find_language, write_formula
from analysis.presentation.labels import sort_as_printed
from analysis.presentation.places import name_place
from analysis.presentation.terms import CLAIM_KINDS
from analysis.tables.records import Record, list_records

SIGNS = {"eq": "", "le": "≤ ", "ge": "≥ "}


@dataclass(frozen=True)
class Side:
    """One of two figures that are compared."""

    label: str
    value: str
    detail: str = ""


@dataclass(frozen=True)
class Card:
    """A finding as it is shown.

    Attributes:
        anchor: its id.
        verdict: symbol and word.
        name: the figure that it is about.
        lang: language of the name, if it is not the page's.
        sides: reported and recalculated.
        lines: label, text and language of the calculation, the check and the place.
        remarks: a reading that makes the figures fit, or that none is known; the review.
        back: id of the row in which the figure stands; blank for none.
    """

    anchor: str
    verdict: Verdict
    name: str
    lang: str | None
    sides: tuple[Side, ...]
    lines: tuple[tuple[str, str, str | None], ...]
    remarks: tuple[str, ...]
    back: str = ""


def show_finding_cards(verdicts: pd.DataFrame, tables: Fragment, words: Words) -> Fragment:
    """A card for each claim that does not hold or is for review; empty without one.

    Which of the two figures is the wrong one is not said.

    Args:
        verdicts: rows of the table ``verdicts``.
        tables: the tables of the page; their marked rows link to the cards, and the cards to them.
        words: language, with the names of the documents.
    """
    rows = list_records(verdicts, verdicts["verdict"].isin(CARD_VERDICTS))
    if not rows:
        return NOTHING
    ordered = sorted(sort_as_printed(rows), key=lambda row: CARD_VERDICTS.index(row["verdict"]))
    rows_of_cards = find_marked_rows(str(tables.html))
    cards = [_make_card(row, rows_of_cards, words) for row in ordered]
    return render("cards", cards=cards, to_row=words.gettext("Row in the table"))


def _make_card(row: Record, rows: Mapping[str, str], words: Words) -> Card:
    anchor = anchor_finding(row["claim_id"])
    number, interval = show_recomputed(row, words)
    recalculated = SIGNS[row["relation"]] + number if number else words.gettext("not reported")
    detail = words.say("range {interval}", interval=interval) if interval else ""
    sides = (
        Side(words.gettext("Reported"), show_reported(row, words) or words.gettext("blank")),
        Side(words.gettext("Recalculated"), recalculated, detail),
    )
    formula = write_formula(row, words)
    document = words.document_names.get(row["document_id"], "")
    source = (words.gettext("Source"), *name_place(row["locator"], words))
    lines = (
        (words.gettext("Calculation"), formula, find_language(formula, words)),
        (words.gettext("Check"), words.term(CLAIM_KINDS, row["claim_kind"]), None),
        source,
        (words.gettext("Document"), document, None),
    )
    return Card(
        anchor,
        name_verdict(row["verdict"], words),
        label_figure(row, words),
        words.mark_language(row, "label"),
        sides,
        tuple(line for line in lines if line[1]),
        _list_remarks(row, words),
        rows.get(anchor, ""),
    )


def _list_remarks(row: Record, words: Words) -> tuple[str, ...]:
    why = explain_verdict(row, words) or words.gettext(
        "We know of no explanation that makes the figures agree. We do not say which of them "
        "is wrong."
    )
    new = words.gettext("new since the last update") if row["is_new"] else ""
    return tuple(text for text in (why, new, describe_review(row, words)) if text)
