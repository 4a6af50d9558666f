"""Joins numbers that a narrow column of a PDF has broken over lines, where the page shows it.

Whether 1250 above 00 is one number or two is seen from the column: a number is broken only if the
line before is full, so that another digit has no room beside the margins of the cell.
"""

import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from pdfplumber.table import Table

from analysis.ingest.readers.pdf_neighbours import measure_turn
from analysis.ingest.readers.stacked_figures import is_figure, keep_apart, would_join

# In points: widest margin of a cell beside its text.
WIDEST_MARGIN = 8.0
NEW_LINE_SHARE = 0.5
# How text is read that is turned to the left by no, one, two, three quarters: the order of its
# lines, and of the characters in a line.
ORDERS = {
    0: (lambda item: item["top"], lambda item: item["x0"]),
    1: (lambda item: item["x0"], lambda item: -item["bottom"]),
    2: (lambda item: -item["bottom"], lambda item: -item["x1"]),
    3: (lambda item: -item["x1"], lambda item: item["top"]),
}
# What only the rest of a number begins with.
REST = ("0", ".", ",", "，")
Box = tuple[float, float, float, float]


@dataclass(frozen=True)
class WrappedTexts:
    """Joins the lines of the cells of a table."""

    table: Table

    def join(self, text: str, box: Box) -> tuple[str, str | None]:
        """The text of a cell in reading order, and what was done to it, if anything.

        Lines are joined where the page shows that a number was broken.
        """
        if any(character.isdigit() for character in text):
            turned = read_turned(self._list_characters(box))
            if turned is not None:
                return turned, None if turned == text else f"The text {turned[:40]!r} is turned."
        if keep_apart(text)[0] == text:
            return text, None
        joined = self._join_lines(text, box)
        if joined == text:
            return text, None
        return joined, f"A narrow column breaks {joined[:40]!r} over lines; its digits were joined."

    def _join_lines(self, text: str, box: Box) -> str:
        texts = text.split("\n")
        lines = _split_into_lines(self._list_characters(box))
        if len(lines) != len(texts):
            return text
        is_full = [self._is_full(line, box) for line in lines]
        breaks = [
            full and would_join(left, right)
            for full, (left, right) in zip(is_full, itertools.pairwise(texts), strict=False)
        ]
        if all(is_figure(line.strip()) for line in texts):
            is_number = all(breaks) and _continues(lines, texts)
            return "".join(line.strip() for line in texts) if is_number else text
        joined = texts[0]
        for is_broken, line in zip(breaks, texts[1:], strict=True):
            joined += line.lstrip() if is_broken else f"\n{line}"
        return joined

    @cached_property
    def _margin(self) -> float:
        """The margin beside the text in the cells: the least distance from a left edge."""
        distances = [
            min(item["x0"] for item in characters) - box[0]
            for box in self.table.cells
            if (characters := self._list_characters(box))
        ]
        return min(WIDEST_MARGIN, max(0.0, min(distances, default=0.0)))

    def _is_full(self, line: Sequence[dict], box: Box) -> bool:
        """Whether another character like the last has no room in a line of a cell."""
        width = line[-1]["x1"] - line[0]["x0"]
        last_width = line[-1]["x1"] - line[-1]["x0"]
        return box[2] - box[0] - width < 2 * self._margin + last_width

    def _list_characters(self, box: Box) -> list[dict]:
        return [
            item
            for item in self.table.page.chars
            if item["text"].strip()
            and box[0] <= (item["x0"] + item["x1"]) / 2 < box[2]
            and box[1] <= (item["top"] + item["bottom"]) / 2 < box[3]
        ]


def read_turned(characters: list[dict]) -> str | None:
    """The text of a cell whose characters are turned, in reading order; None if it is not turned.

    Characters that are turned differently are several texts.
    """
    turns = {round(measure_turn(item) / 90) % 4 for item in characters}
    if not turns - {0}:
        return None
    texts = []
    for turn in sorted(turns):
        group = [item for item in characters if round(measure_turn(item) / 90) % 4 == turn]
        across, along = ORDERS[turn]
        lines: list[list[dict]] = []
        for item in sorted(group, key=across):
            if not lines or across(item) - across(lines[-1][0]) > NEW_LINE_SHARE * item["size"]:
                lines.append([])
            lines[-1].append(item)
        texts += ["".join(item["text"] for item in sorted(line, key=along)) for line in lines]
    return "\n".join(texts)


def _split_into_lines(characters: list[dict]) -> list[list[dict]]:
    """The characters in lines, each from left to right."""
    lines: list[list[dict]] = []
    for item in sorted(characters, key=lambda item: item["top"]):
        height = item["bottom"] - item["top"]
        if not lines or item["top"] - lines[-1][0]["top"] > NEW_LINE_SHARE * height:
            lines.append([])
        lines[-1].append(item)
    return [sorted(line, key=lambda item: item["x0"]) for line in lines]


def _continues(lines: list[list[dict]], texts: list[str]) -> bool:
    """Whether the last line is the rest of a number: shorter, or not the beginning of one."""
    widths = [line[-1]["x1"] - line[0]["x0"] for line in lines]
    return widths[-1] < widths[-2] - 1 or texts[-1].strip().startswith(REST)
