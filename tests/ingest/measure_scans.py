"""Measures how well scanned tables are read: `python -m tests.ingest.measure_scans`.

The tables of the two shipped reports are drawn as pages, turned by one degree and with noise, at
150 and 300 dots per inch, and read. Printed as a Markdown table for docs/scans.md: share of cells
and figures that are read right, and what the sums and rates of the tables say of right and of wrong
readings. Then each figure is changed as readers of pictures err, and those that the sums catch are
counted.
"""

import csv
import random
import sys
import time
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np
import yaml

from analysis.ingest.content import Cell, Grid, Place
from analysis.ingest.readers.recognition import load_engine
from analysis.ingest.readers.scanned_page import read_page
from analysis.ingest.readings.scan_tables import list_figures
from analysis.paths import PROJECT

from .drawn_pages import DrawnPage, Rows

RAW = PROJECT / "data" / "raw"
HEADERS = {
    "number": "序号", "label": "项目", "payee": "承办企业", "planned": "计划资金（万元）",
    "paid": "拨付资金（万元）", "rate": "拨付率", "share": "占比", "category": "类别",
    "requirement": "工作要求", "result": "完成情况", "completion": "完成率", "unit": "单位",
    "area_1": "陆河县", "area_2": "陆丰市", "total": "合计",
}  # fmt: skip
KINDS = ("fund_plan", "disbursement", "progress", "monthly_form")
WIDE = {"requirement": 150, "result": 150, "label": 140, "payee": 120, "number": 30, "unit": 40}
USUAL_WIDTH, PAGE_HEIGHT = 68, 730
# What a reader of pictures takes for another.
CONFUSED = {"0": "68", "1": "7", "2": "7", "3": "8", "4": "9", "5": "6", "6": "80", "7": "1",
            "8": "36", "9": "4"}  # fmt: skip


# Dots per inch, degrees turned, noise (standard deviation, of 255 shades), blur (pixels).
Scan = tuple[int, float, float, float]
SCANS: tuple[Scan, ...] = ((150, 1, 10, 0), (300, 1, 10, 0), (100, 2, 25, 0.8), (75, 1, 10, 0.5))


@dataclass
class Outcome:
    """What came out of the pages at one resolution."""

    cells: int = 0
    right_cells: int = 0
    figures: int = 0
    right_figures: int = 0
    pages: int = 0
    seconds: float = 0.0
    verdicts: Counter = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)


def list_tables() -> Iterator[tuple[str, list[list[str]], list[float]]]:
    """Name, rows with their header, and widths of columns of each table of the shipped reports."""
    for folder in sorted(RAW.iterdir()):
        record = yaml.safe_load((folder / "document.yml").read_text("utf-8"))
        for table_id, table in record["tables"].items():
            if table["kind"] not in KINDS:
                continue
            with (folder / f"{table_id}.csv").open(encoding="utf-8", newline="") as file:
                raw = list(csv.DictReader(file))
            columns = [name for name in HEADERS if any(row.get(name) for row in raw)]
            rows = [[HEADERS[name] for name in columns]]
            rows += [[row[name] for name in columns] for row in raw]
            yield (
                f"{folder.name}/{table_id}", rows,
                [float(WIDE.get(name, USUAL_WIDTH)) for name in columns],
            )  # fmt: skip


def split_pages(rows: Rows, widths: Sequence[float]) -> list[list[Sequence[str]]]:
    """The rows by page; the header is printed on each."""
    heights = DrawnPage().measure(rows, widths)
    pages, used = [[rows[0]]], heights[0]
    for row, height in zip(rows[1:], heights[1:], strict=True):
        if used + height > PAGE_HEIGHT:
            pages.append([rows[0]])
            used = heights[0]
        pages[-1].append(row)
        used += height
    return pages


def plain(text: str) -> str:
    """A text as it is compared: without spaces, with half-width characters."""
    return "".join(unicodedata.normalize("NFKC", text).split())


def is_figure(text: str) -> bool:
    """Whether a cell holds a figure and little else."""
    return any(map(str.isdigit, text)) and len(text) < 12


