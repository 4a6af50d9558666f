"""Compares what was filed of a paper with what its record expects."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from analysis.ingest.forms.columnar import RAW_KINDS
from analysis.ingest.forms.matrix_header import MATRIX_KINDS
from analysis.tables.raw_forms import FIGURE_COLUMNS
from tests.papers.filing import Filed, FiledTable
from tests.papers.records import Figure, Record

# Tables that the readings derive from a form; they are no forms of their own.
_DERIVED = re.compile(r"_(?:figures|scores|other|rows)(?:_\d+)?$")
_LABELS = ("label", "payee", "requirement", "result", "category", "number", "period", "row_id")


@dataclass(frozen=True)
class Comparison:
    """What came out of one paper in one format.

    Attributes:
        forms: kinds of raw tables that were filed, in order.
        is_recognised: whether they are those expected.
        right: number of expected figures that were filed as printed.
        wrong: what was filed instead of an expected figure, and figures that must not be.
        lost: expected figures that were not filed.
        other: further faults: a missing remark, another county.
    """

    forms: tuple[str, ...]
    is_recognised: bool
    right: int
    wrong: tuple[str, ...]
    lost: tuple[str, ...]
    other: tuple[str, ...]

    @property
    def state(self) -> str:
        """The outcome in a word or two."""
        if self.wrong:
            return "wrong"
        if not self.is_recognised:
            return "not recognised"
        if self.lost:
            return "lost"
        return "incomplete" if self.other else "right"


def compare(record: Record, filed: Filed) -> Comparison:
    """Compares what was filed with the record."""
    forms = _list_forms(filed)
    expected = _collapse([_name_raw(form) for form in record.forms])
    wrong, lost, right = [], [], 0
    for figure in record.figures:
        verdict = _find(figure, filed)
        right += verdict == ""
        if verdict:
            (lost if verdict.startswith("lost") else wrong).append(verdict)
    wrong += [f"must not come out: {place}" for place in record.excluded if _holds(place, filed)]
    wrong += _list_foreign(record, filed)
    prose_right, prose_lost = _count_candidates(record, filed)
    return Comparison(
        forms, forms == expected, right + prose_right, tuple(wrong), (*lost, *prose_lost),
        tuple(_list_other(record, filed)),
    )  # fmt: skip


def _name_raw(form: str) -> str:
    """The kind of raw table that a form is filed as."""
    return "statements" if form in MATRIX_KINDS else RAW_KINDS.get(form, form)


def _list_forms(filed: Filed) -> tuple[str, ...]:
    return _collapse([table.kind for table in filed.tables if not _DERIVED.search(table.name)])


def _collapse(kinds: list[str]) -> tuple[str, ...]:
    """Statements one after the other are one form whose rows have several units."""
    return tuple(
        kind for index, kind in enumerate(kinds)
        if index == 0 or kind != "statements" or kinds[index - 1] != "statements"
    )  # fmt: skip


def _find(figure: Figure, filed: Filed) -> str:
    """Blank if a figure was filed as printed; else what was filed in its place."""
    places = list(_list_places(figure.kind, figure.row, figure.column, filed))
    name = f"{figure.kind} {figure.row!r} {figure.column} {figure.text}"
    texts = [text for text in places if text]
    if not texts:
        return f"lost: {name}"
    if any(_plain(text) == _plain(figure.text) for text in texts):
        return ""
    return f"wrong: {name}: {' or '.join(dict.fromkeys(texts))[:80]}"


def _holds(place: tuple[str, ...], filed: Filed) -> bool:
    return any(_list_places(place[0], place[1], place[2], filed))


def _list_places(kind: str, words: str, column: str, filed: Filed) -> Iterator[str]:
    for table in filed.tables:
        if table.kind != kind:
            continue
        names = [name for name, code in table.areas.items() if code == column] or [column]
        for row in table.rows:
            if _is_row(words, row):
                yield from (row.get(name, "") for name in names)


def _is_row(words: str, row: Mapping[str, str]) -> bool:
    """Whether a row has all the words, which `` / `` and `` @ `` part."""
    label = " ".join(_plain(row.get(name) or "") for name in _LABELS)
    return all(_plain(word) in label for word in re.split(r" / | @ ", words))


def _plain(text: str) -> str:
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))


def _list_foreign(record: Record, filed: Filed) -> list[str]:
    """Figures that were filed although the paper does not hold them."""
    paper = _plain(" ".join(
        text for part in record.parts
        for text in (*part.lines, *(cell for row in part.rows for cell in row), *part.after)
    ))  # fmt: skip
    return [
        f"not in the paper: {table.name} {column} {text}"
        for table in filed.tables
        for row in table.rows
        for column, text in _list_figures(table, row)
        if text and _plain(text) not in paper
    ]


def _list_figures(table: FiledTable, row: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    for column in (*FIGURE_COLUMNS.get(table.kind, ()), *table.areas):
        yield column, row.get(column) or ""


def _count_candidates(record: Record, filed: Filed) -> tuple[int, list[str]]:
    lost = [
        f"lost: candidate {candidate}"
        for candidate in record.candidates
        if not any(fits(candidate, row) for row in filed.candidates)
    ]
    return len(record.candidates) - len(lost), lost


def fits(candidate: Mapping[str, str], row: Mapping[str, str], names: Iterable[str] = ()) -> bool:
    """Whether a proposed figure has what a record says of it, or only some columns of that."""
    return all(
        _fits(name, candidate[name], row) for name in (names or candidate) if name in candidate
    )


def _fits(name: str, expected: str, row: Mapping[str, str]) -> bool:
    if name == "span":
        return spell_span(row) in expected.split("|")
    return _plain(row.get(name) or "") in [_plain(text) for text in expected.split("|")]


def spell_span(row: Mapping[str, str]) -> str:
    """The period of a proposed figure as first..last day; blank without one."""
    start, end = row.get("period_start") or "", row.get("period_end") or ""
    return f"{start}..{end}" if end else ""


def _list_other(record: Record, filed: Filed) -> Iterator[str]:
    if record.remark and _plain(record.remark) not in _plain(filed.remarks):
        yield f"no remark says {record.remark!r}"
    if record.filed_for and filed.is_filed and record.filed_for not in filed.counties:
        yield f"filed for {', '.join(filed.counties)}, not for {record.filed_for}"
    if not record.forms and not record.is_prose and not filed.remarks:
        yield "nothing was recognised, and no remark says why"
