"""Names the items of progress tables and self-evaluation forms, and fills in blank groups."""

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from analysis.ingest.forms.form_table import FormTable
from analysis.ingest.words.chinese_dates import NUMERAL, write_numeral
from analysis.ingest.words.wordings import simplify

_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
# The parts of a number: A1, or 3 and 1.
_PARTS = re.compile(r"[A-Za-z]+\d*|\d+", re.ASCII)


@dataclass(frozen=True)
class Groups:
    """The groups of a row; a blank cell repeats the group of the row above."""

    category: str = ""
    aspect: str = ""


def name_items(table: FormTable, is_sum: Callable[[str], bool]) -> FormTable:
    """Names each item: by its own number, or else by its group: A1, A2, … in the first group.

    Own numbers name the items if each item has one and no two have the same. A blank group repeats
    the one above: the cells of a group are merged, and exports of documents keep only the first. A
    requirement in a column apart from its name is joined to it. Rows of totals (总分, 小计) are no
    items: their weights and scores stay.

    Args:
        table: the table as read.
        is_sum: whether a text is a word for a total or a subtotal.
    """
    items, sums = _split_sums(table, is_sum)
    own_names = _name_by_numbers([row["number"] for row in items])
    rows, details = [], {}
    letters: dict[str, str] = {}
    counts: Counter[str] = Counter()
    groups = Groups()
    for place, row in enumerate(items):
        detail = table.details.get(row["row_id"], {})
        groups = _fill_in(groups, row["category"], detail.get("aspect", ""))
        letter = letters.setdefault(groups.category, _LETTERS[len(letters) % len(_LETTERS)])
        counts[letter] += 1
        item = own_names[place] if own_names else f"{letter}{counts[letter]}"
        requirement = _join_name(row["requirement"], detail)
        rows.append(row | {"row_id": item, "category": groups.category, "requirement": requirement})
        details[item] = {**detail, "aspect": groups.aspect, "target": row["requirement"]}
    for number, row in enumerate(sums, start=1):
        details[f"total{number}"] = table.details.get(row["row_id"], {})
    named_sums = tuple(
        row | {"row_id": f"total{number}"} for number, row in enumerate(sums, start=1)
    )
    return replace(table, rows=tuple(rows), details=details, sums=named_sums)


def _split_sums(
    table: FormTable, is_sum: Callable[[str], bool]
) -> tuple[list[dict[str, str]], list[dict[str, str]]]:
    """The rows of items, and those of totals with the word for the total as requirement."""
    items, sums = [], []
    for row in table.rows:
        detail = table.details.get(row["row_id"], {})
        texts = [row[name] for name in ("number", "category", "requirement")]
        texts = [text for text in (*texts, detail.get("aspect"), detail.get("name")) if text]
        if texts and all(map(is_sum, texts)):
            sums.append(row | {"requirement": texts[0]})
        else:
            items.append(row)
    return items, sums


def _name_by_numbers(numbers: Sequence[str]) -> list[str] | None:
    """The printed numbers as names of rows; None if they name not each item, or not only one.

    三（一） is 3.1: names of rows are of ASCII characters.
    """
    names = [".".join(_PARTS.findall(_write_digits(number))) for number in numbers]
    return names if all(names) and len(set(names)) == len(names) else None


def _write_digits(number: str) -> str:
    plain = unicodedata.normalize("NFKC", number)
    return re.sub(NUMERAL, lambda match: write_numeral(match[0]), plain)


def _fill_in(groups: Groups, category: str, aspect: str) -> Groups:
    if category and category != groups.category:
        return Groups(category, aspect)
    return Groups(groups.category, aspect or groups.aspect)


def _join_name(requirement: str, detail: Mapping[str, str]) -> str:
    name, unit = detail.get("name", ""), detail.get("unit", "")
    # Sign and unit may stand in columns of their own.
    if requirement:
        has_unit = simplify(requirement).endswith(simplify(unit))
        requirement = f"{detail.get('sign', '')}{requirement}{'' if has_unit else unit}"
    if not name or simplify(name) in simplify(requirement):
        return requirement
    return f"{name}：{requirement}" if requirement else name


def tabulate_scores(table: FormTable) -> FormTable | None:
    """Weights and scores of a self-evaluation form as statements; None without any."""
    rows = []
    for row in (*table.rows, *table.sums):
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
