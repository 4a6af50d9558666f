"""A claim: that one printed figure is what a formula gives of others.

Claims come in two frames, so that a nation's are evaluated at once: ``claims`` (one row each) and
``operands`` (one row per figure that stands for a name of a claim's formula; several rows of one
name are added up). Figures are named by their position in the table ``figures``. The figure that
is claimed is the operand ``result``.
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
        claims: kind, relation (``eq``, ``le``: the figure is at most what the formula gives,
            ``ge``: at least), formula, at (the figure claimed), is_capped (100 % may be printed for
            more), innocent (why a difference need not be an error; missing if it must), reason (why
            it cannot be computed, where that is known), name (of a claim that has one). The index
            counts from 0.
        operands: claim (row of ``claims``), operand (name in the formula, or ``result``), at (its
            figure).
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
        rows: one row per claim: ``at`` (the claimed figure, unique) and a column for each name of
            the formula that stands for one figure of the same row.
        kind: kind of the claims.
        formula: formula of all, or of each.
        operands: further operands: at (figure of the claim), operand, operand_at (its own figure);
            those of one name are added up.
        relation: ``eq``, ``le`` or ``ge``.
        is_capped: whether 100 % may be printed for more.
        innocent: why a difference need not be an error.
        reason: why it cannot be computed.
    """
    size = len(rows)
    given = {"kind": kind, "relation": relation, "formula": formula, "innocent": innocent,
             "reason": reason, "name": None}  # fmt: skip
    texts = {name: _make_text(text, size) for name, text in given.items()}
    claimed = rows["at"].to_numpy("int64")
    claims = pd.DataFrame({**texts, "at": claimed, "is_capped": is_capped})
    own, place = np.arange(size), pd.Index(claimed)
    parts = [(own, RESULT, claimed), *((own, name, rows[name]) for name in rows if name != "at")]
    parts += [
        (place.get_indexer(each["at"]), each["operand"], each["operand_at"]) for each in operands
    ]
    claim = np.concatenate([claim for claim, _, _ in parts])
    at = np.concatenate([_make_places(at) for _, _, at in parts])
    operand = _join_texts([_make_text(text, len(claim)) for claim, text, _ in parts])
    kept = (claim >= 0) & (at >= 0)
    named = pd.DataFrame({"claim": claim[kept], "operand": operand[kept], "at": at[kept]})
    return Claims(claims[list(CLAIM_COLUMNS)], named)


def _make_places(at: pd.Series | np.ndarray) -> np.ndarray:
    """Positions of figures; -1 for none."""
    if at.dtype.kind == "i":
        return np.asarray(at, "int64")
    return np.nan_to_num(np.asarray(at, float), nan=-1).astype("int64")


def _make_text(text: str | pd.Series | None, size: int) -> pd.Categorical:
    """Texts as categories; None is missing everywhere."""
    if isinstance(text, pd.Series):
        codes, categories = pd.factorize(text)
        return pd.Categorical.from_codes(codes, pd.Index(categories, dtype="str"))
    return pd.Categorical.from_codes(np.full(size, -1 if text is None else 0), _list_one(text))


@cache
def _list_one(text: str | None) -> pd.Index:
    return pd.Index([] if text is None else [text], dtype="str")


def _join_texts(parts: list[pd.Categorical]) -> pd.Categorical:
    """Categories one below the other."""
    numbers: dict[str, int] = {}
    codes = []
    for part in parts:
        own = [numbers.setdefault(text, len(numbers)) for text in part.categories.tolist()]
        codes.append(np.array([*own, -1])[part.codes])
    return pd.Categorical.from_codes(np.concatenate(codes), pd.Index([*numbers], dtype="str"))


def join_claims(parts: Iterable[Claims]) -> Claims:
    """All claims; of those that say the same of the same figures only the first.

    A growth and the factor it amounts to, or a share and what is left of the whole, are inverse
    statements of one identity: they hold or fail together and are reported once.
    """
    chained = chain_claims(parts)
    claims, operands = chained.claims, chained.operands.drop_duplicates()
    # A bound is no equation: what is at most a sum may also have to equal another.
    marks = _mark_figures(operands, len(claims)).assign(relation=claims["relation"].cat.codes)
    is_kept = (~marks.duplicated() | (marks["figures"] == 0)).to_numpy()
    number = np.where(is_kept, np.cumsum(is_kept) - 1, -1)
    kept = operands.assign(claim=number[operands["claim"]])
    return Claims(
        claims[is_kept].reset_index(drop=True), kept[kept["claim"] >= 0].reset_index(drop=True)
    )


def chain_claims(parts: Iterable[Claims]) -> Claims:
    """All claims, one part below the other."""
    parts = list(parts)
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
    """What is the same for claims over the same figures: how many, and two sums of them mixed."""
    once = operands[["claim", "at"]].drop_duplicates()
    claim, at = once["claim"].to_numpy(), once["at"].to_numpy()
    mixed = pd.util.hash_array(at)
    halves = [(mixed & 0xFFFFFFFF).astype(float), (mixed >> np.uint64(32)).astype(float)]
    sums = [np.bincount(claim, weights=half, minlength=size) for half in halves]
    counts = np.bincount(claim, minlength=size)
    return pd.DataFrame({"figures": counts, "low": sums[0], "high": sums[1]})


def find_by_name(claims: pd.DataFrame, operands: pd.DataFrame, figures: pd.DataFrame) -> Claims:
    """Claims whose figures are given by name.

    Args:
        claims: the columns of :class:`Claims`, with ``figure`` for ``at``.
        operands: claim, operand and ``figure``; a figure that is not there is left out.
        figures: the table ``figures``.
    """
    known = pd.Index(figures["figure"])
    placed = claims.assign(at=known.get_indexer(claims["figure"]))
    named = operands.assign(at=known.get_indexer(operands["figure"]))
    texts = {name: _make_text(placed[name], len(placed)) for name in _TEXTS}
    operand = _make_text(named["operand"], len(named))
    kept = named.assign(operand=operand).loc[named["at"] >= 0, list(OPERAND_COLUMNS)]
    return Claims(placed.assign(**texts)[list(CLAIM_COLUMNS)], kept)


NO_CLAIMS = make_claims(pd.DataFrame({"at": pd.Series(dtype="int64")}), "none", "none")
