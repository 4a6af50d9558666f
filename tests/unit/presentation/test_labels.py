"""What figures are called and how they are printed, looked up by name; orders as printed."""

import pytest

from analysis.figures.names import name_figures, name_row_figure, print_figures
from analysis.measures.trends import POINT_COLUMNS
from analysis.presentation.labels import (
    label_conditions,
    label_figures,
    label_points,
    label_rates,
    select_points,
    sort_as_printed,
    sort_items,
)
from analysis.tables.tables import TABLES

from .table_frames import (
    COUNTY,
    DOCUMENT,
    TABLE,
    conditions_of,
    figures_of,
    fill_table,
    make_typed_frame,
)

FIRST_FIGURE = f"{DOCUMENT}/{TABLE}/r1/value"
SERIES = {
    "document_id": DOCUMENT, "table_id": TABLE, "column": "value", "county_code": COUNTY,
    "indicator_id": "visitors", "origin": "reported",
}  # fmt: skip


def series_of(*rows):
    return fill_table("series", SERIES, rows)


def indicators_of(*names):
    rows = [
        {"indicator_id": name, "name_zh": f"{name}（中文）", "name_en": name.title(),
         "topic": "tourism"}
        for name in names
    ]  # fmt: skip
    return fill_table("indicators", {}, tuple(rows))


def trend_of(*rows):
    types = {**TABLES["series"].dtypes, "figure": "str", "formula": "str", "year": "Int64"}
    own_types = {name: types.get(name, "str") for name in POINT_COLUMNS}
    defaults = {name: value for name, value in SERIES.items() if name in own_types}
    return make_typed_frame(own_types, [{"row_id": "r1", **defaults, **row} for row in rows])


def write_rows(frame, *columns):
    """The rows of a frame as text, blanks as a dash."""
    texts = frame[list(columns)].astype(object).where(frame[list(columns)].notna(), "-")
    return [" | ".join(map(str, row)) for row in texts.itertuples(index=False)]


@pytest.mark.parametrize(
    ("rows", "names"),
    [
        ([], []),
        ([{}], [FIRST_FIGURE]),
        ([{}, {"document_id": "a", "table_id": "b", "row_id": "c", "column": "d"}],
         [FIRST_FIGURE, "a/b/c/d"]),
    ],
)  # fmt: skip
def test_a_figure_is_named_by_document_table_row_and_column(rows, names):
    series = series_of(*rows)
    assert name_figures(series).tolist() == names
    assert [name_row_figure(row) for row in series.to_dict("records")] == names


def test_figures_get_the_name_of_their_indicator_and_their_printed_form():
    series = series_of(
        {"row_id": "r2"}, {"row_id": "r1", "indicator_id": "income"}, {"row_id": "r9"}
    )
    figures = figures_of(
        {"printed": "12.50", "printed_unit": "万元", "locator": "第1段"},
        {"printed": "07", "locator": "第2段"},
    )
    labelled = label_figures(series, indicators_of("income", "visitors"), figures)
    columns = ("name_zh", "name_en", "topic", "printed", "printed_unit", "locator")
    assert write_rows(labelled, *columns) == [
        "visitors（中文） | Visitors | tourism | 07 | - | 第2段",
        "income（中文） | Income | tourism | 12.50 | 万元 | 第1段",
        "visitors（中文） | Visitors | tourism | - | - | -",
    ]


def test_an_indicator_that_is_not_known_has_no_name_and_takes_no_other():
    labelled = label_figures(
        series_of({"indicator_id": "unknown"}), indicators_of("visitors"), figures_of()
    )
    assert write_rows(labelled, "name_zh", "name_en", "topic") == ["- | - | -"]


def test_no_rows_give_no_rows_with_the_same_columns():
    labelled = label_figures(series_of(), indicators_of("visitors"), figures_of({}))
    assert labelled.empty
    assert {"name_zh", "printed", "locator", "figure"} <= set(labelled.columns)


@pytest.mark.parametrize(
    ("printed", "unit", "text"),
    [
        ("70.00", "%", "70.00%"),
        ("70.0%", "%", "70.0%"),
        ("70", None, "70"),
        ("1,234.50", "万元", "1,234.50万元"),
        (None, "%", "-"),
    ],
)
def test_a_figure_is_printed_with_its_digits_and_with_its_unit_once(printed, unit, text):
    texts = print_figures(figures_of({"printed": printed, "printed_unit": unit}))
    assert texts.fillna("-").to_dict() == {FIRST_FIGURE: text}


def test_rates_get_the_text_in_which_a_document_prints_them():
    rates = make_typed_frame(
        {"printed_figure": "str"},
        [
            {"printed_figure": FIRST_FIGURE},
            {"printed_figure": None},
            {"printed_figure": "not/in/the/figures"},
        ],
    )
    figures = figures_of({"printed": "70.00", "printed_unit": "%"}, {"printed": "1"})
    assert write_rows(label_rates(rates, figures), "printed") == ["70.00%", "-", "-"]


