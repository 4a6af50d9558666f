"""A rendered brief as a reader sees it: paragraphs, key figures, tables and charts in order."""

import base64
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import unquote_to_bytes

from lxml import etree, html

_SVG = "data:image/svg+xml;base64,"
_BLOCKS = ("p", "li", "figcaption", "summary", "h1", "h2", "h3", "dt", "caption")
# Parts of a page that are read as a whole, not piece by piece.
_WHOLE = ("table", "figure", "dl")
_SILENT = ("style", "script", "title", "nav")


@dataclass(frozen=True)
class Text:
    """A paragraph, an entry of a list, a heading, or a note below a table."""

    kind: str
    text: str
    section: str
    table: str = ""


@dataclass(frozen=True)
class Cell:
    """A cell of a table: its first line, its further lines, and how it is marked."""

    text: str
    lines: tuple[str, ...] = ()
    classes: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Row:
    """A row of a table by column; ``heading`` for a row that is a heading of others."""

    cells: dict[str, Cell]
    heading: str = ""
    is_total: bool = False


@dataclass(frozen=True)
class Table:
    """A table with its caption, headings, rows and notes."""

    caption: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    section: str


@dataclass(frozen=True)
class Tile:
    """A key figure."""

    label: str
    value: str
    is_missing: bool
    details: tuple[str, ...] = ()


@dataclass(frozen=True)
class Chart:
    """A chart: description, caption, title, and every text of its drawings."""

    alt: str
    caption: str
    labels: tuple[str, ...]
    section: str
    title: str = ""
    heading: str = ""


@dataclass(frozen=True)
class Look:
    """What needs a look, or stands out well: verdict, sentence and place."""

    verdict: str
    sign: str
    text: str
    place: str


@dataclass(frozen=True)
class Card:
    """A finding: its verdict, what it is about, two figures, and what is said of them by label."""

    verdict: str
    sign: str
    name: str
    sides: dict[str, str]
    ranges: dict[str, str]
    lines: dict[str, str]
    remarks: tuple[str, ...]


@dataclass
class Page:
    """Everything that a brief says, in order."""

    language: str
    county_code: str
    texts: list[Text] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)
    tiles: list[Tile] = field(default_factory=list)
    charts: list[Chart] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)
    looks: list[Look] = field(default_factory=list)
    strengths: list[str] = field(default_factory=list)
    squares: list[tuple[str, str, str]] = field(default_factory=list)
    strip_names: list[str] = field(default_factory=list)
    square_counts: list[str] = field(default_factory=list)
    definitions: list[tuple[tuple[str, ...], str, tuple[str, ...]]] = field(default_factory=list)
    cards: list[Card] = field(default_factory=list)
    files: dict[str, bytes] = field(default_factory=dict)


def load_page(path: Path) -> Page:
    """Reads a brief; its name begins with the code of the county."""
    return read_page(html.fromstring(path.read_bytes()), path.name.split(".")[0])


def read_page(root: html.HtmlElement, county_code: str) -> Page:
    """Everything that a parsed page says."""
    page = Page((root.get("lang") or "")[:2], county_code)
    links = root.xpath("//a[@download]")
    page.files = {link.get("download"): _read_file(link) for link in links}
    section = ""
    for element in _walk(root.find("body")):
        if element.tag == "h2":
            section = element.get("id") or ""
        if _read_first_screen(page, element):
            continue
        if element.tag == "table":
            table = _read_table(element, section)
            page.tables.append(table)
            leads = element.findall("caption/span[@class='lead']")
            page.texts += [Text("p", _say(one), section, table.caption) for one in leads]
        elif element.tag == "dl":
            page.tiles.append(_read_tile(element))
        elif element.tag == "figure":
            page.charts += _read_charts(element, section)
        elif element.tag in _BLOCKS:
            is_note = "note" in (element.get("class") or "").split() and page.tables
            caption = page.tables[-1].caption if is_note else ""
            page.texts.append(Text(element.tag, _say(element), section, caption))
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
        sign, verdict = _read_status(element)
        page.looks.append(Look(verdict, sign, _say(element.find("a")), _say_part(element, "place")))
    elif "strength" in classes:
        page.strengths.append(_say(element))
    elif "square" in classes:
        parts = [_say_part(element, f"square-{name}") for name in ("item", "sign")]
        page.squares.append((*parts, _say_part(element, "hidden")))
    elif "definition" in classes:
        names = tuple(_say(part) for part in element.findall("strong"))
        text = _say_part(element, "definition-text")
        places = tuple(_say(part) for part in element.find_class("place"))
        page.definitions.append((names, text, places))
    elif "strip-name" in classes:
        page.strip_names.append(_say(element))
    elif "strip-key" in classes:
        page.square_counts.append(_say(element))
    else:
        return False
    return True


