"""A claim: that one printed figure is what a formula gives of others.

Claims come in two frames, so that a nation's are evaluated at once: ``claims`` (one row each) and
``operands`` (one row per figure that stands for a name of a claim's formula; several rows of one
name are added up). The figure that is claimed is the operand ``result``.
"""

from collections.abc import Iterable
from dataclasses import dataclass

import pandas as pd

RESULT = "result"
CLAIM_COLUMNS = (
    "claim_id", "kind", "relation", "formula", "figure", "is_capped", "innocent", "reason",
)  # fmt: skip
OPERAND_COLUMNS = ("claim_id", "operand", "figure")


@dataclass(frozen=True)
class Claims:
    """Claims and their figures.

    Attributes:
        claims: claim_id (kind and figure, unique), kind, relation (``eq``, ``le``: the figure is at
            most what the formula gives, ``ge``: at least), formula, figure (that is claimed),
            is_capped (100 % may be printed for more), innocent (why a difference need not be an
            error; missing if it must), reason (why it cannot be computed, where that is known).
        operands: claim_id, operand (name in the formula, or ``result``), figure (its name).
    """

    claims: pd.DataFrame
    operands: pd.DataFrame


def make_claims(
    rows: pd.DataFrame,
    kind: str,
    formula: str | pd.Series,
    operands: Iterable[pd.DataFrame] = (),
    relation: str = "eq",
    is_capped: bool = False,
    innocent: str | pd.Series | None = None,
    reason: str | pd.Series | None = None,
) -> Claims:
    """Claims of one kind.

    Args:
        rows: one row per claim: ``figure`` (the claimed figure's name) and a column for each name
            of the formula that stands for one figure of the same row.
        kind: kind of the claims.
        formula: formula of all, or of each.
        operands: further operands: figure (of the claim), operand, operand_figure; those of one
            name are added up.
        relation: ``eq``, ``le`` or ``ge``.
        is_capped: whether 100 % may be printed for more.
        innocent: why a difference need not be an error.
        reason: why it cannot be computed.
    """
    texts = {
        "claim_id": kind + ":" + rows["figure"],
        "kind": kind,
        "relation": relation,
        "formula": formula,
        "figure": rows["figure"],
        "innocent": innocent,
        "reason": reason,
    }
    claims = pd.DataFrame(
        {name: _make_text(text, rows.index) for name, text in texts.items()}
    ).assign(is_capped=is_capped)
    named = [
        rows[["figure"]].assign(operand=name, operand_figure=rows[name])
        for name in rows.columns
        if name != "figure"
    ]
    results = rows[["figure"]].assign(operand=RESULT, operand_figure=rows["figure"])
    joined = pd.concat([results, *named, *operands], ignore_index=True)
    joined = joined.dropna(subset=["operand_figure"])
    joined["claim_id"] = kind + ":" + joined["figure"]
    placed = joined.drop(columns="figure").rename(columns={"operand_figure": "figure"})
    return Claims(claims[list(CLAIM_COLUMNS)].reset_index(drop=True), placed[list(OPERAND_COLUMNS)])


def _make_text(text: str | pd.Series | None, index: pd.Index) -> pd.Series:
    if isinstance(text, pd.Series):
        return text.astype("str")
    return pd.Series([text] * len(index), index=index, dtype="str")


def join_claims(parts: Iterable[Claims]) -> Claims:
    """All claims; of those that say the same of the same figures only the first.

    A growth and the factor it amounts to, or a share and what is left of the whole, are inverse
    statements of one identity: they hold or fail together and are reported once.
    """
    parts = list(parts)
    claims = pd.concat([part.claims for part in parts], ignore_index=True)
    operands = pd.concat([part.operands for part in parts], ignore_index=True)
    claims = claims.drop_duplicates("claim_id").reset_index(drop=True)
    operands = operands.drop_duplicates()
    # A bound is no equation: what is at most a sum may also have to equal another.
    together = _mark_figures(operands).reindex(claims["claim_id"]).set_axis(claims.index)
    is_repeated = together.assign(relation=claims["relation"]).duplicated()
    is_repeated &= together["figures"].notna()
    kept = claims[~is_repeated].reset_index(drop=True)
    return Claims(
        kept, operands[operands["claim_id"].isin(kept["claim_id"])].reset_index(drop=True)
    )


def _mark_figures(operands: pd.DataFrame) -> pd.DataFrame:
    """What is the same for claims over the same figures: how many, and the sum of their hashes."""
    once = operands.drop_duplicates(["claim_id", "figure"])
    hashes = pd.util.hash_array(pd.factorize(once["figure"])[0]).view("int64")
    grouped = pd.Series(hashes, index=once["claim_id"]).groupby(level=0, sort=False)
    return pd.DataFrame({"figures": grouped.size().astype("float64"), "hash": grouped.sum()})


def name_figures(rows: pd.DataFrame, column: str | pd.Series) -> pd.Series:
    """Names of the figures that rows with document_id, table_id and row_id lead back to.

    Args:
        rows: rows of a subject table.
        column: the raw table's column, or the column of each row.
    """
    prefix = rows["document_id"] + "/" + rows["table_id"] + "/" + rows["row_id"] + "/"
    return (prefix + column).astype("str")


NO_CLAIMS = Claims(
    pd.DataFrame(columns=list(CLAIM_COLUMNS)), pd.DataFrame(columns=list(OPERAND_COLUMNS))
)
