"""Counts in which tables the figures of the two shipped reports are.

``data/reference/fact_index.csv`` lists each figure that a reader counts in the two reports, with
the cell of ``data/raw`` that holds it, or the reason why it is left out. ``python -m
analysis.commands.facts`` prints how many of them are in each processed table.
"""

import sys

import pandas as pd

from analysis.build.build import compute_tables
from analysis.documents.reference import load_reference
from analysis.figures.names import split_figure
from analysis.paths import find_data_root
from analysis.tables.in_force import select_in_force

# A figure is counted in the first of these tables that holds it.
SUBJECTS = ("budget", "contracts", "payments", "output_items", "outputs", "appropriations",
            "series", "events")  # fmt: skip
FIGURES_ONLY = "figures only"
LEFT_OUT = "left out"


def tabulate_facts(facts: pd.DataFrame, tables: dict[str, pd.DataFrame]) -> pd.DataFrame:
    """Finds the processed table that holds each fact.

    Args:
        facts: ``fact_index.csv``: fact_id, value, unit, figure, reason.
        tables: the processed tables.

    Returns:
        fact_id, value, unit, figure, reason and ``table``: a processed table; ``figures only``
        for a figure that is in the table ``figures`` alone, to be compared with others; or
        ``left out``.
    """
    names = [
        LEFT_OUT if pd.isna(figure) else _find_table(figure, tables) for figure in facts["figure"]
    ]
    return facts.assign(table=names)


def _find_table(figure: str, tables: dict[str, pd.DataFrame]) -> str:
    document_id, table_id, row_id, _ = split_figure(figure)
    for subject in SUBJECTS:
        frame = tables[subject]
        figure_columns = [name for name in frame.columns if name.endswith("figure")]
        if figure_columns and frame[figure_columns].eq(figure).any(axis=None):
            return subject
        row_column = "item" if subject == "output_items" else "row_id"
        if subject in ("outputs", "appropriations"):
            continue
        is_own = (frame["document_id"] == document_id) & (frame["table_id"] == table_id)
        if (is_own & (frame[row_column] == row_id)).any():
            return subject
    return FIGURES_ONLY


def count_facts(facts: pd.DataFrame) -> pd.DataFrame:
    """Counts the facts of each table, and those left out by reason.

    Args:
        facts: with the columns ``table`` and ``reason``.
    """
    filled = facts.assign(reason=facts["reason"].fillna(""))
    counts = filled.groupby(["table", "reason"], sort=False).size().rename("facts").reset_index()
    order = [*SUBJECTS, FIGURES_ONLY, LEFT_OUT]
    return counts.sort_values(
        ["table", "facts"],
        key=lambda column: column.map(order.index) if column.name == "table" else -column,
        ignore_index=True,
    )


def main() -> int:
    """Prints the counts and their total."""
    root = find_data_root()
    facts = load_reference(root).tables["fact_index"]
    tabulated = tabulate_facts(facts, select_in_force(compute_tables(root).tables))
    for row in count_facts(tabulated).itertuples():
        print(f"{row.facts:>4}  {row.table:<14}{row.reason}".rstrip())
    print(f"{len(tabulated):>4}  in all")
    return 0


if __name__ == "__main__":
    sys.exit(main())
