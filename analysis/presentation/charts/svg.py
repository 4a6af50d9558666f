"""Writes figures as small SVG: text as text, coordinates of a tenth of a pixel, no style sheet.

matplotlib's own SVG has identifiers, a style for each element and six decimals, which makes a brief
three times as large. A renderer is what matplotlib documents for new formats.
"""

from collections.abc import Iterable, Sequence
from functools import cache
from itertools import groupby
from typing import Any, NamedTuple
from xml.sax.saxutils import escape

import numpy as np
from matplotlib.backend_bases import GraphicsContextBase, RendererBase
from matplotlib.colors import to_hex
from matplotlib.figure import Figure
from matplotlib.path import Path
from matplotlib.text import Text
from matplotlib.transforms import Transform

from analysis.presentation.charts.glyphs import MissingGlyphs
from analysis.presentation.charts.text_width import SLACK, measure_text

DPI = 100
"""Pixels an inch: a figure of 7.2 inches is 720 pixels wide."""
PIXELS_PER_POINT = DPI / 72
READERS_FONTS = (
    "Noto Sans SC,Noto Sans CJK SC,Source Han Sans SC,PingFang SC,Microsoft YaHei,sans-serif"
)
BASE_SIZE, BASE_COLOUR = 13, "#16191d"
"""Size and colour of text that says neither."""
BOLD = "bold"
"""Group id of bold texts: the font of the layout has no bold face, and matplotlib would warn."""
_ANCHORS = {"left": "", "center": ' text-anchor="middle"', "right": ' text-anchor="end"'}
_NO_FILL, _DASHED = ' fill="none"', "stroke-dasharray"
_CIRCLE = Path.unit_circle()
_LETTERS = {Path.MOVETO: "M", Path.LINETO: "L", Path.CURVE3: "Q", Path.CURVE4: "C"}
_POINTS = {Path.MOVETO: 1, Path.LINETO: 1, Path.CURVE3: 2, Path.CURVE4: 3}


class Element(NamedTuple):
    """An element of a drawing.

    Attributes:
        tag: its kind.
        place: attributes of its place; of a path the data alone.
        look: attributes that it may share with the elements beside it.
        text: escaped content.
    """

    tag: str
    place: str
    look: str
    text: str = ""


def draw_svg(figure: Figure) -> tuple[str, tuple[str, ...]]:
    """A figure as SVG, and the characters in it that the layout font lacks, sorted."""
    dpi, figure.dpi = figure.dpi, DPI
    renderer = SmallSvgRenderer(*(figure.get_size_inches() * DPI))
    figure.draw(renderer)
    figure.dpi = dpi
    return renderer.finish(), tuple(sorted(renderer.missing.found))


class SmallSvgRenderer(RendererBase):
    """Collects the elements of an SVG in the order of drawing.

    Attributes:
        missing: characters that the layout font lacks.
    """

    def __init__(self, width: float, height: float) -> None:
        super().__init__()
        self._width, self._height = width, height
        self._elements: list[Element] = []
        self.missing = MissingGlyphs()

    def finish(self) -> str:
        """The whole SVG."""
        width, height = _write_number(self._width), _write_number(self._height)
        head = (
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" '
            f'viewBox="0 0 {width} {height}" font-family="{READERS_FONTS}" '
            f'font-size="{BASE_SIZE}" fill="{BASE_COLOUR}">'
        )
        runs = groupby(self._elements, key=lambda element: (element.tag, element.look))
        return "".join([head, *(_write_run(list(run)) for _, run in runs), "</svg>"])

    def draw_path(
        self,
        gc: GraphicsContextBase,
        path: Path,
        transform: Transform,
        rgbFace: Any = None,  # noqa: N803 - matplotlib's name
    ) -> None:
        """Writes a path with its line and fill."""
        placed = path.transformed(transform)
        data = _write_path(placed.vertices, placed.codes, self._height)
        if data:
            self._elements.append(Element("path", data, _write_look(gc, rgbFace)))

    def draw_markers(
        self, gc: GraphicsContextBase, marker_path: Path, marker_trans: Transform, path: Path,
        trans: Transform, rgbFace: Any = None,  # noqa: N803 - matplotlib's name
    ) -> None:  # fmt: skip
        """Writes circles as circles, other markers as paths."""
        if marker_path is not _CIRCLE:
            super().draw_markers(gc, marker_path, marker_trans, path, trans, rgbFace)
            return
        radius = _write_number(
            marker_trans.transform((1, 0))[0] - marker_trans.transform((0, 0))[0]
        )
        look = _write_look(gc, rgbFace)
        for x, y in trans.transform(path.vertices).tolist():
            place = f' cx="{_write_number(x)}" cy="{_write_number(self._height - y)}" r="{radius}"'
            self._elements.append(Element("circle", place, look))

    def draw_image(
        self, gc: GraphicsContextBase, x: Any, y: Any, im: Any, transform: Any = None
    ) -> None:
        """Refuses pictures: charts have none."""
        raise NotImplementedError("Charts are drawn without pictures.")

    def draw_text(
        self, gc: GraphicsContextBase, x: float, y: float, s: str, prop: Any, angle: float,
        ismath: Any = False, mtext: Text | None = None,
    ) -> None:  # fmt: skip
        """Writes a line of text at its anchor, so that it stays in place in any font."""
        self.missing.stand_in(s)
        anchor = "left"
        if mtext is not None and not angle:
            anchor = str(mtext.get_horizontalalignment())
            x = float(mtext.get_transform().transform(mtext.get_unitless_position())[0])
        is_bold = mtext is not None and mtext.get_gid() == BOLD
        turned = f' transform="rotate({-angle:g} {_write_number(x)} {_write_number(y)})"'
        size = prop.get_size_in_points() * PIXELS_PER_POINT
        place = f' x="{_write_number(x)}" y="{_write_number(y)}"{turned if angle else ""}'
        look = _ANCHORS[anchor] + _write_type(size, is_bold, gc.get_rgb())
        self._elements.append(Element("text", place, look, escape(s)))

    def get_text_width_height_descent(
        self, s: str, prop: Any, ismath: Any
    ) -> tuple[float, float, float]:
        """Width, height and descent of a line in pixels."""
        size = prop.get_size_in_points() * PIXELS_PER_POINT
        return measure_text(s, size) / SLACK, size * 0.95, size * 0.2

    def get_canvas_width_height(self) -> tuple[float, float]:
        """Width and height in pixels."""
        return self._width, self._height

    def points_to_pixels(self, points: float) -> float:
        """Points in pixels."""
        return points * PIXELS_PER_POINT


