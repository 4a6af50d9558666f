"""What a figure of running text counts or measures, in the text's own words.

What is counted stands behind its number (75个村级电商服务站) or before it (村级电商服务站75个).
What is measured stands before it, in the same clause or, if that only says 达, in an earlier one.
"""

import re
from collections.abc import Sequence

from analysis.ingest.words.name_words import (
    BOUNDARY,
    CHAINED,
    CHANGE,
    DATE,
    DOING,
    FUNDS,
    GENERIC,
    HAN,
    LEADING,
    LONGEST,
    LONGEST_AFTER,
    OF_MONEY,
    PARTICIPANTS,
    PLACES,
    PLAIN_NOUN,
    PURE_CHANGE,
    STOP,
    SUBJECT,
    TRAILING,
    TRAILING_COUNT,
    VERB,
)

# 2项已完成年度目标任务: what was done is the name, if there is no other.
_DONE = re.compile(r"(?:已经?|正在|均|全部)+(?P<words>[\u4e00-\u9fff]{2,14})")


def name_figure(text: str, start: int, end: int, previous: int, unit: str | None) -> str:
    """The words of a sentence that name a figure; blank if the clause has none.

    Args:
        text: the sentence, half-width, without white space.
        start: where the figure begins, with qualifier.
        end: where it ends.
        previous: where the figure before it ends; 0 for the first.
        unit: unit of its value.

    Examples:
        >>> name_figure("第一批75个村级电商服务站已建成", 3, 6, 0, "count")
        '村级电商服务站'
        >>> name_figure("其中省、市重点项目11个。", 9, 12, 0, "count")
        '省、市重点项目'
    """
    left = find_words_before(text, start, previous)
    if previous and start - len(left) == previous:
        # 50项民生实事我县涉及任务47项: the words before 我县 belong to the figure before.
        left = re.sub(r"^.{2,}?(?=我[县市区旗省州])", "", left)
        left = re.sub(r"^.{2,}?(?<![高初其])中(?![心学小央药华国型级介医])", "", left)
    is_measured = unit in ("share", "cny", "multiple") or (unit or "").endswith("百分点")
    after = find_words_after(text, end)
    if not after and not is_measured and (chained := CHAINED.match(text[end : end + 24])):
        # 56条76公里农村公路: the name stands behind both figures.
        after = find_words_after(text, end + chained.end())
    if is_measured:
        name = _strip_measured(left)
        if after and FUNDS.search(after) and (not name or OF_MONEY.fullmatch(name)):
            return f"{name}{after}"
        # 按1%提取管理费: the words behind, if no other figure is before.
        if not name and after and (unit == "cny" or not previous) and not is_generic(after):
            return after
        return name[-LONGEST:]
    doing = DOING.match(text[end : end + 8]) if unit in PARTICIPANTS else None
    if doing:
        return f"{strip_before(left)}{doing[0]}"[-LONGEST:]
    if after:
        return after
    name = strip_before(left, TRAILING_COUNT)
    name = re.sub(r"(?<=..)(?<![高初])中$", "", name)
    if not name and (done := _DONE.match(text[end : end + 24])):
        return done["words"]
    name = SUBJECT.sub("", name)
    shorter = "" if unit in PARTICIPANTS else VERB.sub("", name)
    shortest = VERB.sub("", shorter)
    shorter = shortest if len(shortest) > 2 else shorter
    is_named = shorter and not PLAIN_NOUN.match(shorter) and VERB.sub("", shorter)
    return (shorter if is_named else name)[-LONGEST:]


def find_words_before(text: str, start: int, previous: int) -> str:
    """The clause before a figure, from the figure before it on, as printed."""
    least = max(previous, start - 60)
    if text[start - 1 : start] in (")", "）"):
        # 地区生产总值（GDP）221亿元: the name stands before the bracket.
        opened = max(text.rfind("(", least, start), text.rfind("（", least, start))
        start = opened if opened > least else start
    first = start
    while first > least and not BOUNDARY.match(text[first - 1]):
        first -= 1
    left = text[first:start]
    # 一、中央财政衔接资金（5273万元）, 农产品上行：110万元: the name stands before the sign.
    if not re.search(f"[{HAN}]", left) and first > least and text[first - 1] in "(（:：":
        return find_words_before(text, first - 1, previous)
    return left


def find_words_after(text: str, end: int) -> str:
    """What is counted, where it stands behind the number; blank if it does not."""
    words = text[end : end + LONGEST_AFTER]
    words = re.sub(r"^的", "", words)
    if re.match(r"[和与及并或、]", words):
        return ""
    clause = re.split(r"[，,。；;：:！？（）()\n]", words, maxsplit=1)[0]
    clause = re.sub(r"[、和与及](?=[^、和与及\d]{0,14}\d).*$", "", clause)
    head = _find_head(clause)
    stop = STOP.search(head)
    noun = head[: stop.start()] if stop else head
    # 30项民生实事中，…: 中 is no part of the name.
    noun = re.sub(r"(?:之?(?<![高初])中|里|内)$", "", noun)
    noun = noun.strip('、“”"·')
    noun = re.sub(r"的$", "", noun)
    if noun in PLACES or head.startswith("村集体"):
        return noun[:1]
    if len(noun) < 2 and not (noun and not stop):
        return ""
    return "" if re.match(r"^(?:左右|以上|以下|以内)?$", noun) else noun[:LONGEST]


