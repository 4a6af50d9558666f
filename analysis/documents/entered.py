"""Projects and appropriations that a user enters: rows of a data root's own reference tables.

A row takes the place of the one with its key; the same call twice leaves the file as it is. Shipped
tables are never written.
"""

import csv
import io
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from analysis.atomic import write_atomically
from analysis.documents.derived_projects import (
    find_programme,
    list_programmes,
    make_title,
    name_project,
    shorten_programme,
)
from analysis.documents.reference import Reference
from analysis.errors import UserError
from analysis.paths import REFERENCE, DataRoot
from analysis.tables.reference_cells import check_cells
from analysis.tables.reference_forms import REFERENCE_COLUMNS, REFERENCE_KEYS, REFERENCE_OPTIONAL
from analysis.tables.text_tables import TextRow, read_records

# Words for levels of government, and the code of each.
LEVELS = {
    **dict.fromkeys(("nation", "national", "国家级", "国家", "中央", "全国"), "nation"),
    **dict.fromkeys(("province", "provincial", "省级", "省", "自治区级"), "province"),
    **dict.fromkeys(("city", "municipal", "市级", "市", "州级"), "city"),
    **dict.fromkeys(("county", "县级", "县", "区级"), "county"),
}
# Words for sources of funds, and the code of each.
SOURCES = {
    **dict.fromkeys(("central", "nation", "中央", "中央财政", "国家"), "central"),
    **dict.fromkeys(("province", "provincial", "省级", "省", "省级财政", "省财政"), "province"),
    **dict.fromkeys(("city", "municipal", "市级", "市", "市级财政", "州级"), "city"),
    **dict.fromkeys(("county", "县级", "县", "县级财政", "区级"), "county"),
    **dict.fromkeys(("social", "社会资金", "社会资本", "社会"), "social"),
    **dict.fromkeys(("own", "自筹", "自筹资金"), "own"),
}
# Whose fund a project's is, by its level, where the source is not named.
OF_LEVEL = {"nation": "central", "province": "province", "city": "city", "county": "county"}


class EntryError(UserError):
    """A project or an amount that cannot be entered as it is given."""


@dataclass(frozen=True)
class Entry:
    """What a user states of a county's project; None for what is not stated.

    Attributes:
        programme: the programme of funds.
        level: the level of government whose project it is.
        year: year of the project.
        title: title of the project in Chinese.
        title_en: title in English.
        start: first day.
        end: last day.
        fund: an amount that was appropriated.
        source: who appropriated it.
    """

    programme: str | None = None
    level: str | None = None
    year: str | None = None
    title: str | None = None
    title_en: str | None = None
    start: str | None = None
    end: str | None = None
    fund: str | None = None
    source: str | None = None

    @property
    def is_empty(self) -> bool:
        """Whether nothing is stated."""
        return not any(vars(self).values())

    @property
    def names_project(self) -> bool:
        """Whether anything is stated of the project itself."""
        return any(value for name, value in vars(self).items() if name not in ("fund", "source"))


def read_amount(text: str) -> str:
    """An amount as typed, in half-width characters and without spaces.

    Raises:
        EntryError: if it is no amount in yuan.

    Examples:
        >>> read_amount("５００.00 万元"), read_amount("5,000,000")
        ('500.00万元', '5,000,000')
    """
    # Not between digits: there it may part two numbers.
    joined = re.sub(r"(?<!\d)\s+|\s+(?!\d)", "", unicodedata.normalize("NFKC", text))
    plain = joined.removeprefix("¥")
    cells = {"project_id": "p", "funds_source": "own", "figure": "", "note": "", "amount": plain,
             "entered_date": "2000-01-01"}  # fmt: skip
    if not plain or check_cells("appropriations", cells):
        raise EntryError(
            f"--fund is {text!r}, which is no amount in yuan: write it as 500万元 or 5000000."
        )
    return plain


def read_word(option: str, text: str, words: Mapping[str, str]) -> str:
    """The code of a level or of a source of funds.

    Raises:
        EntryError: if it is none.
    """
    code = words.get(unicodedata.normalize("NFKC", text).strip().casefold())
    if code is None:
        known = ", ".join(dict.fromkeys(words.values()))
        chinese = "、".join(word for word in words if not word.isascii())
        raise EntryError(f"--{option} is {text!r}; it is one of {known}, or {chinese}.")
    return code


