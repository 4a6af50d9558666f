"""Names of target tables: as short as they can be without being the same."""

from dataclasses import replace

import pytest

from analysis.presentation.target_tables import name_target_tables

from .table_frames import EN, items_of

NAMES = {"elk": "Report of 2020", "fox": "Report of 2021"}


@pytest.mark.parametrize(
    ("tables", "names"),
    [
        ([("fox", "progress")], ["Progress table"]),
        ([("fox", "progress"), ("fox", "goals")], ["Progress table", "Programme targets"]),
        (
            [("fox", "progress"), ("elk", "progress"), ("elk", "goals")],
            ["Report of 2021, Progress table", "Report of 2020, Progress table",
             "Programme targets"],
        ),
        (
            [("fox", "progress"), ("fox", "progress_2")],
            ["Report of 2021, Progress table (1)", "Report of 2021, Progress table (2)"],
        ),
        ([("owl", "progress"), ("elm", "progress")], ["Progress table (2)", "Progress table (1)"]),
    ],
)  # fmt: skip
def test_tables_are_told_apart_by_document_and_number(tables, names):
    rows = items_of(*({"document_id": document, "table_id": table} for document, table in tables))
    words = replace(EN, document_names=NAMES)
    assert name_target_tables(rows, words) == dict(zip(tables, names, strict=True))


def test_tables_of_two_projects_are_told_apart_by_their_projects():
    rows = items_of(
        {"project_id": "p-1"}, {"project_id": "p-2", "table_id": "progress_2"},
        {"project_id": None, "table_id": "progress_3"},
    )  # fmt: skip
    names = name_target_tables(rows, EN, {"p-1": "First", "p-2": "Second"})
    assert set(names.values()) == {"Progress table"}
