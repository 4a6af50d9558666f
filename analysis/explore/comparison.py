"""A county beside its city, its province and all counties: sums over sums, by a stated rule.

A rate or a share of a region is the sum of the numerators ÷ the sum of the denominators of the
counties that report both. What can be added is added, over the counties that report it. Means,
prices, distances and shares without their parts cannot be added: of these, the region has the
median of its counties, and says so. How many counties report is always beside it.
"""

import re

import pandas as pd

from analysis.explore.data import Data
from analysis.explore.frame import Frame
from analysis.explore.measured import Measured, measure
from analysis.presentation.wording import to_translate

COLUMNS = ("place", "value", "unit", "numerator", "denominator", "reported", "counties", "rule",
           "period")  # fmt: skip
RULES = {
    "own": to_translate("the county’s own figure"),
    "ratio": to_translate("sum of numerators ÷ sum of denominators"),
    "sum": to_translate("sum of the counties that report it"),
    "median": to_translate("median of the counties that report it; it cannot be added"),
}
# Units of what never adds up to something.
_NOT_ADDED_UNITS = frozenset({"share", "multiple", "percentage_point", "kilometre", "year", "day"})
# Words in the codes of means, prices and distances: poor_income_per_head, courier_fee.
_NOT_ADDED = re.compile(r"(^|_)(per|mean|average|fee|price|distance)(_|$)")


def compare(data: Data, county: str, indicator: str, period: str = "") -> Frame:
    """A county, its city, its province and all counties of the data.

    Args:
        data: what :func:`analysis.open_data` returns.
        county: code or name of the county.
        indicator: a ``rate_id`` or an ``indicator_id``, or its name.
        period: as for :func:`analysis.explore.ranking.rank`.

    Returns:
        A row a place with ``value``, ``unit``, ``numerator``, ``denominator``, ``reported`` (how
        many counties report it), ``counties`` (of how many) and ``rule``.

    Raises:
        UnknownName: with the counties, indicators or periods that there are.

    Examples:
        >>> import analysis
        >>> from analysis.explore.comparison import compare
        >>> data = analysis.open_data(language="en")
        >>> compare(data, "Luhe County", "used_of_appropriation")[
        ...     ["place", "value", "reported", "counties"]
        ... ].head(2)
                  place  value  reported  counties
        0   Luhe County  44.74         1         1
        1  Shanwei City  44.74         1         2
    """
    codes = [data.places.find_one(county)]
    measured = measure(data, indicator, period)
    places = data.places.counties.set_index("county_code")
    own = places.loc[codes[0]]
    groups = {own["county"]: pd.Index(codes)}
    for column in ("city", "province"):
        if isinstance(own[column], str):
            groups[own[column]] = places.index[places[f"{column}_code"] == own[f"{column}_code"]]
    groups[data.words.gettext("All counties of the data")] = places.index
    is_added = is_additive(data, measured)
    rows = [
        _sum_up(name, group, measured, is_added, is_own=position == 0)
        for position, (name, group) in enumerate(groups.items())
    ]
    frame = pd.DataFrame(rows, columns=list(COLUMNS))
    rules = frame["rule"].map({code: data.words.gettext(name) for code, name in RULES.items()})
    return Frame(frame.assign(rule=rules, unit=measured.unit, period=measured.period))


def is_additive(data: Data, measured: Measured) -> bool:
    """Whether the values of several counties can be added."""
    if measured.is_rate or _NOT_ADDED.search(measured.code):
        return False
    indicators = data.source.load("indicators").set_index("indicator_id")
    row = indicators.loc[measured.code]
    is_mean = isinstance(row["name_zh"], str) and re.search("均|每", row["name_zh"]) is not None
    return row["unit"] not in _NOT_ADDED_UNITS and not is_mean


def _sum_up(
    name: str, codes: pd.Index, measured: Measured, is_added: bool, is_own: bool
) -> dict[str, object]:
    values = measured.values[measured.values["county_code"].isin(codes)]
    known = values[values["value"].notna()]
    has_parts = known["numerator"].notna() & (known["denominator"].fillna(0) != 0)
    parts = known[has_parts]
    row: dict[str, object] = {
        "place": name, "counties": len(codes), "reported": known["county_code"].nunique(),
        "numerator": parts["numerator"].sum(min_count=1),
        "denominator": parts["denominator"].sum(min_count=1),
    }  # fmt: skip
    if is_own and len(known) <= 1:
        return {**row, "value": known["value"].sum(min_count=1), "rule": "own"}
    if len(parts) and not is_added:
        ratio = round(parts["numerator"].sum() / parts["denominator"].sum() * 100, 10)
        return {**row, "value": ratio, "rule": "ratio",
                "reported": parts["county_code"].nunique()}  # fmt: skip
    if is_added:
        return {**row, "value": known["value"].sum(min_count=1), "rule": "sum"}
    return {**row, "value": known["value"].median(), "rule": "median"}
