"""Chart of target completion, condition by condition."""

import pandas as pd
from matplotlib.figure import Figure

from analysis.measures.completion import MET, NOT_ASSESSED, NOT_COMPUTABLE, NOT_MET, UNDECIDED
from analysis.presentation.charts.chart import Chart, as_words
from analysis.presentation.charts.style import (
    BLUE,
    INK,
    LINE_HEIGHT,
    NARROW,
    OCHRE,
    RULE,
    SMALL_SIZE,
    SOFT,
    TEXT_SIZE,
    WIDE,
    DrawingArea,
)
from analysis.presentation.charts.text_width import measure_text, wrap_text
from analysis.presentation.formats import Words
from analysis.presentation.labels import sort_items
from analysis.presentation.projects import put_project_first
from analysis.presentation.target_tables import name_main_table
from analysis.presentation.target_words import (
    is_missed,
    qualify_completion,
    say_alternatives,
    say_outcome,
)
from analysis.presentation.wording import to_translate
from analysis.tables.records import Record, list_records

# Completions of several thousand per cent would squeeze all others towards zero.
AXIS_END = 2.0
FEWEST = 2
TICKS = (0, 0.5, 1, 1.5, 2)
# Kinds of conditions without a completion.
NOT_DRAWN = (
    to_translate("{number} assessed without a completion rate"),
    to_translate("{number} not assessed"),
    to_translate("{number} that cannot be calculated"),
)
# Colour, mark, whether hollow, and name of each look; fill and shape say the same as colour.
LOOKS = {
    MET: (BLUE, "o", False, to_translate("target met")),
    NOT_MET: (OCHRE, "s", True, to_translate("target not met")),
    UNDECIDED: (SOFT, "o", True, to_translate("not decided, not yet due or not needed")),
}
# Pixels: labels at the left, the axis, and the completion at the right.
LABEL_WIDTH, RATE_WIDTH, ARROW = 300, 88, 7
Label = tuple[list[str], str]


def plot_completion(conditions: pd.DataFrame, words: Words | str = "zh") -> Chart | None:
    """Completion of each computable condition, the highest first, as a line from its target.

    Beyond 200 % a line ends in an arrow; the completion is printed all the same. Only what is due,
    not met and needed by its item is drawn as missed.

    Args:
        conditions: what :func:`analysis.measures.completion.compute_conditions` returns, of one
            table.
        words: language, also by its code.

    Returns:
        The chart; None if fewer than two conditions are computable.
    """
    words = as_words(words)
    rows = sort_items(list_records(conditions, conditions["completion"].notna()))
    if len(rows) < FEWEST:
        return None
    rows.sort(key=lambda row: -row["completion"])
    wide, narrow = (_draw(rows, words, width) for width in (WIDE, NARROW))
    return Chart(wide, _describe(rows, words), _caption(rows, conditions, words), narrow)


def _draw(rows: list[Record], words: Words, width: int) -> Figure:
    is_narrow = width == NARROW
    labels = [_label_condition(row, words, width if is_narrow else LABEL_WIDTH) for row in rows]
    heights = [_measure_height(label, is_narrow) for label in labels]
    looks = [look for look in LOOKS if any(_find_look(row) == look for row in rows)]
    head = 30 + _measure_legend(looks, width, words)
    area = DrawingArea(width, head + sum(heights) + 6)
    left = 8 if is_narrow else LABEL_WIDTH + 16
    widest = max(measure_text(qualify_completion(row, words), TEXT_SIZE, True) for row in rows)
    pixels = (width - max(RATE_WIDTH, widest + 10) - ARROW - left) / AXIS_END
    _write_legend(area, looks, words)
    _write_axis(area, left, pixels, head, is_narrow, words)
    y = float(head)
    for row, label, height in zip(rows, labels, heights, strict=True):
        baseline = y + (height - 14 if is_narrow else height / 2)
        _write_label(area, label, y + 14 if is_narrow else baseline + 4 - _shift(label))
        _draw_row(area, row, left, pixels, baseline, is_narrow)
        completion = qualify_completion(row, words)
        area.write(width - 2, baseline + 4.5, completion, bold=True, ha="right")
        y += height
    return area.figure


def _label_condition(row: Record, words: Words, width: float) -> Label:
    """Lines of the condition's name, and whether another may be met in its place."""
    name = f"{row['item_label']} {words.pick(row, 'label')}"
    lines = wrap_text(name, width - 8, 13, 2)
    return lines, words.join(say_alternatives(row, words))


def _count_lines(label: Label) -> int:
    lines, note = label
    return len(lines) + (1 if note and not _fits_beside(label) else 0)


def _fits_beside(label: Label) -> bool:
    lines, note = label
    width = measure_text(lines[-1], 13) + measure_text(note, SMALL_SIZE) + 10
    return bool(note) and width < LABEL_WIDTH


def _shift(label: Label) -> float:
    return (_count_lines(label) - 1) * LINE_HEIGHT / 2


def _measure_height(label: Label, is_narrow: bool) -> float:
    lines = _count_lines(label) * LINE_HEIGHT
    return lines + 26 if is_narrow else lines + 9


