"""Finds the amounts of a form that stand in a row without a header.

All money of a form may be listed in one cell (总额100万元 财政拨款:80万元 …), or labels and amounts
alternate in a row (计划投资额 | 570 | 实际到位资金 | 398.88 | 实际使用情况 | 395.86).
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from analysis.ingest.content import Cell
from analysis.ingest.forms.column_meanings import MEASURE, HeaderCell
from analysis.ingest.forms.headers import Section
from analysis.ingest.words.column_labels import name_column
from analysis.ingest.words.form_labels import FormLabels
from analysis.ingest.words.wordings import simplify

MONEY_LIST, BUDGET = "performance_money", "performance_budget"
_AMOUNT = r"\d[\d,]{0,14}(?:\.\d{1,8})?"
_ENTRY = re.compile(
    rf"(?P<label>[\u4e00-\u9fff]{{2,16}})(?:[:=为]|\s){{0,3}}(?P<amount>{_AMOUNT})\s?"
    r"(?P<unit>万元|亿元|元)?"
)
_FIGURE = re.compile(rf"-?{_AMOUNT}(?:万元|亿元|元)?")
_WITHIN = re.compile(r"其中[:、,]?$")
_HEADS = ("资金", "总额", "经费", "预算", "投资")
_PARTS = (*_HEADS, "拨款", "收入", "自筹", "其他", "结转", "补助", "债券")
_LEAST_ENTRIES = 2
_LONGEST_LABEL = 20


def find_money_cells(
    rows: Sequence[tuple[Cell, ...]], top: int, titles: Sequence[str], labels: FormLabels
) -> tuple[Section, int] | None:
    """The amounts of a row without a header, and its number of further rows; None without any.

    Args:
        rows: rows of a grid.
        top: index of the row.
        titles: lines above it.
        labels: labels of forms.
    """
    filled = [cell for cell in rows[top] if cell.text.strip()]
    listed = _read_list(filled, titles) if len(filled) == 2 else None
    if listed:
        return listed, 0
    return _read_stacked(rows, top, titles) or _read_alternating(rows, top, titles, labels)


def _read_stacked(
    rows: Sequence[tuple[Cell, ...]], top: int, titles: Sequence[str]
) -> tuple[Section, int] | None:
    """Labels below each other beside one head, each with its amount: 资金情况 | 总额 | 500."""
    first = [cell for cell in rows[top] if cell.text.strip()]
    if len(first) not in (2, 3):
        return None
    head = first[0]
    name, unit = name_column(head.text)
    if not any(word in name for word in _HEADS) or head.place.column != rows[top][0].place.column:
        return None
    found: list[tuple[Cell, Cell]] = []
    for row in rows[top:]:
        texts = [cell for cell in row if cell.text.strip() and cell is not head]
        is_below = row is rows[top] or not row[0].text.strip()
        if not (is_below and 0 < len(texts) <= 2 and _is_money_label(texts[0].text)):
            break
        blank = replace(texts[0], text="")
        found.append((texts[0], texts[1] if len(texts) > 1 else blank))
    if len(found) < _LEAST_ENTRIES or not any(_holds_amount(amount) for _, amount in found):
        return None
    header = {
        0: HeaderCell("label", name, None, head.place),
        1: HeaderCell("planned", name, unit, head.place),
    }
    section = Section(MONEY_LIST, header, tuple(titles), head.place, list(found), is_closed=True)
    return section, len(found) - 1


def _is_money_label(text: str) -> bool:
    plain = simplify(text)
    return len(plain) <= _LONGEST_LABEL and any(word in plain for word in _PARTS)


def _holds_amount(cell: Cell) -> bool:
    return any(map(str.isdigit, cell.text))


def _read_list(filled: Sequence[Cell], titles: Sequence[str]) -> Section | None:
    head, listed = filled
    name, unit = name_column(head.text)
    if not any(word in name for word in _HEADS):
        return None
    rows = list(_list_entries(listed, unit))
    if len(rows) < _LEAST_ENTRIES:
        return None
    header = {
        0: HeaderCell("label", name, None, head.place),
        1: HeaderCell("planned", name, unit, head.place),
    }
    return Section(MONEY_LIST, header, tuple(titles), head.place, rows, is_closed=True)


def _list_entries(cell: Cell, unit: str | None) -> Iterator[tuple[Cell, ...]]:
    """Label and amount of each entry of a list; entries without a unit only below one."""
    text = unicodedata.normalize("NFKC", cell.text)
    for match in _ENTRY.finditer(text):
        if not (match["unit"] or unit):
            continue
        is_within = _WITHIN.search(text[: match.start()].rstrip())
        label = f"其中：{match['label']}" if is_within else match["label"]
        amount = f"{match['amount']}{match['unit'] or ''}"
        yield replace(cell, text=label), replace(cell, text=amount)


def _read_alternating(
    rows: Sequence[tuple[Cell, ...]], top: int, titles: Sequence[str], labels: FormLabels
) -> tuple[Section, int] | None:
    pairs = _pair(rows[top])
    meanings = _find_meanings(pairs, labels.headers.get(BUDGET, {}))
    if not {"planned", "paid"} <= set(meanings):
        return None
    header = {0: HeaderCell("label", "", None, pairs[0][0].place)}
    for number, ((label, _), meaning) in enumerate(zip(pairs, meanings, strict=True), start=1):
        name, unit = name_column(label.text)
        header[number] = HeaderCell(meaning, name, unit, label.place)
    found = [(replace(pairs[0][0], text=header[1].label), *(value for _, value in pairs))]
    for row in rows[top + 1 :]:
        further = _pair(row)
        if len(further) != len(pairs) or _find_meanings(further, labels.headers[BUDGET]):
            break
        found.append((further[0][0], *(value for _, value in further)))
    section = Section(BUDGET, header, tuple(titles), pairs[0][0].place, found, is_closed=True)
    return section, len(found) - 1


def _pair(row: Sequence[Cell]) -> list[tuple[Cell, Cell]]:
    """The labels of a row, each with the figure behind it; empty if they do not alternate."""
    cells = [cell for cell in row if cell.merged_from in (None, cell.place)]
    while cells and not cells[-1].text.strip() and len(cells) % 2:
        cells.pop()
    pairs = list(zip(cells[::2], cells[1::2], strict=False))
    texts = [(simplify(label.text), simplify(value.text)) for label, value in pairs]
    is_alternating = len(cells) % 2 == 0 and all(
        label and not _FIGURE.fullmatch(label) and (not value or _FIGURE.fullmatch(value))
        for label, value in texts
    )
    return pairs if len(pairs) > 1 and is_alternating else []


def _find_meanings(pairs: Sequence[tuple[Cell, Cell]], headers: Mapping[str, str]) -> list[str]:
    """What each label means in a budget; empty if one is unknown or two mean the same."""
    meanings = [headers.get(name_column(label.text).name, "").split("~")[0] for label, _ in pairs]
    is_known = all(meaning in ("planned", "paid", MEASURE, "rate") for meaning in meanings)
    amounts = [meaning for meaning in meanings if meaning != MEASURE]
    return meanings if is_known and len(set(amounts)) == len(amounts) else []
