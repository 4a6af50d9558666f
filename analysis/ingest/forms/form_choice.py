"""Chooses among the forms whose headers a table may have: by its labels, then by its cells."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from analysis.ingest.content import Cell
from analysis.ingest.forms.column_meanings import EXTRA, FIGURES, HeaderCell
from analysis.ingest.words.wordings import simplify

# Forms whose labels fit this much alike are told apart by what stands in the cells.
_ALIKE = 0.75
_MOST_ROWS = 12
# A column that is known by its words alone, against one whose label the form lists.
_GUESS = 0.6
_FIGURE = re.compile(r"[-+<>≤≥约]?\d[\d,.]*(?:%|[\u4e00-\u9fff]{0,3})")
_WORDS = frozenset({"label", "payee", "requirement", "result", "name", "category"})


@dataclass(frozen=True)
class Candidate:
    """A form that a header may belong to.

    Attributes:
        form_kind: kind of form.
        header: column → header.
        height: number of rows of the header.
        score: how well the labels fit.
        levels: number of rows with labels.
    """

    form_kind: str
    header: dict[int, HeaderCell]
    height: int
    score: float
    levels: int


@dataclass(frozen=True)
class Choice:
    """The form that was chosen.

    Attributes:
        candidate: the form.
        alike: kinds of the other forms that fit nearly as well by their labels.
        is_open: whether the cells do not decide between them.
    """

    candidate: Candidate
    alike: tuple[str, ...] = ()
    is_open: bool = False


def choose_form(candidates: Sequence[Candidate], rows: Sequence[Sequence[Cell]]) -> Choice:
    """The form that fits best.

    Args:
        candidates: forms whose header a table may have.
        rows: the rows from the header on.
    """
    best = max(candidates, key=lambda candidate: (candidate.score, candidate.levels))
    alike = [
        other for other in candidates
        if other.form_kind != best.form_kind and other.height == best.height
        and best.score - other.score < _ALIKE and _reads_otherwise(best, other)
    ]  # fmt: skip
    if not alike:
        return Choice(best)
    data = rows[best.height : best.height + _MOST_ROWS]
    fits = {candidate.form_kind: _rate_cells(candidate, data) for candidate in (best, *alike)}
    top = max(fits.values())
    winners = [candidate for candidate in (best, *alike) if fits[candidate.form_kind] == top]
    winner = max(winners, key=lambda candidate: candidate.score)
    others = tuple(candidate.form_kind for candidate in (best, *alike) if candidate is not winner)
    is_open = sum(candidate.score == winner.score for candidate in winners) > 1
    return Choice(winner, others, is_open)


def names_items(candidate: Candidate, rows: Sequence[Sequence[Cell]]) -> bool:
    """Whether the items of a table of targets have words: bare numbers beside no name are none.

    Args:
        candidate: a form that the header may belong to.
        rows: the rows from the header on.
    """
    meanings = {head.meaning for head in candidate.header.values()}
    if candidate.form_kind != "progress" or "name" in meanings:
        return True
    texts = [
        simplify(row[column].text)
        for row in rows[candidate.height : candidate.height + _MOST_ROWS]
        for column, head in candidate.header.items()
        if head.meaning == "requirement" and column < len(row)
    ]
    texts = [text for text in texts if text]
    return not texts or not all(_FIGURE.fullmatch(text) for text in texts)


def _reads_otherwise(one: Candidate, other: Candidate) -> bool:
    """Whether two forms would read a column of figures as different things."""
    meanings = [
        {column: head.meaning for column, head in candidate.header.items()}
        for candidate in (one, other)
    ]
    return any(
        FIGURES & {meanings[0][column], meanings[1].get(column, "")}
        and meanings[0][column] != meanings[1].get(column)
        for column in meanings[0]
    )


def _rate_cells(candidate: Candidate, rows: Sequence[Sequence[Cell]]) -> int:
    """How many of a form's columns hold what they should: figures or words."""
    fitting = 0
    for column, head in candidate.header.items():
        texts = [simplify(row[column].text) for row in rows if column < len(row)]
        texts = [text for text in texts if text]
        if not texts or head.meaning not in FIGURES | _WORDS:
            continue
        figures = sum(_FIGURE.fullmatch(text) is not None for text in texts)
        is_figures = 2 * figures > len(texts)
        fitting += 1 if is_figures == (head.meaning in FIGURES) else -1
    return fitting


def count_known(header: dict[int, HeaderCell]) -> float:
    """How many columns the form knows; those read by their words alone count less."""
    return sum(_GUESS if head.is_guessed else 1 for head in header.values()
               if head.meaning != EXTRA)  # fmt: skip
