"""How all charts look: one style whatever the user has set, labels in lines, SVG as text."""

import re
from xml.etree import ElementTree

import matplotlib as mpl
import pytest
from matplotlib.figure import Figure

from analysis.presentation.charts.style import (
    INK,
    LAYOUT_FONT,
    LONGEST_LABEL,
    READERS_FONTS,
    WIDTH,
    apply_style,
    clear_frame,
    label_rows,
    make_figure,
    measure,
    shift_points,
    wrap_label,
    write_svg,
)

from ..figure_text import draw, list_missing_glyphs, list_row_labels, name_colour


def make_small_chart(title: str = "游客 Visitors") -> Figure:
    """A chart of two points with a title."""
    with apply_style():
        figure, (axes,) = make_figure(2.0)
        axes.plot([1, 2], [3, 4], "o")
        axes.set_title(title)
    return figure


def test_the_style_holds_inside_and_leaves_the_users_settings_as_they_were():
    with mpl.rc_context({"font.size": 33, "axes.unicode_minus": True}):
        before = dict(mpl.rcParams)
        with apply_style():
            assert mpl.rcParams["font.family"] == [LAYOUT_FONT]
            assert mpl.rcParams["font.size"] == 10
            assert mpl.rcParams["text.color"] == INK
            assert mpl.rcParams["svg.fonttype"] == "none"
        assert dict(mpl.rcParams) == before


def test_the_style_does_not_choose_the_window_that_charts_open_in():
    backend = mpl.get_backend()
    with apply_style():
        assert mpl.get_backend() == backend


def test_the_users_settings_come_back_even_when_drawing_fails():
    before = dict(mpl.rcParams)
    with pytest.raises(ZeroDivisionError), apply_style():
        raise ZeroDivisionError
    assert dict(mpl.rcParams) == before


def test_what_a_user_has_set_changes_nothing_in_a_chart():
    plain = write_svg(make_small_chart())
    with mpl.rc_context({"font.size": 33, "lines.linewidth": 9, "axes.facecolor": "red"}):
        assert write_svg(make_small_chart()) == plain


@pytest.mark.parametrize("columns", [1, 2, 3])
def test_a_figure_has_the_width_of_the_page_and_as_many_axes_as_asked_for(columns):
    with apply_style():
        figure, axes = make_figure(2.5, columns)
    assert figure.get_size_inches().tolist() == [WIDTH, 2.5]
    assert list(figure.axes) == axes
    assert len(axes) == columns


def test_the_same_chart_is_the_same_svg_without_a_date():
    svg = write_svg(make_small_chart())
    assert svg == write_svg(make_small_chart())
    assert not re.search(r"dc:date|20\d\d-\d\d-\d\d", svg)
    assert "Matplotlib" not in svg


def test_an_svg_keeps_text_as_text_in_the_readers_own_fonts():
    svg = write_svg(make_small_chart("县 < 市 & 省"))
    root = ElementTree.fromstring(svg)
    texts = [element.text for element in root.iter("{http://www.w3.org/2000/svg}text")]
    assert "县 < 市 & 省" in texts
    styles = re.findall(r'<text style="([^"]*)"', svg)
    assert styles
    assert all(style.count(READERS_FONTS) == 1 for style in styles)


def test_a_title_with_dollar_signs_is_no_formula():
    assert "$x_1$" in draw(make_small_chart("$x_1$"))


def test_a_letter_that_the_font_lacks_is_found():
    assert list_missing_glyphs("县情简报 briefs 12.5%–13 ÷ ≥") == []
    assert list_missing_glyphs("\U00013000") == ["\U00013000"]


@pytest.mark.parametrize("sides", [("left",), ("bottom",), ("left", "bottom"), ()])
def test_only_the_named_sides_of_a_frame_are_left_and_no_tick_marks(sides):
    with apply_style():
        figure, (axes,) = make_figure(2.0)
        clear_frame(axes, *sides)
    draw(figure)
    assert {side for side, spine in axes.spines.items() if spine.get_visible()} == set(sides)
    assert {name_colour(spine.get_edgecolor()) for spine in axes.spines.values()} == {"light grey"}
    ticks = [*axes.xaxis.get_major_ticks(), *axes.yaxis.get_major_ticks()]
    assert ticks
    assert not any(tick.tick1line.get_visible() for tick in ticks)


def test_labels_of_rows_stand_at_their_rows_left_of_the_axes():
    with apply_style():
        figure, (axes,) = make_figure(2.0)
        axes.set_ylim(2.5, -0.5)
        label_rows(axes, ["first", "第二", "third"])
    draw(figure)
    assert list_row_labels(axes) == ["first", "第二", "third"]
    assert list(axes.get_yticks()) == []
    renderer = figure._get_renderer()
    boxes = [text.get_window_extent(renderer) for text in axes.texts]
    assert all(box.x1 < axes.bbox.x0 for box in boxes)
    rows = [axes.transData.inverted().transform((0, (box.y0 + box.y1) / 2))[1] for box in boxes]
    assert rows == pytest.approx([0, 1, 2], abs=0.1)


def test_a_shifted_place_is_so_many_points_further():
    with apply_style():
        figure, (axes,) = make_figure(2.0)
    shifted = shift_points(axes, 9, -18).transform((0.5, 0.5))
    assert shifted - axes.transData.transform((0.5, 0.5)) == pytest.approx(
        [9 * figure.dpi / 72, -18 * figure.dpi / 72]
    )


@pytest.mark.parametrize(
    ("text", "width", "wrapped"),
    [
        ("", 10, ""),
        ("short", 10, "short"),
        ("Rural e-commerce services", 16, "Rural e-commerce\nservices"),
        ("农村电商服务体系", 8, "农村电商\n服务体系"),
        ("农村电商、服务。", 8, "农村电商、\n服务。"),
        ("A1 培训 trained", 7, "A1 培训\ntrained"),
        ("incomprehensibility", 5, "incomprehensibility"),
        ("two\nlines\x07 and\tblanks", 40, "two lines and blanks"),
    ],
)
def test_a_label_is_broken_into_lines(text, width, wrapped):
    assert wrap_label(text, width) == wrapped


def test_a_line_never_begins_with_closing_punctuation():
    lines = wrap_label("甲乙丙丁，甲乙丙丁。（甲乙丙）丁", 8).split("\n")
    assert lines == ["甲乙丙丁，", "甲乙丙丁。", "（甲乙丙）", "丁"]


def test_a_label_of_any_length_ends_with_an_ellipsis_where_it_is_cut():
    fits, cut = "字" * LONGEST_LABEL, "字" * (LONGEST_LABEL + 1)
    assert wrap_label(fits, 1000) == fits
    assert wrap_label(cut, 1000) == "字" * (LONGEST_LABEL - 1) + "…"


@pytest.mark.parametrize(("text", "width"), [("", 0), ("abc", 3), ("县情", 4), ("Ａ（a）", 7)])
def test_a_chinese_letter_is_as_wide_as_two_others(text, width):
    assert measure(text) == width
