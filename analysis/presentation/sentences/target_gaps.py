"""Sentences about target conditions that are not assessed or not computable, and why."""

from collections.abc import Mapping

import pandas as pd

from analysis.presentation.formats import Words
from analysis.presentation.labels import sort_items
from analysis.presentation.projects import put_project_first, split_records
from analysis.presentation.target_tables import name_target_tables
from analysis.presentation.terms import REASONS
from analysis.tables.records import Record, list_records


def describe_condition_gaps(
    conditions: pd.DataFrame, words: Words, projects: Mapping[str, str]
) -> list[str]:
    """A sentence for each target table and reason; counts and names the conditions' items.

    Args:
        conditions: what :func:`analysis.measures.completion.compute_conditions` returns.
        words: language, with the names of the documents.
        projects: what :func:`analysis.presentation.projects.name_projects` returns.
    """
    undecided = list_records(conditions, conditions["reason"].notna())
    names = name_target_tables(conditions, words, projects)
    sentences = []
    for project, rows in split_records(undecided, projects, words):
        groups: dict[tuple[str, str, str], list[Record]] = {_find_group(row): [] for row in rows}
        for row in sort_items(rows):
            groups[_find_group(row)].append(row)
        for (document_id, table_id, reason), group in groups.items():
            items = [row["item_label"] for row in group]
            sentence = _describe_reason(names[document_id, table_id], reason, items, words)
            sentences.append(put_project_first(project, sentence, words))
    return sentences


def _find_group(row: Record) -> tuple[str, str, str]:
    return row["document_id"], row["table_id"], row["reason"]


def _describe_reason(table: str, reason: str, items: list[str], words: Words) -> str:
    unique = list(dict.fromkeys(items))
    named = words.count("item {items}", "items {items}", len(unique), items=words.join(unique))
    parts = {"table": table, "reason": words.term_inside(REASONS, reason), "items": named}
    if reason == "qualitative":
        return words.count(
            "{table}: {number} condition is not assessed ({items}). Reason: {reason}.",
            "{table}: {number} conditions are not assessed ({items}). Reason: {reason}.",
            len(items),
            **parts,
        )
    return words.count(
        "{table}: {number} condition cannot be calculated ({items}). Reason: {reason}.",
        "{table}: {number} conditions cannot be calculated ({items}). Reason: {reason}.",
        len(items),
        **parts,
    )
