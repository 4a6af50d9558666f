"""Names the items of progress tables and self-evaluation forms, and fills in blank groups."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from analysis.ingest.forms.form_table import FormTable
from analysis.ingest.words.wordings import simplify

_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


@dataclass(frozen=True)
class Groups:
    """The groups of a row; a blank cell repeats the group of the row above."""

    category: str = ""
    aspect: str = ""


def name_items(table: FormTable) -> FormTable:
    """Names each item by its group: A1, A2, … in the first group, B1, … in the second.

    A blank group repeats the one above: the cells of a group are merged, and exports of documents
    keep only the first. A requirement in a column apart from its name is joined to it.
    """
    rows, details = [], {}
    letters: dict[str, str] = {}
    counts: dict[str, int] = {}
    groups = Groups()
    for row in table.rows:
        detail = table.details.get(row["row_id"], {})
        groups = _fill_in(groups, row["category"], detail.get("aspect", ""))
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


def _fill_in(groups: Groups, category: str, aspect: str) -> Groups:
    if category and category != groups.category:
        return Groups(category, aspect)
    return Groups(groups.category, aspect or groups.aspect)


def _join_name(requirement: str, detail: Mapping[str, str]) -> str:
    name = detail.get("name", "")
    if not name or simplify(name) in simplify(requirement):
        return requirement
    return f"{name}：{requirement}" if requirement else name


def tabulate_scores(table: FormTable) -> FormTable | None:
    """Weights and scores of a self-evaluation form as statements; None without any."""
    rows = []
    for row in table.rows:
        for name, label in (("weight", "分值"), ("score", "得分")):
            value = table.details.get(row["row_id"], {}).get(name, "")
            if value:
                item = row.get("requirement") or row.get("label", "")
                rows.append(
                    {"row_id": f"{row['row_id']}_{name}", "label": f"{label}：{item}"[:200],
                     "value": value, "change": "", "period": "", "locator": row["locator"]}
                )  # fmt: skip
    if not rows:
        return None
    return FormTable(
        "statements", f"{table.table_id}_scores", table.locator, tuple(rows), {"value": "分"}
    )
