"""The signs ▲ and △ before a figure: a rise in some tables, a fall in others."""

import re
from typing import Literal

TriangleMeaning = Literal["rise", "fall"]
_TRIANGLE = re.compile("[▲△]")
_TEXTS = {"rise": "", "fall": "-"}


def has_triangle(text: str) -> bool:
    """Whether a text has one of the signs.

    Examples:
        >>> has_triangle("▲5.00%"), has_triangle("▼5.00%")
        (True, False)
    """
    return _TRIANGLE.search(text) is not None


def write_triangle(text: str, meaning: str | None) -> str:
    """A figure's text with a sign that says what the triangle means; as it is without a meaning.

    Examples:
        >>> write_triangle("▲5.00%", "fall"), write_triangle("△3", "rise")
        ('-5.00%', '3')
    """
    return _TRIANGLE.sub(_TEXTS[meaning], text) if meaning in _TEXTS else text
