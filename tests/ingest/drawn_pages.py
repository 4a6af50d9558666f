"""Draws pages with tables as a scanner would see them: turned, with noise, as a picture."""

import io
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import zhplot
from PIL import Image, ImageDraw, ImageFilter, ImageFont

FONT = Path(zhplot.__file__).parent / "fonts" / "NotoSansSC-Regular.ttf"
# In points: size of characters, height of a line, margin around text in a cell.
SIZE, LINE, INSET = 10.5, 15.0, 3.0
PAGE = (595, 842)
Rows = Sequence[Sequence[str]]


@dataclass
class DrawnPage:
    """A page of lines and tables, drawn from top to bottom.

    Attributes:
        dpi: dots per inch.
        turned: by how many degrees the page lies askew.
        noise: standard deviation of the noise, of 255 shades.
        size: width and height in points.
        blur: radius of the blur, in pixels.
    """

    dpi: int = 150
    turned: float = 1.0
    noise: float = 10.0
    size: tuple[float, float] = PAGE
    blur: float = 0.0
    top: float = 50.0
    picture: Image.Image = field(init=False)

    def __post_init__(self) -> None:
        """Begins the page."""
        size = tuple(int(side * self.dpi / 72) for side in self.size)
        self.picture = Image.new("L", size, 255)
        self._draw = ImageDraw.Draw(self.picture)
        self._font = ImageFont.truetype(str(FONT), round(SIZE * self.dpi / 72))

    def _scale(self, *points: float) -> tuple[int, ...]:
        return tuple(round(point * self.dpi / 72) for point in points)

    def line(self, text: str, left: float = 60) -> "DrawnPage":
        """Draws a line of text."""
        self._draw.text(self._scale(left, self.top), text, font=self._font, fill=20)
        self.top += LINE * 1.4
        return self

    def measure(self, rows: Rows, widths: Sequence[float]) -> list[float]:
        """Height of each row."""
        return [
            max(len(self._wrap(text, width)) for text, width in zip(row, widths, strict=True))
            * LINE + 2 * INSET
            for row in rows
        ]  # fmt: skip

    def table(self, rows: Rows, widths: Sequence[float], left: float = 45) -> "DrawnPage":
        """Draws a table with ruled lines; long texts are wrapped."""
        pen = max(1, round(self.dpi / 100))
        for row, height in zip(rows, self.measure(rows, widths), strict=True):
            x = left
            for text, width in zip(row, widths, strict=True):
                box = self._scale(x, self.top, x + width, self.top + height)
                self._draw.rectangle(box, outline=20, width=pen)
                for at, line in enumerate(self._wrap(text, width)):
                    position = self._scale(x + INSET, self.top + INSET + at * LINE)
                    self._draw.text(position, line, font=self._font, fill=20)
                x += width
            self.top += height
        self.top += LINE
        return self

    def _wrap(self, text: str, width: float) -> list[str]:
        most = (width - 2 * INSET) * self.dpi / 72
        lines = [""]
        for character in text:
            if lines[-1] and self._font.getlength(lines[-1] + character) > most:
                lines.append("")
            lines[-1] += character
        return lines

    def scan(self) -> Image.Image:
        """The page as scanned."""
        turned = self.picture.rotate(-self.turned, Image.Resampling.BICUBIC, fillcolor=255)
        turned = turned.filter(ImageFilter.GaussianBlur(self.blur)) if self.blur else turned
        random = np.random.default_rng(20201127)
        shades = np.asarray(turned, float) + random.normal(0, self.noise, turned.size[::-1])
        return Image.fromarray(np.clip(shades, 0, 255).astype(np.uint8))

    def save(self, kind: str = "PNG") -> bytes:
        """The page as a file: PNG, JPEG, TIFF or PDF."""
        buffer = io.BytesIO()
        picture = self.scan()
        picture.save(buffer, kind, **({"resolution": self.dpi} if kind == "PDF" else {}))
        return buffer.getvalue()
