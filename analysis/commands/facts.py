"""What became of every figure in the documents that come with the project.

``data/reference/fact_index.csv`` names, for each figure that a reader of the two reports counts,
the cell of ``data/raw`` that holds it, or why it is left out. ``python -m analysis.commands.facts``
prints in which tables they ended, with counts.
"""

import sys

import pandas as pd

from analysis.build.build import compute_tables
from analysis.documents.reference import load_reference
from analysis.figures.names import split_figure
from analysis.paths import find_data_root

# A figure counts for the first of these tables that holds it: conditions are made of statements.
SUBJECTS = ("budget", "contracts", "payments", "output_items", "outputs", "appropriations",
            "series", "events")  # fmt: skip
FIGURES_ONLY = "figures only"
LEFT_OUT = "left out"


def tabulate_facts(facts: pd.DataFrame, tables: dict[str, pd.DataFrame]) -> pd.DataFrame:
    """Where each fact ended.

    Args:
        facts: ``fact_index.csv``: fact_id, value, unit, figure, reason.
        tables: the processed tables.

    Returns:
        fact_id, value, unit, figure, reason and ``table``: a processed table; ``figures only``
        for a figure that is kept to be compared with others but is no row of a subject; or
        ``left out``.
    """
    placed = facts.copy()
    placed["table"] = [
        LEFT_OUT if pd.isna(figure) else _find_table(figure, tables) for figure in facts["figure"]
    ]
    return placed


def _find_table(figure: str, tables: dict[str, pd.DataFrame]) -> str:
    document_id, table_id, row_id, _ = split_figure(figure)
    for subject in SUBJECTS:
        frame = tables[subject]
        named = [name for name in frame.columns if name.endswith("figure")]
        if named and frame[named].eq(figure).any(axis=None):
            return subject
        row = "item" if subject == "output_items" else "row_id"
        if subject in ("outputs", "appropriations"):
            continue
        own = (frame["document_id"] == document_id) & (frame["table_id"] == table_id)
        if (own & (frame[row] == row_id)).any():
            return subject
    return FIGURES_ONLY


def count_facts(placed: pd.DataFrame) -> pd.DataFrame:
    """How many facts ended in each table, with the reason for those left out."""
    counted = placed.assign(reason=placed["reason"].fillna(""))
    counts = counted.groupby(["table", "reason"], sort=False).size().rename("facts").reset_index()
    order = [*SUBJECTS, FIGURES_ONLY, LEFT_OUT]
    return counts.sort_values(
        ["table", "facts"],
        key=lambda column: column.map(order.index) if column.name == "table" else -column,
        ignore_index=True,
    )


def main() -> int:
    """Prints the counts and their total."""
    root = find_data_root()
    placed = tabulate_facts(
        load_reference(root.reference).tables["fact_index"], compute_tables(root).tables
    )
    for row in count_facts(placed).itertuples():
        print(f"{row.facts:>4}  {row.table:<14}{row.reason}".rstrip())
    print(f"{len(placed):>4}  in all")
    return 0


if __name__ == "__main__":
    sys.exit(main())
