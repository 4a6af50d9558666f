"""Documents that the last build used and this one cannot: their counties keep the briefs they have.

A document whose folder is gone was withdrawn, and is not among them.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass

import pandas as pd

from analysis.paths import DataRoot
from analysis.store.county_index import DocumentError, load_index
from analysis.store.load import load_reports


@dataclass(frozen=True)
class LastBuild:
    """What is on disk of the last build.

    Attributes:
        root: the data root.
        named: documents that have a folder in ``raw/`` or readings.
    """

    root: DataRoot
    named: Collection[str]

    def find_lost(
        self, tables: Mapping[str, pd.DataFrame], findings: pd.DataFrame
    ) -> dict[str, list[DocumentError]]:
        """What is wrong with documents that the last build used, by county that they were about.

        Args:
            tables: the tables of this build.
            findings: its findings.
        """
        used = set(tables["documents"]["document_id"])
        unused = [name for name in self.named if name not in used]
        filed = {name for name in unused if (self.root.raw / name).is_dir()}
        if not filed:
            return {}
        lost: dict[str, list[DocumentError]] = defaultdict(list)
        is_error = findings["severity"] == "error"
        wrong = findings.loc[is_error, ["document_id", "locator", "reason", "remedy"]].fillna("")
        for code, document_id in sorted(self._list_pairs(filed)):
            own = wrong[wrong["document_id"] == document_id].head(1)
            for row in own.itertuples():
                reason = f"the last build used it, and now it cannot be used: {row.reason}"
                lost[code].append((document_id, row.locator, reason, row.remedy))
        return lost

    def _list_pairs(self, document_ids: set[str]) -> set[tuple[str, str]]:
        """County and document, for documents that were used, or that were lost already."""
        reports = load_reports(self.root)
        pairs = {pair for pair in reports if pair[1] in document_ids}
        used = {document_id for _, document_id in pairs}
        try:
            counties = load_index(self.root)
        except (OSError, ValueError, TypeError):
            return pairs
        before = {
            (code, document_id)
            for code, county in counties.items()
            for document_id, *_ in county.errors
            if document_id in document_ids - used
        }
        return pairs | before
