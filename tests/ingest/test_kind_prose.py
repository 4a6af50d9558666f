"""Figures of running text: what they count, their role and period."""

from datetime import date

import pytest

from analysis.documents.reference import load_reference
from analysis.ingest.content import Paragraph, Place
from analysis.ingest.readings.prose import ProseReader
from analysis.ingest.words.areas import make_area_names
from analysis.ingest.words.indicator_names import make_indicator_names
from analysis.ingest.words.mentions import MentionReader
from analysis.paths import DataRoot

from .conftest import COUNTY, write_reference

UNTIL = date(2023, 11, 25)


@pytest.fixture(scope="module")
def read(tmp_path_factory):
    """Reads one paragraph of a document of the invented county; gives its proposals."""
    folder = tmp_path_factory.mktemp("words")
    write_reference(folder / "reference")
    reference = load_reference(DataRoot(folder))
    reader = ProseReader(
        MentionReader(reference.units),
        make_indicator_names(reference, "prose"),
        make_area_names(reference.tables["areas"]),
    )

    def propose(text, until=UNTIL):
        return reader.propose([Paragraph(text, Place(line=3))], "fox", COUNTY, until)

    return propose


def list_names(proposals):
    return [(one.label, one.value) for one in proposals.candidates]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("第一批75个村级电商服务站已建成，之后还将建设45个村级电商服务站。",
         [("村级电商服务站", "75个"), ("村级电商服务站", "45个")]),
        ("改造了2个县城综合商贸服务中心，整合了15家快递企业，开通了8条配送专线。",
         [("县城综合商贸服务中心", "2个"), ("快递企业", "15家"), ("配送专线", "8条")]),
        ("其中省、市重点项目11个。", [("省、市重点项目", "11个")]),
        ("村级电商服务站点的行政村覆盖率达85%。", [("村级电商服务站点的行政村覆盖率", "85%")]),
        ("乡镇站点12个已全部运营。", [("乡镇站点", "12个")]),
        ("打造集仓储、分拣于一体的配送中心1个。", [("集仓储、分拣于一体的配送中心", "1个")]),
        ("建成3个集仓储、分拣于一体的配送中心。", [("配送中心", "3个")]),
        ("带动1200人就业，举办16期直播培训班。", [("带动就业", "1200人"), ("直播培训班", "16期")]),
        ("投入500万元衔接资金。", [("投入衔接资金", "500万元")]),
        ("中央财政衔接资金（5273万元）。", [("中央财政衔接资金", "5273万元")]),
        ("总投资：1259万元。", [("总投资", "1259万元")]),
        ("电商交易额再创新高，达12亿元。", [("电商交易额再创新高", "12亿元")]),
        ("种植类项目2个，共计1592万元。", [("种植类项目", "2个"), ("种植类项目", "1592万元")]),
        ("城镇、农村居民收入分别为32000元和15000元。",
         [("城镇居民收入", "32000元"), ("农村居民收入", "15000元")]),
        ("补助标准5000元/户。", [("补助标准", "5000元/户")]),
        ("1.3个项目开工。", [("项目", "3个")]),
    ],
)  # fmt: skip
def test_a_figure_is_named_by_what_it_counts_or_measures(text, names, read):
    assert list_names(read(text)) == names


@pytest.mark.parametrize(
    ("text", "value", "indicator"),
    [
        ("县级运营中心到乡村服务站点两条专线已开通。", "两条", ""),
        ("建成232个村级服务点。", "232个", "service_stations"),
        ("第一批75个村级电商服务站已建成。", "75个", "service_stations"),
        ("辐射带动贫困村430户建档立卡贫困户发展养殖。", "430户", ""),
        ("帮扶建档立卡贫困户62户。", "62户", ""),
        ("全县共有建档立卡贫困户9351户。", "9351户", "poor_households"),
        ("大坪镇建成村级服务站8个。", "8个", ""),
        ("兴农电商公司建成村级服务站8个。", "8个", ""),
        ("全省建成村级服务站800个。", "800个", ""),
        ("村级服务站负责人培训班3个。", "3个", ""),
        ("村级服务站点建设资金30万元。", "30万元", ""),
        ("接待国内外游客80万人次。", "80万人次", "visitors"),
    ],
)
def test_an_indicator_is_proposed_only_where_thing_unit_and_scope_fit(text, value, indicator, read):
    (candidate,) = [one for one in read(text).candidates if one.value == value]
    assert candidate.indicator_id == indicator


