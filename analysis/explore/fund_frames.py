"""Rates of the fund of all projects."""

from analysis.explore.frame import Frame
from analysis.explore.source import Source, to_per_cent
from analysis.presentation.terms import RATES


def make_rates(source: Source) -> Frame:
    """The frame ``rates``."""
    rates = source.load_rates()
    named = rates.rename(
        columns={"numerator_low": "numerator_low_cny", "numerator_high": "numerator_high_cny"}
    ).assign(
        project=source.name_projects(rates["project_id"]),
        rate_name=source.name_codes(rates["rate_id"], RATES),
        rate_percent=to_per_cent(rates["rate"]),
        reported_percent=to_per_cent(rates["printed_rate"]),
    )
    return source.finish(named, "rates")
