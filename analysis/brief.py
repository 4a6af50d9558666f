"""Which county, day, language and data root a brief is about."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from analysis.paths import DataRoot

if TYPE_CHECKING:
    import pandas as pd


Language = Literal["zh", "en"]
LANGUAGES: tuple[Language, ...] = ("zh", "en")


@dataclass(frozen=True)
class Brief:
    """A brief that can be made: its county is in the data.

    Attributes:
        county_code: six-digit code.
        name_zh: name in Chinese.
        name_en: name in English.
        as_of: documents later than this are not used.
        language: language of the brief.
        root: data root.
    """

    county_code: str
    name_zh: str
    name_en: str
    as_of: "pd.Timestamp"
    language: Language
    root: DataRoot

    @property
    def name(self) -> str:
        """The county's name in the brief's language."""
        return self.name_zh if self.language == "zh" else self.name_en
