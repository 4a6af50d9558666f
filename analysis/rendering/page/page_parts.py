"""What pages of briefs and the index page have in common: languages, style sheet, policy."""

import re
from collections.abc import Callable, Mapping

from markupsafe import Markup

from analysis.paths import BRIEF_TEMPLATES
from analysis.presentation.style import compact_css, load_style

CONTENT_SECURITY_POLICY = Markup(
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:; "
    "base-uri 'none'; form-action 'none'"
)


# Signs that could end a string of a style sheet, or the style itself.
_UNSAFE = re.compile(r'[\\"<>\n\r\f{}]')


def write_margin_boxes(
    gettext: Callable[[str], str], county: str, as_of: str, version: str
) -> Markup:
    """The style of what is printed in the margins of each sheet: running head, page numbers.

    Args:
        gettext: translates into the brief's language.
        county: name and code.
        as_of: date up to which documents were used.
        version: version of the data.
    """
    boxes = {
        "@top-left": f"{county}  {gettext('County brief')}",
        "@top-right": f"{gettext('Documents up to')} {as_of}",
        "@bottom-left": f"{gettext('Data version')} {version}",
    }
    return Markup(f"@page {{ {fill_margins(boxes, gettext)} }}")


def fill_margins(boxes: Mapping[str, str], gettext: Callable[[str], str]) -> str:
    """The rules of the margin boxes of a sheet, with its number at the lower right.

    Args:
        boxes: texts by box.
        gettext: translates into the page's language.
    """
    parts = re.split(r"\{(page|pages)\}", gettext("Page {page} of {pages}"))
    counters = " ".join(
        f"counter({part})" if place % 2 else _quote(part) for place, part in enumerate(parts)
    )
    contents = {box: _quote(text) for box, text in boxes.items()} | {"@bottom-right": counters}
    face = "font: 7.5pt var(--han, sans-serif); color: #4d555e; white-space: nowrap;"
    return " ".join(f"{box} {{ content: {text}; {face} }}" for box, text in contents.items())


def _quote(text: str) -> str:
    """A text as a string of a style sheet, without signs that could end it."""
    return f'"{_UNSAFE.sub(" ", text)}"'


def load_css(template: str = "brief") -> Markup:
    """The style of a page, to be embedded: what all share, then what its template has alone."""
    own = (BRIEF_TEMPLATES / template / "page.css").read_text("utf-8")
    return Markup(f"{load_style()}\n{compact_css(own)}")
