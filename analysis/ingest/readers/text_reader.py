"""Reads a text file as it was exported from Word or PDF: paragraphs, and tables made with tabs."""

import itertools

from analysis.ingest.content import Content, Grid, Paragraph, Place, Remark
from analysis.ingest.files.limits import Limits
from analysis.ingest.readers.cell_lines import read_cell_lines
from analysis.ingest.readers.chinese_text import list_damaged_lines
from analysis.ingest.readers.csv_reader import read_delimited
from analysis.ingest.readers.row_lines import read_row_lines
from analysis.ingest.readers.text_encoding import decode_text
from analysis.ingest.readers.text_lines import Line, split_lines


def read_text(content: bytes, limits: Limits) -> Content:
    """The content of a text file.

    Raises:
        UnreadableFile: if its encoding cannot be told.
    """
    decoded = decode_text(content)
    lines = split_lines(decoded.text)
    if decoded.encoding.startswith("utf-16") and _is_one_table(lines):
        # Excel's "Unicode text": cells with line breaks are quoted, as in a CSV file.
        return read_delimited(decoded, "\t", limits, "text")
    if _is_csv(lines):
        return read_delimited(decoded, ",", limits, "csv")
    blocks: list[Paragraph | Grid] = []
    remarks: list[Remark] = [*decoded.remarks, *list_damaged_lines(decoded.text)]
    index = 0
    while index < len(lines):
        found, doubts, index = _read_block(lines, index)
        blocks += found
        remarks += doubts
    return Content(tuple(blocks), tuple(remarks), "text", decoded.encoding)


def _read_block(lines: list[Line], index: int) -> tuple[list[Paragraph | Grid], list[Remark], int]:
    line = lines[index]
    if line.kind == "blank":
        return [], [], index + 1
    if line.kind == "text":
        return [Paragraph(line.text.strip(), Place(line=line.number))], [], index + 1
    if _begins_with_cells(lines, index):
        return read_cell_lines(lines, index)
    return read_row_lines(lines, index)


def _begins_with_cells(lines: list[Line], index: int) -> bool:
    """Whether the lines up to the next blank one hold one cell each."""
    kinds = itertools.takewhile(
        lambda kind: kind != "blank", (lines[each].kind for each in range(index, len(lines)))
    )
    return lines[index].kind == "cell" and "row" not in kinds


def _is_csv(lines: list[Line]) -> bool:
    """Whether every line has the same number of commas; running text has not."""
    commas = {line.text.count(",") for line in lines if line.kind != "blank"}
    filled = sum(line.kind != "blank" for line in lines)
    return len(commas) == 1 and filled > 1 and min(commas) > 0


def _is_one_table(lines: list[Line]) -> bool:
    tabs = [line.text.count("\t") for line in lines if line.kind != "blank"]
    return bool(tabs) and max(tabs) > 0 and tabs.count(max(tabs)) * 2 > len(tabs)
