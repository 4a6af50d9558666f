"""Splits the grids of a file into sections: a known header and the rows below it.

Titles and notes are separated, repeated headers dropped, tables split over pages joined. The
meaning of a column is looked up in ``form_labels.csv``, never guessed from its position.
"""

import re
from collections.abc import Mapping, Sequence

from analysis.figures.printed import Unit
from analysis.ingest.content import Cell, Content, Grid, Paragraph, Place, Remark
from analysis.ingest.forms.headers import HeaderFinder, Section
from analysis.ingest.forms.loose_rows import describe_untaken, has_figures, is_line
from analysis.ingest.forms.matrix_grid import holds_no_figure, is_figure, is_year
from analysis.ingest.forms.matrix_header import MatrixFinder
from analysis.ingest.forms.money_cells import find_money_cells
from analysis.ingest.forms.nearest_form import describe_nearest
from analysis.ingest.words.areas import AreaNames
from analysis.ingest.words.column_labels import name_column
from analysis.ingest.words.form_labels import FormLabels
from analysis.ingest.words.wordings import simplify

_LONGEST_TITLE = 80
_LOST_ZERO = re.compile(r"20\d\d\.1")


class Sectioner:
    """Splits the content of one file into sections."""

    def __init__(
        self,
        labels: FormLabels,
        areas: AreaNames,
        units: Mapping[str, Unit] | None = None,
        form: str | None = None,
    ) -> None:
        """Keeps labels of forms, names of areas, units, and the form that the caller names."""
        self.labels = labels
        matrices = MatrixFinder(areas, units or {})
        self.headers = HeaderFinder(labels, areas, self.remark, form, matrices)
        self.units = units or {}
        self.sections: list[Section] = []
        self.remarks: list[Remark] = []
        self.prose: list[Paragraph] = []
        self._recent: list[str] = []
        self._untaken: list[Place] = []

    def cut(self, content: Content) -> None:
        """Fills ``sections``, ``remarks`` and ``prose`` from the content."""
        for block in content.blocks:
            if isinstance(block, Paragraph):
                self._take_paragraph(block)
            elif block.is_hidden:
                self.remark("hidden", "warning", block.place, "a hidden sheet was left out.",
                            "If it is part of the form, unhide it and file again.")  # fmt: skip
            else:
                self._take_grid(block)

    def remark(
        self, code: str, severity: str, place: Place | None, found: str, remedy: str = ""
    ) -> None:
        """Adds a remark on the file."""
        self.remarks.append(Remark(code, severity, place, found, remedy))  # type: ignore[arg-type]

    def _take_paragraph(self, paragraph: Paragraph) -> None:
        text = paragraph.text.strip()
        if not text:
            return
        label = self.labels.find_start("note", text)
        meaning = label.meaning if label else None
        if meaning != "page":
            self._recent.append(text)
            if self.sections:
                self.sections[-1].is_closed = True
        if meaning not in ("page", "signature"):
            self.prose.append(paragraph)

    def _take_grid(self, grid: Grid) -> None:
        if grid.hidden_rows:
            rows = ", ".join(map(str, sorted(grid.hidden_rows)[:8]))
            self.remark("hidden", "warning", grid.place, f"hidden rows {rows} were read, too.",
                        "Unhide them and check whether they are part of the form.")  # fmt: skip
        section = self._find_continued(grid)
        is_known = section is not None
        self._untaken = []
        titles: list[str] = []
        skip = 0
        for index, row in enumerate(grid.rows):
            if skip:
                skip -= 1
                continue
            filled = [cell for cell in row if cell.text.strip() or cell.problem]
            if not filled or self._is_note(filled):
                continue
            lines = [*self._recent, *titles]
            match = self._find_header(grid.rows, index, lines, section) if filled[1:] else None
            if match is not None:
                header, skip = match
                section = self._open(header, section, titles)
                is_known = True
                if header.is_closed:
                    # Its rows are complete: what follows is another part of the form.
                    section = None
            elif section is not None and self._ends(section, filled):
                section.is_closed, section = True, None
                titles.append(self._read_block(filled))
            elif section is not None and is_line(
                filled, self.labels, [*titles, *section.titles, *self._recent]
            ):
                section.titles = (*section.titles, filled[0].text.strip())
            elif section is not None and not _is_heading(row, filled, section):
                section.rows.append(row)
            else:
                titles.append(self._read_line(filled, is_free=section is None))
        if not is_known:
            self._take_plain(grid)
        elif self._untaken:
            self.remark(
                "untaken_rows", "warning", self._untaken[0], describe_untaken(self._untaken),
                "If they are a table, give it a header that form_labels.csv knows.",
            )  # fmt: skip
        self._recent = []

    def _find_header(
        self,
        rows: Sequence[tuple[Cell, ...]],
        index: int,
        lines: list[str],
        section: Section | None,
    ) -> tuple[Section, int] | None:
        if self._begins_objectives(rows[index]):
            return None
        # A row with figures below a header is a row of that table, not the header of a matrix.
        is_row = section is not None and (
            section.form_kind.startswith("performance_")
            or any(
                is_figure(cell.text, self.units) and not is_year(cell.text)
                for cell in rows[index] if any(map(str.isdigit, cell.text))
            )
        )  # fmt: skip
        money = find_money_cells(rows, index, lines, self.labels)
        return money or self.headers.find(rows, index, lines, is_row)

    def _begins_objectives(self, row: Sequence[Cell]) -> bool:
        """Whether a row heads the objectives in words of a performance form.

        总体目标 | 年度目标 | 年度总体目标完成情况 heads running text; with 一级指标 beside it, the
        row is the header of the indicators.
        """
        texts = [cell.text for cell in row if cell.text.strip()]
        is_block = bool(texts) and self.labels.find("block", texts[0], "performance_budget")
        headers = self.labels.headers.get("performance_indicators", {})
        meanings = {headers.get(name_column(text).name) for text in texts[1:]}
        return bool(is_block) and meanings.isdisjoint({"name", "category", "aspect"})

    def _ends(self, section: Section, filled: Sequence[Cell]) -> bool:
        """Whether a row begins another part of the form, such as its objectives in words."""
        return any(self.labels.find("block", cell.text, section.form_kind) for cell in filled[:2])

    def _read_line(self, filled: Sequence[Cell], is_free: bool) -> str:
        """A line of text among the rows; outside a table it is part of the running text."""
        # 填报单位： and the office may be in two cells.
        line = " ".join(self._read_title(cell) for cell in filled)
        if is_free:
            if has_figures(filled, self.labels):
                self._untaken.append(filled[0].place)
            self.prose.append(Paragraph(line, filled[0].place))
        return line

    def _read_block(self, filled: Sequence[Cell]) -> str:
        line = " ".join(self._read_title(cell) for cell in filled)
        self.prose.append(Paragraph(line, filled[0].place))
        return line

    def _read_title(self, cell: Cell) -> str:
        text = cell.text.strip()
        if cell.place.sheet is None or not _LOST_ZERO.fullmatch(text):
            return text
        self.remark(
            "month", "warning", cell.place,
            f"{text} may be January or October, which a spreadsheet stores as the same number; it "
            "was left out.",
            "Write the month as 2020年10月, or give it with --period YYYY-MM.",
        )  # fmt: skip
        return ""

    def _find_continued(self, grid: Grid) -> Section | None:
        """Table on the previous page that this grid continues, if any."""
        if not self.sections or self.sections[-1].is_closed or not grid.rows:
            return None
        last = self.sections[-1]
        is_same_sheet = last.place.sheet == grid.place.sheet
        width = max(last.header) + 1
        return last if is_same_sheet and len(grid.rows[0]) in (width, _width(last)) else None

    def _open(self, header: Section, previous: Section | None, titles: list[str]) -> Section:
        if previous is not None and not titles and _same_columns(previous, header):
            return previous
        self.sections.append(header)
        return header

    def _is_note(self, filled: Sequence[Cell]) -> bool:
        label = self.labels.find_start("note", filled[0].text)
        if label is None or (label.meaning == "note" and len(filled) > 2):
            return False
        if label.meaning != "page":
            kind = "note" if label.meaning == "note" else "signature"
            self.remark("note", "info", filled[0].place, f"a {kind} was left out.")
        return True

    def _take_plain(self, grid: Grid) -> None:
        """Keeps the figures of a table of no known form, if its rows and columns have names."""
        rows = [row for row in grid.rows if any(cell.text.strip() for cell in row)]
        found = self.headers.find_plain(rows, self._recent)
        if found is None:
            self._report_unknown(grid)
            return
        section, start = found
        for row in rows[start:]:
            filled = [cell for cell in row if cell.text.strip()]
            if not self._is_note(filled) and len(filled) > 1:
                section.rows.append(row)
        self.sections.append(section)
        columns = "、".join(head.label[:12] for head in section.header.values())
        self.remark(
            "plain_table", "warning", section.place,
            f"no known form has these columns: {columns[:120]}. Its figures are kept as printed, "
            "each with the names of its row and column, and no total or rate is made of them.",
            "If it is a form, add its labels to form_labels.csv.",
        )  # fmt: skip

    def _report_unknown(self, grid: Grid) -> None:
        rows = [row for row in grid.rows if any(cell.text.strip() for cell in row)]
        if not rows:
            self.remark("blank_form", "warning", grid.place, "the table or sheet is blank.")
            return
        width = max(len({cell.text for cell in row if cell.text.strip()}) for row in rows)
        if width < 2:
            return
        if holds_no_figure(rows, self.units):
            self.remark("blank_form", "warning", grid.place,
                        "the form is blank: none of its rows contains a figure.",
                        "File it when it is filled in.")  # fmt: skip
            return
        # The header is rather the first of the fullest rows than a title or a line above it.
        header = max(
            rows[:8], key=lambda row: len({cell.text for cell in row if cell.text.strip()})
        )
        columns = "、".join(simplify(cell.text)[:12] for cell in header if cell.text.strip())
        nearest = describe_nearest(self.headers.meanings, rows)
        count = len(self._untaken)
        lost = f" {count} rows with figures were left out." if count else ""
        self.remark(
            "unknown_table", "warning", grid.place,
            f"no known form has these columns: {columns[:120]}.{nearest}{lost}",
            "Use a workbook from `briefs template`, or add the labels to form_labels.csv.",
        )  # fmt: skip


def _width(section: Section) -> int:
    return len(section.rows[-1]) if section.rows else 0


def _same_columns(one: Section, other: Section) -> bool:
    return one.form_kind == other.form_kind and {
        column: head.full_label for column, head in one.header.items()
    } == {column: head.full_label for column, head in other.header.items()}


def _is_heading(row: Sequence[Cell], filled: Sequence[Cell], section: Section) -> bool:
    """Whether a row is a line of text over the table's whole width, not data."""
    if len(filled) != 1:
        return False
    column = row.index(filled[0])
    head = section.header.get(column)
    return (
        head is None
        or head.meaning in ("number", "ignored", "extra")
        or (len(filled[0].text.strip()) > _LONGEST_TITLE)
    )
