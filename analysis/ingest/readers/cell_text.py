"""Cleans the text of cells and paragraphs and checks the size of tables, for all formats."""

import re
from dataclasses import replace

from analysis.errors import message_part
from analysis.ingest.content import Cell, Content, Grid, Paragraph, Remark, UnreadableFile
from analysis.ingest.files.limits import Limits
from analysis.ingest.readers.chinese_text import is_damaged
from analysis.ingest.readers.stacked_figures import keep_apart

# Control characters except tab and line feed, and noncharacters, which make SVG invalid.
CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ufdd0-\ufdef\ufffe\uffff]")


def tidy_content(content: Content, limits: Limits) -> Content:
    """The content without control characters.

    Cells that are damaged, too long, or hold several figures get a problem.

    Raises:
        UnreadableFile: if it exceeds the limits on rows, columns or cells, or is empty.
    """
    _check_sizes(content, limits)
    tidied: list[Paragraph | Grid] = []
    remarks = list(content.remarks)
    for block in content.blocks:
        if isinstance(block, Grid):
            rows = tuple(
                tuple(_tidy_cell(cell, limits, remarks) for cell in row) for row in block.rows
            )
            tidied.append(replace(block, rows=rows))
        else:
            text, _ = keep_apart(_tidy_text(block.text, block, remarks))
            tidied.append(replace(block, text=text))
    if not any(_has_text(block) for block in (*tidied, *content.scanned)):
        raise UnreadableFile(
            "blank",
            "The file contains no text and no figures.",
            "File the form when it is filled in.",
        )
    return replace(content, blocks=tuple(tidied), remarks=tuple(remarks))


def _tidy_cell(cell: Cell, limits: Limits, remarks: list[Remark]) -> Cell:
    if not cell.text:
        return cell
    if len(cell.text) > limits.cell_characters:
        most = limits.cell_characters
        problem = f"The cell has {len(cell.text):,} characters; at most {most:,} are read."
        return replace(cell, text=cell.text[:most], problem=problem)
    if is_damaged(cell.text):
        return replace(cell, problem="The cell contains replacement characters.")
    text, problem = keep_apart(_tidy_text(cell.text, cell, remarks))
    if text == cell.text:
        return cell
    return replace(cell, text=text, problem=cell.problem or problem)


def _tidy_text(text: str, holder: Cell | Paragraph, remarks: list[Remark]) -> str:
    # Word and Excel write some line breaks as these.
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\v", "\n").replace("\f", "\n")
    if not CONTROL.search(text):
        return text
    codes = sorted({f"U+{ord(character):04X}" for character in CONTROL.findall(text)})
    problem = f"Control characters were removed: {', '.join(codes)}."
    remarks.append(Remark("control", "warning", holder.place, problem))
    return CONTROL.sub("", text)


def _has_text(block: Paragraph | Grid) -> bool:
    if isinstance(block, Paragraph):
        return bool(block.text.strip())
    return any(cell.text.strip() or cell.problem for row in block.rows for cell in row)


def check_rows(number: int, limits: Limits, sheet: str | None = None) -> None:
    """Checks the number of rows of a table.

    Raises:
        UnreadableFile: if there are more than the limit.
    """
    _check_number(message_part("rows"), number, limits.rows, sheet)


def _check_sizes(content: Content, limits: Limits) -> None:
    total_cells = 0
    for grid in content.grids:
        rows, columns = len(grid.rows), len(grid.rows[0]) if grid.rows else 0
        total_cells += rows * columns
        _check_number(message_part("rows"), rows, limits.rows, grid.place.sheet)
        _check_number(message_part("columns"), columns, limits.columns, grid.place.sheet)
        _check_number(
            "cells, with the tables before it,", total_cells, limits.cells, grid.place.sheet
        )


def _check_number(noun: str, number: int, most: int, sheet: str | None) -> None:
    if number > most:
        raise UnreadableFile(
            "extent",
            f"{f'The sheet {sheet!r}' if sheet else 'A table'} has {number:,} {noun} or more; "
            f"at most {most:,} are read.",
            "Copy the form to a new file, without other data.",
        )
