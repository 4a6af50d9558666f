"""Which area a text names: by its name, its short name, a former name, its pinyin or its code."""

import difflib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from analysis.documents.area_names import make_short_name
from analysis.ingest.words.area_tree import LEVELS, AreaTree, cut_level
from analysis.ingest.words.wordings import simplify

if TYPE_CHECKING:
    import pandas as pd

_LEAST_SIMILARITY = 0.6
# A county with the names of its province and prefecture before it has less than 30 characters.
_LONGEST_NAME = 40
_ANY_LEVEL = re.compile(f"[{LEVELS}]")
_CHINESE = re.compile(r"[\u4e00-\u9fff]")
# Names that are words, too: they name an area only behind the name of an area above it.
_WORDS = re.compile(
    "[新老]城区|市[中南北]区|城[中东西北关]区|[新南北]市区|南郊区|港口区|中站区|开发区"
)
# A name of two characters is inside other words (建成县级, 管理县域, 市和县): it counts at the
# beginning of words alone.
_BEFORE_SHORT = ("关于", "印发", "下达", "批复", "同意", "支持", "转发", "为", "在", "向")
_AFTER_SHORT = re.compile(r"[级域城乡内外际里]")
_ENGLISH_LEVELS = re.compile(
    r"(?:sheng|shi|xian|qu|qi|zhou|meng|diqu|province|city|county|district|prefecture|banner|"
    r"league)$"
)


@dataclass(frozen=True)
class Named:
    """An area that a text names.

    Attributes:
        start: where the name begins.
        end: where it ends.
        codes: the area; several where the name is not unique and nothing decides.
    """

    start: int
    end: int
    codes: tuple[str, ...]


@dataclass(frozen=True)
class AreaNames(AreaTree):
    """Names of areas, and what finds them in a text."""

    def match(self, text: str, day: date | None = None) -> tuple[str, ...]:
        """Codes of the area that a whole text names; several where the name is not unique.

        A text may begin with the names of the areas above: 林市狐县.

        Args:
            text: the text.
            day: the day it is of: a name that was another's then is read as of that day.
        """
        plain = simplify(text)
        codes = self.choose_by_day(plain, day)
        if codes:
            return codes
        if len(plain) > _LONGEST_NAME:
            return ()
        return tuple(
            code
            for end in range(1, len(plain) - 1)
            for code in self.choose_by_day(plain[end:], day)
            if self.names_areas_above(plain[:end], code)
        )

    def look_up(self, text: str) -> tuple[str, ...]:
        """Codes that a code, a name, a short name or a pinyin stands for, as a person types it.

        Examples:
            >>> names = AreaNames({"狐县": ("990101",)}, {"990101": "狐县"}, {"990101": None},
            ...                   pinyin={"hu": ("990101",)})
            >>> names.look_up("990101"), names.look_up("狐县"), names.look_up("Hu County")
            (('990101',), ('990101',), ('990101',))
        """
        plain = simplify(text)
        if plain in self.current:
            return (plain,)
        if plain in self.former_codes:
            return (self.former_codes[plain],)
        codes = self.match(text)
        if codes:
            return codes
        latin = re.sub(r"[^a-z]", "", plain.lower())
        return self.pinyin.get(latin) or self.pinyin.get(_ENGLISH_LEVELS.sub("", latin), ())

    def match_below(self, text: str, above: str) -> str | None:
        """The area directly or further below another that a text names, also without its level.

        Examples:
            >>> names = AreaNames({}, {"990101": "清新区"}, {"990101": "990100"})
            >>> names.match_below("清新", "990100")
            '990101'
        """
        plain = simplify(text)
        exact = [code for code in self.match(text) if self.is_above(above, code)]
        if exact:
            return exact[0] if len(exact) == 1 else None
        if not plain:
            return None
        fitting = [
            code
            for code in self.list_below(above)
            if plain == cut_level(simplify(self.current[code]))
        ]
        return fitting[0] if len(fitting) == 1 else None

    def find_within(self, text: str, day: date | None = None) -> list[str]:
        """Codes of the areas that a text names, in order, without the areas above them.

        A name inside a longer one counts once. An area above another whose name follows directly
        (清远市清新区) only tells where the other one is, and so does a province. A name that
        several areas bear is the one whose areas above the text names, too, else all are given.

        Args:
            text: the text.
            day: the day it is of.
        """
        codes = [code for named in self.find_named(text, day) for code in named.codes]
        return list(dict.fromkeys(codes))

    def find_named(self, text: str, day: date | None = None) -> list[Named]:
        """The areas that a text names, each with its place, as :meth:`find_within` finds them."""
        plain = simplify(text)
        if not _ANY_LEVEL.search(plain):
            return []
        found: list[Named] = []
        position = 0
        while position < len(plain) - 1:
            name = self._find_name_at(plain, position)
            if name is None:
                position += 1
                continue
            codes = self.choose_by_day(name, day)
            if codes:
                found.append(Named(position, position + len(name), codes))
            position += len(name)
        found = [self._decide(named, plain) for named in found]
        found = [named for named in found if self._is_meant(named, plain)]
        return [named for named in found if not self._only_tells_where(named, found, plain)]

    def suggest(self, text: str) -> list[str]:
        """Names that are similar to a text, to be shown in a message; never used as a match."""
        plain = simplify(text)
        similar = difflib.get_close_matches(plain, list(self.names), n=3, cutoff=_LEAST_SIMILARITY)
        stems = {name: name.rstrip(LEVELS) for name in self.names}
        shortened = [name for name, stem in stems.items() if len(stem) > 1 and stem in plain]
        return list(dict.fromkeys([*shortened[:5], *similar]))

    @cached_property
    def names_of(self) -> dict[str, list[str]]:
        """Code → its names, former ones among them."""
        index: dict[str, list[str]] = {}
        for name, codes in self.names.items():
            for code in codes:
                index.setdefault(code, []).append(name)
        return index

    @cached_property
    def _by_beginning(self) -> dict[str, list[str]]:
        """Names by their first two characters, the longest first."""
        index: dict[str, list[str]] = {}
        for name in sorted(self.names, key=len, reverse=True):
            index.setdefault(name[:2], []).append(name)
        return index

    def _find_name_at(self, plain: str, position: int) -> str | None:
        names = self._by_beginning.get(plain[position : position + 2], ())
        return next((name for name in names if plain.startswith(name, position)), None)

    def _decide(self, named: Named, plain: str) -> Named:
        """An area whose name several bear: the one whose areas above the text names, too."""
        if len(named.codes) < 2:
            return named
        before = plain[: named.start]
        counts = {
            code: sum(name in plain for name in self.list_names_above(code))
            + 4 * before.endswith(tuple(self.list_names_above(code)) or ("\0",))
            for code in named.codes
        }
        most = max(counts.values())
        best = tuple(code for code, count in counts.items() if count == most)
        return Named(named.start, named.end, best if most else named.codes)

    def _is_meant(self, named: Named, plain: str) -> bool:
        """Whether words name an area, not something else that is written so."""
        name = plain[named.start : named.end]
        before, after = plain[: named.start], plain[named.end : named.end + 1]
        above = tuple(name for code in named.codes for name in self.list_names_above(code))
        if above and before.endswith(above):
            return True
        if self.levels.get(named.codes[0]) == "province" and name[-1] not in "省市区":
            return False
        if _WORDS.fullmatch(name) or (len(name) == 2 and name[-1] == "区"):
            return False
        if len(name) > 2:
            return True
        is_beginning = not before or not _CHINESE.match(before[-1])
        begins = is_beginning or before.endswith(_BEFORE_SHORT)
        return begins and not _AFTER_SHORT.match(after)

    def _only_tells_where(self, named: Named, found: Sequence[Named], plain: str) -> bool:
        """Whether an area is named only to say where another one of the text is."""
        is_province = self.levels.get(named.codes[0]) == "province"
        for other in found:
            is_within = any(
                self.is_above(code, below) for code in named.codes for below in other.codes
            )
            is_shared = len(self.names[plain[other.start : other.end]]) > 1
            if is_within and (named.end == other.start or is_province or is_shared):
                return True
        return False


