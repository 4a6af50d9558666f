"""Checks an XML part of a package before a library reads it: DTD, column spans, extent of cells."""

import re
from dataclasses import dataclass
from xml.parsers import expat

from analysis.ingest.content import UnreadableFile
from analysis.ingest.files.limits import Limits

REFERENCE = re.compile(r"([A-Z]{1,3})(\d{1,7})", re.ASCII)
EXCEL_ROWS, EXCEL_COLUMNS = 1_048_576, 16_384


@dataclass
class Extent:
    """Last row and column with a filled cell, and the number of filled cells."""

    rows: int = 0
    columns: int = 0
    cells: int = 0

    def reach(self, row: int, column: int) -> None:
        """Adds a filled cell."""
        self.rows, self.columns = max(self.rows, row), max(self.columns, column)
        self.cells += 1


class PartScan:
    """Scans one XML part; raises UnreadableFile for content that would harm a library."""

    def __init__(self, name: str, limits: Limits) -> None:
        """Prepares the scan of the part ``name``."""
        self.name, self.limits = name, limits
        self.extent = Extent()
        self.depth = 0
        self._row = self._column = 0
        self._row_repeat = 1

    def run(self, content: bytes) -> None:
        """Scans the part.

        Raises:
            UnreadableFile: if it has a DTD, or its cells exceed the limits.
            expat.ExpatError: if it is not well-formed XML.
        """
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.buffer_text = True
        parser.StartDoctypeDeclHandler = self._refuse_doctype
        parser.StartElementHandler = self._start
        parser.Parse(content, True)
        self._check_extent()

    def _refuse_doctype(self, *_: object) -> None:
        raise UnreadableFile(
            "dtd",
            f"The part {self.name} declares a DTD: Office never writes one, attacks use it.",
            "Do not open the file; ask the sender to save it anew in Excel, Word or WPS.",
        )

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        local_name = name.rpartition(" ")[2]
        handler = HANDLERS.get(local_name)
        if handler is not None:
            handler(self, {key.rpartition(" ")[2]: value for key, value in attributes.items()})

    def _start_sheet_row(self, attributes: dict[str, str]) -> None:
        self._row = _to_number(attributes.get("r"), self._row + 1)
        self._column = 0

    def _start_sheet_cell(self, attributes: dict[str, str]) -> None:
        match = REFERENCE.fullmatch(attributes.get("r", ""))
        if match:
            self._row, self._column = int(match[2]), _to_column(match[1])
        else:
            self._column += 1
        self.extent.reach(self._row, self._column)

    def _start_ods_row(self, attributes: dict[str, str]) -> None:
        self._row += self._row_repeat
        self._row_repeat = _to_number(attributes.get("number-rows-repeated"), 1)
        self._column = 0

    def _start_ods_cell(self, attributes: dict[str, str]) -> None:
        self._column += _to_number(attributes.get("number-columns-repeated"), 1)
        if "value-type" in attributes:  # empty cells are repeated to the end of every sheet
            self.extent.reach(self._row + self._row_repeat - 1, self._column)

    def _start_ods_table(self, _: dict[str, str]) -> None:
        self._check_extent()
        self.extent, self._row, self._row_repeat = Extent(), 0, 1

    def _start_span(self, attributes: dict[str, str]) -> None:
        span = _to_number(attributes.get("val"), 1)
        if span > self.limits.span:
            raise UnreadableFile(
                "span",
                f"A cell of a table in {self.name} covers {span:,} columns; "
                f"at most {self.limits.span} are read.",
                "Copy the table to a new document.",
            )

    def _check_extent(self) -> None:
        extent, limits = self.extent, self.limits
        if extent.rows * extent.columns > limits.spread_cells or extent.cells > limits.spread_cells:
            raise UnreadableFile(
                "extent",
                f"The cells of {self.name} reach to row {extent.rows:,} and column "
                f"{extent.columns:,}: {extent.rows * extent.columns:,} cells; at most "
                f"{limits.spread_cells:,} are read.",
                "Delete the rows and columns beyond the form (Ctrl+End goes to the last cell), "
                "then save the file.",
            )


HANDLERS = {
    "row": PartScan._start_sheet_row,
    "c": PartScan._start_sheet_cell,
    "table": PartScan._start_ods_table,
    "table-row": PartScan._start_ods_row,
    "table-cell": PartScan._start_ods_cell,
    "gridSpan": PartScan._start_span,
    "gridBefore": PartScan._start_span,
    "gridAfter": PartScan._start_span,
}


def _to_number(text: str | None, default: int) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 12 else default


def _to_column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number
