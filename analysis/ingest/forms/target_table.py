"""Progress tables and indicators of self-evaluation forms: groups continued, items named."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from analysis.ingest.forms.form_table import FormTable
from analysis.ingest.words.wordings import simplify

_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


@dataclass(frozen=True)
class Groups:
    """What a table's columns of groups say in the row above: a blank one goes on with it."""

    category: str = ""
    aspect: str = ""


def name_items(table: FormTable) -> FormTable:
    """Gives each item its group and its name: A1, A2, … of the first group, B1, … of the second.

    A blank group belongs to the one above: the cells of a group are merged, and exports of
    documents keep only the first. Requirements that stand apart from their name are joined to it.
    """
    rows, details = [], {}
    letters: dict[str, str] = {}
    counts: dict[str, int] = {}
    groups = Groups()
    for row in table.rows:
        detail = table.details.get(row["row_id"], {})
        groups = _go_on(groups, row["category"], detail.get("aspect", ""))
        letter = letters.setdefault(groups.category, _LETTERS[len(letters) % len(_LETTERS)])
        counts[letter] = counts.get(letter, 0) + 1
        item = f"{letter}{counts[letter]}"
        requirement = _join_name(row["requirement"], detail)
        number = row["number"] or str(counts[letter])
        rows.append(
            row | {"row_id": item, "number": number, "category": groups.category,
                   "requirement": requirement}
        )  # fmt: skip
        details[item] = {**detail, "aspect": groups.aspect}
    return replace(table, rows=tuple(rows), details=details)


def _go_on(groups: Groups, category: str, aspect: str) -> Groups:
    if category and category != groups.category:
        return Groups(category, aspect)
    return Groups(groups.category, aspect or groups.aspect)


def _join_name(requirement: str, detail: Mapping[str, str]) -> str:
    name = detail.get("name", "")
    if not name or simplify(name) in simplify(requirement):
        return requirement
    return f"{name}：{requirement}" if requirement else name


def tabulate_scores(table: FormTable) -> FormTable | None:
    """Weights and scores of a self-evaluation form's indicators, as statements; None if none."""
    rows = []
    for row in table.rows:
        for name, label in (("weight", "分值"), ("score", "得分")):
            value = table.details.get(row["row_id"], {}).get(name, "")
            if value:
                words = row.get("requirement") or row.get("label", "")
                rows.append(
                    {"row_id": f"{row['row_id']}_{name}", "label": f"{label}：{words}"[:200],
                     "value": value, "change": "", "period": "", "locator": row["locator"]}
                )  # fmt: skip
    if not rows:
        return None
    return FormTable(
        "statements", f"{table.table_id}_scores", table.locator, tuple(rows), {"value": "分"}
    )
