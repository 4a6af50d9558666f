"""Charts over all counties: a ranking, and a county beside its region."""

import pandas as pd
from matplotlib.axes import Axes

from analysis.explore.measured import Measured
from analysis.explore.ranking import count_reported, order
from analysis.presentation.charts.style import (
    INK,
    PAID,
    RULE,
    Chart,
    apply_style,
    clear_frame,
    label_rows,
    make_figure,
    shift_points,
    wrap_label,
)
from analysis.presentation.formats import Words
from analysis.tables.records import list_records

# Counties that a chart draws; of more, the first and the last of the ranking.
MOST_DRAWN = 60
LABEL_WIDTH = 34


def format_value(value: float, unit: str, words: Words) -> str:
    """A value with its unit.

    Examples:
        >>> [format_value(value, unit, Words("en")) for value, unit in ((69.9846, "%"), (9, ""))]
        ['69.98%', '9']
    """
    if pd.isna(value):
        return words.gettext("not reported")
    if unit == "%":
        return f"{words.number(value, 2)}%"
    if unit == words.rules.money_units[-1].name:
        return words.money(value)
    number = words.number(round(value, 2))
    return f"{number}{words.rules.space}{unit}" if unit else number


def plot_ranking(measured: Measured, words: Words, mark: str = "") -> Chart | None:
    """Counties by one indicator, with each value printed.

    Args:
        measured: the values, as :func:`analysis.explore.measured.measure` returns them.
        words: language.
        mark: code of a county that is drawn in another way.

    Returns:
        The chart; None if no county reports the indicator.
    """
    ranked = order(measured)
    rows = list_records(pd.DataFrame(ranked[ranked["value"].notna()]))
    if not rows:
        return None
    drawn = rows
    if len(rows) > MOST_DRAWN:
        drawn = [*rows[: MOST_DRAWN // 2], *rows[-MOST_DRAWN // 2 :]]
    labels = [wrap_label(_label(row, rows), LABEL_WIDTH) for row in drawn]
    with apply_style():
        figure, (axes,) = make_figure(0.7 + 0.3 * len(drawn))
        _draw_bars(axes, drawn, [row["county_code"] == mark for row in drawn])
        _print_values(axes, drawn, measured.unit, words)
        label_rows(axes, labels)
    return Chart(figure, _describe(drawn, measured, words), _say_caption(measured, rows, words))


def plot_comparison(compared: pd.DataFrame, words: Words) -> Chart | None:
    """A county beside its city, its province and all counties; None if nothing is reported.

    Args:
        compared: what :func:`analysis.explore.comparison.compare` returns.
        words: language.
    """
    rows = [row for row in list_records(pd.DataFrame(compared)) if pd.notna(row["value"])]
    if not rows:
        return None
    unit = rows[0]["unit"]
    with apply_style():
        figure, (axes,) = make_figure(0.7 + 0.42 * len(rows))
        _draw_bars(axes, rows, [place == 0 for place in range(len(rows))])
        _print_values(axes, rows, unit, words)
        label_rows(axes, [wrap_label(row["place"], LABEL_WIDTH) for row in rows])
    sentences = [
        words.say(
            "{place}: {value}, {rule}; {reported} of {counties} reported.",
            place=row["place"], value=format_value(row["value"], unit, words), rule=row["rule"],
            reported=words.number(row["reported"]), counties=words.number(row["counties"]),
        )
        for row in rows
    ]  # fmt: skip
    text = words.pile(sentences)
    return Chart(figure, text, text)


def _label(row: dict, rows: list[dict]) -> str:
    """The county, with its project where the county has several rows."""
    is_repeated = sum(other["county_code"] == row["county_code"] for other in rows) > 1
    return f"{row['county']} · {row['project']}" if is_repeated else row["county"]


def _draw_bars(axes: Axes, rows: list[dict], marked: list[bool]) -> None:
    values = [row["value"] for row in rows]
    colours = [INK if is_marked else PAID for is_marked in marked]
    axes.hlines(range(len(rows)), 0, values, colors=colours, linewidth=2.2, alpha=0.6, zorder=2)
    axes.scatter(values, range(len(rows)), c=colours, s=46, zorder=3, clip_on=False)
    axes.set_ylim(len(rows) - 0.4, -0.6)
    lowest, highest = min(0, *values), max(0, *values)
    axes.set_xlim(lowest * 1.05, highest * 1.3 or 1)
    axes.axvline(0, color=RULE, linewidth=1)
    clear_frame(axes)
    axes.set_xticks([])


def _print_values(axes: Axes, rows: list[dict], unit: str, words: Words) -> None:
    beside = shift_points(axes, 9, 0)
    for place, row in enumerate(rows):
        text = format_value(row["value"], unit, words)
        axes.text(max(row["value"], 0), place, text, transform=beside, va="center", fontsize=9.5)


def _describe(rows: list[dict], measured: Measured, words: Words) -> str:
    parts = [f"{row['county']} {format_value(row['value'], measured.unit, words)}" for row in rows]
    return words.say("{name}: {text}", name=measured.name, text=words.join(parts))


def _say_caption(measured: Measured, rows: list[dict], words: Words) -> str:
    reported, counties = count_reported(measured)
    name = (
        f"{measured.name}{words.rules.space}({measured.period})"
        if measured.period
        else (measured.name)
    )
    sentences = [
        words.say(
            "{name}: {reported} of {counties} counties report it.",
            name=name, reported=words.number(reported), counties=words.number(counties),
        )
    ]  # fmt: skip
    if len(rows) > MOST_DRAWN:
        sentences.append(
            words.say(
                "Drawn are the first and the last {half}; the table has all.",
                half=words.number(MOST_DRAWN // 2),
            )
        )
    if measured.is_rate:
        sentences.append(words.gettext("Each county’s own date; it is in the table."))
    return words.pile(sentences)
