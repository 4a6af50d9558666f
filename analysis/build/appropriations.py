"""Appropriations to projects: figures that a person named, amounts that a user entered, and others.

A row of ``appropriations.csv`` names a figure of a document, or holds an amount that a user entered
on a day, which is then a figure itself. Where neither is there, what a document states under an
indicator of :data:`STATED` counts, as the templates ask for it.
"""

from collections.abc import Iterable, Mapping

from analysis.build.read_figures import Figure, tabulate_figures
from analysis.documents.reference import Reference
from analysis.figures.names import name_entered, name_row_figure
from analysis.figures.printed import parse_figure
from analysis.tables.raw_forms import MONTHLY_FORM
from analysis.tables.reference_forms import APPROPRIATION
from analysis.tables.text_tables import Row

# Indicators under which documents state an appropriation, with the source of its funds.
STATED = {
    "appropriation_central": "central", "appropriation_province": "province",
    "appropriation_city": "city", "appropriation_county": "county",
    "appropriation_social": "social",
}  # fmt: skip
_YUAN = "元"


def view_appropriations(
    reference: Reference,
    known: Mapping[str, Figure],
    stated: Iterable[Row],
    documents: Iterable[Row],
) -> list[Row]:
    """Rows of ``appropriations``.

    Args:
        reference: the reference tables, with the projects that documents name.
        known: the figures of documents by name.
        stated: rows of the tables ``stipulations`` and ``series``.
        documents: rows of the table ``documents``.
    """
    counties = reference.project_counties
    rows: dict[tuple[object, object], Row] = {}
    for cells in reference.tables["appropriations"].to_dict("records"):
        if cells["project_id"] not in counties:
            continue
        row = {**cells, "county_code": counties[cells["project_id"]]}
        if isinstance(cells["amount"], str):
            figure = _read_entered(reference, row)
        elif cells["figure"] in known:
            figure = known[cells["figure"]]
        else:  # a data root of its own may use the shipped reference without the documents
            continue
        row |= {"appropriation_cny": figure.value, "figure": figure.name}
        rows[row["project_id"], row["funds_source"]] = row
    for row in _list_stated(stated, documents, reference):
        rows.setdefault((row["project_id"], row["funds_source"]), row)
    return list(rows.values())


def list_entered(reference: Reference) -> list[Row]:
    """Rows of ``figures`` for the amounts that a user entered."""
    counties = reference.project_counties
    figures = [
        _read_entered(reference, {**cells, "county_code": counties[cells["project_id"]]})
        for cells in reference.tables["appropriations"].to_dict("records")
        if isinstance(cells["amount"], str) and cells["project_id"] in counties
    ]
    by_name = {figure.name: figure for figure in figures}
    return tabulate_figures(by_name, reference.translate_label)


def _read_entered(reference: Reference, row: Row) -> Figure:
    text, code = str(row["amount"]), str(row["county_code"])
    name = name_entered(code, str(row["project_id"]), str(row["funds_source"]))
    place = f"{row['entered_date']}由用户填报"
    read = parse_figure(text, reference.units, _YUAN, stipulated=True)
    return Figure(name, code, "安排资金", text, place, read)


def _list_stated(
    rows_of_documents: Iterable[Row], documents: Iterable[Row], reference: Reference
) -> list[Row]:
    """What documents state: the newest amount, of the earliest document that states it."""
    days = {
        row["document_id"]: (str(row["known_date"]), str(row["document_id"])) for row in documents
    }
    replaced = {row["document_id"] for row in documents if row["replaced_date"] is not None}
    stated: dict[tuple[object, object], list[Row]] = {}
    for row in rows_of_documents:
        source = STATED.get(str(row.get("indicator_id")))
        is_usable = _states_amount(row) and row["document_id"] not in replaced
        if source and is_usable and row.get("project_id"):
            stated.setdefault((row["project_id"], source), []).append(row)
    found = []
    for (project_id, source), rows in stated.items():
        if project_id not in reference.project_counties:
            continue
        ordered = sorted(rows, key=lambda row: days[row["document_id"]])
        row = next(row for row in ordered if row["value"] == ordered[-1]["value"])
        found.append(
            {
                "project_id": project_id,
                "funds_source": source,
                "county_code": reference.project_counties[project_id],
                "appropriation_cny": row["value"],
                "figure": name_row_figure({"column": "value", **row}),
            }
        )
    return found


def _states_amount(row: Row) -> bool:
    """Whether a row is an appropriation, or a figure that a form reports of the county itself."""
    if row.get("value") is None or row.get("covers"):
        return False
    return row.get("role") == APPROPRIATION or row.get("table_kind") == MONTHLY_FORM
