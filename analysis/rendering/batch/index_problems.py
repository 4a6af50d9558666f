"""The counties without a current brief, on top of the index: what became of each and why."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from analysis.presentation.wording import to_translate
from analysis.presentation.wording.languages import LANGUAGE_TABLE
from analysis.rendering.batch.index_rows import Link, group_entries, name_county
from analysis.rendering.batch.public_reasons import find_reason
from analysis.rendering.batch.run_record import Entry, RunRecord
from analysis.rendering.brief.output_folder import WITHDRAWN, OutputFolder

# By state and whether there is a page of an earlier run.
STATES = {
    ("failed", False): to_translate("failed"),
    ("failed", True): to_translate("failed; an earlier brief is shown"),
    ("not_run", False): to_translate("not run"),
    ("not_run", True): to_translate("not run; an earlier brief is shown"),
}


@dataclass(frozen=True)
class Problem:
    """A county without a current brief.

    Attributes:
        county_code: six-digit code.
        names: by language.
        state: what became of it, a message; ``withdrawn`` for a county that left the data.
        reason: why, a message.
        languages: names of the languages that it is about.
        links: pages that are kept.
        since: day of a withdrawal; blank otherwise.
    """

    county_code: str
    names: Mapping[str, str]
    state: str
    reason: str
    languages: str = ""
    links: Sequence[Link] = ()
    since: str = ""


def list_problems(record: RunRecord, folder: OutputFolder) -> list[Problem]:
    """Lists the briefs that the last run did not make, then the counties that left the data.

    Args:
        record: the briefs.
        folder: output folder.
    """
    problems = []
    for code, entries in group_entries(record).items():
        grouped: dict[tuple[str, str], list[str]] = {}
        for language, entry in entries.items():
            state = STATES.get((entry.state, entry.html_sha256 is not None))
            if state is not None:
                grouped.setdefault((state, find_reason(entry)), []).append(
                    LANGUAGE_TABLE[language].name
                )
        names = name_county(record, code)
        problems += [
            Problem(code, names, state, reason, ", ".join(languages))
            for (state, reason), languages in grouped.items()
        ]
    return [*problems, *_list_withdrawn(record, folder)]


WITHDRAWN_STATE = to_translate("Withdrawn")
WITHDRAWN_REASON = to_translate("The county is no longer in the data. The last page is kept.")


def _list_withdrawn(record: RunRecord, folder: OutputFolder) -> list[Problem]:
    """The counties that left the data and whose last pages are kept, sorted by code."""
    counties: dict[str, dict[str, Entry]] = {}
    for (code, language), entry in sorted(record.entries.items()):
        # The index is written before pages are moved.
        paths = folder.brief((code, language)), folder.withdrawn((code, language))
        if entry.state == "withdrawn" and any(path.exists() for path in paths):
            counties.setdefault(code, {})[language] = entry
    return [
        Problem(
            code,
            name_county(record, code),
            WITHDRAWN_STATE,
            WITHDRAWN_REASON,
            links=tuple(
                Link(f"{WITHDRAWN}/{folder.withdrawn((code, language)).name}", language)
                for language in LANGUAGE_TABLE
                if language in entries
            ),
            since=min(
                (one.withdrawn_on for one in entries.values() if one.withdrawn_on), default=""
            ),
        )
        for code, entries in counties.items()
    ]


def group_problems(problems: Sequence[Problem]) -> list[tuple[Problem, list[Problem]]]:
    """Problems that differ by their county only, together: the first one, and all of them.

    Args:
        problems: in the order in which they are shown.
    """
    groups: dict[tuple[str, ...], list[Problem]] = {}
    for one in problems:
        groups.setdefault((one.state, one.reason, one.languages, one.since), []).append(one)
    return [(group[0], group) for group in groups.values()]
