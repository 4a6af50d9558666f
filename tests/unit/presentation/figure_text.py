"""Reads back what a reader sees in a matplotlib figure, as short lines of text."""

import io
from collections.abc import Iterator
from functools import cache

from matplotlib.axes import Axes
from matplotlib.backends.backend_svg import RendererSVG
from matplotlib.colors import to_hex
from matplotlib.figure import Figure
from matplotlib.font_manager import findfont, get_font
from matplotlib.legend import Legend
from matplotlib.lines import Line2D
from matplotlib.text import Annotation, Text

from analysis.presentation.charts.layout import draw_svg
from analysis.presentation.charts.style import (
    INK,
    LAYOUT_FONT,
    OTHER,
    PAID,
    PLANNED,
    RULE,
    SOFT,
    apply_style,
)
from analysis.upstream.matplotlib_internals import POINTS_PER_INCH

COLOUR_NAMES = {
    PAID: "blue", PLANNED: "pale", OTHER: "red-brown", INK: "black", SOFT: "grey",
    RULE: "light grey", "#ffffff": "white",
}  # fmt: skip
SHAPES = {"o": "circle", "s": "square", "D": "diamond", "^": "triangle", ">": "arrow"}


def name_colour(colour: object) -> str:
    """The name of one of the charts' colours; its code if it is none of them."""
    code = to_hex(colour)
    return COLOUR_NAMES.get(code, code)


def describe_marker(line: Line2D) -> str:
    """Filled or hollow, colour and shape, such as ``filled blue circle``."""
    is_hollow = name_colour(line.get_markerfacecolor()) == "white"
    shape = SHAPES[line.get_marker()]
    return f"{'hollow' if is_hollow else 'filled'} {name_colour(line.get_color())} {shape}"


def list_markers(axes: Axes) -> list[tuple[float, float, str]]:
    """Each marker's x, y and look, in the order of drawing."""
    lines = [line for line in axes.lines if line.get_marker() in SHAPES]
    return [
        (float(x), float(y), describe_marker(line))
        for line in lines
        for x, y in zip(line.get_xdata(orig=False), line.get_ydata(orig=False), strict=True)
    ]


def show_on_one_line(text: str) -> str:
    """A text with its line breaks shown as strokes."""
    return text.replace("\n", " / ")


def list_row_labels(axes: Axes) -> list[str]:
    """The labels left of the rows from the top down, be they ticks or texts beside the axis."""
    ticks = [label.get_text() for label in axes.get_yticklabels()]
    beside = [text for text in axes.texts if text.get_horizontalalignment() == "right"]
    beside.sort(key=lambda text: text.get_position()[1])
    return [show_on_one_line(label) for label in ticks or [text.get_text() for text in beside]]


def list_value_labels(axes: Axes) -> list[tuple[float, float, str]]:
    """Texts at places of the data that are no row labels: x, y and what is written."""
    labels = [text for text in axes.texts if text.get_horizontalalignment() != "right"]
    return [(*_find_place(text), show_on_one_line(text.get_text())) for text in labels]


def _find_place(text: Text) -> tuple[float, float]:
    """Where in the data a text stands; the label of a bar is told from the bar's end."""
    x, y = text.xy if isinstance(text, Annotation) else text.get_position()
    return float(x), float(y)


def describe_legend(legend: Legend) -> str:
    """Each entry's look and words."""
    entries = [
        f"{describe_handle(handle)} = {text.get_text()}"
        for handle, text in zip(legend.legend_handles, legend.get_texts(), strict=True)
    ]
    return "legend: " + "; ".join(entries)


def describe_handle(handle: object) -> str:
    """The look of a legend's sample: a marker or a bar."""
    if isinstance(handle, Line2D):
        return describe_marker(handle)
    return f"{name_colour(handle.get_facecolor())} bar"


@cache
def draw(figure: Figure) -> str:
    """Lays out and draws the figure once, as a brief does; all texts then have their places."""
    written = io.StringIO()
    with apply_style():
        draw_svg(figure, written)
    return written.getvalue()


def list_tick_labels(axes: Axes) -> list[str]:
    """Texts at the ticks inside the horizontal axis, and the offset at its end if it has one."""
    draw(axes.figure)
    low, high = sorted(axes.get_xlim())
    ticks = [tick for tick in axes.xaxis.get_major_ticks() if low <= tick.get_loc() <= high]
    labels = [tick.label1.get_text() for tick in ticks]
    offset = axes.xaxis.get_offset_text().get_text()
    return [*labels, offset] if offset else labels


def list_shown_texts(figure: Figure) -> list[Text]:
    """Every text that a figure shows; ticks outside of their axes are not shown."""
    hidden = set(_list_hidden_labels(figure))
    texts = [text for text in figure.findobj(Text) if text.get_visible() and text not in hidden]
    return [text for text in texts if text.get_text().strip()]


def _list_hidden_labels(figure: Figure) -> Iterator[Text]:
    for axes in figure.axes:
        for axis in (axes.xaxis, axes.yaxis):
            low, high = sorted(axis.get_view_interval())
            for tick in axis.get_major_ticks():
                yield tick.label2
                if not low <= tick.get_loc() <= high:
                    yield tick.label1


def list_texts_outside(figure: Figure, slack: float = 1.0) -> list[str]:
    """Texts of a figure that reach over its edge by more than so many points, once drawn."""
    draw(figure)
    width, height = figure.get_size_inches() * POINTS_PER_INCH
    renderer = RendererSVG(width, height, io.StringIO(), image_dpi=POINTS_PER_INCH)
    dpi, figure.dpi = figure.dpi, POINTS_PER_INCH
    outside = []
    for text in list_shown_texts(figure):
        box = text.get_window_extent(renderer)
        is_inside = min(box.x0, box.y0) >= -slack
        if not is_inside or box.x1 > width + slack or box.y1 > height + slack:
            outside.append(text.get_text())
    figure.dpi = dpi
    return outside


def list_missing_glyphs(*texts: str) -> list[str]:
    """Letters that the font of the layout does not have."""
    with apply_style():
        known = get_font(findfont(LAYOUT_FONT)).get_charmap()
    letters = {letter for text in texts for letter in text if letter.isprintable()}
    return sorted(letter for letter in letters if ord(letter) not in known)
