"""Compares two data roots table by table, and counts the facts of a list in the second one.

    python -m tests.ingest.compare_roots ROOT OTHER [--facts FACTS.csv] [--show N]

Rows are compared by content (county, amounts, targets, periods), not by row id: two people name
the rows of a table differently. With ``--facts``, a CSV with document, line, kind, period, value
and unit, it counts the numeric facts that are in the tables and candidates of OTHER at their line,
and the candidates with a wrong value, unit or period.
"""

import argparse
import csv
import math
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pandas as pd

from analysis.build.build import compute_tables
from analysis.documents.reference import load_reference
from analysis.figures.printed import PrintedFigure, parse_figure
from analysis.ingest.filing.candidates import load_candidates
from analysis.ingest.words.mentions import flatten
from analysis.ingest.words.periods import find_periods
from analysis.paths import DataRoot

NUMERIC_KINDS = ("actual", "target", "plan", "contract", "stated_ratio")
SUBJECTS: dict[str, tuple[str, tuple[str, ...], str]] = {
    "budget": (
        "budget",
        ("county_code", "basis", "planned_cny", "paid_cny", "printed_rate", "printed_share",
         "row_role"),
        "",
    ),
    "payments": ("payments", ("county_code", "amount_cny", "printed_share", "status"), ""),
    "outputs": (
        "outputs",
        ("county_code", "comparator", "target", "unit", "actual", "actual_low", "actual_high"),
        "assessment == 'numeric'",
    ),
    "monthly figures": (
        "series",
        ("county_code", "indicator_id", "period_start", "period_end", "value", "unit", "covers"),
        "table_id.str.startswith('monthly_form')",
    ),
}  # fmt: skip


@dataclass(frozen=True)
class Comparison:
    """Rows of one subject: in both roots, and in one alone."""

    subject: str
    same: int
    only_first: list[tuple[object, ...]]
    only_second: list[tuple[object, ...]]


@dataclass
class Count:
    """How many facts are in a root, and which candidates are wrong."""

    facts: int = 0
    held: int = 0
    candidates: int = 0
    wrong: list[str] = field(default_factory=list)
    undated: list[str] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    unlisted: list[str] = field(default_factory=list)


def compare_roots(first: DataRoot, second: DataRoot) -> list[Comparison]:
    """Compares the subjects of two roots; nothing is written."""
    tables = [compute_tables(root).tables for root in (first, second)]
    return [
        _compare(name, *(_list_rows(root_tables, name) for root_tables in tables))
        for name in SUBJECTS
    ]


def _compare(name: str, first: Counter, second: Counter) -> Comparison:
    same = sum((first & second).values())
    return Comparison(
        name, same, _sort((first - second).elements()), _sort((second - first).elements())
    )


def _sort(rows: Iterable[tuple[object, ...]]) -> list[tuple[object, ...]]:
    return sorted(rows, key=str)


def _list_rows(tables: dict[str, pd.DataFrame], subject: str) -> Counter:
    table, columns, condition = SUBJECTS[subject]
    frame = tables[table].query(condition) if condition else tables[table]
    return Counter(
        tuple(_simplify(value) for value in row)
        for row in frame[list(columns)].itertuples(index=False)
    )


def _simplify(value: object) -> object:
    if pd.isna(value):  # type: ignore[call-overload]
        return None
    return round(value, 6) if isinstance(value, float) else str(value)


@dataclass
class Held:
    """A figure in a root: its lines, its value, and its candidate, if any."""

    lines: tuple[int, int]
    value: float | None
    unit: str | None
    period: str = ""
    candidate: str = ""
    text: str = ""
    is_taken: bool = False


def count_facts(root: DataRoot, path: Path) -> Count:
    """Counts the numeric facts of a list in the tables and candidates of a root."""
    reference = load_reference(root)

    def parse(text: str) -> PrintedFigure:
        return parse_figure(text, reference.units)

    held = {name: list(figures) for name, figures in _list_held(root, parse).items()}
    count = Count(
        candidates=sum(bool(figure.candidate) for rows in held.values() for figure in rows)
    )
    with path.open(encoding="utf-8-sig", newline="") as file:
        facts = [row for row in csv.DictReader(file) if row["kind"] in NUMERIC_KINDS]
    for fact in facts:
        if fact["document"] in held:
            count.facts += 1
            _match(fact, held[fact["document"]], parse, count)
    count.unlisted += [
        f"{name} {figure.lines[0]}: {figure.candidate} {figure.text}"
        for name, figures in held.items() for figure in figures
        if figure.candidate and not figure.is_taken
    ]  # fmt: skip
    return count


