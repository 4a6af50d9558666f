"""Tables of the documents of a brief and of the events that they date."""

import pandas as pd

from analysis.presentation.brief_tables.table import (
    Cell,
    Column,
    Line,
    Row,
    Table,
    make_name,
    make_source,
    render_table,
)
from analysis.presentation.display import NOTHING, Fragment
from analysis.presentation.formats import Words, clean_text
from analysis.presentation.places import name_place
from analysis.presentation.terms import DOCUMENT_KINDS, EVENT_KINDS
from analysis.tables.records import list_records


def tabulate_documents(documents: pd.DataFrame, figures: pd.DataFrame, words: Words) -> Fragment:
    """Table of the documents with the number and the places of their figures about the county.

    Args:
        documents: rows of the table ``documents``.
        figures: the table ``figures``.
        words: language.
    """
    if documents.empty:
        return NOTHING
    titles = documents.set_index("document_id")
    printed = figures[figures["printed"].notna()]
    rows = tuple(
        Row(
            (
                _make_title(row, titles, words),
                Cell(words.pick(row, "issuer"), lang=words.mark_language(row, "issuer")),
                Cell(words.date(row["document_date"])),
                _count_figures(printed[printed["document_id"] == row["document_id"]], words),
            )
        )
        for row in list_records(documents.sort_values("document_date", kind="stable"))
    )
    columns = (
        Column(words.gettext("Document")),
        Column(words.gettext("Issued by")),
        Column(words.gettext("Date")),
        Column(words.gettext("Figures on the county and where they are found"), is_wide=True),
    )
    return render_table(Table(words.gettext("Documents"), columns, (rows,)))


def tabulate_events(events: pd.DataFrame, words: Words) -> Fragment:
    """Table of dated events: phases, milestones, deadlines, designations, stoppages.

    Args:
        events: rows of the table ``events``.
        words: language.
    """
    shown = events[events["event_kind"].isin(EVENT_KINDS)]
    if shown.empty:
        return NOTHING
    rows = tuple(
        Row(
            (
                Cell(_say_dates(row, words)),
                make_name(row, "label", words),
                Cell(words.term(EVENT_KINDS, row["event_kind"])),
                make_source(row["locator"], words, row["document_id"]),
            )
        )
        for row in list_records(shown.sort_values(["start_date", "row_id"], kind="stable"))
    )
    columns = (
        Column(words.gettext("Date")),
        Column(words.gettext("Event")),
        Column(words.gettext("Type")),
        Column(words.gettext("Source")),
    )
    return render_table(Table(words.gettext("Phases, milestones and deadlines"), columns, (rows,)))


def _make_title(row: dict, titles: pd.DataFrame, words: Words) -> Cell:
    kind = words.term(DOCUMENT_KINDS, row["document_kind"])
    lines = [Line(kind)]
    whole = row["part_of"]
    if isinstance(whole, str) and whole in titles.index:
        title = words.pick(titles.loc[whole].to_dict(), "title")
        lines.append(Line(words.say("attached to: {title}", title=title)))
    if isinstance(row["file_name"], str):
        lines.append(Line(clean_text(row["file_name"])))
    return Cell(
        words.pick(row, "title"), details=tuple(lines), lang=words.mark_language(row, "title"),
        scope="row",
    )  # fmt: skip


def _count_figures(figures: pd.DataFrame, words: Words) -> Cell:
    number = words.count("{number} figure", "{number} figures", len(figures))
    # A locator reads "section (line)"; only the section is shown here.
    parts = figures["locator"].str.split("（第").str[0].str.split(" ").str[0]
    named = [name_place(part, words) for part in parts.drop_duplicates().dropna() if part]
    places = words.join(dict.fromkeys(name for name, _ in named))
    lang = next((lang for _, lang in named if lang), None)
    return Cell(number, details=(Line(places, lang),) if places else ())


def _say_dates(row: dict, words: Words) -> str:
    start = words.date(row["start_date"], row["date_precision"])
    if pd.isna(row["end_date"]):
        return start
    end = words.date(row["end_date"], row["date_precision"])
    return start if start == end else words.say("{start} to {end}", start=start, end=end)
