"""What only workbooks have: fonts of cells, covered cells, formulas that nobody calculated."""

import functools
import io

import openpyxl
import xlwt
from openpyxl.drawing.image import Image
from openpyxl.formatting.rule import CellIsRule
from openpyxl.styles import Font, PatternFill
from openpyxl.worksheet.table import Table

from tests.ingest import made_files as made
from tests.ingest.seen.case import Case
from tests.ingest.seen.sheets import (
    make_book,
    make_ods,
    make_ods_number,
    make_old_book,
    share_texts,
)

FONTS, CELLS = "fonts of cells", "covered cells and formulas"
WHITE, BLUE = "FFFFFFFF", "FF1F3864"


def set_cell(_, sheet, value=137, **styles) -> None:
    """Writes the cell with these styles."""
    sheet["C3"] = value
    for name, style in styles.items():
        setattr(sheet["C3"], name, style)


def make(value=137, **styles) -> functools.partial:
    """Makes a workbook whose cell has these styles."""
    return functools.partial(make_book, functools.partial(set_cell, value=value, **styles))


def make_old(value=137, style: str = "") -> functools.partial:
    """Makes an .xls whose cell has this style."""
    return functools.partial(
        make_old_book, lambda _, sheet: sheet.write(2, 2, value, xlwt.easyxf(style))
    )


def fill_with_table(_, sheet) -> None:
    """A white figure in a table whose style colours its cells."""
    set_cell(_, sheet, font=Font(color=WHITE))
    sheet["A2"], sheet["B2"], sheet["C2"] = "序号", "项目", "数值"
    sheet.add_table(Table(displayName="T", ref="A2:C4"))


def fill_with_rule(_, sheet) -> None:
    """A white figure in a cell that a conditional format colours."""
    set_cell(_, sheet, font=Font(color=WHITE))
    rule = CellIsRule(operator="greaterThan", formula=["1"], fill=PatternFill(bgColor=BLUE))
    sheet.conditional_formatting.add("C1:C9", rule)


def make_covered_xlsx() -> bytes:
    """A workbook in which a merged cell covers another figure."""
    content = make_book(lambda _, sheet: set_cell(_, sheet, 9))
    merged = '<mergeCells count="1"><mergeCell ref="B3:C3"/></mergeCells>'
    return _replace(content, "</sheetData>", f"</sheetData>{merged}")


def make_covered_xls() -> bytes:
    """An .xls in which a merged cell covers another figure."""

    def fill(_, sheet) -> None:
        sheet.write(2, 2, 9)
        sheet.merged_ranges.append((2, 2, 1, 2))

    return make_old_book(fill)


def make_covered_ods() -> bytes:
    """An .ods in which a merged cell covers another figure."""
    covered = make_ods_number("9", "9").replace("table-cell", "covered-table-cell")
    spanned = '<table:table-cell table:number-columns-spanned="2" office:value-type="string">'
    label = "<text:p>累计建设数量</text:p></table:table-cell>"
    plain = f'<table:table-cell office:value-type="string">{label}'
    content = make_ods(covered)
    return made.replace_in(content, "content.xml", plain, spanned + label)


def make_formula(value: str, *, is_calculated: bool) -> bytes:
    """A workbook with a formula, its stored value, and whether that was calculated."""
    content = make_book(lambda _, sheet: set_cell(_, sheet, 1))
    content = _replace(content, '<c r="C3" t="n"><v>1</v></c>',
                       f'<c r="C3"><f>C4*3+2</f>{value}</c>')  # fmt: skip
    if is_calculated:
        content = made.replace_in(content, "xl/workbook.xml", ' fullCalcOnLoad="1"', "")
    return content


def _replace(content: bytes, old: str, new: str) -> bytes:
    changed = made.replace_in(content, "xl/worksheets/sheet1.xml", old, new)
    assert changed != content
    return changed


def make_with_text(text: str) -> bytes:
    """A workbook whose cell has this XML in the table of texts."""
    content = share_texts(make_book(lambda _, sheet: set_cell(_, sheet, "text")))
    return made.replace_in(content, "xl/sharedStrings.xml", "<si><t>text</t></si>", text)


def hide_column(_, sheet) -> None:
    """A figure in a column that is too narrow to be seen."""
    set_cell(_, sheet)
    sheet.column_dimensions["C"].width = 0
    sheet.column_dimensions["C"].hidden = True


def fill_behind_picture(_, sheet) -> None:
    """A figure with a seal over it."""
    set_cell(_, sheet)
    sheet.add_image(Image(io.BytesIO(made.make_png())), "C3")


def fill_zeros(_, sheet) -> None:
    """A zero on a sheet that shows none."""
    set_cell(_, sheet, 0)
    sheet.sheet_view.showZeros = False


