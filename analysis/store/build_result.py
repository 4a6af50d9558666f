"""What a build makes, in memory."""

from dataclasses import dataclass

import pandas as pd

FINDINGS_TABLE = "findings"


@dataclass(frozen=True)
class BuildResult:
    """What a build made.

    Attributes:
        tables: the processed tables by name.
        findings: what was left out or is doubtful, one row each.
        supersedes: the documents that replace an earlier one, and which.
    """

    tables: dict[str, pd.DataFrame]
    findings: pd.DataFrame
    supersedes: dict[str, str]
