"""The areas that labels of a matrix name: counties, their total, what is no area of its own."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from analysis.ingest.forms.matrix_words import OWN_LEVEL, is_sum, undress
from analysis.ingest.words.areas import AreaNames
from analysis.ingest.words.wordings import simplify

_SUM_ENDS = ("小计", "合计", "总计", "汇总")


@dataclass(frozen=True)
class Area:
    """An area in a table.

    Attributes:
        code: its code; None if it has none, as 市本级 or a township.
        is_total: whether its figures are those of several areas together.
    """

    code: str | None
    is_total: bool = False


@dataclass(frozen=True)
class AreaFinder:
    """Finds areas.

    Attributes:
        names: names of areas.
        own: code of the area that the document is about.
    """

    names: AreaNames
    own: str | None

    def find(self, label: str) -> Area | None:
        """The area of a label; None if it names none.

        An area of which the table of areas has no code (市本级, 高新区) is an area without a code.
        """
        plain = undress(label)
        code = self._find_code(plain)
        if code:
            return Area(code)
        if is_sum(simplify(label)) or is_sum(plain):
            end = next((end for end in _SUM_ENDS if plain.endswith(end)), "")
            named = self._find_code(plain.removesuffix(end)) if end else None
            return Area(named or self._find_whole(plain), True)
        return Area(None) if OWN_LEVEL.match(plain) else None

    def _find_whole(self, plain: str) -> str | None:
        """The area that 合计 and 全市 stand for: the document's own."""
        if self.own is None:
            return None
        level = plain[1:2] if plain.startswith("全") else ""
        is_city = self.own.endswith("00") and not self.own.endswith("0000")
        if level == "市" and not is_city:
            name = self.names.current.get(self.own, "")
            return self.own if name.endswith("市") else None
        return self.own

    def _find_code(self, plain: str) -> str | None:
        codes = self.names.match(plain) if plain else ()
        if len(codes) == 1:
            return codes[0]
        inside = [code for code in codes if self._is_inside(code)]
        return inside[0] if len(inside) == 1 else None

    def _is_inside(self, code: str) -> bool:
        above: str | None = code
        while above:
            if above == self.own:
                return True
            above = self.names.parents.get(above)
        return False


def find_common_parent(codes: Iterable[str], names: AreaNames) -> str | None:
    """The area directly above all of the areas; None without one."""
    parents = {names.parents.get(code) for code in codes}
    return parents.pop() if len(parents) == 1 else None


def list_codes(areas: Sequence[Area | None]) -> list[str]:
    """The codes of single areas, each once."""
    return list(dict.fromkeys(a.code for a in areas if a and a.code and not a.is_total))
