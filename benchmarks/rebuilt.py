"""Checks mutants by changing a cell of the raw tables, building everything and checking it."""

import csv
import shutil
import tempfile
from pathlib import Path

from analysis.build.build import compute_tables
from analysis.consistency.assessment import ATTENTION
from analysis.figures.names import split_figure
from analysis.paths import PROJECT, DataRoot


def check_rebuilt(mutants: list[dict]) -> list[str]:
    """Lists mutants that a complete build finds and the quick way does not, or the reverse.

    Args:
        mutants: figure, text and found of each.
    """
    with tempfile.TemporaryDirectory() as folder:
        root = DataRoot(Path(folder) / "data")
        shutil.copytree(PROJECT / "data" / "raw", root.raw)
        before = _list_findings(root)
        return [
            f"{mutant['figure']}: {mutant['text']} (found the quick way: {mutant['found']})"
            for mutant in mutants
            if _is_found(root, mutant, before) != mutant["found"]
        ]


def _is_found(root: DataRoot, mutant: dict, before: set[tuple[str, str]]) -> bool:
    document_id, table_id, row_id, column = split_figure(mutant["figure"])
    path = root.raw / document_id / f"{table_id}.csv"
    original = path.read_text(encoding="utf-8")
    rows = list(csv.DictReader(original.splitlines()))
    next(row for row in rows if row["row_id"] == row_id)[column] = mutant["text"]
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0].keys(), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    try:
        return bool(_list_findings(root) - before)
    finally:
        path.write_text(original, encoding="utf-8")


def _list_findings(root: DataRoot) -> set[tuple[str, str]]:
    verdicts = compute_tables(root).tables["verdicts"]
    reported = verdicts[verdicts["verdict"].isin(ATTENTION)]
    return set(zip(reported["claim_id"], reported["verdict"], strict=True))
