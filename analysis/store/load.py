"""The only reader of processed data."""

import contextlib
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd
import pyarrow

from analysis.errors import UserError
from analysis.figures.names import ENTERED, find_document
from analysis.figures.restated import VIEWS as RESTATED
from analysis.figures.restated import read_versions, restate
from analysis.paths import DataRoot
from analysis.store.build_result import FINDINGS_TABLE
from analysis.store.county_index import County, load_index
from analysis.store.freshness import hash_file, load_manifest
from analysis.store.parquet import read_ahead, read_columns, read_county, read_table
from analysis.store.reporting import pair_documents
from analysis.tables.in_force import is_in_force
from analysis.tables.measured import MEASURED_TABLES
from analysis.tables.records import list_records
from analysis.tables.tables import TABLES

if TYPE_CHECKING:
    from analysis.brief import Brief

# Tables that each brief reads as a whole.
SHARED_TABLES = ("areas", "documents", "indicators")
_DTYPES = {name: table.dtypes for name, table in {**TABLES, **MEASURED_TABLES}.items()}


class LoadError(UserError):
    """A processed table is missing or damaged; a new build restores it."""


def load_table(
    name: str,
    root: DataRoot,
    county_code: str | None = None,
    as_of: pd.Timestamp | None = None,
    every_version: bool = False,
) -> pd.DataFrame:
    """One processed table, all columns of its schema.

    Args:
        name: a name in :data:`analysis.tables.tables.TABLES` or in
            :data:`analysis.tables.measured.MEASURED_TABLES`, or ``findings``.
        root: the data root.
        county_code: only rows of this county, if the table has counties.
        as_of: only rows of documents that count at this date; by default of those that no newer
            version replaces.
        every_version: rows of all documents, also of replaced ones.

    Raises:
        LoadError: if the table is missing or damaged.
    """
    has_county = "county_code" in _DTYPES.get(name, {})
    frame = _read(root, name, county_code if has_county else None)
    return frame if every_version else _keep_in_force(frame, root, as_of)


def load_all_tables(root: DataRoot) -> dict[str, pd.DataFrame]:
    """All processed tables and the findings, by name, of all versions of documents.

    Raises:
        LoadError: if a table is missing or damaged.
    """
    names = (*TABLES, FINDINGS_TABLE)
    return {name: load_table(name, root, every_version=True) for name in names}


def load_shared(root: DataRoot) -> None:
    """Reads what the briefs of all counties need, before a process is forked for each.

    Raises:
        LoadError: if a table is missing or damaged.
    """
    checksums = load_manifest(root).get("sha256", {})
    for name in SHARED_TABLES:
        load_table(name, root)
    for name, table in TABLES.items():
        path = root.processed_table(name)
        if "county_code" in table.dtypes and path.name in checksums:
            read_ahead(path, checksums[path.name])


def _read(root: DataRoot, name: str, county_code: str | None) -> pd.DataFrame:
    path = root.processed_table(name)
    # Cached by checksum only: without one, a changed file would not be noticed.
    checksum = load_manifest(root).get("sha256", {}).get(path.name)
    is_small = bool(county_code) or name in SHARED_TABLES
    read = _read_once if checksum and is_small else _read_file
    try:
        # A shallow copy: pandas copies on write, so that the cached frame stays as it is.
        return read(path, name, county_code, checksum).copy(deep=False)
    except (OSError, pyarrow.ArrowException) as error:
        raise LoadError(f"{path.name} cannot be read ({error}); run `briefs build`.") from error


def _read_file(
    path: Path, name: str, county_code: str | None, checksum: str | None
) -> pd.DataFrame:
    """A table with the types of its schema."""
    frame = read_county(path, county_code, checksum) if county_code else read_table(path)
    dtypes = _DTYPES.get(name, {})
    # Only columns whose type differs: astype copies all that it is given.
    stored = dict(frame.dtypes)
    others = {key: dtype for key, dtype in dtypes.items() if stored[key] != dtype}
    return frame.astype(others) if others else frame


# Cached by the checksum of the file: a brief loads each of its tables several times.
_read_once = lru_cache(maxsize=64)(_read_file)


def _keep_in_force(frame: pd.DataFrame, root: DataRoot, as_of: pd.Timestamp | None) -> pd.DataFrame:
    """The rows of documents or claims that count at a date, and rows without a document."""
    if "known_date" in frame:
        counts = is_in_force(frame, as_of)
        return frame if counts.all() else frame[counts].reset_index(drop=True)
    if "document_id" not in frame:
        return frame
    documents = _read(root, "documents", None)
    counts = is_in_force(documents, as_of)
    if counts.all():
        return frame
    ids = frame["document_id"]
    if as_of is None:  # findings may be about documents that are not in the table
        return frame[~ids.isin(documents.loc[~counts, "document_id"])].reset_index(drop=True)
    known = ids.isin(documents.loc[counts, "document_id"])
    return frame[known | ids.str.startswith(ENTERED, na=False)].reset_index(drop=True)


