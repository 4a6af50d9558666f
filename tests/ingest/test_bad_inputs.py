"""What messy and hostile tables get: a note, a warning, a blank with a reason, or a refusal.

Each case says what must become of the file (``filed`` or ``refused``), which words the findings
must hold, and, where it is filed, what a cell must be. Nothing enters silently.
"""

from dataclasses import dataclass

import pytest

from analysis.ingest.content import Content, Place

from .conftest import (
    DISBURSEMENT_HEADER,
    DISBURSEMENT_LINES,
    DISBURSEMENT_ROWS,
    MONTHLY_HEADER,
    MONTHLY_LINES,
    MONTHLY_ROWS,
    cell,
    list_reasons,
    make_content,
    make_disbursement,
    make_grid,
    make_monthly,
)


@dataclass(frozen=True)
class Case:
    """A bad input and its response."""

    name: str
    content: Content
    state: str
    words: tuple[str, ...] = ()
    table: str = "disbursement"
    at: tuple[int, str] | None = None
    text: str = ""
    rows: int | None = None


def paid(value, name: str, text: str, *words: str) -> Case:
    """A case of one cell of a disbursement table: what it holds and what is filed."""
    rows = [["甲公司", "公共服务", "60.00", value, "50%"], *DISBURSEMENT_ROWS[1:]]
    return Case(name, make_disbursement(rows), "filed", words, at=(0, "paid"), text=text)


def monthly(name: str, state: str, *words: str, rows=None, header=None, lines=None) -> Case:
    content = make_monthly(rows or MONTHLY_ROWS, header or MONTHLY_HEADER, lines or MONTHLY_LINES)
    return Case(name, content, state, words, table="monthly_form")


def titled(*titles: str) -> Content:
    """A disbursement table with other lines above it."""
    return make_disbursement(lines=(*DISBURSEMENT_LINES[:3], *titles))


