"""Finds the header of a table, in one row or several, and the meaning of each column."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from analysis.ingest.content import Cell, Place
from analysis.ingest.words.areas import AreaNames
from analysis.ingest.words.form_labels import MONTHLY_FORM, FormLabels
from analysis.ingest.words.wordings import simplify, split_unit

REQUIRED: dict[str, frozenset[str]] = {
    MONTHLY_FORM: frozenset({"label"}),
    "fund_plan": frozenset({"label", "planned"}),
    "disbursement": frozenset({"planned", "paid"}),
    "contracts": frozenset({"label", "payee", "amount"}),
    "instalments": frozenset({"label", "amount"}),
    "progress": frozenset({"requirement", "result"}),
    "statistics": frozenset({"label"}),
    "performance_budget": frozenset({"label", "planned", "paid"}),
    "performance_indicators": frozenset({"name", "requirement", "result"}),
}
# Kinds of columns that contain the figures of a monthly form.
VALUE_COLUMNS = frozenset({"area", "placeholder", "own", "total"})
_TITLE_LINES = 5
_MOST_LEVELS = 3
_YEAR = re.compile(r"(?P<year>\d{4})年(?:度)?(?P<rest>.*)")


@dataclass(frozen=True)
class HeaderCell:
    """A column's header: its meaning, its label without unit, and its unit."""

    meaning: str
    label: str
    unit: str | None
    place: Place

    @property
    def column_kind(self) -> str:
        """The meaning up to its colon: ``area`` of ``area:990101``."""
        return get_column_kind(self.meaning)

    @property
    def detail(self) -> str:
        """The meaning after its colon: ``990101`` of ``area:990101``; blank without a colon."""
        return self.meaning.partition(":")[2]


def get_column_kind(meaning: str) -> str:
    """A column's meaning up to its colon.

    Examples:
        >>> get_column_kind("year:2019年")
        'year'
    """
    return meaning.partition(":")[0]


@dataclass
class Section:
    """A table in a file: the meaning of its columns, and its rows.

    Attributes:
        form_kind: kind of form, as in ``form_labels.csv``.
        header: column → header.
        titles: lines above the header, the nearest last.
        place: place of the header.
        rows: rows of cells below the header, over all pages.
        problems: why the table cannot be used.
        is_closed: whether text follows, so that a later grid does not continue the table.
    """

    form_kind: str
    header: dict[int, HeaderCell]
    titles: tuple[str, ...]
    place: Place
    rows: list[tuple[Cell, ...]] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    is_closed: bool = False

    def columns(self, meaning: str) -> list[int]:
        """The columns with a meaning, from left to right."""
        return [column for column, head in self.header.items() if head.meaning == meaning]


