"""The only reader of processed data."""

from typing import TYPE_CHECKING

import pandas as pd
import pyarrow
import pyarrow.parquet

from analysis.build import FINDINGS_TABLE
from analysis.paths import DataRoot
from analysis.schemas import TABLES

if TYPE_CHECKING:
    from analysis.parameters import Brief


class LoadError(Exception):
    """A processed table that is missing or damaged; building again mends it."""


def load_table(
    name: str,
    root: DataRoot,
    county_code: str | None = None,
    as_of: pd.Timestamp | None = None,
) -> pd.DataFrame:
    """One processed table, all columns of its schema.

    Args:
        name: a name in :data:`analysis.schemas.TABLES`, or ``findings``.
        root: the data root.
        county_code: keeps this county's rows, where the table has counties.
        as_of: keeps what documents of this date or earlier say, where the table has documents.

    Raises:
        LoadError: if the table is missing or damaged.
    """
    has_county = name in TABLES and "county_code" in TABLES[name].dtypes
    filters = [("county_code", "=", county_code)] if county_code and has_county else None
    path = root.processed_table(name)
    try:
        read = pyarrow.parquet.read_table(path, filters=filters, page_checksum_verification=True)
    except (OSError, pyarrow.ArrowException) as error:
        raise LoadError(f"{path.name} cannot be read ({error}); run `briefs build`.") from error
    frame = read.to_pandas()
    if name in TABLES:
        frame = frame.astype(TABLES[name].dtypes)
    return frame if as_of is None else keep_known(frame, root, as_of)


def keep_known(frame: pd.DataFrame, root: DataRoot, as_of: pd.Timestamp) -> pd.DataFrame:
    """The rows that documents of the date or earlier say; rows without a document stay."""
    if "document_id" not in frame:
        return frame
    documents = load_table("documents", root)
    known = documents.loc[documents["document_date"] <= as_of, "document_id"]
    return frame[frame["document_id"].isin(known)].reset_index(drop=True)


def load_tables(brief: "Brief", *names: str) -> pd.DataFrame | tuple[pd.DataFrame, ...]:
    """The tables of a brief: its county's rows as known at its date.

    ``documents`` are those that say anything about the county; ``indicators``, ``areas`` whole.
    """
    tables = tuple(_load_for(brief, name) for name in names)
    return tables[0] if len(tables) == 1 else tables


def _load_for(brief: "Brief", name: str) -> pd.DataFrame:
    root = brief.root
    if name == "areas":
        return load_table(name, root)
    if name == "documents":
        return load_documents(root, brief.county_code, brief.as_of)
    if name == "appropriations":
        # Known when the document of its figure is.
        frame = load_table(name, root, brief.county_code)
        frame["document_id"] = frame["figure"].str.split("/").str[0]
        return keep_known(frame, root, brief.as_of).drop(columns="document_id")
    if name == "verdicts":
        # Known when the newest of the documents is that it draws on.
        frame = load_table(name, root, brief.county_code)
        return frame[frame["known_date"] <= brief.as_of].reset_index(drop=True)
    return load_table(name, root, brief.county_code, brief.as_of)


def load_documents(root: DataRoot, county_code: str, as_of: pd.Timestamp) -> pd.DataFrame:
    """The documents known at a date that hold figures or events about a county."""
    named = pd.concat(
        load_table(name, root, county_code)["document_id"] for name in ("figures", "events")
    )
    documents = load_table("documents", root, as_of=as_of)
    is_own = documents["county_code"] == county_code
    return documents[documents["document_id"].isin(named) | is_own].reset_index(drop=True)


def list_counties(root: DataRoot) -> pd.DataFrame:
    """The counties that briefs are rendered for: those with a project and a document about it.

    Returns:
        county_code, name_zh, name_en, documents (how many), latest (newest document date).
    """
    areas, projects = load_table("areas", root), load_table("projects", root)
    documents, figures = load_table("documents", root), load_table("figures", root)
    own = documents[["county_code", "document_id"]]
    said = pd.concat([own, figures[["county_code", "document_id"]]]).drop_duplicates()
    dated = said.merge(documents[["document_id", "document_date"]], on="document_id")
    summary = dated.groupby("county_code", as_index=False).agg(
        documents=("document_id", "nunique"), latest=("document_date", "max")
    )
    counties = areas[areas["county_code"].isin(projects["county_code"])]
    listed = counties[["county_code", "name_zh", "name_en"]].merge(summary, on="county_code")
    return listed.sort_values("county_code", ignore_index=True)


def load_findings(root: DataRoot) -> pd.DataFrame:
    """What the build left out and why."""
    return load_table(FINDINGS_TABLE, root)
