"""Frames → sentences, in the brief's language; they state only what the documents report."""

from analysis.presentation.sentences.county import (
    describe_absence,
    describe_absences,
    describe_county,
    describe_forms,
)
from analysis.presentation.sentences.funds import describe_funds
from analysis.presentation.sentences.gaps import describe_gaps
from analysis.presentation.sentences.methods import describe_methods
from analysis.presentation.sentences.targets import describe_targets
from analysis.presentation.sentences.trends import describe_trends
from analysis.presentation.sentences.verdicts import describe_consistency

__all__ = [
    "describe_absence",
    "describe_absences",
    "describe_consistency",
    "describe_county",
    "describe_forms",
    "describe_funds",
    "describe_gaps",
    "describe_methods",
    "describe_targets",
    "describe_trends",
]
