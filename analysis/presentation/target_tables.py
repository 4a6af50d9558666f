"""Names of the tables of target items, by which a reader tells them apart."""

from collections import Counter
from collections.abc import Mapping

import pandas as pd

from analysis.presentation.formats import Words
from analysis.presentation.projects import ONE_PROJECT
from analysis.presentation.terms import name_target_table
from analysis.tables.records import Record

TableKey = tuple[str, str]


def name_target_tables(
    rows: pd.DataFrame, words: Words, projects: Mapping[str, str] = ONE_PROJECT
) -> dict[TableKey, str]:
    """The shortest name of each table of target items that no other one of its project has.

    Progress tables of two documents are told apart by their documents, two of one document by
    numbers. With several projects, the name of the project stands beside that of the table.

    Args:
        rows: rows of items or conditions of one county.
        words: language, with the names of the documents.
        projects: what :func:`analysis.presentation.projects.name_projects` returns.

    Returns:
        Names by ``document_id`` and ``table_id``.
    """
    keys = zip(rows["document_id"], rows["table_id"], strict=True)
    owners = rows["project_id"].fillna("") if projects else [""] * len(rows)
    project_of = dict(zip(keys, owners, strict=True))
    names = {key: words.gettext(name_target_table(key[1])) for key in project_of}
    for key in _find_repeated(names, project_of):
        document = words.document_names.get(key[0])
        if document:
            names[key] = words.say("{document}, {table}", document=document, table=names[key])
    numbers: Counter[tuple[str, str]] = Counter()
    for key in _find_repeated(names, project_of):
        name = project_of[key], names[key]
        numbers[name] += 1
        number = words.number(numbers[name])
        names[key] = words.say("{table} ({number})", table=names[key], number=number)
    return names


def name_main_table(row: Record, words: Words) -> str:
    """The name of a table that is shown without the others of its county, with its document.

    Args:
        row: any row of the table, with ``document_id`` and ``table_id``.
        words: language, with the names of the documents.
    """
    table = words.gettext(name_target_table(row["table_id"]))
    document = words.document_names.get(row["document_id"])
    return words.say("{document}, {table}", document=document, table=table) if document else table


def _find_repeated(
    names: Mapping[TableKey, str], project_of: Mapping[TableKey, str]
) -> list[TableKey]:
    uses = Counter((project_of[key], name) for key, name in names.items())
    return sorted(key for key, name in names.items() if uses[project_of[key], name] > 1)
