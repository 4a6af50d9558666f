"""Completes the labels of rows of amounts: words of sums, numbers and spaces before the text.

These show which rows are part of which. A total may be named in another column than the label, 一
and 1 may stand in a column of their own, and spaces may set parts off from their whole.
"""

import re
from collections.abc import Sequence

from analysis.ingest.content import Cell
from analysis.ingest.forms.column_meanings import DETAIL
from analysis.ingest.forms.headers import Section
from analysis.ingest.words.form_labels import FormLabels
from analysis.ingest.words.wordings import read_cell, simplify

MONEY_FORMS = ("fund_plan", "township_allotment", "disbursement", "contracts", "performance_budget")
_NUMBER_HEADERS = ("序号", "编号", "项次")
_NUMBER = re.compile(r"[(]?[一二三四五六七八九十\d.]{1,8}[)]?[、.]?")
_SUM = re.compile(r".*(?:合计|小计|总计|共计)[:(]?")
_WORDS = re.compile(r"[\u4e00-\u9fff]{2}")
_SPACE = "\u3000"


def find_numbers(section: Section) -> int | None:
    """The column of numbers that show levels (一 and 1, or 1 and 1.1); None without one.

    Numbers of one sort say nothing about levels, and raw fund plans have a column for them.
    """
    if section.form_kind not in MONEY_FORMS or section.form_kind in (
        "fund_plan",
        "township_allotment",
    ):
        return None
    for column, head in section.header.items():
        if head.label in _NUMBER_HEADERS:
            texts = [simplify(row[column].text) for row in section.rows]
            sorts = {_find_sort(text) for text in texts if _NUMBER.fullmatch(text)}
            return column if len(sorts) > 1 else None
    return None


def _find_sort(number: str) -> str:
    return re.sub(r"[一二三四五六七八九十]+", "一", re.sub(r"\d+", "1", number)).rstrip("、.")


def complete_label(
    row: dict[str, str],
    section: Section,
    cells: Sequence[Cell],
    labels: FormLabels,
    numbers: int | None,
) -> dict[str, str]:
    """The row with a label that shows its place.

    Args:
        row: raw column → text.
        section: its table.
        cells: its cells.
        labels: labels of forms.
        numbers: column of numbers, if they show levels.
    """
    label = row.get("label", "")
    if not label and not row.get("payee"):
        words = (cell for cell in cells if is_sum_label(cell.text, labels))
        label = next((read_cell(cell).text for cell in words), "")
        label = label or _find_group(section, cells)
    if numbers is not None and label and _NUMBER.fullmatch(simplify(cells[numbers].text)):
        label = f"{read_cell(cells[numbers]).text} {label}"
    elif label and "label" in row:
        label = _keep_spaces(label, section, cells)
    return row | {"label": label}


def _find_group(section: Section, cells: Sequence[Cell]) -> str:
    """The words of a row in a column beside that of the labels, such as 一、物流体系 in 类别."""
    for column, head in section.header.items():
        text = read_cell(cells[column]).text
        if head.meaning == DETAIL and cells[column].merged_from is None and _WORDS.search(text):
            return text
    return ""


def is_sum_label(text: str, labels: FormLabels) -> bool:
    """Whether a text is a word for a total or a subtotal, such as 合  计 or 上行小计."""
    plain = simplify(text)
    return labels.find("total", text) is not None or _SUM.fullmatch(plain) is not None


def _keep_spaces(label: str, section: Section, cells: Sequence[Cell]) -> str:
    """The label behind as many spaces as in the document, if not all labels have as many."""
    column = next(
        (column for column, head in section.header.items() if head.meaning == "label"), None
    )
    if column is None:
        return label
    own = _count_spaces(cells[column].text)
    return _SPACE * own + label if own else label


def _count_spaces(text: str) -> int:
    """Spaces before the text, those as wide as a character; two narrow ones make a wide one."""
    before = text[: len(text) - len(text.lstrip())].replace("\n", "")
    wide = before.count(_SPACE)
    return wide + (len(before) - wide + 1) // 2