@pytest.mark.parametrize(
    ("text", "roles"),
    [
        (
            "2022年全县电商交易额超过33亿元，低温处理率达30%以上，人均增收2100元以上。",
            ["reported"] * 3,
        ),
        ("用于15个拟脱贫村项目260万元。", ["reported", "appropriation"]),
        ("75个站点已建成，之后还将建设45个站点。", ["reported", "target"]),
        ("完成投资6亿元，占年度计划的73%。", ["reported", "reported"]),
        ("完成年度目标的85%。", ["reported"]),
        ("力争年内建成站点20个，覆盖率达到90%以上。", ["target", "target"]),
        ("计划新建站点20个，已建成12个。", ["target", "reported"]),
        ("到2025年行政村覆盖率达到80%。", ["target"]),
        ("要求每县培训不少于500人次。", ["target"]),
        ("年度投资计划17亿元，1-5月完成投资4亿元。", ["target", "reported"]),
        ("超时序进度8.68个百分点。", ["reported"]),
        ("全省建成站点500个。", ["context"]),
    ],
)
def test_only_words_of_aim_about_a_figure_make_it_a_target(text, roles, read):
    assert [one.role for one in read(text).candidates] == roles


def test_a_result_with_above_has_a_lower_bound(read):
    (candidate,) = read("2022年全县电商交易额超过33亿元。").candidates
    assert (candidate.role, candidate.qualifier) == ("reported", "above")


def test_figures_in_any_measure_word_are_proposed_with_it_as_their_unit(read):
    text = (
        "新增冻库库容12800立方米，种植豌豆360亩，硬化道路1030米，补助羊180只、猪12头，"
        "上架农特产品465款。"
    )
    assert list_names(read(text)) == [
        ("冻库库容", "12800立方米"), ("豌豆", "360亩"), ("道路", "1030米"), ("羊", "180只"),
        ("猪", "12头"), ("农特产品", "465款"),
    ]  # fmt: skip


def test_numbers_with_unknown_units_are_counted_and_named_in_a_remark(read):
    (remark,) = read("购置装备38锹，另有52砼，建成站点5个。").remarks
    assert remark.found.startswith("2 numbers of the running text with an unknown unit")
    assert "38锹" in remark.found
    assert not read("2023年11月建成站点5个，第3批共12个。").remarks


@pytest.mark.parametrize(
    ("text", "until", "value", "period"),
    [
        ("年度投资计划17亿元，1-5月完成投资4.28亿元。", date(2024, 5, 31), "4.28亿元",
         ("2024-01-01", "2024-05-31")),
        ("截至目前，建成站点35个。", UNTIL, "35个", ("", "2023-11-25")),
        ("上年同期完成投资3亿元，今年1-3月完成4亿元。", UNTIL, "3亿元",
         ("2022-01-01", "2022-03-31")),
        ("上年同期完成投资3亿元，今年1-3月完成4亿元。", UNTIL, "4亿元",
         ("2023-01-01", "2023-03-31")),
        ("自2015年以来，累计培训800人次。", UNTIL, "800人次", ("", "2023-11-25")),
        ("今年以来培训800人次。", UNTIL, "800人次", ("2023-01-01", "2023-11-25")),
        ("去年销售30万元。", UNTIL, "30万元", ("2022-01-01", "2022-12-31")),
        ("比2019年增加30万元。", UNTIL, "增加30万元", ("", "")),
        ("2022年产值5亿元，比上年增长6%。", UNTIL, "5亿元", ("2022-01-01", "2022-12-31")),
        ("2019年示范项目建成站点31个。", UNTIL, "31个", ("", "")),
        ("2022年产值5亿元。其中第一产业2亿元。", UNTIL, "2亿元", ("2022-01-01", "2022-12-31")),
    ],
)  # fmt: skip
def test_a_figure_takes_the_period_that_is_said_of_it(text, until, value, period, read):
    (candidate,) = [one for one in read(text, until).candidates if one.value == value]
    assert (candidate.period_start, candidate.period_end) == period


def test_the_growth_after_a_difference_is_that_of_the_figure_itself(read):
    text = "累计完成24627万元，完成年初预算数60999万元的40.4%，比上年减收1070万元，下降4.2%。"
    income, _, _, difference = read(text).candidates
    assert (income.value, income.change) == ("24627万元", "下降4.2%")
    assert (difference.value, difference.change) == ("1070万元", "")


@pytest.mark.parametrize(
    "text",
    [" " * 20_000 + "5个", "2020年" * 6_000, "建成5个站点" * 3_000, "2020年建成5个站点，" * 3_000,
     "三" * 20_000, "1，" * 9_000, "其中5个，共计6个，" * 1_500, "（" * 20_000, "《" * 20_000,
     "分别为5个和6个" * 1_500, "占5个的5%，" * 1_500],
    ids=range(11),
)  # fmt: skip
def test_the_time_needed_grows_no_faster_than_the_text(text, read):
    import time

    def measure(words):
        start = time.perf_counter()
        read(words)
        return time.perf_counter() - start

    measure(text[:100])
    short, long = measure(text[: len(text) // 4]), measure(text)
    assert long < 12 * short + 0.3
