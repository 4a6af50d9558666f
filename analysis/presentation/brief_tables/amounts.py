"""Cells for amounts, payees and sources in the tables of funds and contracts."""

from collections.abc import Callable

import pandas as pd

from analysis.presentation.brief_tables.table import Cell, Line, make_missing
from analysis.presentation.formats import Words
from analysis.presentation.scales import Scale, choose_money_scale, count_digits, to_fen

ShowAmount = Callable[[float], Cell]


def make_amounts(
    frame: pd.DataFrame, names: tuple[str, ...], scale: Scale, words: Words
) -> dict[str, ShowAmount]:
    """Functions that format the amounts of each column.

    In 万元 and billions all amounts of a column have the same decimals; in yuan each has its own.
    """

    def make(name: str) -> ShowAmount:
        digits = count_digits(to_fen(yuan) / scale.factor for yuan in frame[name].dropna())

        def show(yuan: float) -> Cell:
            if pd.isna(yuan):
                return make_missing(words)
            exact = to_fen(yuan) / scale.factor
            # A reported zero is shown as 0, without decimals that no document prints.
            is_padded = scale.factor > 1 and exact
            return Cell(words.number(exact, digits if is_padded else None), is_number=True)

        return show

    return {name: make(name) for name in names}


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
