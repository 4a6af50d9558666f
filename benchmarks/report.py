"""Writes docs/performance.md: the measurements as a page."""

import os
import platform
import statistics
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from benchmarks.processes import Cost

FLOOR = "the floor: the same cells as one script, no Jupyter"
TWO_FLOORS = "the floor, two processes at a time"
BEFORE = "the floor before charts and reading were made quicker"
ONE_JOB, TWO_JOBS = (f"`briefs render --jobs {jobs}`, a brief more" for jobs in (1, 2))
COMMANDS = "the commands papermill and nbconvert in a loop"
R_MARKDOWN = "R Markdown with ggplot2 in a loop, a like report"


@dataclass(frozen=True)
class Way:
    """What one brief costs by one way of making it, in each round."""

    name: str
    costs: tuple[Cost, ...]

    @property
    def wall(self) -> float:
        """Median seconds."""
        return statistics.median(cost.wall for cost in self.costs)

    @property
    def cpu(self) -> float:
        """Median processor seconds."""
        return statistics.median(cost.cpu for cost in self.costs)

    def compare(self, other: "Way", take: Callable[[Cost, Cost], float]) -> float:
        """Compares the costs of two ways in each round and returns the median."""
        pairs = zip(self.costs, other.costs, strict=False)
        return statistics.median(take(one, another) for one, another in pairs)


@dataclass(frozen=True)
class Size:
    """What a data set of so many counties costs, in one language, with two jobs."""

    counties: int
    built: Cost
    first: Cost
    nothing: Cost
    rebuilt: Cost
    changed: Cost
    index_bytes: int


def write_page(ways: Sequence[Way], sizes: Sequence[Size], notes: Sequence[str]) -> str:
    """Writes the page as Markdown.

    Args:
        ways: ways of making one brief.
        sizes: sizes of data sets; the first and the last may be the same.
        notes: what was not measured, and why.
    """
    compared = [*_compare_ways({way.name: way for way in ways}), *_compare_sizes(sizes)]
    parts = [
        "# Performance",
        "Written by `make bench`; do not edit. All figures come from one run on one machine "
        f"({os.cpu_count()} cores, Python {platform.python_version()}, {platform.system()}); only "
        "their ratios mean something elsewhere. Processor seconds include all child processes "
        "and suffer less from other work on the machine than wall seconds do.",
        *(_write_ways(ways) if ways else []),
        *(_write_sizes(sizes) if sizes else []),
        *(_write_comparisons(compared) if compared else []),
        *(["## Not measured", "\n".join(f"- {note}" for note in notes)] if notes else []),
    ]
    return "\n\n".join(parts) + "\n"


def _write_ways(ways: Sequence[Way]) -> list[str]:
    floor = ways[0]
    rows = [
        f"| {way.name} | {way.wall:.2f} | {way.cpu:.2f} "
        f"| {way.compare(floor, lambda one, other: one.cpu / other.cpu):.2f} | {len(way.costs)} |"
        for way in ways
    ]
    head = ["| way | wall, s | processor, s | ÷ floor | rounds |", "|---|---:|---:|---:|---:|"]
    return [
        "## One brief",
        "The brief of 清新区, the largest of those shipped, in Chinese, of copies of its data; "
        "medians of the rounds, in each of which every way has its turn. Ratios are medians of "
        "those within a round. The floor computes and draws the same and exports nothing. The "
        "suite's figure is what one brief more costs in a batch; starting a batch (imports, fonts, "
        "templates) is paid once. Two floors at a time are measured as well, because processors "
        "may slow each other down.",
        "\n".join([*head, *rows]),
    ]


def _write_sizes(sizes: Sequence[Size]) -> list[str]:
    head = [
        "| counties | build, CPU s | build, peak MB | render, wall s | per brief, CPU s "
        "| peak MB | nothing changed, wall s | one table changed: build, wall s "
        "| then render, wall s | index, MB |",
        "|" + "---:|" * 10,
    ]
    rows = [
        f"| {size.counties:,} | {size.built.cpu:.1f} | {size.built.peak:,.0f} "
        f"| {size.first.wall:,.0f} | {size.first.cpu / size.counties:.3f} "
        f"| {size.first.peak:,.0f} | {size.nothing.wall:.2f} | {size.rebuilt.wall:.2f} "
        f"| {size.changed.wall:.2f} | {size.index_bytes / 1e6:.2f} |"
        for size in sizes
    ]
    return [
        "## A province, a nation",
        "Invented counties (`briefs demo`), one monthly form each, briefs in Chinese with two "
        "jobs, built and rendered once, starting included. Memory is that of all processes "
        "together, shared pages counted once. Nothing changed: the whole command, which looks at "
        "every file. What comes after the first run is the median of up to three. The smallest is "
        "measured again at the end, because machines are not always equally quick.",
        "\n".join([*head, *rows]),
    ]


def _compare_ways(ways: dict[str, Way]) -> Iterator[tuple[str, str]]:
    floor, one, two = (ways.get(name) for name in (FLOOR, ONE_JOB, TWO_JOBS))
    if not (floor and one and two):
        return
    pairs = [(one, floor, "the floor, one job"), (two, floor, "the floor, two jobs")]
    if TWO_FLOORS in ways:
        pairs.append((two, ways[TWO_FLOORS], "two floors at a time, two jobs"))
    for way, lowest, what in pairs:
        above = way.compare(lowest, lambda mine, other: mine.cpu - other.cpu)
        share = way.compare(lowest, lambda mine, other: mine.cpu / other.cpu - 1)
        yield f"processor time above {what}", f"{above:.2f} s, {share:.0%} of it"
    if BEFORE in ways:
        ratio = floor.compare(ways[BEFORE], lambda mine, other: mine.cpu / other.cpu)
        yield "the floor ÷ what it was before", f"{ratio:.2f}"
    for name, what in ((COMMANDS, "commands"), (R_MARKDOWN, "R Markdown")):
        if name in ways:
            wall = two.compare(ways[name], lambda mine, other: other.wall / mine.wall)
            cpu = two.compare(ways[name], lambda mine, other: other.cpu / mine.cpu)
            yield f"{what} in a loop ÷ two jobs, wall", f"{wall:.1f}"
            yield f"{what} in a loop ÷ two jobs, processor", f"{cpu:.1f}"


def _compare_sizes(sizes: Sequence[Size]) -> Iterator[tuple[str, str]]:
    numbers = [size.counties for size in sizes]
    if len(set(numbers)) < 2:
        return
    smallest, largest = min(numbers), max(numbers)
    few = [size for size in sizes if size.counties == smallest]
    many = next(size for size in sizes if size.counties == largest)
    cost = statistics.mean(size.first.cpu / size.counties for size in few)
    peak = statistics.mean(size.first.peak for size in few)
    names = f"{largest:,} counties ÷ {smallest:,}"
    yield f"{names}, processor time a brief", f"{many.first.cpu / many.counties / cost:.2f}"
    yield f"{names}, peak memory of rendering", f"{many.first.peak / peak:.2f}"
    yield f"{largest:,} counties, nothing changed", f"{many.nothing.wall:.2f} s"
    more = many.changed.wall - many.nothing.wall
    yield f"{largest:,} counties, one table changed: rendering, above that", f"{more:.2f} s"


def _write_comparisons(compared: Sequence[tuple[str, str]]) -> list[str]:
    rows = [f"| {what} | {figure} |" for what, figure in compared]
    return ["## Compared", "\n".join(["| what | figure |", "|---|---:|", *rows])]
