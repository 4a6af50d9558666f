"""Characters that the layout font lacks: drawn as they are, measured, named, and no warning."""

import warnings

import pytest

from analysis.presentation.charts import Chart, draw_svg
from analysis.presentation.charts.glyphs import STAND_IN, MissingGlyphs
from analysis.presentation.charts.style import DrawingArea
from analysis.presentation.charts.text_width import measure_text, wrap_text
from analysis.presentation.display import show_chart
from analysis.presentation.marks import MISSING_GLYPHS

# Texts of counties' papers, by script, each with characters that Noto Sans SC lacks.
LABELS = {
    "rare Han": "𠮷田村",
    "emoji": "直播📦电商",
    "joined emoji": "培训👩🏽‍🌾",
    "Tibetan": "བོད་ལྗོངས",
    "Uyghur": "ئۇيغۇر",
    "Yi": "ꆈꌠ",
    "Mongolian": "ᠮᠣᠩᠭᠣᠯ",
    "Korean": "연변",
}


def make_figure(text):
    area = DrawingArea(720, 100)
    area.write(10, 20, text)
    return area.figure


def draw_label(text):
    """A chart with a text; a warning is an error, as it is in a brief."""
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        return draw_svg(make_figure(text))


@pytest.mark.parametrize("script", list(LABELS))
def test_a_label_in_any_script_is_drawn_as_it_is_and_its_characters_are_named(script):
    text = LABELS[script]
    svg, missing = draw_label(text)
    assert f">{text}</text>" in svg
    assert missing
    assert set(missing) <= set(text)


def test_a_chart_without_such_characters_names_none():
    assert draw_label("清新区 12.5% – ÷ ≥")[1] == ()


@pytest.mark.parametrize(
    ("text", "measured"),
    [
        ("吉a", "吉a"),
        ("𠮷a", f"{STAND_IN}a"),
        ("\U0001f9d1\u200d\U0001f33e\ufe0f", STAND_IN * 2),
    ],
)
def test_a_missing_character_is_as_wide_as_a_chinese_one_and_a_joiner_has_no_width(text, measured):
    assert MissingGlyphs().stand_in(text) == measured


def test_labels_of_rare_characters_are_broken_between_them():
    assert wrap_text("𠮷" * 6, 60, 12) == ["𠮷𠮷𠮷𠮷", "𠮷𠮷"]
    assert measure_text("𠮷", 12) == measure_text("吉", 12)


def show_label(text):
    return show_chart(Chart(make_figure(text), f"alt {text}", f"caption {text}"))


def test_a_cell_passes_on_the_missing_characters_of_all_its_charts():
    assert MISSING_GLYPHS not in show_label("吉").data
    shown = show_label("𠮷吉") + show_label("吉") + show_label("📦𠮷")
    assert shown.data == {MISSING_GLYPHS: sorted("𠮷📦")}
    assert 'alt="alt 📦𠮷"' in shown.html
