"""Joins the lines of a PDF page into paragraphs: a figure may be broken over two lines."""

from typing import Any

# In heights of a character: how near to the right margin a full line ends (closing punctuation may
# hang out or be pushed to the next line), how far a first line is indented at least, how far apart
# the lines of a paragraph stand.
RIGHT_SLACK, LEAST_INDENT, WIDEST_GAP = 1.6, 1.0, 1.8
# A page of short lines shows no right margin: it lies beyond this share of the width.
LEAST_WIDTH_SHARE = 0.7
Line = dict[str, Any]


def join_lines(lines: list[Line], page_width: float) -> list[tuple[float, str]]:
    """Paragraphs with their upper edge: a line that fills its row goes on with the next one.

    The next line must begin at the left margin, for the first line of a paragraph is indented;
    have the same size; and follow at once.

    Args:
        lines: as pdfplumber gives them, from top to bottom.
        page_width: width of the page, in the same unit.
    """
    paragraphs: list[tuple[float, str]] = []
    if not lines:
        return paragraphs
    left = min(line["x0"] for line in lines)
    right = max(page_width * LEAST_WIDTH_SHARE, *(line["x1"] for line in lines))
    for before, line in zip([None, *lines], lines, strict=False):
        text = line["text"].strip()
        if before is not None and _goes_on(before, line, left, right):
            top, begun = paragraphs[-1]
            paragraphs[-1] = top, begun + _find_glue(begun, text) + text
        else:
            paragraphs.append((line["top"], text))
    return paragraphs


def _goes_on(before: Line, line: Line, left: float, right: float) -> bool:
    height = before["bottom"] - before["top"]
    return (
        before["x1"] > right - RIGHT_SLACK * height
        and line["x0"] < left + LEAST_INDENT * height
        and line["top"] - before["bottom"] < WIDEST_GAP * height
        and abs(line["bottom"] - line["top"] - height) < height / 4
    )


def _find_glue(before: str, after: str) -> str:
    """A space between words of letters, nothing in Chinese and within figures."""
    return " " if before[-1].isascii() and before[-1].isalpha() and after[0].isascii() else ""