SHEET = "7月"
_MERGED = [
    [cell("甲公司"), "公共服务", cell("60.00"), "30.00", "50%"],
    [cell("乙公司"), "培训", cell("", merged_from=Place(table=1, row=2, column=3)), "40", "40%"],
]
STRUCTURE = [
    Case("the header stands on row 4 under title and unit",
         make_content(make_grid([
             ["狐狸县资金拨付情况表"], ["填报单位：狐狸县商务局", "", "报告期：2020年7月"],
             ["单位：万元"], DISBURSEMENT_HEADER, *DISBURSEMENT_ROWS], SHEET), kind="xlsx"),
         "filed", at=(0, "paid"), text="30.00"),
    Case("the header has two levels",
         make_disbursement(
             [["", "", "计划资金", "实际拨付", ""], *DISBURSEMENT_ROWS],
             ["承办企业", "使用方向", "资金（万元）", "", "拨付率"],
             (*DISBURSEMENT_LINES[:3],)),
         "filed", at=(1, "paid"), text="40.00"),
    Case("one amount is merged over two rows", make_disbursement(_MERGED), "filed",
         ("merged over several rows", "row 3, column 3"), at=(1, "planned"), text=""),
    Case("two sheets hold the same form",
         make_content(*DISBURSEMENT_LINES,
                      make_grid([DISBURSEMENT_HEADER, *DISBURSEMENT_ROWS], "表1"),
                      make_grid([DISBURSEMENT_HEADER, *DISBURSEMENT_ROWS], "表1 (2)"),
                      kind="xlsx"),
         "refused", ("'表1' and '表1 (2)'",)),
    Case("rows are hidden",
         make_content(*DISBURSEMENT_LINES, make_grid(
             [DISBURSEMENT_HEADER, *DISBURSEMENT_ROWS], SHEET, hidden_rows=frozenset({3}))),
         "filed", ("hidden rows 3",), rows=3),
    Case("a sheet is hidden",
         make_content(*DISBURSEMENT_LINES, make_grid(
             [DISBURSEMENT_HEADER, *DISBURSEMENT_ROWS], "旧表", is_hidden=True),
             make_grid([["甲", "乙"], ["1", "2"]], SHEET), kind="xlsx"),
         "refused", ("hidden sheet", "旧表")),
    Case("a column that is needed is missing",
         Content(make_disbursement([[*row[:3], row[4]] for row in DISBURSEMENT_ROWS],
                                   [*DISBURSEMENT_HEADER[:3], "拨付率"]).blocks, kind="xlsx"),
         "refused", ("lacks", "实际拨付资金", "承办企业名单")),
    Case("a column is not known",
         make_disbursement([[*row, "x"] for row in DISBURSEMENT_ROWS],
                           [*DISBURSEMENT_HEADER, "经办情况"]),
         "filed", ("经办情况",), rows=3),
    Case("columns stand in another order",
         make_disbursement([row[::-1] for row in DISBURSEMENT_ROWS], DISBURSEMENT_HEADER[::-1]),
         "filed", at=(0, "paid"), text="30.00"),
    Case("two columns mean the same",
         make_disbursement([[*row, row[3]] for row in DISBURSEMENT_ROWS],
                           [*DISBURSEMENT_HEADER, "已拨付资金"]),
         "refused", ("已拨付资金", "both mean paid")),
    Case("headers have line breaks, spaces and full-width brackets",
         make_disbursement(header=["承办 企业", "使用方向", "计划拨付\n资金（万元）",
                                   "实际　拨付（万元）", "拨付率（％）"],
                           lines=DISBURSEMENT_LINES[:3]),
         "filed", at=(0, "planned"), text="60.00"),
    Case("notes and signatures stand below",
         make_disbursement([*DISBURSEMENT_ROWS, ["注：单位为万元"], ["填表人：某某", "", "电话"]]),
         "filed", ("a note was left out", "a signature was left out"), rows=3),
    Case("blank rows stand inside the table",
         make_disbursement([DISBURSEMENT_ROWS[0], [""], *DISBURSEMENT_ROWS[1:]]), "filed", rows=3),
    Case("the form is blank",
         make_disbursement([["", "", "", "", ""], ["甲公司", "", "", "", ""]]), "refused",
         ("blank",)),
    Case("a table is split over two pages with its header repeated",
         make_content(*DISBURSEMENT_LINES,
                      make_grid([DISBURSEMENT_HEADER, *DISBURSEMENT_ROWS[:1]]), "第2页",
                      make_grid([DISBURSEMENT_HEADER, *DISBURSEMENT_ROWS[1:]])),
         "filed", rows=3),
    Case("a table is split over two pages without a second header",
         make_content(*DISBURSEMENT_LINES,
                      make_grid([DISBURSEMENT_HEADER, *DISBURSEMENT_ROWS[:1]]),
                      make_grid(DISBURSEMENT_ROWS[1:])),
         "filed", rows=3),
    Case("rows and columns are exchanged",
         make_content(*MONTHLY_LINES[:1], make_grid(
             [["月份", "1月", "2月"], ["使用资金", "3", "4"]], SHEET), kind="xlsx"),
         "refused", ("no known form",)),
    Case("a sample row is left above the figures",
         make_disbursement([["填写示例", "", "1", "1", ""], *DISBURSEMENT_ROWS]), "refused",
         ("template's own words", "填写示例")),
    Case("a subtotal stands between the lines",
         make_disbursement([DISBURSEMENT_ROWS[0], ["小计", "", "60", "30", ""],
                            *DISBURSEMENT_ROWS[1:]]),
         "filed", ("subtotal was left out",), rows=3),
]  # fmt: skip

FORMS = [
    monthly("a county's column is still headed by the template", "filed",
            "still headed '示范县名称1'", "狐狸县 is taken",
            header=["序号", "项目", "", "示范县名称1", "示范县名称2", "合计"],
            rows=[[*row[:4], "", ""] for row in MONTHLY_ROWS]),
    monthly("two columns with figures are headed by the template", "refused",
            "still headed", header=["序号", "项目", "", "示范县名称1", "示范县名称2", "合计"]),
    monthly("the monthly form was never filled", "refused", "blank",
            rows=[[*row[:3], "", "", ""] for row in MONTHLY_ROWS]),
    monthly("a row is not of the form", "filed", "'地下站点' is no row of the form",
            rows=[*MONTHLY_ROWS, ["6", "地下站点", "", "1", "1", "2"]]),
    monthly("a row stands twice", "refused", "stands twice",
            rows=[*MONTHLY_ROWS, MONTHLY_ROWS[0]]),
    monthly("a row is missing", "filed", "no row for funds_used_rate",
            rows=[row for row in MONTHLY_ROWS if "进度" not in row[2]]),
    monthly("one county has two columns", "refused", "both mean",
            header=["序号", "项目", "", "獾子区", "獾子县", "合计"]),
    monthly("the form says no month", "refused", "--period YYYY-MM",
            lines=("电子商务进农村综合示范创建月报表", MONTHLY_LINES[1])),
    monthly("the month is impossible", "refused", "--period YYYY-MM",
            lines=("电子商务进农村综合示范创建月报表（2020年13月）", MONTHLY_LINES[1])),
    monthly("the month is in the far future", "refused", "--period YYYY-MM",
            lines=("电子商务进农村综合示范创建月报表（2099年7月）", MONTHLY_LINES[1])),
    monthly("a plain fraction stands in a row in per cent", "filed", "may mean 0.2408 %",
            rows=[[*row[:3], "0.2408", "", ""] if "进度" in row[2] else row
                  for row in MONTHLY_ROWS]),
    monthly("a county's column is of a name that two counties have", "refused",
            "name of several areas", header=["序号", "项目", "", "狐狸县", "鼓楼县", "合计"]),
]  # fmt: skip

