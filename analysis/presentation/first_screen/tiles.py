"""Key figures as tiles: value, unit, date, against target and schedule, verdict."""

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

import pandas as pd

from analysis.measures.completion import MET, NOT_COMPUTABLE, NOT_MET, NOT_YET_DUE
from analysis.measures.concerns import Concern
from analysis.measures.evidence import Evidence
from analysis.measures.key_figures import KeyFigure, choose_key_figures
from analysis.measures.schedule import find_schedule
from analysis.presentation.first_screen.bars import draw_bar, draw_line, draw_segments
from analysis.presentation.first_screen.target_figures import say_actual, say_target
from analysis.presentation.first_screen.template import Verdict, name_verdict
from analysis.presentation.formats import Words, clean_text
from analysis.presentation.instalment_names import name_instalment
from analysis.presentation.projects import ONE_PROJECT, put_project_first
from analysis.presentation.rate_parts import NO_PROJECT, list_missing, name_givers
from analysis.presentation.target_tables import name_main_table
from analysis.presentation.target_words import say_alternatives
from analysis.presentation.terms import RATES
from analysis.presentation.trend_points import choose_scale, name_point_period, write_value
from analysis.presentation.wording import to_translate
from analysis.tables.records import Record

AMOUNTS = {
    "contracted": to_translate("Contracts"),
    "requested": to_translate("Requested"),
    "appropriation": to_translate("Appropriation"),
}
_BAR, _LINE = 14, 40
# A rate this near to its schedule is on it.
_NEAR = 5e-5
_NUMBER = re.compile(r"(?P<number>\D*?[\d,.]*\d)(?P<unit>(?:%|[^\d\s]| ).*)?")


@dataclass(frozen=True)
class Tile:
    """A key figure as it is shown.

    Attributes:
        label: what it is.
        value: the figure with its unit; blank if it is not reported.
        details: what it is made of, its date, its target or schedule.
        verdict: at the foot.
        picture: data URI of its bar or line; blank for none.
        height: of the picture, in pixels.
        project: name of its project, where the county has several.
        missing: what stands in place of a value that is not reported.
    """

    label: str
    value: str
    details: tuple[str, ...] = ()
    verdict: Verdict | None = None
    picture: str = ""
    height: int = _BAR
    project: str = ""
    missing: str = ""

    @property
    def number(self) -> str:
        """The value without the unit behind it."""
        found = _NUMBER.fullmatch(self.value)
        return found["number"] if found else self.value or self.missing

    @property
    def unit(self) -> str:
        """The unit behind the number; blank if it is not told apart."""
        found = _NUMBER.fullmatch(self.value)
        return (found["unit"] or "") if found else ""


def make_tiles(
    evidence: Evidence,
    concerns: list[Concern],
    words: Words,
    projects: Mapping[str, str] = ONE_PROJECT,
) -> list[Tile]:
    """The four to six key figures of a county, as tiles.

    Args:
        evidence: the frames of one county.
        concerns: what :func:`analysis.measures.concerns.list_concerns` returns of them.
        words: language, with the names of the documents.
        projects: names of the projects, if there are several.
    """
    tiles = []
    for figure in choose_key_figures(evidence):
        tile = _make_tile(figure, evidence, concerns, words)
        project = projects.get(figure.project_id or "", "")
        label = put_project_first(project, tile.label, words)
        missing = "" if tile.value else words.gettext("not reported")
        tiles.append(replace(tile, label=label, project=project, missing=missing))
    return tiles


def select_for_index(tiles: list[Tile]) -> list[dict[str, str]]:
    """Label and value of the first two reported tiles; of several projects the first of each."""
    reported = [tile for tile in tiles if tile.value]
    first = list({tile.project: tile for tile in reversed(reported)}.values())[::-1]
    chosen = first if len(first) > 1 and first[0].project else reported
    return [{"label": tile.label, "value": tile.value} for tile in chosen[:2]]


def _make_tile(
    figure: KeyFigure, evidence: Evidence, concerns: list[Concern], words: Words
) -> Tile:
    if figure.kind == "rate":
        return _make_rate(figure, evidence, concerns, words)
    if figure.kind == "targets":
        return _make_targets(figure, words)
    if figure.kind == "output":
        return _make_output(figure.row, words)
    if figure.kind == "trend":
        return _make_trend(figure, words)
    if figure.kind == "amount":
        return _make_amount(figure, words)
    row = figure.row
    value = words.reported(
        row["value"], row["unit"], row["printed_unit"], row["printed"], row["qualifier"]
    )
    period = words.period(row["period_start"], row["period_end"], row["period_note"])
    return Tile(words.pick(row, "name"), value, (period,))


