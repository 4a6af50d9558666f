"""Cleans HTML: keeps the tags and attributes on a list, removes or refuses everything else."""

import re
from html.parser import HTMLParser

import nh3
from markupsafe import Markup

from analysis.rendering.page.completeness import BriefRefused

IMAGE_SOURCES = ("data:image/svg+xml;base64,", "data:image/png;base64,")

# fmt: off
TAGS = {
    "a", "abbr", "b", "blockquote", "br", "caption", "code", "col", "colgroup", "dd", "details",
    "div", "dl", "dt", "em", "figcaption", "figure", "h3", "h4", "hr", "i", "img", "li", "ol", "p",
    "pre", "section", "small", "span", "strong", "sub", "summary", "sup", "table", "tbody", "td",
    "tfoot", "th", "thead", "time", "tr", "ul",
}
SECTION_TAGS = {"h2"}
# Removed with the text inside them.
DROPPED_WITH_CONTENT = {
    "script", "style", "iframe", "object", "embed", "template", "noscript", "title",
}
# fmt: on
_CELL = {"colspan", "rowspan", "headers", "scope", "data-label"}
_REGION = {"tabindex", "role", "aria-label", "aria-labelledby"}
ATTRIBUTES = {
    "*": {"class", "id", "lang"},
    "a": {"href"},
    "abbr": {"title"},
    "col": {"span"},
    "colgroup": {"span"},
    "div": _REGION,
    "section": {"aria-label", "aria-labelledby"},
    "img": {"src", "alt", "width", "height", "hidden"},
    "ol": {"start"},
    "span": {"aria-hidden", "title"},
    "td": _CELL,
    "th": _CELL | {"abbr"},
    "time": {"datetime"},
}

_ID = re.compile(r"[A-Za-z][A-Za-z0-9_-]*")
_ROLES = {"region", "group", "note"}
_RESERVED_IDS = "page-"


def clean_html(html: str, where: str, *, may_open_section: bool = False) -> Markup:
    """Removes everything that is not on the list: scripts, styles, outside links, comments.

    Args:
        html: a fragment from a cell.
        where: name of the cell, for messages.
        may_open_section: whether a heading of level 2 is kept.

    Raises:
        BriefRefused: for an image that is not embedded or has no description.
    """
    cleaned = nh3.clean(
        html,
        tags=TAGS | SECTION_TAGS if may_open_section else TAGS,
        clean_content_tags=DROPPED_WITH_CONTENT,
        attributes=ATTRIBUTES,
        attribute_filter=_filter_attribute,
        strip_comments=True,
        link_rel=None,
        url_schemes={"data"},
    )
    if "<img" in cleaned:
        _ImageCheck(where).feed(cleaned)
    return Markup(cleaned)


def list_ids(html: str) -> list[str]:
    """Lists the ids of a page or fragment, in order."""
    if "id=" not in html:  # parsing takes as long as all other work on a fragment
        return []
    collector = _IdCollector()
    collector.feed(html)
    return collector.ids


def _filter_attribute(tag: str, attribute: str, value: str) -> str | None:
    if attribute in ("id", "headers", "aria-labelledby"):
        is_allowed = all(
            _ID.fullmatch(word) and not word.startswith(_RESERVED_IDS) for word in value.split()
        )
    elif attribute == "href":
        is_allowed = value.startswith("#")
    elif attribute == "src":
        is_allowed = value.startswith(IMAGE_SOURCES)
    elif attribute == "tabindex":
        is_allowed = value == "0"
    elif attribute == "role":
        is_allowed = value in _ROLES
    else:
        is_allowed = True
    return value if is_allowed else None


class _ImageCheck(HTMLParser):
    def __init__(self, where: str) -> None:
        super().__init__()
        self.where = where

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag != "img":
            return
        attributes = dict(attrs)
        if not attributes.get("src"):
            raise BriefRefused(f"{self.where} shows an image that is not embedded in the page")
        if not (attributes.get("alt") or "").strip():
            raise BriefRefused(f"{self.where} shows an image without a description (alt)")


class _IdCollector(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.ids: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.ids += [value or "" for name, value in attrs if name == "id"]
