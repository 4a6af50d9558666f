"""Tables of contracts and of the instalments on them."""

from collections.abc import Mapping
from dataclasses import replace
from functools import partial

import pandas as pd

from analysis.measures.amounts import sum_contracts
from analysis.measures.row_sums import SUBTOTAL, TOTAL, find_leaves
from analysis.presentation.anchors import anchor_row
from analysis.presentation.brief_tables.amounts import (
    ShowAmount,
    choose_scale_of,
    find_depth,
    find_depths,
    find_sources,
    make_amounts,
    make_payee_heading,
    make_uncomputable,
)
from analysis.presentation.brief_tables.by_project import tabulate_by_project
from analysis.presentation.brief_tables.table import (
    Cell,
    Column,
    Line,
    Row,
    Table,
    list_finding_lines,
    make_name,
    make_source,
    render_table,
)
from analysis.presentation.display import Fragment
from analysis.presentation.formats import Words
from analysis.presentation.instalment_names import find_shared_names, name_contracts
from analysis.presentation.projects import ONE_PROJECT, put_project_first
from analysis.presentation.terms import STATUSES
from analysis.tables.records import Record, list_records

PARTS = ("requested_cny", "paid_cny")


def tabulate_contracts(
    contracts: pd.DataFrame,
    figures: pd.DataFrame,
    words: Words,
    projects: Mapping[str, str] = ONE_PROJECT,
) -> Fragment:
    """Table of contracts with their total and the instalments reported on each.

    Args:
        contracts: what :func:`analysis.measures.disbursement.compute_contracts` returns.
        figures: the table ``figures``.
        words: language.
        projects: names of the projects, if there are several.
    """
    tabulate = partial(_tabulate_contracts, figures, words)
    return tabulate_by_project(contracts, projects, words, "contracts", tabulate)


def _tabulate_contracts(
    figures: pd.DataFrame, words: Words, contracts: pd.DataFrame, project: str
) -> Fragment:
    names = ("contract_cny", *PARTS)
    scale = choose_scale_of(contracts, names, words)
    show = make_amounts(contracts, names, scale, words, figures)
    ordered = contracts.assign(source=find_sources(contracts, figures)).sort_values(
        ["award_date", "contract_id"], kind="stable"
    )
    records = _put_within(list_records(ordered))
    depths = find_depths(records)
    rows = [_make_contract(row, show, find_depth(row, depths), words) for row in records]
    if not any(row["row_role"] == TOTAL for row in records):
        rows.append(_sum_contracts(contracts, show["contract_cny"], words))
    columns = (
        Column(words.gettext("Contract")),
        Column(words.gettext("Award or bid opening")),
        Column(words.say("Amount ({unit})", unit=scale.name), True),
        Column(words.say("Requested ({unit})", unit=scale.name), True),
        Column(words.say("Paid ({unit})", unit=scale.name), True),
        Column(words.gettext("Instalments"), True),
        Column(words.gettext("Source")),
    )
    caption = put_project_first(project, words.gettext("Contracts"), words)
    return render_table(Table(caption, columns, (tuple(rows),), _note_shared(records, words)))


def _put_within(rows: list[Record]) -> list[Record]:
    """The rows with those that are part of another one below it, and the total last."""
    parts: dict[str | None, list[Record]] = {}
    ids = {row["row_id"] for row in rows}
    for row in rows:
        parent = row["parent_row"]
        parts.setdefault(parent if parent in ids else None, []).append(row)

    def list_from(row: Record) -> list[Record]:
        below = [inner for part in parts.get(row["row_id"], ()) for inner in list_from(part)]
        return [*below, row] if row["row_role"] == TOTAL else [row, *below]

    top = sorted(parts.get(None, ()), key=lambda row: row["row_role"] == TOTAL)
    return [inner for row in top for inner in list_from(row)]


def _make_contract(row: Record, show: Mapping[str, ShowAmount], depth: int, words: Words) -> Row:
    is_sum = row["row_role"] in (SUBTOTAL, TOTAL)
    blank = Cell("", is_number=True)
    return Row(
        (
            make_payee_heading(row, words, depth),
            Cell("") if is_sum else Cell(words.date(row["award_date"], row["date_precision"])),
            show["contract_cny"](row["contract_cny"]),
            *(blank if is_sum else _show_share(row, show[name], name, words) for name in PARTS),
            blank if is_sum else _count_instalments(row, words),
            make_source(row["source"], words, row["document_id"]),
        ),
        is_total=is_sum,
        anchor=anchor_row(row),
    )