def _write_run(run: Sequence[Element]) -> str:
    """Elements of one kind and look: lines as one path, others in a group that has the look."""
    tag, _, look, _ = run[0]
    if tag == "path":
        data = [element.place for element in run]
        if look.startswith(_NO_FILL):
            data = [_join_lines(data, is_dashed=_DASHED in look)]
        run = [Element(tag, f' d="{each}"', look) for each in data]
    own, group = (look, "") if len(run) == 1 or not look else ("", look)
    written = "".join(
        f"<{tag}{place}{own}>{text}</{tag}>" if text else f"<{tag}{place}{own}/>"
        for _, place, _, text in run
    )
    return f"<g{group}>{written}</g>" if group else written


def _join_lines(lines: Iterable[str], *, is_dashed: bool) -> str:
    """The data of lines in one path; what begins where the last one ended goes on, if undashed."""
    joined, end = "", ""
    for line in lines:
        start, *rest = line.removeprefix("M").split("L")
        goes_on = start == end and rest and not is_dashed
        joined += "".join(f"L{point}" for point in rest) if goes_on else line
        end = rest[-1] if rest else ""
    return joined


def _write_path(vertices: np.ndarray, codes: np.ndarray | None, height: float) -> str:
    points = [f"{_write_number(x)} {_write_number(height - y)}" for x, y in vertices.tolist()]
    if codes is None:
        return f"M{'L'.join(points)}" if points else ""
    written: list[str] = []
    place = 0
    steps: Sequence[int] = codes.tolist()
    while place < len(steps):
        letter = _LETTERS.get(steps[place])
        if letter is None:
            written.append("Z" if steps[place] == Path.CLOSEPOLY else "")
            place += 1
            continue
        end = place + _POINTS[steps[place]]
        written.append(letter + " ".join(points[place:end]))
        place = end
    return "".join(written)


def _write_look(gc: GraphicsContextBase, face: Any) -> str:
    """Fill and line of a shape."""
    fill = "none" if face is None or (len(face) == 4 and not face[3]) else _name_colour(tuple(face))
    written = f' fill="{fill}"'
    width = gc.get_linewidth() * PIXELS_PER_POINT
    if not width or not gc.get_rgb()[3]:
        return written
    written += f' stroke="{_name_colour(tuple(gc.get_rgb()))}"'
    if width != 1:
        written += f' stroke-width="{_write_number(width)}"'
    _, dashes = gc.get_dashes()
    if dashes is not None and len(dashes):
        pattern = " ".join(_write_number(dash * PIXELS_PER_POINT) for dash in dashes)
        written += f' stroke-dasharray="{pattern}"'
    return written


def _write_type(size: float, is_bold: bool, colour: Any) -> str:
    shown = _write_number(size)
    written = "" if shown == str(BASE_SIZE) else f' font-size="{shown}"'
    if is_bold:
        written += ' font-weight="bold"'
    name = _name_colour(tuple(colour))
    return written if name == BASE_COLOUR else f'{written} fill="{name}"'


@cache
def _name_colour(colour: tuple[float, ...]) -> str:
    name = to_hex(colour)
    return "#fff" if name == "#ffffff" else name


def _write_number(value: float) -> str:
    return f"{round(value, 1) + 0:g}"
