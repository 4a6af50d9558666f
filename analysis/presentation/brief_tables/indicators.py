"""Tables of single figures by topic, with the newest of each indicator."""

from collections.abc import Collection, Mapping

import pandas as pd

from analysis.measures.newest import is_undated, list_newest
from analysis.presentation.brief_tables.table import (
    Cell,
    Column,
    Line,
    Row,
    Table,
    make_name,
    make_source,
    mark_cell,
    render_table,
)
from analysis.presentation.display import NOTHING, Fragment
from analysis.presentation.formats import Words
from analysis.presentation.labels import sort_as_printed
from analysis.presentation.projects import ONE_PROJECT
from analysis.presentation.wording import to_translate
from analysis.tables.records import Record, list_records
from analysis.tables.reference_forms import UNDATED

# How figures that say nothing of what came about are marked.
ORIGINS = {
    "planned": to_translate("planned"),
    "stipulated": to_translate("requirement, not a result"),
}


def tabulate_facts(
    facts: pd.DataFrame,
    caption: str,
    words: Words,
    topics: Collection[str],
    projects: Mapping[str, str] = ONE_PROJECT,
    without: Collection[str] = (),
) -> Fragment:
    """Table of the newest reported figure of each indicator of some topics, and of the newest plan.

    An undated figure of a document that is newer than the newest dated figure stands beside it:
    neither is known to replace the other.

    Args:
        facts: what :func:`analysis.presentation.labels.label_figures` returns.
        caption: of the table, in the brief's language.
        words: language.
        topics: topics of indicators.
        projects: names of the projects, if there are several: each figure says of which it is.
        without: indicators to leave out because another table shows them.
    """
    is_elsewhere = facts["indicator_id"].isin(without)
    shown = list_records(
        facts, facts["topic"].isin(topics) & facts["value"].notna() & ~is_elsewhere
    )
    if not shown:
        return NOTHING
    newest = _drop_older_undated(list_newest(shown, _find_fact))
    # Figures that one line prints: the oldest first, plans last.
    newest.sort(key=_order_in_line)
    rows = tuple(_make_fact(row, words, projects) for row in sort_as_printed(newest))
    columns = (
        Column(words.gettext("Indicator")),
        Column(words.gettext("Value"), True),
        Column(words.gettext("Period")),
        Column(words.gettext("Source")),
    )
    leads = ()
    if any(_is_undated(row) for row in newest):
        leads = (words.gettext("Undated figures take the date of their document."),)
    return render_table(Table(caption, columns, (rows,), leads=leads, css="facts"))


def _make_fact(row: Record, words: Words, projects: Mapping[str, str]) -> Row:
    value = Cell(say_value(row, words), details=_say_origin(row, words), is_number=True)
    return Row(
        (
            make_name(row, "name", words, projects.get(row["project_id"], "")),
            mark_cell(value, "fact", row, words),
            Cell(words.gettext("Undated")) if _is_undated(row) else make_period(row, words),
            make_source(row["locator"], words, row["document_id"]),
        )
    )


def _order_in_line(row: Record) -> tuple[bool, bool, object]:
    end = row["period_end"]
    return row["origin"] != "reported", pd.notna(end), pd.Timestamp(0) if pd.isna(end) else end


def _find_fact(row: Record) -> tuple[object, ...]:
    """The indicator and project, and whether the figure is reported and has a date of its own.

    A plan stands beside what is reported, and what a project reports beside what another does. An
    accepted figure without an indicator is a fact of its own.
    """
    name = row["indicator_id" if isinstance(row["indicator_id"], str) else "figure"]
    project_id = row["project_id"] if isinstance(row["project_id"], str) else None
    return name, project_id, row["origin"] == "reported", _has_own_date(row)


def _drop_older_undated(newest: list[Record]) -> list[Record]:
    """Without undated figures of documents that are no newer than a dated figure of the same."""
    dated = {_find_fact(row)[:-1]: row["period_end"] for row in newest if _has_own_date(row)}
    return [
        row
        for row in newest
        if _has_own_date(row)
        or _find_fact(row)[:-1] not in dated
        or row["document_date"] > dated[_find_fact(row)[:-1]]
    ]


def _has_own_date(row: Record) -> bool:
    return not (pd.isna(row["period_end"]) or is_undated(row["period_note"]))


def say_value(row: dict, words: Words) -> str:
    """A reported figure with its unit and qualifier."""
    return words.reported(
        row["value"],
        row["unit"],
        row["printed_unit"],
        row["printed"],
        row["qualifier"],
        words.pick(row, "name"),
    )


def make_period(row: Record, words: Words) -> Cell:
    """The period of a figure; an undated one has its document's date and says so."""
    period = words.period(row["period_start"], row["period_end"], row["period_note"])
    if _is_undated(row):
        return Cell(period, details=(Line(words.gettext("Undated; document date used")),))
    return Cell(period)


def _is_undated(row: Record) -> bool:
    """Whether a figure has only the date of its document."""
    note = row["period_note"]
    return isinstance(note, str) and note.startswith(UNDATED)


def _say_origin(row: dict, words: Words) -> tuple[Line, ...]:
    message = ORIGINS.get(row["origin"])
    return (Line(words.gettext(message)),) if message else ()
