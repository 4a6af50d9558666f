"""Which period a figure of a sentence is of: only one that is clearly its own."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from analysis.ingest.words.periods import Period, find_periods, year_of

# A year followed by these words is part of a name, not a period: 2019年示范项目.
_NAMING = re.compile(
    r"^(?:度)?(?:省级|国家级|市级|[\u4e00-\u9fff]{2,3}省|示范|项目(?!实施|资金|完成|建设)|促进|第[一二三四五六七八九十]+批|版|\"|”)"
)
_NOW = re.compile(r"(?:截至|截止|到)?(?:目前|现在)|现已|今年以来|近年来")
_UNTIL_NOW = re.compile(r"(?:截至|截止|到)(?:目前|现在|发稿|今)(?:为止)?|迄今|至今")
_THIS_YEAR = re.compile(r"今年以来|年初以来|今年(?!计划|拟|将|预计|目标|内|底|[末初])(?=[^\d]|$)")
_LAST_YEAR = re.compile(
    r"(?<![比较与同占是为于超])(?:上年|去年)(?P<same>同期|同月)?(?!末|底|初|度?结转|增|减|同比|相比)"
)
_TO = re.compile(r"[-—–~～至到]{1,2}")
_EVENT = re.compile(
    r"(?:正式)?(?:开工|竣工|完工|验收|签订|成立|印发|启动|召开|投产|中标|开标|发布|起|动工|举行|开业|批复)"
)
_VERB_BEFORE = re.compile(
    r"(?:支出|到位|安排|下达|使用|收到|结余|拨付|投入|争取|实施|整合)(?:了|的)?$"
)
_DAYS = re.compile(
    r"(?<![\d年])(?P<month>\d{1,2})月(?P<day>\d{1,2})[日号]?[-—–~～至到]"
    r"(?:(?P<last_month>\d{1,2})月)?(?P<last>\d{1,2})[日号]"
)
_CLAUSE = re.compile(r"[^，,；;、（）()]+")
_MONTH, _YEAR = re.compile(r"\d月|季度|半年|个月"), re.compile(r"\d{4}年")
_THIS = re.compile(r"[今本当]年(?=[\d上下一二三四前第])")
# 由上年的22%调整为21%: what follows is of now.
_TO_NOW = re.compile(r"(?:调整|上升|下降|提高|增加|变|升|降|减少)[为至到]")
# Words before a period that is only what a figure is compared with.
_BASE = re.compile(r"(?:比|较|与|相比于?|相较于?|对比|同比|超)$")
# How many periods and characters back a figure's period is looked for, at most.
_NEAREST, _REACH = 4, 200
_BASE_OF_MULTIPLE = re.compile(r"(?:是|为|比|较)$")


@dataclass(frozen=True)
class SentencePeriods:
    """The periods of a sentence.

    Attributes:
        sentence: the sentence.
        printed: its periods in order, without years in names and bases of comparison.
        until: last day that the document is about.
    """

    sentence: str
    printed: tuple[Period, ...]
    until: date | None

    def find(self, start: int, unit: str | None) -> Period | None:
        """The period of the figure that begins at a position."""
        known = bisect_left(self.printed, start, key=lambda period: period.position)
        before = [
            period for period in self.printed[max(0, known - _NEAREST) : known]
            if not self.is_enclosed(period.position, start)
        ]  # fmt: skip
        # "是2015年4倍": 2015 is the base year.
        while (
            before
            and unit == "multiple"
            and _BASE_OF_MULTIPLE.search(self._before(before[-1].position))
        ):
            before.pop()
        if len(before) > 1 and self._is_list(before[-2], before[-1]):
            return None
        last = before[-1] if before else None
        return self._find_relative(last, start) or self._keep_if_newest(last, start)

    def _find_relative(self, last: Period | None, start: int) -> Period | None:
        """A period that is said in relation to the document: 截至目前, 上年同期, 今年."""
        # Words such as 今年 before a month are part of it.
        since = max(start - _REACH, last.position + len(last.text) if last else 0)
        words = self.sentence[since:start]
        if match := _search_last(_LAST_YEAR, words):
            clause = re.split(r"[，,；;（(]", words)[-1]
            if not _LAST_YEAR.search(clause) or _TO_NOW.search(words[match.end() :]):
                return None
            return self._shift(last, match[0], bool(match["same"]))
        if self.until is None:
            return None
        if match := _search_last(_UNTIL_NOW, words):
            return Period(None, self.until, "day", match[0], since)
        if match := _search_last(_THIS_YEAR, words):
            return Period(date(self.until.year, 1, 1), self.until, "day", match[0], since)
        return None

    def _shift(self, last: Period | None, text: str, is_same: bool) -> Period | None:
        if not is_same:
            return year_of(self.until.year - 1, text) if self.until else None
        last = last or (self.printed[0] if self.printed else None)
        if last is None:
            return None
        return replace(last, start=_year_before(last.start), end=_year_before(last.end) or last.end,
                       text=text)  # fmt: skip

    def _keep_if_newest(self, last: Period | None, start: int) -> Period | None:
        """The last period, unless 目前 after it says that the figure is of a later day."""
        if last is None or _NOW.search(self.sentence, max(last.position, start - _REACH), start):
            return None
        return last

    def _before(self, position: int) -> str:
        return self.sentence[max(0, position - 4) : position]

    def is_enclosed(self, start: int, end: int) -> bool:
        """Whether a bracket that is open at the start is closed before the end."""
        depth = 0
        for character in self.sentence[start : min(end, start + 60)]:
            depth += (character in "(（") - (character in ")）")
            if depth < 0:
                return True
        return False

    def _is_list(self, first: Period, second: Period) -> bool:
        """Whether several dates are listed, so that the date of each figure is unclear."""
        between = self.sentence[first.position : second.position]
        return bool(re.search(r"[日号月年][、和及]$", between))


def read_periods(sentence: str, until: date | None) -> SentencePeriods:
    """The periods of a sentence without white space."""
    found = _join_years(sentence, _find_all(sentence, until))
    printed = tuple(
        period for number, period in enumerate(found)
        if _is_of_figures(sentence, period) and not _is_year_of_funds(sentence, period, number > 0)
    )  # fmt: skip
    return SentencePeriods(sentence, printed, until)


def _find_all(sentence: str, until: date | None) -> list[Period]:
    """Periods with their year, and those without one in the clauses that name none."""
    # 今年1-5月 is written as 1-5月 for the reader of periods; positions stay the same.
    text = _THIS.sub("  ", sentence)
    found = find_periods(text, until) or list(_find_days(text, until))
    if until is None or not found or not _YEAR.search(text):
        return found
    more: list[Period] = []
    for clause in _CLAUSE.finditer(text):
        if not _MONTH.search(clause[0]) or _YEAR.search(clause[0]):
            continue
        # 2025年…，截至9月底: the year is the last one before it.
        before = [one.end.year for one in found if one.position < clause.start()]
        last = date(before[-1], 12, 31) if before and before[-1] < until.year else until
        more += [
            replace(one, position=one.position + clause.start())
            for one in find_periods(clause[0], last)
        ]
    return sorted([*found, *more], key=lambda period: period.position)


def _find_days(text: str, until: date | None) -> Iterator[Period]:
    """Spans of days of the document's year: 5月1日-5日."""
    for match in _DAYS.finditer(text) if until else ():
        month = match["last_month"] or match["month"]
        try:
            start = date(until.year, int(match["month"]), int(match["day"]))
            end = date(until.year, int(month), int(match["last"]))
        except ValueError:
            continue
        if start <= end <= until:
            yield Period(start, end, "day", match[0], match.start())


