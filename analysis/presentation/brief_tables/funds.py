"""Tables of the fund: rates, lines of the fund table, appropriations."""

import pandas as pd

from analysis.figures.names import find_document
from analysis.presentation.brief_tables.amounts import (
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
    make_missing,
    make_source,
    render_table,
)
from analysis.presentation.display import NOTHING, Fragment
from analysis.presentation.formats import Words, clean_text
from analysis.presentation.labels import sort_as_printed
from analysis.presentation.terms import FUND_SOURCES, RATES
from analysis.tables.records import list_records


def tabulate_rates(rates: pd.DataFrame, words: Words) -> Fragment:
    """Table of the rates that can be computed, with numerator and denominator.

    Args:
        rates: what :func:`analysis.presentation.labels.label_rates` returns.
        words: language.
    """
    shown = rates[rates["rate"].notna()]
    if shown.empty:
        return NOTHING
    scale = choose_scale_of(shown, ("numerator_cny", "denominator_cny"), words)
    show = make_amounts(shown, ("numerator_cny", "denominator_cny"), scale, words)
    rows = tuple(
        Row(
            (
                Cell(words.term(RATES, row["rate_id"]), scope="row"),
                show["numerator_cny"](row["numerator_cny"]),
                show["denominator_cny"](row["denominator_cny"]),
                Cell(words.percent(row["rate"]), details=_say_printed(row, words), is_number=True),
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
    return render_table(Table(words.gettext("Rates and what they divide"), columns, (rows,)))


def tabulate_lines(lines: pd.DataFrame, figures: pd.DataFrame, words: Words) -> Fragment:
    """Table of the lines of the fund table: planned, paid, and the disbursement rate.

    Args:
        lines: what :func:`analysis.measures.disbursement.compute_lines` returns, with the rates as
            printed.
        figures: the table ``figures``, for the places of the lines.
        words: language.
    """
    if lines.empty:
        return NOTHING
    names = ("planned_cny", "paid_cny")
    scale = choose_scale_of(lines, names, words)
    show = make_amounts(lines, names, scale, words, figures)
    printed = sort_as_printed(list_records(lines.assign(locator=find_sources(lines, figures))))
    ordered = sorted(printed, key=lambda row: row["row_role"] == "total")
    rows = tuple(
        Row(
            (
                make_payee_heading(row, words),
                show["planned_cny"](row["planned_cny"]),
                show["paid_cny"](row["paid_cny"]),
                _make_rate(row, words),
                make_source(row["locator"], words, row["document_id"]),
            ),
            is_total=row["row_role"] in ("subtotal", "total"),
        )
        for row in ordered
    )
    columns = (
        Column(words.gettext("Line")),
        Column(words.say("Planned ({unit})", unit=scale.name), True),
        Column(words.say("Paid ({unit})", unit=scale.name), True),
        Column(words.gettext("Disbursement rate (paid ÷ planned)"), True),
        Column(words.gettext("Source")),
    )
    return render_table(Table(words.gettext("Fund table: planned and paid"), columns, (rows,)))


def tabulate_appropriations(
    appropriations: pd.DataFrame, figures: pd.DataFrame, words: Words
) -> Fragment:
    """Table of appropriations to the project by level of government.

    Args:
        appropriations: rows of the table ``appropriations``.
        figures: the table ``figures``.
        words: language.
    """
    if appropriations.empty:
        return NOTHING
    scale = choose_scale_of(appropriations, ("appropriation_cny",), words)
    show = make_amounts(appropriations, ("appropriation_cny",), scale, words)["appropriation_cny"]
    locators = figures.set_index("figure")["locator"]
    rows = tuple(
        Row(
            (
                Cell(words.term(FUND_SOURCES, row["funds_source"]), scope="row"),
                show(row["appropriation_cny"]),
                make_source(locators.get(row["figure"]), words, find_document(row["figure"])),
            )
        )
        for row in list_records(appropriations)
    )
    columns = (
        Column(words.gettext("Source of funds")),
        Column(words.say("Appropriated ({unit})", unit=scale.name), True),
        Column(words.gettext("Source")),
    )
    return render_table(Table(words.gettext("Appropriation by source of funds"), columns, (rows,)))


def _make_rate(row: dict, words: Words) -> Cell:
    if pd.isna(row["paid_rate"]):
        return make_missing(words)
    shown = words.percent(row["paid_rate"])
    return Cell(shown, details=_say_printed(row, words), is_number=True)


def _say_printed(row: dict, words: Words) -> tuple[Line, ...]:
    if pd.isna(row["printed"]):
        return ()
    return (Line(words.say("printed: {rate}", rate=clean_text(row["printed"]))),)
