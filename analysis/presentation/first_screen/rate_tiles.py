"""Tiles of rates: what they are made of, the printed rate, the contracts' own schedule."""

import math
from dataclasses import replace

import pandas as pd

from analysis.measures.completion import NOT_COMPUTABLE
from analysis.measures.concerns import Concern
from analysis.measures.evidence import Evidence
from analysis.measures.key_figures import KeyFigure
from analysis.measures.schedule import find_schedule
from analysis.presentation.first_screen.bars import draw_bar
from analysis.presentation.first_screen.template import Verdict, name_verdict
from analysis.presentation.first_screen.tile import Tile
from analysis.presentation.formats import Words, clean_text
from analysis.presentation.instalment_names import name_instalment
from analysis.presentation.rate_parts import NO_PROJECT, list_missing, name_givers
from analysis.presentation.terms import RATES
from analysis.tables.records import Record

# A rate this near to its schedule is on it.
_NEAR = 5e-5
# Verdicts of a claim on a printed rate, the weightiest first.
_JUDGED = ("contradicts", "for_review", "agrees")


def make_rate_tile(
    figure: KeyFigure, evidence: Evidence, concerns: list[Concern], words: Words
) -> Tile:
    """A rate as a tile.

    Args:
        figure: of the kind ``rate``.
        evidence: the frames of one county.
        concerns: what needs a look in them.
        words: language.
    """
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
    verdict = name_verdict(NOT_COMPUTABLE, words)
    if isinstance(row.get("printed"), str):
        detail = (
            words.say("as reported; not reported: {missing}", missing=missing)
            if missing
            else words.gettext("as reported; the denominator is reported as 0")
        )
        return Tile(label, clean_text(row["printed"]), (detail,), verdict)
    details: tuple[str, ...] = ()
    if pd.notna(row["numerator_cny"]):
        amount = words.money(row["numerator_cny"])
        details = (
            words.say("{amount}; total reported as 0", amount=amount)
            if pd.notna(row["denominator_cny"])
            else words.say("{amount}; not reported: {missing}", amount=amount, missing=missing),
        )
    elif row["numerator_is_partial"] or row["reason"] == NO_PROJECT:
        details = (words.say("not reported: {missing}", missing=missing),)
    return Tile(label, "", details, verdict)


def _say_parts(row: Record, words: Words) -> str:
    """What a rate is made of; of an appropriation also who gave it."""
    parts = {
        "numerator": words.money(row["numerator_cny"]),
        "denominator": words.money(row["denominator_cny"]),
    }
    givers = name_givers(row, words)
    if givers:
        return words.say("{numerator} ÷ {denominator} from {givers}", givers=givers, **parts)
    return words.say("{numerator} ÷ {denominator}", **parts)


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
        said = words.say(
            "{verdict}: {instalment} has different statuses", verdict=found.name, instalment=name
        )
        return replace(found, text=said)
    if math.isnan(schedule) or abs(row["rate"] - schedule) > _NEAR:
        return None
    return replace(name_verdict("agrees", words), text=words.gettext("As the contracts provide"))


def _find_claim(evidence: Evidence, figure: object) -> Record | None:
    """The claim on a printed rate that no missing figure leaves open."""
    if not isinstance(figure, str):
        return None
    verdicts = evidence.verdicts
    chosen = verdicts[(verdicts["figure"] == figure) & verdicts["verdict"].isin(_JUDGED)]
    rows = chosen[["verdict", "claim_kind"]].to_dict("records")
    return min(rows, key=lambda row: _JUDGED.index(row["verdict"]), default=None)
