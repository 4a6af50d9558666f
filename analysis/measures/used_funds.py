"""The newest amount and rate that monthly forms report as used, by project."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import pandas as pd

from analysis.measures.newest import is_undated, select_newest
from analysis.tables.records import NO_DAY, Record, list_numbered_columns, list_numbered_records

AMOUNT_INDICATOR = "funds_used_cumulative"
RATE_INDICATOR = "funds_used_rate"
REPORTED = "reported"
# Ranks below any figure.
NOTHING = (False, NO_DAY - 1)
_DATED = ("county_code", "project_id", "indicator_id", "origin", "period_end", "period_note")
_COLUMNS = (
    *_DATED, "value", "low", "high", "printed_change", "document_date", "document_id", "table_id",
    "row_id", "column",
)  # fmt: skip
# County and project; None for a figure that does not say which of several projects it is about.
_Project = tuple[str, str | None]


@dataclass(frozen=True)
class UsedFunds:
    """What is reported as used of one project's fund.

    Attributes:
        amount: the newest row of ``series`` with an amount; None if none is reported.
        rate: the newest row with a printed rate, for the same date as the amount if there is one.
        is_of_unknown_project: whether there is no amount, but the county, which has several
            projects, reports one without saying for which.
    """

    amount: Record | None = None
    rate: Record | None = None
    is_of_unknown_project: bool = False


def select_used_funds(
    series: pd.DataFrame, projects: Iterable[tuple[str, ...]]
) -> dict[tuple[str, ...], UsedFunds]:
    """What is reported as used of each project's fund.

    What is planned to be used is not reported as used. A figure without a project is about the
    county's only project; where there are several, it is about none of them.

    Args:
        series: rows of ``series``.
        projects: county_code and project_id of all projects.

    Returns:
        By county_code and project_id.
    """
    projects = list(projects)
    counties: dict[str, list[tuple[str, ...]]] = {}
    for project in projects:
        counties.setdefault(project[0], []).append(project)
    figures = _group_figures(series, counties)
    return {project: _choose(project, figures) for project in projects}


def _group_figures(
    series: pd.DataFrame, counties: dict[str, list[tuple[str, ...]]]
) -> dict[_Project, list[Record]]:
    """The reported figures of each project at the last date of an amount, else of a rate."""
    is_used = series["indicator_id"].isin((AMOUNT_INDICATOR, RATE_INDICATOR))
    # Filtered as a frame: of all counties' rows, few are about the fund, and few of these count.
    frame = series[is_used & series["value"].notna()]
    days: list[int | None] = []
    owners: list[_Project] = []
    # An amount, whatever its date, comes before a rate.
    last: dict[_Project, tuple[bool, int]] = {}
    columns = list_numbered_columns(frame, _DATED)
    for county_code, project_id, indicator, origin, day, note in zip(*columns, strict=True):
        owner = _find_project(county_code, project_id, counties)
        rank = (indicator == AMOUNT_INDICATOR, NO_DAY if is_undated(note) else day)
        owners.append(owner)
        days.append(rank[1] if origin == REPORTED else None)
        if origin == REPORTED and rank > last.get(owner, NOTHING):
            last[owner] = rank
    is_last = [day == last.get(owner, NOTHING)[1] for owner, day in zip(owners, days, strict=True)]
    groups: dict[_Project, list[Record]] = {}
    for row in list_numbered_records(frame[np.array(is_last, dtype="bool")], _COLUMNS):
        owner = _find_project(row["county_code"], row["project_id"], counties)
        groups.setdefault(owner, []).append(row)
    return groups


def _find_project(
    county_code: str, project_id: object, counties: dict[str, list[tuple[str, ...]]]
) -> _Project:
    if isinstance(project_id, str):
        return county_code, project_id
    own = counties.get(county_code, ())
    return own[0] if len(own) == 1 else (county_code, None)


def _choose(project: tuple[str, ...], figures: dict[_Project, list[Record]]) -> UsedFunds:
    amount, rate = (
        select_newest(row for row in figures.get(project, ()) if row["indicator_id"] == indicator)
        for indicator in (AMOUNT_INDICATOR, RATE_INDICATOR)
    )
    of_no_project = figures.get((project[0], None), ())
    is_unclear = any(row["indicator_id"] == AMOUNT_INDICATOR for row in of_no_project)
    return UsedFunds(amount, rate, is_unclear and amount is None)
