"""Cuts a file's grids into sections: a header that is known, and the rows below it.

Titles and notes are set apart, repeated headers dropped, tables split over pages joined. What a
column means is looked up in ``form_labels.csv``, never guessed from where it stands.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from analysis.ingest.areas import AreaNames
from analysis.ingest.content import Cell, Content, Grid, Paragraph, Place, Remark
from analysis.ingest.form_labels import FormLabels
from analysis.ingest.wordings import simplify, split_unit

REQUIRED: dict[str, frozenset[str]] = {
    "monthly_form": frozenset({"label"}),
    "fund_plan": frozenset({"label", "planned"}),
    "disbursement": frozenset({"planned", "paid"}),
    "contracts": frozenset({"label", "payee", "amount"}),
    "instalments": frozenset({"label", "amount"}),
    "progress": frozenset({"requirement", "result"}),
    "statistics": frozenset({"label"}),
    "performance_budget": frozenset({"label", "planned", "paid"}),
    "performance_indicators": frozenset({"name", "requirement", "result"}),
}
# More than these make a table of the kind, where two kinds would do.
_TITLE_LINES = 5
_LONGEST_TITLE = 80
_MOST_LEVELS = 3
_YEAR = re.compile(r"(?P<year>\d{4})年(?:度)?(?P<rest>.*)")


@dataclass(frozen=True)
class HeaderCell:
    """A column's header: its label without unit, its unit, and what it means."""

    meaning: str
    label: str
    unit: str | None
    place: Place


@dataclass
class Section:
    """A table as found: what its columns mean, and its rows.

    Attributes:
        form_kind: kind of form, as in ``form_labels.csv``.
        header: column → header.
        rows: rows of cells below the header, over all pages.
        titles: lines above the header, the nearest last.
        place: where the header stands.
        problems: why the table cannot be used.
        is_closed: whether a table after a title of its own has begun.
    """

    form_kind: str
    header: dict[int, HeaderCell]
    titles: tuple[str, ...]
    place: Place
    rows: list[tuple[Cell, ...]] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    is_closed: bool = False

    def columns(self, meaning: str) -> list[int]:
        """The columns of one meaning, from left to right."""
        return [column for column, head in self.header.items() if head.meaning == meaning]


