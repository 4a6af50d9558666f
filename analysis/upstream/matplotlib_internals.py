"""matplotlib: an SVG drawn once, each text laid out once, and the fonts named in the SVG."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, TextIO

from matplotlib.backend_bases import RendererBase
from matplotlib.backends.backend_mixed import MixedModeRenderer
from matplotlib.backends.backend_svg import RendererSVG
from matplotlib.figure import Figure
from matplotlib.text import Text

from analysis.upstream.use import Use

POINTS_PER_INCH = 72
"""The unit of an SVG is the point."""
_VERSIONS = {"matplotlib": ("3.11", "3.12")}

DRAWN_ONCE = Use(
    purpose="A figure laid out and written as SVG in one pass",
    names=("MixedModeRenderer()", "RendererSVG()", "RendererSVG.finalize"),
    versions=_VERSIONS,
    saved_share=0.072,
    reason="`Figure.savefig` draws a figure that has a layout engine twice.",
)
TEXTS_LAID_OUT_ONCE = Use(
    purpose="Texts that are measured for the layout are not measured again when drawn",
    names=("Text._get_layout",),
    versions=_VERSIONS,
    saved_share=0.036,
    reason="matplotlib computes the lines and the box of a text each time it is measured or drawn.",
)
FONTS_OF_THE_READER = Use(
    purpose="The reader's own Chinese fonts in the SVG, after the one the layout is measured with",
    names=("the property `font` or `font-family` of each text of an SVG",),
    versions=_VERSIONS,
    saved_share=None,
    reason="`font.family` accepts several families, but matplotlib then searches for each of them "
    "and may measure with one that only this machine has.",
)


class MeasuringRenderer(RendererSVG):
    """Writes SVG; texts are measured as another text, and written as they are.

    Attributes:
        measure_as: gives the text that is measured.
    """

    measure_as: Callable[[str], str]

    def get_text_width_height_descent(self, s: str, prop: Any, ismath: Any) -> Any:
        """Width, height and descent of a text."""
        return super().get_text_width_height_descent(self.measure_as(s), prop, ismath)


def draw_svg(
    figure: Figure,
    file: TextIO,
    lay_out: Callable[[RendererBase], None],
    measure_as: Callable[[str], str],
) -> None:
    """Writes a figure as SVG, without date.

    Args:
        figure: without layout engine once ``lay_out`` has been called.
        file: where the SVG is written.
        lay_out: places the axes as texts are measured by the renderer that it is given.
        measure_as: gives the text that is measured in place of one that is written.
    """
    width, height = figure.get_size_inches()
    dpi, figure.dpi = figure.dpi, POINTS_PER_INCH
    svg = MeasuringRenderer(
        width * POINTS_PER_INCH, height * POINTS_PER_INCH, file, image_dpi=dpi,
        metadata={"Date": None, "Creator": None},
    )  # fmt: skip
    svg.measure_as = measure_as
    renderer = MixedModeRenderer(figure, width, height, dpi, svg)
    with lay_out_texts_once():
        lay_out(renderer)
        figure.draw(renderer)
    renderer.finalize()
    figure.dpi = dpi


@contextmanager
def lay_out_texts_once() -> Iterator[None]:
    """Keeps the layout of each text within the block, where only the place of a text may change."""
    compute_layout = Text._get_layout
    layouts: dict[tuple[Text, str], Any] = {}

    def look_up(text: Text, renderer: RendererBase) -> Any:
        key = text, text.get_text()
        if key not in layouts:
            layouts[key] = compute_layout(text, renderer)
        return layouts[key]

    Text._get_layout = look_up
    try:
        yield
    finally:
        Text._get_layout = compute_layout


def replace_font(svg: str, font: str, families: str) -> str:
    """The SVG with the font families in place of a font and of its fallbacks."""
    named = re.compile(rf"(font(?:-family)?:[^;\"]*?)'{re.escape(font)}'(?:,\s*[\w-]+)*")
    return named.sub(rf"\g<1>{families}", svg)
