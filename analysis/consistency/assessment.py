"""Computes the table ``verdicts``: all claims about the figures of a data root."""

from collections.abc import Collection

import pandas as pd

from analysis.consistency.claims import RESULT, Claims, join_claims
from analysis.consistency.formula_text import MISSING, write_formula
from analysis.consistency.identities import list_claims
from analysis.consistency.identities.dates import check_dates
from analysis.consistency.text_claims import read_text_claims
from analysis.consistency.verdicts import CONTRADICTS, FOR_REVIEW, NOT_COMPUTABLE, compute_verdicts
from analysis.figures.names import find_document, print_figures, split_figures
from analysis.tables.findings import Finding, make_error

# Verdicts that a person should look at.
ATTENTION = (CONTRADICTS, FOR_REVIEW)
DATES = "dates"
REVIEWS = "reference/reviews.csv"
_FIGURE = ["county_code", "document_id", "column", "label_zh", "label_en", "locator",
           "printed_unit", "unit"]  # fmt: skip
_REVIEWED = ["claim_id", "county_code", "document_id", "printed"]


def assess(
    tables: dict[str, pd.DataFrame], reference: dict[str, pd.DataFrame]
) -> tuple[pd.DataFrame, list[Finding]]:
    """Rows of the table ``verdicts``, and errors in the reference table ``claims``.

    Args:
        tables: the other processed tables.
        reference: the reference tables ``claims`` and ``reviews``.
    """
    figures = tables["figures"]
    from_text, findings = read_text_claims(reference["claims"], figures)
    claims = join_claims([list_claims(tables), from_text])
    verdicts = _drop_redundant(compute_verdicts(claims, figures))
    described = _describe(verdicts, claims, figures)
    dated = pd.concat([described, _describe_dates(tables)], ignore_index=True)
    with_dates = _date(dated, tables["documents"])
    return _join_reviews(with_dates, reference["reviews"]).assign(is_new=False), findings


def _drop_redundant(verdicts: pd.DataFrame) -> pd.DataFrame:
    """Drops claims that cannot be computed if another claim computes the same figure."""
    is_open = verdicts["verdict"] == NOT_COMPUTABLE
    computed = verdicts.loc[~is_open & (verdicts["relation"] == "eq"), "figure"]
    return verdicts[~is_open | ~verdicts["figure"].isin(computed)]


def _describe(verdicts: pd.DataFrame, claims: Claims, figures: pd.DataFrame) -> pd.DataFrame:
    positions = claims.claims["at"].loc[verdicts.index]
    printed_texts = figures[[*_FIGURE, "printed"]].take(positions).set_axis(verdicts.index)
    operands = claims.operands[claims.operands["operand"] != RESULT]
    names = figures["figure"].take(operands["at"])
    shown = _list_printed(operands, names.map(print_figures(figures)))
    inputs = _join_names(operands["claim"], names)
    return (
        verdicts.rename(columns={"kind": "claim_kind"})
        .join(printed_texts)
        .assign(
            inputs=pd.Series(inputs, dtype="str").reindex(verdicts.index),
            shown_formula=[
                write_formula(formula, shown.get(claim, {}))
                for claim, formula in verdicts["formula"].items()
            ],
        )
    )


def _join_names(claims: pd.Series, names: pd.Series) -> dict[int, str]:
    """Names of the figures of each claim, separated by semicolons."""
    listed: dict[int, list[str]] = {}
    for claim, name in zip(claims.tolist(), names.tolist(), strict=True):
        listed.setdefault(claim, []).append(name)
    return {claim: ";".join(names) for claim, names in listed.items()}


def _list_printed(operands: pd.DataFrame, printed: pd.Series) -> dict[int, dict[str, list[str]]]:
    """Printed figures of each claim, by their name in its formula."""
    listed: dict[int, dict[str, list[str]]] = {}
    columns = (operands["claim"].tolist(), operands["operand"].tolist())
    for claim, operand, text in zip(*columns, printed.fillna(MISSING).tolist(), strict=True):
        listed.setdefault(claim, {}).setdefault(operand, []).append(text)
    return listed


def _describe_dates(tables: dict[str, pd.DataFrame]) -> pd.DataFrame:
    pairs = check_dates(tables)
    rows = pd.concat(
        [
            tables[name][
                ["document_id", "table_id", "row_id", "county_code", "label_zh", "label_en"]
            ]
            for name in ("events", "payments")
        ]
    ).drop_duplicates(["document_id", "table_id", "row_id"])
    placed = pairs.join(split_figures(pairs["figure"])).merge(
        rows, on=["document_id", "table_id", "row_id"], how="left"
    )
    return placed.assign(
        claim_id=DATES + ":" + placed["figure"] + ":" + placed["inputs"],
        claim_kind=DATES,
        relation="ge",
        formula="earlier",
        locator=placed["document_id"] + " " + placed["table_id"] + " " + placed["row_id"],
        printed=placed["second_date"].dt.strftime("%Y-%m-%d"),
        shown_formula=placed["first_date"].dt.strftime("%Y-%m-%d"),
    ).drop(columns=["table_id", "row_id", "first_date", "second_date"])


