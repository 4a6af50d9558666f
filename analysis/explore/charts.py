"""Charts over all counties: a ranking, and a county beside its region."""

import pandas as pd
from matplotlib.figure import Figure

from analysis.explore.measured import Measured
from analysis.explore.ranking import count_reported, order
from analysis.presentation.charts.chart import Chart
from analysis.presentation.charts.style import (
    AXIS,
    BLUE,
    INK,
    LINE_HEIGHT,
    NARROW,
    TEXT_SIZE,
    WIDE,
    DrawingArea,
)
from analysis.presentation.charts.text_width import measure_text, wrap_text
from analysis.presentation.formats import Words
from analysis.tables.records import list_records

# Counties that a chart draws; of more, the first and the last of the ranking.
MOST_DRAWN = 60
# Pixels of the names at the left of a wide drawing, and of a row beside its name.
LABEL_WIDTH, ROW_HEIGHT = 240, 26
# Name, value, and whether it is marked.
Bar = tuple[str, float, bool]


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
    bars = [(_label(row, rows), row["value"], row["county_code"] == mark) for row in drawn]
    wide, narrow = (_draw(bars, measured.unit, words, width) for width in (WIDE, NARROW))
    text = _describe(drawn, measured, words)
    return Chart(wide, text, _say_caption(measured, rows, words), narrow)


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
    bars = [(row["place"], row["value"], place == 0) for place, row in enumerate(rows)]
    wide, narrow = (_draw(bars, unit, words, width) for width in (WIDE, NARROW))
    sentences = [
        words.say(
            "{place}: {value}, {rule}; {reported} of {counties} reported.",
            place=row["place"], value=format_value(row["value"], unit, words), rule=row["rule"],
            reported=words.number(row["reported"]), counties=words.number(row["counties"]),
        )
        for row in rows
    ]  # fmt: skip
    text = words.pile(sentences)
    return Chart(wide, text, text, narrow)


def _label(row: dict, rows: list[dict]) -> str:
    """The county, with its project where the county has several rows."""
    is_repeated = sum(other["county_code"] == row["county_code"] for other in rows) > 1
    return f"{row['county']} · {row['project']}" if is_repeated else row["county"]


def _draw(bars: list[Bar], unit: str, words: Words, width: int) -> Figure:
    """A line from zero to each value, which is printed at the right; names above on telephones."""
    is_narrow = width == NARROW
    texts = [format_value(value, unit, words) for _, value, _ in bars]
    names = [wrap_text(name, width if is_narrow else LABEL_WIDTH, TEXT_SIZE) for name, *_ in bars]
    heights = [
        len(lines) * LINE_HEIGHT + (ROW_HEIGHT if is_narrow else ROW_HEIGHT - LINE_HEIGHT)
        for lines in names
    ]
    area = DrawingArea(width, sum(heights) + 8)
    left = 8 if is_narrow else LABEL_WIDTH + 16
    right = width - 12 - max(measure_text(text, TEXT_SIZE, True) for text in texts)
    lowest, highest = min(0, *(bar[1] for bar in bars)), max(0, *(bar[1] for bar in bars))
    pixels = (right - left) / ((highest - lowest) or 1)
    zero = left - lowest * pixels
    y = 4.0
    for (_, value, is_marked), text, lines, height in zip(bars, texts, names, heights, strict=True):
        middle = y + height - 12 if is_narrow else y + height / 2
        first = y + 13 if is_narrow else middle + 4.5 - (len(lines) - 1) * LINE_HEIGHT / 2
        area.write_lines(0, first, lines, bold=is_marked)
        colour = INK if is_marked else BLUE
        end = zero + value * pixels
        # On telephones the axis leaves out the names.
        top, bottom = (middle - 9, middle + 9) if is_narrow else (y, y + height)
        area.line([zero, zero], [top, bottom], AXIS)
        area.line([zero, end], [middle, middle], colour, 2)
        area.mark([end], [middle], colour, "D" if is_marked else "o")
        area.write(width - 2, middle + 4.5, text, bold=True, ha="right")
        y += height
    return area.figure


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
                "The chart shows the first and last {half}; the table has all.",
                half=words.number(MOST_DRAWN // 2),
            )
        )
    if measured.is_rate:
        sentences.append(words.gettext("Each county’s own date; it is in the table."))
    return words.pile(sentences)