def measure(outcome: Outcome, rows: Rows, widths: Sequence[float], scan: Scan) -> None:
    """Reads the pages of a table and adds to the outcome."""
    for page in split_pages(rows, widths):
        drawn = DrawnPage(dpi=scan[0], turned=scan[1], noise=scan[2], blur=scan[3])
        picture = drawn.table(page, widths).scan()
        start = time.process_time()
        blocks = read_page(np.asarray(picture), 1, load_engine()).blocks
        outcome.seconds += time.process_time() - start
        outcome.pages += 1
        grids = [block for block in blocks if isinstance(block, Grid)]
        read = [[plain(cell.text) for cell in row] for row in grids[0].rows] if grids else []
        for at, row in enumerate(page):
            for column, text in enumerate(row):
                got = read[at][column] if at < len(read) and column < len(read[at]) else None
                count(outcome, plain(text), got)
        if grids:
            judge(outcome, grids[0], page)


def count(outcome: Outcome, text: str, got: str | None) -> None:
    """Counts a cell."""
    is_right = got == text
    outcome.cells += 1
    outcome.right_cells += is_right
    if is_figure(text):
        outcome.figures += 1
        outcome.right_figures += is_right
        if not is_right:
            outcome.wrong.append(f"{text} → {got}")


def judge(outcome: Outcome, grid: Grid, page: Rows) -> None:
    """Counts what the sums say of each figure that was read."""
    for figure in list_figures(grid):
        row, column = (figure.place.row or 1) - 1, (figure.place.column or 1) - 1
        is_right = (
            row < len(page) and column < len(page[row]) and plain(page[row][column]) == figure.text
        )
        outcome.verdicts[figure.checked, is_right] += 1


def make_grid(rows: Rows) -> Grid:
    """The rows as a grid that was read without a fault."""
    return Grid(
        tuple(
            tuple(
                Cell(text, Place(page=1, table=1, row=row, column=column))
                for column, text in enumerate(texts, start=1)
            )
            for row, texts in enumerate(rows, start=1)
        ),
        Place(page=1, table=1),
    )


def plant_errors(rows: Rows) -> Counter:
    """Misreads one figure after the other; what the sums say of it then."""
    verdicts: Counter = Counter()
    chance = random.Random(20201127)
    for figure in list(list_figures(make_grid(rows))):
        row, column = (figure.place.row or 1) - 1, (figure.place.column or 1) - 1
        changed = [list(texts) for texts in rows]
        changed[row][column] = misread(rows[row][column], chance)
        for again in list_figures(make_grid(changed)):
            if again.place == figure.place:
                verdicts[figure.checked, again.checked] += 1
                if again.checked == "confirmed":
                    print(figure.text, again.text, figure.row, figure.column, file=sys.stderr)
    return verdicts


def misread(text: str, chance: random.Random) -> str:
    """A text with one digit taken for another, or without its point."""
    if "." in text and chance.random() < 0.2:
        return text.replace(".", "")
    at = chance.choice([at for at, character in enumerate(text) if character in CONFUSED])
    return text[:at] + chance.choice(CONFUSED[text[at]]) + text[at + 1 :]


def show(name: str, outcome: Outcome) -> str:
    """A row of the table."""
    says = outcome.verdicts
    return (
        f"| {name} | {outcome.pages} | {outcome.right_cells} of {outcome.cells} "
        f"({outcome.right_cells / outcome.cells:.1%}) | {outcome.right_figures} of "
        f"{outcome.figures} | {says['confirmed', True]} | {says['confirmed', False]} | "
        f"{says['refuted', True]} | {says['refuted', False]} | {says['unchecked', True]} | "
        f"{says['unchecked', False]} | {outcome.seconds / outcome.pages:.1f} |"
    )


def describe(scan: Scan) -> str:
    """A scan in words."""
    dpi, turned, noise, blur = scan
    return f"{dpi} dpi, {turned:g}°, noise {noise:g}" + (f", blur {blur:g}" if blur else "")


def main() -> None:
    """Measures all tables and prints the results."""
    tables = list(list_tables())
    for scan in SCANS:
        total = Outcome()
        for name, rows, widths in tables:
            outcome = Outcome()
            measure(outcome, rows, widths, scan)
            print(show(f"{name}, {describe(scan)}", outcome), flush=True)
            for wrong in outcome.wrong:
                print(f"  {wrong}", file=sys.stderr)
            for attribute in ("cells", "right_cells", "figures", "right_figures", "pages",
                              "seconds", "verdicts"):  # fmt: skip
                added = getattr(total, attribute) + getattr(outcome, attribute)
                setattr(total, attribute, added)
        print(show(f"all, {describe(scan)}", total), flush=True)
    planted: Counter = Counter()
    for _, rows, _ in tables:
        planted += plant_errors(rows)
    print({f"{before}, then {after}": number for (before, after), number in planted.items()})


if __name__ == "__main__":
    main()
