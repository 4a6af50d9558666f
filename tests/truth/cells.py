"""Reads tables and cells of a rendered brief."""

from lxml import html

from tests.truth.pages import Cell, Row, Table


def say_text(element: html.HtmlElement) -> str:
    """All that an element says, on one line."""
    return " ".join(element.text_content().split())


def read_cell(element: html.HtmlElement) -> Cell:
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
            classes.add(f"sign:{say_text(child)}")
        elif "to-finding" in (child.get("class") or "").split():
            # A test of the links holds them against the cards.
            pass
        elif "detail" in (child.get("class") or "").split():
            lines.append(say_text(child))
        else:
            _collect(child, first, lines, classes)
        first.append(child.tail or "")


def read_table(element: html.HtmlElement, section: str) -> Table:
    caption = element.find("caption")
    columns = tuple(say_text(one) for one in element.findall("thead/tr/th"))
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


def list_labels(element: html.HtmlElement) -> list[tuple[str, str]]:
    """What a phone shows beside each cell of a table, and the heading of the cell's column."""
    columns = [say_text(one) for one in element.findall("thead/tr/th")]
    labels = []
    for body in element.findall("tbody"):
        pending: dict[int, int] = {}
        for line in body.findall("tr"):
            place = 0
            for cell in line:
                while pending.get(place, 0):
                    pending[place] -= 1
                    place += 1
                width = int(cell.get("colspan", "1"))
                pending |= dict.fromkeys(
                    range(place, place + width), int(cell.get("rowspan", "1")) - 1
                )
                if cell.get("data-label"):
                    labels.append((cell.get("data-label"), columns[place]))
                place += width
    return labels


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
        cell = read_cell(element)
        for offset in range(int(element.get("colspan", "1"))):
            pending[place + offset] = (int(element.get("rowspan", "1")) - 1, cell)
            cells.append(cell)
    return cells[:width]