def _make_rate(
    figure: KeyFigure, evidence: Evidence, concerns: list[Concern], words: Words
) -> Tile:
    row = figure.row
    label = words.term(RATES, row["rate_id"])
    if pd.isna(row["rate"]):
        return _make_open_rate(label, row, words)
    instalments = [
        one for one in evidence.instalment_rows if one["project_id"] == figure.project_id
    ]
    is_of_contract = row["rate_id"] == "paid_of_contract"
    schedule = find_schedule(instalments) if is_of_contract else math.nan
    details = [_say_parts(row, words)]
    if pd.notna(row["as_of_date"]):
        details.append(words.say("At {date}", date=words.date(row["as_of_date"])))
    if not math.isnan(schedule):
        share = words.percent(schedule, None)
        details.append(words.say("Mark: {share} is payable before acceptance", share=share))
    return Tile(
        label,
        words.percent(row["rate"]),
        tuple(details),
        _judge_rate(figure, evidence, concerns, schedule, words),
        draw_bar(row["rate"], schedule),
    )


def _make_open_rate(label: str, row: Record, words: Words) -> Tile:
    missing = words.join(list_missing(row, words))
    lacks = (words.say("Not reported: {missing}", missing=missing),) if missing else ()
    verdict = name_verdict(NOT_COMPUTABLE, words)
    if isinstance(row.get("printed"), str):
        said = (words.gettext("Rate as reported"), *lacks)
        return Tile(label, clean_text(row["printed"]), said, verdict)
    details = lacks if missing or row["reason"] == NO_PROJECT else ()
    if pd.notna(row["numerator_cny"]):
        amount = words.money(row["numerator_cny"])
        details = (words.say("Reported: {amount}", amount=amount), *details)
    return Tile(label, "", details, verdict)


def _say_parts(row: Record, words: Words) -> str:
    """What a rate is made of; of an appropriation also who gave it."""
    parts = {
        "numerator": words.money(row["numerator_cny"]),
        "denominator": words.money(row["denominator_cny"]),
    }
    givers = name_givers(row, words)
    if givers:
        return words.say("{numerator} of {denominator} from {givers}", givers=givers, **parts)
    return words.say("{numerator} of {denominator}", **parts)


def _judge_rate(
    figure: KeyFigure,
    evidence: Evidence,
    concerns: list[Concern],
    schedule: float,
    words: Words,
) -> Verdict | None:
    """Against the printed rate, then against the contracts' own schedule."""
    row = figure.row
    printed = _find_claim(evidence, row["printed_figure"])
    if printed is not None:
        found = name_verdict(printed["verdict"], words)
        text = words.say(
            "{verdict}: reported as {printed}",
            verdict=found.name,
            printed=clean_text(row["printed"]),
        )
        return replace(found, text=text)
    if row["rate_id"] != "paid_of_contract":
        return None
    doubt = next(
        (
            one
            for one in concerns
            if one.rule == "instalment_statuses" and one.project_id == figure.project_id
        ),
        None,
    )
    if doubt is not None:
        name = name_instalment(doubt.rows[0], set(), words, by_number=True)
        found = name_verdict("for_review", words)
        said = words.say("{verdict}: status of {instalment}", verdict=found.name, instalment=name)
        return replace(found, text=said)
    if math.isnan(schedule) or abs(row["rate"] - schedule) > _NEAR:
        return None
    return replace(name_verdict("agrees", words), text=words.gettext("As the contracts provide"))


def _find_claim(evidence: Evidence, figure: object) -> Record | None:
    """The claim on a printed rate that no missing figure leaves open."""
    if not isinstance(figure, str):
        return None
    verdicts = evidence.verdicts
    chosen = verdicts[
        (verdicts["figure"] == figure)
        & verdicts["verdict"].isin(["contradicts", "for_review", "agrees"])
    ]
    rows = chosen[["verdict", "claim_kind"]].to_dict("records")
    order = ("contradicts", "for_review", "agrees")
    return min(rows, key=lambda row: order.index(row["verdict"]), default=None)


