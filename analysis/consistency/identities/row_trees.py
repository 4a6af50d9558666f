"""Claims that follow from rows within rows: a sum is what its lines add up to.

Tables with a row of unknown place make no claim about sums: the row may be part of any of them.
"""

import numpy as np
import pandas as pd

from analysis.consistency.claims import NO_CLAIMS, Claims, chain_claims, make_claims

# Why a difference need not be an error.
NOT_ALL_PARTS, PARTS_OVERLAP = "not_all_parts", "parts_overlap"
# Kind of claim by role of the row that is the sum of others.
SUM_KINDS = {"total": "total", "subtotal": "subtotal", "line": "sublines"}
_ADDED = ("line", "subtotal")
_MOST_LEVELS = 8


def find_addends(frame: pd.DataFrame, column: str) -> np.ndarray:
    """Whether each row is one of those that together make the sum of its table, none twice.

    They are the rows right below the total, or those that are part of no row; a row without an
    amount is replaced by its parts. Tables with a row of unknown place have none.

    Args:
        frame: prepared rows of ``budget`` or ``contracts``.
        column: a column of amounts.
    """
    roles, parents = frame["row_role"].astype("str").to_numpy(), frame["parent_at"].to_numpy()
    has_parts = _have_parts(roles, parents)
    is_open = (roles == "total") | frame[column].isna().to_numpy()
    is_chosen = (parents < 0) & np.isin(roles, (*_ADDED, "total"))
    is_chosen &= ~frame["is_suspended"].to_numpy()
    for _ in range(_MOST_LEVELS):
        replaced = is_chosen & has_parts & is_open
        if not replaced.any():
            break
        is_part = (parents >= 0) & replaced[parents] & np.isin(roles, _ADDED)
        is_chosen = (is_chosen & ~replaced) | is_part
    return is_chosen


def _have_parts(roles: np.ndarray, parents: np.ndarray) -> np.ndarray:
    has_parts = np.zeros(len(roles), bool)
    has_parts[parents[(parents >= 0) & np.isin(roles, _ADDED)]] = True
    return has_parts


def claim_sums(frame: pd.DataFrame, column: str, value: str) -> Claims:
    """Each total, subtotal and line with parts is their sum; a part named by 其中 is within it.

    Args:
        frame: prepared rows of ``budget`` or ``contracts``.
        column: raw column of the amounts.
        value: their column in the frame.
    """
    if (frame["parent_at"] < 0).all():
        return NO_CLAIMS
    table_keys = [frame["document_id"], frame["table_id"]]
    is_reported = frame[value].notna().groupby(table_keys, observed=True).transform("any")
    rows = pd.DataFrame(
        {
            "at": frame[f"at_{column}"].to_numpy(), "role": frame["row_role"].astype("str"),
            "value": frame[value].to_numpy(), "parent": frame["parent_at"].to_numpy(),
            "is_usable": (is_reported & ~frame["is_suspended"]).to_numpy(),
        }
    ).reset_index(drop=True)  # fmt: skip
    return chain_claims([_claim_sums(rows), *_claim_within(rows)])


def _claim_sums(rows: pd.DataFrame) -> Claims:
    pairs = _list_parts(rows)
    whole = rows.loc[pairs["whole"]].reset_index(drop=True)
    part = rows.loc[pairs["part"]].reset_index(drop=True)
    known = part["value"].groupby(pairs["whole"]).sum()
    has_blank = part["value"].isna().groupby(pairs["whole"]).any()
    sums = rows.loc[known.index].assign(known=known, has_blank=has_blank)
    # A blank line beside lines that make the sum without it adds nothing.
    is_made = sums["has_blank"] & np.isclose(sums["known"], sums["value"], rtol=1e-12, atol=1e-3)
    is_bound = sums["has_blank"] & ~is_made & (sums["known"] > sums["value"])
    drops_blank = (is_made | is_bound).reindex(pairs["whole"]).to_numpy()
    operands = pd.DataFrame(
        {"at": whole["at"], "operand": "lines", "operand_at": part["at"]}
    )[~(drops_blank & part["value"].isna().to_numpy())]  # fmt: skip
    may_lack = (sums["role"] == "line") & (sums["known"] < sums["value"])
    sums = sums.assign(innocent=pd.Series(NOT_ALL_PARTS, sums.index).where(may_lack, None))
    return chain_claims(
        _make_sums(sums[(sums["role"] == role) & chosen], kind, relation, operands)
        for role, kind in SUM_KINDS.items()
        for relation, chosen in (("eq", ~is_bound), ("ge", is_bound))
        if (chosen & (sums["role"] == role)).any()
    )


def _make_sums(sums: pd.DataFrame, kind: str, relation: str, operands: pd.DataFrame) -> Claims:
    own = operands[operands["at"].isin(sums["at"])]
    return make_claims(
        sums[["at"]], kind, "lines", [own], relation=relation, innocent=sums["innocent"]
    )


def _list_parts(rows: pd.DataFrame) -> pd.DataFrame:
    """Pairs of a sum and a row that it adds; a part without an amount is replaced by its own.

    A line without an amount is no sum to check; a total or subtotal is, and lacks its figure.
    """
    roles, parents = rows["role"].to_numpy(), rows["parent"].to_numpy()
    is_added = (parents >= 0) & np.isin(roles, _ADDED) & rows["is_usable"].to_numpy()
    has_parts = _have_parts(np.where(is_added, roles, ""), parents)
    own = pd.DataFrame({"whole": parents[is_added], "part": np.flatnonzero(is_added)})
    is_blank = rows["value"].isna().to_numpy()
    pairs = own
    for _ in range(_MOST_LEVELS):
        is_open = is_blank[pairs["part"]] & has_parts[pairs["part"]]
        if not is_open.any():
            break
        opened = pairs[is_open].merge(
            own.rename(columns={"whole": "part", "part": "inner"}), on="part"
        )
        inner = opened[["whole", "inner"]].rename(columns={"inner": "part"})
        pairs = pd.concat([pairs[~is_open], inner], ignore_index=True)
    wholes = pairs["whole"].to_numpy()
    return pairs[(roles[wholes] != "line") | ~is_blank[wholes]].reset_index(drop=True)


def _claim_within(rows: pd.DataFrame) -> list[Claims]:
    """What 其中 names is at most the row that it is within; several such rows may overlap."""
    is_within = (rows["role"] == "of_which") & (rows["parent"] >= 0) & rows["value"].notna()
    if not is_within.any():
        return []
    parts = rows[is_within]
    wholes = rows.loc[parts["parent"]]
    parts = parts.assign(whole=wholes["at"].to_numpy())[wholes["value"].notna().to_numpy()]
    single = make_claims(parts[["at", "whole"]], "of_which", "whole", relation="le")
    several = parts[parts["whole"].duplicated(keep=False)]
    operands = several.rename(columns={"at": "operand_at", "whole": "at"})
    together = make_claims(
        operands[["at"]].drop_duplicates(), "of_which_together", "parts",
        [operands[["at", "operand_at"]].assign(operand="parts")],
        relation="ge", innocent=PARTS_OVERLAP,
    )  # fmt: skip
    return [single, together]
