"""Cells for amounts, payees and sources in the tables of funds and contracts."""

from collections.abc import Callable

import pandas as pd

from analysis.figures.names import name_figures
from analysis.presentation.brief_tables.table import Cell, Line, make_missing
from analysis.presentation.formats import Words
from analysis.presentation.scales import (
    Scale,
    choose_money_scale,
    count_printed_digits,
    to_fen,
)

ShowAmount = Callable[[float], Cell]
# Column of the raw table by column of amounts.
_FIGURE_COLUMNS = {
    "planned_cny": "planned",
    "paid_cny": "paid",
    "contract_cny": "amount",
    "amount_cny": "amount",
    "tendered_cny": "tendered",
}


def make_amounts(
    frame: pd.DataFrame,
    names: tuple[str, ...],
    scale: Scale,
    words: Words,
    figures: pd.DataFrame | None = None,
) -> dict[str, ShowAmount]:
    """Functions that format the amounts of each column, with the digits that are printed.

    Args:
        frame: rows of a table.
        names: its columns of amounts.
        scale: unit of all of them.
        words: language.
        figures: the table ``figures``; without it, and where an amount is computed, no zeros stand
            behind the last digit.

    Returns:
        By column, a function that makes the cell of an amount in yuan.
    """

    def make(name: str) -> ShowAmount:
        digits = _count_printed(frame, name, scale, figures)

        def show(yuan: float) -> Cell:
            if pd.isna(yuan):
                return make_missing(words)
            return Cell(words.number(to_fen(yuan) / scale.factor, digits.get(yuan)), is_number=True)

        return show

    return {name: make(name) for name in names}


def _count_printed(
    frame: pd.DataFrame, name: str, scale: Scale, figures: pd.DataFrame | None
) -> dict[float, int]:
    """Decimals by amount; of one amount that is printed twice, the fewer."""
    if figures is None or name not in _FIGURE_COLUMNS:
        return {}
    names = name_figures(frame, _FIGURE_COLUMNS[name])
    is_own = figures["figure"].isin(names)
    printed = dict(zip(figures.loc[is_own, "figure"], figures.loc[is_own, "printed"], strict=True))
    digits: dict[float, int] = {}
    for figure, yuan in zip(names, frame[name].tolist(), strict=True):
        if pd.isna(yuan):
            continue
        shown = count_printed_digits(printed.get(figure), yuan, scale)
        if shown is not None:
            digits[yuan] = min(shown, digits.get(yuan, shown))
    return digits


def find_sources(rows: pd.DataFrame, figures: pd.DataFrame) -> pd.Series:
    """Locator of the first figure of each row."""
    keys = ("document_id", "table_id", "row_id")
    first_locators: dict[tuple[str, ...], str] = {}
    for *key, locator in zip(*(figures[name] for name in (*keys, "locator")), strict=True):
        first_locators.setdefault(tuple(key), locator)
    locators = [first_locators.get(key) for key in zip(*(rows[name] for name in keys), strict=True)]
    return pd.Series(locators, index=rows.index, dtype="str")


def choose_scale_of(frame: pd.DataFrame, names: tuple[str, ...], words: Words) -> Scale:
    """One unit for all amounts of several columns."""
    return choose_money_scale((yuan for name in names for yuan in frame[name]), words.language)


def make_payee_heading(row: dict, words: Words) -> Cell:
    """Heading of a row: the line or contract and, below it, the payee."""
    payee = words.pick(row, "payee")
    lines = (Line(payee, words.mark_language(row, "payee")),) if payee else ()
    return Cell(
        words.pick(row, "label"), details=lines, lang=words.mark_language(row, "label"), scope="row"
    )
