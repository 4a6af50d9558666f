"""Short names of documents, by which the source of a figure is told apart from other documents."""

from collections import Counter
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

import pandas as pd

from analysis.figures.periods import find_kind
from analysis.presentation.periods import name_period
from analysis.presentation.terms import DOCUMENT_KINDS
from analysis.tables.records import list_records

if TYPE_CHECKING:
    from analysis.presentation.formats import Words


def name_documents(documents: pd.DataFrame, words: "Words") -> dict[str, str]:
    """The shortest name of each document that no other one of them has.

    Kind and month, or else kind and date, mostly tell documents apart; where they do not, the
    issuer, the title and at last the document's id are added.

    Args:
        documents: rows of the table ``documents``.
        words: language.

    Returns:
        Name by ``document_id``.
    """
    names: dict[str, str] = {}
    rows = list_records(documents)
    for make_name in _WAYS:
        offered = {row["document_id"]: make_name(row, words) for row in rows}
        uses = Counter([*offered.values(), *names.values()])
        names |= {key: name for key, name in offered.items() if uses[name] == 1}
        rows = [row for row in rows if row["document_id"] not in names]
    return names


def _by_period(row: Mapping[str, Any], words: "Words") -> str:
    return _join(words.term(DOCUMENT_KINDS, row["document_kind"]), _say_time(row, words), words)


def _by_date(row: Mapping[str, Any], words: "Words") -> str:
    kind = words.term(DOCUMENT_KINDS, row["document_kind"])
    return _join(kind, words.date(row["document_date"]), words)


def _by_issuer(row: Mapping[str, Any], words: "Words") -> str:
    kind = words.term(DOCUMENT_KINDS, row["document_kind"])
    parts = [words.pick(row, "issuer"), _say_time(row, words)]
    return _join(kind, words.join(part for part in parts if part), words)


def _by_title(row: Mapping[str, Any], words: "Words") -> str:
    return _join(words.pick(row, "title"), words.date(row["document_date"]), words)


def _by_id(row: Mapping[str, Any], words: "Words") -> str:
    return _join(words.pick(row, "title"), row["document_id"], words)


_WAYS: tuple[Callable[[Mapping[str, Any], "Words"], str], ...] = (
    _by_period, _by_date, _by_issuer, _by_title, _by_id,
)  # fmt: skip


def _say_time(row: Mapping[str, Any], words: "Words") -> str:
    """The month, quarter or year that a document is about, or else its date."""
    start, end = row["period_start"], row["period_end"]
    if pd.isna(start) or pd.isna(end) or find_kind(start, end) in ("days", "years"):
        return words.date(row["document_date"])
    return name_period(start, end, words)


def _join(name: str, detail: str, words: "Words") -> str:
    return words.say("{name} ({detail})", name=name, detail=detail)
