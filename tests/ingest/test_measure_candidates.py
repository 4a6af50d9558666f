"""The share of figures proposed from prose that is right, by a key made by hand."""

import pytest

from tests.papers.measure_candidates import ASKED, list_judged, measure


@pytest.fixture(scope="module")
def count():
    """All figures of the layouts in prose and of the papers."""
    return measure(list_judged())


def test_the_key_holds_at_least_400_figures(count):
    assert count.figures >= 400


@pytest.mark.parametrize("column", ASKED)
def test_as_many_are_right_as_was_asked(column, count):
    assert count.share(column) >= ASKED[column], "\n".join(count.faults)


def test_a_figure_that_the_key_does_not_have_counts_as_wrong():
    (record,) = list_judged(["P05"])
    less = type(record)(**{**vars(record), "candidates": record.candidates[:-1]})
    assert measure([less]).right["value"] == measure([record]).figures - 1
    assert measure([less]).figures == measure([record]).figures
