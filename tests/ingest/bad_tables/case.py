"""Cases of bad tables: the content of a file and what filing it must give."""

from dataclasses import dataclass

from analysis.ingest.content import Content
from tests.ingest.conftest import (
    DISBURSEMENT_LINES,
    DISBURSEMENT_ROWS,
    MONTHLY_HEADER,
    MONTHLY_LINES,
    MONTHLY_ROWS,
    make_disbursement,
    make_monthly,
)


@dataclass(frozen=True)
class Case:
    """A bad table and the expected outcome.

    Attributes:
        name: what is bad.
        content: the file as a reader returns it.
        state: expected state, ``filed`` or ``refused``.
        words: texts that the findings must contain.
        table: the raw table to which the next three attributes refer.
        position: index of the row and name of the column of a cell.
        text: expected text of that cell.
        rows: expected number of rows.
    """

    name: str
    content: Content
    state: str
    words: tuple[str, ...] = ()
    table: str = "disbursement"
    position: tuple[int, str] | None = None
    text: str = ""
    rows: int | None = None


def payment(value, name: str, text: str, *words: str) -> Case:
    """A disbursement table with ``value`` as an amount paid, filed as ``text``."""
    rows = [["甲公司", "公共服务", "60.00", value, "50%"], *DISBURSEMENT_ROWS[1:]]
    return Case(name, make_disbursement(rows), "filed", words, position=(0, "paid"), text=text)


def monthly(name: str, state: str, *words: str, rows=None, header=None, lines=None) -> Case:
    """A case of the monthly form."""
    content = make_monthly(rows or MONTHLY_ROWS, header or MONTHLY_HEADER, lines or MONTHLY_LINES)
    return Case(name, content, state, words, table="monthly_form")


def make_titled_disbursement(*titles: str) -> Content:
    """A disbursement table with these lines above it."""
    return make_disbursement(lines=(*DISBURSEMENT_LINES[:3], *titles))