NUMBERS = [
    paid("３０．５", "full-width digits", "３０．５"),
    paid("30①", "a footnote mark behind the digits", "30①"),
    paid("30万元", "the unit stands in the cell, too", "30万元"),
    paid("0.003亿元", "the cell's unit is larger than the header's", "0.003亿元"),
    paid("1,234.5", "thousands separators", "1,234.5"),
    paid("1，234", "full-width thousands separators", "1，234"),
    paid("1 234", "a space between thousands", "1 234"),
    paid("1,23", "a separator at the wrong place", "", "'1,23' is not read"),
    paid("12,5", "a decimal comma", "", "'12,5' is not read"),
    paid(" 30\u3000", "spaces around the digits", "30"),
    paid("30\u200b", "an invisible character", "30", "invisible characters"),
    paid("（5）", "a negative amount in brackets", "（5）"),
    paid("△5", "a negative amount with a triangle", "△5"),
    paid("1_000", "an underscore", "", "no single figure"),
    paid("infinity", "infinity", "", "no single figure"),
    paid("nan", "not a number", "", "no single figure"),
    paid("1e5", "an exponent", "", "no single figure"),
    paid("1.10101E+11", "an exponent that lost digits", "", "no single figure"),
    paid("٣", "digits of another script", "", "no single figure"),
    paid("￥30", "a mark of currency", "", "mark of yuan"),
    paid("US$30", "foreign currency", "", "no single figure"),
    paid("约100", "an approximate figure", "约100"),
    paid("壹佰贰拾", "a Chinese numeral", "壹佰贰拾"),
    paid("100-200", "a range", "", "no single figure"),
    paid("100/200", "an alternative", "", "no single figure"),
    paid("—", "a dash for nothing", "—"),
    paid("无", "a word for nothing", "无"),
    paid("待定", "a word for not yet", "待定"),
    paid("0", "zero", "0"),
    paid("", "a blank", ""),
    paid(cell("", problem="the formula has no stored value"), "a formula without a value", "",
         "the formula has no stored value"),
    paid("#DIV/0!", "an error value as text", "", "no single figure"),
    paid(cell("2020-07-08", number_format="date"), "a number that became a date", "", "is a date"),
    paid("TRUE", "a truth value", "", "no single figure"),
    paid(cell("0.30000000000000004"), "noise of binary fractions", "0.3", "stored as"),
    paid(cell("12.4967"), "a stored value with more digits than shown", "12.4967"),
    paid("1000000000000", "a million million times the unit", "", "million million yuan"),
    paid("=cmd|'/c calc'!A1", "a formula as text", "", "is not read"),
    paid("十几", "a numeral that is not exact", "十几"),
]  # fmt: skip

UNITS = [
    Case("no unit is stated", titled("资金拨付情况表"), "refused", ("no unit", "万元")),
    Case("title and header state different units",
         make_disbursement(header=["承办企业", "使用方向", "计划拨付资金（元）",
                                   "实际拨付资金（元）", "拨付率"]),
         "refused", ("header says 元", "万元")),
    Case("the rates mix fractions and percentages",
         make_disbursement([["甲", "乙", "1", "1", "0.7"], ["丙", "丁", "1", "1", "70"]]),
         "refused", ("mixes fractions and percentages", "拨付率")),
    Case("one rate is plain beside percentages",
         make_disbursement([["甲", "乙", "1", "1", "1"], ["丙", "丁", "1", "1", "70%"]]),
         "refused", ("mixes fractions",)),
    Case("the rates are plain and no header says per cent",
         make_disbursement([["甲", "乙", "1", "1", "70"], ["丙", "丁", "1", "1", "65"]]),
         "refused", ("without %",)),
    Case("the rates are plain and the header says per cent",
         make_disbursement([["甲", "乙", "1", "1", "70"], ["丙", "丁", "1", "1", "65"]],
                           [*DISBURSEMENT_HEADER[:4], "拨付率（%）"]),
         "filed", at=(0, "rate"), text="70"),
    Case("a spreadsheet shows 0.7 as a percentage",
         make_disbursement([["甲", "乙", "1", "1", cell("0.7", number_format="percent")]]),
         "filed", ("shown as a percentage",), at=(0, "rate"), text="70%"),
]  # fmt: skip

