"""What a rate lacks, in words: its amounts are not reported, or only parts of them are."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from analysis.presentation.formats import Words
from analysis.presentation.terms import FUND_GIVERS
from analysis.presentation.wording import to_translate

NUMERATORS = {
    "paid": to_translate("amount paid"),
    "used": to_translate("amount used"),
    "requested": to_translate("amount requested"),
    "contracted": to_translate("contract amounts"),
}
DENOMINATORS = {
    "planned": to_translate("planned amount"),
    "contract": to_translate("contract amounts"),
    "appropriation": to_translate("appropriation"),
}
# Of what only parts are reported, so that no total can be made.
TOTALS = {
    "paid": to_translate("total paid"),
    "requested": to_translate("total requested"),
    "contracted": to_translate("total of contracts"),
    "planned": to_translate("total planned"),
    "contract": to_translate("total of contracts"),
}
NO_PROJECT = "no_project"
_SIDES = (("numerator", NUMERATORS), ("denominator", DENOMINATORS))


def list_missing(rate: Mapping[str, Any], words: Words) -> list[str]:
    """The amounts of a rate that are not reported.

    Args:
        rate: row of what :func:`analysis.measures.disbursement.compute_rates` returns.
        words: language.
    """
    missing = []
    for side, names in _SIDES:
        kind = rate[f"{side}_kind"]
        if pd.notna(rate[f"{side}_cny"]):
            continue
        if side == "numerator" and rate["reason"] == NO_PROJECT:
            missing.append(words.gettext("the project for which it was used"))
        else:
            missing.append(words.term(TOTALS if rate[f"{side}_is_partial"] else names, kind))
    return missing


def name_givers(rate: Mapping[str, Any], words: Words) -> str:
    """Who appropriates the part of the appropriation that a rate divides by; may be blank."""
    sources = rate["denominator_sources"]
    return words.term(FUND_GIVERS, sources) if isinstance(sources, str) else ""
