"""Two figures in one cell: on two lines, in two paragraphs, with a gap between them."""

import functools

from tests.ingest.seen.case import BELOW, FIGURE_BELOW, HEADER, LABEL, Case
from tests.ingest.seen.sheets import (
    TITLE,
    make_book,
    make_document,
    make_ods,
    make_old_book,
    make_page,
    run,
)  # fmt: skip

KIND = "two figures in a cell"
# lines of a cell, and the figure that is filed
LINES: tuple[tuple[tuple[str, ...], str], ...] = (
    (("120", "80"), ""),
    (("137", "26"), ""),
    (("125000", "4300"), ""),
    (("3", "5", "2"), ""),
    (("120.5", "80"), ""),
    (("1,250", "300"), ""),
    (("70%", "50%"), ""),
    (("12万元", "15万元"), ""),
    (("-", "5"), ""),
    (("一百", "二十"), ""),
    (("125,", "000"), ""),
    (("120", "万元"), "120万元"),
    (("约", "120"), "约120"),
)


def make_csv(lines: tuple[str, ...]) -> bytes:
    """A CSV file whose cell has the lines in quotes."""
    cell = '"' + "\n".join(lines) + '"'
    rows = (",".join(HEADER), f"1,{LABEL},{cell}", f"2,{BELOW},{FIGURE_BELOW}")
    return (f"{TITLE}\n" + "\n".join(rows) + "\n").encode("utf-8-sig")


def make_text(lines: tuple[str, ...]) -> bytes:
    """A text file with one cell a line, as Word exports a table."""
    rows = (HEADER, ("1", LABEL, "\n\n".join(lines)), ("2", BELOW, FIGURE_BELOW))
    table = "\n\n".join("\n".join(f"\t{cell}" for cell in row) for row in rows)
    return f"{TITLE}\n\n{table}\n\n\n注：无。\n".encode()


def make_paragraphs(lines: tuple[str, ...]) -> bytes:
    """A Word document with the lines as paragraphs."""
    return make_document("".join(f"<w:p>{run(line)}</w:p>" for line in lines))


def make_breaks(lines: tuple[str, ...]) -> bytes:
    """A Word document with soft returns between the lines."""
    return make_document(f"<w:p>{'<w:r><w:br/></w:r>'.join(run(line) for line in lines)}</w:p>")


def make_tabs(lines: tuple[str, ...]) -> bytes:
    """A Word document with tabs between the texts."""
    return make_document(f"<w:p>{'<w:r><w:tab/></w:r>'.join(run(line) for line in lines)}</w:p>")


def make_xlsx(lines: tuple[str, ...], gap: str = "\n") -> bytes:
    """A workbook with the lines in a cell."""
    return make_book(lambda _, sheet: sheet.__setitem__("C3", gap.join(lines)))


def make_xls(lines: tuple[str, ...]) -> bytes:
    """An .xls with the lines in a cell."""
    return make_old_book(lambda _, sheet: sheet.write(2, 2, "\n".join(lines)))


def make_ods_lines(lines: tuple[str, ...], gap: str = "</text:p><text:p>") -> bytes:
    """An .ods with the lines in a cell."""
    text = f"<text:p>{gap.join(lines)}</text:p>"
    return make_ods(f'<table:table-cell office:value-type="string">{text}</table:table-cell>')


def make_pdf(lines: tuple[str, ...]) -> bytes:
    """A PDF with the lines in a wide cell."""

    def draw(canvas, x, y) -> None:
        for number, line in enumerate(lines):
            canvas.setFont("STSong-Light", 8)
            canvas.drawString(x, y + 9 - 9 * number, line)

    return make_page(draw)


MAKERS = {
    ("lines", ".csv"): make_csv,
    ("paragraphs", ".docx"): make_paragraphs,
    ("soft returns", ".docx"): make_breaks,
    ("tabs", ".docx"): make_tabs,
    ("lines", ".xlsx"): make_xlsx,
    ("two spaces", ".xlsx"): functools.partial(make_xlsx, gap="  "),
    ("lines", ".xls"): make_xls,
    ("paragraphs", ".ods"): make_ods_lines,
    ("line breaks", ".ods"): functools.partial(make_ods_lines, gap="<text:line-break/>"),
    ("lines", ".pdf"): make_pdf,
}
CASES = tuple(
    Case(KIND, f"{how} {'/'.join(lines)}", suffix, functools.partial(make, lines), figure,
         is_said=not figure)
    for lines, figure in LINES
    for (how, suffix), make in MAKERS.items()
    # Two spaces between words or before a unit only separate them.
    if not (how in ("two spaces", "tabs") and (figure or lines[0] == "-" or "一" in lines[0]))
) + tuple(
    Case(KIND, f"lines {'/'.join(lines)}", ".txt", functools.partial(make_text, lines))
    for lines in (("120", "80"), ("137", "26"), ("3", "5"), ("1,250", "300"), ("120.5", "80"))
)  # fmt: skip
