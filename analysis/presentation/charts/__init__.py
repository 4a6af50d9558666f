"""Frames → charts, in the brief's language, each with a description in words.

Each ``plot_…`` takes a frame and a language (``"zh"`` or ``"en"``) and returns a :class:`Chart`,
which JupyterLab shows as a brief does, or several of them.
"""

from analysis.presentation.charts.chart import Chart, Panels
from analysis.presentation.charts.funds import plot_lines
from analysis.presentation.charts.instalments import plot_instalments
from analysis.presentation.charts.months import plot_month_panels, plot_months
from analysis.presentation.charts.style import use_theme
from analysis.presentation.charts.svg import draw_svg
from analysis.presentation.charts.targets import plot_completion
from analysis.presentation.charts.trends import plot_trends

__all__ = [
    "Chart", "Panels", "draw_svg", "plot_completion", "plot_instalments", "plot_lines",
    "plot_month_panels", "plot_months", "plot_trends", "use_theme",
]  # fmt: skip
