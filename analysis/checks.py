"""What `briefs check` says: schemas (from the build), keys between tables, figures recomputed."""

import math
from collections.abc import Collection, Iterator

import pandas as pd

from analysis.assessment import ATTENTION
from analysis.build import FINDINGS_TABLE, ensure_built
from analysis.findings import Finding, make_error, tabulate_findings
from analysis.formats import Words
from analysis.load import load_table
from analysis.narrative.verdicts import REMEDIES, describe_finding, describe_review
from analysis.paths import DataRoot
from analysis.rules import RuleError, evaluate_rule
from analysis.schemas import TABLES

Tables = dict[str, pd.DataFrame]

# Verdicts that nobody has to look at, and the word that settles one that somebody had to.
IN_ORDER = ("agrees", "explained", "capped")
ACCEPTED = "accepted"
ENDS = ("recomputed_low", "recomputed_high")

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
    ("indicators", "subset_of", "indicators", "indicator_id", False),
    ("indicators", "weight", "indicators", "indicator_id", False),
    ("indicators", "numerator_indicator", "indicators", "indicator_id", False),
    ("indicators", "month_indicator", "indicators", "indicator_id", False),
    ("stipulations", "indicator_id", "indicators", "indicator_id", False),
    ("indicators", "denominator_indicator", "indicators", "indicator_id", False),
)


def check(
    root: DataRoot, county_codes: Collection[str] = (), everything: bool = False
) -> pd.DataFrame:
    """All findings about a data root, rebuilt first if it is stale.

    Args:
        root: the data root.
        county_codes: keeps findings about these counties; empty for all.
        everything: also what agrees, is explained by rounding, or is capped.

    Returns:
        A row per finding with the columns of :class:`analysis.findings.Finding`.

    Raises:
        BuildError: if the reference tables cannot be used.
    """
    ensure_built(root)
    tables = {name: load_table(name, root) for name in TABLES}
    verdicts = tables["verdicts"]
    shown = verdicts if everything else verdicts[~verdicts["verdict"].isin(IN_ORDER)]
    found = [*check_keys(tables), *check_rules(tables), *report_verdicts(shown)]
    findings = pd.concat(
        [load_table(FINDINGS_TABLE, root), tabulate_findings(found)], ignore_index=True
    )
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


def report_verdicts(verdicts: pd.DataFrame) -> Iterator[Finding]:
    """Verdicts as findings, in English: those of every claim that is given.

    Args:
        verdicts: rows of the table ``verdicts``.
    """
    words = Words("en")
    for row in verdicts.to_dict("records"):
        verdict, status = row["verdict"], row["review_status"]
        review = describe_review(row, words)
        yield Finding(
            row["county_code"],
            row["document_id"],
            row["locator"],
            row["figure"],
            row["claim_kind"],
            "warning" if verdict in ATTENTION and status != ACCEPTED else "info",
            row["printed"] if isinstance(row["printed"], str) else None,
            *(row[end] if math.isfinite(row[end]) else math.nan for end in ENDS),
            verdict,
            describe_finding(row, words),
            words.gettext(REMEDIES[verdict]) if verdict in REMEDIES else "",
            row["claim_id"],
            review or None,
            bool(row["is_new"]),
        )
