"""The frames of one county that the first screen of its brief is chosen from."""

from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from analysis.measures.target_items import select_main_table
from analysis.tables.raw_forms import MONTHLY_FORM
from analysis.tables.records import Record, list_records

OPEN_VERDICTS = ("contradicts", "for_review")
ACCEPTED = "accepted"


@dataclass(frozen=True)
class Evidence:
    """What is known of one county, as frames that other measures returned.

    Attributes:
        rates: what :func:`analysis.measures.disbursement.compute_rates` returns, labelled.
        lines: what :func:`analysis.measures.disbursement.compute_lines` returns.
        contracts: what :func:`analysis.measures.disbursement.compute_contracts` returns.
        instalments: what :func:`analysis.measures.disbursement.compute_instalments` returns.
        items: what :func:`analysis.measures.target_items.compute_items` returns.
        conditions: what :func:`analysis.measures.completion.compute_conditions` returns, labelled.
        facts: labelled rows of ``series``.
        points: labelled points of the trends of the first screen.
        verdicts: rows of the table ``verdicts``.
    """

    rates: pd.DataFrame
    lines: pd.DataFrame
    contracts: pd.DataFrame
    instalments: pd.DataFrame
    items: pd.DataFrame
    conditions: pd.DataFrame
    facts: pd.DataFrame
    points: pd.DataFrame
    verdicts: pd.DataFrame

    @cached_property
    def rate_rows(self) -> list[Record]:
        """The rates of all projects."""
        return list_records(self.rates)

    @cached_property
    def contract_rows(self) -> list[Record]:
        """The contracts of all projects."""
        return list_records(self.contracts)

    @cached_property
    def instalment_rows(self) -> list[Record]:
        """The instalments of all projects."""
        return list_records(self.instalments)

    @cached_property
    def main_items(self) -> list[Record]:
        """The target items of the main table of each project."""
        return list_records(select_main_table(self.items))

    @cached_property
    def main_conditions(self) -> list[Record]:
        """The conditions of these items."""
        return list_records(select_main_table(self.items, self.conditions))

    @cached_property
    def open_claims(self) -> list[Record]:
        """Claims that do not hold, or are for review, and that no analyst has accepted."""
        is_open = self.verdicts["verdict"].isin(OPEN_VERDICTS)
        is_accepted = (self.verdicts["review_status"] == ACCEPTED).fillna(value=False)
        return list_records(self.verdicts, is_open & ~is_accepted)

    @cached_property
    def form_rows(self) -> list[Record]:
        """The county's own figures in monthly forms, without totals of several areas."""
        is_own = (self.facts["table_kind"] == MONTHLY_FORM) & self.facts["covers"].isna()
        return list_records(self.facts, is_own)

    @cached_property
    def newest_form(self) -> list[Record]:
        """The figures of the newest month of these, each indicator once."""
        dated = [row for row in self.form_rows if row["period_end"] == row["period_end"]]
        newest = max((row["period_end"] for row in dated), default=None)
        rows = [row for row in dated if row["period_end"] == newest]
        # A figure that is reported counts before a blank of the same indicator elsewhere.
        rows.sort(key=lambda row: (row["value"] != row["value"], row["document_id"]))
        first: dict[object, Record] = {}
        for row in rows:
            first.setdefault(row["indicator_id"], row)
        return [row for row in self.form_rows if first.get(row["indicator_id"]) is row]

    @cached_property
    def project_of_table(self) -> dict[tuple[str, ...], str]:
        """The project of each table of funds, contracts, instalments and targets."""
        frames = (self.lines, self.contracts, self.instalments, self.items)
        columns = ("document_id", "table_id", "project_id")
        rows = [zip(*(frame[name].tolist() for name in columns), strict=True) for frame in frames]
        return {(document, table): project for part in rows for document, table, project in part}

    @property
    def project_ids(self) -> list[str]:
        """The projects that rates or items name, in the order of the rates."""
        rows = (*self.rate_rows, *self.main_items)
        return list(dict.fromkeys(row["project_id"] for row in rows))
