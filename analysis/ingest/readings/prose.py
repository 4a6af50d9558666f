"""Proposes figures in running text as candidates; only accepted ones become part of a document."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from analysis.ingest.content import Paragraph, Place, Remark, locate_text
from analysis.ingest.readings.candidate import Candidate
from analysis.ingest.readings.found import Found
from analysis.ingest.readings.prose_periods import SentencePeriods, find_leading, read_periods
from analysis.ingest.readings.relations import Relation, find_relations
from analysis.ingest.readings.unknown_units import remark_on_unknown
from analysis.ingest.words.aims import find_role
from analysis.ingest.words.areas import AreaNames
from analysis.ingest.words.figure_names import (
    find_plain_words,
    find_topic,
    is_generic,
    is_pure_change,
    name_figure,
    share_names,
)
from analysis.ingest.words.indicator_names import IndicatorNames
from analysis.ingest.words.mentions import (
    CHANGES,
    Mention,
    MentionReader,
    flatten,
    split_sentences,
    squeeze,
)
from analysis.ingest.words.periods import Period
from analysis.ingest.words.scopes import counts_only_some, is_of_other_scope
from analysis.ingest.words.wordings import clean_text

_QUOTE_BEFORE, _QUOTE_AFTER = 18, 12
_LONGEST_HEADING = 60
_LONGEST_LABEL = 30
# How many rates and differences stand between a figure and what is said of it, at most.
_MOST_BETWEEN = 6
# How far back other areas are looked for: a sentence may be as long as a page.
_REACH = 200
# Titles and numbers of other documents: their years and figures are not about the county.
_CITATION = re.compile(
    r"《[^》]{0,200}》|[〔\[(（]\s{0,3}\d{4}\s{0,3}[〕\])）]\s{0,3}\d+\s{0,3}号|\d{4}年\d+号"
)
_GROWTH = re.compile(
    r"^[，,、]?(?:同比|环比|比上年|较上年|比去年|比上年同期|较上年同期|比去年同期|较去年同期)?(?:名义|实际)?$"
)
_TOTAL = re.compile(r"以?上?(?:共计|合计|总计|总共)(?:为|达|约)?")
_DIFFERENCE = re.compile(r"(?:增|减|多|少|超|净)(?:加|收|支|长|少|额|了)*$")


@dataclass(frozen=True)
class Proposals:
    """What running text proposes.

    Attributes:
        candidates: its figures.
        relations: the relations between them that it states.
        remarks: numbers that could not be read as figures.
    """

    candidates: tuple[Candidate, ...] = ()
    relations: tuple[Relation, ...] = ()
    remarks: tuple[Remark, ...] = ()


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

    def propose(
        self,
        paragraphs: Sequence[Paragraph],
        document_id: str,
        county_code: str,
        until: date | None = None,
    ) -> Proposals:
        """All figures of running text and the relations stated between them, in order.

        Args:
            paragraphs: the text.
            document_id: the document; part of the candidates' ids.
            county_code: area of the document, used unless a heading or sentence names another.
            until: last day that the document is about; 1—5月 without a year is of its year.
        """
        candidates: list[Candidate] = []
        relations: list[Relation] = []
        others: list[tuple[str, Place]] = []
        area = county_code
        for paragraph in paragraphs:
            printed = squeeze(paragraph.text).text
            text = hide_citations(flatten(printed))
            area = self._find_area_of_heading(text, county_code) or area
            found, unknown = self._read_paragraph(text, area, until)
            others += [(words, paragraph.place) for words in unknown]
            first = len(candidates) + 1
            place = locate_text(paragraph.place)
            named = [
                replace(
                    one,
                    candidate=replace(
                        one.candidate,
                        candidate_id=f"{document_id}:{number}",
                        quote=_quote(printed, one.start, one.end),
                        locator=place,
                    ),
                )
                for number, one in enumerate(found, start=first)
            ]
            candidates += [one.candidate for one in named]
            relations += find_relations(text, named, document_id, len(relations) + 1)
        return Proposals(tuple(candidates), tuple(relations), remark_on_unknown(others))

    def read(
        self,
        paragraphs: Sequence[Paragraph],
        document_id: str,
        county_code: str,
        until: date | None = None,
    ) -> list[Candidate]:
        """The figures of :meth:`propose` alone."""
        return list(self.propose(paragraphs, document_id, county_code, until).candidates)

    def _read_paragraph(
        self, text: str, area: str, until: date | None
    ) -> tuple[list[Found], list[str]]:
        found: list[Found] = []
        others: list[str] = []
        leading: Period | None = None
        for start, sentence in split_sentences(text):
            mentions, unknown = self.mentions.read_all(sentence)
            others += unknown
            if not mentions:
                continue
            periods = read_periods(sentence, until)
            leading = find_leading(leading, text[max(0, start - 3) : start], periods)
            own = list(self._read_sentence(sentence, mentions, periods, leading, area))
            found += [replace(one, start=one.start + start, end=one.end + start) for one in own]
        return found, others

    def _read_sentence(
        self,
        sentence: str,
        mentions: Sequence[Mention],
        periods: SentencePeriods,
        leading: Period | None,
        area: str,
    ) -> Iterator[Found]:
        found: list[Found] = []
        shared = share_names(sentence, [(one.start, one.end) for one in mentions])
        previous = 0
        for number, mention in enumerate(mentions):
            bearer = _find_bearer(sentence, found, mention)
            if bearer is not None:
                # The change printed after a figure belongs to it.
                changed = replace(found[bearer].candidate, change=mention.text)
                found[bearer] = replace(found[bearer], candidate=changed, change=mention)
            else:
                name = shared.get(number) or self._name(sentence, mention, previous, found)
                period = periods.find(mention.start, mention.figure.unit) or leading
                candidate = self._make(sentence, mention, name, period, periods.until, area)
                found.append(Found(candidate, mention, mention.start, mention.end))
            previous = mention.end
        return iter(found)

    def _name(self, sentence: str, mention: Mention, previous: int, found: Sequence[Found]) -> str:
        unit = mention.figure.unit
        name = name_figure(sentence, mention.start, mention.end, previous, unit)
        base = _find_base(sentence, found) if found else None
        earlier = found[-1 if base is None else base].candidate.label if found else ""
        if mention.text.startswith(CHANGES) or (name and is_pure_change(name)):
            word = next((word for word in CHANGES if mention.text.startswith(word)), "")
            if not name or is_pure_change(name):
                topic = earlier or find_topic(sentence, mention.start)
                return f"{topic}{name}{word}"
            return f"{name}{word}"
        if name and is_generic(name):
            return f"{earlier}{name}" if earlier and not earlier.endswith(name) else name
        plain = find_plain_words(sentence, mention.start, previous)
        if not name and found and found[-1].unit == (unit or "") and _TOTAL.fullmatch(plain):
            return plain
        name = name or find_topic(sentence, mention.start) or earlier
        return name or plain or mention.text

    def _make(
        self,
        sentence: str,
        mention: Mention,
        name: str,
        period: Period | None,
        until: date | None,
        area: str,
    ) -> Candidate:
        before = sentence[max(0, mention.start - _REACH) : mention.start]
        code = self._find_area(before, area)
        unit = mention.figure.unit
        end = period.end if period else None
        role = find_role(sentence, mention.start, mention.text, unit, end, until)
        indicator = self.names.find_named(name, unit)
        if code == area and is_of_other_scope(before, self.areas.current.get(area, "")):
            role, indicator = "context", None
        clause = re.split(r"[，,。；;：:（）()]", before)[-1]
        if indicator and counts_only_some(clause, self.names.topics.get(indicator, "")):
            indicator = None
        start = period.start.isoformat() if period and period.start else ""
        return Candidate(
            "", "open", code, indicator or "", role, clean_text(name).text[:_LONGEST_LABEL],
            mention.text, "", unit or "", mention.figure.qualifier or "",
            period.text if period else "", start, end.isoformat() if end else "", "", "",
        )  # fmt: skip

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

    def _find_area(self, before: str, area: str) -> str:
        """The only area below the document's that is named before a figure, or the document's.

        Other areas help it, or are compared with it: the figure is not theirs.
        """
        codes = [code for code in self.areas.find_within(before) if self.areas.is_above(area, code)]
        return codes[0] if len(codes) == 1 else area


def hide_citations(text: str) -> str:
    """Replaces titles and numbers of other documents by spaces, so that positions stay the same.

    Examples:
        >>> hide_citations("据《2020年方案》，3个")
        '据         ，3个'
    """
    return _CITATION.sub(lambda match: " " * len(match[0]), text)


def _find_bearer(sentence: str, found: Sequence[Found], mention: Mention) -> int | None:
    """The figure of which a mention is the printed change; None if it is a figure of its own."""
    is_change = mention.text.startswith(CHANGES)
    if not found or not is_change or mention.figure.unit not in ("share", "multiple"):
        return None
    if not _GROWTH.match(sentence[found[-1].end : mention.start]):
        return None
    base = _find_base(sentence, found)
    return base if base is not None and found[base].change is None else None


def _find_base(sentence: str, found: Sequence[Found]) -> int | None:
    """The figure that those after it are about: 收入9万元，完成预算10万元的90%，比上年减收1万元."""
    at = len(found) - 1
    while at >= max(0, len(found) - _MOST_BETWEEN):
        one = found[at]
        if one.mention.figure.unit == "share" and not one.mention.text.startswith(CHANGES):
            # A rate, and the whole that it is of.
            is_of_figure = at > 0 and sentence[found[at - 1].end : one.start].endswith("的")
            if at == len(found) - 1:
                return None
            at -= 2 if is_of_figure else 1
        elif _is_difference(sentence, one):
            at -= 1
        else:
            return at
    return None


def _is_difference(sentence: str, one: Found) -> bool:
    before = sentence[max(0, one.start - 6) : one.start]
    return one.mention.text.startswith(CHANGES) or bool(_DIFFERENCE.search(before))


def _quote(text: str, start: int, end: int) -> str:
    words = text[max(0, start - _QUOTE_BEFORE) : end + _QUOTE_AFTER]
    return re.sub(r"\s+", "", clean_text(words).text)