@dataclass(frozen=True)
class HeaderFinder:
    """Finds headers.

    Attributes:
        labels: labels of forms.
        areas: names of areas, which are headers of columns in monthly forms.
        remark: adds a remark: code, severity, place, what was found, what to do.
    """

    labels: FormLabels
    areas: AreaNames
    remark: Callable[..., None]

    def find(
        self, rows: Sequence[tuple[Cell, ...]], top: int, lines: list[str]
    ) -> tuple[Section, int] | None:
        """The header that begins in a row, and its number of further rows; None without one.

        Args:
            rows: rows of a grid.
            top: index of the row.
            lines: lines of text above it.
        """
        candidates: list[tuple[float, int, str, dict[int, HeaderCell]]] = []
        for depth in range(1, len(rows[top : top + _MOST_LEVELS]) + 1):
            if depth > 1 and not _is_header_row(rows[top + depth - 1]):
                break
            labels = _name_columns(rows[top : top + depth])
            lower_labels = _name_columns(rows[top + 1 : top + depth]) if depth > 1 else []
            for kind in REQUIRED:
                header = self._read(kind, labels, rows[top], lines)
                lower = self._read(kind, lower_labels, rows[top], lines) if lower_labels else None
                # The top row is not part of the header if the lower rows name as many columns.
                if header and (lower is None or _count_known(lower) < _count_known(header)):
                    score = self._score(kind, header, lines) - depth / 10
                    candidates.append((score, depth, kind, header))
        if not candidates:
            return None
        _, depth, kind, header = max(candidates, key=lambda candidate: candidate[:2])
        section = Section(kind, header, tuple(lines[-_TITLE_LINES:]), rows[top][0].place)
        section.problems += self._check(section)
        return section, depth - 1

    def _score(self, kind: str, header: dict[int, HeaderCell], lines: list[str]) -> float:
        has_title = any(
            row.form_kind == kind and row.role == "title" and row.label in simplify(line)
            for row in self.labels.rows
            for line in lines[-_TITLE_LINES:]
        )
        return _count_known(header) + 3 * has_title

    def _read(
        self, kind: str, labels: list[str], row: Sequence[Cell], lines: list[str]
    ) -> dict[int, HeaderCell] | None:
        meanings = [self._look_up(kind, text) for text in labels]
        # Checked first because most rows are not headers and the rest costs more.
        if not {get_column_kind(meaning) for meaning in meanings if meaning} >= REQUIRED[kind]:
            return None
        header = {}
        for column, text in enumerate(labels):
            if text:
                label, unit = split_unit(text)
                meaning = meanings[column] or self._interpret(kind, label)
                header[column] = HeaderCell(meaning, label, unit, row[column].place)
        column_kinds = {head.column_kind for head in header.values()}
        if kind == MONTHLY_FORM and not self._is_monthly(header, lines):
            return None
        if kind == "statistics" and "year" not in column_kinds:
            return None
        return header

    def _look_up(self, kind: str, text: str) -> str | None:
        headers = self.labels.headers.get(kind, {})
        return headers.get(split_unit(text)[0]) or headers.get(simplify(text)) if text else None

    def _interpret(self, kind: str, label: str) -> str:
        """The meaning of a label that ``form_labels.csv`` does not list: a year, an area, extra."""
        if kind == "statistics" and _YEAR.fullmatch(label):
            return f"year:{label}"
        if kind == MONTHLY_FORM:
            codes = self.areas.match(label)
            if codes:
                return f"area:{';'.join(codes)}"
            if self.labels.find("placeholder", label) == "county":
                return "placeholder"
        return "extra"

    def _is_monthly(self, header: dict[int, HeaderCell], lines: list[str]) -> bool:
        column_kinds = {head.column_kind for head in header.values()}
        has_values = not column_kinds.isdisjoint(VALUE_COLUMNS)
        has_title = any("月报表" in simplify(line) for line in lines[-_TITLE_LINES:])
        return has_values and (has_title or not column_kinds.isdisjoint({"area", "placeholder"}))

    def _check(self, section: Section) -> Iterator[str]:
        first_heads: dict[str, HeaderCell] = {}
        for head in section.header.values():
            if head.meaning in ("ignored", "extra", "change", "placeholder", "amount:paid"):
                continue
            first = first_heads.setdefault(head.meaning, head)
            if first is not head:
                yield (
                    f"two columns, {first.label!r} and {head.label!r}, both mean {head.meaning}: "
                    "rename or remove one of them."
                )
        for head in section.header.values():
            # Columns with figures of other forms get a warning where their rows are read.
            if head.meaning == "extra":
                self.remark(
                    "extra_column",
                    "info",
                    head.place,
                    f"the column {head.label!r} is not part of the form and was left out.",
                    "If it is another name for a column of the form, add it to form_labels.csv.",
                )

    def describe_nearest(self, rows: Sequence[tuple[Cell, ...]]) -> str:
        """The kind of form whose header the rows nearly have, and the missing columns, or blank."""
        best: tuple[int, str] = (1, "")
        for row in rows[:6]:
            for kind, needed in REQUIRED.items():
                headers = self.labels.headers.get(kind, {})
                labels = {split_unit(cell.text)[0] for cell in row}
                present = {get_column_kind(headers[label]) for label in labels if label in headers}
                lacking = sorted(needed - present)
                if len(present) > best[0] and lacking:
                    names = "; ".join(_list_labels(headers, name) for name in lacking)
                    best = (len(present), f" To be a {kind}, it lacks: {names}.")
        return best[1]


def _list_labels(headers: dict[str, str], column_kind: str) -> str:
    labels = [
        label for label, meaning in headers.items() if get_column_kind(meaning) == column_kind
    ]
    return f"{column_kind} ({'、'.join(labels[:4])})"


def _count_known(header: dict[int, HeaderCell]) -> int:
    return sum(head.meaning != "extra" for head in header.values())


def _name_columns(rows: Sequence[Sequence[Cell]]) -> list[str]:
    """The label of each column under a header of one or more rows.

    A column without a text of its own, only part of a merged range, has no label.
    """
    texts = [_spread(row) for row in rows]
    return [
        _stack([row[column] for row in texts])
        if any(row[column].text.strip() for row in rows)
        else ""
        for column in range(len(texts[0]))
    ]


def _spread(row: Sequence[Cell]) -> list[str]:
    """The texts of a row; the text of a merged range is repeated in each of its columns."""
    texts = {cell.place: cell.text for cell in row}
    return [
        texts.get(cell.merged_from, "") if cell.merged_from is not None else cell.text
        for cell in row
    ]  # fmt: skip


def _stack(parts: Sequence[str]) -> str:
    # 资金（万元） above 计划: the lower label names the column, the unit may be above it.
    texts = [part.strip() for part in parts if part.strip()]
    if not texts:
        return ""
    unit = next((split_unit(text)[1] for text in reversed(texts) if split_unit(text)[1]), None)
    label = split_unit(texts[-1])[0]
    return f"{label}({unit})" if unit else label


def _is_header_row(row: Sequence[Cell]) -> bool:
    """Whether a row below a header can be part of it: no digits, and a cell merged or blank."""
    texts = [cell.text.strip() for cell in row if cell.text.strip()]
    no_figures = not any(re.search(r"\d", text) for text in texts)
    return bool(texts) and no_figures and any(not cell.text.strip() for cell in row)
