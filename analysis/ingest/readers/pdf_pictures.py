"""Pages of a PDF that are pictures: which they are, and what is read from them."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import pdfplumber
from pdfplumber.page import Page

from analysis.ingest.content import Grid, Paragraph, Place, Remark, UnreadableFile
from analysis.ingest.files.limits import Limits
from analysis.ingest.readers.scans import Scan, read_scans
from analysis.ingest.readers.time_budget import TimeBudget

# A page with a picture over half of it and no more text than a page number, a header or a stamp of
# the scanner is a picture.
_LARGE, _FEW_CHARACTERS = 0.5, 60
# A picture of less, on its shorter side, is a mark or a line.
_FEWEST_PIXELS = 60
# Dots per inch at which a page is drawn, and the most pixels of one.
_RESOLUTION, _MOST_PIXELS = 216, 9_000_000
_POINTS_PER_INCH = 72


@dataclass
class PicturePages:
    """The pages of a PDF that are pictures.

    Attributes:
        numbers: those that can be read.
        small: those whose pictures have too few pixels to show text.
    """

    numbers: list[int] = field(default_factory=list)
    small: list[int] = field(default_factory=list)

    def __bool__(self) -> bool:
        """Whether there are any."""
        return bool(self.numbers or self.small)

    def take(self, page: Page, blocks: Sequence[Paragraph | Grid]) -> bool:
        """Notes a page that shows a picture instead of text; returns whether it does."""
        if not _is_picture(page, blocks):
            return False
        pixels = max(min(image.get("srcsize") or (0, 0)) for image in page.images)
        (self.numbers if pixels >= _FEWEST_PIXELS else self.small).append(page.page_number)
        return True


def _is_picture(page: Page, blocks: Sequence[Paragraph | Grid]) -> bool:
    if not page.images:
        return False
    if not blocks:
        return True
    if any(isinstance(block, Grid) for block in blocks):
        return False
    length = sum(len(block.text) for block in blocks if isinstance(block, Paragraph))
    largest = max(image["width"] * image["height"] for image in page.images)
    return length < _FEW_CHARACTERS and largest > _LARGE * page.width * page.height


def read_pictures(
    document: pdfplumber.PDF,
    pictures: PicturePages,
    budget: TimeBudget,
    limits: Limits,
    has_text: bool,
) -> Scan:
    """Reads the pages of a PDF that are pictures.

    Args:
        document: the PDF.
        pictures: these pages.
        budget: the time of the file.
        limits: its limits.
        has_text: whether it has other pages; pages that cannot be read then get a remark.

    Raises:
        UnreadableFile: if it has no other pages and these cannot be read.
    """
    small = [
        Remark("picture-page", "warning", Place(page=page),
               "the page is a picture with too few pixels to be read.")
        for page in pictures.small
    ]  # fmt: skip
    pages = pictures.numbers
    if not pages:
        return Scan(remarks=small)

    def draw(number: int) -> object:
        from analysis.ingest.readers.pictures import make_grey

        page = document.pages[number - 1]
        size = page.width * page.height / _POINTS_PER_INCH**2
        resolution = min(_RESOLUTION, (_MOST_PIXELS / max(size, 0.01)) ** 0.5)
        picture = make_grey(page.to_image(resolution=resolution).original)
        page.close()
        return picture

    try:
        scan = read_scans(pages, draw, budget, limits.seconds, has_text)
        scan.remarks += small
        return scan
    except UnreadableFile as refusal:
        if not has_text:
            raise
        place = Place(page=pages[0])
        shown = "、".join(map(str, pages[:10])) + (" …" if len(pages) > 10 else "")
        found = f"{len(pages)} pages that are pictures ({shown}) were not read. {refusal.found}"
        remark = Remark("picture-page", "warning", place, found, refusal.remedy)
        return Scan(remarks=[remark, *small])
