"""Reads the figures of a document: each printed cell by name, with the interval it stands for."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from analysis.documents.filed import RawDocument, RawTable
from analysis.figures.names import KEY, SEPARATOR, name_figure
from analysis.figures.printed import PrintedFigure, Unit, parse_figure
from analysis.figures.triangles import write_triangle
from analysis.tables.raw_forms import MONTHLY_FORM
from analysis.tables.reference_forms import APPROPRIATION, STIPULATED_ROLES
from analysis.tables.text_tables import TextRow

_Column = tuple[str, str, str | None]
"""A column of figures: its name, county code and unit."""


class Figure(NamedTuple):
    """A printed figure with its name and place.

    Attributes:
        name: ``document_id/table_id/row_id/column``.
        county_code: area it is about.
        label: what the row is, in Chinese.
        text: the cell as printed.
        locator: place in the document.
        read: what the cell stands for.
    """

    name: str
    county_code: str
    label: str
    text: str
    locator: str
    read: PrintedFigure

    @property
    def value(self) -> float | None:
        """The value as float64, None if there is none."""
        return self.read.number

    @property
    def interval(self) -> tuple[float, float]:
        """The interval as float64; an exact figure's is its value alone."""
        return self.read.interval


@dataclass(frozen=True)
class FigureReader:
    """Reads cells with one set of units; equal cells are read once."""

    units: Mapping[str, Unit]
    _read: object = field(init=False, repr=False)

    def __post_init__(self) -> None:
        """Builds the cache."""

        def read(text: str, header_unit: str | None, stipulated: bool) -> PrintedFigure:
            return parse_figure(text, self.units, header_unit, stipulated)

        object.__setattr__(self, "_read", lru_cache(maxsize=65_536)(read))

    def read_document(
        self, document: RawDocument, statements: Iterable[TextRow]
    ) -> dict[str, Figure]:
        """All figures of a document by name.

        Args:
            document: the document as filed.
            statements: its readings of statements; they say which figures are stipulated.
        """
        roles = {(row.get("table_id"), row.get("row_id")): row.get("role") for row in statements}
        figures: dict[str, Figure] = {}
        for table_id, rows in document.tables.items():
            table = document.record.tables[table_id]
            columns = _list_columns(table, document.record.county_code)
            for row in rows:
                role = roles.get((table_id, row["row_id"]))
                if table.kind == MONTHLY_FORM and row["row_id"].startswith(f"{APPROPRIATION}_"):
                    role = APPROPRIATION
                for figure in self._read_row(document, table_id, row, role, columns):
                    figures[figure.name] = figure
        return figures

    def _read_row(
        self,
        document: RawDocument,
        table_id: str,
        row: TextRow,
        role: str | None,
        columns: list[_Column],
    ) -> list[Figure]:
        record, table = document.record, document.record.tables[table_id]
        label = (row.get("label") or row.get("requirement") or row.get("payee", "")).strip()
        locator = row["locator"] or table.locator
        own_unit = row.get("unit") or None
        return [
            Figure(
                name_figure(record.document_id, table_id, row["row_id"], column),
                county_code,
                label,
                row[column],
                locator,
                self._read(
                    write_triangle(row[column], table.triangle),
                    unit or own_unit,
                    _is_stipulated(table.kind, column, role),
                ),
            )
            for column, county_code, unit in columns
        ]


def _list_columns(table: RawTable, county_code: str) -> list[_Column]:
    """Each column of figures with the area that it is about and the unit of its header."""
    return [
        (column, (area and area.county_code) or county_code, table.units.get(column))
        for column in table.figure_columns
        for area in (table.areas.get(column),)
    ]


def _is_stipulated(kind: str, column: str, role: str | None) -> bool:
    if kind == "instalments":
        return column == "share"
    if kind == MONTHLY_FORM:
        return role == APPROPRIATION
    return kind == "statements" and column == "value" and role in STIPULATED_ROLES


def tabulate_figures(
    figures: Mapping[str, Figure], translate: Callable[[str], str | None]
) -> list[dict[str, object]]:
    """Rows of the table ``figures``; an empty cell is a row whose value is missing."""
    return [_tabulate(figure, translate(figure.label)) for figure in figures.values()]


def _tabulate(figure: Figure, label_en: str | None) -> dict[str, object]:
    read = figure.read
    low, high = read.interval
    return {
        "figure": figure.name,
        **dict(zip(KEY, figure.name.split(SEPARATOR), strict=True)),
        "county_code": figure.county_code,
        "printed": figure.text or None,
        "printed_unit": read.printed_unit,
        "unit": read.unit,
        "qualifier": read.qualifier,
        "value": read.number,
        "low": low,
        "high": high,
        "is_exact": read.is_exact,
        "missing_reason": read.missing_reason,
        "locator": figure.locator,
        "label_zh": figure.label or None,
        "label_en": label_en,
    }
