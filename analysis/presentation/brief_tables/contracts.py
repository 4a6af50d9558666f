"""Tables of contracts and of the instalments on them."""

import pandas as pd

from analysis.measures.amounts import sum_contracts
from analysis.presentation.brief_tables.amounts import (
    ShowAmount,
    choose_scale_of,
    find_sources,
    make_amounts,
    make_payee_heading,
)
from analysis.presentation.brief_tables.table import (
    Cell,
    Column,
    Line,
    Row,
    Table,
    make_name,
    make_source,
    render_table,
)
from analysis.presentation.display import NOTHING, Fragment
from analysis.presentation.formats import Words
from analysis.presentation.terms import STATUSES
from analysis.tables.records import list_records

PARTS = ("requested_cny", "paid_cny")


def tabulate_contracts(contracts: pd.DataFrame, figures: pd.DataFrame, words: Words) -> Fragment:
    """Table of contracts with their total and the instalments reported on each.

    Args:
        contracts: what :func:`analysis.measures.disbursement.compute_contracts` returns.
        figures: the table ``figures``.
        words: language.
    """
    if contracts.empty:
        return NOTHING
    names = ("contract_cny", *PARTS)
    scale = choose_scale_of(contracts, names, words)
    show = make_amounts(contracts, names, scale, words, figures)
    ordered = contracts.assign(source=find_sources(contracts, figures)).sort_values(
        ["award_date", "contract_id"], kind="stable"
    )
    rows = [
        Row(
            (
                make_payee_heading(row, words),
                Cell(words.date(row["award_date"], row["date_precision"])),
                show["contract_cny"](row["contract_cny"]),
                *(_show_share(row, show[name], name, words) for name in PARTS),
                _count_instalments(row, words),
                make_source(row["source"], words, row["document_id"]),
            )
        )
        for row in list_records(ordered)
    ]
    rows.append(_sum_contracts(contracts, show["contract_cny"], words))
    columns = (
        Column(words.gettext("Contract")),
        Column(words.gettext("Award or opening of bids")),
        Column(words.say("Amount ({unit})", unit=scale.name), True),
        Column(words.say("Requested ({unit})", unit=scale.name), True),
        Column(words.say("Paid ({unit})", unit=scale.name), True),
        Column(words.gettext("Instalments"), True),
        Column(words.gettext("Source")),
    )
    notes = _note_shared(contracts, words)
    return render_table(Table(words.gettext("Contracts"), columns, (tuple(rows),), notes))


def tabulate_instalments(
    instalments: pd.DataFrame, figures: pd.DataFrame, words: Words
) -> Fragment:
    """Table of instalments with their reported status.

    Args:
        instalments: what :func:`analysis.measures.disbursement.compute_instalments` returns.
        figures: the table ``figures``.
        words: language.
    """
    if instalments.empty:
        return NOTHING
    names = ("amount_cny", "cumulative_cny")
    scale = choose_scale_of(instalments, ("amount_cny",), words)
    show = make_amounts(instalments, names, scale, words, figures)
    rows = tuple(
        Row(
            (
                make_name(row, "label", words),
                Cell(words.term(STATUSES, row["status"]), details=_say_repeat(row, words)),
                _make_date(row, words),
                show["amount_cny"](row["amount_cny"]),
                _make_share(row["printed_share"], words),
                show["cumulative_cny"](row["cumulative_cny"]),
                make_source(row["source"], words, row["document_id"]),
            )
        )
        for row in list_records(instalments.assign(source=find_sources(instalments, figures)))
    )
    columns = (
        Column(words.gettext("Instalment")),
        Column(words.gettext("Status")),
        Column(words.gettext("Date of the status")),
        Column(words.say("Amount ({unit})", unit=scale.name), True),
        Column(words.gettext("Printed share"), True),
        Column(words.say("So far in this status ({unit})", unit=scale.name), True),
        Column(words.gettext("Source")),
    )
    return render_table(Table(words.gettext("Instalments"), columns, (rows,)))


def _show_share(row: dict, show: ShowAmount, name: str, words: Words) -> Cell:
    if _is_shared(row):
        return Cell(words.gettext("see instalments"), "missing", is_number=True)
    return show(row[name])


def _is_shared(row: dict) -> bool:
    # Its instalments cover other contracts too and are not divided among them.
    return bool(row["instalments"]) and all(pd.isna(row[name]) for name in PARTS)


def _count_instalments(row: dict, words: Words) -> Cell:
    if row["instalments"]:
        return Cell(words.number(row["instalments"]), is_number=True)
    return Cell(words.gettext("none reported"), "missing", is_number=True)


def _sum_contracts(contracts: pd.DataFrame, show: ShowAmount, words: Words) -> Row:
    number = words.count("{number} contract", "{number} contracts", len(contracts))
    blank = Cell("")
    name = Cell(words.say("Total of {contracts}", contracts=number), scope="row")
    total = show(sum_contracts(contracts))
    return Row((name, blank, total, blank, blank, blank, blank), is_total=True)


def _note_shared(contracts: pd.DataFrame, words: Words) -> tuple[str, ...]:
    if not any(_is_shared(row) for row in list_records(contracts)):
        return ()
    return (
        words.gettext(
            "An instalment that covers several contracts in one amount cannot be divided among "
            "them: it counts as an instalment of each, its amount stands with the instalments."
        ),
    )


def _say_repeat(row: dict, words: Words) -> tuple[Line, ...]:
    if not row["is_repeat"]:
        return ()
    return (Line(words.gettext("the same instalment is also reported in another status")),)


def _make_date(row: dict, words: Words) -> Cell:
    if pd.isna(row["status_date"]):
        return Cell(words.gettext("not dated"), "missing")
    return Cell(words.date(row["status_date"], row["date_precision"]))


def _make_share(share: float, words: Words) -> Cell:
    return Cell("" if pd.isna(share) else words.percent(share, None), is_number=True)
