"""Reads targets and results in words as conditions with a rule; ambiguous pairs are left open.

"不少于500笔，或金额不少于1000万元" with "完成3631笔，共142755.2万元" gives two conditions joined by
``or``, each with its target and its actual. A result is paired with a target only if unit and
words allow no other pair.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Literal

from analysis.figures.measure_words import Unit, is_measure_word
from analysis.ingest.words.indicator_names import IndicatorNames
from analysis.ingest.words.mentions import AT_LEAST, Mention, MentionReader, flatten

QUALITATIVE = "whole"
# A single character behind a number at the end of a clause.
_LAST_WORD = re.compile(r"\d([\u4e00-\u9fff])(?![\u4e00-\u9fff\d])")
_AT_LEAST = (*AT_LEAST, "达到", "达")
_AT_MOST = ("不超过", "不高于", "不多于")


@dataclass(frozen=True)
class Condition:
    """One comparison of an item.

    Attributes:
        name: its name in the rule.
        label: words of the document that describe it.
        indicator_id: the indicator, if the words name one.
        target: the required figure.
        actual: the reported figure.
        comparator: ``ge``, ``le`` or ``eq``; None without a target.
        comparator_origin: whether the document prints the comparator.
    """

    name: str
    label: str
    indicator_id: str | None = None
    target: Mention | None = None
    actual: Mention | None = None
    comparator: Literal["ge", "le", "eq"] | None = None
    comparator_origin: Literal["printed", "assumed"] | None = None


@dataclass(frozen=True)
class ItemReading:
    """The machine's reading of one item.

    Attributes:
        conditions: its conditions; a single qualitative one if it contains no figure.
        rule: when the item is met.
        doubts: questions left open, one sentence each.
    """

    conditions: tuple[Condition, ...]
    rule: str
    doubts: tuple[str, ...] = ()


def read_item(
    requirement: str, result: str, reader: MentionReader, names: IndicatorNames
) -> ItemReading:
    """Reads one target item.

    Args:
        requirement: the requirement as printed.
        result: the reported result as printed.
        reader: finds the figures.
        names: finds the indicators.
    """
    reader = _add_measure_words(requirement, result, reader)
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
    paired = {result.start for result in pairs.values()}
    for result_mention in results:
        if result_mention.start not in paired:
            more = requirement if not targets and len(results) == 1 else ""
            indicator = names.find(result_mention, more)
            label = _label(result_mention)
            conditions.append(Condition("", label, indicator, actual=result_mention))
    if not conditions:
        return leave_open(requirement, doubts)
    named = _name(conditions)
    return ItemReading(named, _join(flat, named), tuple(doubts))


def _add_measure_words(requirement: str, result: str, reader: MentionReader) -> MentionReader:
    """The reader with measure words that no table lists, if target and result both print them."""
    words = set(_LAST_WORD.findall(flatten(requirement))) & set(_LAST_WORD.findall(flatten(result)))
    unlisted = {
        word: Unit(word, Decimal(1), True)
        for word in words if word not in reader.units and is_measure_word(word, reader.units)
    }  # fmt: skip
    return MentionReader({**reader.units, **unlisted}) if unlisted else reader


def name_only(condition: Condition) -> ItemReading:
    """The reading of an item of one condition."""
    (named,) = _name([condition])
    return ItemReading((named,), named.name)


def leave_open(requirement: str, doubts: Sequence[str] = ()) -> ItemReading:
    """The reading of an item whose figures are not compared."""
    return ItemReading((Condition(QUALITATIVE, requirement[:40]),), QUALITATIVE, tuple(doubts))


def _drop_context(flat: str, mentions: list[Mention]) -> list[Mention]:
    """Removes figures that only describe the base: 186 in "186个行政村…站点至少131个"."""
    compared = {
        _clause_start(flat, mention.start): mention for mention in mentions if _is_compared(mention)
    }
    targets = []
    for mention in mentions:
        other = compared.get(_clause_start(flat, mention.start))
        is_context = (
            other is not None
            and not _is_compared(mention)
            and other.figure.unit == mention.figure.unit
        )
        if not is_context:
            targets.append(mention)
    return targets


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
    # "不少于培训后2个月": the comparator is not directly before the number.
    near = mention.before[-10:]
    if any(word in near for word in _AT_MOST):
        return "le", "printed"
    return "ge", ("printed" if any(word in near for word in _AT_LEAST) else "assumed")


def _pair(
    targets: Sequence[Mention], results: Sequence[Mention]
) -> tuple[dict[int, Mention], list[str]]:
    """The result of each target, by the target's position, and the questions left open."""
    pairs: dict[int, Mention] = {}
    doubts = []
    for target in targets:
        fitting = [result for result in results if result.figure.unit == target.figure.unit]
        rivals = [rival for rival in targets if rival.figure.unit == target.figure.unit]
        best = _pick(target, fitting, only=len(rivals) == 1)
        if best is not None:
            pairs[target.start] = best
        elif len(fitting) > 1 or (fitting and len(rivals) > 1):
            texts = "、".join(result.text for result in fitting)
            doubts.append(f"which of {texts} belongs to the target {target.text}.")
    uses = Counter(result.start for result in pairs.values())
    for start, result in list(pairs.items()):
        if uses[result.start] > 1:
            del pairs[start]
            doubts.append(f"{result.text} could belong to several targets.")
    # Not open if all its results belong to other targets: 8个镇 beside 186个行政村.
    paired = {result.text for result in pairs.values()}
    return pairs, [doubt for doubt in doubts if not _is_settled(doubt, paired, results)]


