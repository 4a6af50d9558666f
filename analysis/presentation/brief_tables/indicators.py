"""Tables of indicators: trends, single figures by topic, the monthly form."""

from collections.abc import Collection

import pandas as pd

from analysis.measures.newest import list_newest
from analysis.presentation.brief_tables.table import (
    Cell,
    Column,
    Line,
    Row,
    Table,
    make_missing,
    make_name,
    make_source,
    render_table,
)
from analysis.presentation.display import NOTHING, Fragment
from analysis.presentation.formats import Words
from analysis.presentation.labels import is_form_figure, sort_as_printed
from analysis.presentation.scales import Scale, to_decimal
from analysis.presentation.trend_points import choose_scale, format_point
from analysis.presentation.wording import to_translate
from analysis.tables.records import Record, list_records
from analysis.tables.reference_forms import UNDATED

# How figures that say nothing of what came about are marked.
ORIGINS = {
    "planned": to_translate("planned"),
    "stipulated": to_translate("required, not a result"),
}


def tabulate_trends(points: pd.DataFrame, caption: str, words: Words) -> Fragment:
    """Table of the reported and implied points of several trends.

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
        Column(words.gettext("Kind")),
        Column(words.gettext("Printed change"), True),
        Column(words.gettext("Source")),
    )
    bodies = tuple(_make_trend(panel, words) for panel in panels)
    return render_table(Table(caption, columns, bodies))


def tabulate_facts(
    facts: pd.DataFrame,
    caption: str,
    words: Words,
    topics: Collection[str],
    without: Collection[str] = (),
) -> Fragment:
    """Table of the newest reported figure of each indicator of some topics, and of the newest plan.

    Args:
        facts: what :func:`analysis.presentation.labels.label_figures` returns.
        caption: of the table, in the brief's language.
        words: language.
        topics: topics of indicators.
        without: indicators to leave out because another table shows them.
    """
    is_elsewhere = facts["indicator_id"].isin(without)
    shown = list_records(
        facts, facts["topic"].isin(topics) & facts["value"].notna() & ~is_elsewhere
    )
    if not shown:
        return NOTHING
    newest = list_newest(shown, _find_fact)
    # Figures that one line prints: the oldest first, plans last.
    newest.sort(key=_order_in_line)
    rows = tuple(
        Row(
            (
                make_name(row, "name", words),
                Cell(say_value(row, words), details=_say_origin(row, words), is_number=True),
                _make_period(row, words),
                make_source(row["locator"], words, row["document_id"]),
            )
        )
        for row in sort_as_printed(newest)
    )
    columns = (
        Column(words.gettext("Indicator")),
        Column(words.gettext("Value"), True),
        Column(words.gettext("Period")),
        Column(words.gettext("Source")),
    )
    return render_table(Table(caption, columns, (rows,)))


def tabulate_form(facts: pd.DataFrame, documents: pd.DataFrame, words: Words) -> Fragment:
    """Table of the monthly forms, one column per form; blanks are shown as not reported.

    Args:
        facts: what :func:`analysis.presentation.labels.label_figures` returns.
        documents: rows of the table ``documents``.
        words: language.
    """
    form_rows = list_records(facts, is_form_figure(facts))
    if not form_rows:
        return NOTHING
    issued = {row["document_id"] for row in form_rows}
    forms = list_records(documents, documents["document_id"].isin(issued))
    groups: dict[str, list[dict]] = {}
    for row in sort_as_printed(form_rows):
        groups.setdefault(row["indicator_id"], []).append(row)
    rows = tuple(
        Row(
            (
                make_name(group[0], "name", words),
                *(_make_form_cell(group, form["document_id"], words) for form in forms),
                _make_period(group[0], words),
                make_source(group[0]["locator"], words, group[0]["document_id"]),
            )
        )
        for group in groups.values()
    )
    columns = (
        Column(words.gettext("Indicator")),
        *(Column(words.say("Form of {issuer}", issuer=words.pick(form, "issuer")), True)
          for form in forms),
        Column(words.gettext("Period")),
        Column(words.gettext("Source")),
    )  # fmt: skip
    note = words.gettext("A zero in this table is a zero that the form prints.")
    return render_table(Table(words.gettext("Monthly form"), columns, (rows,), (note,)))


def _order_in_line(row: Record) -> tuple[bool, bool, object]:
    end = row["period_end"]
    return row["origin"] != "reported", pd.notna(end), pd.Timestamp(0) if pd.isna(end) else end


def _find_fact(row: Record) -> tuple[object, bool]:
    """The indicator, and whether the figure is planned: a plan stands beside what is reported.

    An accepted figure without an indicator is a fact of its own.
    """
    has_indicator = isinstance(row["indicator_id"], str)
    return row["indicator_id" if has_indicator else "figure"], row["origin"] == "reported"


def say_value(row: dict, words: Words) -> str:
    """A reported figure with its unit and qualifier."""
    return words.reported(
        row["value"], row["unit"], row["printed_unit"], row["printed"], row["qualifier"]
    )


def _make_trend(panel: pd.DataFrame, words: Words) -> tuple[Row, ...]:
    scale, digits = choose_scale(panel, words)
    reported = list_records(panel, panel["origin"] != "implied")
    rows = []
    for place, row in enumerate(list_records(panel)):
        number, interval = format_point(row, scale, digits, words)
        value = words.attach(number, scale)
        is_implied = bool(interval)
        details = (Line(words.say("interval {interval}", interval=interval)),) if is_implied else ()
        cells = (
            Cell(words.period(row["period_start"], row["period_end"])),
            Cell(value, "implied" if is_implied else "", details, is_number=True),
            _make_kind(row, reported, scale, words),
            Cell(_say_change(row, words), is_number=True),
            make_source(row["locator"], words, row["document_id"]),
        )
        heading = Cell(
            words.pick(row, "name"), lang=words.mark_language(row, "name"), scope="rowgroup",
            rowspan=len(panel),
        )  # fmt: skip
        rows.append(Row((heading, *cells) if place == 0 else cells))
    return tuple(rows)


def _make_kind(row: dict, reported: list[dict], scale: Scale, words: Words) -> Cell:
    if row["origin"] != "implied":
        return Cell(words.gettext("reported"))
    later = next(point for point in reported if point["figure"] == row["figure"])
    is_multiple = later["change_kind"] == "multiple"
    change = words.number(later["printed_change"]) if is_multiple else _say_change(later, words)
    divisor = change if is_multiple else f"(1 {change[0]} {change[1:]})"
    formula = f"{words.number(to_decimal(later['value']) / scale.factor)} ÷ {divisor}"
    return Cell(words.gettext("implied"), details=(Line(formula),))


def _say_change(row: dict, words: Words) -> str:
    change = row["printed_change"]
    if pd.isna(change):
        return ""
    if row["change_kind"] == "multiple":
        return words.say("{number} times", number=words.number(change))
    return f"{'+' if change >= 0 else '−'}{words.percent(abs(change), None)}"


def _make_period(row: dict, words: Words) -> Cell:
    period = words.period(row["period_start"], row["period_end"])
    note = row["period_note"]
    if isinstance(note, str) and note.startswith(UNDATED):
        return Cell(period, details=(Line(words.gettext("undated: date of the document")),))
    return Cell(period)


def _say_origin(row: dict, words: Words) -> tuple[Line, ...]:
    message = ORIGINS.get(row["origin"])
    return (Line(words.gettext(message)),) if message else ()


def _make_form_cell(group: list[dict], document_id: str, words: Words) -> Cell:
    form_figure = next((figure for figure in group if figure["document_id"] == document_id), None)
    if form_figure is None:
        return Cell("", is_number=True)
    if pd.isna(form_figure["value"]):
        return make_missing(words, (Line(words.gettext("blank in the form")),))
    return Cell(say_value(form_figure, words), is_number=True)
