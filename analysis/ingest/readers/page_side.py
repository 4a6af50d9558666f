"""Which way up the picture of a page is: pages are scanned on their side or upside down, too."""

from collections.abc import Sequence

import numpy as np

from analysis.ingest.readers.recognition import Picture, TextBox, TextEngine

# Boxes of text that are higher than wide by this much stand on their side.
_TALL = 1.5
_FEWEST_BOXES = 3
# So many of the longest texts are read to try a side, and with less confidence it is a wrong one.
_TRIED, _SURE = 5, 0.8


def turn_upright(picture: Picture, boxes: Sequence[TextBox], engine: TextEngine) -> Picture:
    """The picture turned by quarters of a circle so that its text can be read.

    Args:
        picture: the page.
        boxes: where text was found on it.
        engine: reads text.
    """
    if len(boxes) < _FEWEST_BOXES:
        return picture
    tall = [box for box in boxes if box.height > _TALL * (box.right - box.left)]
    if len(tall) * 2 > len(boxes):
        return max(
            (np.ascontiguousarray(np.rot90(picture, quarters)) for quarters in (1, 3)),
            key=lambda turned: _measure(turned, engine.find(turned), engine),
        )
    confidence = _measure(picture, boxes, engine)
    if confidence >= _SURE:
        return picture
    turned = np.ascontiguousarray(np.rot90(picture, 2))
    return turned if _measure(turned, engine.find(turned), engine) > confidence else picture


def _measure(picture: Picture, boxes: Sequence[TextBox], engine: TextEngine) -> float:
    """Mean confidence in the longest texts."""
    longest = sorted(boxes, key=lambda box: box.left - box.right)[:_TRIED]
    if not longest:
        return 0.0
    crops = [
        picture[int(box.top) : int(box.bottom) + 1, int(box.left) : int(box.right) + 1]
        for box in longest
    ]
    return sum(engine.read(crop)[1] for crop in crops if crop.size) / len(longest)
