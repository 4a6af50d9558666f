"""Claims about the weights and scores of a self-evaluation form."""

import pytest

from .books import BAD, GOOD, REVIEW, Book

FUND = "disbursement_scores"


def write(rows, fund=("10", "7"), total=()):
    """A form: weight and score of the use of the fund, of each item, and of the total."""
    book = Book()
    if fund:
        book.score("r1", *fund, table_id=FUND)
        book.score("r2", table_id=FUND)
    for number, (weight, score) in enumerate(rows, start=1):
        book.score(f"A{number}", weight, score)
    if total:
        book.score("total1", *total)
    return book


@pytest.mark.parametrize(("score", "verdict"), [("30", GOOD), ("29.5", GOOD), ("35", REVIEW)])
def test_a_score_is_at_most_its_weight_but_for_extra_points(score, verdict):
    book = write([("50", "50"), ("30", score), ("10", "10")])
    assert book.judge("score_limit") == [GOOD, GOOD, verdict, GOOD]


@pytest.mark.parametrize(
    ("weight", "verdicts"), [("20", [GOOD]), ("30", [REVIEW]), ("15", [REVIEW]), ("5", [])]
)
def test_weights_make_100_unless_the_form_has_another_full_score(weight, verdicts):
    book = write([("50", "50"), ("20", "20"), (weight, "5")])
    # With far fewer points, some items are not there.
    assert book.judge("weights") == verdicts


@pytest.mark.parametrize(
    ("total", "verdicts"),
    [(("100", "96.6"), [GOOD, GOOD]), (("100", "99.6"), [BAD, GOOD]),
     # The total of the indicators alone, without the use of the fund.
     (("90", "89.6"), [GOOD, GOOD]), (("110", "96.6"), [GOOD, BAD])],
)  # fmt: skip
def test_the_total_is_the_sum_of_weights_and_of_scores(total, verdicts):
    book = write([("50", "50"), ("20", "19.6"), ("20", "20")], total=total)
    assert book.judge("score_total") == verdicts
    # The printed total says how many points there are.
    assert book.judge("weights") == []


@pytest.mark.parametrize(
    ("rows", "fund"),
    [([("50", "50"), ("30", "")], ("10", "7")), ([("50", "50"), ("", "20")], ("10", "7")),
     ([("50", "50"), ("30", "30")], ())],
    ids=["a score is blank", "a weight is blank", "the use of the fund has no score"],
)  # fmt: skip
def test_nothing_is_claimed_of_scores_that_are_not_all_printed(rows, fund):
    book = write(rows, fund, total=("100", "90"))
    assert [book.judge(kind) for kind in ("score_limit", "score_total", "weights")] == [[]] * 3
