"""What the columns of a table mean in a form, by their labels and the labels above them."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from analysis.ingest.content import Cell, Place
from analysis.ingest.forms.header_rows import ColumnLabel
from analysis.ingest.words.areas import AreaNames
from analysis.ingest.words.form_labels import MONTHLY_FORM, FormLabels
from analysis.ingest.words.label_parts import guess_meaning
from analysis.ingest.words.wordings import simplify

# Meanings whose cells are figures.
AMOUNTS = frozenset({"planned", "paid", "amount", "tendered"})
FIGURES = AMOUNTS | {"share", "rate", "completion"}
# Columns of figures that no raw table has, kept as statements: what the form knows, and the rest.
PART, EXTRA, SOURCE, MEASURE, DETAIL = "part", "extra", "source", "measure", "detail"
# Labels that say nothing without the label above them.
_GENERIC = frozenset(
    (
        *("金额", "资金", "户数", "人数", "数量", "个数", "数", "%", "比例", "占比"),
        *("小计", "合计", "总计", "计", "计划", "实际", "其中"),
    )
)
_NAME = "项目名称"
_SUMS = ("合计", "小计", "总计", "总额", "共计", "总数")
_RANK = re.compile(r"~(\d)$")
_BEFORE = re.compile(
    r"^(?:\d{4}年(?:度)?|第[一二三四五六七八九十\d]+批|本(?:次|批次?|年度?|期)|拟)+(?=.)"
)
_BEHIND = re.compile(r"(?<=..)(?:名称|情况|额度|金额|额|数额)$")
_FIGURE = re.compile(r"[-+<>≤≥约]?\d[\d,.]*(?:%|[\u4e00-\u9fff]{0,3})")
_SHORTEST_WORDS = 6
_YEAR = re.compile(r"(?P<year>\d{4})年(?:度)?(?P<rest>.*)")
_FREE = frozenset(
    {"ignored", EXTRA, PART, SOURCE, MEASURE, DETAIL, "change", "placeholder", "amount:paid"}
)


@dataclass(frozen=True)
class HeaderCell:
    """A column's header.

    Attributes:
        meaning: what the column means in the form; ``extra`` if the form does not know it.
        label: its lowest label, without unit and decoration.
        unit: its unit, or that of a label above it.
        place: place of that label.
        path: the labels above it, outermost first.
        is_guessed: whether its words say what it means, and no label of the form.
    """

    meaning: str
    label: str
    unit: str | None
    place: Place
    path: tuple[str, ...] = ()
    is_guessed: bool = False

    @property
    def column_kind(self) -> str:
        """The meaning up to its colon: ``area`` of ``area:990101``."""
        return get_column_kind(self.meaning)

    @property
    def detail(self) -> str:
        """The meaning after its colon: ``990101`` of ``area:990101``; blank without a colon."""
        return self.meaning.partition(":")[2]

    @property
    def full_label(self) -> str:
        """The label behind those above it: C级 / 户数."""
        return " / ".join((*self.path, self.label))


def get_column_kind(meaning: str) -> str:
    """A column's meaning up to its colon.

    Examples:
        >>> get_column_kind("year:2019年")
        'year'
    """
    return meaning.partition(":")[0]


@dataclass(frozen=True)
class ColumnMeanings:
    """Looks up what columns mean.

    Attributes:
        labels: labels of forms.
        areas: names of areas.
    """

    labels: FormLabels
    areas: AreaNames

    def find(
        self, kind: str, columns: Sequence[ColumnLabel], rows: Sequence[Sequence[Cell]] = ()
    ) -> dict[int, HeaderCell]:
        """Column → header, for a kind of form; columns without a label are left out.

        Args:
            kind: kind of form.
            columns: labels of the columns.
            rows: the first rows below them. A column of words is no column of figures.
        """
        header = {
            number: self._name(kind, column)
            for number, column in enumerate(columns) if column.text
        }  # fmt: skip
        for number, head in header.items():
            if _RANK.sub("", head.meaning) in FIGURES and _is_wordy(number, rows):
                header[number] = replace(head, meaning=DETAIL)
        return _settle(kind, header)

    def _name(self, kind: str, column: ColumnLabel) -> HeaderCell:
        listed = self._look_up(kind, column)
        guessed = None if listed else self._guess(kind, column)
        meaning = listed or guessed or self._interpret(kind, column)
        return HeaderCell(
            meaning, column.name, column.unit, column.place, column.path, guessed is not None
        )

    def _guess(self, kind: str, column: ColumnLabel) -> str | None:
        """What the words of a label say, or of the label above a generic one."""
        if column.name in _GENERIC and column.path:
            return guess_meaning(kind, column.path[-1])
        return guess_meaning(kind, column.name)

    def list_known(self, kind: str, columns: Sequence[ColumnLabel]) -> set[str]:
        """The kinds of meanings that the form's labels give to columns, quickly."""
        meanings = (
            self._look_up(kind, column) or self._guess(kind, column)
            for column in columns if column.text
        )  # fmt: skip
        return {get_column_kind(_RANK.sub("", meaning)) for meaning in meanings if meaning}

    def _look_up(self, kind: str, column: ColumnLabel) -> str | None:
        headers = self.labels.headers.get(kind, {})
        exact = headers.get(simplify(column.text)) or _look_up_stem(headers, column.name)
        group = column.path[-1] if column.path else ""
        if not group:
            return exact or headers.get(column.name) or self._find_source(kind, column)
        joined = headers.get(f"{group}{column.name}") or headers.get(f"{group}/{column.name}")
        if joined:
            return joined
        if column.name in _GENERIC:
            above = headers.get(group, "")
            is_figure = _RANK.sub("", above) in FIGURES
            return above if is_figure else exact or headers.get(column.name)
        return exact or headers.get(column.name) or self._find_source(kind, column)

    def _find_source(self, kind: str, column: ColumnLabel) -> str | None:
        if kind not in ("fund_plan", "township_allotment", "disbursement", "contracts"):
            return None
        return self.labels.find("source", column.name)

    def _interpret(self, kind: str, column: ColumnLabel) -> str:
        """The meaning of a label that ``form_labels.csv`` does not list: a year, an area, extra."""
        label = column.name
        if kind == "statistics" and _YEAR.fullmatch(label):
            return f"year:{label}"
        if kind == MONTHLY_FORM:
            codes = self.areas.match(label)
            if codes:
                return f"area:{';'.join(codes)}"
            if self.labels.find("placeholder", label) == "county":
                return "placeholder"
        return EXTRA


