"""How the points of a trend are written: reported exactly, implied with the room they have."""

from decimal import Decimal

import pytest

from analysis.presentation.formats import Words
from analysis.presentation.scales import Scale
from analysis.presentation.trend_points import choose_scale, describe_points, format_point

from .chart_frames import make_points, printed_growth, year_value

IMPLIED = [year_value(2019, 100_000, **printed_growth(2018, 0.5, 0.05)), year_value(2020, 126_000)]


@pytest.mark.parametrize(
    ("language", "scale", "digits"),
    [
        ("zh", Scale(Decimal(10_000), "万人次"), 1),
        ("en", Scale(Decimal(1), "visits", "visit"), 0),
    ],
)
def test_the_unit_and_its_digits_are_those_of_the_reported_values_alone(language, scale, digits):
    # The implied 66,666.666… would need sixteen digits.
    assert choose_scale(make_points(*IMPLIED), Words(language)) == (scale, digits)


def test_a_panel_of_implied_points_only_needs_no_digits():
    points = make_points(*IMPLIED)
    implied = points[points["origin"] == "implied"]
    assert choose_scale(implied, Words("zh")) == (Scale(Decimal(10_000), "万人次"), 0)


@pytest.mark.parametrize(
    ("language", "texts"),
    [
        ("zh", [("6.7", "6.4～6.9"), ("10", ""), ("12.6", "")]),
        ("en", [("66,667", "64,484–69,000"), ("100,000", ""), ("126,000", "")]),
    ],
)
def test_only_an_implied_point_has_an_interval(language, texts):
    words, points = Words(language), make_points(*IMPLIED)
    scale, digits = choose_scale(points, words)
    rows = points.to_dict("records")
    assert [format_point(row, scale, digits, words) for row in rows] == texts


@pytest.mark.parametrize(
    ("low", "high", "digits", "texts"),
    [
        # No more digits than the interval bears out.
        (3596.9, 4624.6, 2, ("4,047", "3,597–4,625")),
        # As many as the reported values have, if the interval bears them out.
        (4046.4, 4046.64, 1, ("4,046.5", "4,046.4–4,046.6")),
        # Enough that both ends are not written alike.
        (4046.512, 4046.538, 0, ("4,046.53", "4,046.51–4,046.54")),
        (4046.525, 4046.525, 0, ("4,047", "4,047–4,047")),
    ],
)
def test_an_implied_point_has_the_digits_that_its_interval_bears_out(low, high, digits, texts):
    row = {"value": 4046.525, "low": low, "high": high, "origin": "implied"}
    assert format_point(row, Scale(Decimal(1), ""), digits, Words("en")) == texts


@pytest.mark.parametrize(
    ("qualifier", "chinese", "english"),
    [
        ("over", "12.6万多人次", "over 126,000 visits"),
        ("above", "12.6万人次以上", "at least 126,000 visits"),
        ("nearly", "近12.6万人次", "nearly 126,000 visits"),
        (None, "12.6", "126,000"),
    ],
)
def test_a_qualified_point_keeps_its_word(qualifier, chinese, english):
    points = make_points(year_value(2020, 126_000, qualifier=qualifier))
    (row,) = points.to_dict("records")
    for language, text in (("zh", chinese), ("en", english)):
        scale, digits = choose_scale(points, Words(language))
        assert format_point(row, scale, digits, Words(language)) == (text, "")


@pytest.mark.parametrize("language", ["zh", "en"])
def test_points_in_words_say_whether_they_are_reported_or_implied(language, snapshot):
    assert "\n".join(describe_points(make_points(*IMPLIED), Words(language))) == snapshot


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        (
            {"period_start": None, "period_end": "2020-12-31"},
            "Visitors, 31 December 2020: 100,000 visits.",
        ),
        (
            {"period_end": "2020-06-30"},
            "Visitors, first half of 2020: 100,000 visits.",
        ),
        (
            {"indicator_id": "income", "unit": "cny", "printed_unit": "万元"},
            "Tourism income, 2020: CNY 100,000.",
        ),
    ],
)
def test_a_point_in_words_tells_its_period_and_its_unit(changes, sentence):
    points = make_points(year_value(2020, 100_000, **changes))
    assert describe_points(points, Words("en")) == [sentence]


def test_a_frame_without_points_has_no_unit_to_choose():
    with pytest.raises(IndexError):
        choose_scale(make_points(), Words("en"))


def test_a_planned_point_is_told_as_planned():
    points = make_points(year_value(2022, 200_000, origin="planned"))
    assert describe_points(points, Words("en")) == ["Visitors, 2022: 200,000 visits planned."]
    assert describe_points(points, Words("zh")) == ["2022年接待游客计划20万人次。"]


def test_an_undated_point_is_told_as_undated_though_it_has_the_date_of_its_document():
    dates = {"period_start": None, "period_note": "undated: date of the document"}
    points = make_points(year_value(2022, 200_000, **dates))
    assert describe_points(points, Words("en")) == ["Visitors, undated: 200,000 visits."]


def test_a_reported_point_keeps_the_digits_that_are_printed():
    points = make_points(year_value(2022, 1_749_300)).assign(printed="174.930万人次")
    assert describe_points(points, Words("zh")) == ["2022年接待游客174.930万人次。"]
