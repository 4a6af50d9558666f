"""How all charts look: sizes, colours, type, and the drawing area on which they are drawn.

Each wide chart has two drawings: one of 720 pixels, and one of 328 for telephones. Each is shown at
its own size, so type has the size that is given here. The ink is black; one blue carries data; red
and ochre are kept for verdicts. What differs by colour differs by shape or word, too.
"""

from collections.abc import Sequence
from functools import cache

from matplotlib import font_manager
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle
from matplotlib.text import Text
from matplotlib.transforms import Affine2D

from analysis.presentation.charts.svg import BOLD, DPI, PIXELS_PER_POINT
from analysis.upstream.zhplot_internals import find_font

WIDE, NARROW = 720, 328
PANEL_WIDTH, PANEL_HEIGHT = 156, 140
"""A small multiple, in one drawing for all screens."""
TEXT_SIZE, SMALL_SIZE = 13, 12
LINE_HEIGHT = 17
LAYOUT_FONT = "Noto Sans SC"
INK, SOFT, BLUE, PALE = "#16191d", "#4d555e", "#0f4c6b", "#c3d3dc"
RED, OCHRE, AXIS, RULE = "#9b2c12", "#7a4f00", "#868f98", "#d5dade"
DASHES = (4.0, 3.0)


class DrawingArea:
    """A figure on which texts, lines and marks are placed in pixels from its upper left corner.

    It has no axes: a matplotlib axes takes longer to make and to draw than all that a chart shows.

    Attributes:
        figure: what is drawn.
    """

    def __init__(self, width: float, height: float) -> None:
        self.width, self.height = width, height
        self.figure = Figure(
            figsize=(width / DPI, height / DPI), dpi=DPI, facecolor="white", edgecolor="none",
            linewidth=0,
        )  # fmt: skip
        to_inches = Affine2D().scale(1 / DPI, -1 / DPI).translate(0, height / DPI)
        self._to_page = to_inches + self.figure.dpi_scale_trans

    def write(
        self, x: float, y: float, text: str, size: float = TEXT_SIZE, colour: str = INK,
        bold: bool = False, ha: str = "left",
    ) -> None:  # fmt: skip
        """Writes a line of text whose baseline is at ``y``; bold in SVG only, see ``BOLD``."""
        self.figure.texts.append(
            Text(
                x, y, text, color=colour, fontsize=size / PIXELS_PER_POINT, horizontalalignment=ha,
                verticalalignment="baseline", gid=BOLD if bold else None,
                transform=self._to_page, figure=self.figure, parse_math=False, usetex=False,
                fontfamily=register_font(),
            )
        )  # fmt: skip

    def write_lines(
        self, x: float, y: float, lines: Sequence[str], size: float = TEXT_SIZE,
        colour: str = INK, bold: bool = False,
    ) -> float:  # fmt: skip
        """Writes lines below each other; returns the baseline of the line after them."""
        for line in lines:
            self.write(x, y, line, size, colour, bold)
            y += LINE_HEIGHT
        return y

    def fill(
        self, x: float, y: float, width: float, height: float, colour: str, edge: str | None = None
    ) -> None:
        """A rectangle with its upper left corner at x and y."""
        self.figure.patches.append(
            Rectangle(
                (x, y), width, height, facecolor=colour, edgecolor=edge or "none",
                linewidth=1 / PIXELS_PER_POINT if edge else 0, transform=self._to_page,
                figure=self.figure,
            )
        )  # fmt: skip

    def line(
        self, xs: Sequence[float], ys: Sequence[float], colour: str, width: float = 1.0,
        dashes: Sequence[float] = (),
    ) -> None:  # fmt: skip
        """A line through points; dashes are in pixels."""
        # matplotlib multiplies dashes by the width of the line.
        pattern = (0, [dash / width for dash in dashes]) if dashes else "-"
        self._add_line(xs, ys, color=colour, linewidth=width, linestyle=pattern)

    def mark(
        self, xs: Sequence[float], ys: Sequence[float], colour: str, shape: str = "o",
        size: float = 9, hollow: bool = False,
    ) -> None:  # fmt: skip
        """Marks at points: ``o`` circles, ``s`` squares, ``D`` diamonds, ``^`` triangles."""
        self._add_line(
            xs, ys, color=colour, linewidth=0, linestyle="none", marker=shape,
            markersize=size / PIXELS_PER_POINT, markerfacecolor="white" if hollow else colour,
            markeredgecolor=colour, markeredgewidth=1.8 / PIXELS_PER_POINT, zorder=2.5,
        )  # fmt: skip

    def _add_line(
        self, xs: Sequence[float], ys: Sequence[float], linewidth: float, **look: object
    ) -> None:
        line = Line2D(
            xs, ys, transform=self._to_page, linewidth=linewidth / PIXELS_PER_POINT,
            solid_capstyle="butt", drawstyle="default", **look,  # type: ignore[arg-type]
        )  # fmt: skip
        line.set_figure(self.figure)
        self.figure.lines.append(line)


@cache
def register_font() -> str:
    """Makes the shipped Chinese font known to matplotlib; returns its name."""
    font_manager.fontManager.addfont(find_font())
    return LAYOUT_FONT


def use_theme() -> None:
    """Gives an analyst's own seaborn and matplotlib charts the colours and the font of the briefs.

    seaborn's themes reset the font, and matplotlib's own has no Chinese.

    Examples:
        >>> import matplotlib as mpl
        >>> with mpl.rc_context():
        ...     use_theme()
        ...     mpl.rcParams["font.family"]
        ['Noto Sans SC']
    """
    import seaborn as sns

    settings = {
        "font.family": [register_font()], "axes.unicode_minus": False, "text.color": INK,
        "axes.labelcolor": SOFT, "xtick.color": SOFT, "ytick.color": SOFT, "axes.edgecolor": AXIS,
        "grid.color": RULE, "axes.titlelocation": "left", "svg.fonttype": "none",
    }  # fmt: skip
    palette = sns.color_palette([BLUE, OCHRE, AXIS, RED, PALE, INK])
    sns.set_theme(style="ticks", palette=palette, rc=settings)