class Sectioner:
    """Cuts one file's content into sections."""

    def __init__(self, labels: FormLabels, areas: AreaNames) -> None:
        """Takes the labels of forms and the names of areas."""
        self.labels, self.areas = labels, areas
        self.sections: list[Section] = []
        self.remarks: list[Remark] = []
        self.prose: list[Paragraph] = []
        self._recent: list[str] = []

    def cut(self, content: Content) -> None:
        """Fills ``sections``, ``remarks`` and ``prose`` from the content."""
        for block in content.blocks:
            if isinstance(block, Paragraph):
                self._take_paragraph(block)
            elif block.is_hidden:
                self.remark("hidden", "warning", block.place, "a hidden sheet was left out.",
                            "Show the sheet and file again if it belongs to the form.")  # fmt: skip
            else:
                self._take_grid(block)

    def remark(
        self, code: str, severity: str, place: Place | None, found: str, remedy: str = ""
    ) -> None:
        """Notes something about the file."""
        self.remarks.append(Remark(code, severity, place, found, remedy))  # type: ignore[arg-type]

    def _take_paragraph(self, paragraph: Paragraph) -> None:
        text = paragraph.text.strip()
        if not text:
            return
        meaning = self.labels.find_start("note", text)
        if meaning is None or meaning.meaning != "page":
            self._recent.append(text)
            if self.sections:
                self.sections[-1].is_closed = True
        if meaning is None or meaning.meaning not in ("page", "signature"):
            self.prose.append(paragraph)

    def _take_grid(self, grid: Grid) -> None:
        if grid.hidden_rows:
            rows = ", ".join(map(str, sorted(grid.hidden_rows)[:8]))
            self.remark("hidden", "warning", grid.place, f"hidden rows {rows} were read, too.",
                        "Unhide them and look whether they belong to the form.")  # fmt: skip
        section = self._continued(grid)
        titles: list[str] = []
        skip = 0
        for at, row in enumerate(grid.rows):
            if skip:
                skip -= 1
                continue
            filled = [cell for cell in row if cell.text.strip() or cell.problem]
            if not filled or self._is_note(filled):
                continue
            lines = [*self._recent, *titles]
            found = self._find_header(grid.rows, at, lines) if len(filled) > 1 else None
            if found is not None:
                header, skip = found
                section = self._open(header, section, titles)
            elif section is not None and not _is_heading(row, filled, section):
                section.rows.append(row)
            else:
                # 填报单位： and the office may stand in two cells.
                line = " ".join(cell.text.strip() for cell in filled)
                titles.append(line)
                if section is None:
                    self.prose.append(Paragraph(line, filled[0].place))
        if section is None:
            self._report_unknown(grid)
        self._recent = []

    def _continued(self, grid: Grid) -> Section | None:
        """The table of the page before, where this grid goes on with it."""
        if not self.sections or self.sections[-1].is_closed or not grid.rows:
            return None
        last = self.sections[-1]
        is_same_sheet = last.place.sheet == grid.place.sheet
        width = max(last.header) + 1
        return last if is_same_sheet and len(grid.rows[0]) in (width, _width(last)) else None

    def _open(self, header: Section, before: Section | None, titles: list[str]) -> Section:
        if before is not None and not titles and _same_columns(before, header):
            return before
        self.sections.append(header)
        return header

    def _is_note(self, filled: Sequence[Cell]) -> bool:
        label = self.labels.find_start("note", filled[0].text)
        if label is None or (label.meaning == "note" and len(filled) > 2):
            return False
        if label.meaning != "page":
            what = "a note" if label.meaning == "note" else "a signature"
            self.remark("note", "info", filled[0].place, f"{what} was left out.")
        return True

    def _find_header(
        self, rows: Sequence[tuple[Cell, ...]], at: int, lines: list[str]
    ) -> tuple[Section, int] | None:
        """The header that begins in a row, and how many further rows it takes."""
        candidates: list[tuple[float, int, str, dict[int, HeaderCell]]] = []
        for depth in range(1, len(rows[at : at + _MOST_LEVELS]) + 1):
            if depth > 1 and not _is_header_row(rows[at + depth - 1]):
                break
            labels = _name_columns(rows[at : at + depth])
            below = _name_columns(rows[at + 1 : at + depth]) if depth > 1 else []
            for kind in REQUIRED:
                header = self._read_header(kind, labels, rows[at], lines)
                lower = self._read_header(kind, below, rows[at], lines) if below else None
                # A row above a header that knows no column more is not a part of it.
                if header and (lower is None or _count_known(lower) < _count_known(header)):
                    score = self._score(kind, header, lines) - depth / 10
                    candidates.append((score, depth, kind, header))
        if not candidates:
            return None
        _, depth, kind, header = max(candidates, key=lambda each: each[:2])
        section = Section(kind, header, tuple(lines[-_TITLE_LINES:]), rows[at][0].place)
        section.problems += self._check_header(section)
        return section, depth - 1

    def _score(self, kind: str, header: dict[int, HeaderCell], lines: list[str]) -> float:
        title = any(
            row.form_kind == kind and row.role == "title" and row.label in simplify(line)
            for row in self.labels.rows
            for line in lines[-_TITLE_LINES:]
        )
        return _count_known(header) + 3 * title

    def _read_header(
        self, kind: str, labels: list[str], row: Sequence[Cell], lines: list[str]
    ) -> dict[int, HeaderCell] | None:
        header = {}
        for column, text in enumerate(labels):
            if text:
                label, unit = split_unit(text)
                meaning = self._mean(kind, label, simplify(text))
                header[column] = HeaderCell(meaning, label, unit, row[column].place)
        meanings = {head.meaning.split(":")[0] for head in header.values()}
        if not meanings >= REQUIRED[kind]:
            return None
        if kind == "monthly_form" and not self._is_monthly(header, lines):
            return None
        if kind == "statistics" and "year" not in meanings:
            return None
        return header

    def _mean(self, kind: str, label: str, whole: str) -> str:
        headers = self.labels.headers.get(kind, {})
        known = headers.get(label) or headers.get(whole)
        if known:
            return known
        if kind == "statistics" and _YEAR.fullmatch(label):
            return f"year:{label}"
        if kind == "monthly_form":
            codes = self.areas.match(label)
            if codes:
                return f"area:{';'.join(codes)}"
            if self.labels.find("placeholder", label) == "county":
                return "placeholder"
        return "extra"

    def _is_monthly(self, header: dict[int, HeaderCell], lines: list[str]) -> bool:
        meanings = [head.meaning.split(":")[0] for head in header.values()]
        has_area = any(each in ("area", "placeholder", "own", "total") for each in meanings)
        titled = any("月报表" in simplify(line) for line in lines[-_TITLE_LINES:])
        return has_area and (titled or "area" in meanings or "placeholder" in meanings)

    def _check_header(self, section: Section) -> Iterator[str]:
        seen: dict[str, HeaderCell] = {}
        for head in section.header.values():
            if head.meaning in ("ignored", "extra", "change", "placeholder", "amount:paid"):
                continue
            other = seen.setdefault(head.meaning, head)
            if other is not head:
                yield (
                    f"two columns, {other.label!r} and {head.label!r}, both mean {head.meaning}: "
                    "name one of them otherwise or leave it out."
                )
        for head in section.header.values():
            if head.meaning == "extra":
                self.remark(
                    "extra_column",
                    "info",
                    head.place,
                    f"the column {head.label!r} is not part of the form and was left out.",
                    "If it is known by another name, add it to form_labels.csv.",
                )

    def _report_unknown(self, grid: Grid) -> None:
        rows = [row for row in grid.rows if any(cell.text.strip() for cell in row)]
        if not rows:
            self.remark("blank_form", "warning", grid.place, "the table or sheet is blank.")
            return
        width = max(len({c.text for c in row if c.text.strip()}) for row in rows)
        if width < 2:
            return
        seen = "、".join(simplify(c.text)[:12] for c in rows[0] if c.text.strip())
        missing = self._nearest(rows)
        self.remark(
            "unknown_table", "warning", grid.place,
            f"no known form has these columns: {seen[:120]}.{missing}",
            "Use a workbook from `briefs template`, or add the labels to form_labels.csv.",
        )  # fmt: skip

    def _nearest(self, rows: Sequence[tuple[Cell, ...]]) -> str:
        best: tuple[int, str] = (1, "")
        for row in rows[:6]:
            for kind, needed in REQUIRED.items():
                headers = self.labels.headers.get(kind, {})
                labels = [split_unit(cell.text)[0] for cell in row]
                found = {headers[label].split(":")[0] for label in labels if label in headers}
                lacking = sorted(needed - found)
                if len(found) > best[0] and lacking:
                    names = "; ".join(_called(headers, each) for each in lacking)
                    best = (len(found), f" For a {kind} it lacks: {names}.")
        return best[1]


