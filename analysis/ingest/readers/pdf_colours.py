"""Characters of a PDF page that have the colour of what is behind them, or are painted over."""

from collections import defaultdict
from collections.abc import Iterator

from pdfminer.layout import LTChar, LTContainer, LTCurve, LTImage, LTLine, LTRect
from pdfplumber.page import Page

Colour = tuple[float, float, float]
WHITE, BLACK = (1.0, 1.0, 1.0), (0.0, 0.0, 0.0)
# In points: smaller rectangles are ruled lines.
LEAST_SIDE = 4.0
# Spaces of colours with one component in which 1 is white, not full ink.
GRAY_SPACES = frozenset({"DeviceGray", "CalGray", "ICCBased", "None", ""})
KINDS = {LTChar: "char", LTRect: "rect", LTLine: "line", LTCurve: "curve", LTImage: "image"}
SAME, BUCKET = 0.02, 4.0


class ColouredPage:
    """Compares characters with the areas that are painted before and after them."""

    def __init__(self, page: Page) -> None:
        """Gathers the painted areas of a page."""
        self.page = page
        self.areas = [
            item
            for item in (*page.rects, *page.curves)
            if item.get("fill")
            and item["x1"] - item["x0"] > LEAST_SIDE
            and item["bottom"] - item["top"] > LEAST_SIDE
        ]
        self.order = self._order_items() if self.areas else {}

    def list_unseen(self) -> Iterator[dict]:
        """Characters in the colour of what is behind them, and those painted over in white."""
        colours = {_read_colour(area) for area in self.areas} | {WHITE}
        for item in self.page.chars:
            colour = _read_colour(item)
            if colour in colours and colour == self._find_background(item):
                yield item
        yield from self._list_covered()

    def _find_background(self, item: dict) -> Colour | None:
        """The colour behind a character; None if it is unknown, as that of a picture."""
        if any(_holds(image, item) for image in self.page.images):
            return None
        position = self.order.get(id(item), 0)
        behind = [
            area
            for area in self.areas
            if _holds(area, item) and self.order.get(id(area), 0) < position
        ]
        if not behind:
            return WHITE
        return _read_colour(max(behind, key=lambda area: self.order.get(id(area), 0)))

    def _list_covered(self) -> Iterator[dict]:
        """Characters over which a white or black area is painted later."""
        covers = [area for area in self.areas if _read_colour(area) in (WHITE, BLACK)]
        if not covers:
            return
        rows: dict[int, list[dict]] = defaultdict(list)
        for item in self.page.chars:
            rows[int((item["top"] + item["bottom"]) / 2 // BUCKET)].append(item)
        for area in covers:
            position = self.order.get(id(area), 0)
            for row in range(int(area["top"] // BUCKET), int(area["bottom"] // BUCKET) + 1):
                for item in rows.get(row, ()):
                    if self.order.get(id(item), position) < position and _holds(area, item):
                        yield item

    def _order_items(self) -> dict[int, int]:
        """The position of each item in the order of painting, by its identity."""
        remaining = {kind: iter(self.page.objects.get(kind, [])) for kind in KINDS.values()}
        order = {}
        for position, kind in enumerate(_list_kinds(self.page.layout)):
            item = next(remaining[kind], None)
            if item is not None:
                order[id(item)] = position
        return order


def _list_kinds(container: LTContainer) -> Iterator[str]:
    for item in container:
        if isinstance(item, LTContainer):
            yield from _list_kinds(item)
        elif type(item) in KINDS:
            yield KINDS[type(item)]


def _holds(area: dict, item: dict) -> bool:
    """Whether the middle of a character is within an area."""
    x, y = (item["x0"] + item["x1"]) / 2, (item["top"] + item["bottom"]) / 2
    return area["x0"] <= x <= area["x1"] and area["top"] <= y <= area["bottom"]


def _read_colour(item: dict) -> Colour | None:
    """A colour as red, green and blue, rounded; None if it is a pattern or unknown."""
    colour = item.get("non_stroking_color")
    if colour is None:
        return BLACK
    parts = colour if isinstance(colour, (tuple, list)) else (colour,)
    if not parts or not all(isinstance(part, (int, float)) for part in parts):
        return None
    if len(parts) == 1:
        space = getattr(item.get("ncs"), "name", item.get("ncs")) or ""
        return _round(parts * 3) if str(space) in GRAY_SPACES else None
    if len(parts) == 3:
        return _round(parts)
    if len(parts) == 4:
        cyan, magenta, yellow, black = parts
        return _round([1 - min(1, part + black) for part in (cyan, magenta, yellow)])
    return None


def _round(parts: tuple | list) -> Colour:
    red, green, blue = (round(part / SAME) * SAME for part in parts)
    return round(red, 2), round(green, 2), round(blue, 2)