def _is_of_figures(sentence: str, period: Period) -> bool:
    """Whether a period is not part of a name, a base of comparison or the day of an event."""
    after = sentence[period.position + len(period.text) :][:12]
    before = sentence[max(0, period.position - 4) : period.position]
    is_event = period.precision == "day" and period.start is not None and _EVENT.match(after)
    is_name = period.precision == "year" and _NAMING.match(after)
    return not (is_name or _BASE.search(before) or is_event)


def _is_year_of_funds(sentence: str, period: Period, is_later: bool) -> bool:
    """Whether a year says which funds are meant: 截至12月18日，支出2018年整合资金."""
    before = sentence[max(0, period.position - 4) : period.position]
    is_object = period.precision == "year" and bool(_VERB_BEFORE.search(before))
    return is_object and (is_later or bool(_UNTIL_NOW.search(sentence[: period.position][-40:])))


def _join_years(sentence: str, periods: list[Period]) -> list[Period]:
    """2013年至2015年 as one period."""
    joined: list[Period] = []
    for period in periods:
        last = joined[-1] if joined else None
        if last and last.precision == period.precision == "year" and last.start:
            between = sentence[last.position + len(last.text) : period.position]
            is_span = _TO.fullmatch(between) or (not between and period.start is None)
            if is_span and last.end < period.end:
                text = sentence[last.position : period.position + len(period.text)]
                joined[-1] = replace(period, start=last.start, text=text, position=last.position)
                continue
        joined.append(period)
    return joined


def find_leading(
    previous: Period | None, before: str, own: SentencePeriods, figure: int
) -> Period | None:
    """The period at the beginning of a sentence, which holds for its parts.

    A part after a semicolon, or a sentence that begins with 其中, keeps the period before it.

    Args:
        previous: the leading period of the sentence before.
        before: what stands before the sentence.
        own: the periods of the sentence.
        figure: where its first figure begins.
    """
    if own.printed:
        first = own.printed[0]
        is_ahead = first.position < figure and not own.is_enclosed(first.position, figure)
        return first if len(own.printed) == 1 and is_ahead else None
    is_part = before.rstrip()[-1:] in "；;" or own.sentence.lstrip("（(").startswith("其中")
    return previous if is_part else None


def _search_last(pattern: re.Pattern[str], text: str) -> re.Match[str] | None:
    last = None
    for match in pattern.finditer(text):
        last = match
    return last


def _year_before(day: date | None) -> date | None:
    if day is None:
        return None
    is_leap_day = (day.month, day.day) == (2, 29)
    return day.replace(year=day.year - 1, day=28 if is_leap_day else day.day)
