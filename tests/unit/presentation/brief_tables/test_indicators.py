"""Trends and single figures: reported, planned and implied ones told apart."""

import pytest

from analysis.presentation.brief_tables.indicators import say_value, tabulate_facts
from analysis.presentation.brief_tables.trends import tabulate_trends

from ..shown_tables import read_table, write_tables
from ..table_frames import EN, LANGUAGES, ZH, Words, facts_of, points_of, year

IMPLIED = {
    "row_id": "r1", "origin": "implied", "low": 79_700, "high": 80_300,
}  # fmt: skip
GROWTH = {"row_id": "r1", "printed_change": 0.25, "change_kind": "growth"}
MULTIPLE = {"row_id": "r1", "printed_change": 4, "change_kind": "multiple"}
INCOME = {
    "indicator_id": "income", "name_zh": "收入", "name_en": "Income", "unit": "cny",
    "printed_unit": "元", "row_id": "r9",
}  # fmt: skip
TRENDS = {
    "none": [],
    "one point": [year(2020, 100_000)],
    "two points, one implied": [year(2019, 80_000, **IMPLIED), year(2020, 100_000, **GROWTH)],
    "two trends of three documents": [
        year(2015, 25_000, **{**IMPLIED, "low": 22_200, "high": 28_600}),
        year(2018, 100_000, **MULTIPLE, qualifier="over"),
        year(2019, 0, row_id="r2", document_id="owl-report", **{"printed_change": -1.0}),
        {**year(2020, 12_345), "period_end": "2020-06-30", "row_id": "r3"},
        year(2019, 9_000.5, **INCOME, printed_change=0.0, change_kind="growth"),
        year(2020, 9_100, **{**INCOME, "document_id": "elk-report", "locator": None}),
    ],
}
STATIONS = {"printed": "20", "value": 20}
VILLAGES = {"indicator_id": "villages", "name_zh": "行政村", "name_en": None}
FACTS = {
    "none": [],
    "one, blank in the document": [{"printed": None, "value": None}],
    "one": [STATIONS],
    "two, one of them zero": [STATIONS, {**VILLAGES, "value": 0, "printed": "0"}],
    "four of three documents": [
        {**STATIONS, "period_start": None, "period_end": None, "locator": "第9段（第90行）"},
        {
            **INCOME, "value": 110_000_000, "printed": "近1.1亿元", "printed_unit": "亿元",
            "qualifier": "nearly", "document_id": "elk-report",
        },
        {"indicator_id": "share", "name_en": "Share", "value": 0.125, "unit": "share",
         "name_zh": "占比", "printed": "12.5%", "period_note": "undated: no date is printed",
         "document_id": "owl-report", "period_start": None, "period_end": "2021-08-31"},
        {"indicator_id": "area", "name_en": "Area", "name_zh": "面积", "value": 1_234.5,
         "unit": "square_kilometre", "printed_unit": "平方公里", "origin": "planned"},
    ],
}  # fmt: skip


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("case", list(TRENDS))
def test_trends_are_shown_point_by_point(case, language, snapshot):
    fragment = tabulate_trends(points_of(*TRENDS[case]), "Tourism", Words(language))
    assert write_tables(fragment.html) == snapshot


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("case", list(FACTS))
def test_single_figures_are_shown_as_reported(case, language, snapshot):
    words = Words(language)
    fragment = tabulate_facts(facts_of(*FACTS[case]), "Area profile", words, ["profile"])
    assert write_tables(fragment.html) == snapshot


def tabulate_english_trends(*rows):
    return read_table(tabulate_trends(points_of(*rows), "Tourism", EN).html)


def tabulate_english_facts(*rows, without=()):
    facts = facts_of(*rows)
    return read_table(tabulate_facts(facts, "Profile", EN, ["profile"], without=without).html)


def test_an_implied_point_is_marked_and_shows_its_interval_and_its_formula():
    implied, reported = tabulate_english_trends(
        year(2019, 80_000, **IMPLIED), year(2020, 100_000, **GROWTH)
    ).rows
    assert implied[2:4] == [
        "~80,000 visits~ / range 79,700 to 80,300 visits",
        "derived / 100,000 ÷ (1 + 25%)"
    ]  # fmt: skip
    assert reported[2:5] == ["100,000 visits", "reported", "+25%"]


