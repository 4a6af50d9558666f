"""Reads everything that a rendered brief says, in order."""

import base64
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote_to_bytes

from lxml import etree, html

from tests.truth.cells import list_labels, read_cell, read_table, say_text
from tests.truth.pages import Card, Chart, Look, Page, Text, Tile

_SVG = "data:image/svg+xml;base64,"
_BLOCKS = ("p", "li", "figcaption", "summary", "h1", "h2", "h3", "dt", "caption")
# Parts of a page that are read as a whole, not piece by piece.
_WHOLE = ("table", "figure", "dl")
_SILENT = ("style", "script", "title", "nav")


def load_page(path: Path) -> Page:
    """Reads a brief; its name begins with the code of the county."""
    return read_page(html.fromstring(path.read_bytes()), path.name.split(".")[0])


def read_page(root: html.HtmlElement, county_code: str) -> Page:
    """Everything that a parsed page says."""
    page = Page((root.get("lang") or "")[:2], county_code)
    links = root.xpath("//a[@download]")
    page.files = {link.get("download"): _read_file(link) for link in links}
    page.title = say_text(root.find("head/title"))
    page.links = [(say_text(link), link.get("href")) for link in root.xpath("//a[@href]")
                  if not link.get("download")]  # fmt: skip
    page.ids = [(one.get("id"), say_text(one)) for one in root.xpath("//*[@id]")]
    page.labels = [pair for table in root.iter("table") for pair in list_labels(table)]
    section = ""
    for element in _walk(root.find("body")):
        if element.tag == "h2":
            section = element.get("id") or ""
        if _read_first_screen(page, element):
            continue
        if element.tag == "table":
            table = read_table(element, section)
            page.tables.append(table)
            leads = element.findall("caption/span[@class='lead']")
            page.texts += [Text("p", say_text(one), section, table.caption) for one in leads]
        elif element.tag == "dl":
            page.tiles.append(_read_tile(element))
        elif element.tag == "figure":
            page.charts += _read_charts(element, section)
        elif element.tag in _BLOCKS:
            is_note = "note" in (element.get("class") or "").split() and page.tables
            caption = page.tables[-1].caption if is_note else ""
            css = frozenset(_list_classes(element) + _list_classes(element.getparent()))
            page.texts.append(Text(element.tag, say_text(element), section, caption, css))
        else:
            own = [element.text or "", *(child.tail or "" for child in element)]
            page.unread += [text.strip() for text in own if text.strip()]
    return page


def _read_file(link: html.HtmlElement) -> bytes:
    """The file inside a link of the page."""
    kind, _, content = link.get("href").partition(",")
    return base64.b64decode(content) if kind.endswith(";base64") else unquote_to_bytes(content)


def _walk(element: html.HtmlElement) -> Iterator[html.HtmlElement]:
    """The elements that are read, in order; what is read as a whole is not entered."""
    for child in element:
        if not isinstance(child.tag, str) or child.tag in _SILENT:
            continue
        yield child
        is_card = "finding" in _list_classes(child)
        if not is_card and child.tag not in (*_WHOLE, *_BLOCKS):
            yield from _walk(child)


def _list_classes(element: html.HtmlElement) -> list[str]:
    return (element.get("class") or "").split()


def _read_first_screen(page: Page, element: html.HtmlElement) -> bool:
    """Reads what has a form of its own: findings, squares, what needs a look."""
    classes = _list_classes(element)
    if "finding" in classes:
        page.cards.append(_read_card(element))
    elif "concern" in classes:
        page.looks.append(_read_look(element, *_read_status(element)))
    elif "strength" in classes:
        page.strengths.append(_read_look(element))
    elif "square" in classes:
        parts = [_say_part(element, f"square-{name}") for name in ("item", "sign")]
        page.squares.append((*parts, _say_part(element, "hidden"), _find_link(element)))
    elif "definition" in classes:
        names = tuple(say_text(part) for part in element.findall("strong"))
        text = _say_part(element, "definition-text")
        places = tuple(say_text(part) for part in element.find_class("place"))
        page.definitions.append((names, text, places))
    elif "strip-name" in classes:
        page.strip_names.append(say_text(element))
    elif "strip-key" in classes:
        page.square_counts.append(say_text(element))
    else:
        return False
    return True


def _read_status(element: html.HtmlElement) -> tuple[str, str]:
    status = element.find_class("status")[0]
    sign, _, verdict = say_text(status).partition(" ")
    return sign, verdict


def _say_part(element: html.HtmlElement, name: str) -> str:
    return " ".join(say_text(part) for part in element.find_class(name))


def _read_look(element: html.HtmlElement, sign: str = "", verdict: str = "") -> Look:
    text = say_text(element.find("a"))
    return Look(verdict, sign, text, _say_part(element, "place"), _find_link(element))


def _find_link(element: html.HtmlElement) -> str:
    """Where the first link leads; blank if there is none."""
    found = element.find(".//a")
    return "" if found is None else (found.get("href") or "").removeprefix("#")


def _read_card(element: html.HtmlElement) -> Card:
    sign, verdict = _read_status(element)
    sides = {
        _say_part(part, "side-label"): (
            _say_part(part, "side-value"),
            _say_part(part, "side-detail"),
        )
        for part in element.find_class("side")
    }
    return Card(
        verdict,
        sign,
        _say_part(element, "finding-name"),
        {name: value for name, (value, _) in sides.items()},
        {name: detail for name, (_, detail) in sides.items()},
        {
            _say_part(part, "side-label"): _say_part(part, "card-text")
            for part in element.find_class("card-line")
        },
        tuple(say_text(part) for part in element.find_class("card-remark")),
        element.get("id") or "",
        _find_link(element),
    )


def _read_tile(entry: html.HtmlElement) -> Tile:
    cell = read_cell(entry.find("dd"))
    return Tile(say_text(entry.find("dt")), cell.text, "missing" in cell.classes, cell.lines)


def _read_charts(element: html.HtmlElement, section: str) -> list[Chart]:
    """The chart of a figure, or each of its panels under the caption of all."""
    found = element.find(".//figcaption")
    caption = "" if found is None else say_text(found)
    above = element.find("h3")
    heading = "" if above is None else say_text(above)
    charts = []
    for image in element.xpath(".//img[not(@hidden)]"):
        alt = image.get("alt") or ""
        others = image.xpath("following-sibling::img[@hidden]")
        labels = tuple(
            label for one in (image, *others) for label in _read_labels(one.get("src") or "")
        )
        # Both drawings have the same description.
        labels += tuple(one.get("alt") or "" for one in others if (one.get("alt") or "") != alt)
        title = image.getparent().find("p[@class='panel-title']")
        said = "" if title is None else say_text(title)
        charts.append(Chart(alt, caption, labels, section, said, heading))
    return charts or [Chart("", caption, (), section)]


def _read_labels(source: str) -> list[str]:
    """All texts that are drawn."""
    if not source.startswith(_SVG):
        return []
    drawing = etree.fromstring(base64.b64decode(source[len(_SVG) :]))
    found = drawing.iter("{http://www.w3.org/2000/svg}text")
    return [re.sub(r"\s+", " ", "".join(one.itertext())).strip() for one in found]
