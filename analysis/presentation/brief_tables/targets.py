"""Tables of the targets: each item with its conditions and verdict."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

import pandas as pd

from analysis.presentation.anchors import anchor_item
from analysis.presentation.brief_tables.conditions import (
    COLUMNS_OF_CONDITION,
    make_condition,
    make_wording_conditions,
)
from analysis.presentation.brief_tables.table import (
    Cell,
    Column,
    Line,
    Row,
    Table,
    list_finding_lines,
    make_verdict,
    render_table,
)
from analysis.presentation.display import NOTHING, Fragment
from analysis.presentation.formats import Words, clean_text
from analysis.presentation.labels import sort_items
from analysis.presentation.places import name_place
from analysis.presentation.projects import ONE_PROJECT, put_project_first, split_records
from analysis.presentation.target_tables import TableKey, name_target_tables
from analysis.tables.records import Record, list_records

COLUMNS = 3 + COLUMNS_OF_CONDITION
DECIDED = ("met", "not_met", "not_yet_due")
_Conditions = Mapping[tuple[str, str, str], list[Record]]


def tabulate_items(
    items: pd.DataFrame,
    conditions: pd.DataFrame,
    words: Words,
    projects: Mapping[str, str] = ONE_PROJECT,
) -> Fragment:
    """One table per target table: each item with its conditions, verdict and reasons.

    Args:
        items: what :func:`analysis.measures.target_items.compute_items` returns.
        conditions: what :func:`analysis.presentation.labels.label_conditions` returns of them.
        words: language, with the names of the documents.
        projects: what :func:`analysis.presentation.projects.name_projects` returns.
    """
    names = name_target_tables(items, words, projects)
    by_item: dict[tuple[str, str, str], list[Record]] = {}
    for row in list_records(conditions):
        by_item.setdefault(_find_item(row), []).append(row)
    fragment = NOTHING
    for project, rows in split_records(list_records(items), projects, words):
        tables: dict[TableKey, list[Record]] = {}
        for row in rows:
            tables.setdefault((row["document_id"], row["table_id"]), []).append(row)
        for key in sorted(tables, key=lambda key: -len(tables[key])):
            table = _make_table(tables[key], by_item, names[key], words)
            caption = put_project_first(project, table.caption, words)
            fragment += render_table(replace(table, caption=caption))
    return fragment


def _find_item(row: Record) -> tuple[str, str, str]:
    return row["document_id"], row["table_id"], row["item"]


def _make_table(items: list[Record], conditions: _Conditions, name: str, words: Words) -> Table:
    columns = (
        Column(words.gettext("Item")),
        Column(words.gettext("Assessment")),
        Column(words.gettext("Requirement and reported result"), is_wide=True),
        Column(words.gettext("Condition"), is_wide=True),
        Column(words.gettext("Target"), True),
        Column(words.gettext("Actual"), True),
        Column(words.gettext("Completion"), True),
    )
    groups: dict[str, list[Record]] = {}
    for item in sort_items(items):
        groups.setdefault(item["category_zh"], []).append(item)
    has_headings = len(groups) < len(items)
    shared = _find_shared_completion(items)
    bodies = tuple(
        _make_body(group, conditions, has_headings, shared is None, words)
        for group in groups.values()
    )
    dates = [item["as_of_date"] for item in items if pd.notna(item["as_of_date"])]
    date = words.date(max(dates, default=pd.NaT))
    caption = words.say("{table}, at {date}", table=name, date=date)
    leads = () if shared is None else (_say_shared_completion(shared, len(items), words),)
    return Table(caption, columns, bodies, leads=leads, css="items")


def _find_shared_completion(items: list[Record]) -> float | None:
    """The completion that a document reports for all items, if it is the same and not one alone."""
    completions = {item["printed_completion"] for item in items}
    if len(items) < 2 or len(completions) > 1 or pd.isna(items[0]["printed_completion"]):
        return None
    return items[0]["printed_completion"]


def _say_shared_completion(rate: float, number: int, words: Words) -> str:
    return words.say(
        "The document reports {rate} for all {items} items.",
        rate=words.percent(rate, None),
        items=words.number(number),
    )


def _make_body(
    items: list[Record],
    conditions: _Conditions,
    has_heading: bool,
    has_completions: bool,
    words: Words,
) -> tuple[Row, ...]:
    first = items[0]
    heading = Cell(
        words.pick(first, "category"),
        lang=words.mark_language(first, "category"),
        scope="rowgroup",
        colspan=COLUMNS,
    )
    rows = [Row((heading,))] if has_heading else []
    for item in items:
        item_conditions = conditions.get(_find_item(item), [])
        rows += _make_item_rows(item, item_conditions, has_completions, words)
    return tuple(rows)


def _make_conditions(conditions: list[Record], words: Words) -> list[tuple[Cell, ...]]:
    """Decided conditions first, then those without a figure, at last all in words only."""
    in_words = [row for row in conditions if row["assessment"] == "qualitative"]
    numeric = [row for row in conditions if row["assessment"] != "qualitative"]
    numeric.sort(key=lambda row: isinstance(row["reason"], str))
    cells = [make_condition(row, words) for row in numeric]
    return [*cells, *make_wording_conditions(in_words, words)]


def _make_item_rows(
    item: Record, conditions: list[Record], has_completion: bool, words: Words
) -> Iterator[Row]:
    shown = _make_conditions(conditions, words)
    height = max(1, len(shown))
    details = (
        *_say_due(item, words),
        *(_say_printed(item, words) if has_completion else ()),
        *_say_alternatives(item, conditions, words),
        *_say_parts(item, words),
    )
    links = list_finding_lines(item, words)
    before = (
        Cell(clean_text(item["item_label"]), details=links, scope="row", rowspan=height),
        make_verdict(item["verdict"], words, details, rowspan=height),
        Cell(
            words.pick(item, "requirement"),
            lang=words.mark_language(item, "requirement"),
            details=_say_result(item, conditions, words),
            rowspan=height,
        ),
    )
    empty = (
        Cell(
            words.gettext("No condition that can be assessed"),
            "missing",
            colspan=COLUMNS_OF_CONDITION,
        ),
    )
    for place, cells in enumerate(shown or [empty]):
        yield Row((*before, *cells), anchor=anchor_item(item)) if place == 0 else Row(cells)


def _say_result(item: Record, conditions: list[Record], words: Words) -> tuple[Line, ...]:
    source = Line(*name_place(item["locator"], words))
    result = words.pick(item, "result")
    if result:
        return (Line(words.say("Reported: {result}", result=result)), source)
    # A result that stands elsewhere is shown with its condition.
    is_elsewhere = any(pd.notna(row["actual"]) for row in conditions)
    if is_elsewhere or pd.isna(item["printed_completion"]):
        return (source,)
    nothing = words.say("Reported: {result}", result=words.gettext("blank"))
    return (Line(nothing), source)


def _say_due(item: Record, words: Words) -> tuple[str, ...]:
    if pd.isna(item["due_date"]):
        return ()
    date = words.date(item["due_date"])
    if item["is_due_later"] and item["verdict"] != "not_yet_due":
        return (words.say("not yet due ({date})", date=date),)
    due = words.say("due {date}", date=date)
    is_earlier = pd.notna(item["as_of_date"]) and item["as_of_date"] < item["due_date"]
    if item["verdict"] == "not_met" and is_earlier:
        as_of = words.date(item["as_of_date"])
        return (due, words.say("on figures at {date}, before the deadline", date=as_of))
    return (due,)


def _say_printed(item: Record, words: Words) -> tuple[str, ...]:
    if pd.isna(item["printed_completion"]):
        return ()
    return (
        words.say(
            "reported completion {rate}", rate=words.percent(item["printed_completion"], None)
        ),
    )


def _say_alternatives(item: Record, conditions: list[Record], words: Words) -> tuple[str, ...]:
    is_open = any(row["need"] == "other_met" and row["verdict"] != "met" for row in conditions)
    if item["verdict"] != "met" or not is_open:
        return ()
    return (words.gettext("one of its alternatives is met, which is enough"),)


def _say_parts(item: Record, words: Words) -> tuple[str, ...]:
    parts = int(item["conditions_total"] - item["conditions_numeric"])
    if not parts or item["verdict"] not in DECIDED:
        return ()
    return (
        words.count(
            "on its figures; {number} wording requirement not assessed",
            "on its figures; {number} wording requirements not assessed",
            parts,
        ),
    )
