"""What the index says of each county: names, place, figures and links.

Everything is in each language of the briefs, because one page is for all readers.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from analysis.brief import choose_text
from analysis.presentation.wording import to_translate
from analysis.presentation.wording.languages import LANGUAGE_TABLE
from analysis.rendering.batch.run_record import NAMES, NO_NAMES, Entry, RunRecord
from analysis.rendering.brief.output_folder import OutputFolder

Record = Mapping[str, Any]
# Classes of places, in pinyin, as the last character of a name has them.
CLASSES = {"县": "xian", "区": "qu", "市": "shi", "旗": "qi"}
# Where a syllable begins: at a consonant before a vowel. One that begins with a vowel has a '.
_INITIAL = re.compile(r"(?:^|(?<='))[aeo]|(?:[zcs]h|[bpmfdtnlgkhjqxzcsryw])(?=[aeiouüv])")


# On a phone of 360 px, in letters of the size of the place; the name is larger and bold.
NAME_SIZE, MOST_ON_TWO_LINES = 1.35, 68
FIRST_HAN = 0x2E80
NO_PAGE = to_translate("There is no brief yet.")
NO_FIGURES = to_translate("Figures in the brief.")
OTHER_DAY = to_translate("Documents up to {date}; figures in the brief.")


@dataclass(frozen=True)
class Link:
    """A brief.

    Attributes:
        address: of its page.
        language: code of its language.
    """

    address: str
    language: str


@dataclass(frozen=True)
class Row:
    """A county whose briefs were asked for.

    Attributes:
        county_code: six-digit code.
        names: by language.
        places: province and city above, by language; blank where they are not known.
        links: the brief to open from each language's name; none where there is no page.
        place_code: code of the city, else of the province; blank if neither is known.
        search: pinyin and initials, for those who type them.
        figures: its row of the overview of counties; empty if there is none.
        is_failed: whether one of its briefs was not made by the last run.
        days: dates up to which documents were used in its pages, sorted.
        instead: what is said in place of figures, a message.
    """

    county_code: str
    names: Mapping[str, str]
    places: Mapping[str, str]
    links: Mapping[str, Link]
    place_code: str = ""
    search: str = ""
    figures: Record = field(default_factory=dict)
    is_failed: bool = False
    days: Sequence[str] = ()
    instead: str = ""

    def is_long(self, language: str) -> bool:
        """Whether name and place need more than two lines beside each other on a phone."""
        size = NAME_SIZE * _measure(self.names[language]) + _measure(self.places[language])
        return size > MOST_ON_TWO_LINES


def compose_rows(
    record: RunRecord, folder: OutputFolder, overview: Mapping[str, Record] | None = None
) -> list[Row]:
    """Makes a row for each county that is not withdrawn.

    Those with most open contradictions come first, then by code.

    Args:
        record: the briefs; those with a page get a link.
        folder: output folder, for the names of pages.
        overview: rows of the overview of counties by code. A county whose brief is not of the
            same documents has no figures.
    """
    overview = overview or {}
    rows = [
        _compose_row(code, entries, record, folder, overview.get(code, {}))
        for code, entries in group_entries(record).items()
    ]
    return sorted(rows, key=_rank_row)


def _measure(text: str) -> int:
    """About how wide a text is, in Latin letters."""
    return sum(1 + (ord(letter) >= FIRST_HAN) for letter in text)


def _rank_row(row: Row) -> tuple[float, str]:
    return -row.figures.get("contradicts_open", 0), row.county_code


def group_entries(record: RunRecord) -> dict[str, dict[str, Entry]]:
    """The entries of a record that are not withdrawn, by county and by language."""
    counties: dict[str, dict[str, Entry]] = {}
    for (code, language), entry in sorted(record.entries.items(), reverse=True):
        if entry.state != "withdrawn":
            counties.setdefault(code, {})[language] = entry
    return dict(sorted(counties.items()))


def _compose_row(
    code: str,
    entries: Mapping[str, Entry],
    record: RunRecord,
    folder: OutputFolder,
    figures: Record,
) -> Row:
    pages = [language for language, entry in entries.items() if entry.html_sha256]
    # From a name whose language has no page to that of another language.
    nearest = {one: one if one in pages else next(iter(pages), None) for one in LANGUAGE_TABLE}
    links = {
        language: Link(folder.brief((code, page)).name, page)
        for language, page in nearest.items()
        if page is not None
    }
    is_failed = any(entry.state != "rendered" for entry in entries.values())
    days = sorted({one.as_of for one in entries.values() if one.html_sha256 and one.as_of})
    return Row(
        code,
        name_county(record, code),
        _name_places(record, code, figures),
        links,
        figures.get("city_code") or figures.get("province_code") or "",
        spell_name(figures.get("pinyin") or "", figures.get("name_zh") or ""),
        figures if _is_of_page(entries, figures) else {},
        is_failed,
        days,
        (OTHER_DAY if days else NO_FIGURES) if pages else NO_PAGE,
    )


def _is_of_page(entries: Mapping[str, Entry], figures: Record) -> bool:
    """Whether a current page is of the same documents as the figures, and no other page differs."""
    days = {entry.as_of for entry in entries.values() if entry.html_sha256}
    is_current = any(entry.state == "rendered" for entry in entries.values())
    return is_current and days == {figures.get("latest")}


def name_county(record: RunRecord, code: str) -> dict[str, str]:
    """A county's name by language; its code where the data has no name."""
    columns = dict(zip(NAMES, record.names.get(code, NO_NAMES), strict=True))
    return {
        language: choose_text(lambda name: columns.get(name, ""), "name", language)[0] or code
        for language in LANGUAGE_TABLE
    }


def _name_places(record: RunRecord, code: str, figures: Record) -> dict[str, str]:
    """Province and city by language."""
    columns = dict(zip(NAMES, record.names.get(code, NO_NAMES), strict=True))
    known = {**columns, **{name: text for name, text in figures.items() if text}}
    return {
        language: " · ".join(
            filter(
                None,
                (
                    choose_text(lambda name: known.get(name) or "", stem, language)[0]
                    for stem in ("province", "city")
                ),
            )
        )
        for language in LANGUAGE_TABLE
    }


def spell_name(pinyin: str, name_zh: str) -> str:
    """Pinyin and initials of a name, with its class, to be searched.

    Examples:
        >>> spell_name("Qingxin", "清新区")
        'qingxinqu qxq'
        >>> spell_name("Chang'an", "长安区")
        'changanqu caq'
        >>> spell_name("Zhunge'er", "准格尔旗")
        'zhungeerqi zgeq'
        >>> spell_name("", "狐县")
        ''
    """
    if not pinyin:
        return ""
    spelt = pinyin.lower()
    ending = CLASSES.get(name_zh[-1:], "")
    initials = "".join(match[0][0] for match in _INITIAL.finditer(spelt))
    return f"{spelt.replace(chr(39), '')}{ending} {initials}{ending[:1]}"