@pytest.mark.parametrize(
    ("change", "kind", "said"),
    [
        (None, None, ""),
        (0.25, "growth", "+25%"),
        (0.3333, "growth", "+33.33%"),
        (0.0, "growth", "0%"),
        (-0.105, "growth", "−10.5%"),
        (4, "multiple", "4 times"),
    ],
)
def test_a_printed_change_keeps_its_sign_and_its_digits(change, kind, said):
    shown = tabulate_english_trends(year(2020, 5, printed_change=change, change_kind=kind))
    assert shown.find_column("Reported change") == [said]


def test_each_trend_is_a_group_of_rows_under_its_name():
    shown = tabulate_english_trends(year(2019, 1), year(2020, 2), year(2020, 3, **INCOME))
    names = [[row[0] for row in body] for body in shown.bodies]
    assert names == [["Visitors", "″"], ["Income"]]


def test_a_reported_point_of_zero_is_a_zero():
    assert tabulate_english_trends(year(2020, 0)).rows[0][2] == "0 visits"


def test_a_row_of_the_same_name_in_another_document_does_not_imply_a_point():
    earlier = year(2018, 50_000, row_id="r1", document_id="owl-report")
    points = points_of(earlier, year(2019, 80_000, **IMPLIED), year(2020, 100_000, **GROWTH))
    shown = read_table(tabulate_trends(points, "Tourism", EN).html)
    assert shown.find_column("Type")[1] == "derived / 100,000 ÷ (1 + 25%)"


def test_an_implied_point_shows_the_formula_of_its_own_document():
    other = {**GROWTH, "printed_change": 0.5, "document_id": "owl-report"}
    shown = tabulate_english_trends(
        year(2018, 50_000, **other), year(2019, 80_000, **IMPLIED), year(2020, 100_000, **GROWTH)
    )
    assert shown.find_column("Type")[1] == "derived / 100,000 ÷ (1 + 25%)"


def test_an_interval_has_the_digits_that_tell_its_ends_apart():
    points = points_of(year(2019, 80_000, **IMPLIED), year(2020, 100_000, **GROWTH))
    shown = read_table(tabulate_trends(points, "旅游", ZH).html)
    assert shown.find_column("数值")[0] == "~8.00万人次~ / 7.97万～8.03万人次"


def test_an_implied_point_has_no_more_digits_than_its_interval_bears_out():
    rows = [row for row in TRENDS["two trends of three documents"] if "indicator_id" not in row]
    shown = read_table(tabulate_trends(points_of(*rows), "旅游", ZH).html)
    assert shown.find_column("数值")[0] == "~2.50万人次~ / 2.22万～2.86万人次"


def test_a_planned_point_is_shown_as_planned():
    shown = tabulate_english_trends(year(2020, 5), year(2022, 9, origin="planned"))
    assert shown.find_column("Type") == ["reported", "planned"]


def test_two_documents_with_rows_of_one_name_show_each_its_own_formula():
    rows = [
        year(2016, 40_000, **IMPLIED), year(2017, 50_000, **GROWTH),
        {**year(2019, 80_000, **IMPLIED), "document_id": "owl-report"},
        {**year(2020, 100_000, **{**GROWTH, "printed_change": 0.5}), "document_id": "owl-report"},
    ]  # fmt: skip
    shown = tabulate_english_trends(*rows)
    assert [kind for kind in shown.find_column("Type") if "÷" in kind] == [
        "derived / 50,000 ÷ (1 + 25%)", "derived / 100,000 ÷ (1 + 50%)",
    ]  # fmt: skip


def test_a_formula_keeps_the_qualifier_of_its_figure():
    shown = tabulate_english_trends(
        year(2019, 80_000, **IMPLIED), year(2020, 100_000, **GROWTH, qualifier="nearly")
    )
    assert shown.find_column("Type")[0] == "derived / nearly 100,000 visits ÷ (1 + 25%)"


@pytest.mark.parametrize(
    ("base", "said"),
    [
        (("2019-01-01", "2019-12-31"), "+25%"),
        (("2015-01-01", "2015-12-31"), "+25% / compared with 2015"),
        ((None, None), "+25%"),
    ],
)
def test_a_change_names_its_base_where_it_is_not_the_year_before(base, said):
    bases = dict(zip(("change_base_start", "change_base_end"), base, strict=True))
    shown = tabulate_english_trends(year(2020, 5, **GROWTH, **bases))
    assert shown.find_column("Reported change") == [said]


def test_an_indicator_is_shown_once_with_its_newest_figure():
    shown = tabulate_english_facts({**STATIONS, **year(2021, 30)}, {**STATIONS, **year(2020, 20)})
    assert [row[1:3] for row in shown.rows] == [["30", "2021"]]


