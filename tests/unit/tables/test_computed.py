"""Frames that functions compute have exactly the columns that are described."""

import importlib
import inspect

import pandas as pd
import pytest
from pandas.api import types

from analysis.build import build
from analysis.measures import (
    completion,
    county_overview,
    disbursement,
    target_items,
    target_summary,
    trends,
)
from analysis.measures.fund_amounts import RATE_PAIRS
from analysis.presentation import labels
from analysis.store import load
from analysis.tables.columns import COLUMNS
from analysis.tables.computed import COMPUTED_TABLES
from analysis.tables.findings import FINDING_COLUMNS, Severity
from analysis.tables.tables import TABLES

from ..conftest import COUNTY, write_root

HAS_KIND = {
    "text": lambda values: types.is_string_dtype(values) or values.isna().all(),
    "number": types.is_numeric_dtype,
    "date": types.is_datetime64_any_dtype,
    "truth": types.is_bool_dtype,
}


@pytest.fixture(scope="module")
def frames(tmp_path_factory) -> dict[str, pd.DataFrame]:
    """What each function returns for the county of the small data root."""
    root = write_root(tmp_path_factory.mktemp("computed") / "data")
    build.build(root)
    tables = {name: load.load_table(name, root, COUNTY) for name in TABLES}
    budget, series, figures = (tables[name] for name in ("budget", "series", "figures"))
    contracts, payments = tables["contracts"], tables["payments"]
    lines = disbursement.compute_lines(budget)
    funds = (lines, contracts, payments, tables["appropriations"], series)
    rates = disbursement.compute_rates(tables["projects"], *funds)
    conditions = completion.compute_conditions(
        tables["outputs"], tables["output_items"], pd.Timestamp("2021-09-09")
    )
    items = target_items.compute_items(conditions, tables["output_items"])
    trend = trends.compute_trends(series, ["visitors"])
    return {
        "compute_rate": disbursement.compute_rate(budget["paid_cny"], budget["planned_cny"]),
        "compute_lines": lines,
        "compute_rates": rates,
        "compute_instalments": disbursement.compute_instalments(payments, contracts),
        "compute_contracts": disbursement.compute_contracts(contracts, payments),
        "compute_conditions": conditions,
        "compute_items": items,
        "compute_summary": target_summary.compute_summary(items, conditions, budget),
        "compute_trends": trend,
        "label_points": labels.label_points(trend, tables["indicators"], figures),
        "label_figures": labels.label_figures(series, tables["indicators"], figures),
        "label_rates": labels.label_rates(rates, figures),
        "label_conditions": labels.label_conditions(conditions, figures),
        "list_counties": load.list_counties(root),
        "load_findings": load.load_findings(root),
        "compute_overview": county_overview.compute_overview(
            {name: load.load_table(name, root) for name in county_overview.OVERVIEW_TABLES},
            load.list_counties(root),
        ),
    }


@pytest.mark.parametrize("name", COMPUTED_TABLES)
def test_a_frame_has_the_columns_that_are_described(frames, name):
    assert set(frames[name].columns) == set(COMPUTED_TABLES[name].columns)


@pytest.mark.parametrize("name", COMPUTED_TABLES)
def test_the_columns_of_a_frame_have_the_type_and_values_that_are_described(frames, name):
    for column in COMPUTED_TABLES[name].columns.values():
        values = frames[name][column.name]
        assert HAS_KIND[column.kind](values), (column.name, values.dtype)
        assert not column.choices or set(values.dropna()) <= set(column.choices), column.name


@pytest.mark.parametrize(
    "modules", [(disbursement, completion, target_items, target_summary, trends), (labels,)]
)
def test_each_function_that_adds_columns_is_listed(modules):
    listed = {
        getattr(importlib.import_module(table.module), table.function)
        for table in COMPUTED_TABLES.values()
    }
    for module in modules:
        for name, function in inspect.getmembers(module, inspect.isfunction):
            is_own = function.__module__ == module.__name__
            if is_own and name.startswith(("compute_", "label_")):
                is_frame = inspect.signature(function).return_annotation is pd.DataFrame
                assert not is_frame or function in listed, name


def test_lines_are_labelled_like_rates(frames):
    lines = frames["compute_lines"]
    labelled = labels.label_rates(lines, pd.DataFrame(columns=list(TABLES["figures"].dtypes)))
    assert set(labelled.columns) - set(lines.columns) == {"printed"}


def test_choices_are_those_of_the_functions():
    verdict = COMPUTED_TABLES["compute_items"].columns["verdict"]
    assert verdict.choices == completion.VERDICTS
    assert COLUMNS["severity"].choices == Severity.__args__
    rates = {f"{numerator}_of_{denominator}" for numerator, denominator in RATE_PAIRS}
    numerators, denominators = (
        COLUMNS[name].choices for name in ("numerator_kind", "denominator_kind")
    )
    assert rates <= {f"{top}_of_{bottom}" for top in numerators for bottom in denominators}
    assert set(COMPUTED_TABLES["load_findings"].columns) == set(FINDING_COLUMNS)


def test_a_column_means_the_same_in_all_tables_but_where_it_is_replaced():
    replaced = {
        (table.function, column.name)
        for table in COMPUTED_TABLES.values()
        for column in table.own
        if column is not COLUMNS[column.name]
    }
    assert replaced == {
        ("compute_conditions", "verdict"),
        ("compute_items", "verdict"),
        ("compute_overview", "project_id"),
        ("compute_trends", "year"),
        ("compute_trends", "formula"),
    }
