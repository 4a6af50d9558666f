"""Messy and hostile tables, and what each gets: a note, a warning, a blank, or a refusal.

Each case says what must become of the file (``filed`` or ``refused``), which words the findings
must hold, and, where it is filed, what a cell must be. Nothing enters silently. Files that no
reader gets past are in test_bad_containers. Not here, and why:

- a form of another year's version: each form is known by its labels, whatever its year;
- a blank group below a filled one that is not merged: both kinds of real reports lose the merging
  in export, so a blank group goes on with the one above; a figure never does;
- codes of counties, their digits and whether they fit the name: the forms have no such column, and
  --county takes six digits of a known area only (test_filing);
- abolished counties: areas.csv has former names, and none of its counties has ended;
- sums, cumulative figures that fall, a month's figure in a cumulative row, jumps against the month
  before, other categories above half: figures are held against each other by `briefs check`, when
  all documents are there; ingest keeps what is printed;
- a target of zero: the rate is worked out, or not, where completion is (test_completion);
- formulas and markup on their way out: pages and downloads escape them; here they stay text.
"""

from dataclasses import dataclass

from analysis.ingest.content import Content, Place

from .conftest import (
    DISBURSEMENT_HEADER,
    DISBURSEMENT_LINES,
    DISBURSEMENT_ROWS,
    MONTHLY_HEADER,
    MONTHLY_LINES,
    MONTHLY_ROWS,
    cell,
    make_content,
    make_disbursement,
    make_grid,
    make_monthly,
)


@dataclass(frozen=True)
class Case:
    """A bad input and its response.

    Attributes:
        name: what is bad.
        content: the file as a reader gives it.
        state: filed or refused.
        words: what the findings must say.
        table: the raw table that the next three speak of.
        at: number of the row and column of a cell.
        text: what must be filed there.
        rows: how many rows must be filed.
    """

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
         ("sample text of the template", "填写示例")),
    Case("a subtotal stands between the lines",
         make_disbursement([DISBURSEMENT_ROWS[0], ["小计", "", "60", "30", ""],
                            *DISBURSEMENT_ROWS[1:]]),
         "filed", ("subtotal was left out",), rows=3),
]  # fmt: skip

