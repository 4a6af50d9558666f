"""A key figure as it is shown: value, unit, date, against target and schedule, verdict."""

import re
from dataclasses import dataclass

from analysis.presentation.first_screen.template import Verdict

BAR, LINE = 14, 40
_NUMBER = re.compile(r"(?P<number>\D*?[\d,.]*\d)(?P<unit>(?:%|[^\d\s]| ).*)?")


@dataclass(frozen=True)
class Tile:
    """A key figure as it is shown.

    Attributes:
        label: what it is.
        value: the figure with its unit; blank if it is not reported.
        details: what it is made of, its date, its target or schedule.
        verdict: at the foot.
        picture: data URI of its bar or line; blank for none.
        height: of the picture, in pixels.
        project: name of its project, where the county has several.
        missing: what stands in place of a value that is not reported.
    """

    label: str
    value: str
    details: tuple[str, ...] = ()
    verdict: Verdict | None = None
    picture: str = ""
    height: int = BAR
    project: str = ""
    missing: str = ""

    @property
    def number(self) -> str:
        """The value without the unit behind it."""
        found = _NUMBER.fullmatch(self.value)
        return found["number"] if found else self.value or self.missing

    @property
    def unit(self) -> str:
        """The unit behind the number; blank if it is not told apart."""
        found = _NUMBER.fullmatch(self.value)
        return (found["unit"] or "") if found else ""
