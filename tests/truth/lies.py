"""Untrue statements, each planted into a page that is true. The checker must find every one.

A page is named by county and language: a code of the shipped data, or a kind of invented county.
"""

import re
from collections.abc import Callable

from lxml import html

from tests.truth.edits import Editor, NothingToEdit, change_digit, swap_content

Lie = Callable[[Editor], None]
# Page (a code, or a kind of invented county), language, lie.
Planted = tuple[str, str, Lie]
QINGXIN, LUHE, LUFENG = "441803", "441523", "441581"


def change_cell(
    kind: str, column: str, old: str = "", new: str = "", row: int | None = None
) -> Lie:
    """Another text in a cell; another last digit by default."""
    change = (lambda text: re.sub(old, new, text, count=1)) if old else change_digit
    return lambda page: page.edit_cell(kind, column, change, row)


def replace(old: str, new: str) -> Lie:
    """Another text where one first stands on the page."""
    return lambda page: page.replace(old, new)


def swap(kind: str, column: str) -> Lie:
    """Two cells of a column in each other's place."""
    return lambda page: page.swap_cells(kind, column)


def drop(kind: str, row: int = 0) -> Lie:
    """A row that is left out."""
    return lambda page: page.remove_row(kind, row)


def say_other(kind: str, column: str, group: str, old: str, new: str) -> Lie:
    """Another term in a cell."""

    def lie(page: Editor) -> None:
        terms = re.escape(page.say(group, old)), page.say(group, new)
        page.edit_cell(kind, column, lambda text: re.sub(rf"^{terms[0]}$", terms[1], text))

    return lie


def call_missing(kind: str, column: str) -> Lie:
    """A figure on file that is called not reported."""

    def lie(page: Editor) -> None:
        missing = page.say("phrase", "not_reported")
        page.edit_cell(kind, column, lambda text: re.sub(r"^.*\d.*$", missing, text))

    return lie


def add_sentence(zh: str, en: str, section: str = "overview", tag: str = "p") -> Lie:
    """A further sentence in a section, or a further entry of its list."""

    def lie(page: Editor) -> None:
        heading = page.root.get_element_by_id(section)
        said = html.Element(tag)
        said.text = zh if page.language == "zh" else en
        parent = next(heading.iterancestors("section"))
        (parent if tag == "p" else parent.find(f".//{tag}").getparent()).append(said)

    return lie


def change_tile(change: Callable[[html.HtmlElement], None], number: int = 0) -> Lie:
    """Another key figure."""
    return lambda page: change(list(page.root.iter("dl"))[number])


def rename(tag: str, text: str) -> Callable[[html.HtmlElement], None]:
    """Another text of a part."""

    def change(element: html.HtmlElement) -> None:
        element.find(tag).text = text

    return change


def edit_tag(tag: str, old: str, new: str) -> Lie:
    """Another text in the first part of a kind that has the old one."""
    return lambda page: page.replace(old, new, f".//{tag}")


def edit_detail(kind: str, column: str, change: Callable[[str], str]) -> Lie:
    """Another text in a further line of a cell."""

    def lie(page: Editor) -> None:
        for cell in page.find_cells(kind, column):
            for line in cell.find_class("detail"):
                if change(line.text_content()) != line.text_content():
                    line.text = change(line.text_content())
                    return
        raise NothingToEdit(f"no further line in {column} of {kind}")

    return lie


def drop_detail(kind: str, column: str) -> Lie:
    """A further line of a cell that is left out."""

    def lie(page: Editor) -> None:
        for line in _list_details(page, kind, column):
            line.drop_tree()
            return
        raise NothingToEdit(f"no further line in {column} of {kind}")

    return lie


def _list_details(page: Editor, kind: str, column: str) -> list[html.HtmlElement]:
    tables = range(len(page.find_tables(kind)))
    cells = [cell for table in tables for cell in page.find_cells(kind, column, table)]
    return [line for cell in cells for line in cell.find_class("detail")]


def swap_captions(kind: str) -> Lie:
    """Tables of two projects under each other's name."""

    def lie(page: Editor) -> None:
        captions = [table.find("caption") for table in page.find_tables(kind)]
        if len(captions) < 2:
            raise NothingToEdit(f"no two tables of {kind}")
        swap_content(captions[0], captions[1])

    return lie


def swap_details(kind: str, column: str) -> Lie:
    """Further lines of two cells in each other's place."""

    def lie(page: Editor) -> None:
        lines = [
            line for cell in page.find_cells(kind, column) for line in cell.find_class("detail")
        ]
        for line in lines:
            for other in lines:
                if line.text_content() != other.text_content():
                    swap_content(line, other)
                    return
        raise NothingToEdit(f"no two further lines in {column} of {kind}")

    return lie


def draw(old: str, new: str) -> Lie:
    """Another text in a chart."""
    return lambda page: page.edit_drawing(lambda text: re.sub(old, new, text, count=1))


def describe(old: str, new: str) -> Lie:
    """Another text in a description of a chart."""
    return lambda page: page.edit_alt(old, new)
