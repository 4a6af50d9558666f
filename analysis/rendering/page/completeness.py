"""Checks that an executed notebook ran to its end, which a saved notebook alone does not prove."""

from typing import TYPE_CHECKING

import pydantic

from analysis.brief import Edition, Language
from analysis.presentation.marks import END_MARK

if TYPE_CHECKING:
    from nbformat import NotebookNode

QUOTED = 200


class BriefRefused(Exception):
    """No page may be made of an executed notebook; the message names the cell and the reason."""


class Headline(pydantic.BaseModel, frozen=True):
    """A figure that the index shows beside the brief."""

    label: str
    value: str


class EndMark(pydantic.BaseModel, frozen=True):
    """Description of a brief, which its last cell puts out.

    Attributes:
        county_code: six-digit code.
        language: language of the brief.
        title: title of the page.
        as_of: date up to which documents were used.
        county_name: name in the brief's language.
        headlines: figures for the index; may be empty.
        edition: edition of the brief.
        above: province and city, from above, in the brief's language.
        programme: name of the county's project; blank if it has none or several.
    """

    county_code: str = pydantic.Field(pattern=r"^\d{6}$")
    language: Language
    title: str = pydantic.Field(min_length=1)
    as_of: str
    county_name: str
    headlines: tuple[Headline, ...] = ()
    edition: Edition = "public"
    above: tuple[str, ...] = ()
    programme: str = ""


def check_complete(notebook: "NotebookNode") -> EndMark:
    """Checks that a notebook did not fail, stop early or write to stderr.

    Returns:
        The end mark of its last code cell.

    Raises:
        BriefRefused: if it did, naming the cell and the reason.
    """
    cells = list(enumerate(notebook.cells, start=1))
    code = [(number, cell) for number, cell in cells if cell.cell_type == "code" and cell.source]
    for number, cell in code:
        where = name_cell(number, cell)
        _check_outputs(cell, where)
        if cell.execution_count is None:
            raise BriefRefused(f"{where} did not run")
    if not code:
        raise BriefRefused("the notebook has no code cell")
    number, last = code[-1]
    return _read_end_mark(last, name_cell(number, last))


def name_cell(number: int, cell: "NotebookNode") -> str:
    """Names a cell for messages, by its number, counted from 1, and its id."""
    return f"cell {number} ({cell.get('id', 'without id')})"


def _check_outputs(cell: "NotebookNode", where: str) -> None:
    for output in cell.outputs:
        if output.output_type == "error":
            raise BriefRefused(f"{where} raised {output.ename}: {output.evalue[:QUOTED]}")
        if output.output_type == "stream" and output.name == "stderr":
            raise BriefRefused(f"{where} wrote to stderr: {output.text.strip()[:QUOTED]}")


def _read_end_mark(cell: "NotebookNode", where: str) -> EndMark:
    marks = [output.data[END_MARK] for output in cell.outputs if END_MARK in output.get("data", {})]
    if len(marks) != 1:
        raise BriefRefused(f"{where} is the last one and has {len(marks)} end marks instead of one")
    try:
        return EndMark.model_validate(marks[0])
    except pydantic.ValidationError as error:
        wrong = ", ".join(str(problem["loc"][0]) for problem in error.errors() if problem["loc"])
        raise BriefRefused(f"{where} has an end mark that cannot be read: {wrong}") from error
