"""Proposes figures in running text as candidates; only accepted ones become part of a document."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import zip_longest

from analysis.ingest.content import Paragraph, locate_text
from analysis.ingest.words.areas import AreaNames
from analysis.ingest.words.indicator_names import IndicatorNames
from analysis.ingest.words.mentions import (
    AT_LEAST,
    CHANGES,
    Mention,
    MentionReader,
    flatten,
    split_sentences,
)
from analysis.ingest.words.periods import Period, find_periods
from analysis.ingest.words.wordings import clean_text

_QUOTE_BEFORE, _QUOTE_AFTER = 18, 12
_LONGEST_HEADING = 60
# Titles and numbers of other documents: their years and figures are not about the county.
_CITATION = re.compile(r"《[^》]*》|[〔\[(（]\s*\d{4}\s*[〕\])）]\s*\d+\s*号|\d{4}年\d+号")
# A year followed by these words is part of a name, not a period: 2019年示范项目.
_NAMING = re.compile(r"^(?:度)?(?:省级|国家级|市级|[\u4e00-\u9fff]{2,3}省|示范|项目|促进)")
_GROWTH = re.compile(r"^[，,、]?\s*(?:同比|环比|比上年|较上年|比去年|比上年同期)?$")
_NOW = re.compile(r"(?:截至|截止|到)?(?:目前|现在)|现已|今年以来|近年来")
_BASE = re.compile(r"(?:是|为|比|较)$")
_AIMS = ("目标", "力争", "计划", "争取", "拟", "应当", *AT_LEAST)
_AMONG = re.compile(r"^[（(]?其中|^含")


@dataclass(frozen=True)
class Candidate:
    """A figure proposed from running text.

    Attributes:
        candidate_id: document and number: ``990101-2020-07-letter:3``.
        status: ``open``, ``accepted`` or ``rejected``.
        county_code: area that the sentence is about.
        indicator_id: the indicator, where the words name one.
        role: ``reported``, ``target`` or ``context``, as in readings.
        label: words that describe the figure.
        value: the figure as printed, with unit and qualifier.
        change: the change printed after it.
        unit: unit of its value.
        qualifier: its qualifier, such as ``over``.
        period: the period as printed.
        period_start: first day, if the period has one.
        period_end: last day.
        quote: the words around it.
        locator: its place in the document.
        confidence: of a figure read from a picture, how sure the recognition is, 0 to 1.
        picture: of a figure read from a picture, the crop of it, a file beside the candidates.
        checked: of a figure read from a picture, what the sums of its own table say:
            ``confirmed``, ``refuted`` or ``unchecked``.
    """

    candidate_id: str
    status: str
    county_code: str
    indicator_id: str
    role: str
    label: str
    value: str
    change: str
    unit: str
    qualifier: str
    period: str
    period_start: str
    period_end: str
    quote: str
    locator: str
    confidence: str = ""
    picture: str = ""
    checked: str = ""


@dataclass(frozen=True)
class ProseReader:
    """Finds candidates in paragraphs.

    Attributes:
        mentions: finds figures.
        names: finds indicators.
        areas: finds areas.
    """

    mentions: MentionReader
    names: IndicatorNames
    areas: AreaNames

    def read(
        self,
        paragraphs: Sequence[Paragraph],
        document_id: str,
        county_code: str,
        until: date | None = None,
    ) -> list[Candidate]:
        """All figures of running text as candidates, in order.

        Args:
            paragraphs: the text.
            document_id: the document; part of the candidates' ids.
            county_code: area of the document, used unless a heading or sentence names another.
            until: last day that the document is about; 1—5月 without a year is of its year.
        """
        candidates: list[Candidate] = []
        area = county_code
        for paragraph in paragraphs:
            text = hide_citations(flatten(paragraph.text))
            area = self._find_area_of_heading(text, county_code) or area
            leading: Period | None = None
            for sentence_start, sentence in split_sentences(text):
                leading = self._find_leading_period(leading, text, sentence_start, sentence, until)
                for mention, change, period in self._read_sentence(sentence, until):
                    number = len(candidates) + 1
                    quote = _quote(paragraph.text, sentence_start, mention)
                    candidates.append(
                        self._make(f"{document_id}:{number}", mention, change, period or leading,
                                   self._find_area(sentence[: mention.start], area), quote,
                                   locate_text(paragraph.place))
                    )  # fmt: skip
        return candidates

    def _find_area_of_heading(self, text: str, area: str) -> str | None:
        if len(text) > _LONGEST_HEADING or self.mentions.read(text):
            return None
        codes = self.areas.find_within(text)
        # Headings divide a letter about the counties of a city.
        is_near = len(codes) == 1 and (
            codes[0] == area
            or self.areas.is_above(area, codes[0])
            or self.areas.parents.get(codes[0]) == self.areas.parents.get(area)
        )
        return codes[0] if is_near else None

    def _find_leading_period(
        self,
        previous: Period | None,
        text: str,
        start: int,
        sentence: str,
        until: date | None,
    ) -> Period | None:
        """The period at the beginning of a sentence, which holds for all its parts.

        A part after a semicolon keeps the period of the previous part.
        """
        periods = find_periods(sentence, until)
        if periods:
            first = periods[0]
            is_leading = len(periods) == 1 and first.position <= 1 and first.precision == "month"
            return first if is_leading else None
        is_part = text[:start].rstrip()[-1:] in "；;"
        return previous if is_part else None

    def _find_area(self, before: str, area: str) -> str:
        """The only area below the document's that is named before a figure, or the document's.

        Other areas help it, or are compared with it: the figure is not theirs.
        """
        codes = [code for code in self.areas.find_within(before) if self.areas.is_above(area, code)]
        return codes[0] if len(codes) == 1 else area

    def _read_sentence(
        self, sentence: str, until: date | None
    ) -> Iterator[tuple[Mention, str, Period | None]]:
        mentions = self.mentions.read(sentence)
        periods = [
            period for period in find_periods(sentence, until)
            if not _NAMING.match(_text_after(sentence, period))
        ]  # fmt: skip
        skip = False
        for mention, following in zip_longest(mentions, mentions[1:]):
            if skip:
                skip = False
                continue
            change = ""
            if following and _is_change(sentence, mention, following):
                change, skip = following.text, True
            yield mention, change, _find_period(sentence, mention, periods)

    def _make(
        self,
        candidate_id: str,
        mention: Mention,
        change: str,
        period: Period | None,
        area: str,
        quote: str,
        locator: str,
    ) -> Candidate:
        indicator = self.names.find(mention)
        role = _find_role(mention, indicator)
        start = period.start.isoformat() if period and period.start else ""
        return Candidate(
            candidate_id, "open", area, indicator or "", role, _label(mention), mention.text,
            change, mention.figure.unit or "", mention.figure.qualifier or "",
            period.text if period else "", start, period.end.isoformat() if period else "",
            quote, locator,
        )  # fmt: skip


def hide_citations(text: str) -> str:
    """Replaces titles and numbers of other documents by spaces, so that positions stay the same.

    Examples:
        >>> hide_citations("据《2020年方案》，3个")
        '据         ，3个'
    """
    return _CITATION.sub(lambda match: " " * len(match[0]), text)


def _text_after(sentence: str, period: Period) -> str:
    rest = sentence[period.position :]
    # The text of a period has no spaces, the sentence may have some.
    end = 0
    for character in period.text:
        end = rest.find(character, end) + 1
    return rest[end : end + 12].lstrip()


def _is_change(sentence: str, mention: Mention, following: Mention) -> bool:
    is_change = following.text.startswith(CHANGES) and mention.figure.unit != "share"
    is_relative = following.figure.unit in ("share", "multiple")
    between = re.sub(r"\s+", "", sentence[mention.end : following.start])
    return is_change and is_relative and bool(_GROWTH.match(between))


def _find_period(sentence: str, mention: Mention, periods: Sequence[Period]) -> Period | None:
    before = [
        period for period in periods
        if period.position < mention.start
        and not _is_enclosed(sentence, period.position, mention.start)
    ]  # fmt: skip
    # "是2015年4倍": 2015 is the base year.
    while (
        before
        and mention.figure.unit == "multiple"
        and _BASE.search(sentence[: before[-1].position])
    ):
        before.pop()
    if not before or _is_list(sentence, before):
        return None
    # "截至目前" after a date: the figure is of a later date.
    since = sentence[before[-1].position : mention.start]
    return None if _NOW.search(since) else before[-1]


def _is_enclosed(sentence: str, start: int, end: int) -> bool:
    """Whether a bracket that is open at the start is closed before the end."""
    depth = 0
    for character in sentence[start:end]:
        depth += (character in "(（") - (character in ")）")
        if depth < 0:
            return True
    return False


def _is_list(sentence: str, before: Sequence[Period]) -> bool:
    """Whether several dates are listed, so that the date of each figure is unclear."""
    if len(before) < 2:
        return False
    between = sentence[before[-2].position : before[-1].position]
    return bool(re.search(r"[日号月年]\s*[、和及]\s*$", between))


def _find_role(mention: Mention, indicator: str | None) -> str:
    is_bound = mention.figure.qualifier in ("above", "at_most")
    if is_bound or any(word in mention.before for word in _AIMS):
        return "target"
    return "reported" if indicator else "context"


def _label(mention: Mention) -> str:
    nearest = re.split(r"\d[%\u4e00-\u9fff]?", mention.before)[-1][-16:]
    words = _AMONG.sub("", nearest) or mention.after
    return clean_text(words).text[:20] or mention.text


def _quote(text: str, sentence_start: int, mention: Mention) -> str:
    start = sentence_start + mention.start
    end = sentence_start + mention.end
    words = text[max(0, start - _QUOTE_BEFORE) : end + _QUOTE_AFTER]
    return re.sub(r"\s+", "", clean_text(words).text)
