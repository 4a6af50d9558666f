"""Each planted lie is found."""

import pytest

from analysis.demo.kinds import KINDS
from analysis.paths import PROJECT, DataRoot
from tests.truth.checker import check_page
from tests.truth.county import County
from tests.truth.edits import Editor
from tests.truth.planted import PLANTED
from tests.truth.reader import load_reader
from tests.truth.reading import read_page
from tests.truth.sentences import KINDS as KINDS_OF_SENTENCES


@pytest.fixture(scope="module")
def pages(rendered_briefs, invented_briefs):
    """Reads a page once: its HTML, its county, and what is wrong with it as it is."""
    known = {}

    def find(county: str, language: str):
        if (county, language) not in known:
            root, out, code = DataRoot(PROJECT / "data"), rendered_briefs, county
            if county in KINDS:
                root, out = invented_briefs
                code = f"9901{KINDS.index(county) + 1:02d}"
            text = (out / f"{code}.{language}.html").read_bytes()
            data = County(root, code, language)
            faults = check_page(read_page(Editor(text).root, code), data)
            known[county, language] = text, data, set(faults)
        return known[county, language]

    return find


@pytest.mark.parametrize("name", PLANTED)
def test_a_planted_lie_is_found(pages, name):
    county, language, lie = PLANTED[name]
    text, data, before = pages(county, language)
    editor = Editor(text)
    lie(editor)
    after = check_page(read_page(editor.root, data.code), data)
    assert set(after) - before, "the lie is not found"


def test_there_are_lies_of_every_kind():
    assert len(PLANTED) >= 100


def test_every_kind_of_sentence_has_its_wording_in_both_languages():
    for language in ("zh", "en"):
        assert set(KINDS_OF_SENTENCES) <= set(load_reader(language).patterns)
