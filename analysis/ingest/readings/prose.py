"""Proposes figures in running text as candidates; only accepted ones become part of a document."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from analysis.ingest.content import Paragraph, Place, Remark, locate_text
from analysis.ingest.readings.candidate import Candidate
from analysis.ingest.readings.changes import find_base, find_bearer
from analysis.ingest.readings.found import Found
from analysis.ingest.readings.prose_periods import SentencePeriods, find_leading, read_periods
from analysis.ingest.readings.relations import Relation, find_relations
from analysis.ingest.readings.unknown_units import remark_on_unknown
from analysis.ingest.words.aims import continue_allotment, find_role
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
# How far back other areas are looked for: a sentence may be as long as a page.
_REACH = 200
# Titles and numbers of other documents: their years and figures are not about the county.
_CITATION = re.compile(
    r"《[^》]{0,200}》|[〔\[(（]\s{0,3}\d{4}\s{0,3}[〕\])）]\s{0,3}\d+\s{0,3}号|\d{4}年\d+号"
)
_FULL_STOP = re.compile(r"[。！？!?\n]")
# 宿松县50项民生实事实施情况: a title states nothing.
_TITLE = re.compile(
    r"[^，,。；;：:]{4,60}(?:情况|公告|公示|报告|总结|通报|通知|函|方案|计划|综述|说明|公报)"
)
_TOTAL = re.compile(r"以?上?(?:共计|合计|总计|总共)(?:为|达|约)?")


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
            if _TITLE.fullmatch(text):
                continue
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
            leading = find_leading(
                leading, text[max(0, start - 3) : start], periods, mentions[0].start
            )
            before = text[max(0, start - _REACH) : start]
            before = _FULL_STOP.split(before)[-1]
            last = found[-1].candidate if found and before else None
            own = list(
                self._read_sentence(before, sentence, mentions, periods, leading, area, last)
            )
            found += [replace(one, start=one.start + start, end=one.end + start) for one in own]
        return found, others

    def _read_sentence(
        self,
        before: str,
        sentence: str,
        mentions: Sequence[Mention],
        periods: SentencePeriods,
        leading: Period | None,
        area: str,
        last: Candidate | None,
    ) -> Iterator[Found]:
        """The figures of a part of a sentence, after the parts before it up to a full stop."""
        found: list[Found] = []
        shared = share_names(sentence, [(one.start, one.end) for one in mentions])
        previous = 0
        for number, mention in enumerate(mentions):
            bearer = find_bearer(sentence, found, mention)
            if bearer is not None:
                # The change printed after a figure belongs to it.
                changed = replace(found[bearer].candidate, change=mention.text)
                found[bearer] = replace(found[bearer], candidate=changed, change=mention)
            else:
                name = shared.get(number) or self._name(sentence, mention, previous, found)
                period = periods.find(mention.start, mention.figure.unit) or leading
                words = f"{before}{sentence[max(0, mention.start - _REACH) : mention.start]}"
                candidate = self._make(words, mention, name, period, periods.until, area, last)
                last = candidate
                found.append(Found(candidate, mention, mention.start, mention.end))
            previous = mention.end
        return iter(found)

    def _name(self, sentence: str, mention: Mention, previous: int, found: Sequence[Found]) -> str:
        unit = mention.figure.unit
        name = name_figure(sentence, mention.start, mention.end, previous, unit)
        base = find_base(sentence, found) if found else None
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
        before: str,
        mention: Mention,
        name: str,
        period: Period | None,
        until: date | None,
        area: str,
        last: Candidate | None,
    ) -> Candidate:
        code = self._find_area(before, area)
        unit = mention.figure.unit
        end = period.end if period else None
        role = find_role(before, mention.text, unit, period, until)
        if last and last.role == "appropriation" and role == "reported":
            role = continue_allotment(before, unit)
        indicator = self.names.find_named(name, unit)
        is_own = code != area or not is_of_other_scope(before, self.areas.current.get(area, ""))
        if not is_own and role != "appropriation":
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


def _quote(text: str, start: int, end: int) -> str:
    words = text[max(0, start - _QUOTE_BEFORE) : end + _QUOTE_AFTER]
    return re.sub(r"\s+", "", clean_text(words).text)
