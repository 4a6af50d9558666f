"""Axes side by side: equally large, with room for their labels and for the figure's legend."""

import io
from itertools import pairwise

import pytest
from matplotlib.figure import Figure
from matplotlib.text import Text

from analysis.presentation.charts.layout import EDGE, SideBySide, draw_svg
from analysis.presentation.charts.style import WIDTH, apply_style, make_figure
from analysis.upstream.matplotlib_internals import POINTS_PER_INCH

from ..figure_text import draw, list_texts_outside

HEIGHT = 3.0


def make_panels(*titles: str, legend: str = "") -> Figure:
    """A panel for each title, the first with wide labels at its left, and a legend below."""
    with apply_style():
        figure, all_axes = make_figure(HEIGHT, len(titles))
        for axes, title in zip(all_axes, titles, strict=True):
            axes.plot([0, 1], [0, 1])
            axes.set_title(title)
        all_axes[0].set_yticks([0, 1], ["a wide label", "宽的标签"])
        if legend:
            figure.legend(*all_axes[0].get_legend_handles_labels(), title=legend, loc="lower left")
    return figure


@pytest.mark.parametrize("titles", [("one",), ("one", "two"), ("one", "two\nlines", "three")])
def test_panels_are_equally_large_and_all_texts_are_inside(titles):
    figure = make_panels(*titles)
    draw(figure)
    places = [axes.get_position() for axes in figure.axes]
    assert all(place.width > 0 for place in places)
    assert [place.width for place in places] == pytest.approx([places[0].width] * len(places))
    assert [place.height for place in places] == pytest.approx([places[0].height] * len(places))
    assert all(left.x1 < right.x0 for left, right in pairwise(places))
    assert list_texts_outside(figure) == []


def test_a_text_that_reaches_over_the_edge_is_found():
    figure = make_panels("one")
    with apply_style():
        figure.text(0.99, 0.5, "over the edge")
    assert list_texts_outside(figure) == ["over the edge"]


def test_the_axes_use_all_the_room_that_labels_leave():
    with apply_style():
        figure, (axes,) = make_figure(HEIGHT)
        axes.set_axis_off()
    draw(figure)
    place = axes.get_position()
    assert [place.x0, 1 - place.x1] == pytest.approx([EDGE / WIDTH] * 2)
    assert [place.y0, 1 - place.y1] == pytest.approx([EDGE / HEIGHT] * 2)


def test_a_legend_of_the_figure_stands_below_the_axes_at_the_left():
    without, with_legend = make_panels("one"), make_panels("one", legend="关键 key")
    draw(without)
    draw(with_legend)
    (legend,) = with_legend.legends
    box = legend.get_window_extent().transformed(with_legend.transFigure.inverted())
    (axes,) = with_legend.axes
    assert box.x0 < 0.05
    assert box.y1 < axes.get_position().y0
    assert axes.get_position().y0 > without.axes[0].get_position().y0


def test_a_figure_is_laid_out_once_and_stays_so():
    figure = make_panels("one")
    assert isinstance(figure.get_layout_engine(), SideBySide)
    first = io.StringIO()
    with apply_style():
        draw_svg(figure, first)
        assert not isinstance(figure.get_layout_engine(), SideBySide)
        place = figure.axes[0].get_position().bounds
        figure.axes[0].set_title("a title\nof three\nlines")
        draw_svg(figure, io.StringIO())
    assert figure.axes[0].get_position().bounds == place


def test_a_figure_with_another_layout_is_drawn_as_it_is():
    with apply_style():
        figure = Figure(figsize=(2, 1))
        axes = figure.add_axes((0.25, 0.25, 0.5, 0.5))
        written = io.StringIO()
        draw_svg(figure, written)
    assert axes.get_position().bounds == pytest.approx((0.25, 0.25, 0.5, 0.5))
    assert written.getvalue().rstrip().endswith("</svg>")


def test_matplotlib_itself_places_the_axes_alike_when_a_notebook_shows_the_figure():
    shown, written = make_panels("one", "two"), make_panels("one", "two")
    with apply_style():
        shown.draw_without_rendering()
    draw(written)
    for ours, theirs in zip(written.axes, shown.axes, strict=True):
        # Letters are measured in whole pixels there.
        assert ours.get_position().bounds == pytest.approx(theirs.get_position().bounds, abs=0.02)


def test_drawing_leaves_the_resolution_and_matplotlibs_own_measuring_as_they_were():
    measuring = Text._get_layout
    figure = make_panels("one")
    dpi = figure.dpi
    assert dpi != POINTS_PER_INCH
    draw(figure)
    assert figure.dpi == dpi
    assert Text._get_layout is measuring


def test_matplotlibs_own_measuring_comes_back_when_drawing_fails():
    measuring = Text._get_layout
    figure = make_panels("one")
    figure.axes[0].plot([0], [0], label="x").pop().draw = None
    with apply_style(), pytest.raises(TypeError):
        draw_svg(figure, io.StringIO())
    assert Text._get_layout is measuring
