"""Digests of all that each county's brief may show, from the processed tables.

A brief is rendered again if its county's digest changed, so that a document of one county does not
cause the briefs of all others to be rendered.
"""

import hashlib
from collections import defaultdict
from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd

from analysis.store.build_result import FINDINGS_TABLE
from analysis.store.county_index import County, DocumentError
from analysis.store.parquet import COUNTY
from analysis.store.reporting import pair_documents
from analysis.tables.findings import NEW_VERSION
from analysis.tables.in_force import is_in_force

SHARED = ("indicators",)


def compute_index(
    tables: Mapping[str, pd.DataFrame],
    findings: pd.DataFrame,
    lost: Mapping[str, Sequence[DocumentError]] | None = None,
) -> dict[str, County]:
    """The counties with a document of their own, with a project and a document, or with errors.

    Args:
        tables: the processed tables, with all versions of documents.
        findings: what was left out, and why.
        lost: by county, documents that the last build used and this one cannot use.
    """
    errors = _list_errors(findings, lost or {})
    summary = _summarise_documents(tables)
    areas, projects = tables["areas"], set(tables["projects"][COUNTY])
    digests = _digest_counties(tables, findings)
    names = dict(
        zip(areas[COUNTY], zip(areas["name_zh"], areas["name_en"], strict=True), strict=True)
    )
    levels = dict(zip(areas[COUNTY], areas["level"], strict=True))
    parents = dict(zip(areas[COUNTY], areas["parent_code"], strict=True))
    with_errors = {code for code in errors if levels.get(code, "county") == "county"}
    index = {}
    codes = {*(projects & summary.keys()), *(projects & errors.keys()), *with_errors}
    codes |= {code for code in tables["documents"][COUNTY] if levels.get(code) == "county"}
    for code in sorted(codes):
        documents, latest = summary.get(code, (0, ""))
        index[code] = County(
            *names.get(code, (code, f"County {code}")), documents, latest, digests[code],
            *names.get(parents.get(code), ("", "")), tuple(errors.get(code, ())),
        )  # fmt: skip
    return index


def _list_errors(
    findings: pd.DataFrame, lost: Mapping[str, Sequence[DocumentError]]
) -> dict[str, list[DocumentError]]:
    wrong = findings[(findings["severity"] == "error") & findings[COUNTY].notna()]
    # An error in a new version leaves the earlier one in force.
    wrong = wrong[wrong["kind"] != NEW_VERSION]
    listed: dict[str, list[DocumentError]] = defaultdict(list)
    for code, more in lost.items():
        listed[code] += more
    for row in wrong.itertuples():
        is_lost = row.document_id in {
            document_id for document_id, *_ in lost.get(row.county_code, ())
        }
        if not is_lost:
            texts = (row.document_id, row.locator, row.reason, row.remedy)
            listed[row.county_code].append(tuple("" if pd.isna(text) else text for text in texts))
    return listed


def _summarise_documents(tables: Mapping[str, pd.DataFrame]) -> dict[str, tuple[int, str]]:
    """Number of documents about each county, and the date of the newest."""
    documents = tables["documents"]
    documents = documents[is_in_force(documents)]
    pairs = pair_documents(documents, tables["figures"], tables["events"])
    dates = documents.set_index("document_id")["document_date"]
    dated = pairs.assign(date=dates.reindex(pairs["document_id"]).to_numpy())
    by_county = dated.groupby(COUNTY).agg(
        documents=("document_id", "nunique"), latest=("date", "max")
    )
    latest = by_county["latest"].dt.strftime("%Y-%m-%d")
    return dict(zip(by_county.index, zip(by_county["documents"], latest, strict=True), strict=True))


def _digest_counties(
    tables: Mapping[str, pd.DataFrame], findings: pd.DataFrame
) -> defaultdict[str, str]:
    shared = hashlib.sha256()
    for name in SHARED:
        shared.update(_hash_rows(tables[name]).tobytes())
    parts: defaultdict[str, hashlib._Hash] = defaultdict(shared.copy)
    for name, frame in {**tables, FINDINGS_TABLE: findings}.items():
        if COUNTY in frame:
            _add_rows(parts, name, frame[COUNTY], _hash_rows(frame))
    _add_documents(parts, tables)
    return defaultdict(str, {code: part.hexdigest() for code, part in parts.items()})


def _add_documents(
    parts: "defaultdict[str, hashlib._Hash]", tables: Mapping[str, pd.DataFrame]
) -> None:
    """Adds documents of other areas that report on a county, such as letters of its city."""
    documents = tables["documents"]
    hashes = pd.Series(_hash_rows(documents), documents["document_id"].to_numpy())
    pairs = [
        tables[name][[COUNTY, "document_id"]].drop_duplicates() for name in ("figures", "events")
    ]
    mentions = pd.concat(pairs).drop_duplicates().sort_values([COUNTY, "document_id"])
    mentions = mentions[mentions["document_id"].isin(hashes.index)]
    _add_rows(parts, "named", mentions[COUNTY], hashes.loc[mentions["document_id"]].to_numpy())


def _add_rows(
    parts: "defaultdict[str, hashlib._Hash]", name: str, codes: pd.Series, hashes: np.ndarray
) -> None:
    """Adds each county's rows to its digest, in their order."""
    numbers, names = pd.factorize(codes)
    if not len(names):
        return
    order = np.argsort(numbers, kind="stable")
    ends = np.cumsum(np.bincount(numbers[numbers >= 0], minlength=len(names)))
    order = order[np.count_nonzero(numbers < 0) :]
    for code, rows in zip(names, np.split(hashes[order], ends[:-1]), strict=True):
        parts[code].update(f"{name}\0{len(rows)}\0".encode())
        parts[code].update(rows.tobytes())


def _hash_rows(frame: pd.DataFrame) -> np.ndarray:
    """A hash of each row's values."""
    return pd.util.hash_pandas_object(frame, index=False).to_numpy()
