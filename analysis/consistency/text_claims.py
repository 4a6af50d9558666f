"""Claims that only the text of a document makes: rows of ``data/reference/claims.csv``.

A row names the claimed figure, a formula, and the figure that each name in the formula stands for:
``share=document/table/row/column; villages=…``. Relations between accepted figures of running text
are rows of the same form, in the readings of their document.
"""

import pandas as pd

from analysis.consistency.claims import RESULT, Claims, find_by_name
from analysis.consistency.formulas import FormulaError, list_names
from analysis.figures.names import find_document
from analysis.tables.findings import Finding, make_error

RELATIONS = ("eq", "le", "ge")
KIND = "text"
_CLAIM = ("kind", "relation", "formula", "figure", "is_capped", "innocent", "reason", "name")


def read_text_claims(rows: pd.DataFrame, figures: pd.DataFrame) -> tuple[Claims, list[Finding]]:
    """The claims, and a finding for each row that cannot be used.

    Args:
        rows: the reference table ``claims``, and accepted relations with their ``place``.
        figures: the table ``figures``. Claims about documents that it lacks are left out: a data
            root may use the shipped reference tables without the shipped documents.
    """
    documents = set(figures["document_id"].unique())
    listed = rows.fillna("").to_dict("records")
    own_rows = [row for row in listed if find_document(row["figure"]) in documents]
    # Names are listed only if needed: a nation has a million figures, most roots have no claim.
    figure_names = set(figures["figure"]) if own_rows else set()
    claims, operands, findings = [], [], []
    for row in own_rows:
        try:
            figure_of = _read(row, figure_names)
        except ValueError as error:
            findings.append(_describe(row, str(error)))
            continue
        operands += [
            {"claim": len(claims), "operand": operand, "figure": figure}
            for operand, figure in {RESULT: row["figure"], **figure_of}.items()
        ]
        claims.append(
            {
                **{name: row[name] for name in ("relation", "formula", "figure")},
                "name": row["claim_id"],
                "kind": KIND,
                "is_capped": False,
                "innocent": row["innocent"] or None,
                "reason": None,
            }
        )
    claim_frame = pd.DataFrame(claims, columns=list(_CLAIM))
    operand_frame = pd.DataFrame(operands, columns=["claim", "operand", "figure"])
    typed_operands = operand_frame.astype({"claim": "int64"})
    return find_by_name(claim_frame, typed_operands, figures), findings


def _read(row: dict[str, str], figure_names: set[str]) -> dict[str, str]:
    if row["relation"] not in RELATIONS:
        raise ValueError(
            f"relation is {row['relation']!r}; it must be one of {', '.join(RELATIONS)}."
        )
    figure_of = {}
    for part in row["figures"].split(";"):
        name, _, figure = part.strip().partition("=")
        if figure not in figure_names:
            raise ValueError(f"{part.strip()!r} does not name a figure of data/raw.")
        figure_of[name] = figure
    if row["figure"] not in figure_names:
        raise ValueError(f"{row['figure']!r} is not a figure of data/raw.")
    try:
        names = set(list_names(row["formula"]))
    except FormulaError as error:
        raise ValueError(str(error)) from error
    if names != set(figure_of):
        raise ValueError(
            f"the formula {row['formula']!r} names {', '.join(sorted(names)) or 'nothing'}, "
            f"figures names {', '.join(sorted(figure_of))}."
        )
    return figure_of


def _describe(row: dict[str, str], reason: str) -> Finding:
    place = row.get("place") or "reference/claims.csv"
    return make_error(
        None,
        find_document(row["figure"]),
        f"{place} {row['claim_id']}",
        "reading",
        reason,
        f"Correct the row in {row.get('place') or 'claims.csv'}.",
    )
