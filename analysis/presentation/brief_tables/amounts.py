"""Cells for amounts, payees and sources in the tables of funds and contracts."""

from collections.abc import Callable, Iterable

import pandas as pd

from analysis.figures.names import name_figures
from analysis.measures.row_sums import OF_WHICH, TOTAL, UNKNOWN
from analysis.presentation.brief_tables.table import Cell, Line, list_finding_lines, make_missing
from analysis.presentation.formats import Words
from analysis.presentation.scales import (
    Scale,
    choose_money_scale,
    count_printed_digits,
    to_fen,
)
from analysis.tables.records import Record

# Before a row that is part of the one above and has no mark of its own.
WITHIN_MARK = "–"
# With which a document itself marks a part, in lower case.
OWN_MARKS = ("其中", "of which")
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


def make_payee_heading(row: dict, words: Words, depth: int = 0) -> Cell:
    """Heading of a row: the line or contract and, below it, the payee.

    Args:
        row: row of ``budget`` or ``contracts``.
        words: language.
        depth: how many rows the row is within; such a row is indented and has a mark, unless the
            document prints one.
    """
    payee = words.pick(row, "payee")
    lines = [Line(payee, words.mark_language(row, "payee"))] if payee else []
    if row["row_role"] == UNKNOWN:
        lines.append(Line(words.gettext("parent line not reported")))
    lines += list_finding_lines(row, words)
    label = (
        _mark_within(words.pick(row, "label"), row, words) if depth else words.pick(row, "label")
    )
    lang = words.mark_language(row, "label")
    return Cell(label, details=tuple(lines), lang=lang, scope="row", depth=depth)


def _mark_within(label: str, row: dict, words: Words) -> str:
    if row["row_role"] != OF_WHICH:
        return f"{WITHIN_MARK} {label}"
    # The document's own words are enough.
    if label.casefold().startswith(OWN_MARKS):
        return label
    return words.say("of which: {label}", label=label)


def find_depths(rows: Iterable[Record]) -> dict[tuple[str, ...], int]:
    """How many lines or subtotals each row is within, by document, table and row.

    Args:
        rows: rows of ``budget`` or ``contracts``.
    """
    by_key = {_name_row(row, row["row_id"]): row for row in rows}

    def find_depth(row: Record) -> int:
        parent = by_key.get(_name_row(row, row["parent_row"]))
        if parent is None:
            return 0
        return find_depth(parent) + (parent["row_role"] != TOTAL)

    return {key: find_depth(row) for key, row in by_key.items()}


def _name_row(row: Record, row_id: str) -> tuple[str, ...]:
    return row["document_id"], row["table_id"], row_id


def find_depth(row: Record, depths: dict[tuple[str, ...], int]) -> int:
    """The depth of a row in what :func:`find_depths` returns."""
    return depths[_name_row(row, row["row_id"])]


def make_uncomputable(words: Words) -> Cell:
    """A cell for a sum that cannot be made, as an amount of it is not reported."""
    return Cell(words.gettext("Cannot be calculated"), "missing", is_number=True)
