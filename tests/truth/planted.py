"""The planted lies by what they are about."""

from tests.truth.lies import Planted
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
    )
    for name, lie in lies.items()
}
