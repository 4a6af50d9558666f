"""Frames → tables, in the brief's language; missing figures are called not reported."""

from analysis.presentation.brief_tables.audit import tabulate_audit
from analysis.presentation.brief_tables.contracts import tabulate_contracts, tabulate_instalments
from analysis.presentation.brief_tables.funds import (
    tabulate_appropriations,
    tabulate_lines,
    tabulate_rates,
)
from analysis.presentation.brief_tables.indicators import tabulate_facts
from analysis.presentation.brief_tables.monthly_forms import tabulate_form
from analysis.presentation.brief_tables.sources import tabulate_documents, tabulate_events
from analysis.presentation.brief_tables.target_summary import tabulate_summary
from analysis.presentation.brief_tables.targets import tabulate_items
from analysis.presentation.brief_tables.trends import tabulate_trends
from analysis.presentation.brief_tables.verdicts import tabulate_counts, tabulate_findings

__all__ = [
    "tabulate_appropriations",
    "tabulate_audit",
    "tabulate_contracts",
    "tabulate_counts",
    "tabulate_documents",
    "tabulate_events",
    "tabulate_facts",
    "tabulate_findings",
    "tabulate_form",
    "tabulate_instalments",
    "tabulate_items",
    "tabulate_lines",
    "tabulate_rates",
    "tabulate_summary",
    "tabulate_trends",
]
