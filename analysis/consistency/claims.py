"""Claims: one printed figure is the result of a formula over other printed figures.

Claims are two frames, so that those of a nation are evaluated together: ``claims`` (a row per
claim) and ``operands`` (a row per figure that a name in a claim's formula stands for; several
figures of one name are added up). ``at`` is the position of a figure in the table ``figures``. The
claimed figure is the operand ``result``.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

import numpy as np
import pandas as pd

import analysis.tables.pandas_settings  # noqa: F401 - before any text is made

RESULT = "result"
CLAIM_COLUMNS = ("kind", "relation", "formula", "at", "is_capped", "innocent", "reason", "name")
OPERAND_COLUMNS = ("claim", "operand", "at")
_TEXTS = ("kind", "relation", "formula", "innocent", "reason", "name")


@dataclass(frozen=True)
class Claims:
    """Claims and their figures.

    Attributes:
        claims: kind, relation (``eq``, ``le``: the figure is at most the result of the formula,
            ``ge``: at least), formula, at (position of the claimed figure), is_capped (100 % may
            be printed for a larger result), innocent (why a difference need not be an error;
            missing if it is one), reason (why the claim cannot be computed, if known), name (if the
            claim has one). The index counts from 0.
        operands: claim (row of ``claims``), operand (name in the formula, or ``result``), at
            (position of its figure).
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
        rows: a row per claim: ``at`` (position of the claimed figure, unique) and a column for
            each name in the formula that stands for one figure.
        kind: kind of the claims.
        formula: the formula of all claims, or of each.
        operands: further operands: at (claimed figure), operand, operand_at (its own figure);
            figures of one name are added up.
        relation: ``eq``, ``le`` or ``ge``.
        is_capped: whether 100 % may be printed for a larger result.
        innocent: why a difference need not be an error.
        reason: why a claim cannot be computed.
    """
    size = len(rows)
    columns = {"kind": kind, "relation": relation, "formula": formula, "innocent": innocent,
             "reason": reason, "name": None}  # fmt: skip
    texts = {name: _make_text(text, size) for name, text in columns.items()}
    claimed = rows["at"].to_numpy("int64")
    claims = pd.DataFrame({**texts, "at": claimed, "is_capped": is_capped})
    own, place = np.arange(size), pd.Index(claimed)
    parts = [(own, RESULT, claimed), *((own, name, rows[name]) for name in rows if name != "at")]
    parts += [
        (place.get_indexer(more["at"]), more["operand"], more["operand_at"]) for more in operands
    ]
    claim = np.concatenate([claim for claim, _, _ in parts])
    positions = np.concatenate([_make_places(positions) for _, _, positions in parts])
    operand = _join_texts([_make_text(text, len(claim)) for claim, text, _ in parts])
    is_placed = (claim >= 0) & (positions >= 0)
    named_operands = pd.DataFrame(
        {"claim": claim[is_placed], "operand": operand[is_placed], "at": positions[is_placed]}
    )
    return Claims(claims[list(CLAIM_COLUMNS)], named_operands)


def _make_places(positions: pd.Series | np.ndarray) -> np.ndarray:
    """Positions of figures; -1 if there is no figure."""
    if positions.dtype.kind == "i":
        return np.asarray(positions, "int64")
    return np.nan_to_num(np.asarray(positions, float), nan=-1).astype("int64")


def _make_text(text: str | pd.Series | None, size: int) -> pd.Categorical:
    """Texts as categories; None means missing in all rows."""
    if isinstance(text, pd.Series):
        codes, categories = pd.factorize(text)
        return pd.Categorical.from_codes(codes, pd.Index(categories, dtype="str"))
    return pd.Categorical.from_codes(np.full(size, -1 if text is None else 0), _list_one(text))


@cache
def _list_one(text: str | None) -> pd.Index:
    return pd.Index([] if text is None else [text], dtype="str")


def _join_texts(parts: list[pd.Categorical]) -> pd.Categorical:
    """Concatenates categories."""
    numbers: dict[str, int] = {}
    codes = []
    for part in parts:
        own = [numbers.setdefault(text, len(numbers)) for text in part.categories.tolist()]
        codes.append(np.array([*own, -1])[part.codes])
    return pd.Categorical.from_codes(np.concatenate(codes), pd.Index([*numbers], dtype="str"))


def join_claims(parts: Iterable[Claims]) -> Claims:
    """All claims; of several with the same relation and figures only the first.

    A growth and the factor it equals, or a share and the rest of the whole, state the same
    identity: both hold or both fail, and it is reported once.
    """
    chained = chain_claims(parts)
    claims, operands = chained.claims, chained.operands.drop_duplicates()
    # The relation is part of the key: a figure may have one bound and equal another sum.
    marks = _mark_figures(operands, len(claims)).assign(relation=claims["relation"].cat.codes)
    is_kept = (~marks.duplicated() | (marks["figures"] == 0)).to_numpy()
    number = np.where(is_kept, np.cumsum(is_kept) - 1, -1)
    renumbered = operands.assign(claim=number[operands["claim"]])
    return Claims(
        claims[is_kept].reset_index(drop=True),
        renumbered[renumbered["claim"] >= 0].reset_index(drop=True),
    )


def chain_claims(parts: Iterable[Claims]) -> Claims:
    """Concatenates claims."""
    parts = [part for part in parts if len(part.claims)] or [NO_CLAIMS]
    starts = np.cumsum([0, *(len(part.claims) for part in parts)])
    operands = {
        "claim": np.concatenate(
            [part.operands["claim"] + start for part, start in zip(parts, starts, strict=False)]
        ),
        "operand": _join_texts([part.operands["operand"].array for part in parts]),
        "at": np.concatenate([part.operands["at"] for part in parts]),
    }
    claims = {
        name: _join_texts([part.claims[name].array for part in parts])
        if name in _TEXTS
        else np.concatenate([part.claims[name] for part in parts])
        for name in CLAIM_COLUMNS
    }
    return Claims(pd.DataFrame(claims), pd.DataFrame(operands))


def _mark_figures(operands: pd.DataFrame, size: int) -> pd.DataFrame:
    """A key of each claim's set of figures: their number and two sums of their hashes."""
    unique_figures = operands[["claim", "at"]].drop_duplicates()
    claim, positions = unique_figures["claim"].to_numpy(), unique_figures["at"].to_numpy()
    hashes = pd.util.hash_array(positions)
    halves = [(hashes & 0xFFFFFFFF).astype(float), (hashes >> np.uint64(32)).astype(float)]
    sums = [np.bincount(claim, weights=half, minlength=size) for half in halves]
    counts = np.bincount(claim, minlength=size)
    return pd.DataFrame({"figures": counts, "low": sums[0], "high": sums[1]})


def find_by_name(claims: pd.DataFrame, operands: pd.DataFrame, figures: pd.DataFrame) -> Claims:
    """Claims from frames that give figures by name.

    Args:
        claims: the columns of :class:`Claims`, with ``figure`` for ``at``.
        operands: claim, operand and ``figure``; unknown figures are left out.
        figures: the table ``figures``.
    """
    figure_index = pd.Index(figures["figure"])
    placed = claims.assign(at=figure_index.get_indexer(claims["figure"]))
    named_operands = operands.assign(at=figure_index.get_indexer(operands["figure"]))
    texts = {name: _make_text(placed[name], len(placed)) for name in _TEXTS}
    operand = _make_text(named_operands["operand"], len(named_operands))
    placed_operands = named_operands.assign(operand=operand).loc[
        named_operands["at"] >= 0, list(OPERAND_COLUMNS)
    ]
    return Claims(placed.assign(**texts)[list(CLAIM_COLUMNS)], placed_operands)


NO_CLAIMS = make_claims(pd.DataFrame({"at": pd.Series(dtype="int64")}), "none", "none")
