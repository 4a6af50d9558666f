"""Table of the target items by category: verdicts and mean completions."""

from collections.abc import Mapping

import pandas as pd

from analysis.presentation.brief_tables.table import Cell, Column, Line, Row, Table, render_table
from analysis.presentation.display import NOTHING, Fragment
from analysis.presentation.formats import Words
from analysis.presentation.projects import ONE_PROJECT, put_project_first, split_by_project
from analysis.presentation.target_tables import name_main_table
from analysis.presentation.terms import CATEGORIES, VERDICTS
from analysis.tables.records import Record, list_records


def tabulate_summary(
    summary: pd.DataFrame, words: Words, projects: Mapping[str, str] = ONE_PROJECT
) -> Fragment:
    """A table per project of verdicts and mean completion by category.

    Args:
        summary: what :func:`analysis.measures.target_summary.compute_summary` returns, of one
            table for each project.
        words: language.
        projects: what :func:`analysis.presentation.projects.name_projects` returns.
    """
    fragment = NOTHING
    for project, rows in split_by_project(summary, projects, words):
        records = list_records(rows)
        if any(row["items"] for row in records):
            fragment += render_table(_make_table(records, project, words))
    return fragment


def _make_table(records: list[Record], project: str, words: Words) -> Table:
    """The table; without a column of items not yet due, or a weighted row, if there is none."""
    shown = [
        row
        for row in records
        if row["category"] != "all_weighted" or pd.notna(row["mean_completion_capped"])
    ]
    verdicts = [
        verdict
        for verdict in VERDICTS
        if verdict != "not_yet_due" or any(row[verdict] for row in shown)
    ]
    rows = tuple(
        Row(
            (
                Cell(words.term(CATEGORIES, row["category"]), scope="row"),
                *(Cell(words.number(row[name]), is_number=True) for name in ("items", *verdicts)),
                _make_mean(row["mean_completion_capped"], row["computable_conditions"], words),
            ),
            is_total=row["category"].startswith("all"),
        )
        for row in shown
    )
    columns = (
        Column(words.gettext("Category")),
        Column(words.gettext("Items"), True),
        *(Column(words.gettext(VERDICTS[name][1]), True) for name in verdicts),
        Column(words.gettext("Mean completion (each counted as at most 100%)"), True),
    )
    table = name_main_table(records[0], words)
    caption = put_project_first(table, words.gettext("Items by category and result"), words)
    note = words.gettext("Means cover only the conditions that can be calculated.")
    return Table(
        put_project_first(project, caption, words),
        columns,
        (rows,),
        (note, _note_weights(records, words)),
    )


def _make_mean(mean: float, computable: int, words: Words) -> Cell:
    number = words.count("{number} condition", "{number} conditions", int(computable))
    if pd.isna(mean):
        return Cell(words.gettext("Cannot be calculated"), "missing", is_number=True)
    return Cell(words.percent(mean), details=(Line(number),), is_number=True)


def _note_weights(records: list[Record], words: Words) -> str:
    """By what the means are weighted, or why they are not."""
    weighing = [
        row
        for row in records
        if not row["category"].startswith("all") and pd.notna(row["mean_completion"])
    ]
    names = {row["category"]: words.term(CATEGORIES, row["category"]) for row in weighing}
    if not weighing:
        return words.gettext("No weighted mean: no completion can be calculated.")
    lacking = [row for row in weighing if pd.isna(row["planned_cny"])]
    if len(lacking) == len(weighing):
        return words.gettext("No weighted mean: planned funds by category are not reported.")
    if lacking:
        listed = words.join(names[row["category"]] for row in lacking)
        return words.say(
            "No weighted mean: planned funds are not reported for {names}.", names=listed
        )
    if not any(row["planned_cny"] for row in weighing):
        return words.gettext("No weighted mean: planned funds are zero.")
    weights = words.join(
        f"{names[row['category']]} {words.money(row['planned_cny'])}" for row in weighing
    )
    return words.say("Weights: {weights}.", weights=weights)
