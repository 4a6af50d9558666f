"""How wide texts are, in pixels, and how they break into lines.

Measured with the advance widths of Noto Sans SC and a tenth more, because readers may see another
font. No layout pass is needed: whoever draws knows the width of a text before it is drawn.
"""

import re
from functools import cache

from matplotlib.font_manager import get_font
from matplotlib.ft2font import LoadFlags

from analysis.presentation.charts.glyphs import MissingGlyphs
from analysis.presentation.formats import clean_text
from analysis.upstream.zhplot_internals import find_font

SLACK = 1.1
"""Room for other fonts than the measured one."""
LONGEST_LABEL = 80
# Bold digits and letters are wider; the font of the layout has no bold face to measure.
_BOLD = 1.06
_MEASURED_SIZE, _FIXED_POINT = 100, 65536
# Words, and single Chinese characters, between which a label may be broken.
_PARTS = re.compile(r"[^\s\u2e80-\uffff\U0001f000-\U0003ffff]+\s*|\S[\ufe00-\ufe0f]*\s*")
# Punctuation that no line begins with.
_CLOSING = frozenset("，、。；：）】”》％")


def measure_text(text: str, size: float, is_bold: bool = False) -> float:
    """Width of a line of text in pixels, with slack for other fonts.

    Examples:
        >>> round(measure_text("万元", 10), 1), measure_text("", 10)
        (22.0, 0.0)
    """
    shown = MissingGlyphs().stand_in(text)
    width = sum(_measure_letter(letter) for letter in shown)
    return width * size * SLACK * (_BOLD if is_bold else 1)


def wrap_text(text: str, width: float, size: float, most_lines: int = 3) -> list[str]:
    """Lines of a label from the data, none wider than so many pixels.

    Args:
        text: the label; longer ones than :data:`LONGEST_LABEL` letters are cut.
        width: pixels for a line.
        size: pixels of the type.
        most_lines: what does not fit into so many lines is cut.

    Examples:
        >>> wrap_text("Rural e-commerce services", 100, 12)
        ['Rural', 'e-commerce', 'services']
    """
    cleaned = clean_text(text)
    shown = cleaned if len(cleaned) <= LONGEST_LABEL else f"{cleaned[: LONGEST_LABEL - 1]}…"
    lines, line = [], ""
    for part in _list_parts(shown, width, size):
        if line and measure_text(line + part.rstrip(), size) > width and part[0] not in _CLOSING:
            lines.append(line.rstrip())
            line = ""
        line += part
    lines.append(line.rstrip())
    if len(lines) <= most_lines:
        return lines
    return [*lines[: most_lines - 1], f"{lines[most_lines - 1][:-2]}…"]


def _list_parts(text: str, width: float, size: float) -> list[str]:
    """Words and characters; a word that is wider than a line comes in pieces."""
    parts = []
    for part in _PARTS.findall(text):
        if len(part) == 1 or measure_text(part.rstrip(), size) <= width:
            parts.append(part)
        else:
            step = max(1, int(len(part) * width / measure_text(part, size)) - 1)
            parts += [part[start : start + step] for start in range(0, len(part), step)]
    return parts


@cache
def _measure_letter(letter: str) -> float:
    """Advance width in ems. Cached: charts use a few hundred different letters."""
    font = get_font(find_font())
    font.set_size(_MEASURED_SIZE, 72)
    glyph = font.load_char(ord(letter), flags=LoadFlags.NO_HINTING)
    return glyph.linearHoriAdvance / _FIXED_POINT / _MEASURED_SIZE
