"""What a page shows against what is read.

The kinds: two figures in a cell; struck out, hidden, raised and lowered digits
by fonts, styles, lines and colours; number formats that hide, scale or complete a
figure; text that is clipped, covered, turned, or beside the page; covered cells; formulas that
nobody calculated; frames and text boxes; separators beside amounts;
passwords, photographs and parts that nobody reads. ``python -m
tests.ingest.seen_table`` prints how many inputs of each kind and format were tried.
"""

from collections import Counter

import pytest

from tests.ingest.seen import CASES
from tests.ingest.seen.case import Case, read

LEAST = 10


@pytest.mark.parametrize("case", CASES, ids=str)
def test_the_figure_that_the_page_shows_is_filed_or_the_cell_left_blank_with_a_remark(case: Case):
    outcome = read(case)
    assert outcome.refusal == case.refusal, outcome.messages
    assert outcome.figure == case.figure, outcome.messages
    if case.is_said:
        assert outcome.messages


def test_each_kind_is_tried_with_at_least_ten_inputs():
    counts = Counter(case.kind for case in CASES)
    assert {kind: count for kind, count in counts.items() if count < LEAST} == {}
