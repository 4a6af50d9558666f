"""Words for how a condition of a target item turned out, for tables and charts alike."""

import pandas as pd

from analysis.presentation.formats import Words
from analysis.presentation.wording import to_translate
from analysis.tables.records import Record

_REACHED = {
    "ge": to_translate("target met"),
    "le": to_translate("within the limit"),
    "eq": to_translate("matches the target"),
}
_MISSED = {
    "ge": to_translate("below the target"),
    "le": to_translate("above the limit"),
    "eq": to_translate("differs from the target"),
}
# Of a fall, more is smaller.
_FALL = {True: to_translate("target met"), False: to_translate("target not met")}
_NOT_NEEDED = {
    "other_met": to_translate("not needed: another alternative is met"),
    "other_open": to_translate("another alternative cannot be decided"),
    "outside_rule": to_translate("does not count for the item"),
}
# What is divided by a figure that is larger than printed is smaller than computed.
_TURNED = {"over": "at_most", "above": "at_most", "nearly": "above", "at_most": "above"}


def say_outcome(row: Record, words: Words) -> list[str]:
    """Whether the target is reached, and, if it is not, what makes that matter less.

    Args:
        row: a row of what :func:`analysis.measures.completion.compute_conditions` returns, that
            can be computed.
        words: language.
    """
    if pd.isna(row["is_met"]):
        return [words.gettext("cannot be decided")]
    is_met = bool(row["is_met"])
    if row["target"] < 0:
        outcome = words.gettext(_FALL[is_met])
    else:
        names = _REACHED if is_met else _MISSED
        outcome = words.gettext(names.get(row["comparator"], names["ge"]))
    lines = [outcome]
    if row["verdict"] == "not_yet_due":
        lines.append(words.say("not yet due ({date})", date=words.date(row["due_date"])))
    need = row["need"]
    if not is_met and need in _NOT_NEEDED:
        lines.append(words.gettext(_NOT_NEEDED[need]))
    return lines


def say_alternatives(row: Record, words: Words) -> list[str]:
    """That a condition is one of several of which one suffices; nothing if it is not.

    Args:
        row: as for :func:`say_outcome`.
        words: language.
    """
    if row["alternatives"] < 2:
        return []
    if row["alternatives"] == 2:
        return [words.gettext("either of two is enough")]
    number = words.number(row["alternatives"])
    return [words.say("one of {number} is enough", number=number)]


def qualify_completion(row: Record, words: Words) -> str:
    """The completion in per cent, with the qualifier of the actual.

    Args:
        row: as for :func:`say_outcome`, with a completion.
        words: language.
    """
    qualifier = row["qualifier"]
    is_turned = (row["comparator"] == "le") != (row["target"] < 0)
    if is_turned and row["comparator"] != "eq":
        qualifier = _TURNED.get(qualifier, qualifier)
    return words.qualify(words.percent(row["completion"]), qualifier)


def is_missed(row: Record) -> bool:
    """Whether a condition is due, not met, and counts against its item.

    Args:
        row: as for :func:`say_outcome`.
    """
    return row["verdict"] == "not_met" and row["need"] == "needed"
