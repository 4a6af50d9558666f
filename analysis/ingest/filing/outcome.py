"""What came of a document of a file: filed, unchanged, or refused with the reasons."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from analysis.ingest.content import Remark, UnreadableFile
from analysis.ingest.files.file_names import show_name
from analysis.ingest.filing.records import FATAL, list_findings
from analysis.tables.findings import Finding

State = Literal["filed", "unchanged", "refused"]


@dataclass(frozen=True)
class Outcome:
    """The result of ingesting one document of a file.

    Attributes:
        file_name: name of the file.
        state: filed, unchanged (filed before) or refused.
        document_id: the document, if any.
        supersedes: the version that it replaces.
        tables: table → number of rows.
        candidates: number of figures of running text that were proposed.
        findings: findings on the document.
        part: number of the document in its file, from 1.
        parts: number of documents in the file.
        is_empty: whether it was refused because nothing in it was recognised.
    """

    file_name: str
    state: State
    document_id: str | None = None
    supersedes: str | None = None
    tables: dict[str, int] = field(default_factory=dict)
    candidates: int = 0
    findings: tuple[Finding, ...] = ()
    part: int = 1
    parts: int = 1
    is_empty: bool = False


def refuse_unreadable(path: Path, error: UnreadableFile) -> Outcome:
    """The outcome of a file that cannot be read."""
    remark = Remark(error.code, "error", None, error.found, error.remedy)
    return refuse(show_name(path.name), [remark])


def refuse_unexpected(path: Path, error: Exception) -> Outcome:
    """The outcome of a file on which the program failed."""
    reason = f"an unexpected error of the program: {type(error).__name__}: {error}"
    remedy = "Report it with the file; the other files are not affected."
    return refuse(show_name(path.name), [Remark("unexpected", "error", None, reason, remedy)])


def is_unusable(remarks: Sequence[Remark]) -> bool:
    """Whether remarks keep out the whole document."""
    return any(remark.severity == "error" and remark.code in FATAL for remark in remarks)


def refuse(name: str, remarks: Sequence[Remark], county: str | None = None) -> Outcome:
    """The outcome of a document that is not filed, with the reasons."""
    return Outcome(
        name, "refused", findings=list_findings(remarks, name, county, None),
        is_empty=any(remark.code == "nothing" for remark in remarks),
    )  # fmt: skip
