"""The processed tables: which columns, which of them are never missing, which are the key.

Longer than other modules because it is data: one entry a table.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from analysis.tables.columns import COLUMNS, PANDAS_TYPE, Column

if TYPE_CHECKING:
    import pandera.pandas as pandera


@dataclass(frozen=True)
class Table:
    """A processed table.

    Attributes:
        name: its name, and that of its Parquet file.
        meaning: what one row is.
        key: columns that together name a row.
        required: further columns that are never missing.
        optional: columns that may be missing.
    """

    name: str
    meaning: str
    key: tuple[str, ...]
    required: tuple[str, ...] = ()
    optional: tuple[str, ...] = ()

    @property
    def columns(self) -> tuple[Column, ...]:
        """The table's columns, in order."""
        return tuple(COLUMNS[name] for name in (*self.key, *self.required, *self.optional))

    @property
    def dtypes(self) -> dict[str, str]:
        """Pandas type of each column."""
        return {column.name: PANDAS_TYPE[column.kind] for column in self.columns}


_ROW = ("document_id", "table_id", "row_id")

_TABLES = (
    Table(
        "documents",
        "a document or a part of one",
        ("document_id",),
        ("document_kind", "title_zh", "issuer_zh", "county_code", "document_date", "known_date"),
        (
            "title_en",
            "issuer_en",
            "project_id",
            "part_of",
            "supersedes",
            "replaced_date",
            "period_start",
            "period_end",
            "file_name",
            "file_sha256",
            "unread_tables",
        ),
    ),
    Table(
        "figures",
        "a printed figure",
        ("figure",),
        (*_ROW, "column", "county_code", "is_exact", "locator"),
        (
            "label_zh",
            "label_en",
            "printed",
            "printed_unit",
            "unit",
            "qualifier",
            "value",
            "low",
            "high",
            "missing_reason",
        ),
    ),
    Table(
        "areas",
        "a county, city or province",
        ("county_code",),
        ("level", "name_zh", "name_en"),
        ("parent_code", "former_codes", "former_names", "pinyin"),
    ),
    Table(
        "indicators",
        "something measured",
        ("indicator_id",),
        ("name_zh", "name_en", "unit", "topic", "direction", "accumulates"),
        (
            "part_of_indicator",
            "subset_of",
            "weight",
            "numerator_indicator",
            "denominator_indicator",
            "month_indicator",
            "innocent",
            "note",
        ),
    ),
    Table(
        "projects",
        "a county's project under one programme",
        ("project_id",),
        ("county_code", "project_origin", "title_zh"),
        ("level", "year", "programme", "title_en", "start_date", "end_date", "note"),
    ),
    Table(
        "appropriations",
        "money appropriated to a project by one source of funds",
        ("project_id", "funds_source"),
        ("county_code", "appropriation_cny", "figure"),
        ("entered_date", "note"),
    ),
    Table(
        "budget",
        "a line of a fund table at a date",
        _ROW,
        (
            "county_code",
            "project_id",
            "as_of_date",
            "document_date",
            "basis",
            "label_zh",
            "row_role",
        ),
        (
            "parent_row",
            "label_en",
            "category",
            "payee_zh",
            "payee_en",
            "planned_cny",
            "paid_cny",
            "printed_rate",
            "printed_share",
        ),
    ),
    Table(
        "contracts",
        "a contract",
        ("contract_id", "document_id"),
        (
            "table_id",
            "row_id",
            "county_code",
            "project_id",
            "label_zh",
            "as_of_date",
            "row_role",
        ),
        (
            "parent_row",
            "payee_zh",
            "label_en",
            "payee_en",
            "plan_rows",
            "tendered_cny",
            "contract_cny",
            "award_date",
            "date_precision",
        ),
    ),
    Table(
        "payments",
        "an instalment in one dated status",
        _ROW,
        (
            "county_code",
            "project_id",
            "instalment",
            "contract_ids",
            "status",
            "as_of_date",
            "document_date",
            "label_zh",
        ),
        ("label_en", "amount_cny", "printed_share", "status_date", "date_precision"),
    ),
    Table(
        "output_items",
        "a target item",
        ("document_id", "table_id", "item"),
        (
            "county_code",
            "as_of_date",
            "category",
            "category_zh",
            "number",
            "requirement_zh",
            "rule",
            "row_role",
            "locator",
        ),
        (
            "project_id",
            "parent_row",
            "category_en",
            "requirement_en",
            "result_zh",
            "result_en",
            "printed_completion",
            "note",
        ),
    ),
    Table(
        "outputs",
        "one condition of a target item",
        ("document_id", "table_id", "item", "condition"),
        ("county_code", "as_of_date", "label_zh", "assessment"),
        (
            "project_id",
            "label_en",
            "indicator_id",
            "comparator",
            "comparator_origin",
            "target",
            "actual",
            "actual_low",
            "actual_high",
            "denominator",
            "unit",
            "actual_unit",
            "target_reason",
            "actual_reason",
            "qualifier",
            "actual_printed_unit",
            "target_figure",
            "actual_figure",
            "denominator_figure",
            "due_date",
            "note",
        ),
    ),
    Table(
        "series",
        "an indicator over a period, or an accepted figure without an indicator",
        (*_ROW, "column"),
        ("table_kind", "county_code", "origin", "document_date"),
        (
            "project_id",
            "indicator_id",
            "period_start",
            "period_end",
            "period_note",
            "value",
            "low",
            "high",
            "is_exact",
            "unit",
            "qualifier",
            "printed_change",
            "change_low",
            "change_high",
            "change_kind",
            "change_base_start",
            "change_base_end",
            "covers",
            "missing_reason",
            "note",
        ),
    ),
    Table(
        "stipulations",
        "a figure that is set, not measured",
        _ROW,
        ("county_code", "indicator_id", "role"),
        ("project_id", "value", "unit"),
    ),
    Table(
        "verdicts",
        "a claim that a figure is what others give, recomputed, while its documents count",
        ("claim_id", "known_date"),
        (
            "county_code",
            "document_id",
            "claim_kind",
            "relation",
            "formula",
            "figure",
            "locator",
            "verdict",
            "is_new",
        ),
        (
            "label_zh",
            "label_en",
            "column",
            "printed",
            "printed_unit",
            "unit",
            "shown_formula",
            "inputs",
            "replaced_date",
            "recomputed",
            "recomputed_low",
            "recomputed_high",
            "explanation",
            "reason",
            "review_status",
            "review_reason",
            "decided_by",
            "decided_date",
        ),
    ),
    Table(
        "events",
        "something dated",
        _ROW,
        ("county_code", "event_kind", "label_zh", "start_date", "date_precision", "locator"),
        ("label_en", "end_date"),
    ),
)

TABLES: dict[str, Table] = {table.name: table for table in _TABLES}


def make_schema(table: Table) -> "pandera.DataFrameSchema":
    """The pandera schema of a processed table; unexpected columns are refused."""
    import pandera.pandas as pandera

    return pandera.DataFrameSchema(
        {
            column.name: pandera.Column(
                PANDAS_TYPE[column.kind],
                checks=_make_checks(column),
                nullable=column.name in table.optional,
            )
            for column in table.columns
        },
        unique=list(table.key),
        strict=True,
        ordered=True,
        name=table.name,
    )


def _make_checks(column: Column) -> list["pandera.Check"]:
    import pandera.pandas as pandera

    dtype = PANDAS_TYPE[column.kind]
    # pandera takes object and string for str, and datetime64[ns] for datetime64[ms].
    has_dtype = pandera.Check(lambda values: str(values.dtype) == dtype, name=f"dtype {dtype}")
    return [has_dtype, *(getattr(pandera.Check, name)(value) for name, value in column.checks)]
