"""The processed tables of measures: what the build computes of all counties.

The build and the notebook compute them by the same functions, so that analysts, the index and a
brief have the same figures. They hold the newest state of the data.
"""

from dataclasses import dataclass

from analysis.tables.columns import PANDAS_TYPE, Column
from analysis.tables.computed import COMPUTED_TABLES


@dataclass(frozen=True)
class MeasuredTable:
    """A processed table of a measure.

    Attributes:
        name: its name, and that of its Parquet file.
        function: the function that computes it, a name in
            :data:`analysis.tables.computed.COMPUTED_TABLES`.
        key: columns that together name a row.
        others: further columns of what the function returns; the rest is left out, because other
            processed tables hold it.
    """

    name: str
    function: str
    key: tuple[str, ...]
    others: tuple[str, ...]

    @property
    def columns(self) -> tuple[Column, ...]:
        """The table's columns, in order."""
        computed = COMPUTED_TABLES[self.function].columns
        return tuple(computed[name] for name in (*self.key, *self.others))

    @property
    def dtypes(self) -> dict[str, str]:
        """Pandas type of each column."""
        return {column.name: PANDAS_TYPE[column.kind] for column in self.columns}


_MEASURED_TABLES = (
    MeasuredTable(
        "rates",
        "compute_rates",
        ("county_code", "project_id", "rate_id"),
        (
            "numerator_kind", "numerator_cny", "numerator_low", "numerator_high",
            "denominator_kind", "denominator_cny", "denominator_sources", "as_of_date", "rate",
            "printed_rate", "printed_figure", "reason",
        ),
    ),
    MeasuredTable(
        "completions",
        "compute_conditions",
        ("document_id", "table_id", "item", "condition"),
        (
            "county_code", "project_id", "as_of_date", "label_zh", "label_en", "indicator_id",
            "assessment", "comparator", "target", "actual", "denominator", "unit", "achieved",
            "completion", "completion_capped", "is_met", "due_date", "is_due_later", "verdict",
            "need", "alternatives", "reason", "target_figure", "actual_figure",
            "denominator_figure",
        ),
    ),
    MeasuredTable(
        "trends",
        "compute_trends",
        ("figure", "origin"),
        (
            "county_code", "project_id", "indicator_id", "covers", "period_kind", "period_start",
            "period_end", "period_note", "value", "low", "high", "unit", "qualifier", "formula",
            "printed_change", "change_kind", "change_base_start", "change_base_end",
            "document_id", "document_date",
        ),
    ),
)  # fmt: skip

MEASURED_TABLES: dict[str, MeasuredTable] = {table.name: table for table in _MEASURED_TABLES}
