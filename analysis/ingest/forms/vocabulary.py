"""The words of a data root as plain data: what recognising needs, and what crosses processes."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from analysis.figures.printed import Unit
from analysis.ingest.forms.monthly_form import RowLabel, make_row_labels
from analysis.ingest.words.areas import AreaNames, make_area_names
from analysis.ingest.words.form_labels import MONTHLY_FORM, FormLabels, make_form_labels
from analysis.ingest.words.indicator_names import IndicatorNames, make_indicator_names
from analysis.paths import DataRoot

if TYPE_CHECKING:
    from analysis.documents.reference import Reference


@dataclass(frozen=True)
class Vocabulary:
    """The reference data for recognition.

    Attributes:
        labels: labels of forms.
        areas: names of areas.
        units: printed unit → unit.
        monthly_rows: the rows of the monthly form by label.
        targets: names of indicators in tables of targets.
        facts: names of indicators in running text.
        accumulates: indicator → how it accumulates: stock, month, calendar_year, since_start.
        projects: county → its projects: id → title in Chinese.
    """

    labels: FormLabels
    areas: AreaNames
    units: Mapping[str, Unit]
    monthly_rows: Mapping[str, RowLabel]
    targets: IndicatorNames
    facts: IndicatorNames
    accumulates: Mapping[str, str]
    projects: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


def load_vocabulary(root: DataRoot) -> Vocabulary:
    """The labels, areas, indicators and units of a data root.

    Raises:
        TableError: if a shipped reference table is missing or has other columns.
    """
    from analysis.documents.reference import load_reference

    return make_vocabulary(load_reference(root))


def make_vocabulary(reference: "Reference") -> Vocabulary:
    """The words of loaded reference tables."""
    projects: dict[str, dict[str, str]] = {}
    for row in reference.tables["projects"].fillna("").to_dict("records"):
        projects.setdefault(row["county_code"], {})[row["project_id"]] = row["title_zh"]
    indicators = reference.tables["indicators"]
    return Vocabulary(
        make_form_labels(reference.tables["form_labels"]),
        make_area_names(reference.tables["areas"]),
        reference.units,
        make_row_labels(reference.labels(MONTHLY_FORM)),
        make_indicator_names(reference, "progress"),
        make_indicator_names(reference, "prose"),
        dict(zip(indicators["indicator_id"], indicators["accumulates"], strict=True)),
        projects,
    )
