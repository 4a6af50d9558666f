"""The contract of the notebooks' `parameters` cell."""

import difflib
from collections.abc import Iterable, Mapping
from datetime import date

import pydantic

from analysis.brief import EDITIONS, LANGUAGES, LATEST, Brief, Edition, Language
from analysis.errors import ParameterError
from analysis.paths import find_data_root
from analysis.store.county_index import County
from analysis.tables.columns import COLUMNS

# Largest number of counties that a message lists.
MOST_LISTED = 20


class BriefParameters(pydantic.BaseModel, extra="forbid", strict=True):
    """Parameters of a brief, as text: a code that a tool turns into a number is refused."""

    county_code: str = pydantic.Field(pattern=COLUMNS["county_code"].full_pattern)
    as_of: str = LATEST
    language: Language = "zh"
    data_dir: str = ""
    edition: Edition = "public"

    @pydantic.field_validator("as_of")
    @classmethod
    def _check_date(cls, as_of: str) -> str:
        if as_of != LATEST:
            date.fromisoformat(as_of)
        return as_of


def open_brief(
    county_code: str, as_of: str, language: str, data_dir: str, edition: str = "public"
) -> Brief:
    """Checks a notebook's parameters and rebuilds the processed data if it is stale.

    Args:
        county_code: six-digit code, as text.
        as_of: a date (YYYY-MM-DD), or ``latest``: the newest date in the county's documents.
        language: code of a language in ``analysis.brief.LANGUAGES``.
        data_dir: a data root; blank for ``BRIEFS_DATA`` or the project's own.
        edition: ``public``, or ``audit`` for all findings, reviews and ranges.

    Raises:
        ParameterError: with the values that are allowed.
    """
    import pandas as pd

    from analysis.build.ensure import ensure_built
    from analysis.store.load import load_counties

    parameters = check_parameters(county_code, as_of, language, data_dir, edition)
    root = find_data_root(parameters.data_dir)
    ensure_built(root)
    counties = load_counties(root)
    check_county_codes([parameters.county_code], counties)
    county = counties[parameters.county_code]
    check_usable(parameters.county_code, county)
    day = county.latest if parameters.as_of == LATEST else parameters.as_of
    return Brief(
        parameters.county_code,
        county.name_zh,
        county.name_en,
        pd.Timestamp(day).as_unit("ms"),
        parameters.language,
        root,
        is_latest=parameters.as_of == LATEST,
        edition=parameters.edition,
    )


def check_parameters(
    county_code: str, as_of: str, language: str, data_dir: str, edition: str = "public"
) -> BriefParameters:
    """Validates parameters without looking at the data.

    Raises:
        ParameterError: with the name of the parameter, its value and what it may be.
    """
    try:
        return BriefParameters(
            county_code=county_code, as_of=as_of, language=language, data_dir=data_dir,
            edition=edition,
        )  # fmt: skip
    except pydantic.ValidationError as error:
        allowed = {
            "county_code": 'six digits as text, such as "441803"',
            "as_of": 'a date such as "2021-09-09", or "latest"',
            "language": " or ".join(f'"{code}"' for code in LANGUAGES),
            "data_dir": 'the path of a data root as text, or "" for the project\'s own',
            "edition": " or ".join(f'"{edition}"' for edition in EDITIONS),
        }
        problems = [
            f"{problem['loc'][0]} is {problem['input']!r}; it is {allowed[str(problem['loc'][0])]}."
            for problem in error.errors()
        ]
        raise ParameterError(" ".join(problems)) from error


def check_county_codes(codes: Iterable[str], counties: Mapping[str, County]) -> None:
    """Checks that counties are in the data.

    Args:
        codes: county codes as typed.
        counties: the counties in the data.

    Raises:
        ParameterError: with the counties in the data and the nearest match.
    """
    problems = [suggest_county(code, counties) for code in codes if code not in counties]
    if problems:
        shown = [
            f"{code} {county.name_zh} {county.name_en}"
            for code, county in list(counties.items())[:MOST_LISTED]
        ]
        rest = len(counties) - len(shown)
        more = f" and {rest} more (briefs list)" if rest else ""
        listed = ", ".join(shown) or "no county"
        raise ParameterError(f"{' '.join(problems)} The data has: {listed}{more}.")


def suggest_county(typed: str, counties: Mapping[str, County]) -> str:
    """That a county is not in the data, and which is the nearest, for a message."""
    names = {
        name.casefold(): code
        for code, county in counties.items()
        for name in (code, county.name_zh, county.name_en)
    }
    wanted = typed.casefold()
    inside = [name for name in names if wanted and (wanted in name or name in wanted)]
    near = inside or difflib.get_close_matches(wanted, names, n=1, cutoff=0.4)
    if not near:
        return f"There is no county {typed!r} in the data."
    code = names[near[0]]
    name = f"{counties[code].name_zh}, {counties[code].name_en}"
    return f"There is no county {typed!r} in the data; the nearest is {code} ({name})."


def check_usable(county_code: str, county: County) -> None:
    """Checks that all documents of a county could be used.

    Raises:
        ParameterError: with the findings' reasons and remedies.
    """
    if county.errors:
        listed = " ".join(
            f"{document}, {locator}: {reason} {remedy}"
            for document, locator, reason, remedy in county.errors
        )
        raise ParameterError(f"The data of {county_code} is not usable. {listed}")
