"""Rows that are part of no table: lines within one, and rows of figures that no form took."""

import re
from collections.abc import Sequence

from analysis.ingest.content import Cell, Place
from analysis.ingest.words.form_labels import FormLabels
from analysis.ingest.words.wordings import simplify

_SHORTEST_TITLE = 4
_MOST_NAMED = 8
_LINES = ("unit_line", "issuer", "date")
_FIGURE = re.compile(r"[-+▲△]?\d[\d,]*(?:\.\d+)?(?:%|[\u4e00-\u9fff]{1,2})?")
_YEAR = re.compile(r"(?:19|20)\d\d(?:年度?)?|(?:19|20)\d\d\.\d{1,2}")


def is_line(filled: Sequence[Cell], labels: FormLabels, titles: Sequence[str]) -> bool:
    """Whether a row within a table is a line of its unit, issuer or date, or its title again.

    Such lines may be merged over the whole table, below its header or on a further page.

    Args:
        filled: cells with text.
        labels: labels of forms.
        titles: lines above the table.
    """
    if len(filled) != 1:
        return False
    text = filled[0].text.strip()
    if text in titles:
        return len(text) > _SHORTEST_TITLE
    return ":" in simplify(text) and any(labels.find_start(role, text) for role in _LINES)


def has_figures(filled: Sequence[Cell], labels: FormLabels) -> bool:
    """Whether a row outside of every table is one of figures, not of entries of the form."""
    texts = [simplify(cell.text) for cell in filled]
    roles = ("entry", *_LINES)
    if len(texts) < 2 or any(labels.find_start(role, texts[0]) for role in roles):
        return False
    return any(_FIGURE.fullmatch(text) and not _YEAR.fullmatch(text) for text in texts[1:])


def describe_untaken(places: Sequence[Place]) -> str:
    """What is said of rows with figures that no form took: their number and which they are."""
    rows = ", ".join(str(place.row or place.line) for place in places[:_MOST_NAMED])
    more = " and more" if len(places) > _MOST_NAMED else ""
    return (
        f"{len(places)} rows with figures belong to no form and were left out: rows {rows}{more}."
    )
