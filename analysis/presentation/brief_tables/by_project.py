"""Tables once per project, with the project's name in the caption."""

from collections.abc import Callable, Mapping

import pandas as pd

from analysis.presentation.display import NOTHING, Fragment, show_missing
from analysis.presentation.formats import Words
from analysis.presentation.projects import put_project_first, split_by_project
from analysis.presentation.sentences.county import describe_absence

Tabulate = Callable[[pd.DataFrame, str], Fragment]


def tabulate_by_project(
    rows: pd.DataFrame,
    projects: Mapping[str, str],
    words: Words,
    absence: str,
    tabulate: Tabulate,
) -> Fragment:
    """A table of each project; one sentence for a project without rows.

    Args:
        rows: with the column ``project_id``.
        projects: what :func:`analysis.presentation.projects.name_projects` returns.
        words: language.
        absence: what the table shows, a key of
            :data:`analysis.presentation.sentences.county.ABSENCES`.
        tabulate: makes the table of rows, given with the project's name; blank for the only one.

    Returns:
        The tables; an empty fragment if there is none.
    """
    shown, has_table = NOTHING, False
    for project, own in split_by_project(rows, projects, words, keep_all=True):
        table = tabulate(own, project) if len(own) else NOTHING
        has_table |= bool(table)
        if project and not table:
            sentence = put_project_first(project, describe_absence(absence, words), words)
            table = show_missing(sentence)
        shown += table
    return shown if has_table else NOTHING
