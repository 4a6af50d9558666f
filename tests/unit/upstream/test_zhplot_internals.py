"""The font that zhplot ships is where it is looked for and is the one that charts name."""

from matplotlib.font_manager import get_font

from analysis.presentation.charts.style import LAYOUT_FONT
from analysis.upstream.zhplot_internals import find_font


def test_the_shipped_font_is_the_one_that_charts_are_laid_out_with():
    font = get_font(find_font())
    assert font.family_name == LAYOUT_FONT
    assert font.get_char_index(ord("县")) != 0
