"""How all charts look: the same whatever the user has set, small SVG, text as text."""

import re
from xml.etree import ElementTree

import matplotlib as mpl
import pytest
from matplotlib.figure import Figure

from analysis.presentation.charts import Chart, draw_svg, use_theme
from analysis.presentation.charts.style import BLUE, DASHES, LAYOUT_FONT, WIDE, DrawingArea
from analysis.presentation.charts.svg import READERS_FONTS
from analysis.presentation.charts.text_width import LONGEST_LABEL, measure_text, wrap_text

from ..figure_text import list_missing_glyphs


def make_area(text: str = "游客 Visitors") -> DrawingArea:
    """A text, a bar, a dashed line and two marks."""
    area = DrawingArea(WIDE, 100)
    area.write(10, 20, text, bold=True)
    area.fill(10, 30, 50, 10, BLUE)
    area.line([10, 60], [50, 50], BLUE, 2, DASHES)
    area.mark([10, 60], [70, 70], BLUE, hollow=True)
    area.mark([30], [70], BLUE, "D")
    return area


def draw(figure: Figure) -> str:
    return draw_svg(figure)[0]


@pytest.mark.filterwarnings("error")
def test_what_a_user_has_set_changes_nothing_in_a_chart():
    plain = draw(make_area().figure)
    settings = {"font.size": 33, "lines.linewidth": 9, "figure.facecolor": "red",
                "lines.dashed_pattern": [1, 9], "text.usetex": True}  # fmt: skip
    with mpl.rc_context(settings):
        assert draw(make_area().figure) == plain


def test_places_and_sizes_are_pixels_from_the_upper_left_corner():
    svg = draw(make_area().figure)
    assert 'width="720" height="100" viewBox="0 0 720 100"' in svg
    assert '<text x="10" y="20" font-weight="bold">' in svg
    assert '<path d="M10 30L60 30L60 40L10 40Z" fill="#0f4c6b"/>' in svg
    assert 'stroke-width="2" stroke-dasharray="4 3"' in svg
    assert svg.count("<circle") == 2
    look = '<g fill="#fff" stroke="#0f4c6b" stroke-width="1.8">'
    assert f'{look}<circle cx="10" cy="70" r="4.5"/>' in svg


def test_lines_of_one_look_are_one_path_that_goes_on_where_they_meet_and_breaks_at_gaps():
    area = DrawingArea(720, 100)
    for start, end in ((10, 20), (20, 30), (40, 50)):
        area.line([start, end], [50, 50], BLUE, 2)
    assert 'd="M10 50L20 50L30 50M40 50L50 50"' in draw(area.figure)
    dashed = DrawingArea(720, 100)
    for start, end in ((10, 20), (20, 30)):
        dashed.line([start, end], [50, 50], BLUE, 2, DASHES)
    assert 'd="M10 50L20 50M20 50L30 50"' in draw(dashed.figure)


def test_the_same_chart_is_the_same_svg_without_date_identifiers_and_style_sheet():
    svg = draw(make_area().figure)
    assert svg == draw(make_area().figure)
    assert not re.search(r"dc:date|20\d\d-\d\d-\d\d|atplotlib|<style|style=|clip|id=|<use", svg)
    assert not re.search(r"\d\.\d\d", svg), "coordinates have one decimal"


def test_a_drawing_made_twice_is_the_same_and_its_figure_keeps_its_resolution():
    area = make_area()
    area.figure.dpi = 77
    first = draw(area.figure)
    assert draw(area.figure) == first
    assert area.figure.dpi == 77


def test_an_svg_keeps_text_as_text_in_the_readers_own_fonts():
    svg = draw(make_area("县 < 市 & 省").figure)
    root = ElementTree.fromstring(svg)
    texts = [element.text for element in root.iter("{http://www.w3.org/2000/svg}text")]
    assert texts == ["县 < 市 & 省"]
    assert root.get("font-family") == READERS_FONTS


def test_text_with_dollar_signs_is_no_formula():
    assert "$x_1$" in draw(make_area("$x_1$").figure)


def test_any_figure_of_an_analyst_becomes_svg():
    figure = Figure(figsize=(3, 2))
    axes = figure.subplots()
    axes.plot([1, 2, 3], [3, 1, 2], "o-", label="a")
    axes.legend()
    axes.set_ylabel("turned", rotation=90)
    root = ElementTree.fromstring(draw(figure))
    assert root.get("width") == "300"
    assert "rotate(-90" in draw(figure)


def test_a_letter_that_the_font_lacks_is_found():
    assert list_missing_glyphs("县情简报 briefs 12.5%–13 ÷ ≥") == []
    assert list_missing_glyphs("\U00013000") == ["\U00013000"]


def test_an_analysts_own_charts_take_colours_and_a_chinese_font():
    with mpl.rc_context():
        use_theme()
        assert mpl.rcParams["font.family"] == [LAYOUT_FONT]
        assert mpl.rcParams["axes.prop_cycle"].by_key()["color"][0] == pytest.approx(
            mpl.colors.to_rgb(BLUE)
        )


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("", 100, [""]),
        ("short", 100, ["short"]),
        ("Rural e-commerce services", 125, ["Rural e-commerce", "services"]),
        ("农村电商服务体系", 60, ["农村电商", "服务体系"]),
        ("农村电商、服务。", 60, ["农村电商、", "服务。"]),
        ("incomprehensibility", 60, ["incompre", "hensibil", "ity"]),
        ("two\nlines\x07 and\tblanks", 500, ["two lines and blanks"]),
    ],
)
def test_a_label_is_broken_into_lines(text, width, lines):
    assert wrap_text(text, width, 12) == lines


def test_a_line_never_begins_with_closing_punctuation():
    lines = wrap_text("甲乙丙丁，甲乙丙丁。（甲乙丙）丁", 60, 12, 9)
    assert lines == ["甲乙丙丁，", "甲乙丙丁。", "（甲乙丙）", "丁"]


def test_a_label_of_any_length_ends_with_an_ellipsis_where_it_is_cut():
    fits, cut = "字" * LONGEST_LABEL, "字" * (LONGEST_LABEL + 1)
    assert wrap_text(fits, 5000, 12) == [fits]
    assert wrap_text(cut, 5000, 12) == ["字" * (LONGEST_LABEL - 1) + "…"]
    assert wrap_text("字" * 30, 60, 12, 2)[-1].endswith("…")


def test_a_text_is_measured_with_a_tenth_more_and_bold_is_wider():
    assert measure_text("县情", 10) == pytest.approx(22)
    assert measure_text("12", 10) < measure_text("12", 10, is_bold=True)


def test_a_chart_shows_itself_with_both_drawings_and_its_style():
    area = make_area()
    html = Chart(area.figure, "what & how", "caption", DrawingArea(328, 50).figure)._repr_html_()
    assert html.startswith("<style>")
    assert html.count("data:image/svg+xml;base64,") == 2
    wide, narrow = re.findall(r"<img[^>]*>", html)
    assert 'width="720" height="100" alt="what &amp; how"' in wide
    assert 'class="narrow" hidden' in narrow
    assert 'width="328" height="50" alt="what &amp; how"' in narrow
