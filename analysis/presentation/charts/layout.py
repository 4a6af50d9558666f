"""Places axes side by side with room for what stands around them: labels, titles, legends.

matplotlib's constrained layout measures every text four times, twice in each of two rounds, and
``savefig`` then draws the figure twice. Here all axes stand in one row, so each text is measured
once and the margins follow.
"""

from typing import TextIO

from matplotlib.axes import Axes
from matplotlib.backend_bases import RendererBase
from matplotlib.figure import Figure
from matplotlib.layout_engine import LayoutEngine
from matplotlib.transforms import Bbox

from analysis.presentation.charts.glyphs import MissingGlyphs
from analysis.upstream import matplotlib_internals

EDGE, GAP = 0.05, 0.12
"""Inches at the figure's edge and between two axes."""


class SideBySide(LayoutEngine):
    """Gives all axes, in one row, the same width and height and leaves room for their labels.

    A legend of the figure stands below the axes, at the left.
    """

    # matplotlib asks layout engines to set these two.
    _adjust_compatible = False
    _colorbar_gridspec = False

    def execute(self, fig: Figure) -> None:
        """Places the axes; matplotlib calls it before it draws the figure."""
        self.place(fig)

    def place(self, figure: Figure, renderer: RendererBase | None = None) -> None:
        """Places the axes as texts are measured by a renderer, by default the figure's own."""
        width, height = figure.get_size_inches()
        edge_x, edge_y = EDGE / width, EDGE / height
        _fix_blank_labels(figure)
        margins = [_measure_margins(axes, renderer, figure) for axes in figure.axes]
        bottom = max(margin.y0 for margin in margins) + edge_y + _measure_legend(figure, renderer)
        top = max(margin.y1 for margin in margins) + edge_y
        gap = GAP / width
        taken = sum(margin.x0 + margin.x1 for margin in margins)
        taken += gap * (len(margins) - 1) + 2 * edge_x
        axes_width = (1 - taken) / len(margins)
        left = edge_x
        for axes, margin in zip(figure.axes, margins, strict=True):
            left += margin.x0
            axes.set_position((left, bottom, axes_width, 1 - bottom - top))
            left += axes_width + margin.x1 + gap
        for legend in figure.legends:
            legend.set_bbox_to_anchor((edge_x, 0.0), figure.transFigure)


def draw_svg(figure: Figure, file: TextIO) -> tuple[str, ...]:
    """Writes a figure as SVG, without date. Its layout no longer changes afterwards.

    Returns:
        Characters that the layout font lacks, sorted; the reader's own fonts show them.
    """
    engine = figure.get_layout_engine()

    def lay_out(renderer: RendererBase) -> None:
        if isinstance(engine, SideBySide):
            engine.place(figure, renderer)
            figure.set_layout_engine("none")

    missing = MissingGlyphs()
    matplotlib_internals.draw_svg(figure, file, lay_out, missing.stand_in)
    return tuple(sorted(missing.found))


def _fix_blank_labels(figure: Figure) -> None:
    # matplotlib measures all tick labels to place the label of an axis, even a blank one.
    for axes in figure.axes:
        for axis in (axes.xaxis, axes.yaxis):
            if not axis.get_label_text():
                axis.set_label_coords(0, 0)


def _measure_margins(axes: Axes, renderer: RendererBase | None, figure: Figure) -> Bbox:
    """How far labels reach beyond the axes: left and bottom, right and top, in figure fractions."""
    box = axes.get_tightbbox(renderer, for_layout_only=True)
    outer = box.transformed(figure.transFigure.inverted())
    inner = axes.get_position()
    sides = (inner.x0 - outer.x0, inner.y0 - outer.y0, outer.x1 - inner.x1, outer.y1 - inner.y1)
    return Bbox.from_extents(*(max(0.0, side) for side in sides))


def _measure_legend(figure: Figure, renderer: RendererBase | None) -> float:
    """Height of the figure's tallest legend, in figure fractions."""
    heights = [legend.get_window_extent(renderer).height for legend in figure.legends]
    return max(heights, default=0.0) / figure.bbox.height
