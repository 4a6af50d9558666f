"""Reads pictures of pages one after the other, as many as the time allows."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from analysis.ingest.content import Grid, Paragraph, Place, Remark, ScannedText, UnreadableFile
from analysis.ingest.readers.time_budget import TimeBudget

# After this many pages their time tells how many can be read; before, it may be wrong by as much.
_ENOUGH_PAGES, _DOUBT = 4, 2.0
_REMEDY = (
    "Compare each figure with its picture: `briefs candidates review OUT.html` shows both; then "
    "accept what is right."
)


@dataclass
class Scan:
    """What was read from the pictures of pages."""

    blocks: list[Paragraph | Grid] = field(default_factory=list)
    texts: list[ScannedText] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)


def read_scans(
    pages: Sequence[int],
    draw: Callable[[int], object],
    budget: TimeBudget,
    seconds: float,
    may_leave_out: bool,
) -> Scan:
    """Reads the pictures of pages.

    Args:
        pages: numbers of the pages.
        draw: the picture of a page as an array of shades of grey.
        budget: the time of the file.
        seconds: the time for the whole file, for messages.
        may_leave_out: whether pages that do not fit into the time are left out with a remark,
            because the file has pages of text, too.

    Raises:
        UnreadableFile: if what reads pictures is not installed, or if there is no time for all.
    """
    from analysis.ingest.readers.recognition import load_engine
    from analysis.ingest.readers.scanned_page import read_page

    engine = load_engine()
    scan, start = Scan(), time.monotonic()
    for done, number in enumerate(pages):
        used = time.monotonic() - start
        possible = budget.count_possible(done, used, len(pages))
        is_hopeless = done >= _ENOUGH_PAGES or possible * _DOUBT < len(pages)
        if possible <= done or (possible < len(pages) and is_hopeless and not may_leave_out):
            if not may_leave_out:
                raise _refuse(len(pages), max(1, possible), seconds)
            scan.remarks.append(_warn_of_rest(pages[done:], seconds))
            break
        page = read_page(draw(number), number, engine)  # type: ignore[arg-type]
        scan.blocks += page.blocks
        scan.texts += page.texts
        scan.remarks += page.remarks
        scan.remarks.append(_describe(number, page.blocks))
    return scan


def _describe(page: int, blocks: Sequence[Paragraph | Grid]) -> Remark:
    if not blocks:
        return Remark("scan", "warning", Place(page=page), "no text was found in the picture.")
    grids = sum(isinstance(block, Grid) for block in blocks)
    found = (
        f"the page is a picture; its text was recognised ({grids} tables) and its figures are "
        "only proposed."
    )
    return Remark("scan", "warning", Place(page=page), found, _REMEDY)


def _warn_of_rest(pages: Sequence[int], seconds: float) -> Remark:
    span = f"{pages[0]}" if len(pages) == 1 else f"{pages[0]}–{pages[-1]}"
    return Remark(
        "scan-time", "warning", Place(page=pages[0]),
        f"{len(pages)} pages that are pictures ({span}) were not read: all of them take longer "
        f"than {seconds:g} seconds.",
        "File them in parts, or set BRIEFS_INGEST_SECONDS to more seconds.",
    )  # fmt: skip


def _refuse(pages: int, possible: int, seconds: float) -> UnreadableFile:
    return UnreadableFile(
        "time",
        f"{pages:,} pages are pictures; about {possible:,} of them can be read in {seconds:g} "
        "seconds.",
        f"File it in parts of at most {possible:,} pages, only the pages with tables, or set "
        "BRIEFS_INGEST_SECONDS to more seconds.",
    )
