"""Headline figures of a brief; the first two are shown in the index of briefs too."""

from collections.abc import Iterable
from dataclasses import dataclass

import pandas as pd
from markupsafe import Markup

from analysis.measures.newest import select_newest
from analysis.measures.target_items import count_items, select_main_table
from analysis.presentation.display import Fragment
from analysis.presentation.formats import Words, clean_text
from analysis.presentation.terms import RATES
from analysis.presentation.trend_points import choose_scale, write_value
from analysis.tables.records import list_records

SHOWN_RATES = ("paid_of_planned", "paid_of_contract", "used_of_appropriation")
INDEX_LIMIT = 2


@dataclass(frozen=True)
class Headline:
    """A headline figure; ``value`` is None if it is not reported."""

    label: str
    value: str | None
    detail: str = ""


def make_headlines(
    rates: pd.DataFrame, items: pd.DataFrame, points: pd.DataFrame, words: Words
) -> list[Headline]:
    """Headlines: rates of the funds, verdicts of the targets, the newest point of each trend.

    Args:
        rates: what :func:`analysis.presentation.labels.label_rates` returns.
        items: what :func:`analysis.measures.target_items.compute_items` returns.
        points: what :func:`analysis.presentation.labels.label_points` returns.
        words: language.
    """
    shown = list_records(rates, rates["rate_id"].isin(SHOWN_RATES))
    return [
        *(_make_rate(row, words) for row in shown),
        _make_targets(select_main_table(items), words),
        *(_make_point(group, words) for _, group in points.groupby("indicator_id", sort=False)),
    ]


def tabulate_headlines(headlines: Iterable[Headline], words: Words) -> Fragment:
    """The headlines as HTML: a description list each.

    JupyterLab lets labels and values of one list float side by side, which a list of all
    headlines would put beside each other's.
    """
    entry = Markup("<dl><dt>{}</dt><dd>{}{}</dd></dl>")
    missing = Markup('<span class="missing">{}</span>').format(words.gettext("not reported"))
    detail = Markup('<div class="detail">{}</div>')
    entries = (
        entry.format(
            headline.label,
            missing if headline.value is None else headline.value,
            detail.format(headline.detail) if headline.detail else "",
        )
        for headline in headlines
    )
    shown = Markup("\n").join(entries)
    return Fragment(Markup('<div class="headline-figures">{}</div>').format(shown))


def select_for_index(headlines: Iterable[Headline]) -> list[dict[str, str]]:
    """Label and value of the first reported headlines."""
    reported = [headline for headline in headlines if headline.value is not None]
    return [
        {"label": headline.label, "value": headline.value} for headline in reported[:INDEX_LIMIT]
    ]


def _make_rate(row: dict, words: Words) -> Headline:
    label = words.term(RATES, row["rate_id"])
    if pd.notna(row["rate"]):
        detail = words.say(
            "{numerator} of {denominator}",
            numerator=words.money(row["numerator_cny"]),
            denominator=words.money(row["denominator_cny"]),
        )
        return Headline(label, words.percent(row["rate"]), detail)
    if pd.notna(row["printed"]):
        printed = clean_text(row["printed"])
        detail = words.say("The document prints {rate} without an amount.", rate=printed)
        return Headline(label, None, detail)
    if pd.notna(row["numerator_cny"]):
        amount = words.money(row["numerator_cny"])
        return Headline(label, None, words.say("{amount} of an amount not reported", amount=amount))
    return Headline(label, None)


def _make_targets(items: pd.DataFrame, words: Words) -> Headline:
    label = words.gettext("Target items met")
    if items.empty:
        return Headline(label, None)
    counted = {verdict: words.number(size) for verdict, size in count_items(items).items()}
    value = words.say("{met} of {items}", met=counted["met"], items=words.number(len(items)))
    detail = words.say(
        "{not_met} not met, {not_assessed} not assessed, {not_computable} not computable", **counted
    )
    return Headline(label, value, detail)


def _make_point(points: pd.DataFrame, words: Words) -> Headline:
    reported = points[(points["origin"] == "reported") & points["value"].notna()]
    row = select_newest(list_records(reported))
    if row is None:
        return Headline(words.pick(points.iloc[0].to_dict(), "name"), None)
    scale, _ = choose_scale(reported, words)
    period = words.period(row["period_start"], row["period_end"])
    return Headline(words.pick(row, "name"), write_value(row, scale, words), period)
