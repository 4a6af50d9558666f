"""Columns, tables and forms of all data, and the checks that they fit."""

from analysis.tables import pandas_settings  # noqa: F401 - before any frame and before pandera
