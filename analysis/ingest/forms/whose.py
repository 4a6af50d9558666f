"""Decides which area a paper is of: by its issuer, its title, its other entries, its sheets."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from analysis.ingest.content import Remark
from analysis.ingest.words.areas import AreaNames
from analysis.ingest.words.wordings import simplify

_PLACE = re.compile(
    r"[\u4e00-\u9fff]{2,8}?(?:县|市|旗|自治州|(?<!示范)(?<!园)(?<!开发)区)(?!级|域|直)"
)
_GIVE_COUNTY = "Give the area of the document with --county CODE."

_FIRM = re.compile("公司|合作社|集团|企业|厂(?!局)")


@dataclass(frozen=True)
class Sources:
    """Where a paper may name its area, the strongest first.

    Attributes:
        issuers: offices that fill in, seal or send the paper.
        title: its title.
        implementers: who carries the project out, such as 实施单位.
        supervisors: offices above them, such as 主管部门, and who publishes the paper.
        names: of sheets, columns of areas and the file.
        text: all its lines, which tell only which of two counties of one name is meant.
    """

    issuers: Sequence[str]
    title: str
    implementers: Sequence[str] = ()
    supervisors: Sequence[str] = ()
    names: Sequence[str] = ()
    text: Sequence[str] = ()


@dataclass
class AreaDecider:
    """Decides for one paper, and adds a remark on what it cannot decide.

    Attributes:
        areas: names of areas.
        remarks: the remarks.
        day: the day that the paper is of, whose names it uses.
    """

    areas: AreaNames
    remarks: list[Remark] = field(default_factory=list)
    day: date | None = None

    def decide(self, sources: Sources, option: str | None, whole: str | None = None) -> str | None:
        """The code of the area; None, with a remark, if it is not named or several are.

        Args:
            sources: where the paper may name it.
            option: code given by the caller; the paper must not name another.
            whole: code of the file's first paper, of which this one may be an annex.
        """
        # The name of a firm says where it is registered, not whose paper it is.
        offices = (
            [text for text in texts if not _FIRM.search(text)]
            for texts in (
                sources.issuers, [sources.title], sources.implementers, sources.supervisors,
            )
        )  # fmt: skip
        for texts in (*offices, sources.names):
            codes = self._find(texts, sources)
            if not codes:
                continue
            if option is None and texts is sources.names and self._names_unknown(sources):
                break
            if option is not None:
                if not self._agrees(option, codes, is_header=texts is sources.names):
                    self._remark_other_county(option, codes, texts)
                return option
            if len(codes) > 1:
                self._remark_several(codes)
                return None
            self._remark_former(texts, codes[0])
            return codes[0]
        if option is None and whole is None:
            self._remark_unknown(sources)
        return option or whole

    def _find(self, texts: Iterable[str], sources: Sources) -> list[str]:
        """Codes of the areas that texts name; of a name that several bear, the one that fits."""
        groups = self._find_groups(texts)
        sure = {group[0] for group in groups if len(group) == 1}
        codes: dict[str, None] = {}
        for group in groups:
            known = [code for code in group if code in sure]
            codes |= dict.fromkeys(known or self._choose_by_area_above(group, sources))
        return list(codes)

    def _find_groups(self, texts: Iterable[str]) -> list[tuple[str, ...]]:
        return [
            named.codes for text in texts for named in self.areas.find_named(text, self.day)
        ]  # fmt: skip

    def _choose_by_area_above(self, codes: Sequence[str], sources: Sources) -> Sequence[str]:
        """Of several areas of one name, the one whose city or province the paper names."""
        if len(codes) < 2:
            return codes
        head = [
            *sources.issuers, sources.title, *sources.implementers, *sources.supervisors,
            *sources.names,
        ]  # fmt: skip
        for texts in (head, sources.text):
            named = {group[0] for group in self._find_groups(texts) if len(group) == 1}
            fitting = [code for code in codes if any(self._list_above(code, named))]
            if len(fitting) == 1:
                return fitting
        return codes

    def _names_unknown(self, sources: Sources) -> bool:
        """Whether issuer or title name a place that no table knows: then no header decides."""
        texts = (*sources.issuers, sources.title)
        return any(_PLACE.match(simplify(text)) for text in texts)

    def _list_above(self, code: str, named: set[str]) -> list[str]:
        return [other for other in named if self.areas.is_above(other, code)]

    def _name(self, code: str) -> str:
        return self.areas.current.get(code, code)

    def _agrees(self, option: str, codes: Sequence[str], is_header: bool) -> bool:
        # A city may send a form with columns for its counties.
        is_above = all(self.areas.parents.get(code) == option for code in codes)
        return option in codes or (is_header and is_above)

    def _remark_other_county(self, option: str, codes: Sequence[str], texts: Sequence[str]) -> None:
        names = "、".join(self._name(code) for code in codes)
        words = "、".join(text for text in texts if text)[:80]
        found = f"--county says {self._name(option)}, the file names {names} ({words})."
        remedy = "Check whose file it is and correct --county or leave it out."
        self.remarks.append(Remark("other_county", "error", None, found, remedy))

    def _remark_several(self, codes: Sequence[str]) -> None:
        if len({self._name(code) for code in codes}) == 1:  # two counties of one name
            names = ", ".join(f"{code} {self.areas.describe(code)}" for code in codes)
            found = f"{self._name(codes[0])} is the name of {len(codes)} areas: {names}."
        else:
            names = ", ".join(f"{code} {self._name(code)}" for code in codes)
            found = f"the file names several areas: {names}."
        self.remarks.append(Remark("county", "error", None, found, _GIVE_COUNTY))

    def _remark_unknown(self, sources: Sources) -> None:
        texts = map(_cut_after_level, (*sources.issuers, sources.title))
        similar = dict.fromkeys(name for text in texts for name in self.areas.suggest(text))
        hint = f" Similar names: {'、'.join(similar)}." if similar else ""
        named = list(dict.fromkeys(
            code for group in self._find_groups(sources.text) for code in group
        ))  # fmt: skip
        if not hint and len(named) == 1:
            hint = f" Its text names {named[0]} {self.areas.describe(named[0])}."
        self.remarks.append(
            Remark("county", "error", None,
                   f"no area of areas.csv is named in title, issuer or sheet name.{hint}",
                   "Give the area with --county CODE, or add a new area to areas.csv.")
        )  # fmt: skip

    def _remark_former(self, texts: Sequence[str], code: str) -> None:
        for text in texts:
            plain = simplify(text)
            for named in self.areas.find_named(plain, self.day):
                name = plain[named.start : named.end]
                if code in named.codes and self.areas.is_former(name):
                    found = f"{name} is a former name; read as {self._name(code)} {code}."
                    self.remarks.append(Remark("former_name", "warning", None, found))
                    return


def _cut_after_level(text: str) -> str:
    """The beginning of a name up to its level: 狐县 of 狐县科技局."""
    plain = simplify(text)
    ends = [index for index, character in enumerate(plain) if character in "县区市"]
    return plain[: ends[0] + 1] if ends else plain[:4]
