"""What `briefs check` says: schemas (from the build), keys between tables, totals."""

import math
from collections.abc import Collection, Iterator
from dataclasses import replace

import pandas as pd

from analysis.build import FINDINGS_TABLE, ensure_built
from analysis.findings import Finding, make_error, tabulate_findings
from analysis.load import load_table
from analysis.paths import DataRoot
from analysis.rules import RuleError, evaluate_rule
from analysis.schemas import TABLES

Tables = dict[str, pd.DataFrame]

# table, column, table it must be found in, column there, whether a cell lists several
REFERENCES = (
    ("areas", "parent_code", "areas", "county_code", False),
    ("documents", "county_code", "areas", "county_code", False),
    ("documents", "part_of", "documents", "document_id", False),
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
    ("indicators", "part_of", "indicators", "indicator_id", False),
    ("indicators", "weight", "indicators", "indicator_id", False),
    ("indicators", "denominator_indicator", "indicators", "indicator_id", False),
)


def check(root: DataRoot, county_codes: Collection[str] = ()) -> pd.DataFrame:
    """All findings about a data root, rebuilt first if it is stale.

    Args:
        root: the data root.
        county_codes: keeps findings about these counties; empty for all.

    Returns:
        A row per finding with the columns of :class:`analysis.findings.Finding`.

    Raises:
        BuildError: if the reference tables cannot be used.
    """
    ensure_built(root)
    tables = {name: load_table(name, root) for name in TABLES}
    found = tabulate_findings([*check_keys(tables), *check_rules(tables), *check_totals(tables)])
    findings = pd.concat([load_table(FINDINGS_TABLE, root), found], ignore_index=True)
    if county_codes:
        findings = findings[findings["county_code"].isin(list(county_codes))]
    order = ["county_code", "document_id", "locator", "figure"]
    return findings.sort_values(order, kind="stable", ignore_index=True)


def check_keys(tables: Tables) -> Iterator[Finding]:
    """Values that name a row of another table which has no such row."""
    for table, column, target, target_column, is_list in REFERENCES:
        named = tables[table][column].dropna()
        if is_list:
            named = named.str.split(";").explode()
        unknown = named[~named.isin(tables[target][target_column])]
        for index, value in unknown.items():
            yield _describe_key(tables[table].loc[index], table, column, str(value), target)


def _describe_key(row: pd.Series, table: str, column: str, value: str, target: str) -> Finding:
    county_code, document_id = row.get("county_code"), row.get("document_id")
    return make_error(
        county_code if isinstance(county_code, str) else None,
        document_id if isinstance(document_id, str) else None,
        f"{table} {'/'.join(str(row[name]) for name in TABLES[table].key)}",
        "key",
        f"{column} is {value!r}, which the table {target} does not have",
        f"Add it to {target}, or mend {column}.",
    )


def check_rules(tables: Tables) -> Iterator[Finding]:
    """Rules of target items that cannot be read or name a condition that is not there."""
    keys = ["document_id", "table_id", "item"]
    named = tables["outputs"].groupby(keys)["condition"].agg(set).to_dict()
    for row in tables["output_items"].itertuples():
        place = f"output_items {row.document_id}/{row.table_id}/{row.item}"
        remedy = f"Mend the rule in reference/readings/{row.document_id}/items.csv."
        conditions = named.get((row.document_id, row.table_id, row.item), set())
        try:
            evaluate_rule(row.rule, dict.fromkeys(conditions, True))
        except RuleError as error:
            yield make_error(row.county_code, row.document_id, place, "reading", str(error), remedy)


def check_totals(tables: Tables) -> Iterator[Finding]:
    """Totals that their parts do not give, whatever rounding is allowed for."""
    figures = tables["figures"].set_index("figure")
    yield from _check_budget_totals(tables["budget"], figures)
    yield from _check_area_totals(tables["series"], figures)


def _check_budget_totals(budget: pd.DataFrame, figures: pd.DataFrame) -> Iterator[Finding]:
    for (document_id, table_id), lines in budget.groupby(["document_id", "table_id"]):
        for total in lines[lines["is_total"].astype("bool")].itertuples():
            parts = lines.loc[~lines["is_total"].astype("bool"), "row_id"]
            for column in ("planned", "paid"):
                prefix = f"{document_id}/{table_id}"
                names = [f"{prefix}/{row_id}/{column}" for row_id in parts]
                yield from _compare(f"{prefix}/{total.row_id}/{column}", names, figures)


def _check_area_totals(series: pd.DataFrame, figures: pd.DataFrame) -> Iterator[Finding]:
    for total in series[series["covers"].notna()].itertuples():
        row = series[
            (series["document_id"] == total.document_id)
            & (series["table_id"] == total.table_id)
            & (series["row_id"] == total.row_id)
            & series["county_code"].isin(total.covers.split(";"))
        ]
        prefix = f"{total.document_id}/{total.table_id}/{total.row_id}"
        if len(row) == len(total.covers.split(";")):
            names = [f"{prefix}/{column}" for column in row["column"]]
            yield from _compare(f"{prefix}/{total.column}", names, figures)


def _compare(total: str, parts: list[str], figures: pd.DataFrame) -> Iterator[Finding]:
    wanted = [total, *parts]
    if not parts or not set(wanted) <= set(figures.index):
        return
    known = figures.loc[wanted]
    # Shares do not add up over areas, and what is missing cannot be added.
    if known["value"].isna().any() or not known["unit"].eq(known["unit"].iloc[0]).all():
        return
    if known["unit"].iloc[0] == "share":
        return
    low, high = math.fsum(known["low"].iloc[1:]), math.fsum(known["high"].iloc[1:])
    stated = known.iloc[0]
    if stated["high"] < low or stated["low"] > high:
        yield _describe_total(total, stated, low, high)


def _describe_total(total: str, stated: pd.Series, low: float, high: float) -> Finding:
    finding = make_error(
        stated["county_code"], stated["document_id"], stated["locator"], "total",
        "the total is not the sum of its parts, whatever rounding is allowed for",
        "Compare with the document; if it prints this, ask who issued it.",
    )  # fmt: skip
    return replace(
        finding, figure=total, severity="warning", printed=stated["printed"], recomputed_low=low,
        recomputed_high=high, verdict="contradicts",
    )  # fmt: skip
