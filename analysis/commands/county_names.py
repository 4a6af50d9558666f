"""What a county is called in the terminal: its name with its code."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from analysis.commands.wording import SOURCE_LANGUAGE, get_language, translate

if TYPE_CHECKING:
    from analysis.paths import DataRoot
    from analysis.rendering.brief.output_folder import Key

Names = Mapping[str, Sequence[str]]
"""Chinese and English name by code."""


def name_county(code: str, names: Names) -> str:
    """A county's name in the language of the terminal, and its code.

    Examples:
        >>> name_county("441803", {"441803": ("清新区", "Qingxin District")})
        'Qingxin District (441803)'
        >>> name_county("990121", {})
        '990121'
    """
    name = choose_name(names.get(code, ()))
    return translate("{name} ({code})", name=name, code=code) if name else code


def choose_name(names: Sequence[str]) -> str:
    """The name in the language of the terminal; the other one if that is blank."""
    chinese, english = (*names, "", "")[:2]
    return english or chinese if get_language() == SOURCE_LANGUAGE else chinese or english


def name_brief(key: "Key", names: Names) -> str:
    """A brief by its county and its language.

    Examples:
        >>> name_brief(("441803", "zh"), {})
        '441803 zh'
    """
    code, language = key
    return f"{name_county(code, names)} {language}"


def load_names(root: "DataRoot") -> dict[str, tuple[str, str]]:
    """The names of the counties of the last build; none if there was none."""
    from analysis.store.county_index import load_index

    try:
        counties = load_index(root)
    except (OSError, ValueError, TypeError):
        return {}
    return {code: (county.name_zh, county.name_en) for code, county in counties.items()}
