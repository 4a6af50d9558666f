"""The engine that reads text in pictures: rapidocr with its own models, without any network.

It is part of the extra ``ocr`` and imported when the first picture is read.
"""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

from analysis.ingest.content import UnreadableFile

Picture = np.ndarray[Any, np.dtype[np.uint8]]
INSTALL = (
    "Install what reads pictures: pip install 'county-briefs[ocr]' (in a checkout: pip install -e "
    "'.[ocr]'); or file the document from which it was made (.docx, .xlsx)."
)
_DETECTION, _RECOGNITION = "PP-OCRv6_det_small.onnx", "PP-OCRv6_rec_small.onnx"
# In pixels: the longer side of a picture in which text is looked for.
_SIDE_FOR_DETECTION = 1500
# Width of the narrowest picture that the model reads; figures are short.
_NARROWEST = 96


@dataclass(frozen=True)
class TextBox:
    """Where text was found: left, top, right and bottom edge."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def height(self) -> float:
        """Height of the box."""
        return self.bottom - self.top


class TextEngine:
    """Finds and reads text in pictures."""

    def __init__(self) -> None:
        """Loads the models.

        Raises:
            UnreadableFile: if the extra is not installed or its models are missing.
        """
        try:
            import onnxruntime
            import rapidocr
        except ImportError as error:
            raise UnreadableFile(
                "no-text",
                "It was scanned or photographed, and what reads pictures is not installed.",
                INSTALL,
            ) from error
        # Versions from 1.29 on report their use over the network.
        onnxruntime.disable_telemetry_events()
        models = Path(rapidocr.__file__).parent / "models"
        # Named models that exist are never downloaded.
        if not all((models / name).is_file() for name in (_DETECTION, _RECOGNITION)):
            raise UnreadableFile(
                "no-text", "It was scanned, and the installed rapidocr lacks its models.", INSTALL
            )
        self._engine = rapidocr.RapidOCR(
            params={
                "Global.log_level": "critical",
                "Global.use_cls": False,
                # Pictures are made smaller before, and small ones stay small.
                "Det.limit_type": "max",
                "Det.limit_side_len": _SIDE_FOR_DETECTION,
                "Det.model_path": str(models / _DETECTION),
                "Rec.model_path": str(models / _RECOGNITION),
                "Rec.rec_img_shape": [3, 48, _NARROWEST],
                "EngineConfig.onnxruntime.intra_op_num_threads": 1,
                "EngineConfig.onnxruntime.inter_op_num_threads": 1,
            }
        )

    def find(self, picture: Picture) -> list[TextBox]:
        """Boxes around the text of a picture in shades of grey."""
        import cv2

        scale = min(1.0, _SIDE_FOR_DETECTION / max(picture.shape))
        small = cv2.resize(picture, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
        found = self._engine(_make_colours(small), use_det=True, use_rec=False)
        boxes = () if found.boxes is None else found.boxes
        return [
            TextBox(*(float(value) / scale for value in (*box.min(axis=0), *box.max(axis=0))))
            for box in boxes
        ]

    def read(self, picture: Picture) -> tuple[str, float]:
        """The text of a picture that shows one line, and the confidence in it, 0 to 1."""
        result = self._engine(_make_colours(picture), use_det=False, use_rec=True)
        if not result.txts:
            return "", 0.0
        return str(result.txts[0]).strip(), round(float(result.scores[0]), 3)


def _make_colours(picture: Picture) -> Picture:
    return np.ascontiguousarray(np.repeat(picture[:, :, None], 3, axis=2))


@cache
def load_engine() -> TextEngine:
    """The engine, loaded once a process.

    Raises:
        UnreadableFile: if the extra is not installed or its models are missing.
    """
    return TextEngine()
