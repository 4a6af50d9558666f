"""Reads what people decided: reference tables, and the readings of each document.

A data root's own ``reference/`` is an overlay on the shipped tables: any of their files, with rows
that are added or that replace the shipped rows of their keys. A document without a folder of
readings is read by the labels of its forms alone. Blank cells are missing values.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import pandas as pd

from analysis.documents.readings import NO_READINGS, DocumentReadings, load_readings
from analysis.documents.reference_links import Causes, follow_links, index_causes
from analysis.documents.reference_rows import Problem, ReferenceRow, load_rows
from analysis.figures.names import find_document
from analysis.figures.printed import Unit, read_units
from analysis.paths import REFERENCE, DataRoot
from analysis.tables import pandas_settings  # noqa: F401 - before any frame is made
from analysis.tables.reference_forms import REFERENCE_COLUMNS

LABEL_SUFFIXES = {"（目标）": "target", "（规划）": "planned"}
_SUFFIXES = tuple(LABEL_SUFFIXES)


@dataclass(frozen=True)
class Reference:
    """The reference tables of a data root.

    Attributes:
        tables: rows in force, by table; blank cells are missing.
        rows: the same rows with their places.
        problems: what is wrong with rows that were left out, or with single cells.
        readings: folders of readings; a document's are in the first that has a folder for it.
    """

    tables: dict[str, pd.DataFrame]
    rows: dict[str, list[ReferenceRow]]
    problems: tuple[Problem, ...]
    readings: tuple[Path, ...]

    @cached_property
    def causes(self) -> Causes:
        """Why rows were left out, by table and key."""
        return index_causes(self.problems)

    @cached_property
    def problems_of_documents(self) -> dict[str, list[Problem]]:
        """What is wrong with rows about single documents: their tables, and corrections."""
        by_document: dict[str, list[Problem]] = {}
        for problem in self.problems:
            column = {"table_readings": "document_id", "corrections": "figure"}
            if name := problem.row.cells.get(column.get(problem.row.table, ""), ""):
                by_document.setdefault(find_document(name), []).append(problem)
        return by_document

    @property
    def units(self) -> dict[str, Unit]:
        """Printed unit → unit."""
        units = self.tables["units"].fillna("")
        rows = {
            row.printed_unit: (row.unit, row.factor, row.is_count == "true")
            for row in units.itertuples()
        }
        return read_units(rows)

    @cached_property
    def translations(self) -> dict[str, str]:
        """Chinese text of the data → English; the names of indicators among them."""
        table = self.tables["translations"].dropna(subset=["en"])
        names = self.tables["indicators"].dropna(subset=["name_en"])
        return {
            **dict(zip(names["name_zh"], names["name_en"], strict=True)),
            **dict(zip(table["zh"], table["en"], strict=True)),
        }

    def translate_label(self, label: str) -> str | None:
        """The English of a figure's label; （目标） marks a target, （规划） a plan."""
        if not label.endswith(_SUFFIXES):
            return self.translations.get(label)
        for suffix, marked in LABEL_SUFFIXES.items():
            if label.endswith(suffix):
                name = self.translations.get(label.removesuffix(suffix))
                return name and f"{name} ({marked})"
        return self.translations.get(label)

    def labels(self, form_kind: str) -> dict[str, str]:
        """What the labels of a form mean; ``*`` rows hold for every form."""
        by_kind = self._labels
        return by_kind.get(form_kind, by_kind.get("*", {}))

    @cached_property
    def _labels(self) -> dict[str, dict[str, str]]:
        table = self.tables["labels"]
        by_kind = {}
        for kind in table["form_kind"].dropna().unique():
            fitting = table[table["form_kind"].isin(("*", kind))]
            by_kind[kind] = dict(zip(fitting["label"], fitting["meaning"], strict=True))
        return by_kind

    @cached_property
    def table_readings(self) -> dict[str, dict[str, dict[str, object]]]:
        """Project, basis and date of tables, by document and table; blank cells are left out."""
        by_document: dict[str, dict[str, dict[str, object]]] = {}
        # As objects: reading Arrow strings one by one takes ten times as long.
        for row in self.tables["table_readings"].astype(object).to_dict("records"):
            cells = {name: value for name, value in row.items() if isinstance(value, str)}
            by_document.setdefault(row["document_id"], {})[row["table_id"]] = cells
        return by_document

    @cached_property
    def only_projects(self) -> dict[str, str]:
        """The project of each county that has only one, and of which no row is left out."""
        projects = self.tables["projects"].drop_duplicates("county_code", keep=False)
        only = dict(zip(projects["county_code"], projects["project_id"], strict=True))
        return {code: name for code, name in only.items() if code not in self.unsure_counties}

    @cached_property
    def unsure_counties(self) -> frozenset[str]:
        """Counties of which a row of ``projects`` is left out."""
        wrong = [problem.row for problem in self.problems if problem.row.table == "projects"]
        codes = {code for row in wrong for code in (*_list_codes(row), self.find_county(row))}
        return frozenset(code for code in codes if code)

    def find_county(self, row: ReferenceRow) -> str | None:
        """The county that a row is about, as far as it can be told.

        Args:
            row: a row that has, or lacks, ``county_code`` or ``project_id``.
        """
        project = row.cells.get("project_id", "")
        if "county_code" not in row.cells and project in self._counties:
            return self._counties[project]
        codes = _list_codes(row)
        left_out = self.causes.get(("projects", (project,)))
        if left_out and left_out.row is not row:
            codes += _list_codes(left_out.row)
        known = [code for code in codes if code in self._names["areas"]]
        return next(iter((*known, *codes)), None)

    @property
    def area_codes(self) -> frozenset[str]:
        """Codes of the known areas."""
        return self._names["areas"]

    @property
    def project_ids(self) -> frozenset[str]:
        """Names of the known projects."""
        return frozenset(self._counties)

    @cached_property
    def _counties(self) -> dict[str, str]:
        projects = self.rows["projects"]
        return {row.cells["project_id"]: row.cells["county_code"] for row in projects}

    @cached_property
    def project_counties(self) -> dict[str, str]:
        """The county of each project."""
        projects = self.tables["projects"]
        return dict(zip(projects["project_id"], projects["county_code"], strict=True))

    @cached_property
    def accumulates(self) -> dict[str, str]:
        """What the values of an indicator cover."""
        indicators = self.tables["indicators"]
        return dict(zip(indicators["indicator_id"], indicators["accumulates"], strict=True))

    @cached_property
    def topics(self) -> dict[str, str]:
        """The topic of each indicator."""
        indicators = self.tables["indicators"]
        return dict(zip(indicators["indicator_id"], indicators["topic"], strict=True))

    def find_readings(self, document_id: str) -> Path | None:
        """The folder of a document's readings; None if it was not read."""
        folders = (folder / document_id for folder in self.readings)
        return next((folder for folder in folders if folder.is_dir()), None)

    def load_readings(self, document_id: str) -> DocumentReadings:
        """The readings of one document; none if it was not read.

        Raises:
            TableError: if a file of readings does not fit.
        """
        folder = self.find_readings(document_id)
        return load_readings(folder, self._names) if folder else NO_READINGS

    @cached_property
    def _names(self) -> dict[str, frozenset[str]]:
        return {
            table: frozenset(row.key[0] for row in self.rows[table])
            for table in ("areas", "indicators")
        }


