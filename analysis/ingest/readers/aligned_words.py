"""Lines of words by their position on a page, and what in them looks like a row of figures."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import median

# In character heights: gap between two words of one cell at most, and gap between columns at least.
WORD_GAP, COLUMN_GAP = 0.7, 0.3
# A figure as it stands in a cell, with a sign, separators and a unit of up to three characters.
FIGURE = re.compile(
    r"[-−–+▲△]?(?:\d{1,3}(?:[,，]\d{3})+|\d+)(?:\.\d+)?(?:%|％|‰|倍|[\u4e00-\u9fff]{1,3})?"
)
NO_FIGURE = frozenset({"-", "—", "——", "–", "/", "无"})
# Dots between a heading and its page in a table of contents.
_LEADER = re.compile(r"[.…·．]{4,}")
_LONGEST_NUMBER = 10  # longer ones are telephone numbers and codes


@dataclass(frozen=True)
class Word:
    """Text between two gaps of a line, with its box on the page."""

    text: str
    left: float
    right: float
    top: float
    bottom: float

    @property
    def height(self) -> float:
        """Height of its characters."""
        return self.bottom - self.top

    @property
    def is_figure(self) -> bool:
        """Whether it is a figure and nothing else."""
        digits = sum(character.isdigit() for character in self.text)
        return digits <= _LONGEST_NUMBER and bool(FIGURE.fullmatch(self.text))


@dataclass(frozen=True)
class TextLine:
    """A line of words, from left to right."""

    words: tuple[Word, ...]

    @property
    def top(self) -> float:
        """Its upper edge."""
        return min(word.top for word in self.words)

    @property
    def bottom(self) -> float:
        """Its lower edge."""
        return max(word.bottom for word in self.words)

    @property
    def middle(self) -> float:
        """The height on the page at which it stands."""
        return median((word.top + word.bottom) / 2 for word in self.words)

    @property
    def has_figures(self) -> bool:
        """Whether a figure stands behind another word, as in a row of a table."""
        if any(_LEADER.search(word.text) for word in self.words):
            return False
        return any(word.is_figure for word in self.words[1:])


def split_into_lines(words: Iterable[Word]) -> list[TextLine]:
    """The words as lines from top to bottom; words with a small gap between them are joined."""
    lines: list[list[Word]] = []
    for word in sorted(words, key=lambda word: (word.top + word.bottom) / 2):
        middle = (word.top + word.bottom) / 2
        last = lines[-1] if lines else []
        if last and abs(middle - _find_middle(last)) < min(word.height, last[0].height) / 2:
            last.append(word)
        else:
            lines.append([word])
    return [TextLine(tuple(_join_near(line))) for line in lines]


def _find_middle(words: Sequence[Word]) -> float:
    return sum(word.top + word.bottom for word in words) / len(words) / 2


def _join_near(words: Sequence[Word]) -> list[Word]:
    joined: list[Word] = []
    for word in sorted(words, key=lambda word: word.left):
        if joined and word.left - joined[-1].right < WORD_GAP * min(word.height, joined[-1].height):
            joined[-1] = join_words([joined[-1], word])
        else:
            joined.append(word)
    return joined


def join_words(words: Sequence[Word], separator: str = " ") -> Word:
    """Several words as one."""
    return Word(
        separator.join(word.text for word in words),
        min(word.left for word in words),
        max(word.right for word in words),
        min(word.top for word in words),
        max(word.bottom for word in words),
    )
