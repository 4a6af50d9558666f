"""Tables with a bad period or a bad name of the county above them."""

from tests.ingest.conftest import (
    DISBURSEMENT_LINES,
    MONTHLY_HEADER,
    MONTHLY_LINES,
    MONTHLY_ROWS,
    make_content,
    make_disbursement,
    make_grid,
    make_monthly,
)

from .case import Case, monthly


def dated_monthly(name: str, state: str, month: str, *words: str) -> Case:
    """A monthly form with ``month`` in its title."""
    lines = (f"电子商务进农村综合示范创建月报表（{month}）", MONTHLY_LINES[1])
    return monthly(f"the month is written {name}", state, *words, lines=lines)


PERIODS = [
    dated_monthly("2020年7月", "filed", "2020年7月"),
    dated_monthly("2020.7", "filed", "2020.7"),
    dated_monthly("2020-07", "filed", "2020-07"),
    dated_monthly("202007", "filed", "202007"),
    dated_monthly("with full-width digits", "filed", "２０２０年７月"),
    dated_monthly("in Chinese numerals", "filed", "二〇二〇年七月"),
    dated_monthly("with two digits for the year", "refused", "20年7月", "--period YYYY-MM"),
    dated_monthly("without its year", "refused", "7月", "--period YYYY-MM"),
    dated_monthly("in the American order", "refused", "7/8/20", "--period YYYY-MM"),
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
    dated_monthly("with an impossible month", "refused", "2020年13月", "--period YYYY-MM"),
    dated_monthly("in the far future", "refused", "2099年7月", "--period YYYY-MM"),
    Case(
        "a contract has an impossible date",
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
    Case("the name has a radical instead of a character", make_disbursement(lines=(
        "\u2f2d省林市狐狸县自评报告", *DISBURSEMENT_LINES[2:])), "filed"),
    Case("the name lacks its level", make_disbursement(lines=(
        "自评报告", "填报单位：狐狸商务局", *DISBURSEMENT_LINES[2:])), "refused",
        ("Similar names: 狐狸县", "--county CODE")),
    Case("the name contains an emoji", make_disbursement(lines=(
        "自评报告", "填报单位：😀县商务局", *DISBURSEMENT_LINES[2:])), "refused",
        ("--county CODE",)),
    Case("the name has a similar character", make_disbursement(lines=(
        "自评报告", "填报单位：狐狸縣商务局", *DISBURSEMENT_LINES[2:])), "refused",
        ("--county CODE",)),
    Case("a development zone has a column", make_monthly(
        [[*row[:3], *row[3:5], "1", row[5]] for row in MONTHLY_ROWS],
        ["序号", "项目", "", "狐狸县", "獾子区", "经济开发区", "合计"]), "filed",
        ("经济开发区", "kept as printed"), "monthly_form", rows=10),
    Case("the office belongs to an unknown area", make_disbursement(lines=(
        "自评报告", "填报单位：狐狸区商务局", *DISBURSEMENT_LINES[2:])), "refused",
        ("Similar names: 狐狸县", "--county CODE")),
    Case("a former name is used", make_disbursement(lines=(
        "自评报告", "填报单位：獾子县商务局", *DISBURSEMENT_LINES[2:])), "filed",
        ("former name", "獾子区")),
    Case("several areas are named", make_disbursement(lines=(
        "狐狸县、獾子区自评报告", *DISBURSEMENT_LINES[2:])), "refused", ("several areas",)),
    Case("the name is that of two counties", make_disbursement(lines=(
        "鼓楼县自评报告", *DISBURSEMENT_LINES[2:])), "refused", ("is the name of 2 areas",)),
    Case("the city is named before the county", make_disbursement(lines=(
        "林市狐狸县自评报告", *DISBURSEMENT_LINES[2:])), "filed"),
    Case("the name contains an invisible direction mark", make_disbursement(lines=(
        "\u202e狐狸\u200b县自评报告", *DISBURSEMENT_LINES[2:])), "filed"),
    Case("neither period nor date is stated", make_disbursement(lines=(
        "狐狸县电子商务进农村自评报告", DISBURSEMENT_LINES[1], *DISBURSEMENT_LINES[3:])), "refused",
        ("neither period nor date",)),
]  # fmt: skip
