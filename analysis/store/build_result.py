"""The result of a build, in memory."""

from dataclasses import dataclass

import pandas as pd

FINDINGS_TABLE = "findings"


@dataclass(frozen=True)
class BuildResult:
    """The result of a build.

    Attributes:
        tables: the processed tables by name.
        findings: what was left out or is doubtful, one row each.
        supersedes: documents that replace an earlier one → that one.
    """

    tables: dict[str, pd.DataFrame]
    findings: pd.DataFrame
    supersedes: dict[str, str]
