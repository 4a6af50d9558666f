"""Cell texts as they are filed: without noise, line breaks and invisible characters."""

import pytest

from analysis.ingest.content import Cell, Place
from analysis.ingest.words.wordings import LONGEST_TEXT, clean_text, read_cell


@pytest.mark.parametrize(
    ("text", "filed"),
    [("0.30000000000000004", "0.3"), ("-1234.4999999999998", "-1234.5"), ("12.4967", "12.4967"),
     ("123456789012345678", "123456789012345678"), ("1.2345678901234567", "1.2345678901234567"),
     ("1" * 30 + ".5", "1" * 30 + ".5"), ("1.10101E+11", "1.10101E+11"), ("2.50", "2.50")],
)  # fmt: skip
def test_only_rounding_noise_is_removed_from_a_number(text, filed):
    assert read_cell(Cell(text, Place())).text == filed


def test_a_number_without_noise_says_how_it_was_stored():
    assert read_cell(Cell("0.30000000000000004", Place())).note == "stored as 0.30000000000000004"


@pytest.mark.parametrize(("text", "filed"), [("0.7", "70%"), ("1.305", "130.5%"), ("x", "x")])
def test_a_percentage_of_a_spreadsheet_is_filed_with_its_sign(text, filed):
    assert read_cell(Cell(text, Place(), "percent")).text == filed


def test_a_cell_that_the_reader_could_not_read_keeps_its_problem():
    wording = read_cell(Cell("", Place(), problem="the formula has no stored value"))
    assert (wording.text, wording.problem) == ("", "the formula has no stored value")


@pytest.mark.parametrize(
    ("text", "problem"),
    [("甲\ud800", "U+D800"), ("甲\ufffe", "U+FFFE"), ("甲" * (LONGEST_TEXT + 1), "at most 500")],
)
def test_a_text_that_cannot_be_filed_has_a_problem(text, problem):
    wording = clean_text(text)
    assert wording.text == ""
    assert problem in wording.problem


def test_invisible_characters_are_removed_with_a_note():
    wording = clean_text("甲\u202e公\x07司\n有限")
    assert (wording.text, wording.note) == ("甲公司有限", "invisible characters were removed")
