"""Which counties a region of a call has: a province or a city by code or name."""

from analysis.build.ensure import ensure_built
from analysis.commands.counties import find_county
from analysis.commands.wording import to_translate, translate
from analysis.documents.reference import load_reference
from analysis.errors import ParameterError
from analysis.ingest.words.areas import make_area_names
from analysis.paths import DataRoot
from analysis.store.load import load_counties

CODE_DIGITS = 6
NO_COUNTY = to_translate(
    "No county of the region {typed} is in the data; `briefs list` names those that are."
)


def find_region(root: DataRoot, typed: str) -> list[str]:
    """The codes of the counties of a province or city that are in the data; built if stale.

    Args:
        root: the data root.
        typed: a code (44, 4415, 441500) or name (汕尾市); a county is a region of its own.

    Raises:
        ParameterError: if there is no such area, or none of its counties is in the data.
    """
    ensure_built(root)
    in_data = load_counties(root)
    word = typed.strip()
    if word.isascii() and word.isdigit():
        code = word.ljust(CODE_DIGITS, "0")
    else:
        reference = load_reference(root)
        code = find_county(reference, make_area_names(reference.tables["areas"]), word, in_data)
    stem = code.removesuffix("00").removesuffix("00")
    found = [county for county in in_data if county.startswith(stem)]
    if not found:
        raise ParameterError(translate(NO_COUNTY, typed=typed))
    return found
