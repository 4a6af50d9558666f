"""Which characters of a PDF page a person sees: none struck out, white, covered or not painted.

Raised digits after a figure are note marks. What is left out is remarked on.
"""

import itertools
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal

from pdfplumber.page import Page

from analysis.ingest.content import Place, Remark
from analysis.ingest.readers.pdf_colours import ColouredPage
from analysis.ingest.readers.pdf_fields import list_fields
from analysis.ingest.readers.pdf_neighbours import SMALLER, Neighbours, is_slanted
from analysis.ingest.readers.pdf_painting import list_unpainted
from analysis.ingest.readers.pdf_strokes import list_strikes
from analysis.ingest.readers.seen_text import LEAST_POINTS, Mark, Run, SeenText, read_mark

# A smaller character next to a larger one is raised or lowered if its foot is at least this share
# of the size above or below the other's.
RAISED_BY, LOWERED_BY = 0.15, 0.08
# If nearly all text is invisible and the page shows a picture, a program has recognised the text.
RECOGNISED_SHARE = 0.9
Character = dict


@dataclass
class SeenPage:
    """Marks of the characters of a page, by the identity of each character.

    Attributes:
        page: the page.
        marks: characters that are not read.
        strokes: lines that strike characters out.
        remarks: remarks on what is not read.
    """

    page: Page
    marks: dict[int, Mark | Literal["slanted"]] = field(default_factory=dict)
    strokes: set[int] = field(default_factory=set)
    remarks: list[Remark] = field(default_factory=list)

    def see(self) -> Page:
        """The page without characters that are not read."""
        characters = self.page.chars
        if not characters:
            return self.page
        self._find_slanted(characters)
        self._find_unpainted(characters)
        self._find_struck([item for item in characters if id(item) not in self.marks])
        neighbours = Neighbours([item for item in characters if id(item) not in self.marks])
        self._report(characters, neighbours)
        self._find_raised(neighbours)
        self.remarks += list_fields(self.page)
        if not self.marks:
            return self.page
        left_out = self.marks.keys() | self.strokes
        return self.page.filter(lambda item: id(item) not in left_out)

    def _find_slanted(self, characters: list[Character]) -> None:
        """Leaves out watermarks: text that is turned, but not by quarters of a circle."""
        slanted = [item for item in characters if is_slanted(item)]
        for item in slanted:
            self.marks[id(item)] = "slanted"
        if slanted:
            text = "".join(item["text"] for item in slanted)[:40]
            found = f"The slanted text {text!r} was taken for a watermark and not read."
            place = Place(page=self.page.page_number)
            self.remarks.append(Remark("watermark", "info", place, found))

    def _find_unpainted(self, characters: list[Character]) -> None:
        unpainted = list_unpainted(self.page.page_obj, self.page.pdf.rsrcmgr)
        if len(unpainted) == len(characters):
            hidden = [
                item for item, is_hidden in zip(characters, unpainted, strict=True) if is_hidden
            ]
            if len(hidden) > RECOGNISED_SHARE * len(characters) and self.page.images:
                self.remarks.append(_warn_of_recognition(self.page.page_number))
                hidden = []
            self._mark(hidden, "hidden")
        left, top, right, bottom = self.page.bbox
        self._mark(
            (
                item
                for item in characters
                if item["size"] < LEAST_POINTS
                or not left <= (item["x0"] + item["x1"]) / 2 <= right
                or not top <= (item["top"] + item["bottom"]) / 2 <= bottom
            ),
            "hidden",
        )
        self._mark(ColouredPage(self.page).list_unseen(), "hidden")

    def _find_struck(self, characters: list[Character]) -> None:
        struck, strokes = list_strikes(self.page, characters)
        self._mark(struck, "struck")
        self.strokes |= strokes

    def _mark(self, items: Iterable[Character], mark: Mark) -> None:
        for item in items:
            self.marks.setdefault(id(item), mark)

    def _report(self, characters: list[Character], neighbours: Neighbours) -> None:
        """Adds a remark on each group of characters that is not read."""
        place = Place(page=self.page.page_number)
        for mark, group in itertools.groupby(characters, lambda item: self.marks.get(id(item))):
            items = list(group)
            text = "".join(item["text"] for item in items)
            if mark in ("struck", "hidden") and text.strip():
                rest = neighbours.read_around(items[0], items[-1])
                self.remarks += SeenText(rest, ((mark, text),)).list_remarks(place)

    def _find_raised(self, neighbours: Neighbours) -> None:
        """Leaves out raised note marks; other raised and lowered digits get another text."""
        groups: list[tuple[Mark, list[Character], Character]] = []
        for item in neighbours.list_small():
            base = neighbours.find_left(item)
            if base is None:
                continue
            if groups and base is groups[-1][1][-1]:
                groups[-1][1].append(item)
                continue
            mark = _name_height(item, base)
            if mark != "plain":
                groups.append((mark, [item], base))
        for mark, items, base in groups:
            text = "".join(item["text"] for item in items)
            before = neighbours.read_before(base)
            following = neighbours.find_right(items[-1])
            kept, _ = read_mark(Run(text, mark), before, following)
            if not kept:
                self._mark(items, mark)
                place = Place(page=self.page.page_number)
                self.remarks += SeenText(before, ((mark, text),)).list_remarks(place)
            elif kept != text:
                items[0]["text"] = kept
                self._mark(items[1:], mark)


def _name_height(item: Character, base: Character) -> Mark:
    """Whether a character is raised or lowered beside a larger one."""
    if item["size"] > SMALLER * base["size"]:
        return "plain"
    rise = base["bottom"] - item["bottom"]
    if rise >= RAISED_BY * base["size"]:
        return "raised"
    return "lowered" if rise <= -LOWERED_BY * base["size"] else "plain"


def _warn_of_recognition(page: int) -> Remark:
    return Remark(
        "recognised-text",
        "warning",
        Place(page=page),
        "The page is a picture; its text was recognised by a program and is invisible.",
        "Compare the figures with the picture.",
    )
