"""Targets and prose in any measure word."""

import pytest

from analysis.build.build import compute_tables
from analysis.build.measured import compute_measured
from analysis.documents.reference import load_reference
from analysis.ingest.readings.conditions import read_item
from analysis.ingest.words.indicator_names import make_indicator_names
from analysis.ingest.words.mentions import MentionReader
from analysis.paths import PROJECT, DataRoot

from .conftest import make_content, make_grid

HEADER = ["序号", "标的内容", "项目要求", "完成情况", "完成百分比"]
LINES = ("填报单位：狐狸县商务局", "填报日期：2020年12月31日", "报告期：2020年12月")
ITEMS = {
    ("面积不少于3000平方米", "已建成3200平方米"): True,
    ("购置配送车辆20辆", "已购置18辆"): False,
    ("补助种植面积200亩", "已补助180亩"): False,
    ("开发网货产品30款", "已开发35款"): True,
    ("建设冷库库容5000立方米", "已建成4500立方米"): False,
    ("硬化道路2公里", "已硬化1800米"): False,
    ("流转土地15亩", "已流转1公顷"): True,
    ("收购土豆1吨", "收购2000斤"): True,
    ("举办培训班12期", "已举办12期"): True,
    ("建成冷库3座", "建成2座"): False,
    ("购置设备10台套", "购置12台套"): True,
    ("发放宣传册5000份", "发放4800份"): False,
    ("投放种羊180只", "投放180只"): True,
    ("接送学生300人天", "接送310人天"): True,
    ("架设横梁30榀", "完成28榀"): False,
}


@pytest.fixture(scope="module")
def reader():
    return MentionReader(load_reference(DataRoot(PROJECT / "data")).units)


def test_targets_in_any_measure_word_are_judged(desk):
    rows = [
        [str(number), "物流", requirement, result, ""]
        for number, (requirement, result) in enumerate(ITEMS, start=1)
    ]
    outcome = desk.file(make_content("建设进度表", *LINES, make_grid([HEADER, *rows])))
    assert outcome.state == "filed", outcome
    completions = compute_measured(compute_tables(desk.root).tables, {})["completions"]
    met = dict(zip(completions["item"], completions["is_met"], strict=True))
    assert [bool(met[str(number)]) for number in range(1, len(ITEMS) + 1)] == list(ITEMS.values())


@pytest.mark.parametrize(
    ("requirement", "result"),
    [
        ("购置车辆20辆", "购置20台"), ("补助羊180只", "补助175头"), ("面积200亩", "200立方米"),
        ("投资500万元", "500万美元"), ("建站20个", "20%"), ("修路20公里", "20亩"),
    ],
)  # fmt: skip
def test_other_kinds_of_units_are_not_compared(reader, requirement, result):
    names = make_indicator_names(load_reference(DataRoot(PROJECT / "data")), "progress")
    item = read_item(requirement, result, reader, names)
    assert [one.actual for one in item.conditions if one.target] == [None]


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("冷库12800立方米，种植360亩，修路1030米", ["12800立方米", "360亩", "1030米"]),
        ("补助羊180只、猪12头，开发465款", ["180只", "12头", "465款"]),
        ("覆盖率提高5.2个百分点", ["提高5.2个百分点"]),
        ("外汇收入1.2亿美元", ["1.2亿美元"]),
        ("新增设备15台套、桌椅200张", ["15台套", "200张"]),
        ("周转量3.5万吨公里", ["3.5万吨公里"]),
        ("发出18.6万单、6.2万件", ["18.6万单", "6.2万件"]),
        # No figures: names, and words that begin with a measure word.
        ("三台县、六盘水市", []),
        ("5包裹", []),
        ("2021起步", []),
    ],
)
def test_figures_of_running_text_have_their_measure_words(reader, text, figures):
    assert [mention.text for mention in reader.read(text)] == figures