def test_an_implied_point_takes_unit_and_place_of_its_figure_but_no_printed_form():
    implied = {"origin": "implied", "figure": FIRST_FIGURE, "formula": "100 ÷ 1.25"}
    points = trend_of(implied, {"figure": FIRST_FIGURE})
    figures = figures_of({"printed": "100", "printed_unit": "人次", "locator": "第1段"})
    labelled = label_points(points, indicators_of("visitors"), figures)
    assert write_rows(labelled, "origin", "printed", "printed_unit", "locator") == [
        "implied | - | 人次 | 第1段",
        "reported | 100 | 人次 | 第1段",
    ]


def test_points_of_several_trends_get_names_and_some_are_selected():
    names = ["visitors", "visitors", "income"]
    points = trend_of(*({"indicator_id": name, "figure": FIRST_FIGURE} for name in names))
    labelled = label_points(points, indicators_of("visitors", "income"), figures_of({}))
    assert labelled["name_en"].tolist() == ["Visitors", "Visitors", "Income"]
    selected = select_points(labelled, ["income", "stations"])
    assert selected["indicator_id"].tolist() == ["income"]


def test_an_accepted_figure_without_an_indicator_has_its_own_label_as_name():
    labelled = label_figures(
        series_of({"indicator_id": None}, {"row_id": "r2"}),
        indicators_of("visitors"),
        figures_of({"label_zh": "农产品上行", "printed": "110"}, {}),
    )
    assert write_rows(labelled, "name_zh", "name_en", "topic", "printed")[0] == (
        "农产品上行 | - | other | 110"
    )
    assert labelled["name_en"].tolist()[1] == "Visitors"


def test_conditions_get_printed_text_and_units_of_their_three_figures():
    figures = figures_of(
        {"printed": "500左右", "printed_unit": "人", "qualifier": "about"},
        {"printed": "近620", "printed_unit": "人次", "qualifier": "nearly"},
        {"printed": "约0", "printed_unit": "个", "qualifier": "about"},
    )
    names = [f"{DOCUMENT}/{TABLE}/r{number}/value" for number in (1, 2, 3)]
    keys = ("target_figure", "actual_figure", "denominator_figure")
    conditions = conditions_of(dict(zip(keys, names, strict=True)), {})
    columns = (
        "target_printed", "target_printed_unit", "target_qualifier", "reported_unit",
        "reported_printed", "denominator_printed", "denominator_printed_unit",
        "denominator_qualifier",
    )  # fmt: skip
    bare = conditions.drop(columns=list(columns))
    assert write_rows(label_conditions(bare, figures), *columns) == [
        "500左右 | 人 | about | 人次 | 近620 | 约0 | 个 | about",
        "- | - | - | - | - | - | - | -",
    ]


@pytest.mark.parametrize(
    ("items", "ordered"),
    [
        ([], []),
        (["A10", "A2", "A1"], ["A1", "A2", "A10"]),
        (["B1", "A2", "A"], ["A2", "A", "B1"]),
        (["10", "9"], ["9", "10"]),
    ],
)
def test_items_stand_in_the_order_of_their_numbers(items, ordered):
    rows = [{"document_id": "a", "table_id": "b", "item": item} for item in items]
    assert [row["item"] for row in sort_items(rows)] == ordered


def test_items_of_one_document_and_table_stay_together():
    rows = [
        {"document_id": document_id, "table_id": table_id, "item": "1"}
        for document_id, table_id in (("b", "a"), ("a", "z"), ("a", "b"))
    ]
    keys = [(row["document_id"], row["table_id"]) for row in sort_items(rows)]
    assert keys == [("a", "b"), ("a", "z"), ("b", "a")]


def test_rows_stand_as_printed_and_those_without_a_line_last_of_their_document():
    places = [
        ("b", "表1 第1行（第2行）"),
        ("a", "表2 第1行"),
        ("a", None),
        ("a", "表2 第1行（第208–210行）"),
        ("a", "表9 第9行（第30行）"),
    ]
    rows = [{"document_id": document_id, "locator": locator} for document_id, locator in places]
    ordered = [(row["document_id"], row["locator"]) for row in sort_as_printed(rows)]
    assert ordered == [places[4], places[3], places[1], places[2], places[0]]


def test_rows_whose_places_name_no_line_of_the_text_stand_in_the_order_of_their_rows():
    rows = [
        {"document_id": "a", "row_id": row_id, "locator": locator}
        for row_id, locator in (
            ("blank", None), ("services", "表2 第10行"), ("total", "表2 第11行"),
            ("upstream", "表2 第2行"), ("b", "表10 第1行"),
        )
    ]  # fmt: skip
    ordered = [row["row_id"] for row in sort_as_printed(rows)]
    assert ordered == ["upstream", "services", "total", "b", "blank"]
