"""What a rate or an indicator is: definition, formula, denominator; the drawer of the rates."""

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
        names: the names of all that are defined so; of a rate with its formula.
        text: definition, formula and denominator.
        places: where its figures stand, each with its language if it is not the page's.
    """

    names: tuple[str, ...]
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
    return show_definitions(
        words.gettext("Definitions and sources of the rates"), definitions, words
    )


def _define_rate(
    row: Record, places: dict[str, list[tuple[str, str | None]]], words: Words
) -> Definition:
    kinds = row["numerator_kind"], row["denominator_kind"]
    texts = dict.fromkeys((NUMERATORS[kinds[0]], DENOMINATORS[kinds[1]]))
    found = dict.fromkeys(place for kind in kinds for place in places.get(kind, []))
    name = words.term(RATES, row["rate_id"])
    return Definition((name,), words.pile(map(words.gettext, texts)), tuple(found))


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


def define_indicator(row: Record, by_id: dict[str, Record], words: Words) -> str:
    """What an indicator covers, and its formula or its denominator.

    Args:
        row: of the table ``indicators``.
        by_id: all its rows.
        words: language.
    """
    texts = [words.term(COVERS, row["accumulates"]), say_formula(row, by_id, words)]
    return words.pile(text for text in texts if text)


def say_formula(row: Record, by_id: dict[str, Record], words: Words) -> str:
    """Formula or denominator of an indicator; blank if it has neither.

    Args:
        row: as :func:`define_indicator` takes it; an empty one for no indicator.
        by_id: all its rows.
        words: language.
    """
    numerator, denominator = (
        by_id.get(row.get(f"{side}_indicator")) for side in ("numerator", "denominator")
    )
    if denominator is None:
        return ""
    name = words.pick(denominator, "name")
    if numerator is None:
        return words.say("Denominator: {denominator}.", denominator=name)
    above = words.pick(numerator, "name")
    return words.say("Formula: {numerator} ÷ {denominator}.", numerator=above, denominator=name)


def show_definitions(
    summary: str, definitions: list[Definition], words: Words, note: str = ""
) -> Fragment:
    """The drawer.

    Args:
        summary: stands on it.
        definitions: in it.
        words: language.
        note: at its end; blank for none.
    """
    return render(
        "definitions", summary=summary, definitions=definitions, note=note,
        separator=words.rules.list_separator,
    )  # fmt: skip
