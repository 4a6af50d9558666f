"""What the processed tables hold about one county, as records, and what follows from them."""

from collections.abc import Iterable
from datetime import date
from fractions import Fraction
from functools import cached_property
from typing import Any

import pandas as pd

from analysis.parameters import open_brief
from analysis.paths import DataRoot
from analysis.store import load
from tests.truth.numerals import to_fraction

Record = dict[str, Any]
TABLES = (
    "documents", "figures", "projects", "appropriations", "budget", "contracts", "payments",
    "output_items", "outputs", "series", "verdicts", "events", "indicators",
)  # fmt: skip
FUND_SOURCES = ("central", "province")


class County:
    """A county's rows as of a day, with arithmetic in exact fractions.

    Attributes:
        language: language of the page that is read.
        tables: records by table; missing values are None, amounts and values are fractions.
    """

    def __init__(self, root: DataRoot, code: str, language: str, as_of: str = "latest") -> None:
        """Loads the tables."""
        self.code, self.language = code, language
        self.brief = open_brief(code, as_of, language, str(root.root))
        frames = load.load_tables(self.brief, *TABLES)
        self.tables = {
            name: _list_records(frame) for name, frame in zip(TABLES, frames, strict=True)
        }

    def __getitem__(self, table: str) -> list[Record]:
        return self.tables[table]

    @property
    def name(self) -> str:
        """The county's name in the language of the page."""
        return self.brief.name_zh if self.language == "zh" else self.brief.name_en

    @cached_property
    def figures(self) -> dict[str, Record]:
        """The figures by name."""
        return {row["figure"]: row for row in self["figures"]}

    @cached_property
    def rows_of_figures(self) -> dict[tuple[str, str, str], list[Record]]:
        """The figures by document, table and row."""
        rows: dict[tuple[str, str, str], list[Record]] = {}
        for row in self["figures"]:
            rows.setdefault(name_row(row), []).append(row)
        return rows

    @cached_property
    def indicators(self) -> dict[str, Record]:
        """The indicators by id."""
        return {row["indicator_id"]: row for row in self["indicators"]}

    @cached_property
    def documents(self) -> dict[str, Record]:
        """The documents by id."""
        return {row["document_id"]: row for row in self["documents"]}

    @cached_property
    def project_ids(self) -> list[str]:
        """The projects in the order of year and id."""
        rows = sorted(self["projects"], key=lambda row: (row["year"], row["project_id"]))
        return [row["project_id"] for row in rows]

    def pick(self, row: Record, stem: str) -> str:
        """A text of the data as the page shows it: in its language, else in the other."""
        own, other = row.get(f"{stem}_{self.language}"), row.get(f"{stem}_zh")
        return " ".join(str(own or other or row.get(f"{stem}_en") or "").split())

    @cached_property
    def chinese_names(self) -> list[str]:
        """The names and numbers that the data has in Chinese, the longest first."""
        names = {
            value
            for table in self.tables.values()
            for row in table
            for key, value in row.items()
            if isinstance(value, str) and (key.endswith("_zh") or key == "number")
        }
        return sorted(names, key=len, reverse=True)

    def of_project(self, table: str, project_id: str | None) -> list[Record]:
        """The rows of a project; of a county with one project all rows."""
        if len(self.project_ids) < 2:
            return self[table]
        return [row for row in self[table] if row["project_id"] == project_id]

    def name_series(self, row: Record) -> str:
        """The name of what a row of a series measures; an accepted figure may have a label only."""
        indicator = self.indicators.get(row["indicator_id"])
        if indicator:
            return self.pick(indicator, "name")
        return self.pick(self.figures.get("/".join((*name_row(row), row["column"])), {}), "label")

    def find_locator(self, row: Record) -> str:
        """The place of the first figure of a row."""
        figures = self.rows_of_figures.get(name_row(row), [])
        return figures[0]["locator"] if figures else ""


def name_row(row: Record) -> tuple[str, str, str]:
    """Document, table and row."""
    return row["document_id"], row["table_id"], row["row_id"]


def _list_records(frame: pd.DataFrame) -> list[Record]:
    columns = {name: [_convert(value) for value in frame[name].tolist()] for name in frame}
    return [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]


def _convert(value: Any) -> Any:
    if isinstance(value, float):
        if value != value:
            return None
        return value if value in (float("inf"), float("-inf")) else to_fraction(value)
    if value is pd.NaT or value is pd.NA or value is None:
        return None
    return value.date() if isinstance(value, pd.Timestamp) else value


def add_up(amounts: Iterable[Fraction | None]) -> Fraction | None:
    """The sum; None if there is nothing to add or an amount is missing."""
    listed = list(amounts)
    if not listed or any(amount is None for amount in listed):
        return None
    return sum(listed, Fraction(0))


def latest(days: Iterable[date | None]) -> date | None:
    """The latest of some days; None if there is none."""
    return max((day for day in days if day is not None), default=None)