def tabulate_instalments(
    instalments: pd.DataFrame,
    figures: pd.DataFrame,
    words: Words,
    projects: Mapping[str, str] = ONE_PROJECT,
) -> Fragment:
    """Table of instalments with their reported status.

    Args:
        instalments: what :func:`analysis.measures.disbursement.compute_instalments` returns.
        figures: the table ``figures``.
        words: language.
        projects: names of the projects, if there are several.
    """
    tabulate = partial(_tabulate_instalments, figures, words)
    return tabulate_by_project(instalments, projects, words, "instalments", tabulate)


def _tabulate_instalments(
    figures: pd.DataFrame, words: Words, instalments: pd.DataFrame, project: str
) -> Fragment:
    names = ("amount_cny", "cumulative_cny")
    scale = choose_scale_of(instalments, ("amount_cny",), words)
    show = make_amounts(instalments, names, scale, words, figures)
    records = list_records(instalments.assign(source=find_sources(instalments, figures)))
    shared = find_shared_names(records, words)
    rows = tuple(
        Row(
            (
                _name_row(row, shared, words),
                Cell(words.term(STATUSES, row["status"]), details=_say_repeat(row, words)),
                _make_date(row, words),
                show["amount_cny"](row["amount_cny"]),
                _make_share(row["printed_share"], words),
                _show_so_far(row["cumulative_cny"], show["cumulative_cny"], words),
                make_source(row["source"], words, row["document_id"]),
            ),
            anchor=anchor_row(row),
        )
        for row in records
    )
    columns = (
        Column(words.gettext("Instalment")),
        Column(words.gettext("Status")),
        Column(words.gettext("Status date")),
        Column(words.say("Amount ({unit})", unit=scale.name), True),
        Column(words.gettext("Reported share"), True),
        Column(words.say("Total in this status ({unit})", unit=scale.name), True),
        Column(words.gettext("Source")),
    )
    caption = put_project_first(project, words.gettext("Instalments"), words)
    return render_table(Table(caption, columns, (rows,)))


def _name_row(row: Record, shared: set[tuple[str, str]], words: Words) -> Cell:
    """The label of an instalment; the contract below it where another has the same label."""
    is_shared = (row["project_id"], words.pick(row, "label")) in shared
    cell = make_name(row, "label", words, name_contracts(row, words) if is_shared else "")
    return replace(cell, details=(*cell.details, *list_finding_lines(row, words)))


def _show_so_far(yuan: float, show: ShowAmount, words: Words) -> Cell:
    return make_uncomputable(words) if pd.isna(yuan) else show(yuan)


def _show_share(row: dict, show: ShowAmount, name: str, words: Words) -> Cell:
    if _is_shared(row):
        return Cell(words.gettext("See instalments"), "missing", is_number=True)
    return show(row[name])


def _is_shared(row: dict) -> bool:
    # Its instalments cover other contracts too and are not divided among them.
    return bool(row["instalments"]) and all(pd.isna(row[name]) for name in PARTS)


def _count_instalments(row: dict, words: Words) -> Cell:
    if row["instalments"]:
        return Cell(words.number(row["instalments"]), is_number=True)
    return Cell(words.gettext("Not reported"), "missing", is_number=True)


def _sum_contracts(contracts: pd.DataFrame, show: ShowAmount, words: Words) -> Row:
    size = int(find_leaves(contracts).sum())
    number = words.count("{number} contract", "{number} contracts", size)
    blank = Cell("", is_number=True)
    name = Cell(words.say("Total of {contracts}", contracts=number), scope="row")
    yuan = sum_contracts(contracts)
    total = make_uncomputable(words) if pd.isna(yuan) else show(yuan)
    return Row((name, Cell(""), total, blank, blank, blank, Cell("")), is_total=True)


def _note_shared(rows: list[Record], words: Words) -> tuple[str, ...]:
    if not any(_is_shared(row) for row in rows):
        return ()
    return (
        words.gettext(
            "An instalment that covers several contracts cannot be split between them. It "
            "counts for each contract; its amount is in the table of instalments."
        ),
    )


def _say_repeat(row: dict, words: Words) -> tuple[Line, ...]:
    if not row["is_repeat"]:
        return ()
    return (Line(words.gettext("also reported with another status")),)


def _make_date(row: dict, words: Words) -> Cell:
    if pd.isna(row["status_date"]):
        return Cell(words.gettext("no date"), "missing")
    return Cell(words.date(row["status_date"], row["date_precision"]))


def _make_share(share: float, words: Words) -> Cell:
    return Cell("" if pd.isna(share) else words.percent(share, None), is_number=True)
