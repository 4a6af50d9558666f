"""Frames → charts, in the brief's language, each with a description in words."""

from analysis.presentation.charts.funds import plot_lines
from analysis.presentation.charts.instalments import plot_instalments
from analysis.presentation.charts.style import Chart, write_svg
from analysis.presentation.charts.targets import plot_completion
from analysis.presentation.charts.trends import plot_trends

__all__ = ["Chart", "plot_completion", "plot_instalments", "plot_lines", "plot_trends", "write_svg"]
