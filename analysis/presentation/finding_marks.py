"""Marks rows of tables with the findings about them, and finds which rows a page shows of these."""

import re

import pandas as pd

from analysis.figures.names import split_figure
from analysis.presentation.anchors import anchor_finding
from analysis.tables.records import list_records

# Verdicts that have a card, in the order of the cards.
CARD_VERDICTS = ("contradicts", "for_review")
# Roles of the figures of a condition.
_ROLES = ("target_figure", "actual_figure", "denominator_figure")
_ROW = ("document_id", "table_id", "row_id")
_ITEM = ("document_id", "table_id", "item")
# An id, or a link to a card, in the order in which a page has them.
_PLACE = re.compile(r'\bid="(?P<id>[^"]+)"|href="#(?P<card>finding-[^"]+)"')


def mark_findings(rows: pd.DataFrame, verdicts: pd.DataFrame) -> pd.DataFrame:
    """Adds to rows with a printed figure the findings about it.

    Args:
        rows: with ``document_id``, ``table_id`` and ``row_id``.
        verdicts: rows of the table ``verdicts``.

    Returns:
        The rows with ``findings``: a line each of verdict and claim, such as
        ``contradicts rate:fox/fund/total/rate``; missing for rows without a finding. Derived points
        have none. Without any finding the rows as they are.
    """
    marks = _list_marks(verdicts)
    if not marks:
        return rows
    found = [marks.get(key) for key in zip(*(rows[name] for name in _ROW), strict=True)]
    marked = pd.Series(found, index=rows.index, dtype="str")
    if "origin" in rows.columns:
        marked = marked.mask(rows["origin"] == "implied")
    return rows.assign(findings=marked)


def mark_items(
    items: pd.DataFrame, conditions: pd.DataFrame, verdicts: pd.DataFrame
) -> pd.DataFrame:
    """Adds to target items the findings about their row, or about a figure of their conditions.

    Args:
        items: what :func:`analysis.measures.target_items.compute_items` returns.
        conditions: their conditions.
        verdicts: rows of the table ``verdicts``.

    Returns:
        The rows with ``findings``, as :func:`mark_findings` adds it.
    """
    marks = _list_marks(verdicts)
    if not marks:
        return items
    keys = list(zip(*(items[name] for name in _ITEM), strict=True))
    found = {key: dict.fromkeys(_split(marks.get(key))) for key in keys}
    for row in list_records(conditions):
        own = found.get((row["document_id"], row["table_id"], row["item"]))
        for name in _ROLES:
            if own is not None and isinstance(row[name], str):
                own.update(dict.fromkeys(_split(marks.get(_find_row(row[name])))))
    texts = ["\n".join(found[key]) or None for key in keys]
    return items.assign(findings=pd.Series(texts, index=items.index, dtype="str"))


def split_marks(findings: object) -> list[tuple[str, str]]:
    """Verdict and anchor of each finding of a marked row; none for a row without."""
    marks = [line.partition(" ") for line in _split(findings)]
    return [(verdict, anchor_finding(claim_id)) for verdict, _, claim_id in marks]


def find_marked_rows(html: str) -> dict[str, str]:
    """The id of the first row that links to each card, by the id of the card.

    Args:
        html: the tables of a page.
    """
    rows: dict[str, str] = {}
    row = ""
    for found in _PLACE.finditer(html):
        row = found["id"] or row
        if found["card"]:
            rows.setdefault(found["card"], row)
    return rows


def _split(findings: object) -> list[str]:
    return findings.split("\n") if isinstance(findings, str) else []


def _list_marks(verdicts: pd.DataFrame) -> dict[tuple[str, ...], str]:
    """The findings about each row, those that do not match first."""
    rows = list_records(verdicts, verdicts["verdict"].isin(CARD_VERDICTS))
    marks: dict[tuple[str, ...], list[str]] = {}
    for row in sorted(rows, key=lambda row: CARD_VERDICTS.index(row["verdict"])):
        marks.setdefault(_find_row(row["figure"]), []).append(f"{row['verdict']} {row['claim_id']}")
    return {key: "\n".join(lines) for key, lines in marks.items()}


def _find_row(figure: str) -> tuple[str, ...]:
    return tuple(split_figure(figure)[:3])
