"""The item strip: a square for each target item, linked to its row."""

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from analysis.measures.completion import VERDICTS
from analysis.measures.target_items import count_items, select_main_table
from analysis.presentation.anchors import anchor_item
from analysis.presentation.display import NOTHING, Fragment
from analysis.presentation.first_screen.template import Verdict, name_verdict, render
from analysis.presentation.formats import Words, clean_text
from analysis.presentation.labels import sort_items
from analysis.presentation.projects import ONE_PROJECT, put_project_first, split_by_project
from analysis.tables.records import Record, list_records


@dataclass(frozen=True)
class Square:
    """A target item in the strip."""

    item: str
    anchor: str
    verdict: Verdict


@dataclass(frozen=True)
class Group:
    """The items of a category."""

    name: str
    squares: tuple[Square, ...]


def show_item_strip(
    items: pd.DataFrame, words: Words, projects: Mapping[str, str] = ONE_PROJECT
) -> Fragment:
    """A square for each item of the main table of each project, by category, with a key.

    Args:
        items: what :func:`analysis.measures.target_items.compute_items` returns.
        words: language.
        projects: names of the projects, if there are several.
    """
    if items.empty:
        return NOTHING
    shown = NOTHING
    for project, own in split_by_project(select_main_table(items), projects, words):
        counts = count_items(own)
        key = [
            (name_verdict(name, words), words.number(counts[name]))
            for name in VERDICTS
            if counts[name]
        ]
        groups = _make_groups(sort_items(list_records(own)), project, words)
        shown += render("strip", groups=groups, key=key,
                        separator=words.rules.list_separator)  # fmt: skip
    return shown


def _make_groups(rows: list[Record], project: str, words: Words) -> list[Group]:
    categories: dict[str, list[Record]] = {}
    for row in rows:
        categories.setdefault(words.pick(row, "category"), []).append(row)
    if len(categories) == len(rows):
        # A category an item says nothing.
        categories = {"": rows}
    return [
        Group(put_project_first(project, name, words) if name else project, _list(own, words))
        for name, own in categories.items()
    ]


def _list(rows: list[Record], words: Words) -> tuple[Square, ...]:
    return tuple(
        Square(clean_text(row["item_label"]), anchor_item(row), name_verdict(row["verdict"], words))
        for row in rows
    )
