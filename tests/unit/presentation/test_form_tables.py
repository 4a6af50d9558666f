"""A monthly form is known by the kind of its table, whatever the table is called."""

import pytest

from analysis.build.build import build
from analysis.presentation.brief_tables import tabulate_form
from analysis.presentation.formats import Words
from analysis.presentation.labels import label_figures
from analysis.presentation.sentences import describe_forms, describe_gaps
from analysis.store.load import load_table
from tests.unit.conftest import COUNTY, DOCUMENT, replace_text

from .sentence_frames import conditions, instalments, rates
from .shown_tables import read_table

WORDS = Words("en")


@pytest.fixture
def facts(small_root):
    """Figures of a county that filed its form as ``monthly_form_2``, with one row left blank."""
    folder = small_root.raw / DOCUMENT
    (folder / "form.csv").rename(folder / "monthly_form_2.csv")
    replace_text(folder / "document.yml", "  form:", "  monthly_form_2:")
    build(small_root)
    tables = {name: load_table(name, small_root) for name in ("series", "indicators", "figures")}
    own = tables["series"][tables["series"]["county_code"] == COUNTY]
    return label_figures(own, tables["indicators"], tables["figures"])


@pytest.fixture
def documents(facts, small_root):
    return load_table("documents", small_root)


def test_series_say_the_kind_of_the_table_that_prints_each_figure(facts):
    kinds = dict(zip(facts["table_id"], facts["table_kind"], strict=True))
    assert kinds == {"results": "statements", "monthly_form_2": "monthly_form"}


def test_the_table_of_the_form_shows_its_figures(facts, documents):
    (row,) = read_table(tabulate_form(facts, documents, WORDS).html).rows
    assert row[:2] == ["Stations", "20"]


def test_the_summary_counts_the_figures_of_the_form(facts, documents):
    (sentence,) = describe_forms(facts, documents, WORDS)
    assert "1 figure for the county" in sentence


def test_a_blank_of_the_form_is_listed_as_missing(facts):
    blank = facts.assign(value=facts["value"].mask(facts["table_kind"] == "monthly_form"))
    sentences = describe_gaps(rates(), instalments(), conditions(), blank, WORDS)
    assert "Blank in the monthly form (not zero): Stations." in sentences
