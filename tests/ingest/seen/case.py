"""An input, and the figure that its page shows."""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from analysis.figures.printed import Unit
from analysis.ingest.content import Cell, Content, Remark, UnreadableFile
from analysis.ingest.files.limits import Limits
from analysis.ingest.forms.form_table import CellReader
from analysis.ingest.process.parsing import parse

LABEL, BELOW, FIGURE_BELOW = "累计建设数量", "当年培训场次", "45"
HEADER = ("序号", "项目", "数值")
UNITS = {
    "个": Unit("count", Decimal(1), True),
    "元": Unit("cny", Decimal(1), False),
    "万元": Unit("cny", Decimal(10_000), False),
    "%": Unit("share", Decimal("0.01"), False),
}


@dataclass(frozen=True)
class Case:
    """One input.

    Attributes:
        kind: the kind of fault.
        name: what is special.
        suffix: ending of the file's name, which is its format.
        make: makes the file: a table in which the figure stands at the end of the row of LABEL.
        figure: what is filed; blank if the cell is left blank.
        is_said: whether the user must be told.
        refusal: code with which the whole file is refused, if it is.
    """

    kind: str
    name: str
    suffix: str
    make: Callable[[], bytes]
    figure: str = ""
    is_said: bool = True
    refusal: str = ""

    def __str__(self) -> str:
        """The name of the test."""
        return f"{self.kind}, {self.suffix[1:]}: {self.name}"


@dataclass(frozen=True)
class Outcome:
    """What came out of an input: figure or refusal, and what the user is told."""

    figure: str
    refusal: str
    messages: tuple[str, ...]


def read(case: Case) -> Outcome:
    """Reads the file of a case as ingest does, up to the figure that is filed."""
    try:
        content = parse(case.make(), case.suffix, Limits())
    except UnreadableFile as refusal:
        return Outcome("", refusal.code, (refusal.found,))
    remarks = list(content.remarks)

    def note(code, severity, place, found, remedy="") -> None:
        remarks.append(Remark(code, severity, place, found, remedy))

    reader = CellReader(UNITS, note)
    figure = reader.figure(find_cell(content, LABEL), None)
    below = reader.figure(find_cell(content, BELOW), None)
    assert below == FIGURE_BELOW, f"the figure below became {below!r}"
    said = tuple(remark.found for remark in remarks if remark.severity != "info")
    return Outcome(figure, "", said)


def find_cell(content: Content, label: str) -> Cell:
    """The last cell of the row with a label."""
    for grid in content.grids:
        for row in grid.rows:
            if any(cell.text.endswith(label) for cell in row):
                return row[-1]
    raise AssertionError(f"no row {label} in {content.blocks}")
