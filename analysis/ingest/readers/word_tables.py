"""Reads the rows and cells of Word tables; merged cells are marked."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from docx.oxml.ns import qn
from docx.oxml.table import CT_Tbl, CT_Tc
from lxml import etree

from analysis.ingest.content import Cell, Grid, Paragraph, Place, Remark
from analysis.ingest.readers.seen_text import Run, compose
from analysis.ingest.readers.word_marks import WordMarks, find_fill
from analysis.ingest.readers.word_text import collect_runs, list_text_boxes

PARAGRAPH, TABLE, CONTROL, CONTROL_CONTENT, CELL = (
    qn(name) for name in ("w:p", "w:tbl", "w:sdt", "w:sdtContent", "w:tc")
)
# Elements that may contain paragraphs and tables, or rows and cells.
WRAPPERS = frozenset({CONTROL, CONTROL_CONTENT, qn("w:customXml"), qn("w:ins"), qn("w:moveTo")})
VALUE, ROW_PROPERTIES = qn("w:val"), qn("w:trPr")
OFF = frozenset({"0", "false", "off"})


@dataclass
class Body:
    """Blocks and remarks so far, and the numbers of paragraphs and tables.

    Attributes:
        marks: finds what of a run is seen.
        fill: colour of the page; None if it is unknown.
    """

    marks: WordMarks = field(default_factory=WordMarks)
    fill: str | None = "FFFFFF"
    blocks: list[Paragraph | Grid] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)
    paragraphs: int = 0
    tables: int = 0
    inner_tables: int = 0
    hidden_rows: int = 0


@dataclass(frozen=True)
class TableReader:
    """Reads one table.

    Attributes:
        body: gets the remarks.
        number: number of the table in the document.
        fill: colour behind its cells; None if its style colours them.
        has_inner: whether tables or text boxes stand in its cells.
    """

    body: Body
    number: int
    fill: str | None
    has_inner: bool = True

    def read(self, table: etree._Element) -> Grid | None:
        """The table as a grid; None if it has no cells."""
        rows: list[list[Cell]] = []
        for row in self._iterate_rows(table):
            rows.append(self._read_row(row, rows))
        width = max((len(row) for row in rows), default=0)
        if not width:
            return None
        for row_number, cells in enumerate(rows, start=1):
            cells += [
                Cell("", self._place(row_number, column))
                for column in range(len(cells) + 1, width + 1)
            ]
        return Grid(tuple(map(tuple, rows)), Place(table=self.number))

    def _iterate_rows(self, table: etree._Element) -> Iterator[etree._Element]:
        """The rows of a table without hidden ones and those whose deletion is tracked."""
        for child in table:
            if child.tag == qn("w:tr"):
                properties = child.find(ROW_PROPERTIES)
                if _has(properties, "w:hidden"):
                    self.body.hidden_rows += 1
                elif not _has(properties, "w:del"):
                    yield child
            elif child.tag in WRAPPERS:
                yield from self._iterate_rows(child)

    def _read_row(self, row: etree._Element, rows_above: list[list[Cell]]) -> list[Cell]:
        row_number = len(rows_above) + 1
        cells = [
            Cell("", self._place(row_number, column))
            for column in range(1, _count_skipped_columns(row) + 1)
        ]
        for element in iterate_cells(row):
            column = len(cells) + 1
            place = self._place(row_number, column)
            origin = _find_origin(element, rows_above, cells, column)
            if origin is None:
                cells.append(self._read_cell(element, place))
                origin = place
            else:
                cells.append(Cell("", place, merged_from=origin))
            cells += [
                Cell("", self._place(row_number, column + offset), merged_from=origin)
                for offset in range(1, element.grid_span)
            ]
        return cells

    def _read_cell(self, cell: etree._Element, place: Place) -> Cell:
        properties = cell.find(qn("w:tcPr"))
        if _has(properties, "w:cellDel"):
            return Cell("", place)
        fill = find_fill(properties, self.fill)
        runs: list[Run] = []
        for child in iterate_blocks(cell):
            if child.tag == PARAGRAPH:
                own = _strip(collect_runs(child, self.body.marks, fill))
                runs += [*([Run("\n")] if runs else []), *own]
        seen = compose(runs)
        self.body.remarks += seen.list_remarks(place)
        lines = (line.strip(" \u3000\xa0") for line in seen.text.split("\n"))
        inner = _find_inner(cell) if self.has_inner else None
        return Cell("\n".join(lines).strip(), place, problem=seen.problem or inner)

    def _place(self, row: int, column: int) -> Place:
        return Place(table=self.number, row=row, column=column)


def iterate_blocks(element: etree._Element) -> Iterator[etree._Element]:
    """Paragraphs and tables, with those in content controls, which python-docx omits."""
    for child in element:
        if child.tag in (PARAGRAPH, TABLE):
            yield child
        elif child.tag in WRAPPERS:
            yield from iterate_blocks(child)


def iterate_cells(row: etree._Element) -> Iterator[CT_Tc]:
    """The cells of a row, with those in content controls."""
    for child in row:
        if child.tag == CELL:
            yield child
        elif child.tag in WRAPPERS:
            yield from iterate_cells(child)


def find_frame(table: CT_Tbl) -> list[etree._Element]:
    """The cells of a table that only frames others, in order; empty if it is a real table.

    In a frame, all text stands in cells one below the other, or all cells that contain no table
    are blank.
    """
    if table.find(f".//{CELL}//{TABLE}") is None:
        return []
    rows = [list(iterate_cells(row)) for row in table.iter(qn("w:tr")) if _belongs(row, table)]
    cells = [cell for row in rows for cell in row]
    has_one_column = all(len(row) == 1 for row in rows)
    others = [cell for cell in cells if cell.find(f".//{TABLE}") is None]
    are_blank = not any("".join(cell.itertext(qn("w:t"))).strip() for cell in others)
    return cells if has_one_column or are_blank else []


def _belongs(row: etree._Element, table: etree._Element) -> bool:
    """Whether a row is one of this table, not of a table in one of its cells."""
    ancestor = row.getparent()
    while ancestor is not None and ancestor.tag != TABLE:
        ancestor = ancestor.getparent()
    return ancestor is table


def _find_inner(cell: etree._Element) -> str | None:
    """Why a cell is no figure: there is a table or a text box with digits in it."""
    if cell.find(f".//{TABLE}") is not None:
        return "it contains a table, which was read separately."
    texts = ("".join(box.itertext(qn("w:t"))) for box in list_text_boxes(cell))
    box_text = next((text for text in texts if any(c.isdigit() for c in text)), None)
    return box_text and f"a text box in it shows {box_text[:40]!r}."


def _strip(runs: list[Run]) -> list[Run]:
    """The runs without white space around the paragraph, which would separate it from its mark."""
    while runs and not runs[0].text.strip(" \t"):
        runs = runs[1:]
    while runs and not runs[-1].text.strip(" \t"):
        runs = runs[:-1]
    return runs


def _has(properties: etree._Element | None, name: str) -> bool:
    element = properties.find(qn(name)) if properties is not None else None
    return element is not None and element.get(VALUE, "1") not in OFF


def _count_skipped_columns(row: etree._Element) -> int:
    """The number of columns before the first cell of a row."""
    element = row.find(f"{ROW_PROPERTIES}/{qn('w:gridBefore')}")
    return int(element.get(VALUE, "0")) if element is not None else 0


def _find_origin(
    cell: CT_Tc, rows_above: list[list[Cell]], cells_before: list[Cell], column: int
) -> Place | None:
    """The first cell of the merge that this cell continues, down or to the right, if any."""
    merge = cell.find(f"{qn('w:tcPr')}/{qn('w:hMerge')}")
    if merge is not None and merge.get(VALUE, "continue") == "continue" and cells_before:
        return cells_before[-1].merged_from or cells_before[-1].place
    if cell.vMerge != "continue" or not rows_above or len(rows_above[-1]) < column:
        return None
    upper_cell = rows_above[-1][column - 1]
    return upper_cell.merged_from or upper_cell.place
