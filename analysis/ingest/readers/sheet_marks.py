"""Which text of an .xlsx a person does not see, or sees raised: fonts of cells and their parts."""

from dataclasses import dataclass, field

from openpyxl.cell import Cell
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.styles.colors import COLOR_INDEX, Color
from openpyxl.worksheet.worksheet import Worksheet

from analysis.ingest.readers.seen_text import LEAST_POINTS, Mark, Run, SeenText, compose

BLACK, WHITE = "000000", "FFFFFF"
THEMES = {0: WHITE, 1: BLACK}
SYSTEM_TEXT, SYSTEM_BACKGROUND = 64, 65


@dataclass
class SheetMarks:
    """Finds the marks of the cells of a sheet; the mark of each style is looked up once.

    Attributes:
        sheet: the sheet.
        coloured: ranges that a table style or a conditional format colours.
    """

    sheet: Worksheet
    marks_by_style: dict[int, tuple[Mark, str | None]] = field(default_factory=dict)

    def find(self, cell: Cell) -> Mark:
        """How the font of a cell marks its text: struck, hidden or plain."""
        mark, _ = self._look_up(cell)
        if mark == "hidden" and self._is_coloured(cell):
            return "plain"
        return mark

    def see(self, cell: Cell) -> SeenText | None:
        """What is seen of a text whose parts have fonts of their own."""
        if not isinstance(cell.value, CellRichText):
            return None
        mark, fill = self._look_up(cell)
        runs = []
        for part in cell.value:
            if isinstance(part, TextBlock):
                runs.append(Run(part.text or "", _name_mark(part.font, fill)))
            else:
                runs.append(Run(str(part), mark))
        return compose(runs)

    def _look_up(self, cell: Cell) -> tuple[Mark, str | None]:
        """The mark of a cell's font and the colour behind its text."""
        style = cell.style_id
        if style not in self.marks_by_style:
            fill = _find_fill(cell.fill)
            mark = _name_mark(cell.font, fill)
            # That the whole cell is raised changes nothing.
            whole = mark if mark in ("struck", "hidden") else "plain"
            self.marks_by_style[style] = whole, fill
        return self.marks_by_style[style]

    def _is_coloured(self, cell: Cell) -> bool:
        """Whether a table or a conditional format may give the cell another colour."""
        tables = (table.ref for table in self.sheet.tables.values())
        conditional = (str(entry.sqref) for entry in self.sheet.conditional_formatting)
        references = (part for text in (*tables, *conditional) for part in text.split())
        return any(_contains(reference, cell) for reference in references)


def _name_mark(font: object, fill: str | None) -> Mark:
    """The mark of a font; ``fill`` is the colour behind it."""
    size = getattr(font, "sz", None)
    if size is not None and size < LEAST_POINTS:
        return "hidden"
    if getattr(font, "strike", None):
        return "struck"
    color = getattr(font, "color", None)
    if color is not None and fill is not None and _name_colour(color) == fill:
        return "hidden"
    align = getattr(font, "vertAlign", None)
    return {"superscript": "raised", "subscript": "lowered"}.get(align or "", "plain")


def _find_fill(fill: object) -> str | None:
    """The colour of a cell; None if it is a pattern or a gradient."""
    kind = getattr(fill, "fill_type", None)
    if kind in (None, "none"):
        return WHITE
    return _name_colour(fill.fgColor) if kind == "solid" else None


def _name_colour(color: Color) -> str | None:
    """A colour as hexadecimal digits, or as the number of a theme's colour; None if automatic."""
    if color.tint:
        return f"{color.type} {color.value} {color.tint}"
    if color.type == "rgb":
        return str(color.rgb)[-6:].upper()
    if color.type == "theme":
        return THEMES.get(color.theme, f"theme {color.theme}")
    if color.type == "indexed":
        if color.indexed in (SYSTEM_TEXT, SYSTEM_BACKGROUND):
            return BLACK if color.indexed == SYSTEM_TEXT else WHITE
        return COLOR_INDEX[color.indexed][-6:] if color.indexed < len(COLOR_INDEX) else None
    return None


def _contains(reference: str, cell: Cell) -> bool:
    from openpyxl.utils.cell import range_boundaries

    left, top, right, bottom = range_boundaries(reference)
    is_in_row = (top or 1) <= cell.row <= (bottom or cell.row)
    return is_in_row and (left or 1) <= cell.column <= (right or cell.column)
