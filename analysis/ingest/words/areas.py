"""Which area a text names: by its name, a former name, or its name without its level."""

import difflib
from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from analysis.ingest.words.wordings import simplify

_LEVELS = "省市县区"
_LEAST_SIMILARITY = 0.6


@dataclass(frozen=True)
class AreaNames:
    """Names of areas.

    Attributes:
        names: name or former name → codes; several where a name is not unique.
        current: code → name in use; the code itself where the table has no name.
        parents: code → code of the area above.
    """

    names: Mapping[str, tuple[str, ...]]
    current: Mapping[str, str]
    parents: Mapping[str, str | None]

    def match(self, text: str) -> tuple[str, ...]:
        """Codes of the area that a whole text names; several where the name is not unique.

        A text may begin with the names of the areas above: 林市狐县.
        """
        plain = simplify(text)
        codes = self.names.get(plain)
        if codes:
            return codes
        return tuple(
            code
            for end in range(1, len(plain))
            for code in self.names.get(plain[end:], ())
            if self._names_areas_above(plain[:end], code)
        )

    def find_within(self, text: str) -> list[str]:
        """Codes of the areas that a text names, in order, without the areas above them.

        A name inside a longer one counts once. An area above another whose name follows directly
        (清远市清新区) only tells where the other one is.
        """
        plain = simplify(text)
        matches = sorted(
            (plain.find(name), -len(name), name) for name in self.names if name in plain
        )
        codes: list[str] = []
        end = -1
        for start, _, name in matches:
            if start < end:
                continue
            end = start + len(name)
            codes += [code for code in self.names[name] if code not in codes]
        return [code for code in codes if not self._precedes_its_part(code, codes, plain)]

    def is_above(self, code: str, below: str) -> bool:
        """Whether an area contains another."""
        parent = self.parents.get(below)
        while parent and parent != code:
            parent = self.parents.get(parent)
        return parent == code

    def is_former(self, name: str) -> bool:
        """Whether a name is not the one in use."""
        codes = self.names.get(simplify(name), ())
        current = {simplify(self.current[code]) for code in codes}
        return bool(codes) and simplify(name) not in current

    def suggest(self, text: str) -> list[str]:
        """Names that are similar to a text, to be shown in a message; never used as a match."""
        plain = simplify(text)
        similar = difflib.get_close_matches(plain, list(self.names), n=3, cutoff=_LEAST_SIMILARITY)
        stems = {name: name.rstrip(_LEVELS) for name in self.names}
        shortened = [name for name, stem in stems.items() if len(stem) > 1 and stem in plain]
        return list(dict.fromkeys([*shortened, *similar]))

    def _names_areas_above(self, prefix: str, code: str) -> bool:
        while prefix:
            fitting = [name for name in self._list_names_above(code) if prefix.startswith(name)]
            if not fitting:
                return False
            prefix = prefix[len(max(fitting, key=len)) :]
        return True

    def _list_names_above(self, code: str) -> list[str]:
        names, parent = [], self.parents.get(code)
        while parent:
            names.append(simplify(self.current[parent]))
            parent = self.parents.get(parent)
        return names

    def _precedes_its_part(self, code: str, codes: list[str], plain: str) -> bool:
        name = simplify(self.current[code])
        parts = [part for part in codes if self.parents.get(part) == code]
        return any(
            f"{name}{part_name}" in plain for part in parts for part_name in self._list_names(part)
        )

    def _list_names(self, code: str) -> list[str]:
        return [name for name, codes in self.names.items() if code in codes]


def make_area_names(areas: pd.DataFrame) -> AreaNames:
    """The names of the reference table ``areas``."""
    names: dict[str, tuple[str, ...]] = {}
    current: dict[str, str] = {}
    parents: dict[str, str | None] = {}
    for row in areas.fillna("").to_dict("records"):
        code = row["county_code"]
        current[code], parents[code] = row["name_zh"] or code, row["parent_code"] or None
        former = [name for name in row["former_names"].split(";") if name]
        for name in filter(None, map(simplify, (row["name_zh"], *former))):
            names[name] = (*names.get(name, ()), code)
    return AreaNames(names, current, parents)
