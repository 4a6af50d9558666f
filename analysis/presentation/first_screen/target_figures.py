"""Target and actual of a condition in words, as the tables of targets show them."""

import pandas as pd

from analysis.presentation.brief_tables.conditions import make_condition
from analysis.presentation.formats import Words
from analysis.tables.records import Record

_TARGET, _ACTUAL = 1, 2


def say_target(row: Record, words: Words) -> str:
    """The target of a condition with its sign, such as ``≥ 131个``."""
    return make_condition(row, words)[_TARGET].text.replace(" ", words.rules.space, 1)


def say_actual(row: Record, words: Words) -> str:
    """The actual of a condition; of a share, the share that was achieved."""
    return make_condition(row, words)[_ACTUAL].text


def say_shares(row: Record, words: Words) -> str:
    """What a share is made of, such as ``9个 ÷ 20个``; blank for other conditions."""
    details = make_condition(row, words)[_ACTUAL].details
    return details[0].text if details and pd.notna(row["denominator"]) else ""
