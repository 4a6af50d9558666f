import io

import pdfplumber
import pytest
from reportlab.pdfgen.canvas import Canvas

from analysis.upstream.pdfminer_internals import PaintingDevice, PaintingInterpreter


def make_page(mode: int, clip: tuple[int, int, int, int]) -> bytes:
    """A page with 12 in a text rendering mode, and 34 within a clipping path."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=(200, 200))
    canvas.saveState()
    text = canvas.beginText(20, 150)
    text.setTextRenderMode(mode)
    text.textOut("12")
    canvas.drawText(text)
    canvas.restoreState()
    path = canvas.beginPath()
    path.rect(*clip)
    canvas.clipPath(path, stroke=0)
    canvas.drawString(20, 50, "34")
    canvas.save()
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("mode", "clip", "expected"),
    [
        (0, (0, 0, 200, 200), [False, False, False, False]),
        (3, (0, 0, 200, 200), [True, True, False, False]),
        (0, (0, 0, 26, 200), [False, False, False, True]),
        (7, (100, 100, 10, 10), [True, True, True, True]),
    ],
)
def test_the_characters_are_those_of_pdfplumber_in_the_same_order(mode, clip, expected):
    with pdfplumber.open(io.BytesIO(make_page(mode, clip))) as document:
        (page,) = document.pages
        device = PaintingDevice(document.rsrcmgr, frozenset())
        PaintingInterpreter(document.rsrcmgr, device).process_page(page.page_obj)
        assert [item["text"] for item in page.chars] == ["1", "2", "3", "4"]
    assert device.is_unpainted == expected
