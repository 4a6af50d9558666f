"""Drawers: definition, formula, denominator and source of each rate and indicator."""

from collections.abc import Iterable
from dataclasses import dataclass

import pandas as pd

from analysis.presentation.display import NOTHING, Fragment
from analysis.presentation.first_screen.template import render
from analysis.presentation.formats import Words
from analysis.presentation.places import name_place
from analysis.presentation.terms import RATES
from analysis.presentation.wording import to_translate
from analysis.tables.records import Record, list_records

NUMERATORS = {
    "paid": to_translate(
        "Paid is what the newest fund table reports as paid, or else the sum of the instalments "
        "reported as paid."
    ),
    "used": to_translate(
        "Used is the newest cumulative amount in the monthly forms, which do not define it."
    ),
    "requested": to_translate("Requested is the sum of the instalments requested."),
    "contracted": to_translate("Contracts are the sum of the contract amounts."),
}
DENOMINATORS = {
    "planned": to_translate("Planned is the total of the same fund table."),
    "contract": to_translate("Contracts are the sum of the contract amounts."),
    "appropriation": to_translate(
        "The appropriation is what the central government and the province give; what the county "
        "adds is not included."
    ),
}
COVERS = {
    "stock": to_translate("The value at a date."),
    "month": to_translate("The value of a month."),
    "calendar_year": to_translate("The value of a calendar year, or of its months so far."),
    "since_start": to_translate("The value from the start of the project to a date."),
}
# Places of one indicator that are named; the table has all.
MOST_PLACES = 3
_FIGURE = ("document_id", "table_id", "row_id")


@dataclass(frozen=True)
class Definition:
    """What a rate or an indicator is.

    Attributes:
        name: its name; of a rate with its formula.
        text: definition, formula and denominator.
        places: where its figures stand, each with its language if it is not the page's.
    """

    name: str
    text: str
    places: tuple[tuple[str, str | None], ...] = ()


def define_rates(
    rates: pd.DataFrame, tables: Iterable[pd.DataFrame], figures: pd.DataFrame, words: Words
) -> Fragment:
    """A drawer with numerator, denominator and source of each rate that has a value.

    Args:
        rates: what :func:`analysis.presentation.labels.label_rates` returns.
        tables: the lines, contracts and instalments that the rates are made of.
        figures: the table ``figures``.
        words: language.
    """
    shown = list_records(rates, rates["rate"].notna() | rates["printed"].notna())
    rows = list({row["rate_id"]: row for row in shown}.values())
    if not rows:
        return NOTHING
    lines, contracts, instalments = (_find_places(table, figures, words) for table in tables)
    places = {
        "paid": lines or instalments,
        "planned": lines,
        "contract": contracts,
        "contracted": contracts,
        "requested": instalments,
    }
    definitions = [_define_rate(row, places, words) for row in rows]
    return _show(words.gettext("Definitions and sources of the rates"), definitions)


def _define_rate(
    row: Record, places: dict[str, list[tuple[str, str | None]]], words: Words
) -> Definition:
    kinds = row["numerator_kind"], row["denominator_kind"]
    texts = dict.fromkeys((NUMERATORS[kinds[0]], DENOMINATORS[kinds[1]]))
    found = dict.fromkeys(place for kind in kinds for place in places.get(kind, []))
    name = words.term(RATES, row["rate_id"])
    return Definition(name, words.pile(map(words.gettext, texts)), tuple(found))


def _find_places(
    table: pd.DataFrame, figures: pd.DataFrame, words: Words
) -> list[tuple[str, str | None]]:
    """The places of the first rows of a table, each once."""
    keys = list(dict.fromkeys(zip(*(table[name] for name in _FIGURE), strict=True)))
    wanted = set(keys)
    rows = zip(*(figures[name] for name in (*_FIGURE, "locator")), strict=True)
    found = [place for *key, place in rows if tuple(key) in wanted]
    named = dict.fromkeys(name_place(place, words) for place in found if isinstance(place, str))
    return list(named)[:MOST_PLACES]


def define_indicators(rows: pd.DataFrame, indicators: pd.DataFrame, words: Words) -> Fragment:
    """A drawer with what each indicator covers, its formula, its denominator and its source.

    Args:
        rows: labelled points or facts that the section shows.
        indicators: the table ``indicators``.
        words: language.
    """
    by_id = {row["indicator_id"]: row for row in list_records(indicators)}
    places: dict[str, dict[tuple[str, str | None], None]] = {}
    for row in list_records(rows, rows["indicator_id"].isin(list(by_id))):
        own = places.setdefault(row["indicator_id"], {})
        if isinstance(row["locator"], str) and len(own) < MOST_PLACES:
            own[name_place(row["locator"], words)] = None
    definitions = [
        _define_indicator(by_id[name], by_id, tuple(own), words) for name, own in places.items()
    ]
    if not definitions:
        return NOTHING
    return _show(words.gettext("Definitions and sources of the indicators"), definitions)


def _define_indicator(
    row: Record,
    by_id: dict[str, Record],
    places: tuple[tuple[str, str | None], ...],
    words: Words,
) -> Definition:
    texts = [words.term(COVERS, row["accumulates"])]
    numerator, denominator = (
        by_id.get(row[f"{side}_indicator"]) for side in ("numerator", "denominator")
    )
    if numerator and denominator:
        parts = {
            "numerator": words.pick(numerator, "name"),
            "denominator": words.pick(denominator, "name"),
        }
        texts.append(words.say("Formula: {numerator} ÷ {denominator}.", **parts))
    elif denominator:
        name = words.pick(denominator, "name")
        texts.append(words.say("Denominator: {denominator}.", denominator=name))
    return Definition(words.pick(row, "name"), words.pile(texts), places)


def _show(summary: str, definitions: list[Definition]) -> Fragment:
    return render("definitions", summary=summary, definitions=definitions)
