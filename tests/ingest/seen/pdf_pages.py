"""What only PDF pages have: lines, layers, clipping, covers, turned text, broken numbers."""

import functools
import io

from pypdf import PdfReader, PdfWriter
from pypdf.generic import ArrayObject, DictionaryObject, FloatObject, NameObject

from tests.ingest.seen.case import Case
from tests.ingest.seen.sheets import FONT, make_page

PAINTED, TURNED, BROKEN = "painting of PDF pages", "turned text", "broken numbers"


def draw_text(canvas, x: float, y: float, text: str, size: float = 10) -> None:
    """Draws a text in a size."""
    canvas.setFont(FONT, size)
    canvas.drawString(x, y, text)


def strike_with_box(c, x, y) -> None:
    draw_text(c, x, y, "1379")
    c.rect(x + 15, y + 3, 5, 0.6, stroke=0, fill=1)


def strike_slanted(c, x, y) -> None:
    draw_text(c, x, y, "83")
    c.line(x - 1, y - 1, x + 5.4, y + 8)


def strike_twice(c, x, y) -> None:
    draw_text(c, x, y, "83")
    c.line(x, y + 2.5, x + 5, y + 2.5)
    c.line(x, y + 4, x + 5, y + 4)


def underline(c, x, y) -> None:
    draw_text(c, x, y, "137")
    c.line(x, y - 1.2, x + 15, y - 1.2)


def underline_blank(c, x, y) -> None:
    draw_text(c, x, y, "137")
    c.line(x - 3, y - 0.5, x + 60, y - 0.5)


def hide_mode(c, x, y) -> None:
    draw_text(c, x, y, "137")
    text = c.beginText(x + 15, y)
    text.setFont(FONT, 10)
    text.setTextRenderMode(3)
    text.textOut("9")
    c.drawText(text)


def clip(c, x, y) -> None:
    c.saveState()
    path = c.beginPath()
    path.rect(x - 4, y - 10, 19.5, 30)
    c.clipPath(path, stroke=0)
    draw_text(c, x, y, "1379")
    c.restoreState()


def clip_around(c, x, y) -> None:
    c.saveState()
    path = c.beginPath()
    path.rect(x - 4, y - 10, 90, 30)
    c.clipPath(path, stroke=0)
    draw_text(c, x, y, "137")
    c.restoreState()


def cover(c, x, y, gray: float = 1) -> None:
    draw_text(c, x, y, "80")
    c.setFillGray(gray)
    c.rect(x - 1, y - 3, 12, 13, stroke=0, fill=1)
    c.setFillGray(0)
    draw_text(c, x + (14 if gray == 0 else 0), y, "83")


def shade(c, x, y, text: float = 1) -> None:
    c.setFillColorRGB(0.1, 0.2, 0.4)
    c.rect(x - 4, y - 10, 90, 28, stroke=0, fill=1)
    if text == 1:
        c.setFillGray(1)
    draw_text(c, x, y, "137")


def write_white(c, x, y) -> None:
    draw_text(c, x, y, "137")
    c.setFillColorCMYK(0, 0, 0, 0)
    draw_text(c, x + 15, y, "9")


def write_tiny(c, x, y) -> None:
    draw_text(c, x, y, "137")
    draw_text(c, x + 15, y, "9", 1)


def write_outside(c, x, y) -> None:
    draw_text(c, x, y, "137")
    draw_text(c, 600, y, "9")


def write_twice(c, x, y) -> None:
    draw_text(c, x, y, "11")
    draw_text(c, x + 0.3, y, "11")


def write_shadow(c, x, y) -> None:
    c.setFillGray(1)
    draw_text(c, x, y, "137")
    c.setFillGray(0)
    draw_text(c, x, y, "137")


def write_square(c, x, y) -> None:
    draw_text(c, x, y, "26")
    draw_text(c, x + 10, y + 4, "①", 6)


def turn(c, x, y, degrees: float = 90, text: str = "137") -> None:
    c.saveState()
    c.translate(x + 12, y - (8 if degrees == 90 else -14))
    c.rotate(degrees)
    draw_text(c, 0, 0, text)
    c.restoreState()


