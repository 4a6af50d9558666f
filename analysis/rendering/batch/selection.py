"""Which briefs a call asks for: its counties and languages, checked before anything runs."""

from collections.abc import Collection
from pathlib import Path

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
    """The briefs that are asked for, by county and language.

    Args:
        root: data root; rebuilt first if it is stale.
        county_codes: codes; empty for all counties.
        languages: empty for all.
        as_of: a date or ``latest``.

    Returns:
        The requests, and the codes of all counties in the data.

    Raises:
        BuildError: if the reference tables cannot be used.
        ParameterError: for an unknown county, a date that is none, or data without a county.
    """
    built_digest = ensure_built(root)
    known = load_index(root)
    if not known:
        raise ParameterError(f"There is no county in {root.raw}.")
    check_county_codes(county_codes, known)
    data_dir = str(root.root)
    check_parameters(next(iter(known)), as_of, LANGUAGES[0], data_dir)
    wanted = [language for language in LANGUAGES if not languages or language in languages]
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
        for code, county in known.items()
        if not county_codes or code in county_codes
        for language in wanted
    ]
    return requests, set(known)


def check_data_root(root: DataRoot, named: Path | None) -> None:
    """Refuses a data root that is none.

    Raises:
        ParameterError: saying what it lacks.
    """
    if not root.raw.is_dir():
        how = "--data" if named else "the project"
        raise ParameterError(f"{root.root} ({how}) is no data root: it has no folder raw/.")


def find_refusal(county_code: str, county: County) -> str | None:
    """Why no brief can be made of a county's data; None if one can."""
    try:
        check_usable(county_code, county)
    except ParameterError as error:
        return str(error)
    return None
