"""Tables of trends: reported, planned and implied points, period by period."""

import pandas as pd

from analysis.figures.periods import compare_periods
from analysis.presentation.brief_tables.indicators import make_period
from analysis.presentation.brief_tables.table import (
    Cell,
    Column,
    Line,
    Row,
    Table,
    make_source,
    mark_cell,
    render_table,
)
from analysis.presentation.display import NOTHING, Fragment
from analysis.presentation.formats import Words
from analysis.presentation.periods import name_period
from analysis.presentation.scales import Scale
from analysis.presentation.trend_points import choose_scale, format_point, write_point
from analysis.tables.records import Record, list_records


def tabulate_trends(points: pd.DataFrame, caption: str, words: Words) -> Fragment:
    """Table of the reported, planned and implied points of several trends.

    Args:
        points: what :func:`analysis.presentation.labels.label_points` returns.
        caption: of the table, in the brief's language.
        words: language.
    """
    panels = [group for _, group in points.groupby("indicator_id", sort=False)]
    if not panels:
        return NOTHING
    columns = (
        Column(words.gettext("Indicator")),
        Column(words.gettext("Period")),
        Column(words.gettext("Value"), True),
        Column(words.gettext("Type")),
        Column(words.gettext("Reported change"), True),
        Column(words.gettext("Source")),
    )
    bodies = tuple(_make_trend(panel, words) for panel in panels)
    return render_table(Table(caption, columns, bodies, css="trends"))


def _make_trend(panel: pd.DataFrame, words: Words) -> tuple[Row, ...]:
    scale, digits = choose_scale(panel, words)
    all_points = list_records(panel)
    sources = {row["figure"]: row for row in all_points if row["origin"] != "implied"}
    rows = []
    for place, row in enumerate(all_points):
        value, interval = write_point(row, scale, digits, words)
        is_implied = row["origin"] == "implied"
        details = (Line(words.say("range {interval}", interval=interval)),) if is_implied else ()
        shown = Cell(value, "implied" if is_implied else "", details, is_number=True)
        cells = (
            make_period(row, words),
            mark_cell(shown, "point", row, words),
            _make_kind(row, sources.get(row["figure"]), scale, words),
            _make_change(row, words),
            make_source(row["locator"], words, row["document_id"]),
        )
        heading = Cell(
            words.pick(row, "name"), lang=words.mark_language(row, "name"), scope="rowgroup",
            rowspan=len(panel),
        )  # fmt: skip
        rows.append(Row((heading, *cells) if place == 0 else cells))
    return tuple(rows)


def _make_kind(row: Record, source: Record | None, scale: Scale, words: Words) -> Cell:
    """Whether a point is reported, planned or implied; of which figure of its own document."""
    if row["origin"] == "planned":
        return Cell(words.gettext("planned"))
    if row["origin"] != "implied":
        return Cell(words.gettext("reported"))
    if source is None:
        return Cell(words.gettext("derived"))
    is_multiple = source["change_kind"] == "multiple"
    change = source["printed_change"]
    sign = "−" if change < 0 else "+"
    divisor = (
        words.number(change)
        if is_multiple
        else words.say("(1 {sign} {change})", sign=sign, change=words.percent(abs(change), None))
    )
    # A number alone, unless a word belongs between number and unit.
    number, _ = format_point(source, scale, 0, words)
    formula = words.say("{number} ÷ {divisor}", number=number, divisor=divisor)
    return Cell(words.gettext("derived"), details=(Line(formula),))


def _make_change(row: Record, words: Words) -> Cell:
    """The printed change, with its base where that is not the same period of the year before."""
    start, end = row["change_base_start"], row["change_base_end"]
    base = compare_periods(row["period_start"], row["period_end"], start, end)
    is_told = pd.notna(row["printed_change"]) and base in ("period_before", "other")
    details = (
        (Line(words.say("compared with {base}", base=name_period(start, end, words))),)
        if is_told
        else ()
    )
    return Cell(_say_change(row, words), details=details, is_number=True)


def _say_change(row: Record, words: Words) -> str:
    change = row["printed_change"]
    if pd.isna(change):
        return ""
    if row["change_kind"] == "multiple":
        return words.say("{number} times", number=words.number(change))
    sign = "" if change == 0 else "+" if change > 0 else "−"
    return f"{sign}{words.percent(abs(change), None)}"
