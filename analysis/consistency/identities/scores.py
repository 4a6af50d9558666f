"""Claims about the weights (分值) and scores (得分) of a self-evaluation form.

They are made only for documents whose weights and scores are all printed: of the use of the fund in
one table, and of all items in another.
"""

import numpy as np
import pandas as pd

from analysis.consistency.claims import NO_CLAIMS, Claims, chain_claims, make_claims

# Why a difference need not be an error.
EXTRA_POINTS, OTHER_FULL_SCORE = "extra_points", "other_full_score"
# How the ids of the tables end, and of the rows: of an item, or of the total of all.
TABLE_END = "_scores"
_ROW = r"^(?P<item>.+)_(?P<what>weight|score)$"
FULL_SCORE, FEWEST_POINTS = 100, 90


def select_scores(figures: pd.DataFrame) -> pd.DataFrame:
    """The weights and scores among all figures.

    Args:
        figures: the table ``figures``.

    Returns:
        document_id, table_id, row_id, value, and ``at``, the position in ``figures``.
    """
    is_score = figures["table_id"].str.endswith(TABLE_END) & (figures["column"] == "value")
    at = np.flatnonzero(is_score.to_numpy(dtype=bool, na_value=False))
    return figures.iloc[at][["document_id", "table_id", "row_id", "value"]].assign(at=at)


def claim_scores(tables: dict[str, pd.DataFrame]) -> Claims:
    """A score is at most its weight, all make the printed total, and weights make 100 points."""
    scores = tables["scores"]
    if scores.empty:
        return NO_CLAIMS
    parts = scores["row_id"].str.extract(_ROW)
    rows = scores.assign(**parts)[parts["item"].notna().to_numpy()].reset_index(drop=True)
    rows["is_total"] = rows["item"].str.match(r"total\d+$")
    rows["is_item"] = rows["table_id"].str.startswith("progress")
    items = rows[~rows["is_total"] & (rows["is_item"] | rows["value"].notna())]
    complete = items[items["document_id"].isin(_list_complete(items))]
    return chain_claims(
        [_claim_limits(complete), _claim_totals(rows, complete), _claim_weights(rows, complete)]
    )


def _list_complete(items: pd.DataFrame) -> list[str]:
    """Documents with one table of each sort, and a weight and a score of each item."""
    tables = items.groupby(["document_id", "is_item"])["table_id"].nunique().unstack()
    tables = tables.reindex(columns=[False, True])
    has_both = tables.index[(tables == 1).all(axis=1)]
    kinds = items.groupby(["document_id", "table_id", "item"])["value"].agg(["size", "count"])
    is_whole = ((kinds["size"] == 2) & (kinds["count"] == 2)).groupby("document_id").all()
    return [document for document in has_both if is_whole[document]]


def _claim_limits(items: pd.DataFrame) -> Claims:
    key = ["document_id", "table_id", "item"]
    weights = items.loc[items["what"] == "weight", [*key, "at"]]
    scores = items[items["what"] == "score"].merge(weights.rename(columns={"at": "weight"}), on=key)
    return make_claims(
        scores[["at", "weight"]], "score_limit", "weight", relation="le", innocent=EXTRA_POINTS
    )


def _claim_totals(rows: pd.DataFrame, items: pd.DataFrame) -> Claims:
    """The total of a form with one total row; it may leave out the use of the fund."""
    totals = rows[rows["is_total"] & rows["value"].notna()]
    key = ["document_id", "what"]
    totals = totals[~totals.duplicated(key, keep=False)]
    pairs = totals[[*key, "at", "value"]].merge(items, on=key, suffixes=("", "_part"))
    sums = pairs.groupby("at")["value_part"].sum()
    of_items = pairs[pairs["is_item"]].groupby("at")["value_part"].sum()
    printed = totals.set_index("at")["value"]
    without_fund = of_items.index[
        np.isclose(of_items, printed[of_items.index]) & ~np.isclose(sums, printed[sums.index])
    ]
    pairs = pairs[pairs["is_item"] | ~pairs["at"].isin(without_fund)]
    operands = pairs[["at", "at_part"]].rename(columns={"at_part": "operand_at"})
    claimed = totals.loc[totals["at"].isin(operands["at"]), ["at"]]
    return make_claims(claimed, "score_total", "parts", [operands.assign(operand="parts")])


def _claim_weights(rows: pd.DataFrame, items: pd.DataFrame) -> Claims:
    """Weights without a printed total make 100 points; a form may have another full score."""
    totals = rows[rows["is_total"] & (rows["what"] == "weight") & rows["value"].notna()]
    weights = items[(items["what"] == "weight") & ~items["document_id"].isin(totals["document_id"])]
    # Far fewer points mean that the form is not all there, not that its weights are wrong.
    points = weights.groupby("document_id")["value"].transform("sum")
    weights = weights[points >= FEWEST_POINTS]
    last = weights.drop_duplicates("document_id", keep="last")
    others = last[["document_id", "at"]].merge(
        weights[["document_id", "at"]].rename(columns={"at": "operand_at"}), on="document_id"
    )
    others = others[others["at"] != others["operand_at"]]
    return make_claims(
        last[["at"]], "weights", f"{FULL_SCORE} - others",
        [others[["at", "operand_at"]].assign(operand="others")], innocent=OTHER_FULL_SCORE,
    )  # fmt: skip
