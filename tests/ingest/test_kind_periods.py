"""The kind: what a paper calls its period, in title, heading, entry, sheet or option.

（2023年度）, 1-5月, 第一季度, 上半年 and many others.
"""

from datetime import date

import pytest

from analysis.ingest.words.periods import find_periods
from analysis.ingest.words.title_periods import find_damaged, find_title_period, read_period
from analysis.ingest.words.wordings import simplify

from .conftest import COUNTY
from .drafting import FORMATS, draft, list_remarks, make_part, make_vocabulary

PLAN = (["项目名称", "金额（万元）"], ["公共服务中心", "60"], ["培训", "40"])


@pytest.fixture(scope="module")
def vocabulary(tmp_path_factory):
    return make_vocabulary(tmp_path_factory.mktemp("words"))


def spell(period):
    return period and (str(period.start or ""), str(period.end))


@pytest.mark.parametrize(
    ("title", "start", "end"),
    [
        ("（2023年度）", "2023-01-01", "2023-12-31"), ("（ 2021年度）", "2021-01-01", "2021-12-31"),
        ("（2022）年度项目支出绩效自评表", "2022-01-01", "2022-12-31"),
        ("二〇二二年度自评报告", "2022-01-01", "2022-12-31"),
        ("2021年全年电商工作情况", "2021-01-01", "2021-12-31"),
        ("2022年上半年工作情况", "2022-01-01", "2022-06-30"),
        ("2022上半年工作情况", "2022-01-01", "2022-06-30"),
        ("2022 年 下半年工作情况", "2022-07-01", "2022-12-31"),
        ("２０２２年第一季度情况", "2022-01-01", "2022-03-31"),
        ("2023年一季度情况", "2023-01-01", "2023-03-31"),
        ("2023年三季度情况", "2023-07-01", "2023-09-30"),
        ("2023年前三季度情况", "2023-01-01", "2023-09-30"),
        ("2023年一至三季度情况", "2023-01-01", "2023-09-30"),
        ("2023Q3项目进展", "2023-07-01", "2023-09-30"),
        ("2023年H1进展", "2023-01-01", "2023-06-30"),
        ("2024年1-5月进展情况", "2024-01-01", "2024-05-31"),
        ("2024年1—5月份进展情况", "2024-01-01", "2024-05-31"),
        ("2024年1一5月进展情况", "2024-01-01", "2024-05-31"),
        ("2024年度1～5月进展情况", "2024-01-01", "2024-05-31"),
        ("2024年前五个月进展情况", "2024-01-01", "2024-05-31"),
        ("2024年前5个月进展情况", "2024-01-01", "2024-05-31"),
        ("二OO九年六月工作情况", "2009-06-01", "2009-06-30"),
        ("二○○九年六月工作情况", "2009-06-01", "2009-06-30"),
        ("2023年十一月工作情况", "2023-11-01", "2023-11-30"),
        ("2023年1月1日至2023年6月30日情况", "2023-01-01", "2023-06-30"),
        ("2023年1月1日-12月31日情况", "2023-01-01", "2023-12-31"),
        ("截至2021年6月底进展情况", "", "2021-06-30"),
        ("2021年电子商务进农村工作总结", "2021-01-01", "2021-12-31"),
    ],
)  # fmt: skip
def test_a_title_states_its_period_in_many_wordings(title, start, end):
    assert spell(find_title_period(simplify(title))) == (start, end)


@pytest.mark.parametrize(
    "title",
    ["2020年国家级电子商务进农村综合示范县进展", "2020年度和2021年度自评", "2022-2023年度计划",
     "2019—2021年度资金", "2022年五季度", "2023年6月30日至2023年1月1日", "第一季度进展", "工作总结",
     "2023年13月情况", "2024年5-1月情况", "公示期2023年3月5日至3月12日"],
)  # fmt: skip
def test_what_states_no_period_gives_none(title):
    period = find_title_period(title)
    assert period is None or period.precision == "day"


@pytest.mark.parametrize(
    ("title", "words"),
    [("关于202310月份进展情况的通报", "202310月份"), ("项目19月进展情况", "19月"),
     ("2023年19月进展情况", "19月"), ("1-月完成情况", "1-月"), ("2023112月份报表", "2023112月份"),
     ("20239月份进展", "20239月份")],
)  # fmt: skip
def test_a_period_that_has_lost_characters_is_named_and_not_guessed(title, words):
    assert find_damaged(title) == words
    assert find_title_period(title) is None


@pytest.mark.parametrize("title", ["2023年10月份", "202310", "2023年1-9月", "12月份", "24个月"])
def test_a_whole_period_has_lost_nothing(title):
    assert find_damaged(title) == ""


