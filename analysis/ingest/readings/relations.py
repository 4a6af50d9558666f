"""Relations that running text states between its figures, proposed as claims over them.

A relation is certain where the sentence names both sides: 年度计划17亿元，完成4亿元，完成率….
Where it does not, an innocent reading is given with it, so that a difference is for review and
never called wrong: ``docs/methods.md``, "Relations in running text".
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from analysis.ingest.readings.found import Found, Operand, Stated
from analysis.ingest.readings.relation_rules import list_stated

# Formulas as they are shown, by name of the operands.
_SIGNS = {" / ": " ÷ ", " - ": " − "}
_LONGEST_QUOTE = 80


@dataclass(frozen=True)
class Relation:
    """A relation proposed from running text.

    Attributes:
        relation_id: document and number: ``990101-2020-07-letter:r1``.
        status: ``open``, ``accepted`` or ``rejected``.
        figure: the claimed figure: id of a candidate and, after a space, its column.
        relation: ``eq``, ``le`` or ``ge``, as in ``claims.csv``.
        formula: a formula over its operands.
        figures: the figure that each name of the formula stands for.
        innocent: why a difference need not be an error.
        shown: the relation in printed figures.
        quote: the words that state it.
        locator: its place in the document.
    """

    relation_id: str
    status: str
    figure: str
    relation: str
    formula: str
    figures: str
    innocent: str
    shown: str
    quote: str
    locator: str

    @property
    def candidate_ids(self) -> list[str]:
        """The candidates that it is about, the claimed one first."""
        parts = [part.partition("=")[2] for part in self.figures.split(";")]
        return list(dict.fromkeys(name.rpartition(" ")[0] for name in (self.figure, *parts)))


def find_relations(
    text: str, found: Sequence[Found], document_id: str, number: int
) -> Iterator[Relation]:
    """The relations that a paragraph states between its figures.

    Args:
        text: the paragraph, half-width, without white space.
        found: its figures, in order.
        document_id: the document; part of the relations' ids.
        number: of the first relation.
    """
    for stated in list_stated(text, found):
        yield _make(text, found, stated, f"{document_id}:r{number}")
        number += 1


def _make(text: str, found: Sequence[Found], stated: Stated, relation_id: str) -> Relation:
    numbers = sorted({at for at, _ in (stated.figure, *stated.operands.values())})
    first, last = found[numbers[0]], found[numbers[-1]]
    start = max(0, first.start - 12, last.end - _LONGEST_QUOTE)
    return Relation(
        relation_id,
        "open",
        _name(found, stated.figure),
        stated.relation,
        stated.formula,
        ";".join(f"{name}={_name(found, one)}" for name, one in stated.operands.items()),
        stated.innocent,
        _show(found, stated),
        text[start : (last.change.end - last.mention.end + last.end if last.change else last.end)],
        first.candidate.locator,
    )


def _name(found: Sequence[Found], operand: Operand) -> str:
    at, column = operand
    return f"{found[at].candidate.candidate_id} {column}"


def _show(found: Sequence[Found], stated: Stated) -> str:
    shown = stated.formula
    for sign, better in _SIGNS.items():
        shown = shown.replace(sign, better)
    for name, operand in sorted(stated.operands.items(), key=lambda entry: -len(entry[0])):
        shown = shown.replace(name, _print(found, operand))
    sign = {"eq": "=", "le": "≥", "ge": "≤"}[stated.relation]
    return f"{shown} {sign} {_print(found, stated.figure)}"


def _print(found: Sequence[Found], operand: Operand) -> str:
    at, column = operand
    return found[at].candidate.change if column == "change" else found[at].candidate.value
