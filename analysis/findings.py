"""The one kind of row in which build, check, ingest and the audit notebook speak."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Literal

import pandas as pd

FindingKind = Literal["file", "schema", "key", "reading", "total", "ingest"]
Severity = Literal["error", "warning", "info"]


@dataclass(frozen=True)
class Finding:
    """What is to be said about a figure, a row or a file.

    Attributes:
        county_code: area it concerns; None if unknown.
        document_id: document it concerns.
        locator: where: file, table and row, or place in the document.
        figure: name of the printed figure, if one is concerned.
        kind: what found it.
        severity: ``error`` makes the county's data unusable; the others do not.
        printed: the figure as printed.
        recomputed_low: lower end of what it recomputes to.
        recomputed_high: upper end of what it recomputes to.
        verdict: ``agrees``, ``explained``, ``for review``, ``contradicts``, … where one applies.
        reason: what is wrong.
        remedy: what to do.
    """

    county_code: str | None
    document_id: str | None
    locator: str
    figure: str | None
    kind: FindingKind
    severity: Severity
    printed: str | None
    recomputed_low: float | None
    recomputed_high: float | None
    verdict: str | None
    reason: str
    remedy: str


FINDING_COLUMNS = tuple(Finding.__dataclass_fields__)
_NUMBERS = ("recomputed_low", "recomputed_high")


def make_error(
    county_code: str | None,
    document_id: str | None,
    locator: str,
    kind: FindingKind,
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
    types = {name: "float64" if name in _NUMBERS else "str" for name in FINDING_COLUMNS}
    return frame.astype(types)
