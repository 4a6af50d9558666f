"""What cells show: sentences as HTML, every text escaped, and the mark at the end of a brief."""

import base64
import re

import pandas as pd
import pytest
from markupsafe import Markup

from analysis.parameters import Brief
from analysis.paths import STYLE_ONCE_VARIABLE, find_data_root
from analysis.presentation.charts import Chart
from analysis.presentation.charts.style import INK, DrawingArea
from analysis.presentation.display import (
    END_MARK,
    NOTHING,
    Fragment,
    show_chart,
    show_charts,
    show_details,
    show_end,
    show_list,
    show_missing,
    show_style,
)
from analysis.presentation.formats import Words
from analysis.presentation.style import unwrap

HOSTILE = '<script>alert("1")</script> & more'
ESCAPED = "&lt;script&gt;alert(&#34;1&#34;)&lt;/script&gt; &amp; more"


def make_brief(language: str) -> Brief:
    day = pd.Timestamp("2021-09-09")
    return Brief("990101", "狐县", "Fox County", day, language, find_data_root())


def make_chart(alt: str, caption: str) -> Chart:
    """A chart that holds one line."""
    area = DrawingArea(100, 50)
    area.line([0, 10], [0, 10], INK)
    return Chart(area.figure, alt, caption)


def test_a_fragment_is_html_for_the_page_and_a_short_text_for_the_terminal(monkeypatch):
    monkeypatch.setenv(STYLE_ONCE_VARIABLE, "1")
    fragment = Fragment(Markup("<p>paid</p>"), {"application/x": {"a": 1}})
    assert repr(fragment) == "<Fragment of 11 characters>"
    assert fragment._repr_mimebundle_() == {
        "text/html": '<div class="county-brief"><p>paid</p></div>',
        "text/plain": "<Fragment of 11 characters>",
        "application/x": {"a": 1},
    }


def test_a_fragment_brings_its_style_unless_a_batch_shows_it_once(monkeypatch):
    fragment = Fragment(Markup("<p>paid</p>"))
    monkeypatch.delenv(STYLE_ONCE_VARIABLE, raising=False)
    alone = fragment._repr_mimebundle_()["text/html"]
    assert alone == f'{show_style().html}<div class="county-brief"><p>paid</p></div>'
    assert unwrap(alone) == "<p>paid</p>"
    monkeypatch.setenv(STYLE_ONCE_VARIABLE, "1")
    assert "<style>" not in fragment._repr_mimebundle_()["text/html"]
    assert NOTHING._repr_mimebundle_()["text/html"] == ""


def test_only_what_shows_something_is_true():
    assert not NOTHING
    assert Fragment(Markup("<p></p>"))


def test_fragments_are_added_one_below_the_other_with_the_outputs_of_both():
    both = Fragment(Markup("<p>a</p>"), {"x": 1}) + Fragment(Markup("<p>b</p>"), {"y": 2})
    assert both.html == "<p>a</p><p>b</p>"
    assert both.data == {"x": 1, "y": 2}


@pytest.mark.parametrize("sentences", [[], ["一。"], ["一。", "二。", "三。"]], ids=len)
def test_sentences_are_items_of_a_list(sentences, snapshot):
    assert str(show_list(sentences).html) == snapshot


def test_what_is_missing_is_said_in_a_paragraph_of_its_own_kind():
    assert show_missing("无。").html == '<p class="missing">无。</p>'


@pytest.mark.parametrize(
    "fragment",
    [
        pytest.param(show_list([HOSTILE]), id="list"),
        pytest.param(show_missing(HOSTILE), id="missing"),
        pytest.param(show_details(HOSTILE, show_missing("x")), id="details"),
    ],
)
def test_a_text_from_the_data_is_never_html(fragment):
    assert HOSTILE not in fragment.html
    assert ESCAPED in fragment.html


def test_a_text_that_is_html_already_is_not_escaped_twice():
    inner = show_missing("a & b")
    assert show_details("more", inner).html == (
        '<details><summary>more</summary><p class="missing">a &amp; b</p></details>'
    )


def test_details_of_nothing_are_nothing_and_keep_other_outputs_else():
    assert show_details("more", NOTHING) is NOTHING
    assert show_details("more", Fragment(Markup("<p>a</p>"), {"x": 1})).data == {"x": 1}


def test_no_chart_shows_nothing():
    assert show_chart(None) is NOTHING


def test_a_chart_is_an_image_inside_the_page_with_its_description():
    shown = show_chart(make_chart(HOSTILE, "how to read it"))
    assert f'alt="{ESCAPED}"' in shown.html
    assert "<figcaption>how to read it</figcaption>" in shown.html
    encoded = re.search(r'src="data:image/svg\+xml;base64,([^"]+)"', shown.html)[1]
    assert "<svg" in base64.b64decode(encoded).decode("utf-8")


def test_a_chart_drawn_twice_has_the_same_bytes():
    first, second = (show_chart(make_chart("alt", "caption")) for _ in range(2))
    assert first.html == second.html


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_end_of_a_brief_says_what_it_was_made_from(language, snapshot):
    headlines = [{"label": "Disbursement rate", "value": "69.98%"}]
    end = show_end(make_brief(language), headlines, Words(language))
    assert {"html": str(end.html), **end.data[END_MARK]} == snapshot


def test_the_mark_of_the_end_does_not_change_with_the_headlines_it_was_made_of():
    headline = {"label": "Disbursement rate", "value": "69.98%"}
    end = show_end(make_brief("en"), [headline], Words("en"))
    headline["value"] = "changed"
    assert end.data[END_MARK]["headlines"] == [{"label": "Disbursement rate", "value": "69.98%"}]


def test_a_county_with_several_projects_has_a_chart_of_each_under_its_name():
    rows = pd.DataFrame({"project_id": ["b", "a", "b"], "amount": [1, 2, 3]})
    names = {"a": "First", "b": "Second", "c": "Third"}

    def plot(own: pd.DataFrame, words: Words) -> Chart:
        return make_chart(f"alt {own['amount'].tolist()}", f"caption {words.language}")

    html = str(show_charts(plot, rows, names, Words("en")).html)
    assert re.findall(r'alt="(.*?)">', html) == ["First: alt [2]", "Second: alt [1, 3]"]
    assert re.findall(r"<(?:h3|figcaption)>(.*?)<", html) == [
        "First", "caption en", "Second", "caption en",
    ]  # fmt: skip
    only = str(show_charts(plot, rows, {}, Words("en")).html)
    assert re.findall(r'alt="(.*?)">', only) == ["alt [1, 2, 3]"]
    assert show_charts(lambda own, words: None, rows, names, Words("en")) == NOTHING


def test_the_style_of_cells_names_only_classes_of_this_package_and_loads_nothing():
    html = str(show_style().html)
    assert html.startswith("<style>")
    assert html.endswith("</style>")
    assert "url(" not in html
    assert "@import" not in html
    rules = re.findall(r"(?:^|[{}] ?)([^@/{}\n<][^{}\n]*) \{", html, re.MULTILINE)
    assert rules
    # Each rule begins with a class, so that it changes nothing else in JupyterLab.
    assert all(rule.startswith(".") for rule in rules)
