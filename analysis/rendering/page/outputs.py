"""Converts the output of a cell to HTML for a page."""

import base64
import re
from typing import TYPE_CHECKING

from markupsafe import Markup

from analysis.presentation.marks import END_MARK, MISSING_GLYPHS, PAGE_DATA, SECTION_MARK
from analysis.presentation.style import unwrap
from analysis.rendering.page.cleaning import clean_html
from analysis.rendering.page.completeness import BriefRefused

if TYPE_CHECKING:
    from nbformat import NotebookNode

HTML, SVG, PNG, TEXT = "text/html", "image/svg+xml", "image/png", "text/plain"
KNOWN_TYPES = {HTML, SVG, PNG, TEXT, END_MARK, MISSING_GLYPHS, PAGE_DATA, SECTION_MARK}
_ADDRESS = re.compile(r" at 0x[0-9a-fA-F]+>")


def convert_output(output: "NotebookNode", where: str, *, may_open_section: bool = False) -> Markup:
    """Converts one output, in the richest form that it has: HTML, else image, else text.

    Args:
        output: of a cell that ran to its end.
        where: name of the cell, for messages.
        may_open_section: whether its HTML may have a heading of level 2.

    Raises:
        BriefRefused: for a type that no page may hold, such as scripts and widgets, and for an
            image without a description.
    """
    if output.output_type == "stream":
        return _convert_text(output.text, where)
    unknown = sorted(set(output.data) - KNOWN_TYPES)
    if unknown:
        raise BriefRefused(f"{where} shows what a page cannot hold: {', '.join(unknown)}")
    if HTML in output.data:
        return clean_html(unwrap(output.data[HTML]), where, may_open_section=may_open_section)
    for image in (SVG, PNG):
        if image in output.data:
            return _convert_image(output, image, where)
    return _convert_text(output.data[TEXT], where) if TEXT in output.data else Markup()


def _convert_text(text: str, where: str) -> Markup:
    if _ADDRESS.search(text):
        raise BriefRefused(f"{where} shows an address in memory, which differs from run to run")
    return Markup('<pre class="output">{}</pre>').format(text)


def _convert_image(output: "NotebookNode", image: str, where: str) -> Markup:
    metadata = output.get("metadata", {})
    alt = metadata.get("alt") or metadata.get(image, {}).get("alt") or ""
    data = output.data[image]
    encoded = base64.b64encode(data.encode()).decode() if image == SVG else "".join(data.split())
    figure = Markup('<figure class="chart"><img src="data:{};base64,{}" alt="{}"></figure>')
    return clean_html(figure.format(image, encoded, alt), where)
