"""Which text of an .xls a person does not see, or sees raised: fonts of cells and their parts."""

from dataclasses import dataclass, field

import xlrd
from xlrd.formatting import XF, Font
from xlrd.sheet import Sheet

from analysis.ingest.readers.seen_text import LEAST_POINTS, Mark, Run, SeenText, compose

TWIPS = 20  # to a point
RAISED, LOWERED = 1, 2
WHITE = (255, 255, 255)
# Colours of the system: a window's text, its background, and automatic.
SYSTEM = {0x40: (0, 0, 0), 0x41: WHITE, 0x7FFF: (0, 0, 0)}
SOLID = 1
LAST_OLD_VERSION = 70  # BIFF 5 and 7, whose texts with parts the library of values does not read
Colour = tuple[int, int, int] | None


@dataclass
class OldFonts:
    """Finds the marks of the fonts of a workbook; the mark of each cell format is kept.

    Attributes:
        book: the workbook.
    """

    book: xlrd.Book
    marks: dict[int, Mark] = field(default_factory=dict)

    def find(self, xf: XF) -> Mark:
        """How the font of a cell format marks the whole text: struck, hidden or plain."""
        if xf.xf_index not in self.marks:
            mark = self._name_mark(self.book.font_list[xf.font_index], self._find_fill(xf))
            self.marks[xf.xf_index] = mark if mark in ("struck", "hidden") else "plain"
        return self.marks[xf.xf_index]

    def see(self, sheet: Sheet) -> dict[tuple[int, int], SeenText]:
        """What is seen of the texts whose parts have fonts of their own, by row and column."""
        seen = {}
        for (row, column), starts in sheet.rich_text_runlist_map.items():
            text = str(sheet.cell_value(row, column))
            xf = self.book.xf_list[sheet.cell_xf_index(row, column)]
            runs = self._split(text, starts, xf)
            is_marked = any(run.mark != "plain" for run in runs)
            if is_marked or self.book.biff_version <= LAST_OLD_VERSION:
                seen[row + 1, column + 1] = compose(runs)
        return seen

    def _split(self, text: str, starts: list[tuple[int, int]], xf: XF) -> list[Run]:
        """The parts of a text; ``starts`` gives first character and font of each but the first."""
        fill = self._find_fill(xf)
        positions = [0, *(start for start, _ in starts), len(text)]
        marks = [
            self.find(xf),
            *(self._name_mark(self.book.font_list[font], fill) for _, font in starts),
        ]
        return [
            Run(text[start:end], mark)
            for start, end, mark in zip(positions, positions[1:], marks, strict=False)
            if end > start
        ]

    def _name_mark(self, font: Font, fill: Colour) -> Mark:
        if 0 < font.height < LEAST_POINTS * TWIPS:
            return "hidden"
        if font.struck_out:
            return "struck"
        if fill is not None and self._name_colour(font.colour_index) == fill:
            return "hidden"
        return {RAISED: "raised", LOWERED: "lowered"}.get(font.escapement, "plain")

    def _find_fill(self, xf: XF) -> Colour:
        """The colour of a cell; None if it is a pattern."""
        background = xf.background
        if not background.fill_pattern:
            return WHITE
        if background.fill_pattern != SOLID:
            return None
        return self._name_colour(background.pattern_colour_index)

    def _name_colour(self, index: int) -> Colour:
        return SYSTEM.get(index) or self.book.colour_map.get(index)
