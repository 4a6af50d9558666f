"""Chart of the instalments by date and status, under the phases of the work."""

import pandas as pd
from matplotlib.figure import Figure

from analysis.measures.amounts import find_instalment, sum_payments
from analysis.presentation.charts.chart import Chart, as_words
from analysis.presentation.charts.phases import (
    PHASE_HEIGHT,
    STACKED_HEIGHT,
    Phase,
    are_beside,
    describe_phases,
    draw_phase,
    list_phases,
)
from analysis.presentation.charts.style import (
    BLUE,
    DASHES,
    LINE_HEIGHT,
    NARROW,
    OCHRE,
    RULE,
    SMALL_SIZE,
    WIDE,
    DrawingArea,
)
from analysis.presentation.charts.text_width import measure_text, wrap_text
from analysis.presentation.charts.timeline import Timeline, draw_timeline
from analysis.presentation.formats import Words
from analysis.presentation.instalment_names import find_shared_names, name_instalment
from analysis.presentation.scales import Scale, choose_money_scale
from analysis.presentation.terms import STATUSES
from analysis.tables.records import Record, list_records

LABEL_WIDTH, MARK_HEIGHT, ROW_GAP = 150, 26, 10
# Paid instalments are drawn solid, all others hollow; each status has its own shape.
MARKERS = {"paid": "o", "submitted": "s", "requested": "D", "retained": "^"}


def plot_instalments(
    instalments: pd.DataFrame, words: Words | str = "zh", events: pd.DataFrame | None = None
) -> Chart | None:
    """Timeline with a row per instalment and a mark for each status at its date.

    A month or a year is drawn over its whole length; an undated status is drawn hollow at the date
    of its document, with a point inside. An instalment in two statuses has
    two marks in its row. Phases and stoppages of the work stand above.

    Args:
        instalments: what :func:`analysis.measures.disbursement.compute_instalments` returns.
        words: language, also by its code.
        events: rows of the table ``events``; None draws no phases.

    Returns:
        The chart; None if no instalment has both an amount and a date of any kind.
    """
    words = as_words(words)
    records = list_records(instalments)
    marks = [mark for row in records if (mark := _make_mark(row)) is not None]
    if not marks:
        return None
    shared = find_shared_names(records, words)
    scale = choose_money_scale((mark["amount_cny"] for mark in marks), words.language)
    rows: dict[tuple[str, ...], list[Record]] = {}
    for mark in marks:
        rows.setdefault(find_instalment(mark), []).append(mark)
        mark["text"] = _write_mark(mark, scale, words)
    # An instalment in two statuses has two labels, and each names one status only.
    named = [
        (name_instalment(own[0], shared, words, by_number=bool(own[0]["is_repeat"])), own)
        for own in rows.values()
    ]
    phases = list_phases(events, words)
    wide, narrow = (_draw(named, phases, words, width) for width in (WIDE, NARROW))
    left_out = [name_instalment(row, shared, words) for row in records if _make_mark(row) is None]
    caption = _caption_instalments(marks, instalments, left_out, scale, words)
    alt = _describe_instalments(marks, shared, scale, words)
    return Chart(wide, words.pile([alt, *describe_phases(phases, words)]), caption, narrow)


def _make_mark(row: Record) -> Record | None:
    """A row with the days at which it is drawn; None if it has no amount or no date."""
    is_dated = pd.notna(row["status_date"])
    day = row["status_date"] if is_dated else row["as_of_date"]
    if pd.isna(row["amount_cny"]) or pd.isna(day):
        return None
    # The precision is that of the status: the date of a document is a day.
    first, last = find_span(day, row["date_precision"] if is_dated else None)
    return {**row, "first": first, "last": last}


def find_span(day: pd.Timestamp, precision: object) -> tuple[pd.Timestamp, pd.Timestamp]:
    """The first and the last day that a date of a precision may be."""
    if precision in ("month", "year"):
        period = day.to_period("M" if precision == "month" else "Y")
        return period.start_time.normalize(), period.end_time.normalize()
    return day, day


def _write_mark(mark: Record, scale: Scale, words: Words) -> str:
    amount = words.amount(mark["amount_cny"], scale)
    status = words.term_inside(STATUSES, mark["status"])
    date = words.date(mark["status_date"], mark["date_precision"])
    return words.say("{amount}, {status}, {date}", amount=amount, status=status, date=date)


def _draw(
    rows: list[tuple[str, list[Record]]], phases: list[Phase], words: Words, width: int
) -> Figure:
    is_narrow = width == NARROW
    left = 6 if is_narrow else LABEL_WIDTH + 14
    names = [wrap_text(name, (width if is_narrow else LABEL_WIDTH) - 6, 13, 2) for name, _ in rows]
    texts = [[_break_text(mark["text"], width) for mark in own] for _, own in rows]
    heights = [_measure_row(name, own, is_narrow) for name, own in zip(names, texts, strict=True)]
    top = 8 + (LINE_HEIGHT if is_narrow and phases else 0)
    days = [day for _, own in rows for mark in own for day in (mark["first"], mark["last"])]
    days += [day for phase in phases for day in (phase.first, phase.last)]
    timeline = Timeline(min(days), max(days), left, width - 8)
    is_beside = are_beside(phases, timeline)
    step = PHASE_HEIGHT if is_beside else STACKED_HEIGHT
    head = top + step * len(phases) + (12 if phases else 0)
    area = DrawingArea(width, head + sum(heights) + 24)
    draw_timeline(area, timeline, top - 2, words)
    if phases:
        area.write(0, 18 if not is_narrow else 12, words.gettext("Phases of the work"), bold=True)
    for index, phase in enumerate(phases):
        draw_phase(area, phase, timeline, top + step * index, is_beside=is_beside)
    y = float(head)
    for (_, own), name, lines, height in zip(rows, names, texts, heights, strict=True):
        _draw_row(area, own, name, lines, timeline, y, is_narrow)
        y += height
    return area.figure


