"""Inputs of one kind as short texts, each filed in all formats that it can come in.

A table is written a row a line, cells parted by ``|``: ``<`` is merged with the cell to the left,
``^`` with the one above. What must come out is written a figure a line: kind of raw table, row,
column, text as printed.
"""

from collections.abc import Mapping
from pathlib import Path

from tests.papers.comparing import compare
from tests.papers.filing import Filed, file_record
from tests.papers.records import _make_record

LINES = ("填报单位：上杭县商务局", "填报日期：2022年6月30日")
MERGED = ("xlsx", "xls", "ods", "docx", "pdf")
ALL = (*MERGED, "csv", "txt")


def list_inputs(tables: Mapping[str, str]) -> list[tuple[str, str]]:
    """Each input in each of its formats: one with merged cells has no text formats."""
    inputs = []
    for name, text in tables.items():
        table = text.split("---")[0]
        has_merged = any(mark in table.replace(" ", "") for mark in ("|<", "|^", "\n^"))
        inputs += [(name, kind) for kind in (MERGED if has_merged else ALL)]
    return inputs


def try_table(name: str, kind: str, text: str, title: str, unit: str = "单位：万元") -> Filed:
    """Files an input and checks its figures.

    Args:
        name: name of the input.
        kind: format.
        text: the table, ``---``, and the figures that must come out.
        title: line above the table.
        unit: line with the unit; blank without.
    """
    table, _, figures = text.partition("---")
    entry = {
        "id": name,
        "lines": [title, *LINES, *([unit] if unit else [])],
        "grid": [[_read_cell(cell) for cell in row.split("|")] for row in _split(table)],
        "formats": [kind],
        "expect": {"figures": [_read_figure(line) for line in _split(figures)]},
    }
    record = _make_record(Path(f"{name}.yml"), entry)
    filed = file_record(record, kind)
    outcome = compare(record, filed)
    assert filed.is_filed, filed.remarks
    assert not outcome.wrong, (outcome.wrong, filed.remarks)
    assert not outcome.lost, (outcome.lost, filed.remarks)
    return filed


def _split(text: str) -> list[str]:
    return [line.strip() for line in text.strip().splitlines() if line.strip()]


def _read_cell(text: str) -> str | None:
    return text.strip() or None


def _read_figure(line: str) -> list[str]:
    kind, row, column, text = (part.strip() for part in line.split("|"))
    return [kind, row, column, text]
