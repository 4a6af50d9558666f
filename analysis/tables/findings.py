"""Findings: the rows that build, check, ingest and the audit notebook report in."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Literal

import pandas as pd

from analysis.tables import pandas_settings  # noqa: F401 - before any frame is made

Severity = Literal["error", "warning", "info"]
# Kind of an error in a new version of a document, of which an earlier version stays in force.
NEW_VERSION = "new_version"


@dataclass(frozen=True)
class Finding:
    """A problem or remark about a figure, a row or a file.

    Attributes:
        county_code: area it concerns; None if unknown.
        document_id: document it concerns.
        locator: where: file, table and row, or place in the document.
        figure: name of the printed figure, if any.
        kind: what found it: ``file``, ``schema``, ``key``, ``reading``, ``reference``, or the kind
            of the claim; ``new_version`` for an error in a new version whose earlier version stays
            in force.
        severity: ``error`` makes the county's data unusable; the others do not.
        printed: the figure as printed.
        recomputed_low: lower end of what it recomputes to.
        recomputed_high: upper end of what it recomputes to.
        verdict: ``agrees``, ``explained``, ``for review``, ``contradicts``, … where one applies.
        reason: what is wrong.
        remedy: what to do.
        claim_id: the claim that is recomputed; ``reviews.csv`` refers to the finding by it.
        review: an analyst's decision on it.
        is_new: whether the previous build, of other data, did not find it.
    """

    county_code: str | None
    document_id: str | None
    locator: str
    figure: str | None
    kind: str
    severity: Severity
    printed: str | None
    recomputed_low: float | None
    recomputed_high: float | None
    verdict: str | None
    reason: str
    remedy: str
    claim_id: str | None = None
    review: str | None = None
    is_new: bool = False


FINDING_COLUMNS = tuple(Finding.__dataclass_fields__)
_TYPES = {"recomputed_low": "float64", "recomputed_high": "float64", "is_new": "bool"}


def make_error(
    county_code: str | None,
    document_id: str | None,
    locator: str,
    kind: str,
    reason: str,
    remedy: str,
) -> Finding:
    """A finding that makes a county's data unusable."""
    return Finding(
        county_code, document_id, locator, None, kind, "error", None, None, None, None, reason,
        remedy,
    )  # fmt: skip


def tabulate_findings(findings: Iterable[Finding]) -> pd.DataFrame:
    """Findings as a frame, one row each, with the columns of :class:`Finding` in their order."""
    frame = pd.DataFrame([asdict(finding) for finding in findings], columns=list(FINDING_COLUMNS))
    types = {name: _TYPES.get(name, "str") for name in FINDING_COLUMNS}
    return frame.astype(types)


def sort_findings(findings: pd.DataFrame) -> pd.DataFrame:
    """Findings in an order that does not depend on the order in which they were found."""
    order = ["county_code", "document_id", "locator", "kind", "reason", "remedy", "severity"]
    return findings.sort_values(order, kind="stable", ignore_index=True)
