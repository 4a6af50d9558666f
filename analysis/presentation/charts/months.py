"""Charts of the monthly forms: the use of the fund against the time passed, and small multiples.

A month without a form, or with a blank, breaks the line. Where two forms say different things of
one month, the earlier one is drawn hollow beside the newer.
"""

from itertools import pairwise

import pandas as pd

from analysis.measures.time_passed import compute_time_share
from analysis.presentation.charts.chart import Chart, Panels, as_words
from analysis.presentation.charts.month_curve import draw_curve
from analysis.presentation.charts.month_notes import EARLIER, write_caption
from analysis.presentation.charts.panels import Point, draw_panel
from analysis.presentation.charts.trends import write_title
from analysis.presentation.formats import Words
from analysis.presentation.labels import is_form_figure
from analysis.presentation.periods import name_kind, name_period
from analysis.presentation.scales import Scale
from analysis.presentation.trend_points import choose_scale, format_point, name_origins, write_value
from analysis.presentation.wording import to_translate
from analysis.tables.records import Record, list_records

FEWEST = 2
USE_OF_FUND = "funds_used_rate"
_SAID = to_translate("{name}, {period}: {value}.")
_SAID_EARLIER = to_translate("{name}, {period}: {value} in an earlier form.")


def plot_months(
    facts: pd.DataFrame, words: Words | str = "zh", projects: pd.DataFrame | None = None
) -> Chart | None:
    """The use of the fund by month, in per cent, with the share of the project's time passed.

    Args:
        facts: what :func:`analysis.presentation.labels.label_figures` returns, of one project.
        words: language, also by its code.
        projects: rows of the table ``projects``; with start and end of the project, the time that
            has passed is drawn dashed.

    Returns:
        The chart; None if fewer than two months are reported.
    """
    words = as_words(words)
    groups = _group(facts[facts["indicator_id"] == USE_OF_FUND])
    rows = groups[0] if groups else []
    points = _make_points(rows, words)
    if _count_months(points) < FEWEST:
        return None
    shares = _find_schedule(rows, projects)
    wide, narrow = (
        draw_curve(points, shares, words.gettext("time passed"), words, is_narrow=is_narrow)
        for is_narrow in (False, True)
    )
    panel = (words.pick(rows[0], "name"), points)
    caption = write_caption([panel], words, has_schedule=bool(shares))
    return Chart(wide, _describe(rows, words), caption, narrow)


def plot_month_panels(facts: pd.DataFrame, words: Words | str = "zh") -> Panels:
    """A panel for each further figure of the monthly forms: stations, training, amounts used.

    Args:
        facts: what :func:`analysis.presentation.labels.label_figures` returns, of one project.
        words: language, also by its code.

    Returns:
        A chart for each figure with at least two months.
    """
    words = as_words(words)
    groups = _group(facts[facts["indicator_id"] != USE_OF_FUND])
    panels = [(rows, _make_points(rows, words)) for rows in groups]
    panels = [(rows, points) for rows, points in panels if _count_months(points) >= FEWEST]
    caption = write_caption(
        [(words.pick(rows[0], "name"), points) for rows, points in panels], words
    )
    return Panels(
        Chart(draw_panel(points), _describe(rows, words), caption, title=_write_title(rows, words))
        for rows, points in panels
    )


def _write_title(rows: list[Record], words: Words) -> str:
    scale, _ = _choose_scale(rows, words)
    kind = "year" if rows[0]["kind"] == "day" else rows[0]["kind"]
    return write_title(rows[0], kind, scale, words)


def _group(facts: pd.DataFrame) -> list[list[Record]]:
    """The figures of the forms by indicator and kind of period, each by month and document."""
    rows = list_records(
        facts,
        is_form_figure(facts) & facts["value"].notna() & facts["period_end"].notna()
        & (facts["origin"] == "reported"),
    )  # fmt: skip
    # January alone belongs to the sums from January on, where there are any.
    summed = {row["indicator_id"] for row in rows if _is_year_to_month(row)}
    groups: dict[tuple[str, str], list[Record]] = {}
    for row in rows:
        kind = "day" if pd.isna(row["period_start"]) else "month"
        if row["indicator_id"] in summed and kind == "month" and _is_from_january(row):
            kind = "year_to_month"
        groups.setdefault((row["indicator_id"], kind), []).append({**row, "kind": kind})
    for group in groups.values():
        group.sort(key=lambda row: (row["period_end"], _sort_day(row), row["document_id"]))
    return [_drop_repeats(group) for group in groups.values()]


