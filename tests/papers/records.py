"""Loads the records of papers: what stands in a paper, and what must be read of it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from tests.papers.grids import Table, make_table

FORMATS = ("xlsx", "xls", "ods", "docx", "pdf", "csv", "txt")
# A candidate as a list; variants of its name are parted by |, its period is first..last day.
CANDIDATE = ("value", "label", "unit", "span", "role", "change")
_KNOWN = frozenset(
    """id from source lines grid after more text sheet formats county period expect candidates
    short first note held_out""".split()  # noqa: SIM905 - a list of words
)
_KNOWN_EXPECTED = frozenset({"forms", "figures", "not", "remark", "county"})


@dataclass(frozen=True)
class Figure:
    """A figure that must come out: kind of raw table, words of its row, column, text."""

    kind: str
    row: str
    column: str
    text: str


@dataclass(frozen=True)
class Record:
    """A paper and what must be read of it.

    Attributes:
        id: its name.
        file: the file that holds the record.
        origin: place, office and year as far as known.
        source: what it is, its address and the day it was looked up.
        parts: its tables, each with the lines above and below it.
        formats: the formats in which it is written and read.
        county: option ``--county``, or blank.
        period: option ``--period``, or blank.
        forms: kinds of forms that must be recognised, in order; empty: nothing may be filed.
        figures: the figures that must come out.
        excluded: kind, row and column of figures that must not come out.
        remark: words that a remark must hold.
        filed_for: code of the county for which it must be filed, if the record says so.
        candidates: figures that must be proposed from prose: column → text.
        short: what is not read rightly yet; blank if all is.
        first: outcome of the first try, before anything was built for it.
        is_held_out: whether its prose was judged only once all was built.
    """

    id: str
    file: Path
    origin: str
    source: str
    parts: tuple[Table, ...]
    formats: tuple[str, ...]
    county: str
    period: str
    forms: tuple[str, ...]
    figures: tuple[Figure, ...]
    excluded: tuple[tuple[str, str, str], ...]
    remark: str
    filed_for: str
    candidates: tuple[Mapping[str, str], ...] = ()
    short: str = ""
    first: Mapping[str, Any] = field(default_factory=dict)
    is_held_out: bool = False

    @property
    def is_prose(self) -> bool:
        """Whether the paper is running text without a table."""
        return not any(part.rows for part in self.parts)


def load_records(folder: Path) -> list[Record]:
    """The records of all YAML files of a folder."""
    return [record for path in sorted(folder.glob("*.yml")) for record in _load_file(path)]


def _load_file(path: Path) -> Iterator[Record]:
    loaded = yaml.safe_load(path.read_text(encoding="utf-8")) or []
    for entry in loaded if isinstance(loaded, list) else [loaded]:
        yield _make_record(path, entry)


def _make_candidate(entry: Mapping[str, Any] | list[Any]) -> dict[str, str]:
    """A candidate from column: text, or from the list of its text, names, unit, period and role."""
    if isinstance(entry, Mapping):
        return {name: str(text) for name, text in entry.items()}
    return dict(zip(CANDIDATE, map(str, entry), strict=False))


def _make_record(path: Path, entry: Mapping[str, Any]) -> Record:
    expect = entry.get("expect") or {}
    unknown = (set(entry) - _KNOWN) | (set(expect) - _KNOWN_EXPECTED)
    if unknown:
        raise ValueError(f"{path.name}, {entry.get('id')}: unknown keys {sorted(unknown)}")
    parts = [entry, *(entry.get("more") or [])]
    origin, source = entry.get("from") or "", entry.get("source") or ""
    return Record(
        id=str(entry["id"]),
        file=path,
        origin=str(origin),
        source=str(source),
        parts=tuple(make_table(part, str(entry["id"])) for part in parts),
        formats=tuple(entry.get("formats") or ()),
        county=str(entry.get("county") or ""),
        period=str(entry.get("period") or ""),
        forms=tuple(expect.get("forms") or ()),
        figures=tuple(Figure(*map(str, figure)) for figure in expect.get("figures") or ()),
        excluded=tuple(tuple(map(str, place)) for place in expect.get("not") or ()),
        remark=str(expect.get("remark") or ""),
        filed_for=str(expect.get("county") or ""),
        candidates=tuple(_make_candidate(one) for one in entry.get("candidates") or ()),
        is_held_out=bool(entry.get("held_out")),
        short=str(entry.get("short") or ""),
        first=entry.get("first") or {},
    )
