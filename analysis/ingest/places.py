"""How a place in a file is written in locators and messages."""

from collections.abc import Iterable, Sequence

from analysis.ingest.content import Cell, Place


def column_letters(column: int) -> str:
    """A column's number as spreadsheets write it.

    Examples:
        >>> column_letters(28)
        'AB'
    """
    letters = ""
    while column > 0:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def describe_place(place: Place | None) -> str:
    """A place in words: sheet and cell, page, table and row, paragraph, or line.

    Examples:
        >>> describe_place(Place(sheet="7月", row=3, column=2))
        'sheet 7月, cell B3'
        >>> describe_place(Place(line=12))
        'line 12'
    """
    if place is None:
        return "the file"
    if place.sheet is not None:
        cell = place.row and f"cell {column_letters(place.column or 1)}{place.row}"
        return ", ".join(part for part in (f"sheet {place.sheet}", cell) if part)
    parts = [
        f"{word} {number}"
        for word, number in (
            ("page", place.page), ("table", place.table), ("row", place.row),
            ("column", place.column), ("paragraph", place.paragraph), ("line", place.line),
        )
        if number is not None
    ]  # fmt: skip
    return ", ".join(parts) or "the file"


def locate_row(cells: Sequence[Cell]) -> str:
    """The end of a row's locator: its lines, or its row in a sheet or table."""
    places = [cell.place for cell in cells]
    first = places[0]
    if first.sheet is not None:
        return f"工作表“{first.sheet}”（第{first.row}行）"
    lines = _lines(places)
    if lines:
        return f"（第{lines}行）"
    page = f"第{first.page}页" if first.page is not None else ""
    return f"{page}（第{first.row}行）" if first.row is not None else page


def locate_text(place: Place) -> str:
    """The locator of a paragraph."""
    if place.line is not None:
        return f"正文（第{_lines([place])}行）"
    if place.paragraph is not None:
        return f"正文（第{place.paragraph}段）"
    if place.page is not None:
        return f"正文（第{place.page}页）"
    return locate_row([Cell("", place)]) or "正文"


def _lines(places: Iterable[Place]) -> str:
    spans = [(place.line, place.last_line or place.line) for place in places if place.line]
    if not spans:
        return ""
    first, last = min(start for start, _ in spans), max(end or 0 for _, end in spans)
    return f"{first}" if first == last else f"{first}–{last}"
