"""Struck out, hidden, raised and lowered parts of a cell, in each format that has them."""

import functools
from collections.abc import Sequence
from xml.sax.saxutils import escape

import xlwt
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from reportlab.pdfbase.pdfmetrics import stringWidth

from tests.ingest.seen.case import Case
from tests.ingest.seen.sheets import (
    FONT,
    make_book,
    make_document,
    make_ods,
    make_old_book,
    make_page,
    run,
    share_texts,
)  # fmt: skip

Parts = Sequence[tuple[str, str]]
STRUCK, HIDDEN, RAISED = "struck out", "hidden", "raised or lowered"
# kind, name, parts with their marks, the figure that is filed
TEXTS: tuple[tuple[str, str, Parts, str], ...] = (
    (STRUCK, "a digit before the figure", [("8", "struck"), ("3", "")], "3"),
    (STRUCK, "a digit after the figure", [("137", ""), ("9", "struck")], "137"),
    (STRUCK, "a digit within", [("1", ""), ("8", "struck"), ("37", "")], "137"),
    (STRUCK, "an old amount", [("120.50", "struck"), ("80.25", "")], "80.25"),
    (STRUCK, "the whole cell", [("137", "struck")], ""),
    (STRUCK, "the unit's old figure", [("12万元", "struck"), ("15万元", "")], "15万元"),
    (STRUCK, "twice", [("1", "struck"), ("2", ""), ("4", "struck"), ("6", "")], "26"),
    (STRUCK, "the sign", [("-", "struck"), ("5", "")], "5"),
    (STRUCK, "decimals", [("44", ""), (".7", "struck"), ("%", "")], "44%"),
    (STRUCK, "a full-width digit", [("８", "struck"), ("3", "")], "3"),
    (HIDDEN, "a digit after the figure", [("137", ""), ("9", "hidden")], "137"),
    (HIDDEN, "a digit before the figure", [("9", "hidden"), ("1874", "")], "1874"),
    (HIDDEN, "zeros", [("41", ""), ("0000", "hidden")], "41"),
    (HIDDEN, "decimals", [("26", ""), (".5", "hidden")], "26"),
    (HIDDEN, "the whole cell", [("137", "hidden")], ""),
    (HIDDEN, "a digit within", [("1", ""), ("8", "hidden"), ("37", "")], "137"),
    (HIDDEN, "a unit of ten thousand", [("12", ""), ("万9", "hidden")], "12"),
    (HIDDEN, "hidden and struck", [("7", "hidden"), ("8", "struck"), ("3", "")], "3"),
    (HIDDEN, "a second figure", [("26", ""), (" 31", "hidden")], "26"),
    (HIDDEN, "a percent's figure", [("9", "hidden"), ("4.5%", "")], "4.5%"),
    (RAISED, "a note mark", [("26", ""), ("2", "raised")], "26"),
    (RAISED, "a note mark of two digits", [("137", ""), ("12", "raised")], "137"),
    (RAISED, "a note mark in brackets", [("562", ""), ("(3)", "raised")], "562"),
    (RAISED, "a note mark after a percentage", [("44.7%", ""), ("1", "raised")], "44.7%"),
    (RAISED, "two note marks", [("41", ""), ("1,2", "raised")], "41"),
    (RAISED, "a letter as a note mark", [("41", ""), ("1a", "raised")], ""),
    (RAISED, "a power of ten", [("10", ""), ("4", "raised")], ""),
    (RAISED, "cents that are raised", [("12.", ""), ("50", "raised")], ""),
    (RAISED, "a price with raised cents", [("12", ""), ("50", "raised")], ""),
    (RAISED, "a raised digit within", [("1", ""), ("3", "raised"), ("7", "")], ""),
    (RAISED, "a lowered digit", [("26", ""), ("2", "lowered")], ""),
    (RAISED, "a note mark and a struck digit", [("8", "struck"), ("3", ""), ("1", "raised")], "3"),
)
WORD = {
    "": "",
    "struck": "<w:strike/>",
    "hidden": "<w:vanish/>",
    "raised": '<w:vertAlign w:val="superscript"/>',
    "lowered": '<w:vertAlign w:val="subscript"/>',
}
SHEET = {
    "struck": {"strike": True},
    "hidden": {"color": "FFFFFFFF"},
    "raised": {"vertAlign": "superscript"},
    "lowered": {"vertAlign": "subscript"},
}
OLD_SHEET = {
    "": "bold off",
    "struck": "struck_out on",
    "hidden": "color white",
    "raised": "escapement superscript",
    "lowered": "escapement subscript",
}
ODS = {
    "struck": 'style:text-line-through-style="solid"',
    "hidden": 'fo:color="#ffffff"',
    "raised": 'style:text-position="super 58%"',
    "lowered": 'style:text-position="sub 58%"',
}