CASES = (
    Case(FONTS, "struck", ".xlsx", make(font=Font(strike=True))),
    Case(FONTS, "white", ".xlsx", make(font=Font(color=WHITE))),
    Case(FONTS, "white by the theme", ".xlsx",
         make(font=Font(color=openpyxl.styles.colors.Color(theme=0)))),
    Case(FONTS, "white of the old palette", ".xlsx",
         make(font=Font(color=openpyxl.styles.colors.Color(indexed=9)))),
    Case(FONTS, "white on blue", ".xlsx",
         make(font=Font(color=WHITE), fill=PatternFill("solid", fgColor=BLUE)), "137", False),
    Case(FONTS, "blue on blue", ".xlsx",
         make(font=Font(color=BLUE), fill=PatternFill("solid", fgColor=BLUE))),
    Case(FONTS, "white on a pattern", ".xlsx",
         make(font=Font(color=WHITE), fill=PatternFill("gray125", fgColor=BLUE)), "137", False),
    Case(FONTS, "white in a coloured table", ".xlsx",
         functools.partial(make_book, fill_with_table), "137", False),
    Case(FONTS, "white where a rule colours", ".xlsx",
         functools.partial(make_book, fill_with_rule), "137", False),
    Case(FONTS, "of one point", ".xlsx", make(font=Font(sz=1))),
    Case(FONTS, "raised as a whole", ".xlsx", make(font=Font(vertAlign="superscript")), "137",
         False),
    Case(FONTS, "red", ".xlsx", make(font=Font(color="FFFF0000")), "137", False),
    Case(FONTS, "a struck text", ".xlsx", make("137个", font=Font(strike=True))),
    Case(FONTS, "struck", ".xls", make_old(style="font: struck_out on")),
    Case(FONTS, "white", ".xls", make_old(style="font: color white")),
    Case(FONTS, "white on blue", ".xls",
         make_old(style="font: color white; pattern: pattern solid, fore_colour blue"), "137",
         False),
    Case(FONTS, "blue on blue", ".xls",
         make_old(style="font: color blue; pattern: pattern solid, fore_colour blue")),
    Case(FONTS, "of one point", ".xls", make_old(style="font: height 20")),
    Case(FONTS, "red", ".xls", make_old(style="font: color red"), "137", False),
    Case(FONTS, "struck", ".ods", lambda: make_styled_ods('style:text-line-through-type="single"')),
    Case(FONTS, "white", ".ods", lambda: make_styled_ods('fo:color="#FFFFFF"')),
    Case(FONTS, "white on blue", ".ods",
         lambda: make_styled_ods('fo:color="#ffffff"', 'fo:background-color="#1f3864"'), "137",
         False),
    Case(FONTS, "of one point", ".ods", lambda: make_styled_ods('fo:font-size="1pt"')),
    Case(CELLS, "by a merged label", ".xlsx", make_covered_xlsx, is_said=False),
    Case(CELLS, "by a merged label", ".xls", make_covered_xls, is_said=False),
    Case(CELLS, "by a merged label", ".ods", make_covered_ods, is_said=False),
    Case(CELLS, "behind a seal", ".xlsx", functools.partial(make_book, fill_behind_picture),
         "137", False),
    Case(CELLS, "never calculated", ".xlsx",
         functools.partial(make_formula, "<v>0</v>", is_calculated=False)),
    Case(CELLS, "without value", ".xlsx",
         functools.partial(make_formula, "", is_calculated=True)),
    Case(CELLS, "calculated", ".xlsx",
         functools.partial(make_formula, "<v>137</v>", is_calculated=True), "137", False),
    Case(CELLS, "that is zero", ".xlsx",
         functools.partial(make_formula, "<v>0</v>", is_calculated=True), "0", False),
    Case(CELLS, "a zero that the sheet does not show", ".xlsx",
         functools.partial(make_book, fill_zeros)),
    Case(CELLS, "with its pronunciation", ".xlsx",
         functools.partial(make_with_text, '<si><t>137</t><rPh sb="0" eb="3"><t>9</t></rPh></si>'),
         "137", False),
    Case(CELLS, "in bold and plain", ".xlsx",
         functools.partial(make_with_text,
                           "<si><r><rPr><b/></rPr><t>13</t></r><r><t>7</t></r></si>"),
         "137", False),
    Case(CELLS, "a strike that is switched off", ".xlsx",
         functools.partial(make_with_text, '<si><r><rPr><strike val="0"/></rPr><t>8</t></r><r>'
                           "<t>3</t></r></si>"), "83", False),
    Case(CELLS, "two lines as old programs write them", ".xlsx",
         functools.partial(make_with_text, "<si><t>120_x000D_\n80</t></si>")),
    Case(CELLS, "a hidden column", ".xlsx", functools.partial(make_book, hide_column), "137"),
    Case(CELLS, "a number as text", ".xlsx", make("137"), "137", False),
    Case(CELLS, "true", ".xlsx", make(True)),
)  # fmt: skip


def make_styled_ods(text: str, cell: str = "") -> bytes:
    """An .ods whose cell has these properties of text and cell."""
    styles = (
        f'<style:style style:name="C1" style:family="table-cell"><style:text-properties {text}/>'
        f"<style:table-cell-properties {cell}/></style:style>"
    )
    return make_ods(make_ods_number("137", "137", 'table:style-name="C1"'), styles)
