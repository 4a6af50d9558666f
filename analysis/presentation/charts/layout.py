"""Makes room for what stands around the axes: labels, titles, legends.

matplotlib's constrained layout measures every text four times, twice for each of two rounds, and
saving draws the figure twice on its account. Here all axes stand side by side, so each text is
measured once and margins follow.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, TextIO

from matplotlib.backend_bases import RendererBase
from matplotlib.backends.backend_mixed import MixedModeRenderer
from matplotlib.backends.backend_svg import RendererSVG
from matplotlib.figure import Figure
from matplotlib.layout_engine import LayoutEngine
from matplotlib.text import Text
from matplotlib.transforms import Bbox

POINTS = 72
"""Of an inch: the unit of an SVG."""
EDGE, GAP = 0.05, 0.12
"""Inches at the figure's edge and between two axes."""


class SideBySide(LayoutEngine):
    """Gives axes in one row the same width and height and all their labels room.

    A legend of the figure stands below the axes, at the left.
    """

    _adjust_compatible = False
    _colorbar_gridspec = False

    def execute(self, fig: Figure) -> None:
        """Places the axes; called before the figure is drawn."""
        self.place(fig, fig._get_renderer())  # type: ignore[attr-defined]

    def place(self, figure: Figure, renderer: RendererBase) -> None:
        """Places the axes as texts are measured by a renderer."""
        width, height = figure.get_size_inches()
        edge_x, edge_y = EDGE / width, EDGE / height
        _fix_blank_labels(figure)
        outside = [_measure_outside(axes, renderer, figure) for axes in figure.axes]
        bottom = max(each.y0 for each in outside) + edge_y + _measure_legend(figure, renderer)
        top = max(each.y1 for each in outside) + edge_y
        gap = GAP / width
        used = sum(each.x0 + each.x1 for each in outside) + gap * (len(outside) - 1) + 2 * edge_x
        own_width = (1 - used) / len(outside)
        left = edge_x
        for axes, each in zip(figure.axes, outside, strict=True):
            left += each.x0
            axes.set_position((left, bottom, own_width, 1 - bottom - top))
            left += own_width + each.x1 + gap
        for legend in figure.legends:
            legend.set_bbox_to_anchor((edge_x, 0.0), figure.transFigure)


def draw_svg(figure: Figure, file: TextIO) -> None:
    """Writes a figure as SVG, without date; what was measured for its layout is not measured again.

    Its layout is fixed afterwards.
    """
    width, height = figure.get_size_inches()
    dpi, figure.dpi = figure.dpi, POINTS
    svg = RendererSVG(
        width * POINTS, height * POINTS, file, image_dpi=dpi,
        metadata={"Date": None, "Creator": None},
    )  # fmt: skip
    renderer = MixedModeRenderer(figure, width, height, dpi, svg)
    engine = figure.get_layout_engine()
    with _lay_out_once():
        if isinstance(engine, SideBySide):
            engine.place(figure, renderer)
            figure.set_layout_engine("none")
        figure.draw(renderer)
    renderer.finalize()
    figure.dpi = dpi


@contextmanager
def _lay_out_once() -> Iterator[None]:
    """Keeps the layout of each text: measured and drawn, it changes its place at most."""
    lay_out = Text._get_layout
    kept: dict[tuple[int, str], Any] = {}

    def look_up(text: Text, renderer: RendererBase) -> Any:
        key = id(text), text.get_text()
        if key not in kept:
            kept[key] = lay_out(text, renderer)
        return kept[key]

    Text._get_layout = look_up
    try:
        yield
    finally:
        Text._get_layout = lay_out


def _fix_blank_labels(figure: Figure) -> None:
    # matplotlib measures all tick labels to place a label, even a blank one.
    for axes in figure.axes:
        for axis in (axes.xaxis, axes.yaxis):
            if not axis.get_label_text():
                axis.set_label_coords(0, 0)


def _measure_outside(axes: object, renderer: RendererBase, figure: Figure) -> Bbox:
    """How far labels reach beyond the axes: left and bottom, right and top, in figure fractions."""
    tight = axes.get_tightbbox(renderer, for_layout_only=True)  # type: ignore[attr-defined]
    around = tight.transformed(figure.transFigure.inverted())
    inner = axes.get_position()  # type: ignore[attr-defined]
    sides = (inner.x0 - around.x0, inner.y0 - around.y0, around.x1 - inner.x1, around.y1 - inner.y1)
    return Bbox.from_extents(*(max(0.0, side) for side in sides))


def _measure_legend(figure: Figure, renderer: RendererBase) -> float:
    heights = [legend.get_window_extent(renderer).height for legend in figure.legends]
    return max(heights, default=0.0) / figure.bbox.height
