"""The shipped figures, the claims about them, and a figure read again after a change."""

from dataclasses import dataclass

import pandas as pd

from analysis.build.build import compute_tables
from analysis.consistency.claims import Claims, join_claims
from analysis.consistency.identities import list_claims
from analysis.consistency.text_claims import read_text_claims
from analysis.consistency.verdicts import NOT_COMPUTABLE, compute_verdicts
from analysis.documents.reference import load_reference
from analysis.figures.printed import parse_figure, widen
from analysis.paths import PROJECT, find_data_root


@dataclass(frozen=True, eq=False)
class Data:
    """The unchanged figures and the claims about them.

    Attributes:
        figures: the table ``figures``, indexed by name.
        claims: the claims about them.
        operands: the claims' operands with claim_id and the figure's name.
        units: the units of the reference tables.
        verdicts: the verdicts, by claim_id.
    """

    figures: pd.DataFrame
    claims: Claims
    operands: pd.DataFrame
    units: dict
    verdicts: pd.DataFrame


def load_data() -> Data:
    """Loads the shipped data, its claims and their verdicts."""
    root = find_data_root(PROJECT / "data")
    tables = compute_tables(root).tables
    reference = load_reference(root)
    from_text, _ = read_text_claims(reference.tables["claims"], tables["figures"])
    claims = join_claims([list_claims(tables), from_text])
    figures = tables["figures"].set_index("figure", drop=False)
    verdicts = compute_verdicts(claims, figures)
    operands = claims.operands.assign(
        claim_id=verdicts["claim_id"].take(claims.operands["claim"]).to_numpy(),
        figure=figures.index.take(claims.operands["at"]),
    )
    return Data(figures, claims, operands, reference.units, verdicts.set_index("claim_id"))


def list_covered(data: Data) -> pd.Index:
    """Lists the figures that are used by a claim which can be computed."""
    computed = data.verdicts.index[data.verdicts["verdict"] != NOT_COMPUTABLE]
    operands = data.operands
    return pd.Index(operands.loc[operands["claim_id"].isin(computed), "figure"].unique())


def get_unit(row: dict) -> str | None:
    """The printed unit of a figure; None if there is none."""
    return row["printed_unit"] if isinstance(row["printed_unit"], str) else None


def read_changed(data: Data, row: dict, text: str) -> dict | None:
    """Reads a changed figure as a row of the table figures; None if it cannot be read."""
    unit = get_unit(row)
    original = parse_figure(row["printed"], data.units, unit)
    stipulated = bool(row["is_exact"]) and not original.is_exact
    read = parse_figure(text, data.units, unit, stipulated)
    if read.value is None:
        return None
    low, high = widen(read.low, read.high)
    value = float(read.value)
    if read.is_exact:
        low = high = value
    return {
        "value": value, "low": low, "high": high, "is_exact": read.is_exact,
        "qualifier": read.qualifier, "unit": read.unit, "missing_reason": None,
    }  # fmt: skip
