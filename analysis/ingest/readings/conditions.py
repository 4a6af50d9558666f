"""Targets and results in words become conditions with a rule; what is ambiguous stays open.

"不少于500笔，或金额不少于1000万元" with "完成3631笔，共142755.2万元" gives two conditions joined by
``or``, each with its target and its actual. A result is put beside a target only where unit and
words leave no choice.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from analysis.ingest.words.indicator_names import IndicatorNames
from analysis.ingest.words.mentions import AT_LEAST, Mention, MentionReader, flatten

QUALITATIVE = "whole"
_AT_LEAST = (*AT_LEAST, "达到", "达")
_AT_MOST = ("不超过", "不高于", "不多于")


@dataclass(frozen=True)
class Condition:
    """One comparison of an item.

    Attributes:
        name: its name in the rule.
        label: words that tell it, from the document.
        indicator_id: the indicator, if the words name one.
        target: the figure asked for.
        actual: the figure reported.
        comparator: ``ge`` or ``le``; None without a target.
        comparator_origin: whether the document prints it.
    """

    name: str
    label: str
    indicator_id: str | None = None
    target: Mention | None = None
    actual: Mention | None = None
    comparator: Literal["ge", "le"] | None = None
    comparator_origin: Literal["printed", "assumed"] | None = None


@dataclass(frozen=True)
class ItemReading:
    """What the machine reads in one item.

    Attributes:
        conditions: its conditions; a single qualitative one where it holds no figure.
        rule: when the item is met.
        doubts: what was left open, one sentence each.
    """

    conditions: tuple[Condition, ...]
    rule: str
    doubts: tuple[str, ...] = ()


def read_item(
    requirement: str, result: str, reader: MentionReader, names: IndicatorNames
) -> ItemReading:
    """Reads one target item.

    Args:
        requirement: what is asked for, as printed.
        result: what is reported, as printed.
        reader: finds the figures.
        names: finds the indicators.
    """
    flat = flatten(requirement)
    targets = _drop_context(flat, reader.read(requirement))
    results = reader.read(result)
    pairs, doubts = _pair(targets, results)
    conditions = []
    for target in targets:
        comparator, origin = _find_comparator(target)
        actual = pairs.get(target.start)
        indicator = names.find(target, requirement if len(targets) == 1 else "")
        indicator = indicator or (names.find(actual) if actual else None)
        label = _label(target)
        conditions.append(Condition("", label, indicator, target, actual, comparator, origin))
    paired = {mention.start for mention in pairs.values()}
    for mention in results:
        if mention.start not in paired:
            more = requirement if not targets and len(results) == 1 else ""
            found = names.find(mention, more)
            conditions.append(Condition("", _label(mention), found, actual=mention))
    if not conditions:
        return ItemReading((Condition(QUALITATIVE, requirement[:40]),), QUALITATIVE, tuple(doubts))
    named = _name(conditions)
    return ItemReading(named, _join(flat, named), tuple(doubts))


def _drop_context(flat: str, mentions: list[Mention]) -> list[Mention]:
    """Leaves out figures that only tell of what: 186 in "186个行政村…站点至少131个"."""
    compared = {
        _clause_start(flat, mention.start): mention for mention in mentions if _is_compared(mention)
    }
    kept = []
    for mention in mentions:
        other = compared.get(_clause_start(flat, mention.start))
        is_context = (
            other is not None
            and not _is_compared(mention)
            and other.figure.unit == mention.figure.unit
        )
        if not is_context:
            kept.append(mention)
    return kept


def _clause_start(flat: str, start: int) -> int:
    return max(flat.rfind(mark, 0, start) for mark in "，,。；;")


def _is_compared(mention: Mention) -> bool:
    return _find_comparator(mention)[1] == "printed"


def _find_comparator(
    mention: Mention,
) -> tuple[Literal["ge", "le"], Literal["printed", "assumed"]]:
    if mention.figure.qualifier == "at_most":
        return "le", "printed"
    if mention.figure.qualifier in ("above", "over"):
        return "ge", "printed"
    # "不少于培训后2个月": the comparator stands apart from the number.
    near = mention.before[-10:]
    if any(word in near for word in _AT_MOST):
        return "le", "printed"
    return "ge", ("printed" if any(word in near for word in _AT_LEAST) else "assumed")


def _pair(
    targets: Sequence[Mention], results: Sequence[Mention]
) -> tuple[dict[int, Mention], list[str]]:
    """Which result belongs to which target, by where the target begins."""
    pairs: dict[int, Mention] = {}
    doubts = []
    for target in targets:
        fitting = [each for each in results if each.figure.unit == target.figure.unit]
        rivals = [each for each in targets if each.figure.unit == target.figure.unit]
        best = _pick(target, fitting, only=len(rivals) == 1)
        if best is not None:
            pairs[target.start] = best
        elif len(fitting) > 1 or (fitting and len(rivals) > 1):
            texts = "、".join(mention.text for mention in fitting)
            doubts.append(f"which of {texts} answers the target {target.text}.")
    shared = Counter(mention.start for mention in pairs.values())
    for start, mention in list(pairs.items()):
        if shared[mention.start] > 1:
            del pairs[start]
            doubts.append(f"{mention.text} could answer several targets.")
    # A target that another one's words claim is no doubt: 8个镇 beside 186个行政村.
    claimed = {mention.text for mention in pairs.values()}
    return pairs, [doubt for doubt in doubts if not _is_settled(doubt, claimed, results)]


def _is_settled(doubt: str, claimed: set[str], results: Sequence[Mention]) -> bool:
    named = [mention.text for mention in results if mention.text in doubt]
    return bool(named) and set(named) <= claimed


def _pick(target: Mention, fitting: Sequence[Mention], only: bool) -> Mention | None:
    if only and len(fitting) == 1:
        return fitting[0]
    scores = {each.start: _likeness(target, each) for each in fitting}
    best = max(scores.values(), default=0)
    leading = [each for each in fitting if scores[each.start] == best]
    return leading[0] if best > 0 and len(leading) == 1 else None


def _likeness(target: Mention, result: Mention) -> int:
    """Pairs of characters that the words after both figures share; the same unit counts too."""
    shared = _pairs_of(target.after) & _pairs_of(result.after or result.before)
    same_unit = _printed_unit(target) == _printed_unit(result)
    return 2 * len(shared) + (same_unit and not _pairs_of(target.after) - shared)


def _pairs_of(words: str) -> set[str]:
    return {words[at : at + 2] for at in range(len(words) - 1)}


def _printed_unit(mention: Mention) -> str | None:
    return mention.figure.printed_unit


def _label(mention: Mention) -> str:
    words = re.sub(r"^(?:或者?|其中|并|已)", "", mention.after or mention.near[-14:])
    return words[:14] or mention.text


def _name(conditions: Sequence[Condition]) -> tuple[Condition, ...]:
    seen: Counter[str] = Counter()
    named = []
    for number, condition in enumerate(conditions, start=1):
        name = condition.indicator_id or f"c{number}"
        seen[name] += 1
        name = name if seen[name] == 1 else f"{name}_{seen[name]}"
        named.append(replace(condition, name=name))
    return tuple(named)


def _join(flat: str, conditions: Sequence[Condition]) -> str:
    """The rule: targets that 或 joins are alternatives, all others must be met."""
    asked = [each for each in conditions if each.target is not None] or list(conditions)
    groups: list[list[str]] = []
    last: Mention | None = None
    for condition in asked:
        joined = last is not None and condition.target and "或" in flat[
            last.end : condition.target.start
        ]  # fmt: skip
        if joined:
            groups[-1].append(condition.name)
        else:
            groups.append([condition.name])
        last = condition.target
    parts = [" or ".join(group) for group in groups]
    if len(parts) == 1:
        return parts[0]
    wrapped = zip(parts, groups, strict=True)
    return " and ".join(f"({part})" if len(group) > 1 else part for part, group in wrapped)