def make_area_names(areas: "pd.DataFrame") -> AreaNames:
    """The names of the reference table ``areas``."""
    names: dict[str, list[str]] = {}
    current: dict[str, str] = {}
    parents: dict[str, str | None] = {}
    years: dict[tuple[str, str], tuple[int | None, int | None]] = {}
    levels: dict[str, str] = {}
    shorts: dict[str, str] = {}
    pinyin: dict[str, list[str]] = {}
    former_codes: dict[str, str] = {}
    columns = [areas[name].fillna("").tolist() for name in areas]
    for cells in zip(*columns, strict=True):
        row = dict(zip(areas, cells, strict=True))
        code = row["county_code"]
        current[code], parents[code] = row["name_zh"] or code, row["parent_code"] or None
        levels[code] = row.get("level", "")
        first, last = _read_year(row.get("valid_from")), _read_year(row.get("valid_to"))
        # A row of a data root's own need not say what the rule says.
        is_ruled = "自治" in row["name_zh"]
        ruled = make_short_name(row["name_zh"], levels[code]) if is_ruled else ""
        short = row.get("short_zh") or ruled
        for name in filter(None, {simplify(row["name_zh"]), simplify(short)}):
            names.setdefault(name, []).append(code)
            years[name, code] = (first, last)
        if short:
            shorts[code] = simplify(short)
        for former in filter(None, row["former_names"].split(";")):
            # 清新县@2012: in use until 2012.
            name, _, year = former.partition("@")
            plain = simplify(name)
            if code not in names.setdefault(plain, []):
                names[plain].append(code)
                years[plain, code] = (None, _read_year(year) or 0)
        word = re.sub(r"[^a-z]", "", row.get("pinyin", "").lower())
        if word and last is None:
            pinyin.setdefault(word, []).append(code)
        for former_code in filter(None, row.get("former_codes", "").split(";")):
            former_codes[former_code] = code
    return AreaNames(
        {name: tuple(codes) for name, codes in names.items()}, current, parents, years, levels,
        shorts, {word: tuple(codes) for word, codes in pinyin.items()}, former_codes,
    )  # fmt: skip


def _read_year(text: str | None) -> int | None:
    return int(text[:4]) if text and text[:4].isdigit() else None