def turn_over(c, x, y) -> None:
    c.saveState()
    c.translate(x + 30, y + 6)
    c.rotate(180)
    draw_text(c, 0, 0, "137")
    c.restoreState()


def mark_page(c, x, y, degrees: float = 45, text: str = "2022") -> None:
    draw_text(c, x, y, "137")
    c.saveState()
    c.translate(x - 3, y - 4)
    c.rotate(degrees)
    c.setFillGray(0.8)
    draw_text(c, 0, 0, text, 24)
    c.restoreState()


def turn_beside(c, x, y) -> None:
    draw_text(c, x, y, "137")
    turn(c, x + 20, y, 90, "26")


def break_number(c, x, y, lines=("12500", "00"), indent: float = 0) -> None:
    for number, line in enumerate(lines):
        draw_text(c, x + indent, y + 9 - 9.5 * number, line)


def make_annotated(kind: str) -> bytes:
    """A page with a reviewer's mark over the first digit, or a note over the figure."""
    reader = PdfReader(io.BytesIO(make_page(functools.partial(draw_text, text="83"))))
    writer = PdfWriter()
    writer.append(reader)
    left, bottom, right, top = 203, 708, 209, 721
    box = ArrayObject(FloatObject(value) for value in (left, bottom, right, top))
    note = DictionaryObject({
        NameObject("/Type"): NameObject("/Annot"),
        NameObject("/Subtype"): NameObject(kind),
        NameObject("/Rect"): box,
    })  # fmt: skip
    writer.pages[0][NameObject("/Annots")] = ArrayObject([writer._add_object(note)])
    return save(writer)


def make_recognised() -> bytes:
    """A picture of a page whose text a program has recognised: all of it invisible."""
    content = make_page(functools.partial(draw_text, text="137"))
    writer = PdfWriter()
    writer.append(PdfReader(io.BytesIO(content)))
    page = writer.pages[0]
    stream = page.get_contents()
    picture = b"q 595 0 0 842 0 0 cm BI /W 1 /H 1 /CS /G /BPC 8 ID \xff EI Q "
    stream.set_data(picture + stream.get_data().replace(b"BT ", b"BT 3 Tr "))
    page[NameObject("/Contents")] = writer._add_object(stream)
    return save(writer)


def make_layered(*, is_off: bool) -> bytes:
    """A page with a digit in a layer of its own, which is switched off or on."""

    def draw(c, x, y) -> None:
        draw_text(c, x, y, "137")
        c._code.append("/OC /L1 BDC")
        draw_text(c, x + 15, y, "9")
        c._code.append("EMC")

    writer = PdfWriter()
    writer.append(PdfReader(io.BytesIO(make_page(draw))))
    layer = writer._add_object(DictionaryObject({NameObject("/Type"): NameObject("/OCG")}))
    properties = DictionaryObject({NameObject("/L1"): layer})
    writer.pages[0]["/Resources"][NameObject("/Properties")] = properties
    settings = DictionaryObject({NameObject("/OFF"): ArrayObject([layer] if is_off else [])})
    writer._root_object[NameObject("/OCProperties")] = DictionaryObject(
        {NameObject("/OCGs"): ArrayObject([layer]), NameObject("/D"): settings}
    )
    return save(writer)


def save(writer: PdfWriter) -> bytes:
    """The file of a PDF."""
    buffer = io.BytesIO()
    writer.write(buffer)
    return buffer.getvalue()


def fill_field(c, x, y) -> None:
    c.acroForm.textfield(name="a", x=x, y=y - 4, width=40, height=14, value="137", fontSize=8)


def page(draw, width: float = 90, **more) -> functools.partial:
    """Makes a page."""
    return functools.partial(make_page, functools.partial(draw, **more), width)