def test_a_newer_blank_does_not_replace_a_reported_figure():
    shown = tabulate_english_facts(year(2020, 20), year(2021, None))
    assert shown.find_column("Value") == ["20"]


UNDATED = {"period_start": None, "period_note": "undated: date of document"}


@pytest.mark.parametrize("undated", [UNDATED, {"period_start": None, "period_end": None}])
def test_an_undated_figure_of_a_newer_document_stands_beside_the_dated_one(undated):
    dated = year(2016, 3)
    newer = {**year(2021, 54), **undated, "document_date": "2021-09-09"}
    assert tabulate_english_facts(dated, newer).find_column("Value") == ["3", "54"]


@pytest.mark.parametrize("undated", [UNDATED, {"period_start": None, "period_end": None}])
def test_an_undated_figure_of_an_older_document_is_left_out(undated):
    older = {**year(2021, 7), **undated, "document_date": "2020-06-30"}
    assert tabulate_english_facts(year(2020, 20), older).find_column("Value") == ["20"]


def test_figures_of_two_projects_stand_beside_each_other():
    rows = [{**year(2020, value), "project_id": f"p{value}"} for value in (5, 6)]
    assert tabulate_english_facts(*rows).find_column("Value") == ["5", "6"]


def test_each_figure_of_a_county_with_several_projects_says_of_which_it_is():
    facts = facts_of(*({**year(2020, value), "project_id": f"p{value}"} for value in (5, 6)))
    topics = [facts["topic"].iloc[0]]
    named = str(tabulate_facts(facts, "a", EN, topics, {"p5": "First", "p6": "Second"}).html)
    assert named.index("First") < named.index("Second")
    assert "First" not in str(tabulate_facts(facts, "a", EN, topics).html)


def test_a_planned_figure_stands_beside_the_reported_one_as_planned():
    planned = year(2022, 50, origin="planned")
    shown = tabulate_english_facts(year(2020, 20), planned)
    assert [row[1:3] for row in shown.rows] == [["20", "2020"], ["50 / planned", "2022"]]


def test_accepted_figures_without_an_indicator_are_rows_of_their_own():
    rows = [
        {"indicator_id": None, "figure": f"a/accepted/c{number}/value", "name_en": name,
         "value": number}
        for number, name in enumerate(("Sales", "Orders"), 1)
    ]  # fmt: skip
    shown = tabulate_english_facts(*rows, {**rows[0], "figure": "b", "origin": "stipulated"})
    assert [row[:2] for row in shown.rows] == [
        ["Sales", "1"], ["Orders", "2"], ["Sales", "1 / requirement, not a result"],
    ]  # fmt: skip


def test_figures_of_other_topics_and_those_shown_elsewhere_are_left_out():
    rows = (STATIONS, {**VILLAGES, "value": 3}, {**STATIONS, "topic": "other"})
    assert tabulate_english_facts(*rows, without=["stations"]).find_column("Indicator") == [
        "行政村"
    ]
    assert not tabulate_facts(facts_of({**STATIONS, "topic": "other"}), "a", EN, ["profile"])


def test_figures_stand_in_the_order_in_which_the_document_prints_them():
    later = {**STATIONS, "locator": "第9段（第90行）"}
    earlier = {**VILLAGES, "value": 3, "locator": "第2段（第20行）"}
    assert tabulate_english_facts(later, earlier).find_column("Indicator") == [
        "行政村", "Stations"
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("row", "zh", "en"),
    [
        ({"value": 0.7, "unit": "share", "printed": "70.0%"}, "70.0%", "70.0%"),
        (
            {"value": 1.1e9, "unit": "cny", "printed": "近11亿元", "printed_unit": "亿元",
             "qualifier": "nearly"},
            "近11亿元", "nearly CNY 1.1 billion",
        ),
        (
            {"value": 11_575_500, "unit": "person_time", "printed_unit": "万人次"},
            "1157.55万人次", "11.5755 million person-times",
        ),
    ],
)  # fmt: skip
def test_a_value_is_said_with_its_unit_and_qualifier(row, zh, en):
    (record,) = facts_of(row).to_dict("records")
    assert [say_value(record, words) for words in (ZH, EN)] == [zh, en]


def test_names_of_indicators_are_escaped():
    html = str(tabulate_facts(facts_of({**STATIONS, "name_en": "<b>"}), "a", EN, ["profile"]).html)
    assert "&lt;b&gt;" in html
