"""Says where a brief shows the figures of running text that a person accepted."""

from collections.abc import Iterator, Mapping, Sequence

from analysis.documents.reference import Reference
from analysis.ingest.readings.candidate import Candidate
from analysis.tables.reference_forms import SERIES_ROLES, STIPULATED_ROLES

# Section of the brief by topic of the indicator.
SECTIONS = {"tourism": "Tourism", "poverty": "Poverty", "profile": "Area profile"}
FURTHER = "Other figures that the documents report"
CHECKS = "Do the figures hold together?"


def explain_places(candidates: Sequence[Candidate], reference: Reference) -> Iterator[str]:
    """A line for each accepted figure: what it is taken for, and where the brief shows it."""
    indicators = reference.tables["indicators"].set_index("indicator_id")
    names = indicators["name_en"].fillna(indicators["name_zh"]).to_dict()
    topics = indicators["topic"].to_dict()
    for candidate in candidates:
        figure = " ".join(part for part in (candidate.value, candidate.change) if part)
        place = _explain(candidate, names, topics)
        yield f"{candidate.candidate_id}, {figure}: {place}"


def _explain(candidate: Candidate, names: Mapping[str, str], topics: Mapping[str, str]) -> str:
    brief = f"in the brief of {candidate.county_code}"
    name = names.get(candidate.indicator_id, candidate.indicator_id)
    if candidate.indicator_id and candidate.role in SERIES_ROLES:
        section = SECTIONS.get(topics.get(candidate.indicator_id, ""), FURTHER)
        return f"{candidate.role} value of {name}, {brief} under “{section}”."
    if candidate.indicator_id and candidate.role in STIPULATED_ROLES:
        return (
            f"{candidate.role} of {name}, {brief} only where it is compared with other figures, "
            f"under “{CHECKS}”."
        )
    return (
        f"no value of an indicator; {brief} under “{FURTHER}” as {candidate.label!r}. To make it "
        "one, give indicator_id and role in statements.csv of the document's readings."
    )
