"""Joins the lines of a page to paragraphs."""

from typing import Any

# In character heights: distance to the right margin within which a line counts as full (closing
# punctuation may hang out or move to the next line), least indent of a first line, and distance
# between the lines of one paragraph.
RIGHT_SLACK, LEAST_INDENT, WIDEST_GAP = 1.6, 1.0, 1.8
# The right margin of a page of short lines is unknown; it is at least this share of the width.
LEAST_WIDTH_SHARE = 0.7
Line = dict[str, Any]


def join_lines(lines: list[Line], page_width: float) -> list[tuple[float, str]]:
    """Joins lines to paragraphs; returns the upper edge and the text of each.

    A line that reaches the right margin is continued by the next one, if that begins at the left
    margin (the first line of a paragraph is indented), has the same height and follows closely.

    Args:
        lines: lines as pdfplumber extracts them, from top to bottom.
        page_width: width of the page, in the same unit.
    """
    paragraphs: list[tuple[float, str]] = []
    if not lines:
        return paragraphs
    left = min(line["x0"] for line in lines)
    right = max(page_width * LEAST_WIDTH_SHARE, *(line["x1"] for line in lines))
    for previous, line in zip([None, *lines], lines, strict=False):
        text = line["text"].strip()
        if previous is not None and _continues(previous, line, left, right):
            top, start = paragraphs[-1]
            paragraphs[-1] = top, start + _find_separator(start, text) + text
        else:
            paragraphs.append((line["top"], text))
    return paragraphs


def _continues(previous: Line, line: Line, left: float, right: float) -> bool:
    """Whether ``line`` continues the paragraph of ``previous``."""
    height = previous["bottom"] - previous["top"]
    return (
        previous["x1"] > right - RIGHT_SLACK * height
        and line["x0"] < left + LEAST_INDENT * height
        and line["top"] - previous["bottom"] < WIDEST_GAP * height
        and abs(line["bottom"] - line["top"] - height) < height / 4
    )


def _find_separator(before: str, after: str) -> str:
    """A space between words in Latin letters, nothing in Chinese text and in numbers."""
    return " " if before[-1].isascii() and before[-1].isalpha() and after[0].isascii() else ""