@pytest.mark.parametrize(
    ("option", "start", "end"),
    [("2023", "2023-01-01", "2023-12-31"), ("2023H1", "2023-01-01", "2023-06-30"),
     ("2023h2", "2023-07-01", "2023-12-31"), ("2023Q3", "2023-07-01", "2023-09-30"),
     ("2023-Q3", "2023-07-01", "2023-09-30"), ("2023年度", "2023-01-01", "2023-12-31"),
     ("2023年", "2023-01-01", "2023-12-31"), ("2023年上半年", "2023-01-01", "2023-06-30"),
     ("2023年第三季度", "2023-07-01", "2023-09-30"), ("2023年8月", "2023-08-01", "2023-08-31"),
     ("2023年1-5月份", "2023-01-01", "2023-05-31")],
)  # fmt: skip
def test_an_option_takes_years_halves_quarters_and_words(option, start, end):
    assert spell(read_period(option)) == (start, end)


@pytest.mark.parametrize("option", ["2023年8月5日", "2023年项目", "去年", "2023Q5", "2023年8"])
def test_an_option_that_is_no_period_is_none(option):
    assert read_period(option) is None


@pytest.mark.parametrize(
    ("text", "end"),
    [("自2015年启动以来，累计培训", "2019-06-30"), ("自2015年以来累计", "2019-06-30"),
     ("2015年至今累计培训", "2019-06-30"), ("自2015年10月份创建以来", "2019-06-30"),
     ("2016年起累计", "2019-06-30")],
)  # fmt: skip
def test_what_happened_since_a_year_is_a_state_on_the_day_of_the_paper(text, end):
    (period,) = find_periods(text, date(2019, 6, 30))
    assert (period.start, str(period.end)) == (None, end)
    assert find_periods(text) == []


@pytest.mark.parametrize(
    ("text", "end"), [("截至6月底", "2022-06-30"), ("截止6月30日", "2022-06-30"),
                      ("到3月末，", "2022-03-31"), ("截至2月28日", "2022-02-28")],
)  # fmt: skip
def test_a_day_without_a_year_is_of_the_paper_s_year(text, end):
    (period,) = find_periods(text, date(2022, 7, 5))
    assert (period.start, str(period.end)) == (None, end)


def test_a_day_after_the_paper_s_is_of_no_known_year():
    assert find_periods("截至9月底", date(2022, 7, 5)) == []


@pytest.mark.parametrize("kind", FORMATS)
@pytest.mark.parametrize(
    ("lines", "start", "end"),
    [
        (("狐狸县项目支出绩效自评表", "（2023年度）", "填报单位：狐狸县商务局"),
         "2023-01-01", "2023-12-31"),
        (("狐狸县资金使用计划", "2023年8月"), "2023-08-01", "2023-08-31"),
        (("狐狸县2022年第三季度资金使用计划",), "2022-07-01", "2022-09-30"),
        (("狐狸县资金使用计划", "统计时间：2022年1-5月 单位：万元"), "2022-01-01", "2022-05-31"),
        (("狐狸县资金使用计划", "报告期：2022年上半年"), "2022-01-01", "2022-06-30"),
    ],
)  # fmt: skip
def test_every_format_gives_the_period_of_its_lines(lines, start, end, kind, vocabulary):
    drafts = draft(vocabulary, [make_part(lines, PLAN)], kind)
    assert spell(drafts[0].period) == (start, end), list_remarks(drafts)
    assert drafts[0].identity.county_code == COUNTY


def test_a_quarter_without_a_year_is_the_last_before_the_date_and_that_is_said(vocabulary):
    part = make_part(("狐狸县第四季度工作推进情况", "已建成站点30个。", "狐狸县商务局",
                      "2023年1月10日"))  # fmt: skip
    drafts = draft(vocabulary, [part], "txt")
    assert spell(drafts[0].period) == ("2022-10-01", "2022-12-31")
    assert "as that of 2022, by its date" in list_remarks(drafts)


def test_a_year_that_a_project_may_be_called_by_is_named_in_the_remedy(vocabulary):
    part = make_part(("狐狸县2020年示范项目工作推进情况", "已建成站点30个。"))
    drafts = draft(vocabulary, [part], "txt")
    assert drafts[0].period is None
    assert "give --period 2020" in list_remarks(drafts)


def test_lost_characters_are_said_of_the_title(vocabulary):
    part = make_part(("狐狸县202310月份工作推进情况", "已建成站点30个。"))
    drafts = draft(vocabulary, [part], "docx")
    assert drafts[0].period is None
    assert "'202310月份' looks like a period that has lost characters" in list_remarks(drafts)