def load_reference(root: DataRoot, shipped: Path = REFERENCE) -> Reference:
    """Reads the reference tables of a data root.

    Args:
        root: the data root; its own tables need not exist.
        shipped: folder of the shipped tables.

    Raises:
        TableError: if a shipped table is missing or cannot be read.
    """
    loaded: dict[str, list[ReferenceRow]] = {}
    problems: list[Problem] = []
    for name in REFERENCE_COLUMNS:
        loaded[name], more = load_rows(name, shipped, root.reference)
        problems += more
    rows, problems = follow_links(loaded, problems)
    tables = {name: _tabulate(rows[name], REFERENCE_COLUMNS[name]) for name in REFERENCE_COLUMNS}
    readings = tuple(dict.fromkeys((root.readings, shipped / "readings")))
    return Reference(tables, rows, tuple(problems), readings)


def _list_codes(row: ReferenceRow) -> list[str]:
    """Codes that a row may be about: most names of projects begin with the county's."""
    cells = (row.cells.get("county_code", ""), row.cells.get("project_id", "")[:6])
    return [cell for cell in cells if len(cell) == 6 and cell.isascii() and cell.isdigit()]


def _tabulate(rows: Iterable[ReferenceRow], columns: tuple[str, ...]) -> pd.DataFrame:
    cells = [[row.cells.get(column) or None for column in columns] for row in rows]
    return pd.DataFrame(cells, columns=list(columns), dtype="str")
