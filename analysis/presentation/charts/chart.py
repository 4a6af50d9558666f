"""A chart with its description: what a cell of a notebook shows, and what a page contains."""

import base64
from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup
from matplotlib.figure import Figure

from analysis.presentation.charts.svg import draw_svg
from analysis.presentation.formats import Words
from analysis.presentation.style import load_style, wrap

_IMAGE = Markup("data:image/svg+xml;base64,{}")


@dataclass(frozen=True, eq=False)
class Chart:
    """A chart with a description in words; JupyterLab shows it as a brief does.

    Attributes:
        figure: drawing of 720 pixels, or a small multiple; may be changed further in a notebook.
        alt: description with the figures, for readers who cannot see the chart.
        caption: how to read it; may be blank.
        narrow: drawing of 328 pixels for telephones; None if the figure fits there.
        heading: above the chart, of small multiples above all of them; blank for none.
        title: name and unit of a small multiple, above it; blank for a wide chart.
    """

    figure: Figure
    alt: str
    caption: str
    narrow: Figure | None = None
    heading: str = ""
    title: str = ""

    def _repr_html_(self) -> str:
        return _dress(write_chart(self)[0])


class Panels(list[Chart]):
    """Small multiples, side by side; JupyterLab shows all of them."""

    def _repr_html_(self) -> str:
        return _dress(write_panels(self)[0])


def as_words(words: Words | str) -> Words:
    """The words of a language, which may be given by its code."""
    return Words(words) if isinstance(words, str) else words


def write_chart(chart: Chart) -> tuple[Markup, tuple[str, ...]]:
    """The HTML of a chart, and characters that the layout font lacks."""
    if chart.title:
        return write_panels([chart])
    picture, missing = _write_picture(chart)
    caption = Markup("<figcaption>{}</figcaption>").format(chart.caption) if chart.caption else ""
    figure = Markup('<figure class="chart">{}{}{}</figure>').format(
        _write_heading(chart), picture, caption
    )
    return figure, missing


def write_panels(charts: Sequence[Chart]) -> tuple[Markup, tuple[str, ...]]:
    """The HTML of small multiples with the captions of all, each once; blank for none."""
    if not charts:
        return Markup(), ()
    shown, found = Markup(), set()
    for chart in charts:
        picture, missing = _write_picture(chart)
        panel = Markup('<div class="panel"><p class="panel-title">{}</p>{}</div>')
        shown += panel.format(chart.title, picture)
        found |= set(missing)
    captions = dict.fromkeys(chart.caption for chart in charts if chart.caption)
    caption = Markup("<figcaption>{}</figcaption>").format(Markup("<br>").join(captions))
    html = Markup('<figure class="chart panels">{}{}{}</figure>').format(
        _write_heading(charts[0]), shown, caption if captions else ""
    )
    return html, tuple(sorted(found))


def _write_heading(chart: Chart) -> Markup:
    return Markup("<h3>{}</h3>").format(chart.heading) if chart.heading else Markup()


def _write_picture(chart: Chart) -> tuple[Markup, tuple[str, ...]]:
    """The drawings of a chart; without a style, and on paper, the wide one is shown.

    The style swaps them on a narrow screen. A ``picture`` would not do: a browser prints the
    drawing that it chose for the window.
    """
    wide, missing = _write_image(chart.figure, chart.alt, Markup())
    if chart.narrow is None:
        return wide, missing
    narrow, more = _write_image(chart.narrow, chart.alt, Markup(' class="narrow" hidden'))
    return wide + narrow, (*missing, *more)


def _write_image(figure: Figure, alt: str, marks: Markup) -> tuple[Markup, tuple[str, ...]]:
    svg, missing = draw_svg(figure)
    address = _IMAGE.format(base64.b64encode(svg.encode("utf-8")).decode("ascii"))
    image = Markup('<img{} src="{}" width="{}" height="{}" alt="{}">')
    return image.format(marks, address, *_find_size(figure), alt), missing


def _find_size(figure: Figure) -> tuple[int, int]:
    width, height = figure.get_size_inches() * figure.dpi
    return round(width), round(height)


def _dress(html: str) -> str:
    """A chart with its style, as JupyterLab shows it where a chart is the result of a cell."""
    return f"<style>\n{load_style()}\n</style>{wrap(html)}" if html else html
