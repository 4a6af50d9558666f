"""Collects what `briefs check` reports: schemas (from the build), keys, recomputed figures."""

import math
from collections.abc import Collection, Iterator

import pandas as pd

from analysis.build.ensure import ensure_built
from analysis.build.keys import check_keys, check_rows
from analysis.consistency.assessment import ATTENTION
from analysis.paths import DataRoot
from analysis.presentation.findings import describe_finding, describe_review
from analysis.presentation.formats import Words
from analysis.presentation.sentences.verdicts import REMEDIES
from analysis.store.load import load_findings, load_table
from analysis.tables.findings import Finding, tabulate_findings
from analysis.tables.tables import TABLES

# Verdicts that need no attention, and the review status that settles one that does.
IN_ORDER = ("agrees", "explained", "capped")
ACCEPTED = "accepted"
ENDS = ("recomputed_low", "recomputed_high")


def check(
    root: DataRoot,
    county_codes: Collection[str] = (),
    everything: bool = False,
    language: str = "en",
) -> pd.DataFrame:
    """Collects all findings about a data root, which is rebuilt first if it is stale.

    Args:
        root: the data root.
        county_codes: only findings about these counties; empty for all.
        everything: also figures that agree, are explained by rounding, or are capped.
        language: of reason and remedy of a figure; other findings are in English.

    Returns:
        A row per finding with the columns of :class:`analysis.tables.findings.Finding`.

    Raises:
        BuildError: if the reference tables cannot be used.
    """
    ensure_built(root)
    tables = {name: load_table(name, root) for name in TABLES}
    verdicts = tables["verdicts"]
    reported = verdicts if everything else verdicts[~verdicts["verdict"].isin(IN_ORDER)]
    # A part may have been filed with a letter that was replaced since.
    documents = load_table("documents", root, every_version=True)
    keys = check_keys(tables, {**tables, "documents": documents})
    own_findings = [*keys, *check_rows(tables), *report_verdicts(reported, language)]
    findings = pd.concat([load_findings(root), tabulate_findings(own_findings)], ignore_index=True)
    if county_codes:
        findings = findings[findings["county_code"].isin(list(county_codes))]
    order = ["county_code", "document_id", "locator", "figure"]
    return findings.sort_values(order, kind="stable", ignore_index=True)


def report_verdicts(verdicts: pd.DataFrame, language: str = "en") -> Iterator[Finding]:
    """Turns verdicts into findings.

    Args:
        verdicts: rows of the table ``verdicts``.
        language: of reason and remedy.
    """
    words = Words(language)
    for row in verdicts.to_dict("records"):
        verdict, status = row["verdict"], row["review_status"]
        review = describe_review(row, words)
        yield Finding(
            row["county_code"],
            row["document_id"],
            row["locator"],
            row["figure"],
            row["claim_kind"],
            "warning" if verdict in ATTENTION and status != ACCEPTED else "info",
            row["printed"] if isinstance(row["printed"], str) else None,
            *(row[end] if math.isfinite(row[end]) else math.nan for end in ENDS),
            verdict,
            describe_finding(row, words),
            words.gettext(REMEDIES[verdict]) if verdict in REMEDIES else "",
            row["claim_id"],
            review or None,
            bool(row["is_new"]),
        )
