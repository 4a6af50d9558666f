"""Claims about repeated figures, cumulative figures and totals of areas."""

import pytest

from .books import BAD, GOOD, OPEN, REVIEW, Book


@pytest.mark.parametrize(("again", "verdict"), [("140个", GOOD), ("141个", BAD)])
def test_repeated_figures_are_equal(again, verdict):
    book = Book()
    book.fact("stations", "140个")
    book.fact("stations", again)
    book.fact("stations_of_poor", "40个")
    book.fact("stations", "20个", end="2019-12-31")
    assert book.judge("repeat") == [verdict]


def test_the_coarser_of_two_repeated_figures_is_compared_with_the_finer():
    book = Book()
    book.fact("income", "250元")
    book.fact("income", "249.6元")
    assert book.judge("repeat") == [GOOD]


@pytest.mark.parametrize(
    ("end", "note", "verdicts"),
    [
        ("2021-01-31", "undated; the document date is taken", [REVIEW]),
        ("2021-01-31", "stock at the date", []),
        ("2021-03-31", "undated; the document date is taken", []),
    ],
)
def test_an_undated_figure_is_compared_with_one_dated_within_a_month(end, note, verdicts):
    book = Book()
    book.fact("stations", "140个", end="2021-01-15")
    book.fact("stations", "150个", end=end, period_note=note)
    assert book.judge("near") == verdicts


@pytest.mark.parametrize(("again", "verdict"), [("5000个", GOOD), ("500个", REVIEW)])
def test_a_target_repeated_with_another_value_is_for_review(again, verdict):
    book = Book()
    book.target("trained", "5000个")
    book.target("trained", again)
    assert book.judge("repeat") == [verdict]


def test_targets_of_two_projects_are_not_repeats_of_each_other():
    book = Book()
    book.target("trained", "5000个")
    book.target("trained", "500个", project_id="other")
    assert book.judge("repeat") == []


@pytest.mark.parametrize(("now", "verdicts"), [("30个", [GOOD]), ("29个", [REVIEW])])
def test_a_cumulative_figure_is_the_previous_one_plus_the_month(now, verdicts):
    book = Book()
    book.indicator("so_far", "since_start", month_indicator="month")
    book.indicator("month", "month")
    book.fact("so_far", "20个", end="2020-06-30")
    book.fact("so_far", now, end="2020-07-31")
    book.fact("month", "10个", end="2020-07-31", start="2020-07-01")
    assert book.judge("month") == verdicts


def test_a_yearly_sum_starts_again_in_january():
    book = Book()
    book.indicator("so_far", "calendar_year", month_indicator="month")
    book.indicator("month", "month")
    book.fact("so_far", "90个", end="2019-12-31", start="2019-01-01")
    book.fact("so_far", "10个", end="2020-01-31", start="2020-01-01")
    book.fact("month", "10个", end="2020-01-31", start="2020-01-01")
    assert book.judge("month") == [GOOD]
    assert book.judge("cumulative") == []


@pytest.mark.parametrize(("later", "verdict"), [("20个", GOOD), ("19个", REVIEW)])
@pytest.mark.parametrize("accumulates", ["since_start", "calendar_year"])
def test_a_cumulative_figure_that_fell_is_for_review(later, verdict, accumulates):
    book = Book()
    book.indicator("trained", accumulates)
    start = "2020-01-01" if accumulates == "calendar_year" else None
    book.fact("trained", "20个", end="2020-06-30", start=start)
    book.fact("trained", later, end="2020-07-31", start=start)
    assert book.judge("cumulative") == [verdict]


@pytest.mark.parametrize(
    ("older", "newer"), [("fox-07-form", "owl-08-form"), ("owl-07-form", "fox-08-form")]
)
def test_a_month_that_two_documents_report_is_taken_from_the_newer(older, newer):
    book = Book()
    book.indicator("trained", "since_start")
    book.fact("trained", "20个", end="2020-06-30")
    book.fact("trained", "10个", "2020-07-31", document_id=older, document_date="2020-08-05")
    book.fact("trained", "30个", "2020-07-31", document_id=newer, document_date="2020-09-05")
    assert book.judge("cumulative") == [GOOD]


def test_a_stock_may_fall():
    book = Book()
    book.indicator("tenants", "stock")
    book.fact("tenants", "20个", end="2020-06-30")
    book.fact("tenants", "10个", end="2020-07-31")
    assert book.judge("cumulative") == []


@pytest.mark.parametrize(("total", "verdict"), [("30个", GOOD), ("31个", BAD)])
def test_a_column_that_covers_areas_is_their_sum(total, verdict):
    book = Book()
    for column, county, text in (("area_1", "990101", "10个"), ("area_2", "990102", "20个")):
        book.cell("stations", column, county, text)
    book.cell("stations", "total", "990100", total, covers="990101;990102")
    assert book.judge("areas") == [verdict]


def test_a_total_without_a_column_for_each_area_is_not_checked():
    book = Book()
    book.cell("stations", "area_1", "990101", "10个")
    book.cell("stations", "total", "990100", "31个", covers="990101;990102")
    assert book.judge("areas") == []


def test_a_total_over_a_blank_area_cannot_be_computed():
    book = Book()
    book.cell("stations", "area_1", "990101", "10个")
    book.cell("stations", "area_2", "990102", "")
    book.cell("stations", "total", "990100", "10个", covers="990101;990102")
    assert book.judge("areas") == [OPEN]


def test_figures_of_two_projects_are_compared_with_their_own_only():
    book = Book()
    book.indicator("trained", "since_start")
    book.indicator("month", "month")
    for project, values in (("p1", ("90个", "100个")), ("p2", ("20个", "25个"))):
        of_project = {"project_id": project}
        for month, value in zip(("2020-06-30", "2020-07-31"), values, strict=True):
            book.fact("trained", value, end=month, document_id=f"{project}-{month}", **of_project)
    assert book.judge("cumulative") == [GOOD, GOOD]
    assert book.judge("repeat") == []


def test_figures_of_no_project_are_compared_with_each_other():
    book = Book()
    book.indicator("visitors", "calendar_year")
    for number, value in enumerate(("20个", "20个")):
        book.fact("visitors", value, end="2020-12-31", start="2020-01-01",
                  document_id=f"paper-{number}")  # fmt: skip
    assert book.judge("repeat") == [GOOD]
