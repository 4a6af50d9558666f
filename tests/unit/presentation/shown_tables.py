"""Tables of a page as a reader sees them: cells as text, one line for each row.

How a table is written down, so that a snapshot of it can be checked by eye:

- ``== Contracts ==`` is its heading, ``[a | b]`` are the headings of its columns;
- `` | `` stands between cells, `` / `` between the lines of a cell;
- ``<not reported>`` is a cell that is marked as missing, ``~100~`` one that is marked as implied;
- ``Σ`` begins a row that is marked as a total, ``※`` a note below the table;
- ``″`` and ``→`` are places that a cell further up, or further left, reaches into;
- ``----`` stands between two groups of rows.
"""

from dataclasses import dataclass

from bs4 import BeautifulSoup, Tag

FROM_ABOVE, FROM_LEFT = "″", "→"
MARKS = {"missing": "<{}>", "implied": "~{}~"}


@dataclass(frozen=True)
class ShownTable:
    """A table as it stands on the page.

    Attributes:
        caption: its heading; blank where it has none.
        headings: headings of its columns.
        bodies: its groups of rows, each row a list of cell texts.
        totals: the rows that are marked as totals.
    """

    caption: str
    headings: list[str]
    bodies: list[list[list[str]]]
    totals: list[list[str]]

    @property
    def rows(self) -> list[list[str]]:
        """The rows of all groups."""
        return [row for body in self.bodies for row in body]

    def find_column(self, heading: str) -> list[str]:
        """The cells below a heading, which must be there."""
        place = self.headings.index(heading)
        return [row[place] for row in self.rows]


def parse_page(html: object) -> BeautifulSoup:
    """The HTML of a fragment or of a page, parsed."""
    return BeautifulSoup(str(html), "html.parser")


def read_tables(html: object) -> list[ShownTable]:
    """The tables of a page, in their order."""
    return [_read_table(table) for table in parse_page(html).find_all("table")]


def read_table(html: object) -> ShownTable:
    """The only table of a page."""
    (table,) = read_tables(html)
    return table


def write_tables(html: object) -> str:
    """All tables and notes of a page as text; ``(nothing)`` where it is blank."""
    lines: list[str] = []
    for element in parse_page(html).find_all(["table", "p"]):
        if element.name == "p":
            lines.append(f"※ {_join_words(element)}")
        else:
            lines += _write_table(_read_table(element))
    return "\n".join(lines) or "(nothing)"


def _write_table(table: ShownTable) -> list[str]:
    lines = [f"== {table.caption} =="] if table.caption else []
    lines.append(f"[{' | '.join(table.headings)}]")
    for place, body in enumerate(table.bodies):
        lines += ["----"] if place else []
        lines += [("Σ " if row in table.totals else "") + " | ".join(row) for row in body]
    return lines


def _read_table(table: Tag) -> ShownTable:
    caption = table.find("caption")
    headings = [read_cell(cell) for cell in table.find("thead").find_all("th")]
    bodies, totals = [], []
    for body in table.find_all("tbody"):
        row_elements = body.find_all("tr")
        rows = _spread_cells(row_elements)
        bodies.append(rows)
        marked = zip(row_elements, rows, strict=True)
        totals += [row for element, row in marked if "total" in element.get("class", [])]
    return ShownTable(_join_words(caption) if caption else "", headings, bodies, totals)


def _spread_cells(row_elements: list[Tag]) -> list[list[str]]:
    """Rows with a text for every place that a cell covers."""
    rows: list[list[str]] = []
    open_spans: dict[int, int] = {}  # column → rows further down that a cell still covers
    for element in row_elements:
        cells = iter(element.find_all(["th", "td"], recursive=False))
        row: list[str] = []
        while True:
            if open_spans.get(len(row), 0):
                open_spans[len(row)] -= 1
                row.append(FROM_ABOVE)
                continue
            cell = next(cells, None)
            if cell is None:
                break
            open_spans[len(row)] = int(cell.get("rowspan", 1)) - 1
            row += [read_cell(cell), *[FROM_LEFT] * (int(cell.get("colspan", 1)) - 1)]
        rows.append(row)
    return rows


def read_cell(cell: Tag) -> str:
    """The lines of a cell, with the marks that the module names."""
    details = cell.find_all(class_="detail")
    lines = [_join_words(line) for line in details]
    for line in details:
        line.extract()
    text = _join_words(cell)
    marked = cell.find("span")
    for kind in marked.get("class", []) if marked else []:
        text = MARKS.get(kind, "{}").format(text)
    return " / ".join(line for line in (text, *lines) if line)


def _join_words(element: Tag) -> str:
    return " ".join(element.get_text().split())
