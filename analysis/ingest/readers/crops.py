"""Parts of the picture of a page: to be read, and to be kept beside what was read."""

import cv2
import numpy as np

from analysis.ingest.readers.recognition import Picture, TextBox

# In pixels: the largest picture that is kept of a text.
_LARGEST_CROP = (420, 90)


def cut_out(picture: Picture, box: TextBox) -> Picture:
    """The part of a picture in a box, at least one pixel."""
    height, width = picture.shape
    left, right = max(0, int(box.left)), min(width, int(np.ceil(box.right)))
    top, bottom = max(0, int(box.top)), min(height, int(np.ceil(box.bottom)))
    return picture[top : max(bottom, top + 1), left : max(right, left + 1)]


def draw_crop(crop: Picture) -> bytes:
    """A part of a picture as PNG of a few kilobytes."""
    scale = min(
        1.0, *(most / size for most, size in zip(_LARGEST_CROP, crop.shape[::-1], strict=True))
    )
    small = cv2.resize(crop, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    # Sixteen shades of grey are enough to see what is printed.
    packed = cv2.imencode(".png", small & 0xF0, [cv2.IMWRITE_PNG_COMPRESSION, 9])[1]
    return packed.tobytes()
