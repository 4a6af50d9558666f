"""Reads back what a reader sees in a chart: texts, marks and bars, in pixels."""

from matplotlib.colors import to_hex
from matplotlib.figure import Figure
from matplotlib.font_manager import get_font

from analysis.presentation.charts import Chart
from analysis.presentation.charts.style import AXIS, BLUE, INK, OCHRE, PALE, RULE, SOFT
from analysis.presentation.charts.svg import BOLD, PIXELS_PER_POINT
from analysis.presentation.charts.text_width import SLACK, measure_text
from analysis.upstream.zhplot_internals import find_font

COLOUR_NAMES = {
    BLUE: "blue", PALE: "pale", OCHRE: "ochre", INK: "black", SOFT: "grey", RULE: "light grey",
    AXIS: "axis grey", "#ffffff": "white",
}  # fmt: skip
SHAPES = {"o": "circle", "s": "square", "D": "diamond", "^": "triangle"}
Placed = tuple[float, float, str]


def name_colour(colour: object) -> str:
    """The name of one of the charts' colours; its code if it is none of them."""
    code = to_hex(colour)
    return COLOUR_NAMES.get(code, code)


def list_texts(figure: Figure) -> list[Placed]:
    """Texts with the place of their anchor, in the order of drawing."""
    return [(*map(float, text.get_position()), text.get_text()) for text in figure.texts]


def list_words(figure: Figure) -> list[str]:
    """All texts of a figure."""
    return [text for *_, text in list_texts(figure)]


def list_marks(figure: Figure) -> list[Placed]:
    """Each mark's place and look, such as ``filled blue circle``, from the top down."""
    marks = []
    for line in figure.lines:
        if line.get_marker() in SHAPES:
            is_hollow = name_colour(line.get_markerfacecolor()) == "white"
            look = (
                f"{'hollow' if is_hollow else 'filled'} {name_colour(line.get_color())} "
                f"{SHAPES[line.get_marker()]}"
            )
            xs, ys = line.get_xdata(orig=True), line.get_ydata(orig=True)
            marks += [(float(x), float(y), look) for x, y in zip(xs, ys, strict=True)]
    return sorted(marks, key=lambda mark: mark[1])


def list_lines(figure: Figure) -> list[tuple[str, list[float], list[float]]]:
    """Colour and points of each line without marks."""
    return [
        (name_colour(line.get_color()), list(map(float, line.get_xdata(orig=True))),
         list(map(float, line.get_ydata(orig=True))))
        for line in figure.lines if line.get_marker() not in SHAPES
    ]  # fmt: skip


def list_connections(figure: Figure) -> list[tuple[float, float, str]]:
    """Where the lines between points begin and end, and whether they are dashed."""
    connections = []
    for line in figure.lines:
        xs = list(map(float, line.get_xdata(orig=True)))
        start, end = xs[0], xs[-1]
        is_blue = name_colour(line.get_color()) == "blue"
        if line.get_marker() not in SHAPES and is_blue and start != end:
            look = "solid" if line.get_linestyle() == "-" else "dashed"
            connections.append((start, end, look))
    return connections


def list_bars(figure: Figure) -> list[tuple[str, float, float, float]]:
    """Colour, left end, length and top of each bar, without the samples of a legend."""
    return [
        (name_colour(bar.get_facecolor()), float(bar.get_x()), float(bar.get_width()),
         float(bar.get_y()))
        for bar in figure.patches if bar.get_height() == 18
    ]  # fmt: skip


def list_texts_outside(figure: Figure) -> list[str]:
    """Texts that reach over an edge of the figure, in the font of the layout."""
    width, height = figure.get_size_inches() * figure.dpi
    outside = []
    for text in figure.texts:
        x, y = text.get_position()
        size = text.get_fontsize() * PIXELS_PER_POINT
        length = measure_text(text.get_text(), size, text.get_gid() == BOLD) / SLACK
        start = x - {"left": 0, "center": length / 2, "right": length}[text.get_ha()]
        if start < -1 or start + length > width + 1 or y - size < -2 or y > height:
            outside.append(text.get_text())
    return outside


def list_small_texts(figure: Figure) -> list[str]:
    """Texts of less than 12 pixels, which would be hard to read on a telephone and on paper."""
    return [text.get_text() for text in figure.texts if text.get_fontsize() * PIXELS_PER_POINT < 12]


def list_overlaps(figure: Figure) -> list[tuple[str, str]]:
    """Pairs of texts that cover each other."""
    boxes = []
    for text in figure.texts:
        x, y = text.get_position()
        size = text.get_fontsize() * PIXELS_PER_POINT
        length = measure_text(text.get_text(), size, text.get_gid() == BOLD) / SLACK
        start = x - {"left": 0, "center": length / 2, "right": length}[text.get_ha()]
        boxes.append((start, y - size * 0.8, start + length, y, text.get_text()))
    return [
        (one[4], other[4])
        for place, one in enumerate(boxes) for other in boxes[place + 1 :]
        if one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
    ]  # fmt: skip


def list_drawings(chart: Chart) -> list[Figure]:
    """The drawings of a chart: wide and narrow, or one."""
    return [figure for figure in (chart.figure, chart.narrow) if figure is not None]


def list_faults(chart: Chart) -> list[object]:
    """What is wrong in any drawing: texts outside, too small, or over each other."""
    return [
        fault
        for figure in list_drawings(chart)
        for fault in (
            *list_texts_outside(figure), *list_small_texts(figure), *list_overlaps(figure)
        )
    ]  # fmt: skip


def describe(chart: Chart) -> str:
    """All that is written in a chart's first drawing, its marks, its description and caption."""
    lines = [f"{text}" for text in list_words(chart.figure)]
    marks = [look for *_, look in list_marks(chart.figure)]
    said = [f"marks: {', '.join(marks)}", f"alt: {chart.alt}", f"caption: {chart.caption}"]
    return "\n".join([*([f"title: {chart.title}"] if chart.title else []), *lines, *said])


def list_missing_glyphs(*texts: str) -> list[str]:
    """Letters that the font of the layout does not have."""
    known = get_font(find_font()).get_charmap()
    letters = {letter for text in texts for letter in text if letter.isprintable()}
    return sorted(letter for letter in letters if ord(letter) not in known)
