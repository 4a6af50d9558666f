"""Figures drawn in one pass against Figure.savefig, and the fonts named in an SVG."""

import io
from contextlib import nullcontext

import matplotlib as mpl
import pytest
from matplotlib.figure import Figure
from matplotlib.text import Text

from analysis.presentation.charts.style import LAYOUT_FONT, apply_style, make_figure
from analysis.upstream import matplotlib_internals
from analysis.upstream.matplotlib_internals import draw_svg, lay_out_texts_once, replace_font


def make_chart() -> Figure:
    """Two panels with all that stands around axes: labels, titles, a legend, rotated text."""
    figure, (left, right) = make_figure(3.0, columns=2)
    left.plot([0, 1], [2, 3], "o", label="一 one")
    left.set_yticks([2, 3], ["a wide label", "宽的标签"])
    left.set_title("a title\nof two lines")
    right.barh([0, 1], [0.5, 12345.6])
    right.set_xlabel("万元 CNY 10,000", rotation=10)
    right.text(0.5, 0.5, "same text")
    right.text(1.5, 0.5, "same text", rotation=45, fontsize=20)
    figure.legend(*left.get_legend_handles_labels(), loc="lower left")
    return figure


def draw_once(figure: Figure) -> str:
    svg = io.StringIO()

    def lay_out(renderer):
        figure.get_layout_engine().place(figure, renderer)
        figure.set_layout_engine("none")

    draw_svg(figure, svg, lay_out, str)
    return svg.getvalue()


def save(figure: Figure) -> str:
    svg = io.StringIO()
    figure.savefig(svg, format="svg", metadata={"Date": None, "Creator": None})
    return svg.getvalue()


def test_a_figure_drawn_in_one_pass_is_what_savefig_writes():
    with apply_style():
        assert draw_once(make_chart()) == save(make_chart())


def test_layouts_that_are_kept_change_nothing(monkeypatch):
    with apply_style():
        kept = draw_once(make_chart())
        monkeypatch.setattr(matplotlib_internals, "lay_out_texts_once", nullcontext)
        assert draw_once(make_chart()) == kept


def test_a_text_is_laid_out_once_until_it_changes(monkeypatch):
    laid_out = []
    compute_layout = Text._get_layout

    def note(text, renderer):
        laid_out.append(text.get_text())
        return compute_layout(text, renderer)

    monkeypatch.setattr(Text, "_get_layout", note)
    figure = Figure()
    text = figure.text(0.1, 0.1, "before")
    with lay_out_texts_once():
        text.get_window_extent()
        text.set_position((0.5, 0.5))
        text.get_window_extent()
        text.set_text("after")
        text.get_window_extent()
    assert laid_out == ["before", "after"]
    text.get_window_extent()
    assert laid_out[2:] == ["after"], "outside of the block matplotlib computes each layout"


def test_matplotlibs_method_is_restored_after_a_failure():
    compute_layout = Text._get_layout
    with pytest.raises(ZeroDivisionError), lay_out_texts_once():
        raise ZeroDivisionError
    assert Text._get_layout is compute_layout


@pytest.mark.parametrize("family", [[LAYOUT_FONT], [LAYOUT_FONT, "sans-serif"]])
def test_every_text_of_an_svg_names_the_readers_fonts(family):
    with apply_style(), mpl.rc_context({"font.family": family}):
        svg = save(make_chart())
    texts = svg.count("<text ")
    replaced = replace_font(svg, LAYOUT_FONT, "'Their Font',sans-serif")
    assert texts > 10
    assert replaced.count("'Their Font',sans-serif") == texts
    assert LAYOUT_FONT not in replaced
