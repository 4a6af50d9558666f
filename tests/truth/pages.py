"""A rendered brief as a reader sees it: texts, key figures, tables, charts, findings, files."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Text:
    """A paragraph, an entry of a list, a heading, or a note below a table."""

    kind: str
    text: str
    section: str
    table: str = ""
    css: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Cell:
    """A cell of a table: its first line, its further lines, and how it is marked."""

    text: str
    lines: tuple[str, ...] = ()
    classes: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Row:
    """A row of a table by column; ``heading`` for a row that is a heading of others."""

    cells: dict[str, Cell]
    heading: str = ""
    is_total: bool = False


@dataclass(frozen=True)
class Table:
    """A table with its caption, headings, rows and notes."""

    caption: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    section: str


@dataclass(frozen=True)
class Tile:
    """A key figure."""

    label: str
    value: str
    is_missing: bool
    details: tuple[str, ...] = ()


@dataclass(frozen=True)
class Chart:
    """A chart: description, caption, title, and every text of its drawings."""

    alt: str
    caption: str
    labels: tuple[str, ...]
    section: str
    title: str = ""
    heading: str = ""


@dataclass(frozen=True)
class Look:
    """What needs a look, or stands out well: verdict, sentence, place and where it leads."""

    verdict: str
    sign: str
    text: str
    place: str
    link: str = ""


@dataclass(frozen=True)
class Card:
    """A finding: its verdict, what it is about, two figures, and what is said of them by label."""

    verdict: str
    sign: str
    name: str
    sides: dict[str, str]
    ranges: dict[str, str]
    lines: dict[str, str]
    remarks: tuple[str, ...]
    id: str = ""
    link: str = ""


@dataclass
class Page:
    """Everything that a brief says, in order.

    Attributes:
        links: what each link says and where it leads.
        ids: what links can lead to: id and all that is said there.
        labels: what a phone shows beside a cell, and the heading of its column.
    """

    language: str
    county_code: str
    texts: list[Text] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)
    tiles: list[Tile] = field(default_factory=list)
    charts: list[Chart] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)
    looks: list[Look] = field(default_factory=list)
    strengths: list[Look] = field(default_factory=list)
    squares: list[tuple[str, str, str, str]] = field(default_factory=list)
    strip_names: list[str] = field(default_factory=list)
    square_counts: list[str] = field(default_factory=list)
    definitions: list[tuple[tuple[str, ...], str, tuple[str, ...]]] = field(default_factory=list)
    cards: list[Card] = field(default_factory=list)
    files: dict[str, bytes] = field(default_factory=dict)
    title: str = ""
    links: list[tuple[str, str]] = field(default_factory=list)
    ids: list[tuple[str, str]] = field(default_factory=list)
    labels: list[tuple[str, str]] = field(default_factory=list)
