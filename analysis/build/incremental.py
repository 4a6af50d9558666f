"""Copies from the last build the rows of documents that no change affects.

A document that was changed, added or removed affects the documents that depend on it
(:mod:`analysis.build.dependencies`), and no others: those are built again, and the rows of all
others are copied. After a change of reference tables or code, nothing is copied.
"""

from collections.abc import Collection
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import pandas as pd

from analysis.build.dependencies import (
    COUNTY,
    Tie,
    follow_ties,
    tie_by_conditions,
    tie_by_reference,
    tie_by_rows,
)
from analysis.build.document_checks import check_reference
from analysis.build.lost import LastBuild
from analysis.consistency.assessment import REVIEWS, mark_new
from analysis.documents.reference import Reference
from analysis.documents.reference_findings import KIND
from analysis.paths import DataRoot
from analysis.store.build_result import FINDINGS_TABLE, BuildResult
from analysis.store.county_digests import compute_index
from analysis.store.county_index import County, load_index
from analysis.store.freshness import Inputs, is_current, load_inputs, load_manifest
from analysis.store.load import LoadError, load_all_tables
from analysis.tables.findings import sort_findings, tabulate_findings
from analysis.tables.tables import TABLES


@dataclass(frozen=True)
class EarlierBuild:
    """The previous build.

    Attributes:
        made: its result.
        index: its counties.
        changed: documents to build again in any case; some may have been removed.
        filed: documents in data/raw now.
        raw: the folder data/raw.
    """

    made: BuildResult
    index: dict[str, County]
    changed: frozenset[str]
    filed: frozenset[str]
    raw: Path

    def find_affected(
        self, reference: Reference, affected: Collection[str] = (), part: BuildResult | None = None
    ) -> set[str]:
        """The changed documents and all that depend on them.

        Args:
            reference: the reference tables.
            affected: documents already known to be affected.
            part: the result of building those; it may tie them to further documents.
        """
        ties = [*self._list_ties(reference, part), *tie_by_conditions(reference, affected)]
        return follow_ties({*self.changed, *affected}, ties)

    def _list_ties(self, reference: Reference, part: BuildResult | None) -> list[Tie]:
        fresh = [] if part is None else tie_by_rows(part)
        return [*self._ties, *tie_by_reference(reference), *fresh]

    @cached_property
    def _ties(self) -> list[Tie]:
        lost = (
            (document_id, (COUNTY, code))
            for code, county in self.index.items()
            for document_id, *_ in county.errors
        )
        return [*tie_by_rows(self.made), *lost]

    def join(
        self, part: BuildResult, affected: set[str], reference: Reference, last: LastBuild
    ) -> tuple[BuildResult, dict[str, County]]:
        """All tables and counties: affected documents as built now, others as before.

        Args:
            part: the result of building the affected documents.
            affected: their ids.
            reference: the reference tables.
            last: what is on disk of the last build.
        """
        made = self.made
        verdicts = mark_new(part.tables["verdicts"], made.tables["verdicts"])
        fresh = {**part.tables, "verdicts": verdicts.astype(TABLES["verdicts"].dtypes)}
        counties = {
            name
            for document_id, (kind, name) in self._list_ties(reference, part)
            if kind == COUNTY and document_id in affected
        }
        # All documents about a county are affected, or none: the part has all of its rows.
        tables = {name: _join_rows(made.tables[name], fresh[name], counties) for name in fresh}
        is_copied = ~made.findings["document_id"].isin(affected)
        is_copied &= ~_is_of_reference(made.findings)
        of_reference = tabulate_findings(check_reference(reference, tables, self.raw))
        findings = sort_findings(pd.concat([made.findings[is_copied], part.findings, of_reference]))
        supersedes = {
            later: earlier for later, earlier in made.supersedes.items() if later not in affected
        }
        index = {code: county for code, county in self.index.items() if code not in counties}
        rebuilt = compute_index(fresh, findings, last.find_lost(tables, findings))
        index |= {code: county for code, county in rebuilt.items() if code in counties}
        return BuildResult(tables, findings, supersedes | part.supersedes), index


def load_earlier(root: DataRoot, inputs: Inputs) -> EarlierBuild | None:
    """The previous build; None if it is missing or damaged, or nothing of it can be copied.

    Args:
        root: the data root.
        inputs: digests of the present inputs.
    """
    manifest = load_manifest(root)
    digest = manifest.get("digest")
    if digest in (None, inputs.digest) or not is_current(root, digest):
        return None
    try:
        stored, supersedes = load_inputs(root)
        if stored.shared != inputs.shared:
            return None
        tables = load_all_tables(root)
        made = BuildResult(tables, tables.pop(FINDINGS_TABLE), supersedes)
        changed = {
            document_id for document_id, _ in inputs.documents.items() ^ stored.documents.items()
        }
        return EarlierBuild(
            made,
            load_index(root),
            frozenset(changed | _list_unsettled(made)),
            frozenset(inputs.documents),
            root.raw,
        )
    except (LoadError, OSError, ValueError, KeyError, TypeError):
        return None


def _list_unsettled(made: BuildResult) -> set[str]:
    """Documents to build again: those left out, and those with verdicts marked as new."""
    verdicts, findings = made.tables["verdicts"], made.findings
    is_error = (findings["severity"] == "error") & ~_is_of_reference(findings)
    wrong = findings.loc[is_error, "document_id"].dropna()
    return {*verdicts.loc[verdicts["is_new"], "document_id"], *wrong}


def _is_of_reference(findings: pd.DataFrame) -> "pd.Series[bool]":
    """Findings on the reference tables, which each build makes anew."""
    return (findings["kind"] == KIND) | findings["locator"].str.startswith(REVIEWS)


def _join_rows(old: pd.DataFrame, new: pd.DataFrame, counties: set[str]) -> pd.DataFrame:
    """The old rows with those of some counties replaced; both are sorted by county."""
    # Projects may be derived from documents; other tables without them are of the reference alone.
    if not {"document_id", "figure", "project_origin"} & {*old.columns}:
        return new
    parts, start = [], 0
    codes, new_codes = (frame["county_code"].to_numpy(object) for frame in (old, new))
    for county in sorted(counties):
        first, end = (codes.searchsorted(county, side) for side in ("left", "right"))
        own = slice(*(new_codes.searchsorted(county, side) for side in ("left", "right")))
        parts += [old.iloc[start:first], new.iloc[own]]
        start = end
    return pd.concat([*parts, old.iloc[start:]], ignore_index=True)
