"""docs/performance.md: the measurements as a page."""

import os
import platform
from collections.abc import Sequence
from dataclasses import dataclass

from benchmarks.processes import Cost


@dataclass(frozen=True)
class Way:
    """What one brief costs by one way of making it; seconds, medians of so many runs."""

    name: str
    wall: float
    cpu: float
    runs: int


@dataclass(frozen=True)
class Size:
    """What a data set of so many counties costs, one language, two jobs."""

    counties: int
    built: Cost
    first: Cost
    nothing: Cost
    rebuilt: Cost
    changed: Cost
    index_bytes: int


def write_page(ways: Sequence[Way], sizes: Sequence[Size], runs: int, notes: Sequence[str]) -> str:
    """The page.

    Args:
        ways: ways of making one brief.
        sizes: sizes of data sets.
        runs: how often each way was measured.
        notes: what was not measured, and why.
    """
    parts = [
        "# Performance",
        "Written by `make bench`; do not edit. All figures of a table come from one run on one "
        f"machine ({os.cpu_count()} cores, Python {platform.python_version()}, "
        f"{platform.system()}); only their ratios mean something elsewhere. Processor seconds "
        "include all child processes and suffer less from other work on the machine than wall "
        "seconds do.",
        *(_write_ways(ways, runs) if ways else []),
        *(_write_sizes(sizes) if sizes else []),
        *(["## Not measured", "\n".join(f"- {note}" for note in notes)] if notes else []),
    ]
    return "\n\n".join(parts) + "\n"


def _write_ways(ways: Sequence[Way], runs: int) -> list[str]:
    floor = ways[0].cpu
    rows = [
        f"| {way.name} | {way.wall:.2f} | {way.cpu:.2f} | {way.cpu / floor:.2f} | {way.runs} |"
        for way in ways
    ]
    head = ["| way | wall, s | processor, s | ÷ floor | runs |", "|---|---:|---:|---:|---:|"]
    return [
        "## One brief",
        "The brief of 清新区, the largest of those shipped, in Chinese; medians. The floor "
        "computes and draws the same and exports nothing. The suite's figure is what one brief "
        "more costs in a batch; starting one (imports, fonts, templates) is paid once, see below.",
        "\n".join([*head, *rows]),
    ]


def _write_sizes(sizes: Sequence[Size]) -> list[str]:
    head = [
        "| counties | build, CPU s | build, peak MB | render, wall s | per brief, CPU s "
        "| peak MB | nothing changed, wall s | one county changed: build, CPU s "
        "| then render, wall s | index, MB |",
        "|" + "---:|" * 10,
    ]
    rows = [
        f"| {size.counties:,} | {size.built.cpu:.0f} | {size.built.peak:,.0f} "
        f"| {size.first.wall:,.0f} | {size.first.cpu / size.counties:.3f} "
        f"| {size.first.peak:,.0f} | {size.nothing.wall:.2f} | {size.rebuilt.cpu:.0f} "
        f"| {size.changed.wall:.2f} | {size.index_bytes / 1e6:.2f} |"
        for size in sizes
    ]
    return [
        "## A province, a nation",
        "Invented counties (`briefs demo`), one monthly form each, briefs in Chinese with two "
        "jobs, built and rendered once. Memory is that of all processes together, shared pages "
        "counted once. Nothing changed: the whole command, median of up to three.",
        "\n".join([*head, *rows]),
    ]