CASES = tuple(
    Case(kind, name, ".pdf", make, figure, said)
    for kind, name, make, figure, said in (
        (PAINTED, "struck by a thin box", page(strike_with_box), "137", True),
        (PAINTED, "struck by a slanted line", page(strike_slanted), "3", True),
        (PAINTED, "struck by two lines", page(strike_twice), "3", True),
        (
            PAINTED,
            "struck by a reviewer",
            functools.partial(make_annotated, "/StrikeOut"),
            "3",
            True,
        ),
        (
            PAINTED,
            "marked by a reviewer",
            functools.partial(make_annotated, "/Highlight"),
            "83",
            False,
        ),
        (PAINTED, "underlined", page(underline), "137", False),
        (PAINTED, "on the line of a blank to fill in", page(underline_blank), "137", False),
        (PAINTED, "an invisible digit", page(hide_mode), "137", True),
        (PAINTED, "a digit that is clipped", page(clip), "137", True),
        (PAINTED, "a figure within the clip", page(clip_around), "137", False),
        (PAINTED, "a white cover", page(cover), "83", True),
        (PAINTED, "a black cover", page(cover, gray=0), "83", True),
        (PAINTED, "white on a dark cell", page(shade), "137", False),
        (PAINTED, "dark on a dark cell", page(shade, text=0), "", True),
        (PAINTED, "white without ink", page(write_white), "137", True),
        (PAINTED, "a tiny digit", page(write_tiny), "137", True),
        (PAINTED, "a digit beside the page", page(write_outside), "137", True),
        (PAINTED, "printed twice to be bold", page(write_twice), "11", False),
        (PAINTED, "printed over its white shadow", page(write_shadow), "137", True),
        (PAINTED, "with a raised sign", page(write_square), "26", False),
        (
            PAINTED,
            "in a layer that is off",
            functools.partial(make_layered, is_off=True),
            "137",
            True,
        ),
        (
            PAINTED,
            "in a layer that is on",
            functools.partial(make_layered, is_off=False),
            "1379",
            False,
        ),
        (PAINTED, "recognised text over a picture", make_recognised, "137", True),
        (PAINTED, "in a field to fill in", page(fill_field), "", True),
        (TURNED, "to the left", page(turn), "137", True),
        (TURNED, "to the right", page(turn, degrees=-90), "137", False),
        (TURNED, "to the left, two digits", page(turn, text="26"), "26", True),
        (TURNED, "to the left, with decimals", page(turn, text="12.5"), "12.5", True),
        (TURNED, "on its head", page(turn_over), "137", True),
        (TURNED, "beside an upright figure", page(turn_beside), "", True),
        (TURNED, "a watermark", page(mark_page), "137", False),
        (TURNED, "a watermark of words", page(mark_page, text="样张"), "137", False),
        (TURNED, "a steep watermark", page(mark_page, degrees=60), "137", False),
        (TURNED, "a flat watermark", page(mark_page, degrees=20, text="2020"), "137", False),
        (BROKEN, "in a full column", page(break_number, 34), "1250000", True),
        (
            BROKEN,
            "over three lines",
            page(break_number, 24, lines=("125", "000", "0")),
            "1250000",
            True,
        ),
        (
            BROKEN,
            "before the point",
            page(break_number, 34, lines=("12500", ".50")),
            "12500.50",
            True,
        ),
        (BROKEN, "two figures in a wide column", page(break_number, 90), "", True),
        (
            BROKEN,
            "two figures in the middle",
            page(break_number, 40, lines=("137", "26"), indent=10),
            "",
            True,
        ),
        (
            BROKEN,
            "two figures of equal width",
            page(break_number, 24, lines=("125", "300")),
            "",
            True,
        ),
        (BROKEN, "a longer one below", page(break_number, 34, lines=("137", "12500")), "", True),
        (BROKEN, "two percentages", page(break_number, 34, lines=("70.5%", "50%")), "", True),
        (
            BROKEN,
            "two figures beside room for a digit",
            page(break_number, 44, lines=("12500", "300")),
            "",
            True,
        ),
        (
            BROKEN,
            "its unit below",
            page(break_number, 34, lines=("12500", "万元")),
            "12500万元",
            False,
        ),
    )
)
