"""Identifies a document from its text: area, issuer, title, kind, period and dates."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from analysis.ingest.content import Paragraph, Remark
from analysis.ingest.forms.entries import EntryReader, read_day
from analysis.ingest.forms.seals import (
    LONGEST_OFFICE,
    Seal,
    find_letterhead,
    find_publicity,
    find_seals,
)
from analysis.ingest.forms.titles import TITLE_LINES, find_title
from analysis.ingest.forms.whose import AreaDecider, Sources
from analysis.ingest.words.areas import AreaNames
from analysis.ingest.words.form_labels import FormLabels
from analysis.ingest.words.mentions import flatten
from analysis.ingest.words.periods import Period, find_periods
from analysis.ingest.words.title_periods import (
    find_damaged,
    find_title_period,
    find_title_year,
    find_undated_period,
)
from analysis.ingest.words.wordings import clean_text, simplify

_LONGEST_HEADING = 40
_PART_OF_NAME = re.compile(r"[\u4e00-\u9fff]{3,30}")


@dataclass(frozen=True)
class Identity:
    """A document's identity; None for what the file does not state or states differently twice.

    Attributes:
        county_code: area it is filed for.
        title: its title.
        issuer: the office that issued it.
        kind: kind of document.
        period: reporting period.
        document_date: date of the document.
        as_of: date of its data, if printed.
    """

    county_code: str | None
    title: str
    issuer: str
    kind: str | None
    period: Period | None
    document_date: date | None
    as_of: date | None


class Identifier:
    """Identifies files and adds a remark on what it cannot decide."""

    def __init__(self, labels: FormLabels, areas: AreaNames) -> None:
        """Keeps the labels of forms and the names of areas."""
        self.labels, self.areas = labels, areas
        self.entries = EntryReader(labels)
        self.remarks: list[Remark] = []

    def identify(
        self,
        paragraphs: Sequence[Paragraph],
        more: Sequence[str],
        county: str | None = None,
        whole: Identity | None = None,
    ) -> Identity:
        """Reads title, issuer, county, period and date.

        Args:
            paragraphs: lines of the file outside its tables.
            more: further names: headers of columns, sheets, the file.
            county: county code given by the caller; the file must not name another issuer.
            whole: the first document of the file: an annex that names no area, period or date has
                those of the letter that it belongs to.
        """
        texts = [flatten(clean_text(paragraph.text).text) for paragraph in paragraphs]
        lines = [entry for text in texts for entry in self.entries.split(text)]
        title, kind = find_title(lines, self.labels)
        seal = self._find_seal(texts)
        offices = self._list_offices(lines)
        issuers = [name for name in (*offices["issuer"], find_letterhead(lines)) if name]
        names = [*issuers, seal.office] if seal and seal.office else issuers
        day = (seal.day if seal else None) or self._find_date(lines) or find_publicity(texts)
        sources = Sources(
            names, title, offices["implementer"], [*offices["supervisor"], *offices["source"]],
            more, texts,
        )  # fmt: skip
        period = self._find_period(lines, title, more, day)
        decider = AreaDecider(self.areas, self.remarks, day or (period.end if period else None))
        code = decider.decide(sources, county, whole.county_code if whole else None)
        if whole is not None:
            # What has a date of its own may be of another time.
            period = period or (whole.period if day is None else None)
            day = day or whole.document_date
        others = (*offices["implementer"], *offices["supervisor"], *offices["source"])
        issuer = next(iter((*names, *others)), "")
        return Identity(
            code, title, issuer, kind, period, day, self._find_as_of(lines),
        )  # fmt: skip

    def _list_offices(self, lines: Sequence[str]) -> dict[str, list[str]]:
        """The offices behind labels, by what the label says of them."""
        offices: dict[str, list[str]] = {
            meaning: [] for meaning in ("issuer", "implementer", "supervisor", "source")
        }
        for line in lines:
            text, meaning = self.entries.read("issuer", line)
            if text and len(text) <= 4 * LONGEST_OFFICE:
                offices.setdefault(meaning, []).append(text)
        return offices

    def _find_seal(self, lines: Sequence[str]) -> Seal | None:
        """The first seal. Further ones belong to enclosed documents, or to two offices."""
        seals = find_seals(lines)
        if len({seal.day for seal in seals}) > 1:
            dates = "、".join(seal.day.isoformat() for seal in seals)
            self.remarks.append(
                Remark(
                    "several_seals", "warning", None,
                    f"the file contains documents dated {dates}; it is filed under the first date.",
                    "Save enclosed documents as separate files and file them, if needed.",
                )
            )  # fmt: skip
        first = next((seal for seal in seals if seal.office), seals[0] if seals else None)
        return first and self._join_office(first, lines)

    def _join_office(self, seal: Seal, lines: Sequence[str]) -> Seal:
        """A seal whose office is broken over two lines, the first of which names the area."""
        above = simplify(lines[seal.first_line - 1]) if seal.first_line else ""
        is_name = _PART_OF_NAME.fullmatch(above) and self.areas.find_within(above)
        if not seal.office or not is_name or self.areas.find_within(seal.office):
            return seal
        return replace(seal, office=above + seal.office)

    def _find_period(
        self, lines: Sequence[str], title: str, more: Sequence[str], day: date | None
    ) -> Period | None:
        headings = [
            line for line in lines[:TITLE_LINES]
            if len(line) <= _LONGEST_HEADING and "。" not in line
        ]  # fmt: skip
        stated = [text for line in lines if (text := self._read_date_entry(line, "period"))]
        for texts in (stated, [title], headings, more):
            periods = [
                period for text in texts
                if (period := find_title_period(text)) and _is_reported(period)
            ]  # fmt: skip
            # A month or quarter is more exact than the year that another line names.
            exact = [period for period in periods if period.precision != "year"] or periods
            found = {(period.start, period.end): period for period in exact}
            if len(found) == 1:
                return next(iter(found.values()))
        if self._remark_damaged([*stated, title, *headings]):
            return None
        return self._read_incomplete(title, day)

    def _read_incomplete(self, title: str, day: date | None) -> Period | None:
        """A period whose year or months the title leaves out, with a remark on how it is read."""
        if day is not None:
            period = find_undated_period(title, day)
            if period is not None and _is_reported(period):
                self._remark_read(title, f"{period.text} as that of {period.end.year}, by its date")
                return period
            return None
        year, is_name = find_title_year(title)
        if year is None:
            return None
        if is_name:
            self.remarks.append(
                Remark("year_of_project", "info", None,
                       f"the title names the year {year.text}, which may be that of a project.",
                       f"If the paper is about that year, give --period {year.end.year}.")
            )  # fmt: skip
            return None
        self._remark_read(title, f"the year {year.text} as the period of the paper")
        return year

    def _remark_read(self, title: str, reading: str) -> None:
        found = f"the title {title[:40]!r} is read with {reading}."
        remedy = "If that is wrong, give the period with --period."
        self.remarks.append(Remark("period_read", "info", None, found, remedy))

    def _remark_damaged(self, texts: Sequence[str]) -> bool:
        """Whether a period has lost characters, which is then said; no part of it is read."""
        damaged = next((words for text in texts if (words := find_damaged(text))), "")
        if damaged:
            found = f"{damaged!r} looks like a period that has lost characters; it is not read."
            remedy = "Give the period with --period: 2020, 2020-07, 2020-01..09."
            self.remarks.append(Remark("period_lost", "warning", None, found, remedy))
        return bool(damaged)

    def _read_date_entry(self, line: str, wanted: str) -> str:
        text, meaning = self.entries.read("date", line.lstrip("(（"))
        return text if meaning == wanted else ""

    def _find_date(self, lines: Sequence[str]) -> date | None:
        for line in lines:
            text = self._read_date_entry(line, "date")
            day = read_day(text) if text else None
            if day is not None:
                return day
            periods = find_periods(text)
            if periods and periods[0].start:
                return periods[0].start
        return None

    def _find_as_of(self, lines: Sequence[str]) -> date | None:
        texts = (self._read_date_entry(line, "as_of") for line in lines)
        dates = [find_periods(text) for text in texts if text]
        days = {periods[0].end for periods in dates if periods}
        return days.pop() if len(days) == 1 else None


def _is_reported(period: Period) -> bool:
    """Whether a period may be what a paper reports on: no single day."""
    return period.precision != "day" or (period.start is None and "截" in period.text)
