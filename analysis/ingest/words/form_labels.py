"""What the labels of forms mean: the table ``form_labels.csv``."""

import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from analysis.ingest.words.wordings import simplify

if TYPE_CHECKING:
    import pandas as pd

# The monthly form's name as a kind of form, of raw table and of document.
MONTHLY_FORM = "monthly_form"


@dataclass(frozen=True)
class FormLabel:
    """One label of a form: a row of ``form_labels.csv``."""

    form_kind: str
    role: str
    label: str
    meaning: str


@dataclass(frozen=True)
class FormLabels:
    """All labels of forms.

    Attributes:
        rows: as in the table, labels simplified.
    """

    rows: tuple[FormLabel, ...]

    @cached_property
    def headers(self) -> dict[str, dict[str, str]]:
        """Header label → meaning, by kind of form; labels of ``*`` are those of every form."""
        kinds: dict[str, dict[str, str]] = {}
        for row in self.rows:
            if row.role == "header":
                kinds.setdefault(row.form_kind, {})[row.label] = row.meaning
        common = kinds.pop("*", {})
        return {kind: common | labels for kind, labels in kinds.items()}

    @cached_property
    def known_headers(self) -> frozenset[str]:
        """The header labels of all forms."""
        return frozenset(label for labels in self.headers.values() for label in labels)

    @cached_property
    def titles(self) -> tuple[FormLabel, ...]:
        """The titles of all forms."""
        return tuple(row for row in self.rows if row.role == "title")

    @cached_property
    def _by_role(self) -> dict[str, list[FormLabel]]:
        roles: dict[str, list[FormLabel]] = {}
        for row in self.rows:
            roles.setdefault(row.role, []).append(row)
        return roles

    @cached_property
    def _by_start(self) -> dict[tuple[str, str], list[FormLabel]]:
        """Labels by role and first character, in the table's order: most texts fit none."""
        starts: dict[tuple[str, str], list[FormLabel]] = {}
        for row in self.rows:
            starts.setdefault((row.role, row.label[:1]), []).append(row)
        return starts

    def find(self, role: str, text: str, form_kind: str = "*") -> str | None:
        """The meaning of a whole text in a role; ``*`` at the end of a label matches any text."""
        plain = simplify(text)
        for row in self._by_start.get((role, plain[:1]), ()):
            if row.form_kind in ("*", form_kind) and _fits(plain, row.label):
                return row.meaning
        return None

    def find_start(self, role: str, text: str) -> FormLabel | None:
        """The label in a role that a text begins with; the longest of several."""
        plain = simplify(text)
        rows = self._by_start.get((role, plain[:1]), ())
        fitting = [row for row in rows if _begins(plain, row.label)]
        return max(fitting, key=lambda row: len(row.label), default=None)

    def split_entries(self, line: str) -> list[str]:
        """A line split before each of its entries: 填报单位：… 填报日期：…."""
        plain = simplify(line)
        starts = sorted({match.start() for match in self._entries.finditer(plain)} | {0})
        ends = [*starts[1:], len(plain)]
        return [plain[start:end] for start, end in zip(starts, ends, strict=True) if end > start]

    def find_entries_between_spaces(self, roles: tuple[str, ...], shortest: int) -> re.Pattern[str]:
        """The places before labels of some roles that stand between spaces.

        Args:
            roles: the roles.
            shortest: length of the shortest label.
        """
        if (roles, shortest) not in self._patterns:
            names = {
                row.label for row in self.rows
                if row.role in roles and len(row.label) >= shortest and "*" not in row.label
            }  # fmt: skip
            longest = "|".join(map(re.escape, sorted(names, key=len, reverse=True)))
            self._patterns[roles, shortest] = re.compile(
                rf"(?<=\s)(?=(?:{longest})(?:[(（][^()（）]{{1,10}}[)）])?\s)"
            )
        return self._patterns[roles, shortest]

    @cached_property
    def _patterns(self) -> dict[tuple[tuple[str, ...], int], re.Pattern[str]]:
        return {}

    @cached_property
    def _entries(self) -> re.Pattern[str]:
        roles = ("issuer", "date", "unit_line")
        names = {row.label for role in roles for row in self._by_role.get(role, [])}
        longest = sorted(map(re.escape, names), key=len, reverse=True)
        # 单位 inside 填报单位 is not an entry of its own: a label of two characters counts only
        # where no Chinese character precedes it.
        return re.compile(
            rf"(?<![\u4e00-\u9fff])(?:{'|'.join(longest)})(?:\([^)]{0, 20}\))?:|"
            rf"(?:{'|'.join(name for name in longest if len(name) > 2)})(?:\([^)]{0, 20}\))?:"
        )

    def find_within(self, role: str, text: str) -> FormLabel | None:
        """The first label in a role, in the table's order, that a text contains."""
        plain = simplify(text)
        return next((row for row in self._by_role.get(role, []) if row.label in plain), None)


def _fits(text: str, label: str) -> bool:
    return text.startswith(label[:-1]) if label.endswith("*") else text == label


def _begins(text: str, label: str) -> bool:
    if "*" in label:
        start, end = label.split("*", 1)
        rest = text.removeprefix(start)
        return text.startswith(start) and rest.endswith(end) and len(rest) <= 8
    return text.startswith(label)


def make_form_labels(table: "pd.DataFrame") -> FormLabels:
    """The labels of the reference table ``form_labels``."""
    columns = (table[name] for name in ("form_kind", "role", "label", "meaning"))
    # simplify() removes a star as a footnote mark; here it matches any text.
    rows = (
        FormLabel(kind, role, _simplify_label(label), meaning)
        for kind, role, label, meaning in zip(*columns, strict=True)
    )
    return FormLabels(tuple(rows))


def _simplify_label(label: str) -> str:
    return "*".join(simplify(part) for part in label.split("*"))
