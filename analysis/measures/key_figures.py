"""Which four to six figures stand at the top of a brief."""

import math
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from analysis.measures.concerns.money import HEADLINE_RATES
from analysis.measures.evidence import Evidence
from analysis.measures.newest import select_newest
from analysis.tables.records import Record

FEWEST, MOST = 4, 6
# Outputs of the programme, the first that has a target before those of forms.
OUTPUTS = ("service_stations", "training_person_times", "training_person_times_year")
FORM_FIGURES = (
    "service_stations", "service_stations_poor_villages", "training_person_times_year",
    "county_service_centres", "training_sessions_year",
)  # fmt: skip
AMOUNTS = ("contracted", "requested", "appropriation")
# A rate of a county of which no project is known.
_NO_RATE: Record = {
    "project_id": None, "rate": math.nan, "numerator_cny": math.nan, "denominator_cny": math.nan,
    "numerator_is_partial": False, "reason": "no_actual", "printed": None,
}  # fmt: skip


@dataclass(frozen=True)
class KeyFigure:
    """A figure at the top of a brief.

    Attributes:
        kind: ``rate``, ``targets``, ``output``, ``trend``, ``amount`` or ``form``.
        row: the rate, condition, newest point or row of a form.
        project_id: its project; None for a figure of the county.
        rows: items of ``targets``, none if none is known; points of ``trend``.
        name: of an amount: ``contracted``, ``requested`` or ``appropriation``.
    """

    kind: str
    row: Record = field(default_factory=dict)
    project_id: str | None = None
    rows: tuple[Record, ...] = ()
    name: str = ""


def choose_key_figures(evidence: Evidence) -> list[KeyFigure]:
    """Four to six figures: rates, targets, an output, trends, then amounts and the newest form.

    A figure without a value comes only where fewer than four have one. With several projects, each
    has its first rate and its targets. Of rates, the use of the fund stands where no paid amount
    gives one.

    Args:
        evidence: the frames of one county.
    """
    projects = evidence.project_ids
    most_rates = 1 if len(projects) > 1 else 2
    chosen = [
        figure
        for project_id in projects
        for figure in (
            *_choose_rates(evidence, project_id)[:most_rates],
            *_choose_targets(evidence, project_id),
        )
    ]
    chosen += [*_choose_outputs(evidence), *_choose_trends(evidence)]
    known = {figure.row.get("indicator_id") for figure in chosen}
    if len(projects) == 1:
        chosen += _choose_amounts(evidence, projects[0])
    chosen += [
        figure for figure in _choose_form(evidence) if figure.row["indicator_id"] not in known
    ]
    if len(chosen) < FEWEST:
        chosen += _list_unknown(evidence, chosen)[: FEWEST - len(chosen)]
    return chosen[:MOST]


def _choose_rates(evidence: Evidence, project_id: str) -> list[KeyFigure]:
    rows = {row["rate_id"]: row for row in evidence.rate_rows if row["project_id"] == project_id}
    headline = [rows[name] for name in HEADLINE_RATES if name in rows]
    computed = [row for row in headline if pd.notna(row["rate"])]
    # What is used says nothing that what is paid does not say better.
    if len(computed) > 1:
        computed = [row for row in computed if row["numerator_kind"] == "paid"] or computed
    printed = [row for row in headline if isinstance(row.get("printed"), str)]
    return [KeyFigure("rate", row, project_id) for row in computed or printed[:1]]


def _choose_targets(evidence: Evidence, project_id: str) -> list[KeyFigure]:
    items = tuple(row for row in evidence.main_items if row["project_id"] == project_id)
    return [KeyFigure("targets", items[0], project_id, items)] if items else []


def _choose_outputs(evidence: Evidence) -> list[KeyFigure]:
    """The first output of the programme that has a target, a result and a completion."""
    for indicator_id in OUTPUTS:
        for row in evidence.main_conditions:
            if row["indicator_id"] == indicator_id and not math.isnan(row["completion"]):
                if row["denominator"] == row["denominator"] or row["unit"] == "share":
                    continue
                return [KeyFigure("output", row, row["project_id"])]
    return []


def _choose_trends(evidence: Evidence) -> list[KeyFigure]:
    """The newest reported point of each trend of the first screen, with the points before it."""
    points = evidence.points
    figures = []
    for _, panel in points.groupby("indicator_id", sort=False):
        rows: list[Record] = panel.to_dict("records")
        reported = [row for row in rows if row["origin"] == "reported" and pd.notna(row["value"])]
        newest = select_newest(reported)
        if newest is None:
            continue
        # Of a year and its last month the year, which comes first among the points.
        row = next(row for row in reported if row["period_end"] == newest["period_end"])
        figures.append(KeyFigure("trend", row, None, tuple(rows)))
    return figures


def _choose_amounts(evidence: Evidence, project_id: str) -> list[KeyFigure]:
    """Amounts that no rate shows: contracts, requests, appropriation."""
    rows = {row["rate_id"]: row for row in evidence.rate_rows if row["project_id"] == project_id}
    if not rows or pd.notna(rows["paid_of_planned"]["rate"]):
        return []
    amounts: dict[str, Any] = {
        "contracted": rows["contracted_of_appropriation"]["numerator_cny"],
        "requested": rows["requested_of_contract"]["numerator_cny"],
        "appropriation": rows["contracted_of_appropriation"]["denominator_cny"],
    }
    by_name = {
        "contracted": rows["contracted_of_appropriation"],
        "requested": rows["requested_of_contract"],
        "appropriation": rows["contracted_of_appropriation"],
    }
    return [
        KeyFigure("amount", by_name[name], project_id, name=name)
        for name in AMOUNTS
        if not math.isnan(amounts[name])
    ]


def _choose_form(evidence: Evidence) -> list[KeyFigure]:
    rows = {row["indicator_id"]: row for row in evidence.newest_form}
    return [
        KeyFigure("form", rows[name], None)
        for name in FORM_FIGURES
        if name in rows and rows[name]["value"] == rows[name]["value"]
    ]


def _list_unknown(evidence: Evidence, chosen: list[KeyFigure]) -> list[KeyFigure]:
    """Headline rates and items that are not reported, in place of nothing."""
    shown = {(figure.project_id, figure.row.get("rate_id")) for figure in chosen}
    rates = [
        KeyFigure("rate", row, row["project_id"])
        for row in evidence.rate_rows or [{**_NO_RATE, "rate_id": name} for name in HEADLINE_RATES]
        if row["rate_id"] in HEADLINE_RATES
        and (row["project_id"], row["rate_id"]) not in shown
        and pd.isna(row["rate"])
        and not isinstance(row.get("printed"), str)
    ]
    with_items = {figure.project_id for figure in chosen if figure.kind == "targets"}
    without_items = [
        KeyFigure("targets", {}, project_id)
        for project_id in evidence.project_ids or [None]
        if project_id not in with_items
    ]
    return [*rates, *without_items]
