"""How all charts look, and how they become SVG: the same bytes wherever they are drawn.

The layout is measured with Noto Sans SC, which zhplot ships. The SVG keeps text as text, which the
reader's browser shows in a Chinese font of its own, so labels get more room than they measure.
"""

import io
import re
import unicodedata
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache

import matplotlib as mpl
import seaborn as sns
from matplotlib import font_manager
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.transforms import Transform, offset_copy

from analysis.presentation.charts.layout import SideBySide, draw_svg
from analysis.presentation.formats import clean_text
from analysis.upstream.matplotlib_internals import replace_font
from analysis.upstream.zhplot_internals import find_font

WIDTH = 7.4
LAYOUT_FONT = "Noto Sans SC"
READERS_FONTS = (
    "'Noto Sans SC','Noto Sans CJK SC','Source Han Sans SC','PingFang SC','Microsoft YaHei',"
    "sans-serif"
)
# Okabe and Ito's colours that colour-blind readers can tell apart, darkened for contrast on white.
# Shape and fill carry the same information.
PAID, PLANNED, OTHER = "#17456f", "#c9d3dc", "#a13a00"
INK, SOFT, RULE = "#1b1f23", "#555d66", "#c9ced4"
LONGEST_LABEL = 80
# Words, and single Chinese characters, between which a label may be broken.
_PARTS = re.compile(r"[^\s\u2e80-\uffff\U0001f000-\U0003ffff]+\s*|\S[\ufe00-\ufe0f]*\s*")
# Settings that mpl.rcdefaults() does not change either.
KEPT = {"backend", "backend_fallback", "interactive", "toolbar", "timezone"}


@dataclass(frozen=True, eq=False)
class Chart:
    """A chart with a description in words.

    Attributes:
        figure: may be changed further in a notebook.
        alt: description with the figures, for readers who cannot see the chart.
        caption: how to read it.
        narrow: a second drawing of the same for phones; None if the first fits them.
        heading: above the chart; blank for none.
    """

    figure: Figure
    alt: str
    caption: str
    narrow: Figure | None = None
    heading: str = ""


@contextmanager
def apply_style() -> Iterator[None]:
    """Applies the settings of all charts, whatever the notebook or its user has set."""
    settings = _compose_settings()
    # Only those that differ: matplotlib checks every value that is set.
    differing = {name: value for name, value in settings.items() if mpl.rcParams[name] != value}
    with mpl.rc_context(differing):
        yield


def make_figure(height: float, columns: int = 1) -> tuple[Figure, list[Axes]]:
    """A figure of the page's width with axes side by side; call it inside :func:`apply_style`."""
    figure = Figure(figsize=(WIDTH, height), layout=SideBySide())
    axes = figure.subplots(1, columns, squeeze=False)[0]
    return figure, list(axes)


def write_svg(figure: Figure) -> str:
    """The figure as SVG without date, with the readers' fonts."""
    svg, _ = draw_chart(figure)
    return svg


def draw_chart(figure: Figure) -> tuple[str, tuple[str, ...]]:
    """The figure as SVG, and the characters in it that the layout font lacks."""
    svg = io.StringIO()
    with apply_style():
        missing = draw_svg(figure, svg)
    return replace_font(svg.getvalue(), LAYOUT_FONT, READERS_FONTS), missing


def clear_frame(axes: Axes, *sides: str) -> None:
    """Hides all sides of the frame but the named ones, and all tick marks."""
    for side, spine in axes.spines.items():
        spine.set_visible(side in sides)
        spine.set_color(RULE)
    # matplotlib draws tick marks even of length 0 unless they are switched off.
    axes.tick_params(length=0, left=False, bottom=False)


def label_rows(axes: Axes, labels: Sequence[str]) -> None:
    """Writes labels at the left of the rows 0, 1, 2 …; tick labels would take twice as long."""
    axes.set_yticks([])
    pad = mpl.rcParams["ytick.major.pad"]
    beside = offset_copy(axes.get_yaxis_transform(), axes.figure, -pad, 0, units="points")
    for row, label in enumerate(labels):
        axes.text(
            0, row, label, transform=beside, ha="right", va="center_baseline",
            fontsize=mpl.rcParams["ytick.labelsize"], color=INK,
        )  # fmt: skip


def shift_points(axes: Axes, right: float, up: float) -> Transform:
    """Transform of data coordinates shifted by points: for a label beside its mark."""
    return offset_copy(axes.transData, axes.figure, right, up, units="points")


def wrap_label(text: str, width: int) -> str:
    r"""A label from the data, broken into lines; a Chinese character has a width of two.

    Examples:
        >>> wrap_label("Rural e-commerce services", 16)
        'Rural e-commerce\nservices'
    """
    cleaned = clean_text(text)
    shown = cleaned if len(cleaned) <= LONGEST_LABEL else f"{cleaned[: LONGEST_LABEL - 1]}…"
    lines, line = [], ""
    for part in _PARTS.findall(shown):
        if line and measure(line + part.rstrip()) > width and part[0] not in "，、。；：）】”":
            lines.append(line.rstrip())
            line = ""
        line += part
    return "\n".join([*lines, line.rstrip()])


def measure(text: str) -> int:
    """Width of a text; a Chinese character has a width of two."""
    return sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in text)


@cache
def _compose_settings() -> dict[str, object]:
    """All settings of matplotlib but those of :data:`KEPT`: defaults, seaborn's theme, our own."""
    with mpl.rc_context():
        mpl.rcdefaults()
        # seaborn's themes reset the font unless it is passed to them.
        sns.set_theme(style="white", rc=_list_settings())
        return {name: mpl.rcParams[name] for name in mpl.rcParams if name not in KEPT}


def _list_settings() -> dict[str, object]:
    _register_font()
    return {
        "font.family": [LAYOUT_FONT],
        "font.size": 10,
        "axes.labelsize": 10,
        "axes.titlesize": 10.5,
        "axes.titlelocation": "left",
        # Set, because matplotlib otherwise measures the ticks to place a title.
        "axes.titley": 1.0,
        "xtick.labelsize": 9.5,
        "ytick.labelsize": 10,
        "legend.fontsize": 9.5,
        "text.color": INK,
        "axes.labelcolor": SOFT,
        "xtick.color": SOFT,
        "ytick.color": INK,
        "text.parse_math": False,
        "axes.unicode_minus": False,
        "axes.formatter.use_mathtext": False,
        "svg.fonttype": "none",
        "svg.hashsalt": "county-briefs",
        "figure.dpi": 100,
        "savefig.dpi": 100,
    }


@cache
def _register_font() -> None:
    font_manager.fontManager.addfont(find_font())
