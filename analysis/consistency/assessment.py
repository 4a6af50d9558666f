"""Computes the table ``verdicts``: all claims about the figures of a data root."""

from collections.abc import Callable, Collection, Sequence

import pandas as pd

from analysis.consistency.claims import OPERAND_COLUMNS, RESULT, Claims, join_claims
from analysis.consistency.formula_text import MISSING, write_formula
from analysis.consistency.identities import list_claims
from analysis.consistency.identities.dates import check_dates
from analysis.consistency.text_claims import read_text_claims
from analysis.consistency.verdicts import CONTRADICTS, FOR_REVIEW, NOT_COMPUTABLE, compute_verdicts
from analysis.consistency.versions import (
    add_reviews,
    list_states,
    list_versions,
    point_claims,
    point_to,
)
from analysis.figures.names import SEPARATOR, find_document, list_printed, split_figures
from analysis.figures.versions import FigureVersions
from analysis.tables.findings import Finding, make_error
from analysis.tables.in_force import is_in_force, select_in_force
from analysis.tables.reference_forms import REFERENCE_COLUMNS
from analysis.tables.text_tables import TextRow

# Verdicts that a person should look at.
ATTENTION = (CONTRADICTS, FOR_REVIEW)
DATES = "dates"
REVIEWS = "reference/reviews.csv"
_ACCEPTED = "accepted_claims"
_ACCEPTED_COLUMNS = [*REFERENCE_COLUMNS["claims"], "place"]
_FIGURE = ["county_code", "document_id", "column", "label_zh", "label_en", "locator",
           "printed_unit", "unit"]  # fmt: skip
_REVIEWED = ["claim_id", "county_code", "document_id", "printed"]


def assess(
    tables: dict[str, pd.DataFrame],
    reference: dict[str, pd.DataFrame],
    accepted: Sequence[TextRow] = (),
) -> tuple[pd.DataFrame, list[Finding]]:
    """Rows of the table ``verdicts``, and errors in the reference table ``claims``.

    Args:
        tables: the other processed tables, with all versions of documents.
        reference: the reference tables ``claims`` and ``reviews``.
        accepted: relations between accepted figures, as rows of ``claims`` with their ``place``.
    """
    versions = list_versions(tables)
    reference = {**reference, _ACCEPTED: pd.DataFrame(accepted, columns=_ACCEPTED_COLUMNS)}
    current, findings = _assess_state(select_in_force(tables), reference, versions)
    earlier = [
        _keep_ended(_assess_state(state, reference, versions)[0], days)
        for state, days in list_states(tables, versions)
    ]
    verdicts = _separate(pd.concat([current, *earlier], ignore_index=True)) if earlier else current
    return verdicts.assign(is_new=False), findings


def _assess_state(
    tables: dict[str, pd.DataFrame], reference: dict[str, pd.DataFrame], versions: FigureVersions
) -> tuple[pd.DataFrame, list[Finding]]:
    """The verdicts on documents that count together."""
    figures = tables["figures"]
    counted = set(figures["document_id"].unique()) if versions.chains else set()
    rows, outdated = point_claims(reference["claims"], versions, counted)
    # Accepted figures have no counterpart in another version: their relations count with their own.
    both = pd.concat([rows, reference[_ACCEPTED]], ignore_index=True)
    from_text, findings = read_text_claims(both, figures)
    claims = join_claims([list_claims(tables), from_text])
    verdicts = _drop_redundant(compute_verdicts(claims, figures))
    described = _describe(verdicts, claims, figures)
    dated = pd.concat([described, _describe_dates(tables)], ignore_index=True)
    with_dates = _date(dated, tables["documents"])
    reviews = add_reviews(reference["reviews"], versions, counted)
    return _join_reviews(with_dates, reviews), [*findings, *outdated]


def _keep_ended(verdicts: pd.DataFrame, days: pd.Series) -> pd.DataFrame:
    """The verdicts that ended when a document of the county was replaced at its date."""
    return verdicts[verdicts["replaced_date"] == verdicts["county_code"].map(days)]


def _separate(verdicts: pd.DataFrame) -> pd.DataFrame:
    """Verdicts on one claim one after the other: each counts from the end of the one before it."""
    ordered = verdicts.sort_values(["claim_id", "replaced_date"], kind="stable")
    is_same = ordered["claim_id"] == ordered["claim_id"].shift()
    before = ordered["replaced_date"].shift().where(is_same)
    known = ordered["known_date"].where(~(before > ordered["known_date"]), before)
    return ordered.assign(known_date=known)[~(ordered["replaced_date"] <= known)]


def _drop_redundant(verdicts: pd.DataFrame) -> pd.DataFrame:
    """Drops claims that cannot be computed if another claim computes the same figure."""
    is_open = verdicts["verdict"] == NOT_COMPUTABLE
    computed = verdicts.loc[~is_open & (verdicts["relation"] == "eq"), "figure"]
    return verdicts[~is_open | ~verdicts["figure"].isin(computed)]


def _describe(verdicts: pd.DataFrame, claims: Claims, figures: pd.DataFrame) -> pd.DataFrame:
    positions = claims.claims["at"].loc[verdicts.index]
    printed_texts = figures[[*_FIGURE, "printed"]].take(positions).set_axis(verdicts.index)
    inputs, shown = _list_operands(claims.operands, figures)
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


