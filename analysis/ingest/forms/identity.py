"""Identifies a document from its text: area, issuer, title, kind, period and dates."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from analysis.ingest.content import Paragraph, Remark
from analysis.ingest.words.areas import AreaNames
from analysis.ingest.words.form_labels import FormLabels
from analysis.ingest.words.mentions import flatten
from analysis.ingest.words.periods import Period, find_periods
from analysis.ingest.words.title_periods import find_title_period
from analysis.ingest.words.wordings import clean_text, simplify

_LONGEST_SEAL = 30
_LONGEST_HEADING = 40
_TITLE_PARAGRAPHS = 12


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
        self.remarks: list[Remark] = []

    def identify(
        self, paragraphs: Sequence[Paragraph], more: Sequence[str], county: str | None = None
    ) -> Identity:
        """Reads title, issuer, county, period and date.

        Args:
            paragraphs: lines of the file outside its tables.
            more: further names: headers of columns, sheets, the file.
            county: county code given by the caller; the file must not name another issuer.
        """
        lines = [
            entry
            for paragraph in paragraphs
            for entry in self._split(flatten(clean_text(paragraph.text).text))
        ]
        title, kind = self._find_title(lines)
        issuers = [issuer for line in lines if (issuer := self._after("issuer", line))]
        seal, seal_date = self._find_seal(lines)
        names = [*issuers, seal] if seal else issuers
        code = self._find_county(names, title, more, county)
        period, stated_date = self._find_period(lines, title, more), self._find_date(lines)
        return Identity(
            code, title, issuers[0] if issuers else seal, kind, period,
            seal_date or stated_date, self._find_as_of(lines),
        )  # fmt: skip

    def _split(self, line: str) -> list[str]:
        entries = self.labels.split_entries(line)
        return entries if len(entries) > 1 else [line]

    def _find_title(self, lines: Sequence[str]) -> tuple[str, str | None]:
        for index, line in enumerate(lines[:_TITLE_PARAGRAPHS]):
            # A title may be broken over two lines.
            joined = "".join(lines[index : index + 2])
            for text in (line, joined):
                label = self.labels.find_within("document", text)
                if label and len(simplify(text)) <= 80 and not self.labels.find_start("note", text):
                    return simplify(text), label.meaning
        first = next((line for line in lines if line.strip()), "")
        return simplify(first)[:80], None

    def _after(self, role: str, line: str) -> str:
        """The text after a label that a line begins with: 狐县商务局 of 填报单位：狐县商务局."""
        label = self.labels.find_start(role, line)
        plain = simplify(line)
        if label is None:
            return ""
        rest = plain[len(label.label) :]
        return rest.removeprefix("(盖章)").removeprefix("(公章)").lstrip(":：")

    def _find_seal(self, lines: Sequence[str]) -> tuple[str, date | None]:
        """The office and date of the first seal: a line with a date alone below an office's name.

        Further seals belong to enclosed documents.
        """
        seals = [(index, day) for index, line in enumerate(lines) if (day := _read_day(line))]
        if not seals:
            return "", None
        if len({day for _, day in seals}) > 1:
            dates = "、".join(day.isoformat() for _, day in seals)
            self.remarks.append(
                Remark(
                    "several_seals",
                    "warning",
                    None,
                    f"the file contains documents dated {dates}; it is filed under the first date.",
                    "Save enclosed documents as separate files and file them, if needed.",
                )
            )
        index, day = seals[0]
        for line in reversed(lines[max(0, index - 2) : index]):
            office = simplify(line)
            if not office.startswith("(") and self.areas.find_within(office):
                return (office if len(office) <= _LONGEST_SEAL else ""), day
        return "", day

    def _find_county(
        self, issuers: Sequence[str], title: str, more: Sequence[str], option: str | None
    ) -> str | None:
        for source in (issuers, [title], more):
            codes = list(dict.fromkeys(c for text in source for c in self.areas.find_within(text)))
            if not codes:
                continue
            if option is not None:
                if not self._agrees(option, codes, is_header=source is more):
                    self._remark_other_county(option, codes, source)
                return option
            if len(codes) > 1:
                self._remark_several(codes)
                return None
            self._remark_former(source)
            return codes[0]
        if option is None:
            self._remark_unknown(issuers, title)
        return option

    def _agrees(self, option: str, codes: Sequence[str], is_header: bool) -> bool:
        # A city may send a form with columns for its counties.
        is_above = all(self.areas.parents.get(code) == option for code in codes)
        return option in codes or (is_header and is_above)

    def _remark_other_county(
        self, option: str, codes: Sequence[str], source: Sequence[str]
    ) -> None:
        names = "、".join(self.areas.current[code] for code in codes)
        words = "、".join(text for text in source if text)[:80]
        self.remarks.append(
            Remark(
                "other_county",
                "error",
                None,
                f"--county says {self.areas.current.get(option, option)}, the file names {names} "
                f"({words}).",
                "Check whose file it is and correct --county or leave it out.",
            )
        )

    def _remark_several(self, codes: Sequence[str]) -> None:
        names = ", ".join(f"{code} {self.areas.current[code]}" for code in codes)
        self.remarks.append(
            Remark(
                "county",
                "error",
                None,
                f"the file names several areas: {names}.",
                "Give the area of the document with --county CODE.",
            )
        )

    def _remark_unknown(self, issuers: Sequence[str], title: str) -> None:
        texts = map(_cut_after_level, (*issuers, title))
        similar = dict.fromkeys(name for text in texts for name in self.areas.suggest(text))
        hint = f" Similar names: {'、'.join(similar)}." if similar else ""
        self.remarks.append(
            Remark("county", "error", None,
                   f"no area of areas.csv is named in title, issuer or sheet name.{hint}",
                   "Give the area with --county CODE, or add a new area to areas.csv.")
        )  # fmt: skip

    def _remark_former(self, source: Sequence[str]) -> None:
        for name in self.areas.names:
            if self.areas.is_former(name) and any(name in simplify(text) for text in source):
                code = self.areas.names[name][0]
                self.remarks.append(
                    Remark("former_name", "warning", None,
                           f"{name} is a former name; read as {self.areas.current[code]} {code}.")
                )  # fmt: skip

    def _find_period(self, lines: Sequence[str], title: str, more: Sequence[str]) -> Period | None:
        stated = [self._after("date", line) for line in lines if self._means(line, "period")]
        headings = [
            line for line in lines[:_TITLE_PARAGRAPHS]
            if len(line) <= _LONGEST_HEADING and "。" not in line
        ]  # fmt: skip
        for texts in (stated, [title], headings, more):
            periods = [
                period for text in texts
                if (period := find_title_period(text)) and period.precision != "day"
            ]  # fmt: skip
            # A month or quarter is more exact than the year that another line names.
            exact = [period for period in periods if period.precision != "year"] or periods
            found = {(period.start, period.end): period for period in exact}
            if len(found) == 1:
                return next(iter(found.values()))
        return None

    def _means(self, line: str, meaning: str) -> bool:
        label = self.labels.find_start("date", line.lstrip("(（"))
        return label is not None and label.meaning == meaning

    def _find_date(self, lines: Sequence[str]) -> date | None:
        dates = [find_periods(simplify(line)) for line in lines if self._means(line, "date")]
        return next((periods[0].start for periods in dates if periods), None)

    def _find_as_of(self, lines: Sequence[str]) -> date | None:
        dates = [find_periods(simplify(line)) for line in lines if self._means(line, "as_of")]
        days = {periods[0].end for periods in dates if periods}
        return days.pop() if len(days) == 1 else None


def _read_day(line: str) -> date | None:
    """The date of a line that contains a date and nothing else."""
    plain = simplify(line)
    periods = find_periods(plain)
    is_day = len(periods) == 1 and periods[0].text == plain and periods[0].precision == "day"
    return periods[0].end if is_day else None


def _cut_after_level(text: str) -> str:
    """The beginning of a name up to its level: 狐县 of 狐县科技局."""
    plain = simplify(text)
    ends = [index for index, character in enumerate(plain) if character in "县区市"]
    return plain[: ends[0] + 1] if ends else plain[:4]