def _break_text(text: str, width: int) -> list[str]:
    return wrap_text(text, width - 8, SMALL_SIZE, 2) if width == NARROW else [text]


def _measure_row(name: list[str], texts: list[list[str]], is_narrow: bool) -> float:
    if is_narrow:
        lines = len(name) + sum(map(len, texts))
        return lines * LINE_HEIGHT + len(texts) * 18 + ROW_GAP
    return max(len(name) * LINE_HEIGHT, len(texts) * MARK_HEIGHT) + ROW_GAP


def _draw_row(
    area: DrawingArea, marks: list[Record], name: list[str], texts: list[list[str]],
    timeline: Timeline, y: float, is_narrow: bool,
) -> None:  # fmt: skip
    """The marks of an instalment, each on a line of its own, so that no labels meet."""
    after = area.write_lines(0, y + 15, name, bold=True)
    middle = after + 2 if is_narrow else y + 12
    previous: tuple[float, float] | None = None
    for mark, lines in zip(marks, texts, strict=True):
        first, last = timeline.place(mark["first"]), timeline.place(mark["last"])
        centre = (first + last) / 2
        if is_narrow:
            below = area.write_lines(0, middle - 2, lines, SMALL_SIZE)
            middle = below - 6
        else:
            _write_beside(area, lines[0], first, last, middle + 4.5, timeline)
        if previous:
            area.line([previous[0], centre], [previous[1], middle], RULE, 1.4, DASHES)
        _draw_mark(area, mark, first, last, middle)
        previous = centre, middle
        middle += MARK_HEIGHT if not is_narrow else 20


def _write_beside(
    area: DrawingArea, text: str, first: float, last: float, y: float, timeline: Timeline
) -> None:
    """Right of a mark where it has room there, else left, else at the edge of the drawing."""
    width = measure_text(text, SMALL_SIZE)
    if last + 12 + width <= area.width:
        area.write(last + 12, y, text, SMALL_SIZE)
    elif first - 12 - width >= timeline.left:
        area.write(first - 12, y, text, SMALL_SIZE, ha="right")
    else:
        area.write(area.width, y - 12, text, SMALL_SIZE, ha="right")


def _draw_mark(area: DrawingArea, mark: Record, first: float, last: float, y: float) -> None:
    is_paid, is_undated = mark["status"] == "paid", pd.isna(mark["status_date"])
    colour = BLUE if is_paid else OCHRE
    if last - first > 1:
        area.line([first, last], [y, y], colour, 2.4)
        for x in (first, last):
            area.line([x, x], [y - 4, y + 4], colour, 1.6)
    centre = [(first + last) / 2]
    area.mark(centre, [y], colour, MARKERS[mark["status"]], 10, not is_paid or is_undated)
    if is_undated:
        area.mark(centre, [y], colour, "o", 2)


def _describe_instalments(
    marks: list[Record], shared: set[tuple[str, str]], scale: Scale, words: Words
) -> str:
    sentences = [
        words.say(
            "{label}: {amount}, {status}, {date}.",
            label=name_instalment(mark, shared, words),
            amount=words.amount(mark["amount_cny"], scale),
            status=words.term_inside(STATUSES, mark["status"]),
            date=words.date(mark["status_date"], mark["date_precision"]),
        )
        for mark in marks
    ]
    return words.pile([words.gettext("Instalments by date and status."), *sentences])


def _sum_statuses(
    marks: list[Record], instalments: pd.DataFrame, scale: Scale, words: Words
) -> list[str]:
    sentences = []
    # In the order of the last mark of each status.
    for status in reversed(dict.fromkeys(mark["status"] for mark in reversed(marks))):
        name, yuan = words.term_inside(STATUSES, status), sum_payments(instalments, status)
        if pd.isna(yuan):
            sentence = words.say("Total {status}: cannot be calculated.", status=name)
        else:
            amount = words.amount(yuan, scale)
            sentence = words.say("Total {status}: {amount}.", status=name, amount=amount)
        sentences.append(sentence)
    return sentences


def _caption_instalments(
    marks: list[Record], instalments: pd.DataFrame, left_out: list[str], scale: Scale, words: Words
) -> str:
    sentences = [
        words.say(
            "Unit: {unit}. Filled marks: reported as paid. Hollow marks: not reported as paid.",
            unit=scale.name,
        ),
        *_sum_statuses(marks, instalments, scale, words),
    ]
    if any(mark["first"] != mark["last"] for mark in marks):
        sentences.append(words.gettext("Where no day is reported, a bar spans the month or year."))
    if any(pd.isna(mark["status_date"]) for mark in marks):
        sentences.append(
            words.gettext("A point inside a mark: undated, shown at the document date.")
        )
    if left_out:
        names = words.join(dict.fromkeys(left_out))
        sentences.append(
            words.say("Not shown because the amount or date is missing: {names}.", names=names)
        )
    return words.pile(sentences)
