"""Frames → charts, in the brief's language, with a description for who cannot see them."""

from analysis.charts.funds import plot_instalments, plot_lines
from analysis.charts.style import Chart, write_svg
from analysis.charts.targets import plot_completion
from analysis.charts.trends import plot_trends

__all__ = ["Chart", "plot_completion", "plot_instalments", "plot_lines", "plot_trends", "write_svg"]