def _list_held(root: DataRoot, parse: Callable[[str], PrintedFigure]) -> dict[str, Iterator[Held]]:
    tables = compute_tables(root).tables
    documents = tables["documents"].set_index("document_id")["file_name"]
    held: dict[str, list[Held]] = {}
    for row in tables["figures"].dropna(subset=["printed"]).itertuples():
        lines = _lines(row.locator)
        if lines:
            held.setdefault(documents[row.document_id], []).append(Held(lines, row.value, row.unit))
    for candidate in load_candidates(root):
        name = documents[candidate.candidate_id.rsplit(":", 1)[0]]
        lines = _lines(candidate.locator)
        for text in (candidate.value, candidate.change):
            if lines and text and candidate.status == "open":
                read = parse(text)
                value = None if read.value is None else float(read.value)
                held.setdefault(name, []).append(
                    Held(
                        lines,
                        value,
                        read.unit,
                        candidate.period,
                        candidate.candidate_id,
                        candidate.quote,
                    )
                )
    return held  # type: ignore[return-value]


def _lines(locator: str) -> tuple[int, int] | None:
    match = re.search(r"（第(\d+)(?:–(\d+))?行）", locator)
    return (int(match[1]), int(match[2] or match[1])) if match else None


def _match(
    fact: dict[str, str], held: list[Held], parse: Callable[[str], PrintedFigure], count: Count
) -> None:
    wanted = parse(f"{fact['value']}{fact['unit']}")
    line = int(fact["line"])
    fitting = [
        figure for figure in held
        if not figure.is_taken and figure.lines[0] <= line <= figure.lines[1]
        and wanted.value is not None and figure.value is not None and figure.unit == wanted.unit
        and math.isclose(abs(figure.value), abs(float(wanted.value)), rel_tol=1e-12)
    ]  # fmt: skip
    if not fitting:
        count.missing.append(f"{fact['document']} {line}: {fact['value']}{fact['unit']} "
                             f"{fact.get('quote', '')}")  # fmt: skip
        return
    best = min(fitting, key=lambda figure: not _fits_period(figure, fact["period"]))
    best.is_taken = True
    count.held += 1
    if _lacks_period(best, fact["period"]):
        count.undated.append(f"{best.candidate} line {line}: {best.text}: the list says "
                             f"{fact['period']}")  # fmt: skip
    if not _fits_period(best, fact["period"]):
        count.wrong.append(f"{best.candidate} line {line}: {best.text}: {best.period}, "
                           f"not {fact['period']}")  # fmt: skip


def _lacks_period(held: Held, period: str) -> bool:
    """Whether a candidate has no period although the fact has one with a date."""
    is_dated = re.search(r"\d{4}", period) is not None
    return bool(held.candidate) and is_dated and not find_periods(flatten(held.period))


def _fits_period(held: Held, period: str) -> bool:
    """Whether a candidate's period ends when the fact's does, at the coarser precision.

    A candidate without a period is counted separately; a fact's period in words is not compared.
    """
    own = find_periods(flatten(held.period))
    wanted = re.fullmatch(r"(?:[\d-]+/)?(\d{4}(?:-\d{2}){0,2})(?:起)?", period)
    if not held.candidate or not own or not wanted:
        return True
    end = own[-1].end.isoformat()
    shown = {"year": end[:4], "month": end[:7], "day": end}[own[-1].precision]
    fact_end = wanted[1]
    # "2020/2015" is a year and the base that it is compared with.
    return (
        shown.startswith(fact_end)
        or fact_end.startswith(shown)
        or period.startswith(shown[:4] + "/2")
    )


def main() -> None:
    """Prints the comparison."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("first", type=Path)
    parser.add_argument("second", type=Path)
    parser.add_argument("--facts", type=Path)
    parser.add_argument("--show", type=int, default=40)
    arguments = parser.parse_args()
    second = DataRoot(arguments.second)
    for comparison in compare_roots(DataRoot(arguments.first), second):
        print(f"{comparison.subject}: {comparison.same} the same, "
              f"{len(comparison.only_first)} in the first alone, "
              f"{len(comparison.only_second)} in the second alone")  # fmt: skip
        for mark, rows in (("<", comparison.only_first), (">", comparison.only_second)):
            for row in rows[: arguments.show]:
                print(f"  {mark} {' | '.join(map(str, row))}")
    if arguments.facts:
        show_count(count_facts(second, arguments.facts), arguments.show)


def show_count(count: Count, show: int) -> None:
    """Prints how many facts are held."""
    share = count.held / count.facts if count.facts else 0
    print(f"facts: {count.held} of {count.facts} held ({share:.1%}); {count.candidates} "
          f"candidates, {len(count.wrong)} of them wrong, {len(count.undated)} without the "
          "period that the list gives")  # fmt: skip
    kinds = {
        "missing": count.missing,
        "wrong": count.wrong,
        "undated": count.undated,
        "unlisted": count.unlisted,
    }
    for name, rows in kinds.items():
        for row in rows[:show]:
            print(f"  {name}: {row}")


if __name__ == "__main__":
    main()
