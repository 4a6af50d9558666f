"""Sentences about the targets: verdicts, printed completions, items not yet due."""

from collections.abc import Mapping

import pandas as pd

from analysis.measures.target_items import count_items, select_main_table
from analysis.presentation.formats import Words
from analysis.presentation.labels import sort_items
from analysis.presentation.projects import ONE_PROJECT, put_project_first, split_by_project
from analysis.presentation.target_tables import TableKey, name_target_tables
from analysis.tables.records import Record, list_records

OPEN = ("not_assessed", "not_computable")


def describe_targets(
    items: pd.DataFrame,
    conditions: pd.DataFrame,
    as_of: pd.Timestamp,
    words: Words,
    projects: Mapping[str, str] = ONE_PROJECT,
) -> list[str]:
    """Of each project: verdicts of its table with most items, printed completions, deadlines.

    Args:
        items: what :func:`analysis.measures.target_items.compute_items` returns.
        conditions: what :func:`analysis.measures.completion.compute_conditions` returns.
        as_of: date up to which data are used.
        words: language, with the names of the documents.
        projects: what :func:`analysis.presentation.projects.name_projects` returns.
    """
    if items.empty:
        return [words.gettext("No items with results are provided.")]
    names = name_target_tables(items, words, projects)
    reported = _find_reported(conditions)
    sentences: list[str] = []
    for project, rows in split_by_project(select_main_table(items), projects, words):
        first, *others = [
            _describe_verdicts(rows, names, words),
            *_describe_printed(sort_items(list_records(rows)), reported, words),
            *_describe_due(rows, as_of, words),
        ]
        sentences += [put_project_first(project, first, words), *others]
    return sentences


def _find_reported(conditions: pd.DataFrame) -> set[tuple[str, ...]]:
    """The items with a condition whose actual is reported somewhere."""
    return {_name_item(row) for row in list_records(conditions, conditions["actual"].notna())}


def _name_item(row: Record) -> tuple[str, ...]:
    return row["document_id"], row["table_id"], row["item"]


def _describe_verdicts(main: pd.DataFrame, names: Mapping[TableKey, str], words: Words) -> str:
    counts = count_items(main)
    numbers = {verdict: words.number(size) for verdict, size in counts.items()}
    parts = {"table": names[main["document_id"].iloc[0], main["table_id"].iloc[0]], **numbers}
    if counts["not_yet_due"]:
        return words.count(
            "{table}: {met} of {number} item met; {not_met} not met, {not_yet_due} not yet "
            "due, {not_assessed} not assessed (wording only), {not_computable} cannot be "
            "calculated.",
            "{table}: {met} of {number} items met; {not_met} not met, {not_yet_due} not yet "
            "due, {not_assessed} not assessed (wording only), {not_computable} cannot be "
            "calculated.",
            len(main),
            **parts,
        )
    return words.count(
        "{table}: {met} of {number} item met; {not_met} not met, {not_assessed} not assessed "
        "(wording only), {not_computable} cannot be calculated.",
        "{table}: {met} of {number} items met; {not_met} not met, {not_assessed} not "
        "assessed (wording only), {not_computable} cannot be calculated.",
        len(main),
        **parts,
    )


def _describe_printed(
    items: list[Record], reported: set[tuple[str, ...]], words: Words
) -> list[str]:
    full = [row for row in items if row["printed_completion"] == 1]
    more = [row for row in items if row["printed_completion"] > 1]
    blank = [
        row["item_label"]
        for row in items
        if row["printed_completion"] >= 1
        and not isinstance(row["result_zh"], str)
        and _name_item(row) not in reported
    ]
    sentences = []
    if full:
        sentences.append(
            words.count(
                "The document reports {full} for the only item.",
                "The document reports {full} for {printed} of the {number} items.",
                len(items),
                full=words.percent(1, None),
                printed=words.number(len(full)),
            )
        )
    if more:
        listed = words.join(
            f"{row['item_label']} {words.percent(row['printed_completion'], None)}" for row in more
        )
        sentences.append(
            words.count(
                "The document reports more than {full} for {number} item: {listed}.",
                "The document reports more than {full} for {number} items: {listed}.",
                len(more),
                full=words.percent(1, None),
                listed=listed,
            )
        )
    if blank:
        sentences.append(
            words.say(
                "No result is reported for {number} of these ({names}).",
                number=words.number(len(blank)),
                names=words.join(blank),
            )
        )
    return sentences


def _describe_due(main: pd.DataFrame, as_of: pd.Timestamp, words: Words) -> list[str]:
    """Deadlines that the verdicts do not tell: ahead of what is open, behind figures not met."""
    rows = list_records(main)
    sentences = []
    ahead = [row for row in rows if row["verdict"] in OPEN and row["is_due_later"]]
    if ahead:
        sentences.append(
            words.count(
                "Of the items not assessed or not calculated, {number} is due after {date}.",
                "Of the items not assessed or not calculated, {number} are due after {date}.",
                len(ahead),
                date=words.date(as_of),
            )
        )
    earlier = [
        row for row in rows if row["verdict"] == "not_met" and row["as_of_date"] < row["due_date"]
    ]
    if earlier:
        sentences.append(
            words.count(
                "Of the items not met, {number} is assessed on figures from before its deadline.",
                "Of the items not met, {number} are assessed on figures from before their "
                "deadlines.",
                len(earlier),
            )
        )
    return sentences
