"""Claims that only a document's text makes: rows of ``data/reference/claims.csv``.

A row names the figure claimed, a formula, and what each name of it stands for:
``share=document/table/row/column; villages=…`` (a document's own figures in full).
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
    """The claims, and why some of them cannot be used.

    Args:
        rows: the reference table ``claims``.
        figures: the table ``figures``. Claims about documents that are not there are left out: a
            data root may use the shipped reference without the shipped documents.
    """
    documents = set(figures["document_id"].unique())
    listed = rows.fillna("").to_dict("records")
    about = [row for row in listed if find_document(row["figure"]) in documents]
    # A nation has a million figures, most roots no claim: the names are listed only if asked for.
    known = set(figures["figure"]) if about else set()
    claims, operands, findings = [], [], []
    for row in about:
        try:
            named = _read(row, known)
        except ValueError as error:
            findings.append(_describe(row, str(error)))
            continue
        operands += [
            {"claim": len(claims), "operand": operand, "figure": figure}
            for operand, figure in {RESULT: row["figure"], **named}.items()
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
    made = pd.DataFrame(claims, columns=list(_CLAIM))
    named = pd.DataFrame(operands, columns=["claim", "operand", "figure"])
    return find_by_name(made, named.astype({"claim": "int64"}), figures), findings


def _read(row: dict[str, str], known: set[str]) -> dict[str, str]:
    if row["relation"] not in RELATIONS:
        raise ValueError(f"relation is {row['relation']!r}; it is one of {', '.join(RELATIONS)}.")
    named = {}
    for part in row["figures"].split(";"):
        name, _, figure = part.strip().partition("=")
        if figure not in known:
            raise ValueError(f"{part.strip()!r} names no figure of data/raw.")
        named[name] = figure
    if row["figure"] not in known:
        raise ValueError(f"{row['figure']!r} is no figure of data/raw.")
    try:
        wanted = set(list_names(row["formula"]))
    except FormulaError as error:
        raise ValueError(str(error)) from error
    if wanted != set(named):
        raise ValueError(
            f"the formula {row['formula']!r} names {', '.join(sorted(wanted)) or 'nothing'}, "
            f"figures names {', '.join(sorted(named))}."
        )
    return named


def _describe(row: dict[str, str], reason: str) -> Finding:
    return make_error(
        None,
        find_document(row["figure"]),
        f"reference/claims.csv {row['claim_id']}",
        "reading",
        reason,
        "Mend the row in claims.csv.",
    )
