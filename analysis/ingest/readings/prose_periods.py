"""Which period a figure of a sentence is of: only one that is clearly its own."""

import re
from bisect import bisect_left
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
    r"(?<![比较与同占是为])(?:上年|去年)(?P<same>同期|同月)?(?!末|底|初|度?结转|增|减|同比|相比)"
)
_THIS = re.compile(r"[今本当]年(?=[\d上下一二三四前第])")
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
            if not self._is_enclosed(period.position, start)
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
            if not _LAST_YEAR.search(clause):
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

    def _is_enclosed(self, start: int, end: int) -> bool:
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
    printed = tuple(
        period for period in find_periods(_THIS.sub("  ", sentence), until)
        if not _NAMING.match(sentence[period.position + len(period.text) :][:12])
        and not _BASE.search(sentence[max(0, period.position - 4) : period.position])
    )  # fmt: skip
    return SentencePeriods(sentence, printed, until)


def find_leading(previous: Period | None, before: str, own: SentencePeriods) -> Period | None:
    """The period at the beginning of a sentence, which holds for its parts.

    A part after a semicolon, or a sentence that begins with 其中, keeps the period before it.

    Args:
        previous: the leading period of the sentence before.
        before: what stands before the sentence.
        own: the periods of the sentence.
    """
    if own.printed:
        first = own.printed[0]
        return first if len(own.printed) == 1 and first.position <= 1 else None
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