def _look_up_stem(headers: Mapping[str, str], name: str) -> str | None:
    """The meaning of a label without its year or batch before it, 名称 or 金额 behind it."""
    if name in headers:
        return headers[name]
    bare = _BEFORE.sub("", name)
    if bare in headers:
        return headers[bare]
    ending = _BEHIND.search(bare)
    meaning = headers.get(bare[: ending.start()]) if ending else None
    if meaning is None or ending is None:
        return None
    # 县区名称 names an area, 资金分配额 is an amount; 合同金额 is no 合同.
    is_figure = _RANK.sub("", meaning) in FIGURES
    return meaning if is_figure == (ending[0] != "名称") else None


def _is_wordy(column: int, rows: Sequence[Sequence[Cell]]) -> bool:
    """Whether a column holds nothing but longer texts."""
    texts = [simplify(row[column].text) for row in rows if column < len(row)]
    texts = [text for text in texts if text]
    return len(texts) > 1 and all(
        len(text) >= _SHORTEST_WORDS and not _FIGURE.fullmatch(text) for text in texts
    )


def _settle(kind: str, header: Mapping[int, HeaderCell]) -> dict[int, HeaderCell]:
    """Gives each meaning to one column where the labels decide it; the others are parts of it."""
    settled = dict(header)
    by_kind: dict[str, list[int]] = {}
    for number, head in header.items():
        by_kind.setdefault(_RANK.sub("", head.meaning), []).append(number)
    for meaning, numbers in by_kind.items():
        if meaning in _FREE:
            continue
        chosen = set(_choose(meaning, [(number, header[number]) for number in numbers]))
        for number in numbers:
            rest = PART if meaning in FIGURES else DETAIL
            settled[number] = replace(header[number], meaning=meaning if number in chosen else rest)
    sources = [number for number, head in settled.items() if head.meaning == SOURCE]
    if (
        kind in ("fund_plan", "township_allotment")
        and "planned" not in by_kind
        and len(sources) == 1
        and not {PART} & {head.meaning for head in settled.values()}
    ):
        settled[sources[0]] = replace(settled[sources[0]], meaning="planned")
    return settled


def _choose(meaning: str, heads: Sequence[tuple[int, HeaderCell]]) -> list[int]:
    """The columns that have a meaning in earnest: of the best rank, of the total if there is one.

    Several where the labels leave it open.
    """
    ranks = [int(found[1]) if (found := _RANK.search(head.meaning)) else 1 for _, head in heads]
    best = [entry for entry, rank in zip(heads, ranks, strict=True) if rank == min(ranks)]
    if len(best) == 1 or meaning not in FIGURES:
        # 县 and 乡镇 both say what a row is about: the finer one names it, the other adds to it.
        if meaning == "label" and len({head.label for _, head in best}) == len(best):
            best = best[-1:] if min(ranks) > 1 else _prefer_name(best)
        return [number for number, _ in best]
    totals = [number for number, head in best if _is_total(head)]
    if len(totals) == 1:
        return totals
    if all(head.is_guessed for _, head in best):
        # Words that no form lists are too weak to refuse a table for: all are kept as parts.
        return []
    paths = [head.path for _, head in best]
    # 户数 and 金额 under C级 and under D级: no column is the whole.
    return [] if all(paths) and len(set(paths)) > 1 else [number for number, _ in best]


def _prefer_name(heads: Sequence[tuple[int, HeaderCell]]) -> list[tuple[int, HeaderCell]]:
    """Of several names of a row the name of the project, else the first."""
    named = [entry for entry in heads if entry[1].label == _NAME]
    return (named or list(heads))[:1]


def _is_total(head: HeaderCell) -> bool:
    return any(label.endswith(_SUMS) for label in (*head.path, head.label))


def list_doubles(header: Mapping[int, HeaderCell]) -> Iterator[tuple[HeaderCell, HeaderCell]]:
    """Pairs of columns with the same meaning, of which only a person can choose one."""
    first_heads: dict[str, HeaderCell] = {}
    for head in header.values():
        if head.meaning in _FREE:
            continue
        first = first_heads.setdefault(head.meaning, head)
        if first is not head:
            yield first, head
