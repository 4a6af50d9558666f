"""Reads what people decided: ``data/reference/``, and the readings of each document.

A document without a folder of readings is read by the labels of its forms alone. Blank cells of
reference tables are missing values.
"""

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import pandas as pd

from analysis.figures.printed import Unit, read_units
from analysis.tables.reference_forms import READING_COLUMNS, REFERENCE_COLUMNS
from analysis.tables.text_tables import TableError, TextRow, read_text_rows, read_text_table

# Tables that a data root may lack as long as nothing has been decided.
OPTIONAL = frozenset({"claims", "reviews", "corrections", "fact_index"})
LABEL_SUFFIXES = {"（目标）": "target", "（规划）": "planned"}


@dataclass(frozen=True)
class Reference:
    """The reference tables of a data root."""

    folder: Path
    tables: dict[str, pd.DataFrame]
    own_readings: Path | None = None

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
        names = self.tables["indicators"]
        return {
            **dict(zip(names["name_zh"], names["name_en"], strict=True)),
            **dict(zip(table["zh"], table["en"], strict=True)),
        }

    def translate_label(self, label: str) -> str | None:
        """The English of a figure's label; （目标） marks a target, （规划） a plan."""
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
        """The project of each county that has only one."""
        projects = self.tables["projects"].drop_duplicates("county_code", keep=False)
        return dict(zip(projects["county_code"], projects["project_id"], strict=True))

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

    def load_readings(self, document_id: str) -> dict[str, list[TextRow]]:
        """The readings of one document by subject, without blank cells; none if it was not read.

        Raises:
            TableError: if a file of readings does not fit.
        """
        folder = self.folder / "readings" / document_id
        if self.own_readings and (self.own_readings / document_id).is_dir():
            folder = self.own_readings / document_id
        return {
            name: _read_cells(folder / f"{name}.csv", columns)
            for name, columns in READING_COLUMNS.items()
        }


def load_reference(folder: Path, own_readings: Path | None = None) -> Reference:
    """Reads the reference tables.

    Args:
        folder: the folder of the tables.
        own_readings: readings that are preferred to those of the folder: a data root that uses
            the shipped tables has the readings of its own documents.

    Raises:
        TableError: if a table is missing or its columns differ.
    """
    for name in REFERENCE_COLUMNS.keys() - OPTIONAL:
        if not (folder / f"{name}.csv").is_file():
            raise TableError(
                f"{folder.name}/{name}.csv", "the file is missing.",
                "Restore it; docs/data_dictionary.md lists the reference tables.",
            )  # fmt: skip
    return Reference(
        folder,
        {
            name: _load(folder / f"{name}.csv", columns)
            for name, columns in REFERENCE_COLUMNS.items()
        },
        own_readings,
    )


def _load(path: Path, columns: tuple[str, ...]) -> pd.DataFrame:
    rows = read_text_rows(path, columns) if path.is_file() else []
    cells = [[cell or None for cell in row] for row in rows]
    return pd.DataFrame(cells, columns=list(columns), dtype="str")


def _read_cells(path: Path, columns: tuple[str, ...]) -> list[TextRow]:
    if not path.is_file():
        return []
    rows = read_text_table(path, columns)
    return [{name: cell for name, cell in row.items() if cell} for row in rows]
