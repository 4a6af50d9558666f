"""Names of the places that a county lies in, and of its only project, for the head of its page."""

import pandas as pd

from analysis.brief import Brief
from analysis.presentation.formats import Words
from analysis.presentation.projects import name_project
from analysis.tables.records import list_records

MOST_ABOVE = 3


def name_places_above(brief: Brief, areas: pd.DataFrame, words: Words) -> list[str]:
    """The province and the city of a county, from above; those that are known.

    Args:
        brief: the county.
        areas: rows of the table ``areas``.
        words: language.
    """
    names: list[str] = []
    code: object = brief.county_code
    for _ in range(MOST_ABOVE):
        rows = list_records(areas, areas["county_code"] == code)
        if not rows:
            break
        if code != brief.county_code:
            names.insert(0, words.pick(rows[0], "name"))
        code = rows[0]["parent_code"]
        if not isinstance(code, str):
            break
    return [name for name in names if name]


def name_only_project(projects: pd.DataFrame, words: Words) -> str:
    """The name of a county's project; blank if it has none or several.

    Args:
        projects: rows of the table ``projects`` of one county.
        words: language.
    """
    rows = list_records(projects)
    return name_project(rows[0], words) if len(rows) == 1 else ""