def make_docx(parts: Parts) -> bytes:
    """A Word document with the parts in a cell."""
    return make_document(f"<w:p>{''.join(run(text, WORD[mark]) for text, mark in parts)}</w:p>")


def make_xlsx(parts: Parts) -> bytes:
    """A workbook with the parts in a cell."""
    blocks = [TextBlock(InlineFont(**SHEET[mark]), text) if mark else text for text, mark in parts]
    return make_book(lambda _, sheet: sheet.__setitem__("C3", CellRichText(*blocks)))


def make_xls(parts: Parts) -> bytes:
    """An .xls with the parts in a cell."""
    runs = [(text, xlwt.easyfont(OLD_SHEET[mark])) for text, mark in parts]
    return make_old_book(lambda _, sheet: sheet.write_rich_text(2, 2, runs))


def make_marked_ods(parts: Parts) -> bytes:
    """An .ods with the parts in a cell."""
    styles = "".join(
        f'<style:style style:name="{mark}" style:family="text"><style:text-properties {attribute}/>'
        "</style:style>"
        for mark, attribute in ODS.items()
    )
    spans = "".join(
        f'<text:span text:style-name="{mark}">{escape(text)}</text:span>' if mark else escape(text)
        for text, mark in parts
    )
    cell = (
        f'<table:table-cell office:value-type="string"><text:p>{spans}</text:p></table:table-cell>'
    )
    return make_ods(cell, styles)


def make_pdf(parts: Parts) -> bytes:
    """A PDF with the parts in a cell."""

    def draw(canvas, x, y) -> None:
        for text, mark in parts:
            size = 6 if mark in ("raised", "lowered") else 10
            canvas.setFont(FONT, size)
            canvas.setFillGray(1 if mark == "hidden" else 0)
            canvas.drawString(x, y + {"raised": 4, "lowered": -3}.get(mark, 0), text)
            width = stringWidth(text, FONT, size)
            if mark == "struck":
                canvas.line(x, y + 3.2, x + width, y + 3.2)
            x += width

    return make_page(draw)


def make_shared_xlsx(parts: Parts) -> bytes:
    """A workbook with the parts in its table of texts."""
    return share_texts(make_xlsx(parts))


MAKERS = {
    ("", ".docx"): make_docx,
    ("in the cell", ".xlsx"): make_xlsx,
    ("in the table of texts", ".xlsx"): make_shared_xlsx,
    ("", ".xls"): make_xls,
    ("", ".ods"): make_marked_ods,
    ("", ".pdf"): make_pdf,
}
# On a page, what is left out leaves a gap, which may separate two figures.
GAPS = {
    (STRUCK, "a digit within"): "",
    (HIDDEN, "a digit within"): "",
    (STRUCK, "twice"): "",
    (STRUCK, "decimals"): "44 %",
}
CASES = tuple(
    Case(
        kind,
        f"{name}, {how}" if how else name,
        suffix,
        functools.partial(make, parts),
        GAPS.get((kind, name), figure) if suffix == ".pdf" else figure,
    )
    for kind, name, parts, figure in TEXTS
    for (how, suffix), make in MAKERS.items()
)
