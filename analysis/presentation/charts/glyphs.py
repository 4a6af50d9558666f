"""Characters that the layout font lacks, such as 𠮷, an emoji or letters of Tibetan and Uyghur.

The SVG keeps them as text, which the reader's browser shows in a font of its own. Only the layout
needs their width: it measures a Chinese character in place of each.
"""

import unicodedata
from dataclasses import dataclass, field
from functools import cache

from matplotlib import font_manager

from analysis.upstream.zhplot_internals import find_font

STAND_IN = "〓"
# Marks on other characters and invisible joiners have no width of their own.
WITHOUT_WIDTH = {"Mn", "Me", "Cf"}


@dataclass
class MissingGlyphs:
    """Replaces characters for measuring, and collects those that the layout font lacks.

    Attributes:
        found: the characters that were missing so far.
    """

    found: set[str] = field(default_factory=set)

    def stand_in(self, text: str) -> str:
        """The text as it is measured: each missing character as a Chinese one, marks left out."""
        known = _list_known()
        if known.issuperset(text):
            return text
        self.found |= set(text) - known
        return "".join(letter if letter in known else _measure_as(letter) for letter in text)


def _measure_as(letter: str) -> str:
    return "" if unicodedata.category(letter) in WITHOUT_WIDTH else STAND_IN


@cache
def _list_known() -> frozenset[str]:
    """The characters of the layout font."""
    # matplotlib lays out lines one by one, and a line break has no glyph.
    return frozenset({*map(chr, font_manager.get_font(find_font()).get_charmap()), "\n"})
