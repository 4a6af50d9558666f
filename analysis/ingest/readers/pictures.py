"""Reads pictures of papers: .jpg, .png and .tif, the last of several pages."""

import io
import warnings

import numpy as np
from PIL import Image, ImageOps, UnidentifiedImageError

from analysis.ingest.content import Content, UnreadableFile
from analysis.ingest.files.limits import Limits
from analysis.ingest.readers.scans import read_scans
from analysis.ingest.readers.time_budget import TimeBudget

FORMATS = ("PNG", "JPEG", "TIFF")
# In pixels: longer side to which larger pictures are made smaller, that of A4 at 300 per inch.
LONGEST_SIDE = 3_508
# A page of less is a mark or a photograph, on which nothing can be read.
_SHORTEST_SIDE = 60


def read_picture(content: bytes, limits: Limits) -> Content:
    """The content of a picture; its figures are candidates.

    Raises:
        UnreadableFile: if it is damaged or too large, or if what reads pictures is not installed.
    """
    budget = TimeBudget(limits.seconds)
    try:
        # The number of pixels is checked here, before any is unpacked.
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(content), formats=FORMATS) as picture:
                pages = getattr(picture, "n_frames", 1)
                _check(picture, pages, limits)
                scan = read_scans(
                    range(1, pages + 1), lambda page: _draw(picture, page, limits), budget,
                    limits.seconds, False,
                )  # fmt: skip
    except (UnidentifiedImageError, Image.DecompressionBombError, OSError, ValueError) as error:
        raise UnreadableFile(
            "broken", f"The picture is damaged or unusual ({error!s:.120}).", "Ask for it again."
        ) from error
    if not scan.blocks:
        raise UnreadableFile(
            "no-text", "No text was found in the picture.", "Scan the page again, at 300 dpi."
        )
    return Content((), tuple(scan.remarks), "picture", scanned=tuple(scan.blocks),
                   scanned_texts=tuple(scan.texts))  # fmt: skip


def _check(picture: Image.Image, pages: int, limits: Limits) -> None:
    width, height = picture.size
    if width * height > limits.pixels:
        raise UnreadableFile(
            "pixels",
            f"The picture has {width:,} × {height:,} pixels; at most {limits.pixels:,} are read.",
            "Save it smaller: 300 dots per inch are enough.",
        )
    if min(width, height) < _SHORTEST_SIDE:
        raise UnreadableFile(
            "pixels",
            f"The picture has only {width} × {height} pixels.",
            "Scan the page at 300 dpi.",
        )
    if pages > limits.pages:
        raise UnreadableFile(
            "pages", f"The picture has {pages:,} pages; at most {limits.pages:,} are read.",
            "File only the pages with the form.",
        )  # fmt: skip


def _draw(picture: Image.Image, page: int, limits: Limits) -> object:
    picture.seek(page - 1)
    _check(picture, 1, limits)
    return make_grey(ImageOps.exif_transpose(picture.copy()))


def make_grey(picture: Image.Image) -> object:
    """The picture in shades of grey, as an array; larger ones are made smaller."""
    if picture.mode in ("RGBA", "LA", "P", "PA"):
        picture = picture.convert("RGBA")
        page = Image.new("RGBA", picture.size, "white")
        picture = Image.alpha_composite(page, picture)
    if max(picture.size) > LONGEST_SIDE:
        picture.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    return np.asarray(picture.convert("L"))
