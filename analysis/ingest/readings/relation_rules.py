"""The rules by which running text states relations: parts, totals, shares, rates, differences."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from analysis.ingest.readings.found import Found, Stated
from analysis.ingest.words.figure_names import is_pure_change
from analysis.ingest.words.mentions import CHANGES

NOT_ALL_NAMED, NOT_NAMED = "not_all_named", "denominator_not_named"
SEVERAL, OTHER_WHOLE = "several_per_village", "part_of_another"
# Two or more kinds that together are all there is.
_COMPLEMENTS = (
    ("下行", "上行"), ("线上", "线下"), ("城镇", "农村"), ("国内", "国际"), ("国内", "入境"),
    ("男", "女"), ("新建", "续建"), ("新建", "改"), ("一产", "三产"), ("税收", "非税"),
    ("第一产业", "第三产业"), ("进口", "出口"), ("工业", "农产品"), ("有劳动", "无劳动"),
)  # fmt: skip
_STATEMENT = re.compile(r"[^。！？\n]+[。！？\n]?")
_AMONG = re.compile(r"其中")
_TOTAL = re.compile(r"(?:共计|合计|总计|总共|共)(?:为|达|约|[一-龥]{0,4})?$")
_BETWEEN_PARTS = re.compile(r"^[，,、;；和及与]?[^，,。；;\d]{0,16}$")
_RATE = re.compile(
    r"(?:完成|支付|拨付|执行|支出|开工|竣工|使用|兑付|到位|发放|验收|报账|复工|入库|签约|落实|办结|整改)(?:率|比例|进度)(?:为|达到?|是|约|:)?$"
)
_PLANNED = re.compile(r"计划|目标|任务|预算|指标|应")
_COMPLETED = re.compile(r"完成|实现|实际")
_OF_FIGURE = re.compile(r"^(?:[^，,。；;\d]{0,10})?的$")
_OF_NAMED = re.compile(
    r"(?:占|完成|达到?|为)(?P<whole>[^，,。；;\d占]{0,16}?(?:计划|目标|任务|预算|指标|总数|总量|总额|总投资|总资金|总人口|投资|资金)[^，,。；;\d]{0,4}?)的?$"
)
_SHARE = re.compile(r"(?:占比|占总数的?|占全部的?|占)(?:为|达到?|约)?$")
_WHOLE = re.compile(r"共|总|全部|合计")
_ADDED = re.compile(
    r"(?:比|较)?(?:上年|去年|同期|上年同期|去年同期|上月)?(?:同期|同比)?(?P<sign>净?(?:增加|增收|增支|多|增|增长)|(?:减少|减收|减支|少|减|下降))(?:了)?$"
)
_PLACES = re.compile(r"(?:站|点|网点|服务社)$")
_VILLAGES = re.compile(r"(?:行政村|建制村|村)$")
_MOST_PARTS = 12


def list_stated(text: str, found: Sequence[Found]) -> Iterator[Stated]:
    """The relations of a paragraph, in the order of its statements; see :func:`find_relations`."""
    for first, last, start, end in _split(text, found):
        numbers = range(first, last)
        yield from _find_parts(text, found, numbers, end)
        yield from _find_totals(text, found, numbers, start)
        for number in numbers:
            # No relation reaches further back, and a sentence may be as long as a page.
            least = max(first, number - 2 * _MOST_PARTS)
            yield from _find_share(text, found, number, least)
            yield from _find_rate(text, found, number, least)
            yield from _find_difference(text, found, number, least)
            yield from _find_coverage(found, number)


def _split(text: str, found: Sequence[Found]) -> Iterator[tuple[int, int, int, int]]:
    """Statements: sentences up to a full stop; one that begins with 其中 belongs to the last."""
    spans: list[list[int]] = []
    for match in _STATEMENT.finditer(text):
        if spans and match[0].lstrip("（( ").startswith("其中"):
            spans[-1][1] = match.end()
        else:
            spans.append([match.start(), match.end()])
    at = 0
    for start, end in spans:
        first = at
        while at < len(found) and found[at].start < end:
            at += 1
        if at > first:
            yield first, at, start, end


def _find_parts(text: str, found: Sequence[Found], numbers: range, end: int) -> Iterator[Stated]:
    """其中A…、B…: each is at most the whole; all of them are the whole if they are said to be."""
    for number in numbers[1:]:
        before = text[found[number - 1].end : found[number].start]
        if not _AMONG.search(before):
            continue
        stop = text.find("其中", found[number].start, end)
        listed = [
            other for other in range(number, min(numbers.stop, number + 2 * _MOST_PARTS))
            if stop < 0 or found[other].start < stop
        ]  # fmt: skip
        for unit in dict.fromkeys(found[other].unit for other in listed[:2]):
            parts = _list_alike(text, found, listed, unit)
            whole = _find_whole(found, range(numbers.start, number), unit)
            if parts and whole is not None:
                yield from _relate_parts(text, found, whole, parts)


def _list_alike(text: str, found: Sequence[Found], listed: Sequence[int], unit: str) -> list[int]:
    """The parts of one unit: the first figures of a list that all are a name and a number."""
    parts: list[int] = []
    for number in listed:
        one = found[number]
        if one.unit != unit:
            # Counts and amounts may alternate: 项目9个，资金2543万元；…; else the list has ended.
            if len(parts) and number - parts[-1] > 1:
                break
            continue
        label = one.candidate.label
        between = text[found[number - 1].end : one.start]
        is_first = not parts
        if is_pure_change(label) or one.mention.text.startswith(CHANGES) or unit == "share":
            break
        if not is_first and not _BETWEEN_PARTS.match(_without_change(between)):
            break
        if not is_first and re.search(r"带动|实现|销售额|新增|累计|受益|人均|同比|比上年", between):
            break
        parts.append(number)
    return parts


def _without_change(words: str) -> str:
    return re.sub(r"^[，,](?:同比|比上年)?(?:增长|下降)[^，,；;]*", "", words)


def _find_whole(found: Sequence[Found], numbers: range, unit: str) -> int | None:
    for number in reversed(numbers[-2 * _MOST_PARTS :]):
        one = found[number]
        if one.unit == unit and unit != "share" and not is_pure_change(one.candidate.label):
            return number
    return None


def _relate_parts(
    text: str, found: Sequence[Found], whole: int, parts: Sequence[int]
) -> Iterator[Stated]:
    names = [found[part].candidate.label for part in parts]
    is_all = any(all(any(word in name for name in names) for word in pair) for pair in _COMPLEMENTS)
    if len(parts) > 1 and (is_all or _adds_up(found, parts, whole)):
        operands = {f"part_{at}": (part, "value") for at, part in enumerate(parts, start=1)}
        yield Stated((whole, "value"), "eq", " + ".join(operands), operands, NOT_ALL_NAMED)
        return
    for part in parts:
        yield Stated((part, "value"), "le", "whole", {"whole": (whole, "value")}, OTHER_WHOLE)


def _adds_up(found: Sequence[Found], parts: Sequence[int], whole: int) -> bool:
    """Whether parts make the whole, within the rounding of all of them."""
    figures = [found[part].mention.figure for part in parts]
    target = found[whole].mention.figure
    if target.low is None or target.high is None or any(one.low is None for one in figures):
        return False
    low, high = (sum(getattr(one, end) for one in figures) for end in ("low", "high"))
    return bool(low <= target.high and high >= target.low)


def _find_totals(text: str, found: Sequence[Found], numbers: range, start: int) -> Iterator[Stated]:
    """A…、B…，共计…: the figures listed before make the total, if they are a plain list."""
    for number in numbers[2:]:
        before = text[max(found[number - 1].end, found[number].start - 12) : found[number].start]
        if not _TOTAL.search(before):
            continue
        listed: list[int] = []
        for other in range(number - 1, max(numbers.start, number - _MOST_PARTS) - 1, -1):
            one = found[other]
            if one.unit != found[number].unit or is_pure_change(one.candidate.label):
                break
            listed.insert(0, other)
        for first in range(len(listed) - 1):
            parts = listed[first:]
            is_plain = first == 0 and _is_plain_list(text, found, parts, start)
            if _adds_up(found, parts, number) or is_plain:
                operands = {f"part_{at}": (part, "value") for at, part in enumerate(parts, start=1)}
                yield Stated((number, "value"), "eq", " + ".join(operands), operands, NOT_ALL_NAMED)
                break


def _is_plain_list(text: str, found: Sequence[Found], parts: Sequence[int], start: int) -> bool:
    """Whether a statement begins with a list of a name and a number each."""
    head = text[start : found[parts[0]].start]
    joints = [text[found[one].end : found[other].start] for one, other in pairwise(parts)]
    return not re.search(r"[，,。；;]", head) and all(
        re.match(r"^[^，,。；;、]{0,12}、[^，,。；;、]{0,12}$", joint) for joint in joints
    )


def _find_share(text: str, found: Sequence[Found], number: int, first: int) -> Iterator[Stated]:
    """完成预算数B的N%, 占B的N%: the figure before is the part."""
    one = found[number]
    if one.unit != "share" or number == first or one.mention.text.startswith(CHANGES):
        return
    before = text[found[number - 1].end : one.start]
    own = text[max(0, one.start - 30) : one.start]
    if _OF_FIGURE.match(before) and number - 2 >= first:
        whole, part = number - 1, number - 2
        words = text[found[part].end : found[whole].start]
        is_same = found[part].unit == found[whole].unit
        if is_same and re.search(r"占|完成|达到|为", words) and found[whole].unit != "share":
            yield _divide(number, part, whole)
        return
    part = number - 1
    if found[part].unit == "share":
        return
    if named := _OF_NAMED.search(before):
        whole_number = _find_named(found, named["whole"], number, found[part].unit)
        if whole_number is not None and whole_number != part:
            yield _divide(number, part, whole_number)
    elif _SHARE.search(own) and "，" not in before.strip("，,、"):
        wholes = [
            other for other in range(first, part)
            if found[other].unit == found[part].unit and found[other].number >= found[part].number
            and _WHOLE.search(text[max(0, found[other].start - 12) : found[other].start])
        ]  # fmt: skip
        if wholes:
            yield _divide(number, part, wholes[-1], NOT_NAMED)


def _find_named(found: Sequence[Found], words: str, number: int, unit: str) -> int | None:
    """The figure before another that some words name, whatever their order."""
    wanted = set(words) - set("的度数额总总额量")
    fitting = [
        other for other in range(max(0, number - 2 * _MOST_PARTS), number)
        if found[other].unit == unit and wanted <= set(found[other].candidate.label)
    ]  # fmt: skip
    return fitting[-1] if len(fitting) == 1 and len(wanted) > 1 else None


def _find_rate(text: str, found: Sequence[Found], number: int, first: int) -> Iterator[Stated]:
    """计划A，完成B，完成率N%."""
    one = found[number]
    own = text[max(found[number - 1].end if number else 0, one.start - 16) : one.start]
    if one.unit != "share" or number - 2 < first or not _RATE.search(own):
        return
    # 54% (除…): the rate is of something less than what is named.
    if text[one.end : one.end + 2] in ("(除", "（除"):
        return
    part = number - 1
    wholes = [
        other for other in range(first, part)
        if found[other].unit == found[part].unit and found[other].unit != "share"
        and not is_pure_change(found[other].candidate.label)
    ]  # fmt: skip
    if not wholes or found[part].unit == "share" or is_pure_change(found[part].candidate.label):
        return
    planned = [other for other in wholes if _PLANNED.search(found[other].candidate.label)]
    is_certain = (
        len(wholes) == 1 and len(planned) == 1 and "完成" in own
        and bool(_COMPLETED.search(found[part].candidate.label))
    )  # fmt: skip
    larger = [other for other in wholes if found[other].number >= found[part].number]
    whole = (planned or larger or wholes)[-1]
    yield _divide(number, part, whole, "" if is_certain else NOT_NAMED)


def _find_difference(
    text: str, found: Sequence[Found], number: int, first: int
) -> Iterator[Stated]:
    """V，比上年增加D，增长N%: N is D of V without D."""
    added = found[number]
    words = text[max(found[number - 1].end if number else 0, added.start - 14) : added.start]
    printed = next((word for word in CHANGES if added.mention.text.startswith(word)), "")
    match = _ADDED.search(f"{words}{printed}")
    values = [
        other for other in range(first, number)
        if found[other].unit == added.unit and found[other].change is not None
    ]  # fmt: skip
    if match is None or not values or added.unit == "share":
        return
    falls = match["sign"].startswith(("减", "少", "下降")) and added.number > 0
    formula = "-added / (total + added)" if falls else "added / (total - added)"
    operands = {"added": (number, "value"), "total": (values[-1], "value")}
    yield Stated((values[-1], "change"), "eq", formula, operands)


def _find_coverage(found: Sequence[Found], number: int) -> Iterator[Stated]:
    """N个站点，行政村覆盖率P%, with the number of villages in the paragraph."""
    one = found[number]
    if one.unit != "share" or not number or "村" not in one.candidate.label:
        return
    part = number - 1
    if not one.candidate.label.endswith("覆盖率") or not _PLACES.search(
        found[part].candidate.label
    ):
        return
    for whole in range(max(0, part - _MOST_PARTS), part):
        if found[whole].unit == "count" and _VILLAGES.search(found[whole].candidate.label):
            yield _divide(number, part, whole, SEVERAL)
            return


def _divide(rate: int, part: int, whole: int, innocent: str = "") -> Stated:
    operands = {"part": (part, "value"), "whole": (whole, "value")}
    return Stated((rate, "value"), "eq", "part / whole", operands, innocent)