def _date(verdicts: pd.DataFrame, documents: pd.DataFrame) -> pd.DataFrame:
    """Adds ``known_date``: the date of the newest document with a figure of the claim."""
    dates = dict(zip(documents["document_id"], documents["document_date"], strict=True))
    figures = (verdicts["figure"] + ";" + verdicts["inputs"].fillna("")).tolist()
    drawn_on = [{find_document(name) for name in names.split(";")} for names in figures]
    newest = [
        max((dates[document_id] for document_id in ids if document_id in dates), default=None)
        for ids in drawn_on
    ]
    return verdicts.assign(known_date=pd.Series(newest, verdicts.index, "datetime64[s]"))


def _join_reviews(verdicts: pd.DataFrame, reviews: pd.DataFrame) -> pd.DataFrame:
    """Adds the reviews to their claims; leaves out a review of a figure that has changed."""
    renamed = reviews.rename(
        columns={"status": "review_status", "reason": "review_reason", "printed": "reviewed"}
    )
    joined = verdicts.merge(renamed, on="claim_id", how="left")
    is_stale = joined["review_status"].notna() & _has_changed(joined)
    review_columns = ["review_status", "review_reason", "decided_by", "decided_date"]
    joined.loc[is_stale, review_columns] = None
    return joined.drop(columns="reviewed")


def _has_changed(joined: pd.DataFrame) -> pd.Series:
    return joined["reviewed"].fillna("") != joined["printed"].fillna("")


def check_reviews(
    verdicts: pd.DataFrame, reviews: pd.DataFrame, own: Collection[str]
) -> list[Finding]:
    """Findings about reviews: no such claim, or a figure that has changed.

    Args:
        verdicts: the table ``verdicts``.
        reviews: the reference table ``reviews``.
        own: claims that the data root's own rows review; shipped ones may be of documents that it
            does not have.
    """
    renamed = reviews.rename(columns={"printed": "reviewed"})
    reviewed = verdicts.loc[verdicts["claim_id"].isin(renamed["claim_id"]), _REVIEWED]
    joined = reviewed.merge(renamed, on="claim_id")
    stale = joined[joined["status"].notna() & _has_changed(joined)]
    known = {*reviewed["claim_id"]}
    return [
        *(_describe_stale(row) for row in stale.to_dict("records")),
        *(_describe_unknown(claim_id) for claim_id in sorted({*own} - known)),
    ]


def _describe_stale(row: dict[str, object]) -> Finding:
    return _make_warning(
        row,
        f"the review was about {row['reviewed']!r}, the figure is now printed {row['printed']!r}",
        "Review the finding again and update the row in reference/reviews.csv.",
    )


def _describe_unknown(claim_id: str) -> Finding:
    reason = f"no finding has the claim_id {claim_id!r}"
    remedy = "Remove the row from reference/reviews.csv, or correct it."
    return make_error(None, None, f"{REVIEWS} {claim_id}", "reading", reason, remedy)


def _make_warning(row: dict[str, object], reason: str, remedy: str) -> Finding:
    from dataclasses import replace

    place = f"{REVIEWS} {row['claim_id']}"
    county_code, document_id = row.get("county_code"), row.get("document_id")
    return replace(
        make_error(
            county_code if isinstance(county_code, str) else None,
            document_id if isinstance(document_id, str) else None,
            place, "reading", reason, remedy,
        ),
        severity="warning",
    )  # fmt: skip


def mark_new(verdicts: pd.DataFrame, earlier: pd.DataFrame | None) -> pd.DataFrame:
    """Sets ``is_new`` for findings that need attention and that the earlier build did not have.

    Args:
        verdicts: the table ``verdicts``.
        earlier: the table of the previous build; None in a first build, in which nothing is new.
    """
    if earlier is None:
        return verdicts
    key = ["claim_id", "verdict", "printed"]
    same_claims = earlier[earlier["claim_id"].isin(verdicts["claim_id"])]
    earlier_findings = set(map(tuple, same_claims[key].fillna("").to_numpy()))
    was_found = [tuple(row) in earlier_findings for row in verdicts[key].fillna("").to_numpy()]
    is_new = verdicts["verdict"].isin(ATTENTION) & ~pd.Series(was_found, index=verdicts.index)
    return verdicts.assign(is_new=is_new.astype("boolean"))
