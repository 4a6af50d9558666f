"""Which kind of county is invented next: every kind comes round, and twelve counties show all."""

from random import Random

from analysis.demo.county import invent_county
from analysis.demo.documents import write_plain
from analysis.demo.money import write_projects, write_rows
from analysis.demo.papers import Papers
from analysis.demo.places import COUNTIES_PER_CITY, Place
from analysis.demo.results import add_targets, write_targets, write_trends
from analysis.demo.sparse import write_everything, write_forms_only, write_nothing, write_notice
from analysis.demo.timing import write_periods, write_versions

KINDS = (
    "plain", "plain", "rows", "periods", "versions", "targets", "two_projects", "trends",
    "notice", "forms_only", "nothing", "everything",
)  # fmt: skip
# The seventh of every 36 counties, one with two projects, reports a rate that its amounts do not
# give.
WRONG_EVERY, WRONG_INDEX = 3 * len(KINDS), 6


def write_papers(place: Place, months: int) -> Papers:
    """Everything that is filed about a county: the same for the same county, on every machine.

    Args:
        place: the county.
        months: how many monthly forms it files, if it files any.
    """
    index = (int(place.code[2:4]) - 1) * COUNTIES_PER_CITY + int(place.code[4:]) - 1
    county, draw = invent_county(place.code), Random(f"county briefs demo {place.code} papers")
    kind = KINDS[index % len(KINDS)]
    if kind == "two_projects":
        papers, report = write_projects(place, draw, 2, index % WRONG_EVERY == WRONG_INDEX)
        add_targets(report, draw, papers.projects[1][0])
        return papers
    writers = {
        "plain": lambda: write_plain(place, county, months),
        "rows": lambda: write_rows(place, draw),
        "periods": lambda: write_periods(place, draw, county, months),
        "versions": lambda: write_versions(place, county, months),
        "targets": lambda: write_targets(place, draw),
        "trends": lambda: write_trends(place, draw),
        "notice": lambda: write_notice(place, draw),
        "forms_only": lambda: write_forms_only(place, county, months),
        "nothing": lambda: write_nothing(place),
        "everything": lambda: write_everything(place, draw, county, months),
    }
    return writers[kind]()
