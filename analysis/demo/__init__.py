"""Writes a data set of invented counties, marked as such, to try things out and to measure."""

from analysis.demo.root import MOST_COUNTIES, DemoError, list_contradictions, write_demo

__all__ = ["MOST_COUNTIES", "DemoError", "list_contradictions", "write_demo"]