def _read_status(element: html.HtmlElement) -> tuple[str, str]:
    status = element.find_class("status")[0]
    sign, _, verdict = _say(status).partition(" ")
    return sign, verdict


def _say_part(element: html.HtmlElement, name: str) -> str:
    return " ".join(_say(part) for part in element.find_class(name))


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
        tuple(_say(part) for part in element.find_class("card-remark")),
    )


def _say(element: html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


def _read_cell(element: html.HtmlElement) -> Cell:
    first: list[str] = []
    lines: list[str] = []
    classes: set[str] = set()
    _collect(element, first, lines, classes)
    text = " ".join("".join(first).split())
    return Cell(text, tuple(lines), frozenset(classes))


def _collect(
    element: html.HtmlElement, first: list[str], lines: list[str], classes: set[str]
) -> None:
    """Adds what an element says to the first line, to further lines, or to the marks."""
    classes.update((element.get("class") or "").split())
    first.append(element.text or "")
    for child in element:
        if child.get("aria-hidden") == "true":
            classes.add(f"sign:{_say(child)}")
        elif "to-finding" in _list_classes(child):
            # A test of the links holds them against the cards.
            pass
        elif "detail" in (child.get("class") or "").split():
            lines.append(_say(child))
        else:
            _collect(child, first, lines, classes)
        first.append(child.tail or "")


def _read_table(element: html.HtmlElement, section: str) -> Table:
    caption = element.find("caption")
    columns = tuple(_say(one) for one in element.findall("thead/tr/th"))
    names = _name_columns(columns)
    rows = []
    for body in element.findall("tbody"):
        pending: dict[int, tuple[int, Cell]] = {}
        heading = ""
        for line in body.findall("tr"):
            cells = _lay_out(line, len(columns), pending)
            own = line.findall("td") + line.findall("th")
            if len(own) == 1 and int(own[0].get("colspan", "1")) == len(columns):
                heading = cells[0].text
                continue
            is_total = "total" in (line.get("class") or "").split()
            rows.append(Row(dict(zip(names, cells, strict=True)), heading, is_total))
    return Table(" ".join((caption.text or "").split()), names, tuple(rows), section)


def _name_columns(columns: tuple[str, ...]) -> tuple[str, ...]:
    """The headings; of equal ones the later ones get a number."""
    names: list[str] = []
    for name in columns:
        names.append(name if name not in names else f"{name} #{names.count(name) + 1}")
    return tuple(names)


def _lay_out(
    line: html.HtmlElement, width: int, pending: dict[int, tuple[int, Cell]]
) -> list[Cell]:
    """The cells of a row by place; those of rows above that reach into it are repeated."""
    cells: list[Cell] = []
    own = [child for child in line if child.tag in ("td", "th")]
    while len(cells) < width:
        place = len(cells)
        if pending.get(place, (0, None))[0]:
            left, cell = pending[place]
            pending[place] = (left - 1, cell)
            cells.append(cell)
            continue
        if not own:
            cells.append(Cell(""))
            continue
        element = own.pop(0)
        cell = _read_cell(element)
        for offset in range(int(element.get("colspan", "1"))):
            pending[place + offset] = (int(element.get("rowspan", "1")) - 1, cell)
            cells.append(cell)
    return cells[:width]


def _read_tile(entry: html.HtmlElement) -> Tile:
    cell = _read_cell(entry.find("dd"))
    return Tile(_say(entry.find("dt")), cell.text, "missing" in cell.classes, cell.lines)


def _read_charts(element: html.HtmlElement, section: str) -> list[Chart]:
    """The chart of a figure, or each of its panels under the caption of all."""
    found = element.find(".//figcaption")
    caption = "" if found is None else _say(found)
    above = element.find("h3")
    heading = "" if above is None else _say(above)
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
        said = "" if title is None else _say(title)
        charts.append(Chart(alt, caption, labels, section, said, heading))
    return charts or [Chart("", caption, (), section)]


def _read_labels(source: str) -> list[str]:
    """All texts that are drawn."""
    if not source.startswith(_SVG):
        return []
    drawing = etree.fromstring(base64.b64decode(source[len(_SVG) :]))
    found = drawing.iter("{http://www.w3.org/2000/svg}text")
    return [re.sub(r"\s+", " ", "".join(one.itertext())).strip() for one in found]
