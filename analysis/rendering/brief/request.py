"""What a brief is to be made of: county, language, day, edition, and which data."""

from dataclasses import dataclass
from pathlib import Path

from analysis.brief import LATEST, PUBLIC
from analysis.paths import BRIEF_NOTEBOOK
from analysis.rendering.brief.output_folder import Key


@dataclass(frozen=True)
class BriefRequest:
    """What a brief is to be made of.

    Attributes:
        county_code: six-digit code.
        language: ``zh`` or ``en``.
        as_of: a date or ``latest``.
        data_dir: data root, as text; blank for the project's own.
        data_digest: digest of all data about the county.
        built_digest: digest of what the processed data were built from.
        build_name: which build of the processed data was asked for, as
            :func:`analysis.store.freshness.identify_build` names it; blank if any will do.
        name_zh: county's name in Chinese, for the index.
        name_en: county's name in English.
        above: names of its city in Chinese and English, for the index.
        refusal: why no brief can be made of the county's data; None if one can.
        notebook: the notebook to run.
        edition: ``public`` or ``audit``.
        contact: whom readers may write to, as the page shows it; blank for nobody.
    """

    county_code: str
    language: str
    as_of: str = LATEST
    data_dir: str = ""
    data_digest: str = ""
    built_digest: str = ""
    build_name: str = ""
    name_zh: str = ""
    name_en: str = ""
    above: tuple[str, str] = ("", "")
    refusal: str | None = None
    notebook: Path = BRIEF_NOTEBOOK
    edition: str = PUBLIC
    contact: str = ""

    @property
    def key(self) -> Key:
        """County code and language."""
        return self.county_code, self.language

    @property
    def parameters(self) -> dict[str, str]:
        """Parameters of the notebook."""
        names = ("county_code", "as_of", "language", "data_dir", "edition")
        return {name: getattr(self, name) for name in names}
