"""Concerns about targets, from the main table of each project."""

from collections.abc import Iterator

import pandas as pd

from analysis.measures.completion import NOT_COMPUTABLE, NOT_MET, NOT_YET_DUE
from analysis.measures.concerns.concern import Concern, read_project
from analysis.measures.evidence import Evidence
from analysis.measures.rules import NEEDED
from analysis.tables.records import Record


def find_targets(evidence: Evidence) -> Iterator[Concern]:
    """All concerns about the target items of each project."""
    for project_id in dict.fromkeys(row["project_id"] for row in evidence.main_items):
        items = [row for row in evidence.main_items if row["project_id"] == project_id]
        conditions = group_conditions(evidence, items)
        full = _find_full(items, _find_reported(evidence))
        yield from full
        said = {
            id(row)
            for concern in full
            for name in ("blank", "uncomputed")
            for row in concern.facts[name]
        }
        open_items = [row for row in items if id(row) not in said]
        yield from _find_short(open_items, conditions)
        yield from _find_gaps(open_items, conditions)


def name_item(row: Record) -> tuple[str, str, str]:
    """Document, table and item of an item or a condition."""
    return row["document_id"], row["table_id"], row["item"]


def group_conditions(
    evidence: Evidence, items: list[Record]
) -> dict[tuple[str, str, str], list[Record]]:
    """The conditions that the rule of each item needs, by item."""
    groups: dict[tuple[str, str, str], list[Record]] = {name_item(row): [] for row in items}
    for row in evidence.main_conditions:
        if row["need"] == NEEDED and name_item(row) in groups:
            groups[name_item(row)].append(row)
    return groups


def _find_reported(evidence: Evidence) -> set[tuple[str, str, str]]:
    """The items with a condition whose actual is reported somewhere."""
    return {name_item(row) for row in evidence.main_conditions if row["actual"] == row["actual"]}


def _find_full(items: list[Record], reported: set[tuple[str, str, str]]) -> list[Concern]:
    """Items that the document reports as 100 % without a result, a target or a denominator."""
    full = [row for row in items if row["printed_completion"] >= 1]
    blank = [
        row
        for row in full
        if not isinstance(row["result_zh"], str) and name_item(row) not in reported
    ]
    # An item without a result is named once, whatever else it lacks.
    uncomputed = [row for row in full if row["verdict"] == NOT_COMPUTABLE and row not in blank]
    if not blank and not uncomputed:
        return []
    facts = {"full": full, "items": len(items), "blank": blank, "uncomputed": uncomputed}
    rows = tuple(blank or uncomputed)
    return [Concern("full_without_basis", NOT_COMPUTABLE, rows, read_project(items[0]), facts)]


def _find_short(
    items: list[Record], conditions: dict[tuple[str, str, str], list[Record]]
) -> Iterator[Concern]:
    """Targets that the figures do not reach: due ones, and ones due only later."""
    for rule, verdict in (("not_reached", NOT_MET), ("behind", NOT_YET_DUE)):
        short = [
            row
            for item in items
            if item["verdict"] == verdict
            for row in conditions[name_item(item)]
            if row["verdict"] == verdict
        ]
        # Furthest from its target first; a condition without a rate last.
        short.sort(key=lambda row: (pd.isna(row["completion"]), row["completion"]))
        if short:
            yield Concern(rule, verdict, tuple(short), read_project(items[0]))


def _find_gaps(
    items: list[Record], conditions: dict[tuple[str, str, str], list[Record]]
) -> Iterator[Concern]:
    """Items without a result, and conditions without a denominator."""
    silent = [row for row in items if row["reason"] == "no_actual"]
    if silent:
        yield Concern("no_result", NOT_COMPUTABLE, tuple(silent), read_project(silent[0]))
    lacking = [
        row
        for item in items
        for row in conditions[name_item(item)]
        if row["reason"] == "no_denominator"
    ]
    if lacking:
        yield Concern("no_denominator", NOT_COMPUTABLE, tuple(lacking), read_project(items[0]))
