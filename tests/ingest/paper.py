"""The same form as a Word document, a PDF, a workbook and a CSV file in GB18030.

A form is lines of a title and a table. Blank cells to the right of a header's text are merged with
it, as are blank cells below a number, where the file's format knows merged cells.
"""

import csv
import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import docx
import openpyxl
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.platypus import Paragraph, SimpleDocTemplate, Table

FONT = "STSong-Light"
CELL = ParagraphStyle("cell", fontName=FONT, fontSize=8, leading=10, wordWrap="CJK")
LINE = ParagraphStyle("line", fontName=FONT, fontSize=11, leading=16)


@dataclass(frozen=True)
class Paper:
    """A form: the lines above its table, and the table, header first."""

    lines: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    @property
    def width(self) -> int:
        """How many columns the table has."""
        return len(self.rows[0])


def make_paper(lines: Sequence[str], header: Sequence[str], rows: Sequence[Sequence[str]]) -> Paper:
    """A form of these lines and this table."""
    return Paper(tuple(lines), tuple(tuple(row) for row in (header, *rows)))


def list_merged(paper: Paper) -> list[tuple[int, int, int, int]]:
    """Merged ranges of the table: top, left, bottom, right, counted from 0."""
    ranges = []
    header = paper.rows[0]
    for column in range(1, paper.width):
        if not header[column] and header[column - 1]:
            ranges.append((0, column - 1, 0, column))
    top = None
    for at, row in enumerate(paper.rows[1:], start=1):
        if row[0]:
            top = at
        elif top and (at + 1 == len(paper.rows) or paper.rows[at + 1][0]):
            ranges += [(top, 0, at, 0), (top, 1, at, 1)]
    return ranges


def write_docx(path: Path, paper: Paper) -> None:
    """A Word document: lines as paragraphs, merged cells merged."""
    document = docx.Document()
    for line in paper.lines:
        document.add_paragraph(line)
    table = document.add_table(rows=0, cols=paper.width)
    for row in paper.rows:
        for target, text in zip(table.add_row().cells, row, strict=True):
            target.text = text
    for top, left, bottom, right in list_merged(paper):
        text = paper.rows[top][left]
        table.cell(top, left).merge(table.cell(bottom, right)).text = text
    document.save(path)


def write_pdf(path: Path, paper: Paper) -> None:
    """A PDF with a ruled table whose cells break their lines."""
    pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    cells = [[Paragraph(text, CELL) for text in row] for row in paper.rows]
    style = [("GRID", (0, 0), (-1, -1), 0.5, "black"), ("FONTNAME", (0, 0), (-1, -1), FONT)]
    style += [
        ("SPAN", (left, top), (right, bottom)) for top, left, bottom, right in list_merged(paper)
    ]
    table = Table(cells, repeatRows=1, style=style)
    buffer = io.BytesIO()
    story = [*(Paragraph(line, LINE) for line in paper.lines), table]
    SimpleDocTemplate(buffer, pagesize=landscape(A4)).build(story)
    path.write_bytes(buffer.getvalue())


def write_xlsx(path: Path, paper: Paper) -> None:
    """A workbook: title lines over merged cells, figures as numbers, merged headers."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "报表"
    for line in paper.lines:
        sheet.append([line])
    for row in paper.rows:
        sheet.append([_as_number(text) for text in row])
    shift = len(paper.lines) + 1
    for at in range(1, shift):
        sheet.merge_cells(start_row=at, start_column=1, end_row=at, end_column=paper.width)
    for top, left, bottom, right in list_merged(paper):
        sheet.merge_cells(
            start_row=top + shift, start_column=left + 1,
            end_row=bottom + shift, end_column=right + 1,
        )  # fmt: skip
    book.save(path)


def _as_number(text: str) -> str | int | float:
    if text.isascii() and text.isdigit():
        return int(text)
    whole, _, part = text.partition(".")
    is_number = whole.isascii() and whole.isdigit() and part.isdigit()
    # 60.00 would come back as 60.
    return float(text) if is_number and not part.endswith("0") else text


def write_csv(path: Path, paper: Paper) -> None:
    """A CSV file in GB18030, as spreadsheet programs of Chinese Windows write it."""
    with path.open("w", encoding="gb18030", newline="") as file:
        writer = csv.writer(file)
        writer.writerows([line] + [""] * (paper.width - 1) for line in paper.lines)
        writer.writerows(paper.rows)


WRITERS: dict[str, Callable[[Path, Paper], None]] = {
    "docx": write_docx,
    "pdf": write_pdf,
    "xlsx": write_xlsx,
    "csv": write_csv,
}
