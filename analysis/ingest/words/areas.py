"""Which area a text names: by its name, a former name, or its name without its level."""

import difflib
from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from analysis.ingest.words.wordings import simplify

_LEVELS = "省市县区"
_LIKE_ENOUGH = 0.6


@dataclass(frozen=True)
class AreaNames:
    """Names of areas.

    Attributes:
        names: name or former name → codes; several where a name is not unique.
        current: code → name in use.
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
        found = self.names.get(plain)
        if found:
            return found
        return tuple(
            code
            for at in range(1, len(plain))
            for code in self.names.get(plain[at:], ())
            if self._is_above(plain[:at], code)
        )

    def find_within(self, text: str) -> list[str]:
        """Codes of the areas that a text names, in their order; a county's own province is none.

        A name inside a longer one counts once; an area above another that stands right behind it
        (清远市清新区) says only where that one is.
        """
        plain = simplify(text)
        hits = sorted((plain.find(name), -len(name), name) for name in self.names if name in plain)
        found: list[str] = []
        end = -1
        for start, _, name in hits:
            if start < end:
                continue
            end = start + len(name)
            found += [code for code in self.names[name] if code not in found]
        return [code for code in found if not self._leads_to(code, found, plain)]

    def is_above(self, code: str, below: str) -> bool:
        """Whether an area contains another."""
        parent = self.parents.get(below)
        while parent and parent != code:
            parent = self.parents.get(parent)
        return parent == code

    def is_former(self, name: str) -> bool:
        """Whether a name is not the one in use."""
        codes = self.names.get(simplify(name), ())
        return bool(codes) and simplify(name) not in {simplify(self.current[c]) for c in codes}

    def suggest(self, text: str) -> list[str]:
        """Names that a text nearly is; they are shown, never taken."""
        plain = simplify(text)
        near = difflib.get_close_matches(plain, list(self.names), n=3, cutoff=_LIKE_ENOUGH)
        stems = {name: name.rstrip(_LEVELS) for name in self.names}
        shortened = [name for name, stem in stems.items() if len(stem) > 1 and stem in plain]
        return list(dict.fromkeys([*shortened, *near]))

    def _is_above(self, prefix: str, code: str) -> bool:
        while prefix:
            above = self._list_above(code)
            fitting = [name for name in above if prefix.startswith(name)]
            if not fitting:
                return False
            prefix = prefix[len(max(fitting, key=len)) :]
        return True

    def _list_above(self, code: str) -> list[str]:
        names, parent = [], self.parents.get(code)
        while parent:
            names.append(simplify(self.current[parent]))
            parent = self.parents.get(parent)
        return names

    def _leads_to(self, code: str, found: list[str], plain: str) -> bool:
        name = simplify(self.current[code])
        below = [other for other in found if self.parents.get(other) == code]
        return any(f"{name}{known}" in plain for other in below for known in self._called(other))

    def _called(self, code: str) -> list[str]:
        return [name for name, codes in self.names.items() if code in codes]


def make_area_names(areas: pd.DataFrame) -> AreaNames:
    """The names of the reference table ``areas``."""
    names: dict[str, tuple[str, ...]] = {}
    current: dict[str, str] = {}
    parents: dict[str, str | None] = {}
    for row in areas.fillna("").to_dict("records"):
        code = row["county_code"]
        current[code], parents[code] = row["name_zh"], row["parent_code"] or None
        former = [name for name in row["former_names"].split(";") if name]
        for name in (row["name_zh"], *former):
            known = names.get(simplify(name), ())
            names[simplify(name)] = (*known, code)
    return AreaNames(names, current, parents)