def _is_from_january(row: Record) -> bool:
    start, end = row["period_start"], row["period_end"]
    return not pd.isna(start) and (start.year, start.month) == (end.year, 1)


def _is_year_to_month(row: Record) -> bool:
    return _is_from_january(row) and row["period_end"].month > 1


def _sort_day(row: Record) -> pd.Timestamp:
    return pd.Timestamp(0) if pd.isna(row["document_date"]) else row["document_date"]


def _drop_repeats(rows: list[Record]) -> list[Record]:
    """Without earlier figures that say the same as the newest of their month; others are marked."""
    newest = {row["period_end"]: row for row in rows}
    kept = []
    for row in rows:
        last = newest[row["period_end"]]
        if row is last or row["value"] != last["value"]:
            kept.append({**row, "look": "reported" if row is last else EARLIER})
    return kept


def _choose_scale(rows: list[Record], words: Words) -> tuple[Scale, int]:
    return choose_scale(pd.DataFrame(rows), words)


def _make_points(rows: list[Record], words: Words) -> list[Point]:
    if not rows:
        return []
    scale, digits = _choose_scale(rows, words)
    points = []
    for row in rows:
        end = row["period_end"]
        value = float(scale.divide(row["value"]))
        label, _ = format_point(row, scale, digits, words)
        if row["indicator_id"] == USE_OF_FUND:
            value, label = row["value"] * 100, words.percent(row["value"], None)
        tick = words.date(end, "month")
        place = end.year * 12 + end.month - 1
        points.append(Point(place, value, value, value, row["look"], label, tick))
    newest = [point for point in points if point.look != EARLIER]
    for before, after in pairwise(newest):
        # Sums from January on begin anew each year.
        is_anew = rows[0]["kind"] == "year_to_month" and after.x % 12 == 0
        before.is_joined = after.x - before.x == 1 and not is_anew
    # Earlier figures come first: a line joins neighbours, and no earlier figure stands between.
    return [*(point for point in points if point.look == EARLIER), *newest]


def _count_months(points: list[Point]) -> int:
    return len({point.x for point in points})


def _find_schedule(rows: list[Record], projects: pd.DataFrame | None) -> list[tuple[float, float]]:
    """Month and share of time passed, from the first month of the forms to the last."""
    if projects is None:
        return []
    own = list_records(projects, projects["project_id"] == rows[0]["project_id"])
    if len(own) != 1:
        return []
    ends = pd.Series(
        pd.date_range(
            rows[0]["period_end"], rows[-1]["period_end"] + pd.Timedelta(days=1), freq="ME"
        )
    )  # fmt: skip
    shares = compute_time_share(own[0]["start_date"], own[0]["end_date"], ends)
    # Months before the project began are left out.
    return [
        (end.year * 12 + end.month - 1, share)
        for end, share in zip(ends, shares, strict=True)
        if share > 0
    ]


def _describe(rows: list[Record], words: Words) -> str:
    scale, _ = _choose_scale(rows, words)
    head = words.say(
        "Line chart {kind}: {origins}.",
        kind=name_kind("month", words),
        origins=name_origins(["reported"], words),
    )
    return words.pile([head, *(_say_point(row, scale, words) for row in rows)])


def _say_point(row: Record, scale: Scale, words: Words) -> str:
    is_rate = row["indicator_id"] == USE_OF_FUND
    message = _SAID_EARLIER if row["look"] == EARLIER else _SAID
    return words.say(
        message,
        name=words.pick(row, "name"),
        period=name_period(row["period_start"], row["period_end"], words, row["period_note"]),
        value=words.percent(row["value"], None) if is_rate else write_value(row, scale, words),
    )
