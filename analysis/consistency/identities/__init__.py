"""Identities that follow from the structure of the tables and hold for every county.

Each ``claim_…`` function takes tables prepared by :func:`prepare_tables` and returns
:class:`analysis.consistency.claims.Claims`.
"""

from analysis.consistency.claims import Claims, join_claims
from analysis.consistency.identities.changes import claim_changes
from analysis.consistency.identities.contracts import (
    claim_contract_limits,
    claim_instalment_shares,
    claim_instalment_totals,
    claim_plan_limits,
    claim_plan_lines,
)
from analysis.consistency.identities.fund_tables import (
    claim_paid_limits,
    claim_rates,
    claim_shares,
    claim_totals,
)
from analysis.consistency.identities.parts import (
    claim_coverages,
    claim_means,
    claim_parts,
    claim_subsets,
)
from analysis.consistency.identities.periods import claim_cumulatives, claim_months
from analysis.consistency.identities.prepared import Tables, prepare_tables
from analysis.consistency.identities.repeats import claim_repeats
from analysis.consistency.identities.scores import claim_scores
from analysis.consistency.identities.suspended import drop_suspended
from analysis.consistency.identities.targets import claim_completions
from analysis.consistency.identities.totals_of_areas import claim_area_totals

IDENTITIES = (
    claim_totals,
    claim_rates,
    claim_shares,
    claim_paid_limits,
    claim_instalment_shares,
    claim_instalment_totals,
    claim_contract_limits,
    claim_plan_limits,
    claim_plan_lines,
    claim_completions,
    claim_scores,
    claim_changes,
    claim_parts,
    claim_subsets,
    claim_means,
    claim_coverages,
    claim_repeats,
    claim_months,
    claim_cumulatives,
    claim_area_totals,
)


def list_claims(tables: Tables) -> Claims:
    """All structural claims about the figures of the processed tables, without repetition."""
    prepared = prepare_tables(tables)
    claims = join_claims([claim(prepared) for claim in IDENTITIES])
    return drop_suspended(claims, tables["documents"], tables["figures"])
