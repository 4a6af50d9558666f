"""What a brief rests on, what its monthly forms hold, and what the documents do not report."""

import pandas as pd
import pytest

from analysis.parameters import Brief
from analysis.paths import find_data_root
from analysis.presentation.formats import Words
from analysis.presentation.sentences.county import (
    ABSENCES,
    describe_absence,
    describe_county,
    describe_forms,
)
from tests.unit.presentation.sentence_frames import document, documents, fact, facts, say_in_both

DATES = ["2020-12-31", "2021-09-09", "2021-03-31"]
FORMS = documents(
    document(1, issuer_zh="狐县", issuer_en="Fox County"),
    document(2, issuer_zh="林市", issuer_en="Forest City"),
    document(3, issuer_zh="山省", issuer_en=None),
)


def make_brief(language: str) -> Brief:
    """What was asked for; the date and the data root are not said here."""
    return Brief("990101", "狐县", "Fox County", None, language, find_data_root())


def say_of_documents(frame) -> str:
    return say_in_both(
        lambda words: describe_county(make_brief(words.language), frame, words),
    )


def say_of_forms(*rows) -> str:
    return say_in_both(lambda words: describe_forms(facts(*rows), FORMS, words))


def test_each_section_without_anything_says_so(snapshot):
    said = {kind: say_in_both(lambda words, kind=kind: describe_absence(kind, words))
            for kind in ABSENCES}  # fmt: skip
    assert "\n".join(f"{kind}\n{text}" for kind, text in said.items()) == snapshot


@pytest.mark.parametrize("count", [0, 1, 3])
def test_a_brief_rests_on_so_many_documents(count, snapshot):
    rows = [document(number, document_date=date) for number, date in enumerate(DATES[:count])]
    assert say_of_documents(documents(*rows)) == snapshot


def test_the_latest_document_is_found_wherever_it_stands():
    rows = [document(number, document_date=date) for number, date in enumerate(DATES)]
    said = {say_of_documents(documents(*rows[first:], *rows[:first])) for first in range(3)}
    assert len(said) == 1
    assert "the latest dated 9 September 2021." in said.pop()


def test_without_a_form_nothing_is_said_of_forms():
    assert describe_forms(facts(), FORMS, Words("en")) == []
    assert describe_forms(facts(fact(table_kind="statements")), FORMS, Words("en")) == []


@pytest.mark.parametrize(
    "values",
    [
        pytest.param([20], id="a figure"),
        pytest.param([None], id="a blank"),
        pytest.param([0, None], id="a zero and a blank"),
        pytest.param([20, 0, 0, None, None, None], id="a figure, two zeros, three blanks"),
    ],
)
def test_a_form_says_figures_zeros_and_blanks(values, snapshot):
    rows = [fact(number, value=value) for number, value in enumerate(values)]
    assert say_of_forms(*rows) == snapshot


def test_several_forms_have_one_sentence(snapshot):
    rows = [
        fact(1, document_id="fox-3"),
        fact(2, document_id="fox-1"),
        fact(3, document_id="fox-1", value=0),
        fact(4, document_id="fox-2", value=None),
    ]
    assert say_of_forms(*rows) == snapshot


@pytest.mark.parametrize(
    ("months", "english", "chinese"),
    [
        (["2020-07"], "for July 2020", "2020年7月"),
        (["2020-02", "2020-03"], "for February to March 2020", "2020年2—3月"),
        (["2019-12", "2020-01"], "for December 2019 to January 2020", "2019年12月—2020年1月"),
        (["2020-02", "2020-03", "2020-06"], "for February to March 2020, June 2020",
         "2020年2—3月、2020年6月"),
    ],
)  # fmt: skip
def test_the_months_of_the_forms_are_named(months, english, chinese):
    rows, forms = [], []
    for number, month in enumerate(months, 1):
        end = str((pd.Timestamp(f"{month}-01") + pd.offsets.MonthEnd()).date())
        rows.append(fact(document_id=f"fox-{number}", period_end=end))
        forms.append(document(number, period_start=f"{month}-01", period_end=end))
    (said,) = describe_forms(facts(*rows), documents(*forms), Words("en"))
    assert english in said
    (said,) = describe_forms(facts(*rows), documents(*forms), Words("zh"))
    assert chinese in said
    # The last day that a form reports tells its month if its document does not.
    bare = documents(*(document(number) for number in range(1, len(months) + 1)))
    (said,) = describe_forms(facts(*rows), bare, Words("en"))
    assert english in said


def test_24_forms_without_zeros_and_blanks_are_one_sentence_without_either():
    rows = [fact(document_id=f"fox-{number}") for number in range(24)]
    forms = documents(*(document(number) for number in range(24)))
    (said,) = describe_forms(facts(*rows), forms, Words("zh"))
    assert said == "狐县商务局月报表共24份，列有本县数据24项。"


def test_figures_of_other_areas_and_other_tables_are_not_the_forms():
    own = fact(1)
    others = [fact(2, covers="990101;990102"), fact(3, table_kind="statements")]
    assert say_of_forms(own, *others) == say_of_forms(own)


def test_a_figure_that_cannot_be_read_is_not_said_to_be_left_blank(snapshot):
    unreadable = fact(value=None, missing_reason="unreadable_unit")
    assert say_of_forms(unreadable, fact(2, value=None)) == snapshot
