"""Checks that a notebook ran to its end, cell by cell."""

import pytest
from nbformat.v4 import new_output

from analysis.rendering.page.completeness import QUOTED, BriefRefused, check_complete, name_cell

from .executed_notebooks import code, end, notebook, prose


def test_the_end_mark_describes_the_brief():
    headlines = [{"label": "拨付率", "value": "70.00%"}]
    mark = check_complete(notebook(last=code(end(headlines=headlines))))
    assert (mark.county_code, mark.language, mark.as_of) == ("441803", "zh", "2021-09-09")
    assert [(headline.label, headline.value) for headline in mark.headlines] == [
        ("拨付率", "70.00%"),
    ]


def test_prose_and_empty_cells_need_not_have_run():
    empty = code(count=None)
    empty["source"] = ""
    output = new_output("stream", name="stdout", text="words")
    assert check_complete(notebook(prose("words"), empty, code(output))).language == "zh"


def test_a_notebook_of_prose_alone_is_refused():
    with pytest.raises(BriefRefused, match="no code cell"):
        check_complete(notebook(last=prose("words")))


@pytest.mark.parametrize(
    "output",
    [
        new_output("error", ename="ValueError", evalue="字" * 1000),
        new_output("stream", name="stderr", text="字" * 1000),
    ],
)
def test_a_long_message_is_quoted_in_part(output):
    with pytest.raises(BriefRefused) as refusal:
        check_complete(notebook(code(output)))
    assert str(refusal.value).count("字") == QUOTED


def test_a_refused_end_mark_names_all_its_wrong_fields():
    wrong = code(end(county_code="44", language="fr"), cell_id="end")
    with pytest.raises(BriefRefused, match=r"\(end\) has an end mark .*: county_code, language$"):
        check_complete(notebook(last=wrong))


def test_a_cell_without_id_is_named_by_its_number():
    assert name_cell(3, {}) == "cell 3 (without id)"
