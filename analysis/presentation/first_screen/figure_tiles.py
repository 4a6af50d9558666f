"""Tiles of targets, outputs, trends and amounts."""

from collections.abc import Mapping
from dataclasses import replace

import pandas as pd

from analysis.measures.completion import MET, NOT_COMPUTABLE, NOT_MET, NOT_YET_DUE, VERDICTS
from analysis.measures.key_figures import KeyFigure
from analysis.presentation.first_screen.bars import draw_bar, draw_line, draw_segments
from analysis.presentation.first_screen.target_figures import say_actual, say_target
from analysis.presentation.first_screen.template import Verdict, name_verdict
from analysis.presentation.first_screen.tile import LINE, Tile
from analysis.presentation.formats import Words
from analysis.presentation.rate_parts import name_givers
from analysis.presentation.target_tables import name_main_table
from analysis.presentation.target_words import say_alternatives
from analysis.presentation.trend_points import choose_scale, name_point_period, write_value
from analysis.presentation.wording import to_translate
from analysis.tables.records import Record

AMOUNTS = {
    "contracted": to_translate("Contracts"),
    "requested": to_translate("Requested"),
    "appropriation": to_translate("Appropriation"),
}


def make_targets_tile(figure: KeyFigure, words: Words) -> Tile:
    """The target items of a project's main table by verdict; before any is due, their deadline."""
    if not figure.rows:
        return Tile(words.gettext("Items met"), "")
    verdicts = [row["verdict"] for row in figure.rows]
    counts = {name: verdicts.count(name) for name in VERDICTS}
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
    details = tuple(text for text in (table, _count(counts, words), date) if text)
    verdict = _judge_targets(counts, words)
    return Tile(words.gettext("Items met"), value, details, verdict, picture)


def _count(counts: Mapping[str, int], words: Words) -> str:
    counted = {verdict: words.number(size) for verdict, size in counts.items()}
    if counts[NOT_YET_DUE]:
        return words.say(
            "{not_met} not met, {not_yet_due} not yet due, {not_assessed} not assessed, "
            "{not_computable} cannot be calculated",
            **counted,
        )
    return words.say(
        "{not_met} not met, {not_assessed} not assessed, {not_computable} cannot be calculated",
        **counted,
    )


def _judge_targets(counts: Mapping[str, int], words: Words) -> Verdict:
    for name in (NOT_MET, NOT_COMPUTABLE, NOT_YET_DUE, "not_assessed"):
        if counts.get(name):
            found = name_verdict(name, words)
            number = words.number(counts[name])
            said = words.say("{verdict}: {number}", verdict=found.name, number=number)
            return replace(found, text=said)
    return name_verdict(MET, words)


def make_output_tile(row: Record, words: Words) -> Tile:
    """What a condition asks for and what is reported of it."""
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


def make_trend_tile(figure: KeyFigure, words: Words) -> Tile:
    """The newest point of a trend, with those before it as a line."""
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
    return Tile(words.pick(row, "name"), value, details, change, picture, LINE)


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


def make_amount_tile(figure: KeyFigure, words: Words) -> Tile:
    """Contracts, requests or the appropriation."""
    row = figure.row
    amount = row["denominator_cny"] if figure.name == "appropriation" else row["numerator_cny"]
    details: tuple[str, ...] = ()
    if figure.name == "appropriation":
        givers = name_givers(row, words)
        details = (words.say("From {givers}", givers=givers),) if givers else ()
    elif pd.notna(row["as_of_date"]):
        details = (words.say("At {date}", date=words.date(row["as_of_date"])),)
    return Tile(words.term(AMOUNTS, figure.name), words.money(amount), details)