def _find_head(clause: str) -> str:
    """The words behind the last 的 that belongs to the noun: 集仓储于一体的物流中心."""
    before, mark, after = clause.rpartition("的")
    if not mark:
        return clause
    # A verb before 的 may begin another statement: 5个站点已成为农民的家.
    if re.search(r"已|成为|完成|实现|[，。]", before):
        return clause.partition("的")[0]
    return after if re.match(f"[{HAN}]{{2,}}", after) else clause


def strip_before(words: str, trailing: re.Pattern[str] = TRAILING) -> str:
    """Words before a figure without what only introduces or connects them."""
    previous = None
    while previous != words:
        previous = words
        shorter = LEADING.sub("", words)
        if re.search(f"[{HAN}]", shorter):
            words = shorter
        words = trailing.sub("", words).strip('、,“”"·-—~～至.')
    if "”" in words and "“" not in words:
        words = f"“{words}"
    words = re.sub(r"^(?:\(?[一二三四五六七八九十\d]+[)、.])+", "", words)
    return words if not _is_only_connecting(words) else ""


def _is_only_connecting(words: str) -> bool:
    return not re.search(f"[{HAN}A-Za-z]", words) or bool(LEADING.fullmatch(words))


def _strip_measured(words: str) -> str:
    name = strip_before(words)
    shorter = re.sub(
        r"^(?:完成|实现|达到)(?!率|投资|年|计划|目标|进度|销售?$)(?=[一-龥]{3})", "", name
    )
    return shorter


def find_plain_words(text: str, start: int, previous: int) -> str:
    """The words before a figure without a date, for want of a name: 累计完成.

    Examples:
        >>> find_plain_words("累计完成24627万元", 4, 0)
        '累计完成'
    """
    words = re.sub(DATE, "", find_words_before(text, start, previous))
    return "".join(re.findall(f"[{HAN}]+", words))[-LONGEST:]


def is_pure_change(name: str) -> bool:
    """Whether a name says only that something changed: 同比增长, 比上年减收."""
    return bool(PURE_CHANGE.match(name))


def is_generic(name: str) -> bool:
    """Whether a name says nothing without the one before it: 占比, 金额."""
    return bool(GENERIC.match(name))


def find_topic(text: str, start: int) -> str:
    """The name in the clause before that of a figure, if it holds no figure itself.

    Examples:
        >>> find_topic("电商交易额再创新高，达", 11)
        '电商交易额再创新高'
    """
    first = start
    least = max(0, start - 60)
    while first > least and not BOUNDARY.match(text[first - 1]):
        first -= 1
    if first <= least or text[first - 1] in "。；;\n":
        return ""
    clause = re.split(r"[，,。；;：:！？\n]", text[max(0, first - 40) : first - 1])[-1]
    name = strip_before(re.sub(DATE, "", clause).strip("()（）"))
    is_named = re.search(f"[{HAN}]{{2,}}", name) and not re.search(r"\d", name)
    return name[-LONGEST:] if is_named else ""


_SHARED = re.compile(
    r"分别(?P<word>为|是|达到?|完成|实现|增长|下降|提高|减少|比上年增长|同比增长|同比下降)?$"
)
_JOINED = re.compile(r"^[、,，和及与]{1,2}$")


def share_names(text: str, spans: Sequence[tuple[int, int]]) -> dict[int, str]:
    """Names of figures listed after 分别 (A、B分别为1个和2个): number of the figure → name.

    Examples:
        >>> share_names("乡镇、行政村分别为12个和186个", [(9, 12), (13, 17)])
        {0: '乡镇', 1: '行政村'}
    """
    names: dict[int, str] = {}
    for first, (start, _) in enumerate(spans):
        shared = _SHARED.search(text[max(0, start - 10) : start])
        if shared is None:
            continue
        last = first
        while last + 1 < len(spans) and _JOINED.match(text[spans[last][1] : spans[last + 1][0]]):
            last += 1
        end = max(0, start - 10) + shared.start()
        clause = re.split(r"[。；;：:\n]", text[max(0, end - 80) : end])[-1]
        clause = re.split(r"\d[^，,]*[，,](?=.)", clause)[-1]
        size = last - first + 1
        parts = re.split(r"[、，,]|和|及|与", clause.rstrip("，,"))[-size:]
        if clause.endswith(("，", ",")) and all(
            first - back in names for back in range(1, size + 1)
        ):
            # 分别为…，分别增长…: of the same as before.
            parts = [names[first - back] for back in range(size, 0, -1)]
        word = shared["word"] or CHANGE.match(text[start : start + 4])[0]
        suffix = "" if word in ("", "为", "是", "达", "达到", "完成", "实现") else word
        if size > 1 and len(parts) < size and "城乡居民" in clause:
            parts = [clause.replace("城乡", kind) for kind in ("城镇", "农村")][:size]
        if len(parts) == size > 1 and all(len(part) > 1 for part in parts):
            for number, name in enumerate(_complete_names(parts), start=first):
                names[number] = f"{name}{suffix}"[-LONGEST:]
    return names


def _complete_names(parts: Sequence[str]) -> list[str]:
    """Names of which the last may hold words that belong to all: 城镇、农村居民收入."""
    stripped = [strip_before(part) or part for part in parts]
    last = stripped[-1]
    if kinds := re.search(r"[两三四五六七八九](?:大|类|项)", last):
        # 荔枝、真龙柚、石斛三大特色产业面积
        return [f"{one}{last[kinds.end() :]}" for one in (*stripped[:-1], last[: kinds.start()])]
    head = last[len(stripped[0]) :]
    is_shared = len(last) > 2 * len(stripped[0]) and all(
        len(part) <= len(stripped[0]) + 1 for part in stripped[:-1]
    )
    return [f"{part}{head}" if is_shared else part for part in stripped[:-1]] + [last]
