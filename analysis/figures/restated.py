"""Rows that refer to figures of other documents, as they were known at an earlier date.

A build lets a condition, or an appropriation, refer to the newest version of a document. At an
earlier date the figure is that of the version that counted then, or is not known yet.
"""

from collections.abc import Callable, Collection, Mapping
from typing import Any

import pandas as pd

from analysis.figures.names import find_document, is_entered
from analysis.figures.versions import FigureVersions, Labels, list_chains

# For each column that names a figure: the columns that are views of it, and what they show.
VIEWS: dict[str, dict[str, dict[str, str]]] = {
    "outputs": {
        "target_figure": {"target": "value", "target_reason": "missing_reason", "unit": "unit"},
        "actual_figure": {
            "actual": "value", "actual_low": "low", "actual_high": "high", "actual_unit": "unit",
            "actual_reason": "missing_reason", "actual_printed_unit": "printed_unit",
            "qualifier": "qualifier",
        },
        "denominator_figure": {"denominator": "value"},
    },
    "appropriations": {"figure": {"appropriation_cny": "value"}},
}  # fmt: skip

# Unit of a figure whose unit the document lacks, as analysis.figures.printed names it.
_UNSTATED = "unstated"
LoadFigure = Callable[[str], Mapping[str, Any]]


def read_versions(
    documents: pd.DataFrame, load_figures: Callable[[str], pd.DataFrame]
) -> FigureVersions:
    """The versions of the figures of processed tables.

    Args:
        documents: the table ``documents``, all versions.
        load_figures: the rows of the table ``figures`` of a document.
    """

    def load_labels(document_id: str) -> Labels:
        rows = load_figures(document_id)
        places = zip(rows["table_id"], rows["row_id"], rows["column"], strict=True)
        labels = rows["label_zh"].where(rows["label_zh"].notna(), None)
        return dict(zip(places, zip(rows["county_code"], labels, strict=True), strict=True))

    later = documents[documents["supersedes"].notna()]
    earlier = dict(zip(later["document_id"], later["supersedes"], strict=True))
    known = dict(zip(documents["document_id"], documents["known_date"], strict=True))
    return FigureVersions(list_chains(earlier, known) if earlier else {}, load_labels)


def restate(
    name: str,
    frame: pd.DataFrame,
    versions: FigureVersions,
    known: Collection[str],
    load_figure: LoadFigure,
) -> pd.DataFrame:
    """Rows with the figures that were known at a date.

    Args:
        name: ``outputs`` or ``appropriations``.
        frame: rows of that table.
        versions: the versions of all documents.
        known: the documents that were known at the date, also those replaced by then.
        load_figure: the row of the table ``figures`` of a figure by name.

    Returns:
        The rows; those of appropriations that were not known are left out.
    """
    for column, views in VIEWS[name].items():
        changes = {
            index: found
            for index, figure in frame[column].items()
            if isinstance(figure, str)
            for found in [_find(figure, frame, index, versions, known)]
            if found != figure
        }
        for index, found in changes.items():
            row = load_figure(found) if found else {}
            frame.loc[index, column] = found
            for own, shown in views.items():
                frame.loc[index, own] = row.get(shown)
            if column == "target_figure" and row.get("unit") == _UNSTATED:
                frame.loc[index, ["target", "target_reason"]] = [None, "unreadable_unit"]
    required = "figure" if name == "appropriations" else None
    return frame[frame[required].notna()].reset_index(drop=True) if required else frame


def _find(
    figure: str,
    frame: pd.DataFrame,
    index: Any,
    versions: FigureVersions,
    known: Collection[str],
) -> str | None:
    if is_entered(figure):
        return figure
    document_id = find_document(figure)
    own = str(frame.loc[index, "document_id"]) if "document_id" in frame else ""
    if document_id == own or (document_id in known and document_id not in versions.chains):
        return figure
    return versions.find(figure, known, own)
