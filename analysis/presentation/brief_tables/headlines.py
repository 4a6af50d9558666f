"""Headline figures of a brief; the first two are shown in the index of briefs too."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

import pandas as pd
from markupsafe import Markup

from analysis.measures.newest import select_newest
from analysis.measures.target_items import count_items, select_main_table
from analysis.presentation.display import Fragment
from analysis.presentation.formats import Words, clean_text
from analysis.presentation.projects import ONE_PROJECT, put_project_first, split_by_project
from analysis.presentation.rate_parts import NO_PROJECT, list_missing, name_givers
from analysis.presentation.terms import RATES
from analysis.presentation.trend_points import choose_scale, name_point_period, write_value
from analysis.tables.records import Record, list_records

SHOWN_RATES = ("paid_of_planned", "paid_of_contract", "used_of_appropriation")
INDEX_LIMIT = 2


@dataclass(frozen=True)
class Headline:
    """A headline figure; ``value`` is None if it is not reported.

    Attributes:
        label: what it is.
        value: the figure.
        detail: what it is made of, or what is missing.
        project: name of its project, where the county has several.
    """

    label: str
    value: str | None
    detail: str = ""
    project: str = ""


def make_headlines(
    rates: pd.DataFrame,
    items: pd.DataFrame,
    points: pd.DataFrame,
    words: Words,
    projects: Mapping[str, str] = ONE_PROJECT,
) -> list[Headline]:
    """Headlines: rates of the funds, verdicts of the targets, the newest point of each trend.

    Args:
        rates: what :func:`analysis.presentation.labels.label_rates` returns.
        items: what :func:`analysis.measures.target_items.compute_items` returns.
        points: what :func:`analysis.presentation.labels.label_points` returns.
        words: language.
        projects: names of the projects, if there are several: each has its own rates and targets.
    """
    shown = rates[rates["rate_id"].isin(SHOWN_RATES)]
    own_rates = dict(split_by_project(shown, projects, words, keep_all=True))
    own_items = dict(split_by_project(items, projects, words, keep_all=True))
    headlines = []
    for project in dict.fromkeys((*own_rates, *own_items)):
        own = [_make_rate(row, words) for row in list_records(own_rates.get(project, shown[:0]))]
        if project in own_items:
            own.append(_make_targets(select_main_table(own_items[project]), words))
        headlines += [
            replace(
                headline, label=put_project_first(project, headline.label, words), project=project
            )
            for headline in own
        ]
    groups = points.groupby("indicator_id", sort=False)
    return [*headlines, *(_make_point(group, words) for _, group in groups)]


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
    """Label and value of the first reported headlines; of several projects the first of each."""
    reported = [headline for headline in headlines if headline.value is not None]
    first = list({headline.project: headline for headline in reversed(reported)}.values())[::-1]
    chosen = first if len(first) > 1 and first[0].project else reported
    return [{"label": headline.label, "value": headline.value} for headline in chosen[:INDEX_LIMIT]]


def _make_rate(row: Record, words: Words) -> Headline:
    label = words.term(RATES, row["rate_id"])
    if pd.notna(row["rate"]):
        return Headline(label, words.percent(row["rate"]), _say_parts(row, words))
    missing = words.join(list_missing(row, words))
    if pd.notna(row["printed"]):
        detail = (
            words.say("as reported; not reported: {missing}", missing=missing)
            if missing
            else words.gettext("as reported; the denominator is reported as 0")
        )
        return Headline(label, clean_text(row["printed"]), detail)
    if pd.notna(row["numerator_cny"]):
        amount = words.money(row["numerator_cny"])
        if pd.notna(row["denominator_cny"]):
            return Headline(label, None, words.say("{amount}; total reported as 0", amount=amount))
        return Headline(label, None, words.say("{amount}; not reported: {missing}", amount=amount,
                                               missing=missing))  # fmt: skip
    if row["numerator_is_partial"] or row["reason"] == NO_PROJECT:
        return Headline(label, None, words.say("not reported: {missing}", missing=missing))
    return Headline(label, None)


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


def _make_targets(items: pd.DataFrame, words: Words) -> Headline:
    label = words.gettext("Items met")
    if items.empty:
        return Headline(label, None)
    counts = count_items(items)
    counted = {verdict: words.number(size) for verdict, size in counts.items()}
    value = words.say("{met} of {items}", met=counted["met"], items=words.number(len(items)))
    if counts["not_yet_due"]:
        detail = words.say(
            "{not_met} not met, {not_yet_due} not yet due, {not_assessed} not assessed, "
            "{not_computable} cannot be calculated",
            **counted,
        )
    else:
        detail = words.say(
            "{not_met} not met, {not_assessed} not assessed, {not_computable} cannot be calculated",
            **counted,
        )
    return Headline(label, value, detail)


def _make_point(points: pd.DataFrame, words: Words) -> Headline:
    reported = points[(points["origin"] == "reported") & points["value"].notna()]
    rows = list_records(reported)
    newest = select_newest(rows)
    if newest is None:
        return Headline(words.pick(points.iloc[0].to_dict(), "name"), None)
    # Of a year and its last month the year, which comes first among the points.
    row = next((row for row in rows if row["period_end"] == newest["period_end"]), newest)
    scale, _ = choose_scale(reported, words)
    period = name_point_period(row, words)
    return Headline(words.pick(row, "name"), write_value(row, scale, words), period)
