"""Areas with their names and the areas above them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from analysis.ingest.words.wordings import simplify

LEVELS = "省市县区州盟旗"


@dataclass(frozen=True)
class AreaTree:
    """Areas, their names and the areas above.

    Attributes:
        names: name, short name or former name → codes; several where a name is not unique.
        current: code → name in use; the code itself where the table has no name.
        parents: code → code of the area above.
        years: name and code → first and last year in which it had the name, where that is known.
        levels: code → level.
        shorts: code → short name.
        pinyin: pinyin without spaces and marks → codes.
        former_codes: code that is no longer in use → code.
    """

    names: Mapping[str, tuple[str, ...]]
    current: Mapping[str, str]
    parents: Mapping[str, str | None]
    years: Mapping[tuple[str, str], tuple[int | None, int | None]] = field(default_factory=dict)
    levels: Mapping[str, str] = field(default_factory=dict)
    shorts: Mapping[str, str] = field(default_factory=dict)
    pinyin: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    former_codes: Mapping[str, str] = field(default_factory=dict)

    def is_above(self, code: str, below: str) -> bool:
        """Whether an area contains another."""
        parent = self.parents.get(below)
        while parent and parent != code:
            parent = self.parents.get(parent)
        return parent == code

    def describe(self, code: str) -> str:
        """The name with the names of the areas above: 广东省清远市清新区.

        Examples:
            >>> AreaTree({}, {"1": "山省", "2": "狐县"}, {"1": None, "2": "1"}).describe("2")
            '山省狐县'
        """
        names, at = [], code
        while at in self.current:
            names.append(self.current[at])
            at = self.parents.get(at) or ""
        return "".join(reversed(names))

    def is_former(self, name: str) -> bool:
        """Whether a name is not the one in use."""
        plain = simplify(name)
        codes = self.names.get(plain, ())
        in_use = {simplify(words) for code in codes
                  for words in (self.current[code], self.shorts.get(code, ""))}  # fmt: skip
        return bool(codes) and plain not in in_use

    @cached_property
    def _below(self) -> dict[str, list[str]]:
        below: dict[str, list[str]] = {}
        for code, parent in self.parents.items():
            if parent:
                below.setdefault(parent, []).append(code)
        return below

    def list_below(self, above: str) -> Iterable[str]:
        """Codes of the areas in another one, directly or further below."""
        for code in self._below.get(above, ()):
            yield code
            yield from self.list_below(code)

    def choose_by_day(self, name: str, day: date | None) -> tuple[str, ...]:
        """Codes of a name: of those that bore it on a day, else of those that bear it today."""
        codes = self.names.get(name, ())
        if len(codes) < 2 and (day is None or not self.years):
            return codes
        fitting = tuple(code for code in codes if self._bore(name, code, day))
        return fitting or codes

    def _bore(self, name: str, code: str, day: date | None) -> bool:
        first, last = self.years.get((name, code), (None, None))
        if day is None:
            return last is None
        # The year of a change belongs to both names.
        return (first or day.year) <= day.year <= (last or day.year)

    def names_areas_above(self, prefix: str, code: str) -> bool:
        """Whether a text consists of names of the areas above another."""
        while prefix:
            fitting = [name for name in self.list_names_above(code) if prefix.startswith(name)]
            if not fitting:
                return False
            prefix = prefix[len(max(fitting, key=len)) :]
        return True

    def list_names_above(self, code: str) -> list[str]:
        """Names of the areas above, also short and without their level: 清远市, 清远, 广东."""
        names: list[str] = []
        parent = self.parents.get(code)
        while parent:
            name = simplify(self.current[parent])
            names += {name, self.shorts.get(parent) or name, cut_level(name)}
            parent = self.parents.get(parent)
        return [name for name in names if len(name) > 1]


def cut_level(name: str) -> str:
    """A name without its level: 福州 of 福州市."""
    stem = name.removesuffix("地区")
    is_level = stem == name and len(name) > 2 and name[-1] in LEVELS
    return name[:-1] if is_level else stem