FORMS = [
    monthly("a county's column is still headed by the template", "filed",
            "still has the header '示范县名称1'", "read as 狐狸县",
            header=["序号", "项目", "", "示范县名称1", "示范县名称2", "合计"],
            rows=[[*row[:4], "", ""] for row in MONTHLY_ROWS]),
    monthly("two columns with figures are headed by the template", "refused",
            "has the header",
            header=["序号", "项目", "", "示范县名称1", "示范县名称2", "合计"]),
    monthly("the monthly form was never filled", "refused", "blank",
            rows=[[*row[:3], "", "", ""] for row in MONTHLY_ROWS]),
    monthly("a row is not of the form", "filed", "'地下站点' is not a row of the form",
            rows=[*MONTHLY_ROWS, ["6", "地下站点", "", "1", "1", "2"]]),
    monthly("a row stands twice", "refused", "appears twice",
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
    paid("（5）", "a negative amount in brackets", "", "it is negative"),
    paid("△5", "a negative amount with a triangle", "", "it is negative"),
    paid("−5", "a negative amount with a minus sign", "", "it is negative"),
    Case("a negative amount in a row that takes money back",
         make_disbursement([["甲公司", "冲减公共服务", "60.00", "-5", ""], *DISBURSEMENT_ROWS[1:]]),
         "filed", ("'-5' is negative",), at=(0, "paid"), text="-5"),
    paid("減5万元", "a word in the place of a minus", "", "not a single figure"),
    paid("70", "more is paid than was planned", "70", "70 is more than the planned 60.00"),
    Case("a rate above one hundred per cent",
         make_disbursement([["甲公司", "公共服务", "60", "60", "130%"]]),
         "filed", ("more than 100 %",), at=(0, "rate"), text="130%"),
    Case("a rate below zero", make_disbursement([["甲公司", "公共服务", "60", "60", "-5%"]]),
         "filed", ("cannot be negative",), at=(0, "rate"), text=""),
    paid("123²", "a footnote number that a wrong reading would make a digit", "123²"),
    paid("1'234", "an apostrophe between thousands", "1'234"),
    paid("N/A", "an abbreviation for nothing", "N/A"),
    paid("暂无", "a word for nothing yet", "暂无"),
    paid("\\", "a stroke for nothing", "\\"),
    paid("1234567.123456789012", "more digits than a spreadsheet keeps", "", "more than 15 digits"),
    paid("30万", "a unit without its last word", "", "is not read"),
    paid("RMB30", "a currency's letters", "", "yuan sign"),
    paid("≥30", "a mark of a bound", "≥30"),
    paid("30左右", "a word of approximation behind", "30左右"),
    paid("\n30\n", "line breaks around a figure", "30"),
    paid("--", "two dashes for nothing", "", "is not read"),
    paid("……", "dots for nothing", "……"),
    paid("*", "a star for nothing", "*"),
    paid("1_000", "an underscore", "", "not a single figure"),
    paid("infinity", "infinity", "", "not a single figure"),
    paid("nan", "not a number", "", "not a single figure"),
    paid("1e5", "an exponent", "", "not a single figure"),
    paid("1.10101E+11", "an exponent that lost digits", "", "not a single figure"),
    paid("٣", "digits of another script", "", "not a single figure"),
    paid("￥30", "a mark of currency", "", "yuan sign"),
    paid("US$30", "foreign currency", "", "not a single figure"),
    paid("约100", "an approximate figure", "约100"),
    paid("壹佰贰拾", "a Chinese numeral", "壹佰贰拾"),
    paid("100-200", "a range", "", "not a single figure"),
    paid("100/200", "an alternative", "", "not a single figure"),
    paid("—", "a dash for nothing", "—"),
    paid("无", "a word for nothing", "无"),
    paid("待定", "a word for not yet", "待定"),
    paid("0", "zero", "0"),
    paid("", "a blank", ""),
    paid(cell("", problem="the formula has no stored value"), "a formula without a value", "",
         "the formula has no stored value"),
    paid("#DIV/0!", "an error value as text", "", "not a single figure"),
    paid(cell("2020-07-08", number_format="date"), "a number that became a date", "", "is a date"),
    paid("TRUE", "a truth value", "", "not a single figure"),
    paid(cell("0.30000000000000004"), "noise of binary fractions", "0.3", "stored as"),
    paid(cell("12.4967"), "a stored value with more digits than shown", "12.4967"),
    paid("1000000000000", "a million million times the unit", "", "1,000,000,000,000 yuan"),
    paid("=cmd|'/c calc'!A1", "a formula as text", "", "is not read"),
    paid("十几", "a numeral that is not exact", "十几"),
]  # fmt: skip

UNITS = [
    Case("two columns have units of their own",
         make_disbursement([["甲", "乙", "600000", "30", "50%"]],
                           ["承办企业", "使用方向", "计划拨付资金（元）", "实际拨付资金（万元）",
                            "拨付率"], DISBURSEMENT_LINES[:3]),
         "filed", at=(0, "planned"), text="600000"),
    Case("no unit is stated", titled("资金拨付情况表"), "refused", ("no unit", "万元")),
    Case("title and header state different units",
         make_disbursement(header=["承办企业", "使用方向", "计划拨付资金（元）",
                                   "实际拨付资金（元）", "拨付率"]),
         "refused", ("header states 元", "万元")),
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


def titled_month(name: str, state: str, month: str, *words: str) -> Case:
    """A monthly form whose title writes its month so."""
    lines = (f"电子商务进农村综合示范创建月报表（{month}）", MONTHLY_LINES[1])
    return monthly(f"the month is written {name}", state, *words, lines=lines)


PERIODS = [
    titled_month("2020年7月", "filed", "2020年7月"),
    titled_month("2020.7", "filed", "2020.7"),
    titled_month("2020-07", "filed", "2020-07"),
    titled_month("202007", "filed", "202007"),
    titled_month("with full-width digits", "filed", "２０２０年７月"),
    titled_month("in Chinese numerals", "filed", "二〇二〇年七月"),
    titled_month("with two digits for the year", "refused", "20年7月", "--period YYYY-MM"),
    titled_month("without its year", "refused", "7月", "--period YYYY-MM"),
    titled_month("in the American way", "refused", "7/8/20", "--period YYYY-MM"),
    Case(
        "the month is a number that may have lost a zero",
        make_content(
            make_grid(
                [
                    [MONTHLY_LINES[0][:16]],
                    [MONTHLY_LINES[1]],
                    ["报告期：", "2020.1"],
                    MONTHLY_HEADER,
                    *MONTHLY_ROWS,
                ],
                "报表",
            ),
            kind="xlsx",
        ),
        "refused",
        ("January or October", "cell B3", "--period YYYY-MM"),
    ),
    titled_month("with an impossible month", "refused", "2020年13月", "--period YYYY-MM"),
    titled_month("in the far future", "refused", "2099年7月", "--period YYYY-MM"),
    Case(
        "a payment bears an impossible date",
        make_content(
            *DISBURSEMENT_LINES[:3],
            make_grid(
                [
                    ["合同名称", "中标单位", "合同金额（万元）", "中标日期"],
                    ["培训", "甲公司", "60", "2020年2月30日"],
                ]
            ),
        ),
        "filed",
        ("2020年2月30日",),
        "contracts",
        (0, "award_date"),
        "",
    ),
]
IDENTITY = [
    Case("the name has spaces between its characters", make_disbursement(lines=(
        "自评报告", "填报单位：狐　狸 县商务局", *DISBURSEMENT_LINES[2:])), "filed"),
    Case("the name has a radical in the place of a character", make_disbursement(lines=(
        "\u2f2d省林市狐狸县自评报告", *DISBURSEMENT_LINES[2:])), "filed"),
    Case("the name lacks its level", make_disbursement(lines=(
        "自评报告", "填报单位：狐狸商务局", *DISBURSEMENT_LINES[2:])), "refused",
        ("Similar names: 狐狸县", "--county CODE")),
    Case("the name holds a picture", make_disbursement(lines=(
        "自评报告", "填报单位：😀县商务局", *DISBURSEMENT_LINES[2:])), "refused",
        ("--county CODE",)),
    Case("the name has a letter that only looks alike", make_disbursement(lines=(
        "自评报告", "填报单位：狐狸縣商务局", *DISBURSEMENT_LINES[2:])), "refused",
        ("--county CODE",)),
    Case("a development zone has a column", make_monthly(
        [[*row[:3], *row[3:5], "1", row[5]] for row in MONTHLY_ROWS],
        ["序号", "项目", "", "狐狸县", "獾子区", "经济开发区", "合计"]), "filed",
        ("经济开发区", "left out"), "monthly_form", rows=10),
    Case("the office is of no known area", make_disbursement(lines=(
        "自评报告", "填报单位：狐狸区商务局", *DISBURSEMENT_LINES[2:])), "refused",
        ("Similar names: 狐狸县", "--county CODE")),
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

HOSTILE_CASES = [
    Case(f"hostile text: {text}", make_disbursement([[text, "公共服务", "60.00", "30.00", "50%"]]),
         "filed", at=(0, "payee"), text=text)
    for text in HOSTILE
]  # fmt: skip
SECTIONS: dict[str, list[Case]] = {
    "structure": STRUCTURE,
    "forms": FORMS,
    "numbers": NUMBERS,
    "units": UNITS,
    "periods": PERIODS,
    "identity": IDENTITY,
    "hostile text": HOSTILE_CASES,
}
CASES = [case for cases in SECTIONS.values() for case in cases]
