"""The style that pages and notebook cells share: every rule begins with a class.

``tokens.css`` has the colours, faces and sizes, ``text.css`` headings and prose, ``tables.css``
tables; each further file is the style of one kind of fragment. What only a page has, such as its
header and its columns, is in ``rendering/templates``.
"""

import re
from functools import cache
from pathlib import Path

ROOT_CLASS = "county-brief"
"""Class of a page's body, and of the element around each fragment in JupyterLab."""

_OPEN, _CLOSE = f'<div class="{ROOT_CLASS}">', "</div>"

FIRST = ("tokens", "text", "tables")
"""Style sheets that others build on, in this order; the others follow by name."""


@cache
def load_style() -> str:
    """The shared style, without comments, blank lines and indents."""
    folder = Path(__file__).parent
    others = sorted(path.stem for path in folder.glob("*.css") if path.stem not in FIRST)
    return "\n".join(
        compact_css((folder / f"{name}.css").read_text("utf-8")) for name in (*FIRST, *others)
    )


def wrap(html: str) -> str:
    """A fragment inside the element that the shared style applies to; blank if it is blank."""
    return f"{_OPEN}{html}{_CLOSE}" if html else html


def unwrap(html: str) -> str:
    r"""The fragment without that element and without a style before it, for a page.

    Examples:
        >>> unwrap('<style>\n.a {}\n</style><div class="county-brief"><p>1</p></div>')
        '<p>1</p>'
        >>> unwrap("<p>1</p>")
        '<p>1</p>'
    """
    bare = re.sub(r"\A<style>.*?</style>", "", html, count=1, flags=re.DOTALL)
    if not (bare.startswith(_OPEN) and bare.endswith(_CLOSE)):
        return bare
    return bare[len(_OPEN) : -len(_CLOSE)]


def compact_css(css: str) -> str:
    r"""A style sheet without comments, blank lines and indents.

    Examples:
        >>> compact_css("/* why */\n.note {\n  color: red;\n}\n")
        '.note { color: red; }'
    """
    bare = re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)
    joined = re.sub(r"\s*\n\s*", " ", bare).strip()
    return joined.replace("} ", "}\n")
