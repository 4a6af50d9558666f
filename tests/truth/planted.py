"""The planted lies by what they are about."""

from tests.truth.lies import Planted
from tests.truth.planted_screen import ANSWERS, LOOKS, PARAGRAPH, STRENGTHS, TILES
from tests.truth.planted_tables import DIGITS, KINDS, PLACES
from tests.truth.planted_words import COUNTS, MISSING, PROJECTS, WORDS

PLANTED: dict[str, Planted] = {
    f"{group}: {name}": lie
    for group, lies in (
        ("digits", DIGITS),
        ("places", PLACES),
        ("kinds", KINDS),
        ("called missing", MISSING),
        ("counts", COUNTS),
        ("projects", PROJECTS),
        ("words", WORDS),
        ("key figures", TILES),
        ("what needs a look", LOOKS),
        ("what stands out well", STRENGTHS),
        ("the paragraph", PARAGRAPH),
        ("answers", ANSWERS),
    )
    for name, lie in lies.items()
}
