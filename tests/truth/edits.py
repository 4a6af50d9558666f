"""Changes a parsed page, as an error in the code that writes it would."""

import base64
import re
from collections.abc import Callable

from lxml import etree, html

from tests.truth.reader import load_reader

_SVG = "data:image/svg+xml;base64,"
_TEXT = "{http://www.w3.org/2000/svg}text"


def change_text(part: html.HtmlElement, old: str, new: str) -> bool:
    """Replaces a text where it first stands within a part, a regular expression; whether it did."""
    for element in part.iter():
        if not isinstance(element.tag, str) or element.tag in ("style", "script"):
            continue
        # What follows the part is no text of its own.
        for name in ("text", "tail") if element is not part else ("text",):
            text = getattr(element, name) or ""
            changed = re.sub(old, new, text, count=1)
            if changed != text:
                setattr(element, name, changed)
                return True
    return False


class NothingToEdit(AssertionError):
    """A page does not have what a lie is about."""


class Editor:
    """Changes a page.

    Attributes:
        root: its parsed HTML.
        language: its language.
    """

    def __init__(self, text: bytes) -> None:
        """Parses the page."""
        self.root = html.fromstring(text)
        self.language = (self.root.get("lang") or "")[:2]
        self.reader = load_reader(self.language)

    def say(self, group: str, key: str) -> str:
        """A term of the page's language."""
        return self.reader.say(group, key)

    def replace(self, old: str, new: str, path: str = ".//main") -> None:
        """Replaces a text where it first stands; a regular expression."""
        if not any(change_text(part, old, new) for part in self.root.findall(path)):
            raise NothingToEdit(f"{old!r} is not on the page")

    def find_tables(self, kind: str) -> list[html.HtmlElement]:
        """The tables of a kind, with or without a project's name."""
        captions = [
            text for (group, text), keys in self.reader._keys.items()
            if group == "caption" and kind in keys
        ]  # fmt: skip
        tables = []
        for table in self.root.iter("table"):
            caption = " ".join((table.find("caption").text or "").split())
            is_item = kind == "items" and self.reader.match("cell_items", caption)
            part = self.reader.match("cell_part", caption)
            name = part["name"] if part else caption
            if is_item or any(name.endswith(text) for text in captions):
                tables.append(table)
        if not tables:
            raise NothingToEdit(f"no table of {kind}")
        return tables

    def list_columns(self, kind: str, table: int = 0) -> list[str]:
        """The keys of the columns of a table."""
        headings = self.find_tables(kind)[table].findall("thead/tr/th")
        named = [one.text_content() for one in headings]
        return [self.reader.find_column(one, named)[0] for one in named]

    def find_cells(self, kind: str, column: str, table: int = 0) -> list[html.HtmlElement]:
        """The cells of a column; rows of headings, and cells that span others, are passed over."""
        found = self.find_tables(kind)[table]
        headings = self.list_columns(kind, table)
        if column not in headings:
            raise NothingToEdit(f"no column {column}")
        place = headings.index(column)
        rows = [
            [cell for cell in row if cell.tag in ("td", "th")]
            for body in found.findall("tbody") for row in body.findall("tr")
        ]  # fmt: skip
        cells = []
        for row in rows:
            widths = [int(cell.get("colspan", "1")) for cell in row]
            # Cells of rows above stand before the row's own.
            start = len(headings) - sum(widths)
            for cell, width in zip(row, widths, strict=True):
                if start == place and len(row) > 1:
                    cells.append(cell)
                start += width
        return cells

    def edit_cell(
        self, kind: str, column: str, change: Callable[[str], str], row: int | None = None,
    ) -> None:  # fmt: skip
        """Changes the first text of a cell; the first that the change makes another."""
        columns = [
            self.find_cells(kind, column, table)
            for table in range(len(self.find_tables(kind)))
            if column in self.list_columns(kind, table)
        ]
        for cell in [cell for own in columns for cell in (own if row is None else [own[row]])]:
            for element in cell.iter():
                for name in ("text", "tail"):
                    text = (getattr(element, name) or "").strip()
                    if text and change(text) != text:
                        setattr(element, name, change(text))
                        return
        raise NothingToEdit(f"nothing to change in {column} of {kind}")

    def swap_cells(self, kind: str, column: str, table: int = 0) -> None:
        """Swaps the texts of two cells of a column that differ."""
        cells = self.find_cells(kind, column, table)
        for first in cells:
            for second in cells:
                if first.text_content() != second.text_content():
                    swap_content(first, second)
                    return
        raise NothingToEdit(f"all cells of {column} are alike")

    def remove_row(self, kind: str, row: int = 0, table: int = 0) -> None:
        """Leaves out a row."""
        cells = self.find_cells(kind, self.list_columns(kind, table)[-1], table)
        if len(cells) < 2:
            raise NothingToEdit(f"{kind} has no two rows")
        line = cells[row].getparent()
        line.getparent().remove(line)

    def edit_drawing(self, change: Callable[[str], str], chart: int | None = None) -> None:
        """Changes a text that is drawn; the first that the change makes another."""
        images = list(self.root.iter("img"))
        for image in images if chart is None else [images[chart]]:
            drawing = etree.fromstring(base64.b64decode(image.get("src")[len(_SVG) :]))
            for text in drawing.iter(_TEXT):
                whole = "".join(text.itertext())
                if change(whole) != whole:
                    for child in list(text):
                        text.remove(child)
                    text.text = change(whole)
                    coded = base64.b64encode(etree.tostring(drawing)).decode("ascii")
                    image.set("src", _SVG + coded)
                    return
        raise NothingToEdit("nothing to change in the charts")

    def edit_alt(self, old: str, new: str) -> None:
        """Changes a description where a text first stands in one."""
        for image in self.root.iter("img"):
            changed = re.sub(old, new, image.get("alt"), count=1)
            if changed != image.get("alt"):
                image.set("alt", changed)
                return
        raise NothingToEdit(f"{old!r} is in no description")

    def swap_tiles(self) -> None:
        """Shows the values of two key figures under each other's label."""
        values = list(self.root.iter("dd"))
        for first in values:
            for second in values:
                if first.text_content() != second.text_content():
                    swap_content(first, second)
                    return
        raise NothingToEdit("no two key figures")


def swap_content(first: html.HtmlElement, second: html.HtmlElement) -> None:
    """Swaps what two elements hold."""
    one, other = list(first), list(second)
    first.text, second.text = second.text, first.text
    for child in one:
        second.append(child)
    for child in other:
        first.append(child)


def change_digit(text: str) -> str:
    """The last digit that is not of a date or a name, made another."""
    return re.sub(r"\d(?=\D*$)", lambda found: str((int(found[0]) + 1) % 10), text, count=1)


def add_zero(text: str) -> str:
    """A zero behind the decimals."""
    return re.sub(r"\d+\.\d+", lambda found: found[0] + "0", text, count=1)
