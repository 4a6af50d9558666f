"""Projects of a county: their names, their order, and rows and sentences by project.

A county with one project has a page without project names. With several, whatever is shown comes
once per project, in the order of year and id, under the project's name; rows that belong to no
single project come last, under a name of their own. Money and targets of two projects are never
added up.
"""

import re
from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Any

import pandas as pd

from analysis.presentation.formats import Words, clean_text
from analysis.presentation.wording import to_translate
from analysis.tables.records import Record, list_records

# Names of the projects of a county that has one: none is shown.
ONE_PROJECT: Mapping[str, str] = MappingProxyType({})
NO_PROJECT = to_translate("No single project")
_NAMES_BY_LEVEL = {
    "nation": to_translate("{year} national project"),
    "province": to_translate("{year} provincial project"),
    "city": to_translate("{year} municipal project"),
    "county": to_translate("{year} county project"),
}
_OTHER_NAME = to_translate("{year} project")
_NAMES_WITHOUT_YEAR = {
    "nation": to_translate("national project"),
    "province": to_translate("provincial project"),
    "city": to_translate("municipal project"),
    "county": to_translate("county project"),
}
# What joins a county's name to the rest of a project's title.
_AFTER_COUNTY = re.compile(r"^(?:[’']s?\s)?[\s:：，,、·-]*")
_PROVISIONAL_NAME = to_translate("provisional project")


def name_project(project: Mapping[str, Any], words: Words) -> str:
    """The project's title in the page's language, else a name such as "2021 national project".

    Args:
        project: row of the table ``projects``.
        words: language.
    """
    title = project.get(f"title_{words.language}")
    if isinstance(title, str) and clean_text(title):
        return clean_text(title)
    message = _NAMES_BY_LEVEL.get(project["level"], _OTHER_NAME)
    year = project["year"]
    if not isinstance(year, str):  # of a provisional project
        return words.gettext(_NAMES_WITHOUT_YEAR.get(project["level"], _PROVISIONAL_NAME))
    return words.say(message, year=year).strip()


def name_projects(projects: pd.DataFrame, words: Words, county: str = "") -> dict[str, str]:
    """Names of a county's projects, by id, in the order of year and id.

    Two projects of the same name are told apart by their ids.

    Args:
        projects: rows of the table ``projects`` of one county.
        words: language.
        county: its name, with which titles often begin; left out on a page about the county.

    Returns:
        Names by ``project_id``; empty for a county with one project or none.
    """
    rows = sorted(list_records(projects), key=_rank_project)
    if len(rows) < 2:
        return {}
    names = {row["project_id"]: shorten_name(name_project(row, words), county) for row in rows}
    all_names = list(names.values())
    return {
        project_id: name if all_names.count(name) == 1 else f"{name} ({project_id})"
        for project_id, name in names.items()
    }


def shorten_name(name: str, county: str) -> str:
    """A project's name without the county's before it; unchanged if nothing else is left.

    Examples:
        >>> shorten_name("Fox County’s 2021 provincial project", "Fox County")
        '2021 provincial project'
        >>> shorten_name("Fox County: demonstration project of 2021", "Fox County")
        'Demonstration project of 2021'
    """
    rest = _AFTER_COUNTY.sub("", name.removeprefix(county)) if county else name
    return rest[:1].upper() + rest[1:] if rest else name


def _rank_project(row: Record) -> tuple[str, str]:
    """By year, those without one last, then by id."""
    return (row["year"] if isinstance(row["year"], str) else "9999", row["project_id"])


def split_by_project(
    rows: pd.DataFrame, projects: Mapping[str, str], words: Words, keep_all: bool = False
) -> list[tuple[str, pd.DataFrame]]:
    """Rows of each project with its name; one group without a name if there are not several.

    Args:
        rows: with the column ``project_id``, which may be missing in rows of no single project.
        projects: what :func:`name_projects` returns.
        words: language.
        keep_all: whether projects without rows are listed, too.

    Returns:
        Name and rows of each project, in order; rows of no single project last.
    """
    if not projects:
        return [("", rows)]
    ids = rows["project_id"]
    others = sorted(set(ids.dropna()) - projects.keys())
    groups = [
        (projects.get(project_id, project_id), rows[(ids == project_id).fillna(value=False)])
        for project_id in (*projects, *others)
    ]
    shown = [(name, group) for name, group in groups if keep_all or len(group)]
    without = rows[ids.isna()]
    return [*shown, (words.gettext(NO_PROJECT), without)] if len(without) else shown


def split_records(
    rows: Iterable[Record], projects: Mapping[str, str], words: Words
) -> list[tuple[str, list[Record]]]:
    """As :func:`split_by_project`, for rows as dictionaries; projects without rows are left out."""
    if not projects:
        return [("", list(rows))]
    groups: dict[str, list[Record]] = {project_id: [] for project_id in projects}
    without: list[Record] = []
    for row in rows:
        project_id = row["project_id"]
        group = groups.setdefault(project_id, []) if isinstance(project_id, str) else without
        group.append(row)
    shown = [
        (projects.get(project_id, project_id), group)
        for project_id, group in groups.items()
        if group
    ]
    return [*shown, (words.gettext(NO_PROJECT), without)] if without else shown


def put_project_first(project: str, text: str, words: Words) -> str:
    """A caption or a sentence with the project's name before it; unchanged without a name.

    Examples:
        >>> put_project_first("2021 national project", "Contracts", Words("en"))
        '2021 national project: Contracts'
    """
    return words.say("{project}: {text}", project=project, text=text) if project else text