HOSTILE = [
    "=HYPERLINK(\"http://x\")", "@SUM(1)", "+1+1", "＝1+1", "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>", "[k](javascript:alert(1))", "{{7*7}}", "{county.__class__}",
    "%s%n", "$$x$$", "../../etc/passwd", "C:\\windows", "'; DROP TABLE x; --", "😀县", "ﷺ",
]  # fmt: skip
IDENTITY = [
    Case("the office is of no known area", make_disbursement(lines=(
        "自评报告", "填报单位：狐狸区商务局", *DISBURSEMENT_LINES[2:])), "refused",
        ("Nearly: 狐狸县", "--county CODE")),
    Case("a former name is used", make_disbursement(lines=(
        "自评报告", "填报单位：獾子县商务局", *DISBURSEMENT_LINES[2:])), "filed",
        ("former name", "獾子区")),
    Case("several areas are named", make_disbursement(lines=(
        "狐狸县、獾子区自评报告", *DISBURSEMENT_LINES[2:])), "refused", ("several areas",)),
    Case("the name is that of two counties", make_disbursement(lines=(
        "鼓楼县自评报告", *DISBURSEMENT_LINES[2:])), "refused", ("several areas",)),
    Case("the city stands before the county", make_disbursement(lines=(
        "林市狐狸县自评报告", *DISBURSEMENT_LINES[2:])), "filed"),
    Case("an invisible mark turns the name's direction", make_disbursement(lines=(
        "\u202e狐狸\u200b县自评报告", *DISBURSEMENT_LINES[2:])), "filed"),
    Case("neither period nor date is said", make_disbursement(lines=(
        *DISBURSEMENT_LINES[:2], *DISBURSEMENT_LINES[3:])), "refused",
        ("neither period nor date",)),
]  # fmt: skip

CASES = [*STRUCTURE, *FORMS, *NUMBERS, *UNITS, *IDENTITY]


@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
def test_bad_input_gets_its_response(case, desk):
    outcome = desk.file(case.content)
    said = list_reasons(outcome)
    assert outcome.state == case.state, said
    for word in case.words:
        assert word in said
    assert all("form.docx" in finding.locator for finding in outcome.findings)
    if case.state == "refused":
        assert not list(desk.root.raw.glob("*"))
        assert any(finding.severity == "error" for finding in outcome.findings)
        return
    rows = desk.rows(outcome, case.table)
    if case.rows is not None:
        assert len(rows) == case.rows
    if case.at is not None:
        number, column = case.at
        assert rows[number][column] == case.text


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_kept_as_text(text, desk):
    rows = [[text, "公共服务", "60.00", "30.00", "50%"]]
    outcome = desk.file(make_disbursement(rows))
    assert outcome.state == "filed", list_reasons(outcome)
    assert desk.rows(outcome, "disbursement")[0]["payee"] == text


@pytest.mark.parametrize(
    ("text", "filed"),
    [("甲\x07公司", "甲公司"), ("甲\u202e公司", "甲公司"), ("甲\n公司", "甲公司"),
     ("甲\ud800", ""), ("甲\ufffe", ""), ("甲" * 501, "")],
    ids=["a control character", "a turn of direction", "a line break", "half a character",
         "no character", "endless text"],
)  # fmt: skip
def test_what_is_no_text_is_taken_out_or_left_blank(text, filed, desk):
    outcome = desk.file(make_disbursement([[text, "公共服务", "60.00", "30.00", "50%"]]))
    assert outcome.state == "filed", list_reasons(outcome)
    assert desk.rows(outcome, "disbursement")[0]["payee"] == filed
    if not filed:
        assert "row 2, column 1" in list_reasons(outcome)


def test_a_signature_s_name_and_number_are_filed_nowhere(desk):
    number = "1" + "39" + "0" * 8
    content = make_disbursement([*DISBURSEMENT_ROWS, [f"填表人：某某某 {number}"]])
    outcome = desk.file(content)
    assert outcome.state == "filed"
    filed = "".join(path.read_text("utf-8") for path in desk.root.root.rglob("*") if path.is_file())
    assert number not in filed
    assert "某某某" not in filed
