"""Figures found in a paragraph, and relations stated between them, before they have ids."""

from dataclasses import dataclass

from analysis.ingest.readings.candidate import Candidate
from analysis.ingest.words.mentions import Mention


@dataclass(frozen=True)
class Found:
    """A figure of a paragraph.

    Attributes:
        candidate: the figure as proposed.
        mention: the figure as read.
        start: where it begins in the paragraph.
        end: where it ends.
        change: the change printed after it.
    """

    candidate: Candidate
    mention: Mention
    start: int
    end: int
    change: Mention | None = None

    @property
    def unit(self) -> str:
        """Unit of its value."""
        return self.mention.figure.unit or ""

    @property
    def number(self) -> float:
        """Its value."""
        return self.mention.figure.number or 0.0


# A figure's value or change: number of the figure in its paragraph, and the column.
Operand = tuple[int, str]


@dataclass(frozen=True)
class Stated:
    """A relation between figures of one paragraph.

    Attributes:
        figure: the claimed figure.
        relation: ``eq``, ``le`` or ``ge``.
        formula: what it is said to be, in names of operands.
        operands: the figure that each name stands for.
        innocent: why a difference need not be an error; blank if it is one.
    """

    figure: Operand
    relation: str
    formula: str
    operands: dict[str, Operand]
    innocent: str = ""
