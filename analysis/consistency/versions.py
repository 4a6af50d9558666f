"""Claims about documents of which there are several versions.

A claim is made of documents that count together. Claims of a version that a newer one replaces are
assessed in the state of its county just before that, so that an earlier date shows them. Names of
figures in claims and reviews stand for the figure of the version that counts in that state.
"""

import dataclasses
import re
from collections.abc import Callable, Collection, Iterator
from functools import partial

import pandas as pd

from analysis.figures.names import find_document
from analysis.figures.restated import VIEWS, read_versions, restate
from analysis.figures.versions import FigureVersions
from analysis.tables.findings import Finding, make_error
from analysis.tables.records import list_records

Tables = dict[str, pd.DataFrame]
_FIGURE_NAME = re.compile(r"[a-z0-9][a-z0-9-]*/[a-z0-9_]+/[A-Za-z0-9_.]+/[a-z0-9_]+")


def list_versions(tables: Tables) -> FigureVersions:
    """The versions of the figures of processed tables."""
    figures = tables["figures"]
    return read_versions(tables["documents"], lambda name: figures[figures["document_id"] == name])


def point_to(text: str, versions: FigureVersions, counted: Collection[str]) -> str:
    """A text in which each figure's name is that of the version that counts, if that has it."""

    def replace(match: re.Match[str]) -> str:
        name = match.group()
        if find_document(name) not in versions.chains:
            return name
        return versions.find(name, counted) or name

    return _FIGURE_NAME.sub(replace, text)


def point_claims(
    claims: pd.DataFrame, versions: FigureVersions, counted: Collection[str]
) -> tuple[pd.DataFrame, list[Finding]]:
    """Rows of the reference table ``claims`` about the figures of the versions that count.

    A row is left out, with a warning, if it names a figure that the version that counts lacks.
    """
    if not versions.chains:
        return claims, []
    rows, findings = [], []
    for row in claims.fillna("").to_dict("records"):
        pointed = {name: point_to(row[name], versions, counted) for name in ("figure", "figures")}
        names = _FIGURE_NAME.findall(" ".join(pointed.values()))
        lacking = [
            name for name in names
            if find_document(name) in versions.chains and find_document(name) not in counted
        ]  # fmt: skip
        if lacking:
            findings.append(_describe_lacking(row["claim_id"], lacking[0]))
        else:
            rows.append({**row, **pointed})
    return pd.DataFrame(rows, columns=claims.columns), findings


def _describe_lacking(claim_id: str, figure: str) -> Finding:
    reason = f"it names {figure}, and the version of that document that counts has no such figure"
    remedy = "Name the figure that is meant; until then the claim is not checked."
    place = f"reference/claims.csv {claim_id}"
    error = make_error(None, find_document(figure), place, "reading", reason, remedy)
    return dataclasses.replace(error, severity="warning")


def add_reviews(
    reviews: pd.DataFrame, versions: FigureVersions, counted: Collection[str]
) -> pd.DataFrame:
    """The reference table ``reviews``; a review also holds for the version that counts.

    It is dropped later if that version prints another figure than the one that was reviewed.
    """
    if not versions.chains or reviews.empty:
        return reviews
    point = partial(point_to, versions=versions, counted=counted)
    pointed = reviews.assign(claim_id=reviews["claim_id"].map(point))
    more = pointed[~pointed["claim_id"].isin(reviews["claim_id"])]
    return pd.concat([reviews, more], ignore_index=True)


def list_states(tables: Tables, versions: FigureVersions) -> Iterator[tuple[Tables, pd.Series]]:
    """The states of counties just before a document was replaced.

    Each state holds the rows of the counties about which replaced documents report. Several
    counties are taken together, each at a date of its own.

    Args:
        tables: processed tables with all versions.
        versions: the versions of their figures.

    Yields:
        The tables of a state, and by county the date on which a document was replaced.
    """
    documents = tables["documents"]
    replaced = documents[documents["replaced_date"] > documents["known_date"]]
    for days in _plan_rounds(replaced, tables):
        yield _select_state(tables, versions, days), days


def _plan_rounds(replaced: pd.DataFrame, tables: Tables) -> list[pd.Series]:
    """Dates of replacement by county; a document is in one round with all of its counties."""
    counties: dict[str, set[str]] = {}
    for name in ("documents", "figures", "events"):
        frame = tables[name]
        own = frame[frame["document_id"].isin(replaced["document_id"])]
        for row in list_records(own[["document_id", "county_code"]].drop_duplicates()):
            counties.setdefault(row["document_id"], set()).add(row["county_code"])
    rounds: list[dict[str, pd.Timestamp]] = []
    for row in list_records(replaced.sort_values(["replaced_date", "document_id"])):
        days = dict.fromkeys(counties[row["document_id"]], row["replaced_date"])
        for planned in rounds:
            if all(planned.get(code, day) == day for code, day in days.items()):
                planned |= days
                break
        else:
            rounds.append(days)
    return [pd.Series(days, dtype="datetime64[ms]") for days in rounds]


def _select_state(tables: Tables, versions: FigureVersions, days: pd.Series) -> Tables:
    documents = tables["documents"]
    state = {
        name: _select(frame, documents, days) if "county_code" in frame else frame
        for name, frame in tables.items()
        if name not in ("documents", "areas", "projects")
    }
    state |= {name: tables[name] for name in ("documents", "areas", "projects")}
    for name in VIEWS:
        state[name] = _restate(name, state[name], tables, versions, days)
    state["figures"] = _add_named(state, tables)
    return state


def _select(frame: pd.DataFrame, documents: pd.DataFrame, days: pd.Series) -> pd.DataFrame:
    """The rows of counties with a date, of documents that counted just before it."""
    own = frame[frame["county_code"].isin(days.index)]
    if "document_id" not in frame:
        return own.reset_index(drop=True)
    dates = documents.set_index("document_id")[["known_date", "replaced_date"]]
    dates = dates.reindex(own["document_id"]).set_index(own.index)
    day = own["county_code"].map(days)
    counts = (dates["known_date"] < day) & ~(dates["replaced_date"] < day)
    return own[counts].reset_index(drop=True)


def _restate(
    name: str, frame: pd.DataFrame, tables: Tables, versions: FigureVersions, days: pd.Series
) -> pd.DataFrame:
    documents, figures = tables["documents"], tables["figures"]
    load_figure: Callable[[str], dict[str, object]] = lambda figure: list_records(  # noqa: E731
        figures[figures["figure"] == figure]
    )[0]
    parts = []
    for code, rows in frame.groupby("county_code", sort=False):
        known = set(documents.loc[documents["known_date"] < days[code], "document_id"])
        parts.append(restate(name, rows.copy(), versions, known, load_figure))
    return pd.concat(parts, ignore_index=True) if parts else frame


def _add_named(state: Tables, tables: Tables) -> pd.DataFrame:
    """The figures of a state, and those of other counties that conditions name."""
    figures = state["figures"]
    named = pd.concat([state[name][column] for name, views in VIEWS.items() for column in views])
    missing = set(named.dropna()) - set(figures["figure"])
    if not missing:
        return figures
    others = tables["figures"]
    return pd.concat([figures, others[others["figure"].isin(missing)]], ignore_index=True)
