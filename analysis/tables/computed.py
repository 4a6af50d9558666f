"""The tables that functions compute from processed ones, and the columns that they add.

They exist in memory only. ``docs/data_dictionary.md`` lists them beside the processed tables.
"""

from dataclasses import dataclass

from analysis.tables.columns import COLUMNS, Column
from analysis.tables.overview import OVERVIEW
from analysis.tables.tables import TABLES


@dataclass(frozen=True)
class ComputedTable:
    """A table that a function returns.

    Attributes:
        module: module of the function.
        function: name of the function, and of the table.
        meaning: what one row is.
        base: processed or computed table whose columns the rows have, too, if any.
        own: the other columns.
    """

    module: str
    function: str
    meaning: str
    base: str | None
    own: tuple[Column, ...]

    @property
    def columns(self) -> dict[str, Column]:
        """All columns by name; an own column replaces one of the base."""
        base = {}
        if self.base in COMPUTED_TABLES:
            base = COMPUTED_TABLES[self.base].columns
        elif self.base:
            base = {column.name: column for column in TABLES[self.base].columns}
        return base | {column.name: column for column in self.own}


def _list_columns(*names: str | Column) -> tuple[Column, ...]:
    return tuple(COLUMNS[name] if isinstance(name, str) else name for name in names)


_DISBURSEMENT = "analysis.measures.disbursement"
_COMPLETION = "analysis.measures.completion"
_TARGET_ITEMS = "analysis.measures.target_items"
_TARGET_SUMMARY = "analysis.measures.target_summary"
_LABELS = "analysis.presentation.labels"
_LOAD = "analysis.store.load"
# Columns whose name means something else in a processed table.
_ITEM_VERDICT = Column(
    "verdict",
    "text",
    "Whether the item is met, by its rule.",
    choices=("met", "not_met", "not_yet_due", "not_assessed", "not_computable"),
)
_CONDITION_VERDICT = Column(
    "verdict",
    "text",
    "Whether the condition is met; undecided where its actual may lie on either side.",
    choices=("met", "not_met", "not_yet_due", "undecided", "not_assessed", "not_computable"),
)
_POINT_YEAR = Column("year", "number", "Year in which the period ends.")
_POINT_FORMULA = Column(
    "formula",
    "text",
    "Formula that gives an implied point, at printed values; missing if reported.",
)

_COMPUTED_TABLES = (
    ComputedTable(
        _DISBURSEMENT,
        "compute_rate",
        "a rate",
        None,
        _list_columns("rate", "reason"),
    ),
    ComputedTable(
        _DISBURSEMENT,
        "compute_lines",
        "a line of a project's newest fund table that reports payments",
        "budget",
        _list_columns("paid_rate", "rate_reason", "printed_figure"),
    ),
    ComputedTable(
        _DISBURSEMENT,
        "compute_rates",
        "a rate of a project, computable or not",
        None,
        _list_columns(
            "county_code",
            "project_id",
            "rate_id",
            "numerator_kind",
            "numerator_cny",
            "numerator_low",
            "numerator_high",
            "numerator_is_partial",
            "denominator_kind",
            "denominator_cny",
            "denominator_sources",
            "denominator_is_partial",
            "as_of_date",
            "rate",
            "printed_rate",
            "printed_figure",
            "reason",
        ),
    ),
    ComputedTable(
        _DISBURSEMENT,
        "compute_instalments",
        "an instalment in one status, in the order of dates",
        "payments",
        _list_columns("contracts_zh", "contracts_en", "is_repeat", "cumulative_cny"),
    ),
    ComputedTable(
        _DISBURSEMENT,
        "compute_contracts",
        "a contract with what was requested and paid on it",
        "contracts",
        _list_columns("requested_cny", "paid_cny", "instalments"),
    ),
    ComputedTable(
        _COMPLETION,
        "compute_conditions",
        "a condition of a target item with its completion",
        "outputs",
        _list_columns(
            "item_label",
            "achieved",
            "completion",
            "completion_capped",
            "is_met",
            "reason",
            "is_due_later",
            _CONDITION_VERDICT,
            "need",
            "alternatives",
        ),
    ),
    ComputedTable(
        _TARGET_ITEMS,
        "compute_items",
        "a target item with its verdict",
        "output_items",
        _list_columns(
            "item_label",
            _ITEM_VERDICT,
            "conditions_met",
            "conditions_numeric",
            "conditions_total",
            "reason",
            "due_date",
            "is_due_later",
        ),
    ),
    ComputedTable(
        _TARGET_SUMMARY,
        "compute_summary",
        "a category of the target items of a table, `all` or `all_weighted`",
        None,
        _list_columns(
            "county_code",
            "project_id",
            "document_id",
            "table_id",
            "category",
            "items",
            "met",
            "not_met",
            "not_yet_due",
            "not_assessed",
            "not_computable",
            "computable_conditions",
            "mean_completion",
            "mean_completion_capped",
            "met_share",
            "planned_cny",
        ),
    ),
    ComputedTable(
        "analysis.measures.trends",
        "compute_trends",
        "a reported, planned or implied point of an indicator",
        None,
        _list_columns(
            "county_code",
            "project_id",
            "indicator_id",
            "period_kind",
            "period_start",
            "period_end",
            "period_note",
            _POINT_YEAR,
            "value",
            "low",
            "high",
            "unit",
            "origin",
            "qualifier",
            "figure",
            _POINT_FORMULA,
            "printed_change",
            "change_kind",
            "change_base_start",
            "change_base_end",
            "document_id",
            "table_id",
            "row_id",
            "document_date",
            "covers",
        ),
    ),
    ComputedTable(
        _LABELS,
        "label_points",
        "a point of one of several indicators, with its name and printed form",
        "compute_trends",
        _list_columns("name_zh", "name_en", "topic", "printed", "printed_unit", "locator"),
    ),
    ComputedTable(
        _LABELS,
        "label_figures",
        "an indicator over a period, with its name and printed form",
        "series",
        _list_columns(
            "figure", "name_zh", "name_en", "topic", "printed", "printed_unit", "locator"
        ),
    ),
    ComputedTable(
        _LABELS,
        "label_rates",
        "a rate, or a line with a rate, with its printed form",
        "compute_rates",
        _list_columns("printed"),
    ),
    ComputedTable(
        _LABELS,
        "label_conditions",
        "a condition with the printed forms of its figures",
        "compute_conditions",
        _list_columns(
            "target_printed",
            "target_printed_unit",
            "target_qualifier",
            "reported_unit",
            "reported_printed",
            "denominator_printed",
            "denominator_printed_unit",
            "denominator_qualifier",
        ),
    ),
    ComputedTable(
        "analysis.measures.county_overview",
        "compute_overview",
        "a county with the newest figures of one of its projects and its findings",
        None,
        OVERVIEW,
    ),
    ComputedTable(
        _LOAD,
        "list_counties",
        "a county that briefs are rendered for",
        None,
        _list_columns("county_code", "name_zh", "name_en", "documents", "latest"),
    ),
    ComputedTable(
        _LOAD,
        "load_findings",
        "something that the build left out or that an analyst must look at",
        None,
        _list_columns(
            "county_code",
            "document_id",
            "locator",
            "figure",
            "kind",
            "severity",
            "printed",
            "recomputed_low",
            "recomputed_high",
            "verdict",
            "reason",
            "remedy",
            "claim_id",
            "review",
            "is_new",
        ),
    ),
)

COMPUTED_TABLES: dict[str, ComputedTable] = {table.function: table for table in _COMPUTED_TABLES}
