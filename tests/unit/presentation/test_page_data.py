"""The data of a page, and what only the audit edition shows."""

from dataclasses import replace

import pytest

from analysis.build.ensure import ensure_built
from analysis.measures import completion, disbursement
from analysis.parameters import open_brief
from analysis.presentation import labels
from analysis.presentation.brief_tables import tabulate_audit
from analysis.presentation.formats import Words
from analysis.presentation.page_data import PageTables, collect_page_data
from analysis.store.load import load_tables

from ..conftest import COUNTY


@pytest.fixture
def brief(small_root):
    ensure_built(small_root)
    return open_brief(COUNTY, "latest", "en", str(small_root.root))


@pytest.fixture
def tables(brief):
    names = ("figures", "series", "verdicts", "documents", "projects", "budget", "contracts")
    figures, series, verdicts, documents, projects, budget, contracts = load_tables(brief, *names)
    payments, appropriations, outputs, items = load_tables(
        brief, "payments", "appropriations", "outputs", "output_items"
    )
    lines = disbursement.compute_lines(budget)
    rates = disbursement.compute_rates(projects, lines, contracts, payments, appropriations, series)
    conditions = completion.compute_conditions(outputs, items, brief.as_of)
    return PageTables(
        labels.label_rates(rates, figures), labels.label_conditions(conditions, figures),
        figures, series, verdicts, documents,
    )  # fmt: skip


def test_each_printed_figure_is_a_row_with_its_text_value_document_and_place(brief, tables):
    data = collect_page_data(brief, tables, Words("en"))
    columns = data["columns"]
    assert columns[:2] == ["Kind", "Name"]
    rows = [dict(zip(columns, row, strict=True)) for row in data["rows"]]
    shown = [row for row in rows if row["Kind"] == "Figure"]
    assert len(shown) == tables.figures["printed"].notna().sum()
    assert all(row["Document"] and row["Source"] for row in shown)
    values = tables.figures.loc[tables.figures["printed"].notna(), "value"].dropna()
    assert sorted(row["Value"] for row in shown if row["Value"] is not None) == sorted(values)
    assert {row["Kind"] for row in rows} <= {"Rate", "Condition", "Figure"}


def test_the_audit_edition_has_ranges_and_a_row_for_each_check(brief, tables):
    public = collect_page_data(brief, tables, Words("en"))
    audit = collect_page_data(replace(brief, edition="audit"), tables, Words("en"))
    assert set(public["columns"]) < set(audit["columns"])
    assert len(audit["rows"]) == len(public["rows"]) + len(tables.verdicts)
    low = audit["columns"].index("Value, at least")
    assert any(row[low] is not None for row in audit["rows"])


def test_only_the_audit_edition_shows_all_checks_and_ranges(brief, tables):
    words = Words("en")
    assert not tabulate_audit(brief, tables.verdicts, tables.figures, words)
    audit = tabulate_audit(replace(brief, edition="audit"), tables.verdicts, tables.figures, words)
    assert "All checks, with reviews" in audit.html or tables.verdicts.empty
    assert "Ranges that the reported figures stand for" in audit.html
