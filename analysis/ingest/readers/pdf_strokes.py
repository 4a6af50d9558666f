"""Characters of a PDF page that a line crosses out: drawn lines, thin boxes, marks of reviewers."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from pdfminer.psparser import PSLiteral
from pdfplumber.page import Page

# In character heights from the top: where a line crosses a character out. Above are upper lines,
# below underlines and the rules of blanks to fill in.
HIGHEST, LOWEST = 0.25, 0.72
THICKEST = 2.0
# Share of a character's width that a line must cross.
LEAST_CROSSED = 0.6
# In character heights: a slanted line that strikes out is lower, that of a divided cell higher.
MOST_RISE, MOST_WIDTH, NEAR_MIDDLE = 1.6, 12.0, 0.35
BUCKET = 4.0


@dataclass(frozen=True)
class Stroke:
    """A line from left to right."""

    x0: float
    y0: float
    x1: float
    y1: float
    item: int | None = None

    def height_at(self, x: float) -> float:
        """The distance from the top of the page, at a distance from the left."""
        if self.x1 == self.x0:
            return (self.y0 + self.y1) / 2
        return self.y0 + (self.y1 - self.y0) * (x - self.x0) / (self.x1 - self.x0)


def list_strikes(page: Page, characters: list[dict]) -> tuple[list[dict], set[int]]:
    """The characters that are crossed out, and the identities of the lines that do it."""
    rows: dict[int, list[dict]] = defaultdict(list)
    for item in characters:
        if item["upright"] and item["text"].strip():
            rows[int((item["top"] + item["bottom"]) / 2 // BUCKET)].append(item)
    struck: dict[int, dict] = {}
    strokes: set[int] = set()
    for stroke in (*_list_strokes(page), *_list_annotated(page)):
        top, bottom = sorted((stroke.y0, stroke.y1))
        crossed = [
            item
            for row in range(int(top // BUCKET) - 4, int(bottom // BUCKET) + 5)
            for item in rows.get(row, ())
            if _crosses(stroke, item)
        ]
        for item in crossed:
            struck[id(item)] = item
        if crossed and stroke.item is not None:
            strokes.add(stroke.item)
    return [item for item in characters if id(item) in struck], strokes


def _crosses(stroke: Stroke, item: dict) -> bool:
    height, width = item["bottom"] - item["top"], max(item["x1"] - item["x0"], 0.1)
    crossed = min(stroke.x1, item["x1"]) - max(stroke.x0, item["x0"])
    if crossed < LEAST_CROSSED * width:
        return False
    y = stroke.height_at((item["x0"] + item["x1"]) / 2)
    rise = abs(stroke.y1 - stroke.y0)
    if rise < THICKEST:
        return item["top"] + HIGHEST * height <= y <= item["top"] + LOWEST * height
    is_short = rise <= MOST_RISE * height and stroke.x1 - stroke.x0 <= MOST_WIDTH * height
    return is_short and abs(y - (item["top"] + item["bottom"]) / 2) <= NEAR_MIDDLE * height


def _list_strokes(page: Page) -> Iterator[Stroke]:
    """Lines, and boxes as thin as lines."""
    for item in (*page.lines, *page.curves):
        points = item.get("pts") or []
        if len(points) == 2 or item["bottom"] - item["top"] < THICKEST:
            (x0, y0), (x1, y1) = (
                sorted(points)[:: max(1, len(points) - 1)][:2]
                if len(points) >= 2
                else ((item["x0"], item["top"]), (item["x1"], item["bottom"]))
            )
            yield Stroke(x0, y0, x1, y1, id(item))
    for item in page.rects:
        if item["bottom"] - item["top"] < THICKEST:
            y = (item["top"] + item["bottom"]) / 2
            yield Stroke(item["x0"], y, item["x1"], y, id(item))


def _list_annotated(page: Page) -> Iterator[Stroke]:
    """Places that a reviewer has marked as struck out."""
    if not page.page_obj.annots:
        return
    for annotation in page.annots:
        kind = annotation.get("data", {}).get("Subtype")
        if isinstance(kind, PSLiteral) and kind.name == "StrikeOut":
            y = (annotation["top"] + annotation["bottom"]) / 2
            yield Stroke(annotation["x0"], y, annotation["x1"], y)
