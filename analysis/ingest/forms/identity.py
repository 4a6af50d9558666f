"""Whose document a file is, of which period and date, of what kind: as the file says itself."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from analysis.ingest.content import Paragraph, Remark
from analysis.ingest.words.areas import AreaNames
from analysis.ingest.words.form_labels import FormLabels
from analysis.ingest.words.mentions import flatten
from analysis.ingest.words.periods import Period, find_month, find_periods
from analysis.ingest.words.wordings import clean_text, simplify

_LONGEST_SEAL = 30
_LONGEST_HEADING = 40
_TITLE_PARAGRAPHS = 12


@dataclass(frozen=True)
class Identity:
    """What a file says of itself; None where it says nothing, or several things.

    Attributes:
        county_code: area it is filed for.
        title: its title.
        issuer: who filed it.
        kind: kind of document.
        period: period it reports.
        document_date: date it bears.
        as_of: date of its data, where one is printed.
    """

    county_code: str | None
    title: str
    issuer: str
    kind: str | None
    period: Period | None
    document_date: date | None
    as_of: date | None


class Identifier:
    """Finds out whose file it is; what it cannot decide it remarks on."""

    def __init__(self, labels: FormLabels, areas: AreaNames) -> None:
        """Takes the labels of forms and the names of areas."""
        self.labels, self.areas = labels, areas
        self.remarks: list[Remark] = []

    def identify(
        self, paragraphs: Sequence[Paragraph], more: Sequence[str], county: str | None = None
    ) -> Identity:
        """Reads title, issuer, county, period and date.

        Args:
            paragraphs: lines of the file outside its tables.
            more: further names: headers of columns, sheets, the file.
            county: county given by the caller; the file must not name another as its issuer.
        """
        lines = [
            entry
            for each in paragraphs
            for entry in self._split(flatten(clean_text(each.text).text))
        ]
        title, kind = self._find_title(lines)
        issuers = [each for each in (self._after("issuer", line) for line in lines) if each]
        seal, seal_date = self._find_seal(lines)
        names = [*issuers, seal] if seal else issuers
        code = self._find_county(names, title, more, county)
        period, dated = self._find_period(lines, title, more), self._find_date(lines)
        return Identity(
            code, title, (issuers[0] if issuers else seal) or "", kind, period,
            seal_date or dated, self._find_as_of(lines),
        )  # fmt: skip

    def _split(self, line: str) -> list[str]:
        entries = self.labels.split_entries(line)
        return entries if len(entries) > 1 else [line]

    def _find_title(self, lines: Sequence[str]) -> tuple[str, str | None]:
        for at, line in enumerate(lines[:_TITLE_PARAGRAPHS]):
            # A title may be broken over two lines.
            joined = "".join(lines[at : at + 2])
            for text in (line, joined):
                label = self.labels.find_within("document", text)
                if label and len(simplify(text)) <= 80 and not self.labels.find_start("note", text):
                    return simplify(text), label.meaning
        first = next((line for line in lines if line.strip()), "")
        return simplify(first)[:80], None

    def _after(self, role: str, line: str) -> str:
        label = self.labels.find_start(role, line)
        plain = simplify(line)
        if label is None:
            return ""
        rest = plain[len(label.label) :]
        return rest.removeprefix("(盖章)").removeprefix("(公章)").lstrip(":：")

    def _find_seal(self, lines: Sequence[str]) -> tuple[str, date | None]:
        """The first line that is nothing but a date, and the office named above it.

        Further seals are those of papers that are enclosed.
        """
        seals = [
            (at, periods[0].end) for at, periods in enumerate(map(_only_day, lines)) if periods
        ]
        if not seals:
            return "", None
        if len({day for _, day in seals}) > 1:
            dates = "、".join(day.isoformat() for _, day in seals)
            self.remarks.append(
                Remark(
                    "several_seals",
                    "warning",
                    None,
                    f"the file holds papers dated {dates}; it is filed under the first.",
                    "File enclosed papers as files of their own if they matter.",
                )
            )
        at, day = seals[0]
        for line in reversed(lines[max(0, at - 2) : at]):
            office = simplify(line)
            if not office.startswith("(") and self.areas.find_within(office):
                return (office if len(office) <= _LONGEST_SEAL else ""), day
        return "", day

    def _find_county(
        self, issuers: Sequence[str], title: str, more: Sequence[str], given: str | None
    ) -> str | None:
        for source in (issuers, [title], more):
            named = list(dict.fromkeys(c for text in source for c in self._codes_of(text)))
            if not named:
                continue
            if given is not None:
                if not self._agrees(given, named, is_header=source is more):
                    self._contradict(given, named, source)
                return given
            if len(named) > 1:
                self._ask(named)
                return None
            self._note_former(source)
            return named[0]
        if given is None:
            self._suggest(issuers, title)
        return given

    def _codes_of(self, text: str) -> list[str]:
        return self.areas.find_within(text)

    def _agrees(self, given: str, named: Sequence[str], is_header: bool) -> bool:
        # A city may send a form whose columns are its counties'.
        is_above = all(self.areas.parents.get(code) == given for code in named)
        return given in named or (is_header and is_above)

    def _contradict(self, given: str, named: Sequence[str], source: Sequence[str]) -> None:
        names = "、".join(self.areas.current[code] for code in named)
        words = "、".join(each for each in source if each)[:80]
        self.remarks.append(
            Remark(
                "other_county",
                "error",
                None,
                f"--county says {self.areas.current.get(given, given)}, the file names {names} "
                f"({words}).",
                "See that the file is this county's.",
            )
        )

    def _ask(self, named: Sequence[str]) -> None:
        names = ", ".join(f"{code} {self.areas.current[code]}" for code in named)
        self.remarks.append(
            Remark(
                "county",
                "error",
                None,
                f"the file names several areas: {names}.",
                "Say whose document it is: --county CODE.",
            )
        )

    def _suggest(self, issuers: Sequence[str], title: str) -> None:
        near = [name for text in (*issuers, title) for name in self.areas.suggest(_place_of(text))]
        meant = f" Nearly: {'、'.join(dict.fromkeys(near))}." if near else ""
        self.remarks.append(
            Remark("county", "error", None,
                   f"the file names no area of areas.csv in title, issuer or sheet name.{meant}",
                   "Say whose document it is: --county CODE; a new area is a row of areas.csv.")
        )  # fmt: skip

    def _note_former(self, source: Sequence[str]) -> None:
        for name in self.areas.names:
            if self.areas.is_former(name) and any(name in simplify(text) for text in source):
                code = self.areas.names[name][0]
                self.remarks.append(
                    Remark("former_name", "warning", None,
                           f"{name} is a former name; taken as {self.areas.current[code]} {code}.")
                )  # fmt: skip

    def _find_period(self, lines: Sequence[str], title: str, more: Sequence[str]) -> Period | None:
        stated = [self._after("date", line) for line in lines if self._means(line, "period")]
        headings = [
            line for line in lines[:_TITLE_PARAGRAPHS]
            if len(line) <= _LONGEST_HEADING and "。" not in line
        ]  # fmt: skip
        for texts in (stated, [title], headings, more):
            months = {
                (month.start, month.end): month
                for month in map(find_month, texts)
                if month is not None and month.precision == "month"
            }
            if len(months) == 1:
                return next(iter(months.values()))
        return None

    def _means(self, line: str, meaning: str) -> bool:
        label = self.labels.find_start("date", line.lstrip("(（"))
        return label is not None and label.meaning == meaning

    def _find_date(self, lines: Sequence[str]) -> date | None:
        dates = [find_periods(simplify(line)) for line in lines if self._means(line, "date")]
        found = [periods[0].start for periods in dates if periods]
        return found[0] if found else None

    def _find_as_of(self, lines: Sequence[str]) -> date | None:
        dated = [find_periods(simplify(line)) for line in lines if self._means(line, "as_of")]
        days = {periods[0].end for periods in dated if periods}
        return days.pop() if len(days) == 1 else None


def _only_day(line: str) -> list[Period]:
    plain = simplify(line)
    periods = find_periods(plain)
    is_day = len(periods) == 1 and periods[0].text == plain and periods[0].precision == "day"
    return periods if is_day else []


def _place_of(text: str) -> str:
    """The beginning of a name up to its level: 狐县 of 狐县科技局."""
    plain = simplify(text)
    ends = [at for at, character in enumerate(plain) if character in "县区市"]
    return plain[: ends[0] + 1] if ends else plain[:4]
