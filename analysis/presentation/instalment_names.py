"""Names of instalments; those of two contracts with one name are told apart by the contract."""

from collections.abc import Iterable, Mapping
from typing import Any

from analysis.measures.amounts import find_instalment
from analysis.measures.instalments import SEPARATOR
from analysis.presentation.formats import Words
from analysis.tables.records import Record

# Instalment that is due when all others are paid.
REST = "rest"


def name_number(number: str, words: Words) -> str:
    """An instalment by its number alone.

    Examples:
        >>> name_number("2", Words("en")), name_number("rest", Words("en"))
        ('Instalment 2', 'The final instalment')
    """
    if number == REST:
        return words.gettext("The final instalment")
    return words.say("Instalment {number}", number=number)


def find_shared_names(rows: Iterable[Record], words: Words) -> set[tuple[str, str]]:
    """Names that stand for instalments of different contracts, with their projects.

    Args:
        rows: what :func:`analysis.measures.disbursement.compute_instalments` returns.
        words: language.

    Returns:
        ``project_id`` and name, where the name is a label or a number as words.
    """
    keys: dict[tuple[str, str], set[tuple[str, ...]]] = {}
    for row in rows:
        for name in (words.pick(row, "label"), name_number(row["instalment"], words)):
            keys.setdefault((row["project_id"], name), set()).add(find_instalment(row))
    return {name for name, instalments in keys.items() if len(instalments) > 1}


def name_contracts(row: Mapping[str, Any], words: Words) -> str:
    """The contracts that an instalment covers; their ids where no contract is listed."""
    names = words.pick(row, "contracts") or row["contract_ids"]
    return words.join(names.split(SEPARATOR))


def name_instalment(
    row: Mapping[str, Any], shared: set[tuple[str, str]], words: Words, by_number: bool = False
) -> str:
    """The label of an instalment, with its contract where another has the same label.

    Args:
        row: row of what :func:`analysis.measures.disbursement.compute_instalments` returns.
        shared: what :func:`find_shared_names` returns.
        words: language.
        by_number: whether its number is its name, as of one in several statuses, where each label
            names one status.
    """
    name = name_number(row["instalment"], words) if by_number else words.pick(row, "label")
    if (row["project_id"], name) not in shared:
        return name
    contracts = name_contracts(row, words)
    return words.say("{instalment} ({contract})", instalment=name, contract=contracts)
