"""Number formats that hide, scale or complete a figure."""

import functools

import xlwt

from tests.ingest.seen.case import Case
from tests.ingest.seen.sheets import make_book, make_ods, make_ods_number, make_old_book

KIND = "number formats"
# format code, stored number, figure that is filed, whether the user is told
CODES: tuple[tuple[str, float, str, bool], ...] = (
    (";;;", 12, "", True),
    (";;", 12, "", True),
    ("0;-0;;@", 0, "", True),
    ("0;-0;;@", 12, "12", False),
    ("0.0;;", -3, "", True),
    ('0"万元"', 12, "12万元", False),
    ('"约"0', 12, "约12", False),
    ('0.0,', 12345, "12.3", True),
    ('0!.0,"万元"', 123456, "12.3万元", True),
    ('[>=10000]0!.0,"万元";0', 123456, "12.3万元", True),
    ('[>=10000]0!.0,"万元";0', 999, "999", False),
    ("0;0", -5, "", True),
    ("0;[Red]0", -5, "-5", False),
    ("#,##0.00_);(#,##0.00)", -5, "-5", False),
    ("[$$-409]#,##0.00", 12, "", True),
    ("[$¥-804]#,##0.00", 12, "12", False),
    ('0"0000"', 12, "", True),
    ('_ ¥* #,##0.00_ ;_ ¥* -#,##0.00_ ;_ ¥* "-"??_ ;_ @_ ', 0, "0", False),
    ("0.0", 12.345, "12.345", False),
    ("0.00E+00", 123456, "123456", False),
    ('0.0"%"', 44.7, "44.7%", False),
    ("0%", 0.4467, "44.67%", False),
    ('"已完成"', 1, "", True),
    ("#,###", 0, "", True),
    ("00-00", 1234, "", True),
    ("yyyy-mm-dd", 44013, "", True),
)  # fmt: skip
# stored number, text that is shown, figure that is filed, whether the user is told
SHOWN: tuple[tuple[str, str, str, bool], ...] = (
    ("12", "12万元", "12万元", False),
    ("12", "约12", "约12", False),
    ("12345", "12.3", "12.3", True),
    ("123456", "12.3万元", "12.3万元", True),
    ("-5", "5", "", True),
    ("-5", "-5", "-5", False),
    ("-5", "(5)", "-5", False),
    ("12.345", "12.3", "12.345", False),
    ("125000.5", "125,000.50", "125000.5", False),
    ("0", "-", "0", False),
    ("12", "$12", "", True),
    ("12", "¥12.00", "12", False),
    ("1", "已完成", "", True),
    ("0.5", "1/2", "0.5", False),
)


def make_xlsx(code: str, value: float) -> bytes:
    """A workbook with a number in a format."""

    def fill(_, sheet) -> None:
        sheet["C3"] = value
        sheet["C3"].number_format = code

    return make_book(fill)


def make_xls(code: str, value: float) -> bytes:
    """An .xls with a number in a format."""
    style = xlwt.easyxf("", num_format_str=code)
    return make_old_book(lambda _, sheet: sheet.write(2, 2, value, style))


def make_hidden_ods() -> bytes:
    """An .ods with a number in a format that shows nothing."""
    styles = (
        '<number:number-style style:name="N1"/><style:style style:name="C1" '
        'style:family="table-cell" style:data-style-name="N1"/>'
    )
    return make_ods(make_ods_number("12", "", 'table:style-name="C1"'), styles)


CASES = (
    *(
        Case(KIND, f"{value} in {code}", suffix, functools.partial(make, code, value), figure, said)
        for code, value, figure, said in CODES
        for suffix, make in ((".xlsx", make_xlsx), (".xls", make_xls))
    ),
    *(
        Case(KIND, f"{stored} shown as {shown}", ".ods",
             functools.partial(lambda a, b: make_ods(make_ods_number(a, b)), stored, shown),
             figure, said)
        for stored, shown, figure, said in SHOWN
    ),
    Case(KIND, "a format that shows nothing", ".ods", make_hidden_ods),
)  # fmt: skip
