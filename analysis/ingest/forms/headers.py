"""Finds the header of a table, in one row or several, and the form that it belongs to."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from analysis.ingest.content import Cell, Place
from analysis.ingest.forms.column_meanings import (
    DETAIL,
    FIGURES,
    PART,
    SOURCE,
    ColumnMeanings,
    HeaderCell,
    list_doubles,
)
from analysis.ingest.forms.column_sums import settle_by_sums
from analysis.ingest.forms.form_choice import (
    Candidate,
    Choice,
    choose_form,
    count_known,
    names_items,
)
from analysis.ingest.forms.header_rows import (
    ColumnLabel,
    HeaderBlock,
    count_split_groups,
    list_blocks,
    name_columns,
)
from analysis.ingest.forms.matrix_header import Matrix, MatrixFinder, prefer_matrix
from analysis.ingest.words.areas import AreaNames
from analysis.ingest.words.column_labels import name_column
from analysis.ingest.words.form_labels import MONTHLY_FORM, FormLabels
from analysis.ingest.words.wordings import simplify

REQUIRED: dict[str, frozenset[str]] = {
    MONTHLY_FORM: frozenset({"label"}),
    "fund_plan": frozenset({"label", "planned"}),
    "township_allotment": frozenset({"label", "planned"}),
    "disbursement": frozenset({"planned", "paid"}),
    "payment_list": frozenset({"label", "measure"}),
    "training": frozenset({"label", "measure"}),
    "contracts": frozenset({"label", "payee", "amount"}),
    "instalments": frozenset({"label", "amount"}),
    "progress": frozenset({"requirement", "result"}),
    "performance_budget": frozenset({"label", "planned", "paid"}),
    "performance_indicators": frozenset({"name", "requirement", "result"}),
    "performance_target": frozenset({"name", "requirement"}),
    "performance_money": frozenset({"label", "planned"}),
    "performance_points": frozenset({"category", "label", "measure"}),
    "fund_sources": frozenset({"label", "planned"}),
}
# Kinds of columns that contain the figures of a monthly form.
VALUE_COLUMNS = frozenset({"area", "placeholder", "own", "total"})
_TITLE_LINES = 5
# Rows above the header of a table: titles, units, lines of entries.
_MOST_ABOVE = 8
# Points behind the name of each level, and what was scored; other forms have one weight a row.
_LEAST_POINTS = 3
# Rows below a header that are looked at.
_SEEN = 12
# A label over several others counts as much as a column that is known.
_SPLIT_GROUP = 1.5


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
        matrix: its columns, if it can be read as rows by columns.
    """

    form_kind: str
    header: dict[int, HeaderCell]
    titles: tuple[str, ...]
    place: Place
    rows: list[tuple[Cell, ...]] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    is_closed: bool = False
    matrix: Matrix | None = None

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
        form: the kind of form that a table is, if it can be; as the caller says.
        matrices: finds tables of rows by columns; None to look for none.
    """

    labels: FormLabels
    areas: AreaNames
    remark: Callable[..., None]
    form: str | None = None
    matrices: MatrixFinder | None = None

    @cached_property
    def meanings(self) -> ColumnMeanings:
        """What columns mean, by their labels."""
        return ColumnMeanings(self.labels, self.areas)

    def find(
        self, rows: Sequence[tuple[Cell, ...]], top: int, lines: list[str], is_row: bool = False
    ) -> tuple[Section, int] | None:
        """The header that begins in a row, and its number of further rows; None without one.

        Args:
            rows: rows of a grid.
            top: index of the row.
            lines: lines of text above it.
            is_row: whether it is a row of figures of a table, and no header of a matrix.
        """
        form = self._find_form(rows, top, lines)
        matrix = None
        if self.matrices and not is_row and not self._is_entry_line(rows[top]):
            matrix = self.matrices.find(rows, top, lines[-_TITLE_LINES:])
        if matrix is None:
            return form
        if form is not None and not prefer_matrix(matrix, form[0].form_kind):
            form[0].matrix = matrix
            return form
        return _make_section(matrix, rows[top], lines), matrix.depth - 1

    def find_plain(
        self, rows: Sequence[tuple[Cell, ...]], lines: list[str]
    ) -> tuple[Section, int] | None:
        """A table of no known form among the first rows, and the index of its first row of data.

        Args:
            rows: rows of a grid in which no form was found.
            lines: lines of text above it.
        """
        if self.matrices is None or self.form is not None:
            return None
        for top in range(min(len(rows), _MOST_ABOVE)):
            is_line = sum(1 for cell in rows[top] if cell.text.strip()) < 2
            if is_line or self._is_entry_line(rows[top]):
                continue
            matrix = self.matrices.find_plain(rows, top)
            if matrix is not None:
                above = [next((c.text for c in row if c.text.strip()), "") for row in rows[:top]]
                return _make_section(matrix, rows[top], [*lines, *above]), top + matrix.depth
        return None

    def _find_form(
        self, rows: Sequence[tuple[Cell, ...]], top: int, lines: list[str]
    ) -> tuple[Section, int] | None:
        # Checked first because most rows are no headers and the rest costs more.
        if not self._may_begin(rows[top]):
            return None
        candidates = [
            candidate
            for block in list_blocks(rows, top)
            for candidate in self._list_candidates(block, lines, rows[top + block.height :][:_SEEN])
            if names_items(candidate, rows[top:])
        ]
        if not candidates:
            return None
        # A table that can be the form that the caller names is that form.
        candidates = [one for one in candidates if one.form_kind == self.form] or candidates
        choice = choose_form(candidates, rows[top:])
        chosen = choice.candidate
        section = Section(
            chosen.form_kind, chosen.header, tuple(lines[-_TITLE_LINES:]), rows[top][0].place
        )
        section.header = settle_by_sums(section.header, rows[top + chosen.height :])
        section.problems += self._check(section, choice)
        return section, chosen.height - 1

    def _may_begin(self, row: Sequence[Cell]) -> bool:
        known = self.labels.known_headers
        is_known = any(
            name_column(cell.text).name in known or simplify(cell.text) in known
            for cell in row if cell.text.strip()
        )  # fmt: skip
        return is_known and not self._is_entry_line(row)

    def _is_entry_line(self, row: Sequence[Cell]) -> bool:
        """Whether a row is a line of entries: 主管部门 | a bureau | 实施单位 | an office."""
        texts = [simplify(cell.text) for cell in row if cell.text.strip()]
        if len(texts) not in (2, 4, 6):
            return False
        if not all(self.labels.find("entry", text.rstrip(":")) for text in texts[::2]):
            return False
        known = self.labels.known_headers
        return not any(name_column(text).name in known for text in texts[1::2])

    def _list_candidates(
        self, block: HeaderBlock, lines: list[str], rows: Sequence[Sequence[Cell]]
    ) -> Iterator[Candidate]:
        columns = name_columns(block.labels, block.units)
        lower = name_columns(block.labels[1:], block.units) if len(block.labels) > 1 else []
        groups = count_split_groups(block)
        for kind in REQUIRED:
            header = self._read(kind, columns, lines, rows)
            if not header:
                continue
            known = count_known(header)
            # The top row is not part of the header if the lower rows name as many columns.
            if lower and not groups:
                lower_header = self._read(kind, lower, lines, rows)
                if lower_header and count_known(lower_header) >= known:
                    continue
            score = known + _SPLIT_GROUP * groups - len(block.labels) / 10
            score += 3 * self._has_title(kind, lines)
            yield Candidate(kind, header, block.height, score, len(block.labels))

    def _has_title(self, kind: str, lines: list[str]) -> bool:
        return any(
            row.form_kind == kind and row.role == "title" and row.label in simplify(line)
            for row in self.labels.titles
            for line in lines[-_TITLE_LINES:]
        )

    def _read(
        self,
        kind: str,
        columns: Sequence[ColumnLabel],
        lines: list[str],
        rows: Sequence[Sequence[Cell]],
    ) -> dict[int, HeaderCell] | None:
        known = self.meanings.list_known(kind, columns)
        if "source" in known:
            known |= {"planned"}
        if "name" in known and kind == "progress":
            known |= {"requirement"}
        if not known >= REQUIRED[kind]:
            return None
        header = self.meanings.find(kind, columns, rows)
        column_kinds = {head.column_kind for head in header.values()}
        if "planned" in REQUIRED[kind] and column_kinds.isdisjoint({"planned", PART, SOURCE}):
            return None
        if not (FIGURES - {"planned"}) & REQUIRED[kind] <= column_kinds | {PART}:
            return None
        if kind == MONTHLY_FORM and not self._is_monthly(header, lines):
            return None
        measures = [head.meaning for head in header.values() if head.meaning == "measure"]
        if kind == "performance_points" and len(measures) < _LEAST_POINTS:
            return None
        return header

    def _is_monthly(self, header: dict[int, HeaderCell], lines: list[str]) -> bool:
        column_kinds = {head.column_kind for head in header.values()}
        has_values = not column_kinds.isdisjoint(VALUE_COLUMNS)
        has_title = any("月报表" in simplify(line) for line in lines[-_TITLE_LINES:])
        return has_values and (has_title or not column_kinds.isdisjoint({"area", "placeholder"}))

    def _check(self, section: Section, choice: Choice) -> Iterator[str]:
        if choice.is_open:
            kinds = "、".join((section.form_kind, *choice.alike))
            yield f"it may be any of these forms: {kinds}: name one with --form."
        elif choice.alike:
            self.remark(
                "form_choice", "info", section.place,
                f"by its labels the table may also be {'、'.join(choice.alike)}; by what stands in "
                f"its cells it is {section.form_kind}.",
                "If it is another form, file it again with --form.",
            )  # fmt: skip
        for head in section.header.values():
            if head.is_guessed and head.meaning not in ("ignored", DETAIL):
                self.remark(
                    "column_words", "info", head.place,
                    f"the column {head.full_label!r} was read as {head.meaning} by its words.",
                    "If it is something else, add its label to form_labels.csv.",
                )  # fmt: skip
        for first, head in list_doubles(section.header):
            yield (
                f"two columns, {first.label!r} and {head.label!r}, both mean {head.meaning}: "
                "rename or remove one of them."
            )


def _make_section(matrix: Matrix, row: Sequence[Cell], lines: list[str]) -> Section:
    header = {
        column.position: HeaderCell(
            column.kind, column.path[-1] if column.path else "", column.unit,
            row[column.position].place, column.path[:-1],
        )
        for column in matrix.columns
    }  # fmt: skip
    titles = tuple(lines[-_TITLE_LINES:])
    return Section(matrix.form_kind, header, titles, row[0].place, matrix=matrix)
