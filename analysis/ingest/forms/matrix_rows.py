"""What each row of a matrix is about: its area, its thing or its period, and its unit."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from analysis.figures.printed import Unit, parse_figure
from analysis.ingest.forms.matrix_areas import Area, AreaFinder
from analysis.ingest.forms.matrix_columns import Block
from analysis.ingest.forms.matrix_words import (
    OWN_LEVEL,
    SUBCOUNTY,
    PeriodWord,
    drop_translation,
    read_label,
    undress,
)
from analysis.ingest.words.wordings import simplify, split_unit

_SUM_END = re.compile(r"(?:小计|合计|总计|共计|汇总|^计)$")


@dataclass(frozen=True)
class MatrixRow:
    """A row of a matrix.

    Attributes:
        name: its own name, without decoration and unit.
        labels: names of its groups and its own.
        things: those of them that name what is measured.
        area: its area, if it names one.
        period: its period, if it names one.
        unit: its unit: its own, its unit column's, or that of the group above it.
        is_part: whether it is a part of a row above (其中, #).
    """

    name: str
    labels: tuple[str, ...]
    things: tuple[str, ...]
    area: Area | None
    period: PeriodWord | None
    unit: str | None
    is_part: bool


@dataclass
class RowReader:
    """Reads the names of the rows of a block, from top to bottom."""

    block: Block
    areas: AreaFinder
    units: Mapping[str, Unit]
    group_unit: str | None = None
    has_areas: bool = False
    city: str = ""
    parent: str = ""

    def read(self, texts: Sequence[str]) -> MatrixRow | None:
        """The row of these texts; None if it has no name or is one of a group alone."""
        name = texts[self.block.name] if self.block.name is not None else ""
        groups = [simplify(texts[column]) for column in self.block.groups if texts[column].strip()]
        if self.block.name is not None and not name.strip():
            # 合计 may stand in the column of numbers or groups.
            name = groups[-1] if groups else next((t for t in texts if t.strip()), "")
            groups = groups[:-1]
            if not name.strip() or simplify(name)[0].isdigit():
                return None
        plain = drop_translation(simplify(name))
        label, own_unit = split_unit(plain)
        bare = undress(label)
        unit = self._find_unit(texts, own_unit)
        area = self.areas.find(label) if label else None
        if area is None and self._is_place(bare):
            area = Area(None)
        word = read_label(plain)
        period = word.period if word.period and not word.thing and not word.measure else None
        part = plain.startswith(("其中", "#", "＃")) and area is None
        groups = [group for group in groups if group != plain]
        shown = label if area is None or not OWN_LEVEL.match(bare) else f"{self.city}{label}"
        if area and area.code and not OWN_LEVEL.match(bare):
            # 杭州市小计 begins the part of a city, 合计 does not.
            named = _SUM_END.sub("", bare) if area.is_total else ""
            self.city = f"{named} " if named and not named.startswith("全") else ""
        if part and self.parent:
            # 其中 and # say what they are a part of by the row above them.
            groups = [*groups, self.parent]
        elif label:
            self.parent = "" if area or period else label
        things = () if area or period or not bare else (bare,)
        return MatrixRow(
            bare, (*groups, shown) if shown else tuple(groups), things, area, period, unit, part
        )

    def _is_place(self, bare: str) -> bool:
        """Whether a name without a code is an area, because the rows around it are."""
        return self.has_areas and bool(SUBCOUNTY.search(bare)) and 2 < len(bare) <= 12

    def _find_unit(self, texts: Sequence[str], own: str | None) -> str | None:
        if self.block.unit is not None and texts[self.block.unit].strip():
            own = simplify(texts[self.block.unit]).strip("()") or own
        if own is not None and self._is_unit(own):
            self.group_unit = own
            return own
        return self.group_unit if self.block.unit is None else None

    def _is_unit(self, unit: str) -> bool:
        """Whether a text is a unit: known, or of at most three characters as 天/人."""
        known = parse_figure("1", self.units, unit).missing_reason is None
        return known or (len(unit) <= 4 and not unit.isdigit())
