"""Frames → sentences, in the brief's language; none says more than the documents do."""

from analysis.narrative.county import describe_absence, describe_county, describe_forms
from analysis.narrative.funds import describe_funds
from analysis.narrative.gaps import describe_gaps
from analysis.narrative.targets import describe_targets
from analysis.narrative.trends import describe_trends
from analysis.narrative.verdicts import describe_consistency

__all__ = [
    "describe_absence",
    "describe_consistency",
    "describe_county",
    "describe_forms",
    "describe_funds",
    "describe_gaps",
    "describe_targets",
    "describe_trends",
]
