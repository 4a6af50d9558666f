"""Names of the tables of target items, by which a reader tells them apart."""

from collections import Counter

import pandas as pd

from analysis.presentation.formats import Words
from analysis.presentation.terms import name_target_table

TableKey = tuple[str, str]


def name_target_tables(rows: pd.DataFrame, words: Words) -> dict[TableKey, str]:
    """The shortest name of each table of target items that no other one of them has.

    Progress tables of two documents are told apart by their documents, two of one document by
    numbers.

    Args:
        rows: rows of items or conditions of one county.
        words: language, with the names of the documents.

    Returns:
        Names by ``document_id`` and ``table_id``.
    """
    keys = list(dict.fromkeys(zip(rows["document_id"], rows["table_id"], strict=True)))
    names = {key: words.gettext(name_target_table(key[1])) for key in keys}
    for key in _find_repeated(names):
        document = words.document_names.get(key[0])
        if document:
            names[key] = words.say("{document}, {table}", document=document, table=names[key])
    numbers: Counter[str] = Counter()
    for key in _find_repeated(names):
        numbers[names[key]] += 1
        number = words.number(numbers[names[key]])
        names[key] = words.say("{table} ({number})", table=names[key], number=number)
    return names


def _find_repeated(names: dict[TableKey, str]) -> list[TableKey]:
    uses = Counter(names.values())
    return sorted(key for key, name in names.items() if uses[name] > 1)
