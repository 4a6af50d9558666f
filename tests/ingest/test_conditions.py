"""Targets and results in words: conditions, their rule, and what is left open."""

import pytest

from analysis.documents.reference import load_reference
from analysis.ingest.readings.conditions import read_item
from analysis.ingest.words.indicator_names import make_indicator_names
from analysis.ingest.words.mentions import MentionReader
from analysis.paths import PROJECT, DataRoot


@pytest.fixture(scope="module")
def tools():
    reference = load_reference(DataRoot(PROJECT / "data"))
    return MentionReader(reference.units), make_indicator_names(reference, "progress")


def read(tools, requirement, result=""):
    item = read_item(requirement, result, *tools)
    shown = [
        (
            condition.name, condition.comparator, condition.comparator_origin,
            condition.target and condition.target.text, condition.actual and condition.actual.text,
        )
        for condition in item.conditions
    ]  # fmt: skip
    return item.rule, shown, item.doubts


def test_targets_joined_by_or_are_alternatives(tools):
    rule, conditions, doubts = read(
        tools, "贷款不少于500笔，或贷款金额不少于1000万元。", "完成3631笔，共142755.2万元"
    )
    assert rule == "c1 or loan_amount"
    assert conditions == [
        ("c1", "ge", "printed", "不少于500笔", "3631笔"),
        ("loan_amount", "ge", "printed", "不少于1000万元", "142755.2万元"),
    ]
    assert doubts == ()


def test_two_alternatives_beside_a_third_target_are_bracketed(tools):
    rule, _, _ = read(tools, "建成至少3家；培训不少于5人次或不少于2场")
    assert rule == "c1 and (c2 or c3)"


def test_a_comparator_apart_from_its_number_counts(tools):
    _, conditions, _ = read(tools, "不少于培训后2个月的服务跟踪记录")
    assert conditions[0][1:4] == ("ge", "printed", "2个月")


def test_without_a_comparator_at_least_is_assumed_and_said_so(tools):
    _, conditions, _ = read(tools, "培训人数要求332人", "已培训333人")
    assert conditions[0][1:] == ("ge", "assumed", "332人", "333人")


def test_at_most_is_another_comparator(tools):
    _, conditions, _ = read(tools, "快递均价不超过5元", "4.5元")
    assert conditions[0][1:] == ("le", "printed", "不超过5元", "4.5元")


def test_a_number_that_describes_the_base_is_not_a_target(tools):
    _, conditions, _ = read(tools, "186个行政村电商服务站点至少131个", "已建设140个服务站点")
    assert conditions == [("service_stations", "ge", "printed", "至少131个", "140个")]


def test_words_after_the_numbers_pair_results_with_targets(tools):
    _, conditions, doubts = read(tools, "覆盖8个镇186个行政村", "实现186条行政村全覆盖")
    assert [condition[3:] for condition in conditions] == [("8个", None), ("186个", "186条")]
    assert doubts == ()


def test_two_results_that_fit_one_target_are_left_open(tools):
    _, conditions, doubts = read(tools, "建成不少于5个", "甲地3个，乙地4个")
    assert conditions[0][3:] == ("不少于5个", None)
    assert doubts == ("which of 3个、4个 belongs to the target 不少于5个.",)


def test_a_result_in_another_unit_does_not_fit_a_target(tools):
    _, conditions, _ = read(tools, "溯源覆盖率不少于60%", "入驻企业102家")
    assert [condition[3:] for condition in conditions] == [("不少于60%", None), (None, "102家")]


def test_an_item_without_figures_is_one_condition_in_words(tools):
    assert read(tools, "统一挂牌") == ("whole", [("whole", None, None, None, None)], ())


def test_chinese_numerals_count(tools):
    _, conditions, _ = read(tools, "培育两家或以上农业龙头企业", "培育了2家农业龙头企业")
    assert conditions[0][3:] == ("两家或以上", "2家")


@pytest.mark.parametrize(
    "text",
    ["第3笔", "2019年", "八届46次会议", "一个突破口", "千家万户", "十分丰富", "近两年",
     "50-60万元", "统一", "5A级", "第一产业"],
)  # fmt: skip
def test_words_with_numbers_that_count_nothing_are_not_figures(text, tools):
    assert tools[0].read(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [("距广州市 68 千米", "68千米"), ("吸引11000多名市民", "11000多名"), ("近百名团长", "近百名"),
     ("约6亿", "约6亿"), ("二十多家", "二十多家"), ("1，234户", "1,234户"),
     ("下降24.98%", "下降24.98%"),
     ("2年多来", "2年多"), ("5000人次以上", "5000人次以上")],
)  # fmt: skip
def test_figures_are_found_with_qualifier_and_unit(text, expected, tools):
    assert [mention.text for mention in tools[0].read(text)] == [expected]