def _make_targets(figure: KeyFigure, words: Words) -> Tile:
    verdicts = [row["verdict"] for row in figure.rows]
    counts = {name: verdicts.count(name) for name in dict.fromkeys((*verdicts, MET, NOT_MET))}
    names = (NOT_MET, NOT_YET_DUE, "not_assessed", NOT_COMPUTABLE)
    parts = words.join(
        words.say(
            "{verdict} {number}",
            verdict=name_verdict(name, words).name,
            number=words.number(counts.get(name, 0)),
        )
        for name in names
        if counts.get(name) or name == NOT_MET
    )
    table = name_main_table(figure.row, words)
    dates = [row["as_of_date"] for row in figure.rows if pd.notna(row["as_of_date"])]
    date = words.say("At {date}", date=words.date(max(dates))) if dates else ""
    picture = draw_segments(verdicts)
    due = [row["due_date"] for row in figure.rows if row["is_due_later"]]
    if due and not counts[MET] and not counts[NOT_MET]:
        value = words.count("{number} item", "{number} items", len(verdicts))
        by = words.say("Due by {date}", date=words.date(max(due)))
        verdict = name_verdict(NOT_YET_DUE, words)
        label = words.gettext("Target items, not yet due")
        return Tile(label, value, (table, by), verdict, picture)
    items = words.number(len(verdicts))
    value = words.say("{met} of {items}", met=words.number(counts[MET]), items=items)
    details = tuple(text for text in (table, parts, date) if text)
    verdict = _judge_targets(counts, words)
    return Tile(words.gettext("Target items met"), value, details, verdict, picture)


def _judge_targets(counts: Mapping[str, int], words: Words) -> Verdict:
    for name in (NOT_MET, NOT_COMPUTABLE, NOT_YET_DUE, "not_assessed"):
        if counts.get(name):
            found = name_verdict(name, words)
            number = words.number(counts[name])
            said = words.say("{verdict}: {number}", verdict=found.name, number=number)
            return replace(found, text=said)
    return name_verdict(MET, words)


def _make_output(row: Record, words: Words) -> Tile:
    rate = words.percent(row["completion"])
    details = (
        words.say("Target: {target}", target=say_target(row, words)),
        *say_alternatives(row, words),
        *((words.say("At {date}", date=words.date(row["as_of_date"])),)
          if pd.notna(row["as_of_date"]) else ()),
    )  # fmt: skip
    found = name_verdict(row["verdict"] if row["verdict"] in (MET, NOT_MET, NOT_YET_DUE)
                         else NOT_COMPUTABLE, words)  # fmt: skip
    said = words.say("{verdict}: {rate} of the target", verdict=found.name, rate=rate)
    largest = max(row["actual"], row["target"]) or 1
    picture = draw_bar(row["actual"] / largest, row["target"] / largest)
    label = words.pick(row, "label")
    return Tile(label, say_actual(row, words), details, replace(found, text=said), picture)


def _make_trend(figure: KeyFigure, words: Words) -> Tile:
    row = figure.row
    points = pd.DataFrame(list(figure.rows))
    scale, _ = choose_scale(points[points["origin"] == "reported"], words)
    same = [
        one
        for one in figure.rows
        if one["period_kind"] == row["period_kind"] and one["origin"] != "planned"
    ]
    picture = ""
    if len(same) > 1:
        picture = draw_line(
            [one["value"] for one in same], [one["origin"] == "implied" for one in same]
        )
    details = (name_point_period(row, words), words.gettext("Reported by the county"))
    value = write_value(row, scale, words)
    change = _judge_change(row, words)
    return Tile(words.pick(row, "name"), value, details, change, picture, _LINE)


def _judge_change(row: Record, words: Words) -> Verdict | None:
    """The change that the document reports, without a judgement on it."""
    change = row["printed_change"]
    if pd.isna(change):
        return None
    if row["change_kind"] == "multiple":
        said = words.say("Reported as {number} times the base-year value",
                         number=words.number(change))  # fmt: skip
        return Verdict("not-assessed", "→", "", said)
    size = words.percent(abs(change), None)
    if change < 0:
        return Verdict("not-assessed", "↓", "", words.say("Reported as down {size}", size=size))
    return Verdict("not-assessed", "↑", "", words.say("Reported as up {size}", size=size))


def _make_amount(figure: KeyFigure, words: Words) -> Tile:
    row = figure.row
    amount = row["denominator_cny"] if figure.name == "appropriation" else row["numerator_cny"]
    details: tuple[str, ...] = ()
    if figure.name == "appropriation":
        givers = name_givers(row, words)
        details = (words.say("From {givers}", givers=givers),) if givers else ()
    elif pd.notna(row["as_of_date"]):
        details = (words.say("At {date}", date=words.date(row["as_of_date"])),)
    return Tile(words.term(AMOUNTS, figure.name), words.money(amount), details)
