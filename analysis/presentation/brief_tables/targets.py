"""Tables of the targets: each item with its conditions and verdict."""

from collections.abc import Iterator
from decimal import Decimal

import pandas as pd

from analysis.presentation.brief_tables.table import (
    Cell,
    Column,
    Line,
    Row,
    Table,
    make_missing,
    make_verdict,
    render_table,
)
from analysis.presentation.display import NOTHING, Fragment
from analysis.presentation.formats import Words, clean_text
from analysis.presentation.labels import sort_items
from analysis.presentation.scales import Scale
from analysis.presentation.terms import (
    COMPARATORS,
    REASONS,
    name_target_table,
)
from analysis.tables.records import list_records

KEYS = ["document_id", "table_id"]
COLUMNS = 7
DECIDED = ("met", "not_met")


def tabulate_items(items: pd.DataFrame, conditions: pd.DataFrame, words: Words) -> Fragment:
    """One table per target table: each item with its conditions, verdict and reasons.

    Args:
        items: what :func:`analysis.measures.target_items.compute_items` returns.
        conditions: what :func:`analysis.presentation.labels.label_conditions` returns of them.
        words: language.
    """
    fragment = NOTHING
    sizes = items.groupby(KEYS).size().sort_values(ascending=False, kind="stable")
    for document_id, table_id in sizes.index:
        table_items = items[(items["document_id"] == document_id) & (items["table_id"] == table_id)]
        table_conditions = conditions[
            (conditions["document_id"] == document_id) & (conditions["table_id"] == table_id)
        ]
        fragment += render_table(_make_table(table_items, table_conditions, table_id, words))
    return fragment


def _make_table(
    items: pd.DataFrame, conditions: pd.DataFrame, table_id: str, words: Words
) -> Table:
    name = words.gettext(name_target_table(table_id))
    date = words.date(items["as_of_date"].max())
    columns = (
        Column(words.gettext("Item")),
        Column(words.gettext("Requirement and reported result")),
        Column(words.gettext("Verdict of the item")),
        Column(words.gettext("Condition")),
        Column(words.gettext("Target"), True),
        Column(words.gettext("Actual"), True),
        Column(words.gettext("Completion"), True),
    )
    groups: dict[str, list[dict]] = {}
    for item in sort_items(list_records(items)):
        groups.setdefault(item["category_zh"], []).append(item)
    has_headings = len(groups) < len(items)
    condition_rows = list_records(conditions)
    bodies = tuple(
        _make_body(group, condition_rows, has_headings, words) for group in groups.values()
    )
    caption = words.say("{table}, as of {date}", table=name, date=date)
    return Table(caption, columns, bodies)