def load_tables(brief: "Brief", *names: str) -> pd.DataFrame | tuple[pd.DataFrame, ...]:
    """The tables of a brief: its county's rows as known at its date.

    ``documents`` are those that report on the county; ``indicators`` and ``areas`` are whole.
    """
    made = load_manifest(brief.root).get("sha256", {})
    built = frozenset(made.items())
    # Shallow copies: pandas copies on write, so that the cached frames stay as they are.
    tables = tuple(
        (_load_once(brief, name, built) if built else _load_for(brief, name)).copy(deep=False)
        for name in names
    )
    return tables[0] if len(tables) == 1 else tables


@lru_cache(maxsize=32)
def _load_once(brief: "Brief", name: str, _built: frozenset[tuple[str, str]]) -> pd.DataFrame:
    """A brief's table; cached by the checksums of the files, because every section loads it."""
    return _load_for(brief, name)


def _load_for(brief: "Brief", name: str) -> pd.DataFrame:
    root, as_of = brief.root, brief.counted_by
    if name == "areas":
        return load_table(name, root)
    if name == "documents":
        return load_documents(root, brief.county_code, as_of)
    return _load_as_known(root, name, brief.county_code, as_of)


def load_all_as_known(
    root: DataRoot, as_of: pd.Timestamp | None, *names: str
) -> tuple[pd.DataFrame, ...]:
    """Tables of all counties as known at a date; as known by now if it is None."""
    return tuple(_load_as_known(root, name, None, as_of) for name in names)


def _load_as_known(
    root: DataRoot, name: str, county_code: str | None, as_of: pd.Timestamp | None
) -> pd.DataFrame:
    frame = load_table(name, root, county_code, as_of)
    if as_of is None or name not in RESTATED or frame.empty:
        return frame
    return _restate(root, as_of, name, frame)


def _restate(root: DataRoot, as_of: pd.Timestamp, name: str, frame: pd.DataFrame) -> pd.DataFrame:
    """Rows whose figures of other documents are those that were known at a date."""
    documents = load_table("documents", root, every_version=True)

    def load_figures(document_id: str) -> pd.DataFrame:
        figures = load_table("figures", root, every_version=True)
        return figures[figures["document_id"] == document_id]

    def load_figure(figure: str) -> dict[str, object]:
        rows = load_figures(find_document(figure))
        return list_records(rows[rows["figure"] == figure])[0]

    known = set(documents.loc[documents["known_date"] <= as_of, "document_id"])
    return restate(name, frame, read_versions(documents, load_figures), known, load_figure)


def load_documents(root: DataRoot, county_code: str, as_of: pd.Timestamp | None) -> pd.DataFrame:
    """The documents that count at a date and are of a county or hold figures or events about it."""
    documents = load_table("documents", root, as_of=as_of)
    named = (load_table(name, root, county_code, as_of) for name in ("figures", "events"))
    pairs = pair_documents(documents, *named)
    about = pairs.loc[pairs["county_code"] == county_code, "document_id"]
    return documents[documents["document_id"].isin(about)].reset_index(drop=True)


def load_reports(root: DataRoot) -> set[tuple[str, str]]:
    """Each county with the documents about it in the last build, of any version of the tables.

    Nothing of a table that is missing or damaged.
    """
    checksums = load_manifest(root).get("sha256", {})
    pairs: set[tuple[str, str]] = set()
    for name in ("documents", "figures", "events"):
        path = root.processed_table(name)
        if path.name not in checksums or hash_file(path) != checksums[path.name]:
            continue
        with contextlib.suppress(OSError, pyarrow.ArrowException):
            frame = read_columns(path, ["county_code", "document_id"]).drop_duplicates()
            pairs |= set(map(tuple, frame.to_numpy(object)))
    return pairs


def list_counties(root: DataRoot, is_usable_only: bool = True) -> pd.DataFrame:
    """The counties that briefs are rendered for: those with a usable document.

    Args:
        root: the data root.
        is_usable_only: whether to leave out counties without a usable document.

    Returns:
        county_code, name_zh, name_en, documents (how many), latest (newest document date).

    Raises:
        LoadError: if the index of counties is missing or damaged.
    """
    columns = ["county_code", "name_zh", "name_en", "documents", "latest"]
    rows = [
        (code, county.name_zh, county.name_en, county.documents, county.latest or None)
        for code, county in load_counties(root).items()
        if county.documents or not is_usable_only
    ]
    return pd.DataFrame(rows, columns=columns).astype({"latest": "datetime64[ms]"})


def load_counties(root: DataRoot) -> dict[str, County]:
    """All counties of the data, also those without a usable document.

    Raises:
        LoadError: if the index of counties is missing or damaged.
    """
    try:
        return load_index(root)
    except (OSError, ValueError, TypeError) as error:
        message = f"{root.counties.name} cannot be read ({error}); run `briefs build`."
        raise LoadError(message) from error


def load_areas(root: DataRoot) -> dict[str, County]:
    """All places that the data name: counties, and the cities and provinces above them."""
    counties = load_counties(root)
    rows = {row.county_code: row for row in load_table("areas", root).itertuples()}
    named = set(counties)
    for code in counties:
        while code in rows and isinstance(rows[code].parent_code, str):
            code = rows[code].parent_code
            named.add(code)
    above = {
        code: County(rows[code].name_zh, rows[code].name_en, 0, "", digest="")
        for code in sorted(named & rows.keys())
    }
    return {**above, **counties}


def load_findings(root: DataRoot) -> pd.DataFrame:
    """What the build left out or doubts, and why."""
    return load_table(FINDINGS_TABLE, root)
