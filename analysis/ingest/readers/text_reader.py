"""Reads text files exported from Word or PDF: paragraphs, and tables made with tabs."""

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
        UnreadableFile: if its encoding cannot be detected.
    """
    decoded = decode_text(content)
    lines = split_lines(decoded.text)
    if decoded.encoding.startswith("utf-16") and _is_one_table(lines):
        # Excel exports this as "Unicode text": cells with line breaks are quoted, as in a CSV file.
        return read_delimited(decoded, "\t", limits, "text")
    if _is_csv(lines):
        return read_delimited(decoded, ",", limits, "csv")
    blocks: list[Paragraph | Grid] = []
    remarks: list[Remark] = [*decoded.remarks, *list_damaged_lines(decoded.text)]
    index = 0
    while index < len(lines):
        new_blocks, new_remarks, index = _read_blocks(lines, index)
        blocks += new_blocks
        remarks += new_remarks
    return Content(tuple(blocks), tuple(remarks), "text", decoded.encoding)


def _read_blocks(lines: list[Line], index: int) -> tuple[list[Paragraph | Grid], list[Remark], int]:
    """The blocks that begin at a line, remarks on them, and the index after them."""
    line = lines[index]
    if line.kind == "blank":
        return [], [], index + 1
    if line.kind == "text":
        return [Paragraph(line.text.strip(), Place(line=line.number))], [], index + 1
    if _begins_with_cells(lines, index):
        return read_cell_lines(lines, index)
    return read_row_lines(lines, index)


def _begins_with_cells(lines: list[Line], index: int) -> bool:
    """Whether the lines up to the next blank line have one cell each."""
    kinds = itertools.takewhile(
        lambda kind: kind != "blank", (line.kind for line in itertools.islice(lines, index, None))
    )
    return lines[index].kind == "cell" and "row" not in kinds


def _is_csv(lines: list[Line]) -> bool:
    """Whether all lines have the same number of commas, which running text has not."""
    comma_counts = [line.text.count(",") for line in lines if line.kind != "blank"]
    return len(comma_counts) > 1 and comma_counts[0] > 0 and len(set(comma_counts)) == 1


def _is_one_table(lines: list[Line]) -> bool:
    """Whether more than half of the lines have the largest number of tabs."""
    tab_counts = [line.text.count("\t") for line in lines if line.kind != "blank"]
    most = max(tab_counts, default=0)
    return most > 0 and tab_counts.count(most) * 2 > len(tab_counts)
