"""Selects the briefs of a call by county and language, and checks them before anything runs."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from analysis.brief import LANGUAGES, PUBLIC
from analysis.build.ensure import ensure_built
from analysis.errors import ParameterError, UserError
from analysis.parameters import check_county_codes, check_parameters, check_usable
from analysis.paths import DataRoot, find_data_root
from analysis.rendering.batch.orphans import find_orphans
from analysis.rendering.brief.output_folder import Key
from analysis.rendering.brief.request import BriefRequest
from analysis.store.county_index import County, load_index
from analysis.store.freshness import identify_build

ATTEMPTS = 5
LEFT = "the county left the data while it was rendered"


class DataChanging(UserError):
    """Processed data that other calls build anew again and again."""


@dataclass(frozen=True)
class OpenedBuild:
    """The processed data that briefs are asked of.

    Attributes:
        name: which build it is.
        digest: of its inputs.
        counties: its counties by code.
    """

    name: str
    digest: str
    counties: Mapping[str, County]


def select_briefs(
    root: DataRoot,
    county_codes: Collection[str],
    languages: Collection[str],
    as_of: str,
    out: Path | None = None,
    edition: str = PUBLIC,
    contact: str = "",
) -> tuple[list[BriefRequest], set[str]]:
    """Selects briefs by county and language.

    Args:
        root: data root; rebuilt first if it is stale.
        county_codes: codes; empty for all counties.
        languages: empty for all.
        as_of: a date or ``latest``.
        out: output folder, if the call is about all counties: a page there whose county is not in
            the data although it did not leave them is asked for as well, with its refusal.
        edition: ``public`` or ``audit``.
        contact: whom readers may write to; blank for nobody.

    Returns:
        The requests, and the codes of all counties whose pages are not to be withdrawn.

    Raises:
        BuildError: if the reference tables cannot be used.
        DataChanging: if other calls build the data anew again and again.
        ParameterError: for an unknown county, an invalid date, or data without a county.
    """
    build = open_build(root)
    orphans = find_orphans(root, out, build.counties) if out is not None else {}
    form = BriefRequest(
        "", "", as_of, str(root.root), edition=edition, contact=" ".join(contact.split())
    )
    _check_call(form, county_codes, build, orphans, root)
    chosen = [language for language in LANGUAGES if not languages or language in languages]
    requests = [
        _describe_data(replace(form, county_code=code, language=language), build)
        for code in build.counties
        if not county_codes or code in county_codes
        for language in chosen
    ]
    requests += [
        replace(form, county_code=code, language=language, refusal=reason)
        for (code, language), reason in orphans.items()
        if language in chosen
    ]
    return requests, {*build.counties, *(code for code, _ in orphans)}


def _check_call(
    form: BriefRequest,
    county_codes: Collection[str],
    build: OpenedBuild,
    orphans: Mapping[Key, str],
    root: DataRoot,
) -> None:
    """Checks that there are counties, and those that are named, and the other parameters."""
    if not build.counties and not orphans:
        raise ParameterError(
            f"No document in {root.raw} is of a county: file one with `briefs ingest`, or see "
            "`briefs list` for those that are left out."
        )
    check_county_codes(county_codes, build.counties)
    first = next(iter(build.counties), None) or next(iter(orphans))[0]
    check_parameters(first, form.as_of, LANGUAGES[0], form.data_dir, form.edition)


def open_build(root: DataRoot) -> OpenedBuild:
    """Builds the data if they are stale, and reads which counties this very build holds.

    Raises:
        BuildError: if the reference tables cannot be used.
        DataChanging: if other calls build the data anew again and again.
    """
    for _ in range(ATTEMPTS):
        digest = ensure_built(root)
        name = identify_build(root)
        if not name.startswith(f"{digest} "):
            continue
        counties = load_index(root)
        if identify_build(root) == name:
            return OpenedBuild(name, digest, counties)
    raise DataChanging(f"Other calls keep building the data in {root.root}: try again later.")


def renew_requests(requests: Sequence[BriefRequest]) -> list[BriefRequest]:
    """The same briefs of the data as they are now; one whose county is gone is refused.

    Raises:
        BuildError, DataChanging: if the data cannot be used.
    """
    if not requests:
        return []
    build = open_build(find_data_root(requests[0].data_dir))
    return [_describe_data(request, build) for request in requests]


def _describe_data(request: BriefRequest, build: OpenedBuild) -> BriefRequest:
    county = build.counties.get(request.county_code)
    if county is None:
        return replace(request, refusal=LEFT)
    return replace(
        request,
        data_digest=county.digest,
        built_digest=build.digest,
        build_name=build.name,
        name_zh=county.name_zh,
        name_en=county.name_en,
        above=(county.above_zh, county.above_en),
        refusal=find_refusal(request.county_code, county),
    )


def find_refusal(county_code: str, county: County) -> str | None:
    """The reason why no brief can be made of a county's data; None if one can."""
    try:
        check_usable(county_code, county)
    except ParameterError as error:
        return str(error)
    return None
