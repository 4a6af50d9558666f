"""Text and tables in a terminal: no line is too long, Chinese counted as it is shown."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.commands import tables, text_width
from analysis.commands.tables import fit, render_table
from analysis.commands.text_width import find_width, measure, pad, wrap

TEXTS = st.text(st.sampled_from("ab 1.清新区，。（）“”—％é"), max_size=60)


@given(TEXTS, st.integers(8, 40))
def test_no_line_is_wider_than_asked_for_and_nothing_is_lost(text, width):
    lines = wrap(text, width, "- ")
    # A closing mark stays with the character before it, even where that is the last column.
    assert all(measure(line) <= width + 2 for line in lines)
    assert "".join("".join(lines).split())[1:] == "".join(text.split())


def test_a_chinese_line_does_not_begin_with_a_mark_that_closes():
    lines = wrap("项目资金计划表，按下达文件编制，逐项列示。", 15)
    assert [line[0] for line in lines if line[0] in "，。"] == []


def test_without_a_terminal_lines_are_not_wrapped():
    assert wrap("狐县" * 400, find_width(is_terminal=False)) == ["狐县" * 400]


@pytest.mark.parametrize("columns", ["10", "80", "132"])
def test_the_width_is_that_of_the_terminal_but_not_too_small(monkeypatch, columns):
    monkeypatch.setenv("COLUMNS", columns)
    assert find_width(is_terminal=True) == max(int(columns), text_width.LEAST_WIDTH)


@pytest.fixture
def narrow(monkeypatch):
    monkeypatch.setattr(tables, "find_width", lambda is_terminal: 40)


def test_a_table_fits_the_terminal_and_its_columns_are_aligned(narrow):
    rows = [["990101", "狐县", "a long reason why there is none of it"], ["990102", "獾县", "b"]]
    lines = render_table(["Code", "County", "Why"], rows).splitlines()
    assert max(map(measure, lines)) <= 40
    starts = {measure(line[: line.index(word)]) for line, word in zip(lines[:2], ("Why", "a long"),
                                                                      strict=True)}  # fmt: skip
    assert len(starts) == 1


def test_numbers_stand_at_the_right(narrow):
    lines = render_table(["Name", "Number"], [["a", "5"], ["b", "12"]], right=(1,)).splitlines()
    assert [line[-2:] for line in lines[1:]] == [" 5", "12"]


def test_columns_are_not_cut_below_what_can_be_read():
    assert fit([["a" * 30, "b" * 30]], 4) == [6, 6]


def test_control_characters_of_a_document_do_not_reach_the_terminal():
    assert render_table(["Name"], [["red \x1b[31mtext\x07\n"]]) == "Name\nred  [31mtext"


def test_padding_counts_columns_of_the_terminal():
    assert pad("清新", 6) == "清新  "
