"""Claims about rows within rows of fund and contract tables."""

import pytest

from .books import BAD, GOOD, OPEN, REVIEW, Book


def write(book, rows):
    """Lines of a fund table: row id, role, parent, planned amount."""
    for row_id, role, within, planned in rows:
        book.line(row_id, planned and f"{planned}.00元", role=role, within=within)


SECTIONS = [
    ("a", "line", "t", 100), ("a1", "line", "a", 60), ("a2", "line", "a", 40),
    ("b", "line", "t", 30), ("t", "total", None, 130),
]  # fmt: skip


def test_a_total_adds_the_rows_right_below_it_only():
    book = Book()
    write(book, SECTIONS)
    # The column of payments is reported nowhere: there is nothing to check in it.
    assert book.judge("total") == [GOOD]
    assert book.judge("sublines") == [GOOD]


@pytest.mark.parametrize(("part", "verdict"), [(40, GOOD), (30, REVIEW), (50, BAD)])
def test_a_line_is_the_sum_of_its_parts_unless_some_are_not_listed(part, verdict):
    book = Book()
    write(book, [*SECTIONS[:2], ("a2", "line", "a", part), *SECTIONS[3:]])
    assert book.judge("sublines") == [verdict]
    assert book.judge("total") == [GOOD]


@pytest.mark.parametrize(("amount", "verdict"), [(90, GOOD), (91, BAD)])
def test_a_subtotal_is_the_sum_of_its_lines(amount, verdict):
    book = Book()
    write(book, [
        ("a", "line", "s", 60), ("b", "line", "s", 30), ("s", "subtotal", "t", amount),
        ("c", "line", "t", 10), ("t", "total", None, amount + 10),
    ])  # fmt: skip
    assert book.judge("subtotal") == [verdict]
    assert book.judge("total") == [GOOD]


@pytest.mark.parametrize(
    ("first", "second", "single", "together"),
    [
        (60, 40, [GOOD, GOOD], [GOOD]),
        (60, 20, [GOOD, GOOD], [GOOD]),
        # Two parts may overlap; one that is larger than the whole cannot be within it.
        (60, 50, [GOOD, GOOD], [REVIEW]),
        (110, 20, [BAD, GOOD], [REVIEW]),
    ],
)
def test_what_is_named_by_of_which_is_within_its_whole(first, second, single, together):
    book = Book()
    write(book, [
        ("a", "line", "t", 100), ("w1", "of_which", "a", first), ("w2", "of_which", "a", second),
        ("t", "total", None, 100),
    ])  # fmt: skip
    assert book.judge("of_which") == single
    assert book.judge("of_which_together") == together
    assert book.judge("total") == [GOOD]


def test_a_heading_without_an_amount_stands_for_its_parts():
    book = Book()
    write(book, [("a", "line", "t", ""), *SECTIONS[1:]])
    assert book.judge("total") == [GOOD]
    assert book.judge("sublines") == []


@pytest.mark.parametrize(
    ("total", "verdict"), [(100, GOOD), (130, OPEN), (90, BAD)],
    ids=["the blank line adds nothing", "it may be the rest", "the others are more"],
)  # fmt: skip
def test_a_blank_line_is_no_contradiction_unless_the_others_are_more(total, verdict):
    book = Book()
    write(book, [
        ("a", "line", "t", 60), ("b", "line", "t", 40), ("c", "line", "t", ""),
        ("t", "total", None, total),
    ])  # fmt: skip
    assert book.judge("total") == [verdict]


def test_a_row_of_unknown_place_suspends_the_sums_of_its_table():
    book = Book()
    write(book, [*SECTIONS[:4], ("x", "unknown", None, 50), ("t", "total", None, 500)])
    assert book.judge("total") == []
    book.fund("100元")
    assert book.judge("plan_limit") == []


@pytest.mark.parametrize(("total", "verdict"), [(1230, GOOD), (1240, BAD)])
def test_the_total_of_a_contract_table_is_the_sum_of_its_contracts(total, verdict):
    book = Book()
    book.fund("1230元")
    book.contract("k1", "580.00元", within="all")
    book.contract("k2", "650.00元", within="all")
    book.contract("all", f"{total}.00元", role="total")
    assert book.judge("total") == [verdict]
    # The total is no third contract.
    assert book.judge("contract_limit") == [GOOD]


def test_plans_are_limited_once_for_each_amount():
    book = Book()
    book.fund("130元")
    write(book, SECTIONS)
    assert book.judge("plan_limit") == [GOOD]


def test_shares_are_those_of_the_highest_level():
    book = Book()
    for row_id, within, planned, share in (
        ("a", "t", "60.00元", "60%"), ("a1", "a", "30.00元", "50%"), ("a2", "a", "30.00元", "50%"),
        ("b", "t", "40.00元", "40%"),
    ):  # fmt: skip
        book.line(row_id, planned, share=share, within=within)
    book.line("t", "100.00元", share="100%", role="total")
    assert book.judge("share") == [GOOD, GOOD, GOOD]
    assert book.judge("shares") == [GOOD]
