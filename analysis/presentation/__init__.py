"""Frames → tables, charts and sentences, in the brief's language."""

from analysis.upstream import matplotlib_cache_internals  # noqa: F401 - before matplotlib