def _list_operands(
    operands: pd.DataFrame, figures: pd.DataFrame
) -> tuple[dict[int, str], dict[int, dict[str, list[str]]]]:
    """By claim: the names of its figures, separated by semicolons, and their printed texts.

    The texts are listed by the name in the formula that the figures stand for.
    """
    texts, names = list_printed(figures), figures["figure"].tolist()
    inputs: dict[int, list[str]] = {}
    shown: dict[int, dict[str, list[str]]] = {}
    columns = (operands[name].tolist() for name in OPERAND_COLUMNS)
    for claim, operand, position in zip(*columns, strict=True):
        if operand != RESULT:
            inputs.setdefault(claim, []).append(names[position])
            text = texts[position]
            printed = shown.setdefault(claim, {}).setdefault(operand, [])
            printed.append(MISSING if text is None else text)
    return {claim: ";".join(own) for claim, own in inputs.items()}, shown


def _describe_dates(tables: dict[str, pd.DataFrame]) -> pd.DataFrame:
    pairs = check_dates(tables)
    key = ["document_id", "table_id", "row_id"]
    labels = ["county_code", "label_zh", "label_en"]
    rows = pd.concat([tables[name][[*key, *labels]] for name in ("events", "payments")])
    # Payments have no place of their own; the figures of their rows have.
    places = pd.concat([tables[name][[*key, "locator"]] for name in ("events", "figures")])
    placed = pairs.join(split_figures(pairs["figure"]))
    for found in (rows, places):
        placed = placed.merge(found.drop_duplicates(key), on=key, how="left")
    return placed.assign(
        claim_id=DATES + ":" + placed["figure"] + ":" + placed["inputs"],
        claim_kind=DATES,
        relation="ge",
        formula="earlier",
        printed=placed["second_date"].dt.strftime("%Y-%m-%d"),
        shown_formula=placed["first_date"].dt.strftime("%Y-%m-%d"),
    ).drop(columns=["table_id", "row_id", "first_date", "second_date"])


def _date(verdicts: pd.DataFrame, documents: pd.DataFrame) -> pd.DataFrame:
    """Adds ``known_date`` and ``replaced_date``: when all documents of the claim count together."""
    known = dict(zip(documents["document_id"], documents["known_date"], strict=True))
    later = documents[documents["replaced_date"].notna()]
    replaced = dict(zip(later["document_id"], later["replaced_date"], strict=True))
    names = zip(verdicts["figure"].tolist(), verdicts["inputs"].fillna("").tolist(), strict=True)
    documents_of = [_list_documents(figure, inputs) for figure, inputs in names]
    codes, drawn_on = pd.factorize(pd.Index(documents_of, dtype="object"))
    dates = {
        "known_date": [_choose(max, known, ids) for ids in drawn_on],
        "replaced_date": [_choose(min, replaced, ids) for ids in drawn_on],
    }
    series = {
        name: pd.Series(days, dtype="datetime64[s]").take(codes).set_axis(verdicts.index)
        for name, days in dates.items()
    }
    return verdicts.assign(**series)


def _list_documents(figure: str, inputs: str) -> str:
    """The ids of the documents of a claim's figures, separated by semicolons."""
    document_id = find_document(figure)
    # Most claims are about one document: that its id begins all names is soon seen.
    if f";{inputs}".count(f";{document_id}{SEPARATOR}") == inputs.count(";") + 1:
        return document_id
    ids = {document_id, *(find_document(name) for name in inputs.split(";"))}
    return ";".join(sorted(ids))


def _choose(
    choose: Callable[..., pd.Timestamp], dates: dict[str, pd.Timestamp], ids: str
) -> pd.Timestamp | None:
    """The first or the last date of some documents."""
    return choose((dates[one] for one in ids.split(";") if one in dates), default=None)


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
    tables: dict[str, pd.DataFrame], reviews: pd.DataFrame, own: Collection[str]
) -> list[Finding]:
    """Findings about reviews: no such claim, or a figure that has changed.

    Args:
        tables: the processed tables.
        reviews: the reference table ``reviews``.
        own: claims that the data root's own rows review; shipped ones may be of documents that it
            does not have.
    """
    verdicts, versions = tables["verdicts"], list_versions(tables)
    counted = set(select_in_force(tables)["documents"]["document_id"]) if versions.chains else set()
    renamed = reviews.rename(columns={"printed": "reviewed"})
    named = {point_to(text, versions, counted) for text in renamed["claim_id"]}
    is_reviewed = verdicts["claim_id"].isin({*renamed["claim_id"], *named})
    reviewed = verdicts[is_reviewed]
    claim_ids = set(reviewed["claim_id"])
    current = reviewed.loc[is_in_force(reviewed), _REVIEWED]
    joined = current.merge(add_reviews(renamed, versions, counted), on="claim_id")
    stale = joined[joined["status"].notna() & _has_changed(joined)]
    unknown = (
        claim_id
        for claim_id in sorted(own)
        if not {claim_id, point_to(claim_id, versions, counted)} & claim_ids
    )
    return [
        *(_describe_stale(row) for row in stale.to_dict("records")),
        *map(_describe_unknown, unknown),
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
