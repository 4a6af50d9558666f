"""Which briefs a call asks for: its counties and languages, checked before anything runs."""

from collections.abc import Collection
from pathlib import Path

import pandas as pd

from analysis import load
from analysis.build import ensure_built
from analysis.parameters import (
    LANGUAGES,
    ParameterError,
    check_county_codes,
    check_parameters,
    check_usable,
)
from analysis.paths import DataRoot
from analysis.rendering.brief import BriefRequest


def list_known_counties(root: DataRoot) -> pd.DataFrame:
    """The counties in the data, also those none of whose documents could be used.

    Returns:
        county_code, name_zh, name_en, documents, latest, and `refusal`: why no brief can be made
        (missing where one can).
    """
    counties, findings = load.list_counties(root), load.load_findings(root)
    broken = set(findings.loc[findings["severity"] == "error", "county_code"].dropna())
    areas, projects = load.load_table("areas", root), load.load_table("projects", root)
    lost = areas[
        areas["county_code"].isin(broken - set(counties["county_code"]))
        & areas["county_code"].isin(projects["county_code"])
    ]
    known = pd.concat([counties, lost[["county_code", "name_zh", "name_en"]].assign(documents=0)])
    refusals = [_find_refusal(code, findings) for code in known["county_code"]]
    return known.assign(refusal=refusals).sort_values("county_code", ignore_index=True)


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
        ParameterError: for an unknown county, a date that is none, or data without a county.
    """
    digest = ensure_built(root)
    known = list_known_counties(root)
    if known.empty:
        raise ParameterError(f"There is no county in {root.raw}.")
    check_county_codes(list(county_codes), known)
    chosen = known[known["county_code"].isin(county_codes)] if county_codes else known
    data_dir = str(root.root)
    for row in chosen.itertuples():
        check_parameters(row.county_code, as_of, LANGUAGES[0], data_dir)
    requests = [
        BriefRequest(
            county_code=row.county_code,
            language=language,
            as_of=as_of,
            data_dir=data_dir,
            data_digest=digest,
            name_zh=row.name_zh,
            name_en=row.name_en,
            refusal=row.refusal if isinstance(row.refusal, str) else None,
        )
        for row in chosen.itertuples()
        for language in LANGUAGES
        if not languages or language in languages
    ]
    return requests, set(known["county_code"])


def check_data_root(root: DataRoot, named: Path | None) -> None:
    """Refuses a data root that is none.

    Raises:
        ParameterError: saying what it lacks.
    """
    if not root.raw.is_dir():
        how = "--data" if named else "the project"
        raise ParameterError(f"{root.root} ({how}) is no data root: it has no folder raw/.")


def _find_refusal(county_code: str, findings: pd.DataFrame) -> str | None:
    try:
        check_usable(county_code, findings)
    except ParameterError as error:
        return str(error)
    return None
