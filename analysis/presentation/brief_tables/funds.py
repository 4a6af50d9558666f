"""Tables of the fund: rates, lines of the fund table, appropriations."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import partial

import pandas as pd

from analysis.figures.names import find_document
from analysis.measures.fund_amounts import FUND_SOURCES as COUNTED_SOURCES
from analysis.measures.row_sums import OF_WHICH, SUBTOTAL, TOTAL
from analysis.presentation.anchors import anchor_row
from analysis.presentation.brief_tables.amounts import (
    choose_scale_of,
    find_depth,
    find_depths,
    find_sources,
    make_amounts,
    make_payee_heading,
)
from analysis.presentation.brief_tables.by_project import tabulate_by_project
from analysis.presentation.brief_tables.table import (
    Cell,
    Column,
    Line,
    Row,
    Table,
    make_missing,
    make_source,
    render_table,
)
from analysis.presentation.display import NOTHING, Fragment
from analysis.presentation.formats import Words, clean_text
from analysis.presentation.labels import sort_as_printed
from analysis.presentation.projects import ONE_PROJECT, put_project_first
from analysis.presentation.rate_parts import name_givers
from analysis.presentation.scales import Scale, count_printed_digits, to_fen
from analysis.presentation.terms import FUND_GIVERS, FUND_SOURCES, RATES
from analysis.tables.records import Record, list_records

_DIGIT = re.compile(r"\d")


def tabulate_rates(
    rates: pd.DataFrame, words: Words, projects: Mapping[str, str] = ONE_PROJECT
) -> Fragment:
    """Table of the rates that can be computed or are printed, with numerator and denominator.

    Args:
        rates: what :func:`analysis.presentation.labels.label_rates` returns.
        words: language.
        projects: names of the projects, if there are several.
    """
    return tabulate_by_project(rates, projects, words, "rates", partial(_tabulate_rates, words))


def _tabulate_rates(words: Words, rates: pd.DataFrame, project: str) -> Fragment:
    shown = rates[rates["rate"].notna() | rates["printed"].notna()]
    if shown.empty:
        return NOTHING
    scale = choose_scale_of(shown, ("numerator_cny", "denominator_cny"), words)
    show = make_amounts(shown, ("numerator_cny", "denominator_cny"), scale, words)
    rows = tuple(
        Row(
            (
                Cell(words.term(RATES, row["rate_id"]), scope="row"),
                show["numerator_cny"](row["numerator_cny"]),
                _add_givers(show["denominator_cny"](row["denominator_cny"]), row, words),
                _make_rate(row, "rate", words),
                Cell(words.date(row["as_of_date"])),
            )
        )
        for row in list_records(shown)
    )
    columns = (
        Column(words.gettext("Rate")),
        Column(words.say("Numerator ({unit})", unit=scale.name), True),
        Column(words.say("Denominator ({unit})", unit=scale.name), True),
        Column(words.gettext("Value"), True),
        Column(words.gettext("As of")),
    )
    caption = put_project_first(project, words.gettext("Rates and how they are calculated"), words)
    return render_table(Table(caption, columns, (rows,)))


def _add_givers(cell: Cell, row: Record, words: Words) -> Cell:
    givers = name_givers(row, words)
    if not givers or pd.isna(row["denominator_cny"]):
        return cell
    return replace(cell, details=(Line(words.say("from {givers}", givers=givers)),))


def tabulate_lines(
    lines: pd.DataFrame,
    figures: pd.DataFrame,
    words: Words,
    projects: Mapping[str, str] = ONE_PROJECT,
) -> Fragment:
    """Table of the lines of the fund table: planned, paid, and the disbursement rate.

    Args:
        lines: what :func:`analysis.measures.disbursement.compute_lines` returns, with the rates as
            printed.
        figures: the table ``figures``, for the places of the lines.
        words: language.
        projects: names of the projects, if there are several.
    """
    tabulate = partial(_tabulate_lines, figures, words)
    return tabulate_by_project(lines, projects, words, "lines", tabulate)


def _tabulate_lines(
    figures: pd.DataFrame, words: Words, lines: pd.DataFrame, project: str
) -> Fragment:
    names = ("planned_cny", "paid_cny")
    scale = choose_scale_of(lines, names, words)
    show = make_amounts(lines, names, scale, words, figures)
    printed = sort_as_printed(list_records(lines.assign(locator=find_sources(lines, figures))))
    depths = find_depths(printed)
    rows = tuple(
        Row(
            (
                make_payee_heading(row, words, find_depth(row, depths)),
                show["planned_cny"](row["planned_cny"]),
                show["paid_cny"](row["paid_cny"]),
                _make_rate(row, "paid_rate", words),
                make_source(row["locator"], words, row["document_id"]),
            ),
            is_total=row["row_role"] in (SUBTOTAL, TOTAL),
            anchor=anchor_row(row),
        )
        for row in _put_totals_last(printed)
    )
    columns = (
        Column(words.gettext("Line")),
        Column(words.say("Planned ({unit})", unit=scale.name), True),
        Column(words.say("Paid ({unit})", unit=scale.name), True),
        Column(words.gettext("Disbursement rate (paid ÷ planned)"), True),
        Column(words.gettext("Source")),
    )
    caption = put_project_first(project, words.gettext("Planned and paid, by line"), words)
    return render_table(Table(caption, columns, (rows,)))


def _put_totals_last(rows: list[Record]) -> list[Record]:
    """The rows as printed; a total comes last where neither place, id nor parts tell its place."""
    wholes = {row["parent_row"] for row in rows}
    named = {row["parent_row"] for row in rows if row["row_role"] == OF_WHICH}

    def is_last(row: Record) -> bool:
        has_place = isinstance(row["locator"], str) or _DIGIT.search(row["row_id"])
        told = wholes if has_place else named
        return row["row_role"] == TOTAL and row["row_id"] not in told

    return sorted(rows, key=is_last)


def tabulate_appropriations(
    appropriations: pd.DataFrame,
    figures: pd.DataFrame,
    words: Words,
    projects: Mapping[str, str] = ONE_PROJECT,
) -> Fragment:
    """Table of appropriations to the project by level of government.

    Args:
        appropriations: rows of the table ``appropriations``.
        figures: the table ``figures``.
        words: language.
        projects: names of the projects, if there are several.
    """
    own = figures[figures["figure"].isin(appropriations["figure"])]
    places = {row["figure"]: row for row in list_records(own[["figure", "locator", "printed"]])}
    tabulate = partial(_tabulate_appropriations, places, words)
    return tabulate_by_project(appropriations, projects, words, "appropriations", tabulate)


def _tabulate_appropriations(
    places: Mapping[str, Record], words: Words, appropriations: pd.DataFrame, project: str
) -> Fragment:
    scale = choose_scale_of(appropriations, ("appropriation_cny",), words)
    records = list_records(appropriations)
    rows = tuple(
        Row(
            (
                Cell(words.term(FUND_SOURCES, row["funds_source"]), scope="row"),
                _make_fund(row, places.get(row["figure"], {}), scale, words),
                _make_fund_source(row, places.get(row["figure"], {}), words),
            )
        )
        for row in records
    )
    columns = (
        Column(words.gettext("Source of funds")),
        Column(words.say("Appropriation ({unit})", unit=scale.name), True),
        Column(words.gettext("Source")),
    )
    caption = words.gettext("Appropriation by source of funds")
    notes = _note_sources({row["funds_source"] for row in records}, words)
    return render_table(Table(put_project_first(project, caption, words), columns, (rows,), notes))


def _make_fund(row: Record, place: Record, scale: Scale, words: Words) -> Cell:
    """An amount with the digits that are printed."""
    yuan = row["appropriation_cny"]
    if pd.isna(yuan):
        return make_missing(words)
    digits = count_printed_digits(place.get("printed"), yuan, scale)
    return Cell(words.number(to_fen(yuan) / scale.factor, digits), is_number=True)


def _make_fund_source(row: Record, place: Record, words: Words) -> Cell:
    """Where an appropriation is from: a place in a document, or the user and the day."""
    if pd.notna(row["entered_date"]):
        return Cell(
            words.say("entered by the user on {date}", date=words.date(row["entered_date"]))
        )
    return make_source(place.get("locator"), words, find_document(row["figure"]))


def _note_sources(sources: Iterable[str], words: Words) -> tuple[str, ...]:
    """Which of several sources the rates count."""
    counted = [source for source in COUNTED_SOURCES if source in sources]
    others = [source for source in FUND_SOURCES if source in sources and source not in counted]
    if not others:
        return ()
    names = words.join(words.term(FUND_SOURCES, source) for source in others)
    if not counted:
        sentence = words.say(
            "Rates exclude these funds ({others}): they are not programme funds.", others=names
        )
        return (sentence,)
    givers = words.term(FUND_GIVERS, ";".join(counted))
    return (
        words.say(
            "Rates use only the appropriation from {givers}; other funds ({others}) are excluded.",
            givers=givers,
            others=names,
        ),
    )


def _make_rate(row: Record, column: str, words: Words) -> Cell:
    """A computed rate with the printed one below it; the printed one alone if none is computed."""
    printed = _say_printed(row, words)
    if pd.notna(row[column]):
        return Cell(words.percent(row[column]), details=printed, is_number=True)
    if printed:
        return Cell(printed[0].text, is_number=True)
    return make_missing(words)


def _say_printed(row: Record, words: Words) -> tuple[Line, ...]:
    if pd.isna(row["printed"]):
        return ()
    return (Line(words.say("reported: {rate}", rate=clean_text(row["printed"]))),)