def _is_settled(doubt: str, paired: set[str], results: Sequence[Mention]) -> bool:
    texts = {result.text for result in results if result.text in doubt}
    return bool(texts) and texts <= paired


def _pick(target: Mention, fitting: Sequence[Mention], only: bool) -> Mention | None:
    if only and len(fitting) == 1:
        return fitting[0]
    scores = {result.start: _score_similarity(target, result) for result in fitting}
    best = max(scores.values(), default=0)
    leading = [result for result in fitting if scores[result.start] == best]
    return leading[0] if best > 0 and len(leading) == 1 else None


def _score_similarity(target: Mention, result: Mention) -> int:
    """Two points per pair of characters that the words after both figures share, one for the unit.

    The same printed unit counts only if the result has all words of the target.
    """
    target_pairs = _list_pairs(target.after)
    shared = target_pairs & _list_pairs(result.after or result.before)
    has_same_unit = target.figure.printed_unit == result.figure.printed_unit
    return 2 * len(shared) + (has_same_unit and not target_pairs - shared)


def _list_pairs(words: str) -> set[str]:
    return {words[index : index + 2] for index in range(len(words) - 1)}


def _label(mention: Mention) -> str:
    words = re.sub(r"^(?:或者?|其中|并|已)", "", mention.after or mention.near[-14:])
    return words[:14] or mention.text


def _name(conditions: Sequence[Condition]) -> tuple[Condition, ...]:
    counts: Counter[str] = Counter()
    named = []
    for number, condition in enumerate(conditions, start=1):
        name = condition.indicator_id or f"c{number}"
        counts[name] += 1
        name = name if counts[name] == 1 else f"{name}_{counts[name]}"
        named.append(replace(condition, name=name))
    return tuple(named)


def _join(flat: str, conditions: Sequence[Condition]) -> str:
    """The rule: targets joined by 或 are alternatives, all others must be met."""
    required = [condition for condition in conditions if condition.target] or list(conditions)
    groups: list[list[str]] = []
    previous: Mention | None = None
    for condition in required:
        target = condition.target
        if previous and target and "或" in flat[previous.end : target.start]:
            groups[-1].append(condition.name)
        else:
            groups.append([condition.name])
        previous = target
    parts = [" or ".join(group) for group in groups]
    if len(parts) == 1:
        return parts[0]
    wrapped = zip(parts, groups, strict=True)
    return " and ".join(f"({part})" if len(group) > 1 else part for part, group in wrapped)
