"""Checks of figures against those that determine them, and the findings among them."""

import math

import pandas as pd

from analysis.consistency.verdicts import AGREES
from analysis.explore.frame import Frame
from analysis.explore.source import Source, scale_shares
from analysis.presentation.findings import describe_finding
from analysis.presentation.terms import CLAIM_KINDS, CLAIM_VERDICTS
from analysis.tables.records import list_records


def make_checks(source: Source) -> Frame:
    """The frame ``checks``."""
    return source.finish(_name(source, source.load("verdicts")), "checks")


def make_findings(source: Source) -> Frame:
    """The frame ``findings``, the verdicts that matter most first within each county."""
    verdicts = source.load("verdicts")
    found = source.places.add_names(verdicts[verdicts["verdict"] != AGREES])
    sentences = [describe_finding(row, source.words) for row in list_records(found)]
    ends = ["recomputed_low", "recomputed_high"]
    # An open end is no figure: what it could be is not known.
    bounded = found.assign(**found[ends].replace([math.inf, -math.inf], math.nan))
    scaled = scale_shares(bounded, ("recomputed", *ends))
    named = _name(source, scaled).assign(
        finding=pd.array(sentences, dtype="str"), unit=source.name_units(found["unit"])
    )
    order = pd.Categorical(named["verdict"], list(CLAIM_VERDICTS), ordered=True)
    ranked = named.assign(_order=order.codes)
    return source.finish(
        ranked.sort_values(["county_code", "_order"], kind="stable", ignore_index=True), "findings"
    )


def _name(source: Source, verdicts: pd.DataFrame) -> pd.DataFrame:
    names = {code: name for code, (_, name, *_) in CLAIM_VERDICTS.items()}
    return verdicts.assign(
        verdict_name=source.name_codes(verdicts["verdict"], names),
        kind=source.name_codes(verdicts["claim_kind"], CLAIM_KINDS),
    )