def _make_body(
    items: list[dict], conditions: list[dict], has_heading: bool, words: Words
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
        item_conditions = [row for row in conditions if row["item"] == item["item"]]
        rows += _make_item_rows(item, _sort_conditions(item_conditions), words)
    return tuple(rows)


def _sort_conditions(conditions: list[dict]) -> list[dict]:
    # Computable conditions first, conditions in words only last.
    return sorted(
        conditions,
        key=lambda row: pd.isna(row["completion"]) + (row["assessment"] == "qualitative"),
    )


def _make_item_rows(item: dict, conditions: list[dict], words: Words) -> Iterator[Row]:
    height = max(1, len(conditions))
    due = next((row["due_date"] for row in conditions if pd.notna(row["due_date"])), pd.NaT)
    details = (*_say_due(item, due, words), *_say_printed(item, words), *_say_parts(item, words))
    before = (
        Cell(clean_text(item["item"]), scope="row", rowspan=height),
        Cell(
            words.pick(item, "requirement"),
            lang=words.mark_language(item, "requirement"),
            details=_say_result(item, words),
            rowspan=height,
        ),
        make_verdict(item["verdict"], words, details, rowspan=height),
    )
    for place, cells in enumerate([_make_condition(row, words) for row in conditions] or [()]):
        yield Row((*before, *cells) if place == 0 else cells)


def _make_condition(row: dict, words: Words) -> tuple[Cell, ...]:
    name = Cell(words.pick(row, "label"), lang=words.mark_language(row, "label"))
    if row["assessment"] == "qualitative":
        reason = words.term(REASONS, "qualitative")
        return (name, Cell(reason, "missing", is_number=True, colspan=3))
    return (name, _make_target(row, words), _make_actual(row, words), _make_completion(row, words))


def _make_target(row: dict, words: Words) -> Cell:
    if pd.isna(row["target"]):
        return Cell(words.gettext("no number"), "missing", is_number=True)
    sign = COMPARATORS.get(row["comparator"], "")
    value = _say_quantity(row["target"], row["unit"], row["target_printed_unit"], words)
    is_assumed = row["comparator_origin"] == "assumed"
    details = (Line(words.say("{sign} is assumed", sign=sign)),) if is_assumed else ()
    return Cell(f"{sign} {value}", details=details, is_number=True)


def _make_actual(row: dict, words: Words) -> Cell:
    if pd.isna(row["actual"]):
        return make_missing(words)
    unit = row["actual_unit"] if isinstance(row["actual_unit"], str) else row["unit"]
    if words.rules.keeps_printed_units and isinstance(row["qualifier"], str):
        value = clean_text(row["reported_printed"])
    else:
        number = _say_quantity(row["actual"], unit, row["reported_unit"], words)
        value = words.qualify(number, row["qualifier"])
    if pd.isna(row["denominator"]) or pd.isna(row["achieved"]):
        return Cell(value, is_number=True)
    divisor = words.quantity(row["denominator"], None, row["denominator_printed_unit"])
    share = words.percent(row["achieved"])
    return Cell(share, details=(Line(f"{value} ÷ {divisor}"),), is_number=True)


def _say_quantity(value: float, unit: str | None, printed_unit: str | None, words: Words) -> str:
    # Target and actual are compared side by side, so neither is shown in billions.
    if unit == "cny" and not words.rules.keeps_printed_units:
        return words.amount(value, Scale(Decimal(1), words.rules.money_units[-1].name))
    return words.quantity(value, unit, printed_unit)


def _make_completion(row: dict, words: Words) -> Cell:
    if isinstance(row["reason"], str):
        return Cell(words.term(REASONS, row["reason"]), "missing", is_number=True)
    if pd.isna(row["completion"]):
        return Cell(words.gettext("differs from the target"), "missing", is_number=True)
    if pd.isna(row["is_met"]):
        verdict = words.gettext("undecided")
    else:
        verdict = (
            words.gettext("target reached") if row["is_met"] else words.gettext("below target")
        )
    return Cell(words.percent(row["completion"]), details=(Line(verdict),), is_number=True)


def _say_result(item: dict, words: Words) -> tuple[Line, ...]:
    source = Line(clean_text(item["locator"]), words.document_lang)
    result = words.pick(item, "result")
    if not result and pd.isna(item["printed_completion"]):
        return (source,)
    reported = words.say("Reported: {result}", result=result or words.gettext("nothing"))
    return (Line(reported), source)


def _say_due(item: dict, due: pd.Timestamp, words: Words) -> tuple[str, ...]:
    if pd.isna(due):
        return ()
    if pd.notna(item["as_of_date"]) and item["as_of_date"] < due:
        return (words.say("not yet due: {date}", date=words.date(due)),)
    return (words.say("due {date}", date=words.date(due)),)


def _say_printed(item: dict, words: Words) -> tuple[str, ...]:
    if pd.isna(item["printed_completion"]):
        return ()
    return (
        words.say("document prints {rate}", rate=words.percent(item["printed_completion"], None)),
    )


def _say_parts(item: dict, words: Words) -> tuple[str, ...]:
    parts = int(item["conditions_total"] - item["conditions_numeric"])
    if not parts or item["verdict"] not in DECIDED:
        return ()
    return (
        words.count(
            "by its figures; {number} part in words not assessed",
            "by its figures; {number} parts in words not assessed",
            parts,
        ),
    )
