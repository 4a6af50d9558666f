"""The tables that the frames are made of, as known at a date."""

from collections.abc import Iterable
from dataclasses import dataclass, field

import pandas as pd

from analysis.brief import FALLBACK_LANGUAGES
from analysis.explore.frame import Frame
from analysis.explore.places import Places
from analysis.measures.completion import compute_conditions
from analysis.measures.disbursement import compute_lines, compute_rates
from analysis.measures.trends import compute_trends
from analysis.paths import DataRoot
from analysis.presentation.formats import Words
from analysis.presentation.projects import name_project
from analysis.store.load import load_all_as_known, load_table
from analysis.tables.analyst_frames import ANALYST_FRAMES
from analysis.tables.records import list_records

_NAMELESS = frozenset({"count", "unstated"})


@dataclass(frozen=True)
class Source:
    """A data root at a date, in a language.

    Attributes:
        root: the data root, built.
        as_of: date up to which documents count; None for all on file.
        words: language of names and labels.
        places: the counties of the data.
    """

    root: DataRoot
    as_of: pd.Timestamp | None
    words: Words
    places: Places
    loaded: dict[str, pd.DataFrame] = field(default_factory=dict, compare=False)

    def load(self, name: str) -> pd.DataFrame:
        """A processed table of all counties; read once."""
        if name not in self.loaded:
            (self.loaded[name],) = load_all_as_known(self.root, self.as_of, name)
        return self.loaded[name]

    def load_rates(self) -> pd.DataFrame:
        """The table ``rates``; at an earlier date, what it was then."""
        if self.as_of is None:
            return load_table("rates", self.root)
        tables = (self.load(name) for name in ("contracts", "payments", "appropriations", "series"))
        return compute_rates(self.load("projects"), compute_lines(self.load("budget")), *tables)

    def load_conditions(self) -> pd.DataFrame:
        """The table ``completions``; at an earlier date, what it was then."""
        if self.as_of is None:
            return load_table("completions", self.root)
        return compute_conditions(self.load("outputs"), self.load("output_items"), self.as_of)

    def load_points(self) -> pd.DataFrame:
        """The table ``trends``; at an earlier date, what it was then."""
        if self.as_of is None:
            return load_table("trends", self.root)
        return compute_trends(self.load("series"))

    def name_projects(self, ids: pd.Series) -> pd.Series:
        """Names of projects by id, in the language."""
        names = {
            row["project_id"]: name_project(row, self.words)
            for row in list_records(self.load("projects"))
        }
        return ids.map(names).astype("str")

    def pick(self, rows: pd.DataFrame, stem: str) -> pd.Series:
        """The texts ``<stem>_zh`` and ``<stem>_en`` of rows in the language, or the other one."""
        own, other = (f"{stem}_{code}" for code in self._order())
        return rows[own].where(rows[own].notna() & (rows[own] != ""), rows[other]).astype("str")

    def _order(self) -> tuple[str, str]:
        own, other, *_ = dict.fromkeys((self.words.language, *FALLBACK_LANGUAGES))
        return own, other

    def name_codes(self, codes: pd.Series, names: dict[str, str]) -> pd.Series:
        """Names of codes by a table of :mod:`analysis.presentation.terms`."""
        known = {code: self.words.term(names, code) for code in codes.dropna().unique()}
        return codes.map(known).astype("str")

    def name_units(self, units: pd.Series) -> pd.Series:
        """Names of units: % for shares, which are given in per cent."""
        known = {unit: name_unit(unit, self.words) for unit in units.dropna().unique()}
        return units.map(known).astype("str")

    def finish(self, rows: pd.DataFrame, name: str) -> Frame:
        """Rows with the names of their counties, and exactly the columns that are documented."""
        columns = [column.name for column in ANALYST_FRAMES[name].columns]
        named = rows if "county" in rows else self.places.add_names(rows)
        return Frame(named[columns].reset_index(drop=True))


def name_unit(unit: str, words: Words) -> str:
    """The name of a unit; blank for a number of things.

    Examples:
        >>> [name_unit(unit, Words("en")) for unit in ("share", "cny", "household", "count")]
        ['%', 'CNY', 'households', '']
    """
    if unit == "share":
        return "%"
    return "" if unit in _NAMELESS else words.quantity(2, unit).replace("2", "").strip()


def to_per_cent(fractions: pd.Series) -> pd.Series:
    """Fractions in per cent, without the noise of binary fractions.

    Examples:
        >>> to_per_cent(pd.Series([0.57, 142.7552, None])).tolist()
        [57.0, 14275.52, nan]
    """
    return (fractions.astype("float64") * 100).round(10)


def scale_shares(rows: pd.DataFrame, names: Iterable[str], unit: str = "unit") -> pd.DataFrame:
    """Rows whose values of the unit ``share`` are in per cent.

    Args:
        rows: with the columns ``names`` and that of the unit.
        names: columns of values.
        unit: the column that names their unit.
    """
    is_share = (rows[unit] == "share").fillna(value=False)
    return rows.assign(
        **{name: rows[name].where(~is_share, to_per_cent(rows[name])) for name in names}
    )
