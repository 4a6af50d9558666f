"""Which figure of a sentence a printed change or difference is about."""

import re
from collections.abc import Sequence

from analysis.ingest.readings.found import Found
from analysis.ingest.words.mentions import CHANGES, Mention

_GROWTH = re.compile(
    r"^[，,、]?(?:同比|环比|与去年|与上年|比上年|较上年|比去年|比上年同期|较上年同期|比去年同期|较去年同期)?(?:名义|实际)?$"
)
_OF_PLAN = re.compile(
    r"^的$|(?:为|占|完成|达到?)[^，,；;]{0,12}(?:预算|计划|目标|任务|预期)[^，,；;]{0,6}的?$"
)
_DIFFERENCE = re.compile(r"(?:增|减|多|少|超|净)(?:加|收|支|长|少|额|了)*$")
# How many rates and differences stand between a figure and what is said of it, at most.
_MOST_BETWEEN = 6


def find_bearer(sentence: str, found: Sequence[Found], mention: Mention) -> int | None:
    """The figure of which a mention is the printed change; None if it is a figure of its own."""
    is_change = mention.text.startswith(CHANGES)
    if not found or not is_change or mention.figure.unit not in ("share", "multiple"):
        return None
    if not _GROWTH.match(sentence[found[-1].end : mention.start]):
        return None
    base = find_base(sentence, found)
    return base if base is not None and found[base].change is None else None


def find_base(sentence: str, found: Sequence[Found]) -> int | None:
    """The figure that those after it are about: 收入9万元，完成预算10万元的90%，比上年减收1万元."""
    at = len(found) - 1
    while at >= max(0, len(found) - _MOST_BETWEEN):
        one = found[at]
        if one.mention.figure.unit == "share" and not one.mention.text.startswith(CHANGES):
            before = sentence[found[at - 1].end if at else 0 : one.start]
            if not _OF_PLAN.search(before):
                return None
            # A rate of what was planned, and the plan, if it is printed: 预算10万元的90%.
            at -= 2 if before == "的" else 1
        elif _is_difference(sentence, one):
            at -= 1
        else:
            return at
    return None


def _is_difference(sentence: str, one: Found) -> bool:
    before = sentence[max(0, one.start - 6) : one.start]
    return one.mention.text.startswith(CHANGES) or bool(_DIFFERENCE.search(before))
