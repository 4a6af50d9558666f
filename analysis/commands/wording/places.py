"""Names places of findings, which are stored in English, in the language of the terminal."""

import re

from analysis.commands.wording import SOURCE_LANGUAGE, get_language, to_translate, translate

_CELL = re.compile(r"sheet (.+), cell ([A-Z]+\d+)")
_SHEET = re.compile(r"sheet (.+)")
_PART = re.compile(r"(page|table|row|column|paragraph|line) (\d+)(?:, |$)")
_FILE_ROW = re.compile(r"(\S+\.(?:csv|yml)) row (\d+)(.*)")
_PARTS = {
    "page": to_translate("page {number}"),
    "table": to_translate("table {number}"),
    "row": to_translate("row {number}"),
    "column": to_translate("column {number}"),
    "paragraph": to_translate("paragraph {number}"),
    "line": to_translate("line {number}"),
}
_FILE = to_translate("the file")


def translate_place(place: str) -> str:
    """A place as people say it; what is no place of such a form is returned as it is.

    Examples:
        >>> translate_place("sheet 7月, cell B3")
        'sheet 7月, cell B3'
    """
    if get_language() == SOURCE_LANGUAGE:
        return place
    if cell := _CELL.fullmatch(place):
        return translate("sheet {sheet}, cell {cell}", sheet=cell[1], cell=cell[2])
    if sheet := _SHEET.fullmatch(place):
        return translate("sheet {sheet}", sheet=sheet[1])
    if row := _FILE_ROW.fullmatch(place):
        return f"{row[1]} {translate(_PARTS['row'], number=row[2])}{row[3]}"
    if "".join(part[0] for part in _PART.finditer(place)) == place:
        return "".join(translate(_PARTS[part[1]], number=part[2]) for part in _PART.finditer(place))
    return translate(_FILE) if place == _FILE else place
