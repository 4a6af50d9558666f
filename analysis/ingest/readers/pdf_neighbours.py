"""The characters beside a character of a PDF page, and how characters are turned."""

import math
from collections import defaultdict
from collections.abc import Iterator

# A character is small if it has at most this share of the size of those beside it.
SMALLER = 0.85
# In character sizes: farthest distance of a note mark from its figure.
WIDEST_GAP = 0.5
MOST_BEFORE = 12
BUCKET = 8.0
# In degrees: text that leans less is upright.
MOST_LEAN = 3.0
Character = dict


def measure_turn(item: Character) -> float:
    """By how many degrees a character is turned to the left, from 0 to 360."""
    a, b, *_ = item["matrix"]
    return math.degrees(math.atan2(b, a)) % 360


def is_slanted(item: Character) -> bool:
    """Whether a character is turned, but not by quarters of a circle."""
    _, b, c, _, *_ = item["matrix"]
    if not b and not c:
        return False
    lean = measure_turn(item) % 90
    return min(lean, 90 - lean) > MOST_LEAN


class Neighbours:
    """Finds the characters beside a character, by position."""

    def __init__(self, characters: list[Character]) -> None:
        """Sorts the characters of a page by their position."""
        self._buckets: dict[tuple[int, int], list[Character]] = defaultdict(list)
        self._characters = [item for item in characters if item["upright"]]
        for item in self._characters:
            if item["text"].strip():
                for column in {int(item["x0"] // BUCKET), int(item["x1"] // BUCKET)}:
                    for row in range(int(item["top"] // BUCKET), int(item["bottom"] // BUCKET) + 1):
                        self._buckets[column, row].append(item)

    def list_small(self) -> list[Character]:
        """The characters smaller than another in their line, from left to right in each line."""
        largest: dict[int, float] = defaultdict(float)
        for item in self._characters:
            for row in self._list_rows(item):
                largest[row] = max(largest[row], item["size"])
        small = [
            item
            for item in self._characters
            if item["size"] <= SMALLER * max(largest[row] for row in self._list_rows(item))
        ]
        return sorted(small, key=lambda item: (round(item["bottom"]), item["x0"]))

    @staticmethod
    def _list_rows(item: Character) -> range:
        return range(int(item["top"] // BUCKET), int(item["bottom"] // BUCKET) + 1)

    def find_left(self, item: Character) -> Character | None:
        """The nearest character on the left that this one touches or nearly touches."""
        gap = WIDEST_GAP * item["size"]
        near = [
            other
            for other in self._list_near(item["x0"] - gap, item["x0"], item)
            if -gap <= item["x0"] - other["x1"] <= gap and other["x0"] < item["x0"]
        ]
        return max(near, key=lambda other: other["x1"], default=None)

    def find_right(self, item: Character) -> str:
        """The nearest character on the right as text; blank if there is none."""
        nearest = self._find_right(item)
        return nearest["text"] if nearest else ""

    def _find_right(self, item: Character) -> Character | None:
        gap = WIDEST_GAP * item["size"]
        near = [
            other
            for other in self._list_near(item["x1"], item["x1"] + gap, item)
            if -gap / 2 <= other["x0"] - item["x1"] <= gap and other["x1"] > item["x1"]
        ]
        return min(near, key=lambda other: other["x0"], default=None)

    def read_around(self, first: Character, last: Character) -> str:
        """The text that stands directly before one character and after another."""
        left = self.find_left(first)
        texts = [self.read_before(left)] if left is not None else []
        current: Character | None = last
        for _ in range(MOST_BEFORE):
            current = self._find_right(current)
            if current is None:
                break
            texts.append(current["text"])
        return "".join(texts)

    def read_before(self, item: Character) -> str:
        """The text that ends with a character."""
        texts = [item["text"]]
        current = item
        while len(texts) < MOST_BEFORE and (current := self.find_left(current)) is not None:
            texts.append(current["text"])
        return "".join(reversed(texts))

    def _list_near(self, left: float, right: float, item: Character) -> Iterator[Character]:
        seen = set()
        for column in range(int(left // BUCKET), int(right // BUCKET) + 1):
            for row in range(int(item["top"] // BUCKET), int(item["bottom"] // BUCKET) + 1):
                for other in self._buckets.get((column, row), ()):
                    overlap = min(item["bottom"], other["bottom"]) - max(item["top"], other["top"])
                    if other is not item and id(other) not in seen and overlap > 0:
                        seen.add(id(other))
                        yield other
