"""Finds what ▲ and △ mean in a table: a note says so, or the figures beside them show it."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import permutations

from analysis.figures.triangles import TriangleMeaning, has_triangle
from analysis.ingest.content import Cell, Content, Paragraph
from analysis.ingest.forms.form_table import FormTable

_NOTE = re.compile(
    r"[▲△][”\"』」)）]{0,2}(?:号|符号)?(?:为|表示|代表|指|是|:|,)?(?:同比|比上年|较上年)?"
    r"(?:(?P<rise>增长|上升|增加|正)|(?P<fall>下降|减少|降低|负|亏损))"
)
_OTHER_FALL = re.compile("[▼▽]")
_CHANGE = re.compile(r"[▲△](?P<digits>\d+(?:\.\d+)?)(?P<unit>%|个?百分点)?")
_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")
_LEAST_ROWS = 2
_MOST_CELLS = 8


def find_triangle_meaning(
    rows: Sequence[Sequence[Cell]], lines: Iterable[str]
) -> TriangleMeaning | None:
    """What the signs mean; None if the table does not show it, or not without contradiction.

    Args:
        rows: rows of the table.
        lines: lines of text around it.
    """
    texts = [*lines, *(cell.text for row in rows for cell in row)]
    notes = {
        "rise" if found["rise"] else "fall"
        for text in texts
        for found in _NOTE.finditer(re.sub(r"\s", "", unicodedata.normalize("NFKC", text)))
    }
    if notes:
        return notes.pop() if len(notes) == 1 else None
    shown = [meaning for row in rows if (meaning := _read_row(row))]
    if len(shown) >= _LEAST_ROWS and len(set(shown)) == 1:
        return shown[0]
    return None


def list_triangle_notes(content: Content) -> list[str]:
    """Texts of a file, in a table or not, that have one of the signs."""
    texts = []
    for block in content.blocks:
        if isinstance(block, Paragraph):
            texts.append(block.text)
        else:
            texts += [cell.text for row in block.rows for cell in row]
    return [text for text in texts if has_triangle(text)]


def mark_triangles(table: FormTable, meaning: str | None) -> FormTable:
    """The table with what the signs mean in it, if it has any."""
    texts = (text for row in table.rows for text in row.values())
    return replace(table, triangle=meaning) if meaning and any(map(has_triangle, texts)) else table


def _read_row(row: Sequence[Cell]) -> TriangleMeaning | None:
    """What the sign must mean in a row for its change to follow from two of its figures."""
    plain = [re.sub(r"\s", "", unicodedata.normalize("NFKC", cell.text)) for cell in row]
    changes = [match for text in plain if (match := _CHANGE.fullmatch(text))]
    numbers = [Decimal(text.replace(",", "")) for text in plain if _NUMBER.fullmatch(text)]
    if len(changes) != 1 or not has_triangle(changes[0][0]) or len(numbers) > _MOST_CELLS:
        return None
    change = Decimal(changes[0]["digits"])
    tolerance = Decimal(1).scaleb(change.as_tuple().exponent) * Decimal("0.6")
    is_points = "点" in (changes[0]["unit"] or "")
    found = {
        "rise" if result > 0 else "fall"
        for result in _list_changes(numbers, is_points)
        if result and abs(abs(result) - change) <= tolerance
    }
    return found.pop() if len(found) == 1 else None  # type: ignore[return-value]


def _list_changes(numbers: Sequence[Decimal], is_points: bool) -> Iterator[Decimal]:
    """The changes from one figure of a row to the other.

    A fall of 5 % from 100 is a rise of 5.26 % from 95, so that only one order fits. A difference
    fits both ways and shows nothing.
    """
    for newer, older in permutations(numbers, 2):
        if not is_points and older:
            yield 100 * (newer / older - 1)
