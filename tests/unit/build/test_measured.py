"""Rates, completions and trends of all counties are those that each county's notebook computes."""

import pandas as pd
import pytest

from analysis.brief import Brief
from analysis.build.ensure import ensure_built
from analysis.demo import write_demo
from analysis.measures.completion import compute_conditions
from analysis.measures.disbursement import compute_lines, compute_rates
from analysis.measures.trends import compute_trends
from analysis.store.load import list_counties, load_table, load_tables
from analysis.tables.measured import MEASURED_TABLES

COUNTIES = 14


@pytest.fixture(scope="module")
def root(tmp_path_factory):
    root = write_demo(tmp_path_factory.mktemp("measured") / "demo", COUNTIES, 2)
    ensure_built(root)
    return root


def compute_for(brief):
    """What a brief's notebook computes, by table."""
    names = ("projects", "budget", "contracts", "payments", "appropriations", "series")
    projects, budget, *others = load_tables(brief, *names)
    outputs, output_items = load_tables(brief, "outputs", "output_items")
    return {
        "rates": compute_rates(projects, compute_lines(budget), *others),
        "completions": compute_conditions(outputs, output_items, brief.as_of),
        "trends": compute_trends(others[-1]),
    }


@pytest.mark.parametrize("name", MEASURED_TABLES)
def test_the_build_has_the_figures_of_each_brief(root, name):
    table = MEASURED_TABLES[name]
    whole = load_table(name, root)
    assert not whole.duplicated(list(table.key)).any()
    counties = list_counties(root)
    assert len(counties) == COUNTIES
    rows = 0
    for county in counties.itertuples():
        code = county.county_code
        brief = Brief(code, county.name_zh, county.name_en, county.latest, "zh", root)
        expected = compute_for(brief)[name][list(table.dtypes)]
        stored = load_table(name, root, code)
        pd.testing.assert_frame_equal(
            stored.sort_values(list(table.key), ignore_index=True),
            expected.sort_values(list(table.key), ignore_index=True),
            check_dtype=False,
        )
        rows += len(stored)
    assert 0 < rows <= len(whole)


@pytest.mark.parametrize("name", MEASURED_TABLES)
def test_a_measured_table_has_the_types_that_the_dictionary_names(root, name):
    assert {key: str(dtype) for key, dtype in load_table(name, root).dtypes.items()} == (
        MEASURED_TABLES[name].dtypes
    )