def make_project(
    reference: Reference, county_code: str, entry: Entry, derived: Mapping[str, TextRow]
) -> TextRow:
    """The project that an entry is about: a known one with what the entry adds, or a new one.

    Args:
        reference: the reference tables.
        county_code: the county.
        entry: what the user states.
        derived: rows of the projects that the county's papers name, by id.

    Raises:
        EntryError: if it is not clear which project is meant, or level or year are not known.
    """
    listed = {
        row.key[0]: row.cells
        for row in reference.rows["projects"]
        if row.cells["county_code"] == county_code
    }
    programmes = list_programmes(reference.tables["form_labels"])
    known = [cells for cells in (listed or derived).values() if _fits(cells, entry, programmes)]
    if len(known) > 1:
        ids = ", ".join(cells["project_id"] for cells in known)
        raise EntryError(
            f"{county_code} has several such projects ({ids}): say which with --level and --year."
        )
    base = dict(known[0]) if known else {}
    level, year = entry.level or base.get("level"), entry.year or base.get("year")
    if not (level and year):
        missing = " and ".join(
            f"--{name} {name.upper()}" for name, value in (("level", level), ("year", year))
            if not value
        )  # fmt: skip
        raise EntryError(
            f"No document and no row of projects.csv says which project of {county_code} is meant: "
            f"add {missing}."
        )
    return _complete(reference, county_code, entry, base, level, year)


def _fits(cells: TextRow, entry: Entry, programmes: Mapping[str, str]) -> bool:
    pairs = [(cells["level"], entry.level), (cells["year"], entry.year)]
    stated = find_programme(cells, programmes)
    if entry.programme:
        pairs.append((stated, shorten_programme(entry.programme, programmes)))
    return all(one == two for one, two in pairs if one and two)


def _complete(
    reference: Reference, code: str, entry: Entry, base: TextRow, level: str, year: str
) -> TextRow:
    programmes = list_programmes(reference.tables["form_labels"])
    named = entry.programme or base.get("programme") or ""
    short = shorten_programme(named, programmes) if named else None
    full = next((word for word, name in programmes.items() if name == short), named) or named
    areas = {row.key[0]: row.cells["name_zh"] for row in reference.rows["areas"]}
    has_id = base.get("level") == level and base.get("year") == year
    project_id = base["project_id"] if has_id else name_project(code, short, level, year)
    is_made = not has_id or not base.get("title_zh")
    title = make_title(areas.get(code, ""), full, level, year) if is_made else base["title_zh"]
    cells = dict.fromkeys(REFERENCE_COLUMNS["projects"], "")
    cells |= {name: cell for name, cell in base.items() if has_id}
    stated = {
        "project_id": project_id, "county_code": code, "level": level, "year": year,
        "title_zh": entry.title or title, "title_en": entry.title_en, "start_date": entry.start,
        "end_date": entry.end, "programme": full,
    }  # fmt: skip
    cells |= {name: value for name, value in stated.items() if value}
    if wrong := check_cells("projects", cells):
        raise EntryError(wrong[1])
    return cells


def make_appropriation(project: TextRow, entry: Entry, today: date) -> TextRow:
    """The row of ``appropriations.csv`` for the amount that an entry states."""
    source = entry.source or OF_LEVEL[project["level"]]
    return {
        "project_id": project["project_id"], "funds_source": source, "figure": "",
        "note": "", "amount": entry.fund or "", "entered_date": today.isoformat(),
    }  # fmt: skip


def write_row(root: DataRoot, table: str, cells: TextRow, *same_but: str) -> bool:
    """Adds a row to a data root's own table, or replaces the row of its key.

    Args:
        root: the data root.
        table: name of the table.
        cells: the row.
        same_but: columns in which a row may differ and still be the same.

    Returns:
        Whether anything was written: a row that is there stays as it is.

    Raises:
        EntryError: for the project's own data root, whose tables are the shipped ones.
        TableError: if the table is there and cannot be read.
    """
    columns = REFERENCE_COLUMNS[table]
    record = [cells[column] for column in columns]
    if root.reference.resolve() == REFERENCE.resolve():
        raise EntryError(
            "The shipped tables are not written by this command: name a data root of your own with "
            f"--data DIR, or add {','.join(record)} to data/reference/{table}.csv, below "
            f"{','.join(columns)}."
        )
    path = root.reference / f"{table}.csv"
    rows = _read(path, table)
    keys = [columns.index(name) for name in REFERENCE_KEYS[table]]
    compared = [number for number, name in enumerate(columns) if name not in same_but]
    places = [
        place for place, row in enumerate(rows)
        if all(row[number] == record[number] for number in keys)
    ]  # fmt: skip
    if len(places) == 1 and all(rows[places[0]][number] == record[number] for number in compared):
        return False
    first = places[0] if places else len(rows)
    kept = [row for place, row in enumerate(rows) if place not in places]
    kept.insert(first, record)
    _write(path, [list(columns), *kept])
    return True


def _read(path: Path, table: str) -> list[list[str]]:
    if not path.is_file():
        return []
    records = read_records(path, REFERENCE_COLUMNS[table], REFERENCE_OPTIONAL.get(table, ()))
    return [record for _, record in records]


def _write(path: Path, rows: list[list[str]]) -> None:
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(rows)
    path.parent.mkdir(parents=True, exist_ok=True)
    write_atomically(path, text.getvalue().encode("utf-8"))
