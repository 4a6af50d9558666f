"""Claims about target items, printed changes, parts, means, coverages and subsets."""

import pytest

from .books import BAD, CAPPED, GOOD, OPEN, REVIEW, Book


@pytest.mark.parametrize(
    ("completion", "target", "actual", "verdict"),
    [
        ("80%", "10个", "8个", GOOD),
        ("100%", "10个", "8个", BAD),
        ("100%", "10个", "12个", CAPPED),
        ("120%", "10个", "12个", GOOD),
        ("100%", "", "12个", OPEN),
    ],
)
def test_a_printed_completion_is_actual_over_target(completion, target, actual, verdict):
    book = Book()
    book.item("A1", completion, "count")
    book.condition("A1", "count", target, actual)
    assert book.judge("completion") == [verdict]


@pytest.mark.parametrize(
    ("rule", "completion", "verdict"),
    [
        ("a and b", "50%", GOOD),
        ("a and b", "100%", BAD),
        ("a or b", "100%", CAPPED),
        ("a or b", "150%", GOOD),
        ("a or b", "50%", BAD),
        ("words and b", "50%", GOOD),
        ("open and b", "100%", BAD),  # b alone falls short
        ("open and b", "50%", OPEN),
        ("open or b", "100%", OPEN),
        ("open or b", "40%", BAD),  # b alone does more
        ("words", "100%", OPEN),
    ],
)
def test_an_item_has_the_least_or_greatest_completion_of_its_conditions(rule, completion, verdict):
    book = Book()
    book.item("A1", completion, rule)
    book.condition("A1", "a", "10个", "15个")
    book.condition("A1", "b", "10个", "5个")
    book.condition("A1", "open", "10个")
    book.condition("A1", "words")
    assert book.judge("completion") == [verdict]


def test_the_actual_of_a_share_is_divided_by_its_whole():
    book = Book()
    book.item("A1", "50%", "share")
    book.condition("A1", "share", "10%", "5人", whole="100人")
    assert book.judge("completion") == [GOOD]


def test_a_blank_result_that_prints_100_per_cent_cannot_be_computed():
    book = Book()
    book.item("A1", "100%", "words", result="")
    book.condition("A1", "words")
    assert book.judge("completion") == [OPEN]


@pytest.mark.parametrize(
    ("change", "verdict"),
    [("25.0%", GOOD), ("-25.0%", BAD), ("26.0%", BAD), ("1.25倍", GOOD), ("1.4倍", BAD)],
)
def test_a_printed_change_follows_from_the_value_and_its_base(change, verdict):
    book = Book()
    book.fact("visitors", "125人", "2020-12-31", "2020-01-01", change, "2019")
    book.fact("visitors", "100人", "2019-12-31", "2019-01-01")
    book.fact("guests", "900人", "2019-12-31", "2019-01-01")
    assert book.judge("change") == [verdict]


def test_a_change_without_a_reported_base_cannot_be_computed():
    book = Book().fact("visitors", "125人", "2020-12-31", "2020-01-01", "25.0%", "2019")
    assert book.judge("change") == [OPEN]


@pytest.mark.parametrize(
    ("older", "newer"), [("fox-2019-form", "owl-2020-report"), ("owl-2019-form", "fox-2020-report")]
)
def test_the_base_of_a_change_is_taken_from_the_newest_document(older, newer):
    book = Book()
    book.fact("visitors", "125人", "2020-12-31", "2020-01-01", "25.0%", "2019")
    base = ("2019-12-31", "2019-01-01")
    book.fact("visitors", "90人", *base, document_id=older, document_date="2020-01-31")
    book.fact("visitors", "100人", *base, document_id=newer, document_date="2020-06-30")
    assert book.judge("change") == [GOOD]


@pytest.mark.parametrize(("whole", "verdict"), [("100人", GOOD), ("101人", BAD)])
def test_a_whole_is_the_sum_of_its_parts(whole, verdict):
    book = Book()
    book.indicator("poor")
    book.indicator("able", part_of_indicator="poor")
    book.indicator("unable", part_of_indicator="poor")
    book.fact("poor", whole)
    book.fact("able", "60人")
    book.fact("able", "60人")  # printed twice, counted once
    book.fact("unable", "40人")
    assert book.judge("parts") == [verdict]


@pytest.mark.parametrize(("whole", "verdict"), [("61人", GOOD), ("59人", BAD)])
def test_a_whole_is_at_least_the_parts_that_are_reported(whole, verdict):
    book = Book()
    book.indicator("poor")
    book.indicator("able", part_of_indicator="poor")
    book.indicator("unable", part_of_indicator="poor")
    book.fact("poor", whole)
    book.fact("able", "60人")
    assert book.judge("parts") == [verdict]


def test_parts_of_another_date_are_not_added_up():
    book = Book()
    book.indicator("poor")
    book.indicator("able", part_of_indicator="poor")
    book.fact("poor", "50人")
    book.fact("able", "60人", end="2015-12-31")
    assert book.judge("parts") == []


@pytest.mark.parametrize(("mean", "verdict"), [("16.00元", GOOD), ("15.00元", BAD)])
def test_a_mean_is_weighted_by_what_its_weight_counts(mean, verdict):
    book = Book()
    book.indicator("income")
    book.indicator("income_able", part_of_indicator="income", weight="able")
    book.indicator("income_unable", part_of_indicator="income", weight="unable")
    for name, text in (("income", mean), ("income_able", "20.00元"), ("income_unable", "10.00元")):
        book.fact(name, text, start="2020-01-01")
    book.fact("able", "60人")
    book.fact("unable", "40人")
    assert book.judge("mean") == [verdict]


@pytest.mark.parametrize(("share", "innocent", "verdict"), [
    ("75%", None, GOOD), ("80%", None, BAD), ("80%", "several_per_village", REVIEW),
])  # fmt: skip
def test_a_coverage_is_its_numerator_over_its_denominator(share, innocent, verdict):
    book = Book()
    book.indicator(
        "coverage", unit="share", numerator_indicator="stations", denominator_indicator="villages",
        innocent=innocent,
    )  # fmt: skip
    book.fact("coverage", share)
    book.fact("stations", "150个")
    book.fact("villages", "200个", end="2020-10-31")  # the only one the document has
    assert book.judge("coverage") == [verdict]


@pytest.mark.parametrize(("part", "verdict"), [("51个", GOOD), ("1064个", BAD)])
def test_a_subset_is_at_most_the_whole(part, verdict):
    book = Book()
    book.indicator("demonstration", subset_of="cooperatives")
    book.fact("demonstration", part)
    book.fact("cooperatives", "1063个")
    assert book.judge("subset") == [verdict]
