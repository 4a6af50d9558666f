"""The computed frames of a county, from the documents that come with the project."""

from types import SimpleNamespace

import pytest

from analysis.measures import completion, disbursement, target_items
from analysis.parameters import open_brief
from analysis.paths import PROJECT
from analysis.store import load

NAMES = (
    "projects", "budget", "contracts", "payments", "appropriations", "series", "output_items",
    "outputs",
)  # fmt: skip


def compute_county(county_code: str) -> SimpleNamespace:
    """What the notebook computes for a county."""
    brief = open_brief(county_code, "latest", "en", str(PROJECT / "data"))
    tables = dict(zip(NAMES, load.load_tables(brief, *NAMES), strict=True))
    lines = disbursement.compute_lines(tables["budget"])
    others = [tables[name] for name in NAMES[2:6]]
    conditions = completion.compute_conditions(
        tables["outputs"], tables["output_items"], brief.as_of
    )
    return SimpleNamespace(
        **tables,
        rates=disbursement.compute_rates(tables["projects"], lines, *others).set_index("rate_id"),
        lines=lines.set_index("row_id"),
        instalments=disbursement.compute_instalments(
            tables["payments"], tables["contracts"]
        ).set_index("row_id"),
        contracts_paid=disbursement.compute_contracts(tables["contracts"], tables["payments"]),
        conditions=conditions.set_index(["table_id", "item", "condition"]),
        items=target_items.compute_items(conditions, tables["output_items"]).set_index(
            ["table_id", "item"]
        ),
    )


@pytest.fixture(scope="session")
def qingxin() -> SimpleNamespace:
    """清新区, 441803."""
    return compute_county("441803")


@pytest.fixture(scope="session")
def luhe() -> SimpleNamespace:
    """陆河县, 441523."""
    return compute_county("441523")


@pytest.fixture(scope="session")
def lufeng() -> SimpleNamespace:
    """陆丰市, 441581."""
    return compute_county("441581")
