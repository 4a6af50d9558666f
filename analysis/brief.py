"""Which county, day, language, edition and data root a brief is about."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, get_args

from analysis.paths import DataRoot

if TYPE_CHECKING:
    import pandas as pd


# Codes of the languages that briefs are written in; the first one is the index's own.
Language = Literal["zh", "en"]
LANGUAGES: tuple[Language, ...] = get_args(Language)
# Editions of a brief; the first one is what readers get. `audit` shows every finding, the words of
# reviewers and the ranges that figures stand for.
Edition = Literal["public", "audit"]
EDITIONS: tuple[Edition, ...] = get_args(Edition)
PUBLIC, AUDIT = EDITIONS
# In place of a date: that of the county's newest document.
LATEST = "latest"
# Where the data has no text in the brief's language, it is read in the first of these that has one.
FALLBACK_LANGUAGES = ("en", "zh")


def choose_text(read: Callable[[str], str], stem: str, language: str) -> tuple[str, str | None]:
    """A text of the data in a language, or in another one where the data has none.

    Args:
        read: returns the text of a column; blank if there is none.
        stem: name of the columns without the language, such as ``label``.
        language: code of the language.

    Returns:
        The text and the code of its language; blank and None if no column has one.

    Examples:
        >>> choose_text({"name_zh": "狐县", "name_en": ""}.get, "name", "en")
        ('狐县', 'zh')
    """
    for code in dict.fromkeys((language, *FALLBACK_LANGUAGES)):
        text = read(f"{stem}_{code}")
        if text:
            return text, code
    return "", None


@dataclass(frozen=True)
class Brief:
    """A county, date and language that a brief can be made for.

    Attributes:
        county_code: six-digit code.
        name_zh: name in Chinese.
        name_en: name in English.
        as_of: later documents are not used.
        language: language of the brief.
        root: data root.
        is_latest: whether ``as_of`` is the date of the newest document. All versions on file then
            count, also those filed later than that.
        edition: ``public`` or ``audit``.
    """

    county_code: str
    name_zh: str
    name_en: str
    as_of: "pd.Timestamp"
    language: Language
    root: DataRoot
    is_latest: bool = False
    edition: Edition = "public"

    @property
    def is_audit(self) -> bool:
        """Whether every finding, review and range is shown."""
        return self.edition == AUDIT

    @property
    def counted_by(self) -> "pd.Timestamp | None":
        """The date by which documents must be known; None if all on file count."""
        return None if self.is_latest else self.as_of

    @property
    def name(self) -> str:
        """The county's name in the brief's language."""
        name, _ = choose_text(lambda column: getattr(self, column, ""), "name", self.language)
        return name
