"""Labelled entries of lines outside tables: 填报单位：… 填表人：… 填报日期：… on one line."""

import re
from dataclasses import dataclass
from datetime import date

from analysis.figures.dates import parse_date
from analysis.ingest.words.form_labels import FormLabels
from analysis.ingest.words.mentions import flatten
from analysis.ingest.words.periods import find_periods
from analysis.ingest.words.wordings import simplify

# Whatever looks like a label behind a space begins an entry, also one that no table knows.
_ANY_LABEL = re.compile(
    r"(?<=\s)(?=[\u4e00-\u9fff]{2,10}(?:\s?[(（][^()（）]{1,10}[)）])?\s?[:：])"
)
_AFTER_LABEL = re.compile(r"(?:\([^()]{1,10}\))?[:：]?")
_NUMERIC_DAY = re.compile(r"(?<!\d)\d{4}[-./]\d{1,2}[-./]\d{1,2}(?!\d)", re.ASCII)
_FIRST_OF_DATE = re.compile("[\\d二〇]")
_ROLES = ("issuer", "date", "note")
_SHORTEST_LABEL = 4  # a shorter one, as 来源, is an entry only where a colon follows


@dataclass(frozen=True)
class EntryReader:
    """Splits lines into entries and reads the text behind their labels.

    Attributes:
        labels: labels of forms.
    """

    labels: FormLabels

    def split(self, line: str) -> list[str]:
        """The entries of a line; a line without labels is one entry, as it is."""
        entries = [
            entry
            for part in _ANY_LABEL.split(line)
            for piece in self._known_labels.split(part)
            for entry in self._split_piece(piece)
        ]
        return entries if len(entries) > 1 else [line]

    def _split_piece(self, piece: str) -> list[str]:
        # An entry alone keeps its spaces: 实施单位 狐岭县商务局 has no other mark.
        entries = self.labels.split_entries(piece)
        return entries if len(entries) > 1 else [piece]

    def read(self, role: str, entry: str) -> tuple[str, str]:
        """The text behind the label of an entry, and the meaning of the label; blank without one.

        A label is followed by a colon, a bracket or a space, that of a date also by its figures:
        主管部门要… and 年度总体目标 are none.
        """
        label = self.labels.find_start(role, entry)
        if label is None:
            return "", ""
        rest = simplify(entry)[len(label.label) :]
        is_marked = rest[:1] in ("", ":", "：", "(") or label.label.endswith(")")
        is_dated = role == "date" and _FIRST_OF_DATE.match(rest) is not None
        if not (is_marked or is_dated or self._is_spaced(label.label, entry)):
            return "", ""
        return rest[_AFTER_LABEL.match(rest).end() :].lstrip(":："), label.meaning  # type: ignore[union-attr]

    def _is_spaced(self, label: str, entry: str) -> bool:
        first = entry.split(None, 1)
        return len(first) == 2 and simplify(first[0]) == label

    @property
    def _known_labels(self) -> re.Pattern[str]:
        """Where a known label stands between spaces, as a row of two cells does: 实施单位 …."""
        return self.labels.find_entries_between_spaces(_ROLES, _SHORTEST_LABEL)


def read_day(text: str) -> date | None:
    """The first date in a text: 2018年5月18日, 2018-05-18, 2018.5.18; None without a day.

    Examples:
        >>> read_day("2018-5-18 10:30").isoformat()
        '2018-05-18'
    """
    plain = simplify(text)
    printed = next((period for period in find_periods(plain) if period.start), None)
    if printed is not None and printed.precision == "day":
        return printed.start
    match = _NUMERIC_DAY.search(flatten(text))
    parsed = parse_date(match[0]) if match else None
    return parsed.start if parsed else None