def _write_label(area: DrawingArea, label: Label, y: float) -> None:
    lines, note = label
    after = area.write_lines(0, y, lines)
    if _fits_beside(label):
        x = measure_text(lines[-1], 13) + 10
        area.write(x, after - LINE_HEIGHT, note, SMALL_SIZE, SOFT)
    elif note:
        area.write(0, after, note, SMALL_SIZE, SOFT)


def _find_look(row: Record) -> str:
    """Which of the looks a condition has: met, missed, or neither."""
    if row["verdict"] == MET:
        return MET
    return NOT_MET if is_missed(row) else UNDECIDED


def _draw_row(
    area: DrawingArea, row: Record, left: float, pixels: float, y: float, is_narrow: bool
) -> None:
    """A line from the target to the completion; an arrow where it lies beyond the axis."""
    colour, shape, is_hollow, _ = LOOKS[_find_look(row)]
    target, end = left + pixels, left + pixels * min(max(row["completion"], 0), AXIS_END)
    if is_narrow:
        area.line([left, left + AXIS_END * pixels], [y, y], RULE)
        area.line([target, target], [y - 6, y + 6], INK, 1.6)
    if row["completion"] > AXIS_END or row["completion"] < 0:
        tip = ARROW if row["completion"] > AXIS_END else -ARROW
        area.line([target, end + tip], [y, y], colour, 2)
        area.line([end, end + tip, end], [y - 5, y, y + 5], colour, 2)
        return
    area.line([target, end], [y, y], colour, 2)
    area.mark([end], [y], colour, shape, 9, hollow=is_hollow)


def _write_axis(
    area: DrawingArea, left: float, pixels: float, head: float, is_narrow: bool, words: Words
) -> None:
    """Percentages over the rows, the target's named; lines down to the last row if wide."""
    name = words.say("target {share}", share=words.percent(1, None))
    # Next to a long name or on a short axis, the halves have no room.
    needed = (measure_text(name, SMALL_SIZE, True) + measure_text("150%", SMALL_SIZE)) / 2 + 4
    for share in TICKS:
        x, is_target = left + share * pixels, share == 1
        text = name if is_target else words.percent(share, None)
        if share % 1 and pixels / 2 < needed:
            text = ""
        if not is_narrow:
            area.line([x, x], [head - 6, area.height - 4], INK if is_target else RULE,
                      1.4 if is_target else 1)  # fmt: skip
        if text:
            area.write(x, head - 12, text, SMALL_SIZE, INK if is_target else SOFT, is_target,
                       "left" if is_narrow and not share else "center")  # fmt: skip


def _place_legend(looks: list[str], width: float, words: Words) -> list[tuple[str, float, float]]:
    """Name, x and y of each look; the next line begins where there is no more room."""
    x, y, places = 0.0, 14.0, []
    for look in looks:
        name = words.gettext(LOOKS[look][3])
        needed = measure_text(name, SMALL_SIZE) + 36
        if x and x + needed > width:
            x, y = 0.0, y + LINE_HEIGHT
        places.append((name, x, y))
        x += needed
    return places


def _measure_legend(looks: list[str], width: float, words: Words) -> float:
    return _place_legend(looks, width, words)[-1][2] + 6


def _write_legend(area: DrawingArea, looks: list[str], words: Words) -> None:
    places = _place_legend(looks, area.width, words)
    for look, (name, x, y) in zip(looks, places, strict=True):
        colour, shape, is_hollow, _ = LOOKS[look]
        area.mark([x + 6], [y - 4], colour, shape, 9, hollow=is_hollow)
        area.write(x + 16, y, name, SMALL_SIZE, SOFT)


def _describe(rows: list[Record], words: Words) -> str:
    sentences = [
        words.say(
            "{item} {label}: {completion}.",
            item=row["item_label"],
            label=words.pick(row, "label"),
            completion=words.join([qualify_completion(row, words), *say_outcome(row, words)]),
        )
        for row in rows
    ]
    return words.pile([words.gettext("Completion, where it can be calculated."), *sentences])


def _caption(rows: list[Record], conditions: pd.DataFrame, words: Words) -> str:
    table = name_main_table(rows[0], words)
    counted = words.count(
        "Completion (actual ÷ target) of the {number} condition that can be calculated.",
        "Completion (actual ÷ target) of the {number} conditions that can be calculated.",
        len(rows),
    )
    sentences = [put_project_first(table, counted, words)]
    if any((row["comparator"] == "le") != (row["target"] < 0) for row in rows):
        limits = words.gettext("For an upper limit, completion is target ÷ actual.")
        sentences.append(limits)
    not_drawn = _count_others(conditions, words)
    if not_drawn:
        sentences.append(words.say("Not shown: {counts}.", counts=words.join(not_drawn)))
    end = words.percent(AXIS_END, None)
    sentences.append(words.say("The axis ends at {end}; arrows mark higher values.", end=end))
    return words.pile(sentences)


def _count_others(conditions: pd.DataFrame, words: Words) -> list[str]:
    """How many conditions are not drawn, each kind counted apart."""
    verdicts = conditions["verdict"][conditions["completion"].isna()].tolist()
    unassessed, uncomputed = (verdicts.count(name) for name in (NOT_ASSESSED, NOT_COMPUTABLE))
    counts = (len(verdicts) - unassessed - uncomputed, unassessed, uncomputed)
    return [
        words.say(message, number=words.number(count))
        for message, count in zip(NOT_DRAWN, counts, strict=True)
        if count
    ]
