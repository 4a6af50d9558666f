"""What the parts of an .xlsx tell before a library reads them, so that rare things cost little."""

import io
import re
import zipfile
from dataclasses import dataclass

# Marks of parts of a text that change what is read; most workbooks have none, and reading parts of
# texts takes time. White is a colour, a theme's first, or number 1 and 9 of the old palette.
MARKED_PARTS = re.compile(
    rb'strike|vertAlign|rgb="[0-9A-F]{0,2}FFFFFF"|theme="0"|indexed="[19]"|sz val="[01][".]', re.I
)
# Asks the program that opens the workbook to calculate all formulas: those stored may be older, and
# programs that cannot calculate store 0.
RECALCULATED = re.compile(rb'fullCalcOnLoad="(?:1|true)"')
# A digit in the text of a shape.
SHAPE_DIGITS = re.compile(rb"<a:t>[^<]*\d")


@dataclass
class SheetParts:
    """What the parts of a workbook tell.

    Attributes:
        has_marked_texts: whether parts of texts are struck out, raised, white or tiny.
        is_recalculated: whether formulas are to be calculated when it is opened.
        has_shapes: whether shapes with figures lie over the cells.
    """

    has_marked_texts: bool = False
    is_recalculated: bool = False
    has_shapes: bool = False


def scan_parts(content: bytes) -> SheetParts:
    """What the parts of a workbook tell."""
    found = SheetParts()
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        for name in package.namelist():
            if not name.startswith("xl/") or not name.endswith(".xml"):
                continue
            if name == "xl/workbook.xml":
                found.is_recalculated = bool(RECALCULATED.search(package.read(name)))
            elif name.startswith("xl/drawings/drawing"):
                found.has_shapes |= bool(SHAPE_DIGITS.search(package.read(name)))
            elif name.endswith("haredStrings.xml") or name.startswith("xl/worksheets/"):
                found.has_marked_texts |= _has_marked_texts(package.read(name))
    return found


def _has_marked_texts(part: bytes) -> bool:
    """Whether a part has texts with properties of their own, and marks among these."""
    return b"rPr>" in part and bool(MARKED_PARTS.search(part))
