"""What the lines of one paper state of themselves: area, kind, project, period, issuer."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from datetime import date

from analysis.ingest.content import Paragraph
from analysis.ingest.forms.identity import Identifier
from analysis.ingest.forms.paper_lines import Line
from analysis.ingest.forms.vocabulary import Vocabulary

_PROJECT = re.compile(
    r"(?:(?:项目|专项|专项资金|转移支付)(?:\((?:项目|政策)\))?名称)\s{0,9}:?\s{0,9}([^\s:]{2,})"
)
_TABLE_TITLE = re.compile("(?:表|台账|清单|一览)(?:[(（].{0,20})?$")
_FORMS = ("月报表", "自评表")
# Rows of a table that may hold its title, its issuer and the name of its project.
_HEAD_ROWS = 10
_MOST_CELLS = 8


@dataclass(frozen=True)
class Stated:
    """What a paper states; None for what it does not.

    Attributes:
        county: code of its area.
        kind: kind of document.
        project: name of the project.
        period: first and last day of its period.
        issuer: the office that issued it.
    """

    county: str | None = None
    kind: str | None = None
    project: str | None = None
    period: tuple[date | None, date] | None = None
    issuer: str | None = None

    def filled_from(self, other: "Stated") -> "Stated":
        """This paper's own words, and those of a part of it where it has none."""
        missing = {
            field.name: getattr(other, field.name)
            for field in fields(self) if getattr(self, field.name) is None
        }  # fmt: skip
        return replace(self, **missing)


def read_stated(lines: Sequence[Line], vocabulary: Vocabulary) -> Stated:
    """What lines state of the paper that they may be.

    Args:
        lines: lines of one paper.
        vocabulary: labels of forms and names of areas.
    """
    able = list(_list_head(lines))
    identifier = Identifier(vocabulary.labels, vocabulary.areas)
    sheets = list(dict.fromkeys(line.sheet for line in lines if line.sheet))
    identity = identifier.identify([Paragraph(line.text, line.place) for line in able], sheets)
    period = identity.period
    return Stated(
        identity.county_code,
        None if _is_title_of_table(identity.title) else identity.kind,
        _find_project(able),
        (period.start, period.end) if period else None,
        identity.issuer or None,
    )


def _list_head(lines: Sequence[Line]) -> Sequence[Line]:
    """Lines of text, and the first rows of each table."""
    counts: dict[int, int] = {}
    head = []
    for line in lines:
        if line.row is None:
            head.append(line)
            continue
        counts[line.block] = counts.get(line.block, 0) + 1
        if counts[line.block] <= _HEAD_ROWS and line.filled <= _MOST_CELLS:
            head.append(line)
    return head


def _is_title_of_table(title: str) -> bool:
    """Whether a title is that of a table, such as 资金使用情况表, and names no kind of paper."""
    return _TABLE_TITLE.search(title) is not None and not any(form in title for form in _FORMS)


def _find_project(lines: Sequence[Line]) -> str | None:
    names = [match[1] for line in lines if (match := _PROJECT.match(line.text.lstrip()))]
    return names[0] if len(set(names)) == 1 else None
