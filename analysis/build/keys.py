"""Checks that every key in a processed table names a row of the table it points to."""

from collections.abc import Iterator

import pandas as pd

from analysis.tables.findings import Finding
from analysis.tables.records import list_records
from analysis.tables.tables import TABLES
from analysis.tables.validation import make_row_error

Tables = dict[str, pd.DataFrame]


# table, column, table it must be found in, column there, whether a cell lists several
REFERENCES = (
    ("areas", "parent_code", "areas", "county_code", False),
    ("documents", "county_code", "areas", "county_code", False),
    ("documents", "part_of", "documents", "document_id", False),
    ("documents", "project_id", "projects", "project_id", False),
    ("series", "project_id", "projects", "project_id", False),
    ("figures", "county_code", "areas", "county_code", False),
    ("projects", "county_code", "areas", "county_code", False),
    ("budget", "project_id", "projects", "project_id", False),
    ("contracts", "project_id", "projects", "project_id", False),
    ("payments", "project_id", "projects", "project_id", False),
    ("payments", "contract_ids", "contracts", "contract_id", True),
    ("output_items", "project_id", "projects", "project_id", False),
    ("outputs", "indicator_id", "indicators", "indicator_id", False),
    ("series", "indicator_id", "indicators", "indicator_id", False),
    ("series", "covers", "areas", "county_code", True),
    ("events", "county_code", "areas", "county_code", False),
    ("indicators", "part_of_indicator", "indicators", "indicator_id", False),
    ("indicators", "subset_of", "indicators", "indicator_id", False),
    ("indicators", "weight", "indicators", "indicator_id", False),
    ("indicators", "numerator_indicator", "indicators", "indicator_id", False),
    ("indicators", "month_indicator", "indicators", "indicator_id", False),
    ("stipulations", "indicator_id", "indicators", "indicator_id", False),
    ("indicators", "denominator_indicator", "indicators", "indicator_id", False),
)


def check_keys(tables: Tables, targets: Tables | None = None) -> Iterator[Finding]:
    """A finding for each value that names a missing row of another table.

    Args:
        tables: the tables whose rows are checked.
        targets: the tables that they may name rows of, if those have more rows.
    """
    targets = targets or tables
    for table, column, target, target_column, is_list in REFERENCES:
        values = tables[table][column].dropna()
        if is_list:
            values = values.str.split(";").explode()
        unknown = values[~values.isin(targets[target][target_column])]
        for index, value in unknown.items():
            yield make_row_error(
                TABLES[table],
                tables[table].loc[index],
                "key",
                f"{column} is {str(value)!r}, which the table {target} does not have",
                f"Add it to {target}, or mend {column}.",
            )


def check_rows(tables: Tables) -> Iterator[Finding]:
    """A finding for each row of an amount whose place among the rows of its table is unknown."""
    for name in ("budget", "contracts"):
        for row in list_records(tables[name], tables[name]["row_role"] == "unknown"):
            place = f"{name} {row['document_id']}/{row['table_id']}/{row['row_id']}"
            yield Finding(
                row["county_code"], row["document_id"], place, None, "reading", "warning", None,
                None, None, None,
                f"{row['label_zh']!r}: neither its label nor the amounts tell which row it is part "
                "of; the sums of its table are neither made nor checked.",
                "Say it in reference/readings/"
                f"{row['document_id']}/rows.csv: row_role and parent_row.",
            )  # fmt: skip
