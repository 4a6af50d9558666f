"""Selects the briefs of a call by county and language, and checks them before anything runs."""

from collections.abc import Collection

from analysis.brief import LANGUAGES
from analysis.build.ensure import ensure_built
from analysis.errors import ParameterError
from analysis.parameters import check_county_codes, check_parameters, check_usable
from analysis.paths import DataRoot
from analysis.rendering.brief.brief import BriefRequest
from analysis.store.county_index import County, load_index


def select_briefs(
    root: DataRoot,
    county_codes: Collection[str],
    languages: Collection[str],
    as_of: str,
) -> tuple[list[BriefRequest], set[str]]:
    """Selects briefs by county and language.

    Args:
        root: data root; rebuilt first if it is stale.
        county_codes: codes; empty for all counties.
        languages: empty for all.
        as_of: a date or ``latest``.

    Returns:
        The requests, and the codes of all counties in the data.

    Raises:
        BuildError: if the reference tables cannot be used.
        ParameterError: for an unknown county, an invalid date, or data without a county.
    """
    built_digest = ensure_built(root)
    counties = load_index(root)
    if not counties:
        raise ParameterError(
            f"No document in {root.raw} is of a county: file one with `briefs ingest`."
        )
    check_county_codes(county_codes, counties)
    data_dir = str(root.root)
    check_parameters(next(iter(counties)), as_of, LANGUAGES[0], data_dir)
    chosen = [language for language in LANGUAGES if not languages or language in languages]
    requests = [
        BriefRequest(
            county_code=code,
            language=language,
            as_of=as_of,
            data_dir=data_dir,
            data_digest=county.digest,
            built_digest=built_digest,
            name_zh=county.name_zh,
            name_en=county.name_en,
            above=(county.above_zh, county.above_en),
            refusal=find_refusal(code, county),
        )
        for code, county in counties.items()
        if not county_codes or code in county_codes
        for language in chosen
    ]
    return requests, set(counties)


def find_refusal(county_code: str, county: County) -> str | None:
    """The reason why no brief can be made of a county's data; None if one can."""
    try:
        check_usable(county_code, county)
    except ParameterError as error:
        return str(error)
    return None