def _called(headers: dict[str, str], meaning: str) -> str:
    names = [label for label, each in headers.items() if each.split(":")[0] == meaning]
    return f"{meaning} ({'、'.join(names[:4])})"


def _width(section: Section) -> int:
    return len(section.rows[-1]) if section.rows else 0


def _count_known(header: dict[int, HeaderCell]) -> int:
    return sum(head.meaning != "extra" for head in header.values())


def _name_columns(rows: Sequence[Sequence[Cell]]) -> list[str]:
    """The label of each column under a header of one or more rows."""
    names = [_spread(row) for row in rows]
    return [
        _stack([row[column] for row in names]) if any(_is_own(row[column]) for row in rows) else ""
        for column in range(len(names[0]))
    ]


def _same_columns(one: Section, other: Section) -> bool:
    return one.form_kind == other.form_kind and {
        column: head.label for column, head in one.header.items()
    } == {column: head.label for column, head in other.header.items()}


def _spread(row: Sequence[Cell]) -> list[str]:
    """The texts of a row, that of a merged range in each of its columns."""
    own = {cell.place: cell.text for cell in row}
    return [
        own.get(cell.merged_from, "") if cell.merged_from is not None else cell.text
        for cell in row
    ]  # fmt: skip


def _is_own(cell: Cell) -> bool:
    """Whether a cell names its own column, not only the one that it is merged with."""
    return bool(cell.text.strip())


def _stack(parts: Sequence[str]) -> str:
    # 资金（万元） over 计划: the lower label names the column, the unit may stand above.
    texts = [part.strip() for part in parts if part.strip()]
    if not texts:
        return ""
    unit = next((split_unit(text)[1] for text in reversed(texts) if split_unit(text)[1]), None)
    label = split_unit(texts[-1])[0]
    return f"{label}({unit})" if unit else label


def _is_header_row(row: Sequence[Cell]) -> bool:
    """Whether a row below a header can belong to it: no figures, something merged or blank."""
    texts = [cell.text.strip() for cell in row if cell.text.strip()]
    no_figures = not any(re.search(r"\d", text) for text in texts)
    return bool(texts) and no_figures and any(not cell.text.strip() for cell in row)


def _is_heading(row: Sequence[Cell], filled: Sequence[Cell], section: Section) -> bool:
    """Whether a row is a line over the table's whole width, not data."""
    if len(filled) != 1:
        return False
    column = row.index(filled[0])
    head = section.header.get(column)
    return (
        head is None
        or head.meaning in ("number", "ignored", "extra")
        or (len(filled[0].text.strip()) > _LONGEST_TITLE)
    )
