"""Drawers for tables of many figures: what has one definition is defined once, by all its names."""

import pandas as pd

from analysis.presentation.display import NOTHING, Fragment
from analysis.presentation.first_screen.definitions import (
    Definition,
    define_indicator,
    say_formula,
    show_definitions,
)
from analysis.presentation.formats import Words
from analysis.presentation.places import name_place
from analysis.presentation.wording import to_translate
from analysis.tables.records import Record, list_records

AS_WORDED = to_translate("As the document words it.")
WORDING_ONLY = to_translate("Wording only: not assessed.")
NO_TARGET = to_translate("Target not quantified: the completion cannot be calculated.")
MUST_EQUAL = to_translate("Met only if the actual equals the target.")
ACTUAL_OF_TARGET = to_translate("Completion is actual ÷ target, without an upper limit.")
TARGET_OF_ACTUAL = to_translate("Completion is target ÷ actual, without an upper limit.")
# Figures of a condition that may stand elsewhere than its item.
_RESULT = ("actual_figure", "denominator_figure")
_Places = tuple[tuple[str, str | None], ...]
# Names by text and places of their definition.
_Groups = dict[tuple[str, _Places], dict[str, None]]


def define_figures(rows: pd.DataFrame, indicators: pd.DataFrame, words: Words) -> Fragment:
    """A drawer for tables of figures, which name the place of each: what each figure covers.

    Args:
        rows: labelled rows of ``series`` that the tables show.
        indicators: the table ``indicators``.
        words: language.
    """
    by_id = {row["indicator_id"]: row for row in list_records(indicators)}
    found: _Groups = {}
    for row in list_records(rows):
        indicator = by_id.get(row["indicator_id"])
        text = define_indicator(indicator, by_id, words) if indicator else words.gettext(AS_WORDED)
        found.setdefault((text, ()), {})[words.pick(row, "name")] = None
    return _show(found, words)


def define_conditions(
    conditions: pd.DataFrame,
    items: pd.DataFrame,
    figures: pd.DataFrame,
    indicators: pd.DataFrame,
    words: Words,
) -> Fragment:
    """A drawer for the tables of targets: the completion of each condition, and what a share is of.

    Args:
        conditions: what :func:`analysis.presentation.labels.label_conditions` returns.
        items: their items, whose places the tables name.
        figures: the table ``figures``.
        indicators: the table ``indicators``.
        words: language.
    """
    wanted = {name for role in _RESULT for name in conditions[role].dropna()}
    known = list_records(figures, figures["figure"].isin(list(wanted)))
    by_figure = {row["figure"]: row for row in known}
    by_id = {row["indicator_id"]: row for row in list_records(indicators)}
    told = {_find_item(row): row["locator"] for row in list_records(items)}
    found: _Groups = {}
    for row in list_records(conditions):
        texts = [_say_formula(row, by_figure, by_id, words), words.gettext(_choose_rule(row))]
        text = words.pile(text for text in texts if text)
        places = _find_places(row, by_figure, told.get(_find_item(row)), words)
        found.setdefault((text, places), {})[words.pick(row, "label")] = None
    return _show(found, words)


def _choose_rule(row: Record) -> str:
    """How a condition is decided; of two falls the completion is the other way round."""
    if row["assessment"] == "qualitative":
        return WORDING_ONLY
    if not isinstance(row["comparator"], str):
        return NO_TARGET
    if row["comparator"] == "eq":
        return MUST_EQUAL
    is_upright = (row["comparator"] == "le") == (row["target"] < 0)
    return ACTUAL_OF_TARGET if is_upright else TARGET_OF_ACTUAL


def _say_formula(
    row: Record, by_figure: dict[str, Record], by_id: dict[str, Record], words: Words
) -> str:
    """What a share divides, by its indicator or else by the labels of its figures."""
    said = say_formula(by_id.get(row["indicator_id"], {}), by_id, words)
    parts = [by_figure.get(row[role]) for role in _RESULT]
    if said or None in parts:
        return said
    numerator, denominator = (words.pick(part, "label") for part in parts if part)
    return words.say(
        "Formula: {numerator} ÷ {denominator}.", numerator=numerator, denominator=denominator
    )


def _find_item(row: Record) -> tuple[str, str, str]:
    return row["document_id"], row["table_id"], row["item"]


def _find_places(row: Record, by_figure: dict[str, Record], told: object, words: Words) -> _Places:
    """The places of result and denominator that are not the one that the table names."""
    parts = [by_figure[row[role]] for role in _RESULT if row[role] in by_figure]
    places = [part["locator"] for part in parts if isinstance(part["locator"], str)]
    return tuple(dict.fromkeys(name_place(place, words) for place in places if place != told))


def _show(found: _Groups, words: Words) -> Fragment:
    if not found:
        return NOTHING
    definitions = [
        Definition(tuple(names), text, places) for (text, places), names in found.items()
    ]
    summary = words.gettext("Definitions and sources of the indicators")
    note = words.gettext("The source of each figure is in the table.")
    return show_definitions(summary, definitions, words, note)
