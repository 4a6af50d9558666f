"""What a wrong row of the reference tables or readings leaves out of a document, and why."""

import pytest

from analysis.build import build
from analysis.build.document_checks import (
    check_reference,
    drop_unread_events,
    read_readings,
)
from analysis.build.ensure import ensure_built
from analysis.documents.filed import load_document
from analysis.documents.reference import load_reference
from analysis.rendering.batch.selection import select_briefs
from analysis.store.load import load_counties
from analysis.tables.reference_forms import READING_COLUMNS, REFERENCE_COLUMNS

from ..conftest import COUNTY, DOCUMENT, PROJECT_ID, READINGS, replace_text, write_csv

ROWS = [("disbursement", "l1", "line", "", "")]
BUDGET = [("disbursement", "l1", "training", "")]
ALL = {**READINGS, "rows": ROWS, "budget": BUDGET}
WHOLE = ("rows", "contracts", "payments", "items", "conditions")
# A wrong cell of each table of readings: subject, column, cell, what is said of it.
WRONG = [
    ("statements", "role", "", "role is blank"),
    ("statements", "role", "guessed", "it must be one of appropriation, context"),
    ("statements", "indicator_id", "guests", "which indicators.csv does not have"),
    ("statements", "county_code", "99010", "it must be six digits"),
    ("statements", "county_code", "990199", "which areas.csv does not have"),
    ("statements", "covers", "990101;99", "it must be six digits, several separated"),
    ("statements", "period_end", "2020-13-31", "it must be a date such as 2020-07-31"),
    ("statements", "change_base_end", "2019", "it must be a date such as 2020-07-31"),
    ("rows", "row_role", "sum", "it must be one of line, subtotal"),
    ("budget", "category", "Training!", "small letters, digits and underscores"),
    ("contracts", "contract_id", "Fox 1", "small letters, digits and hyphens"),
    ("contracts", "award_date", "5 March", "it must be a date such as 2020-07-31"),
    ("contracts", "date_precision", "week", "it must be one of day, month, year"),
    ("payments", "status", "promised", "it must be one of requested, submitted, paid"),
    ("payments", "instalment", "first", "it must be a number, or rest"),
    ("payments", "contract_ids", "fox-k1,fox-k2", "several separated by semicolons"),
    ("payments", "status_date", "2020-11-31", "it must be a date such as 2020-07-31"),
    ("items", "category", "", "category is blank"),
    ("items", "rule", "", "rule is blank"),
    ("conditions", "assessment", "maybe", "it must be one of numeric, qualitative"),
    ("conditions", "comparator", ">=", "it must be one of ge, le, eq"),
    ("conditions", "target", "a1_target", "it must be a figure: table_id/row_id/column"),
    ("conditions", "due_date", "soon", "it must be a date such as 2020-07-31"),
    ("conditions", "indicator_id", "guests", "which indicators.csv does not have"),
    ("events", "event_kind", "party", "it must be one of phase, milestone"),
    ("events", "start_date", "2020-1-1", "it must be a date such as 2020-07-31"),
    ("events", "county_code", "990199", "which areas.csv does not have"),
]  # fmt: skip


def write_readings(root, subject, *rows):
    """Writes the readings of the small document."""
    write_csv(root.readings / DOCUMENT / f"{subject}.csv", READING_COLUMNS[subject], rows)


def append(root, table, **cells):
    """Adds a row to a reference table."""
    row = ",".join(cells.get(column, "") for column in REFERENCE_COLUMNS[table])
    path = root.reference / f"{table}.csv"
    head = ",".join(REFERENCE_COLUMNS[table])
    old = path.read_text("utf-8") if path.is_file() else f"{head}\n"
    path.write_text(f"{old}{row}\n", encoding="utf-8")


def load(root):
    """The small document and the reference tables."""
    return load_document(root.raw / DOCUMENT), load_reference(root)


@pytest.mark.parametrize(("subject", "column", "cell", "said"), WRONG)
def test_a_wrong_reading_is_left_out_and_named(small_root, subject, column, cell, said):
    rows = ALL[subject]
    first = dict(zip(READING_COLUMNS[subject], rows[0], strict=True)) | {column: cell}
    changed = tuple(f'"{text}"' if "," in text else text for text in first.values())
    write_readings(small_root, subject, changed, *rows[1:])
    document, reference = load(small_root)
    readings, (finding, *more) = read_readings(document, reference)
    assert more == []
    assert finding.locator == f"reference/readings/{DOCUMENT}/{subject}.csv row 2"
    assert finding.severity == "error"
    assert (finding.county_code, finding.document_id) == (COUNTY, DOCUMENT)
    assert said in finding.reason
    assert len(finding.remedy) > 10
    # Rows that make one whole with others leave out the document: no sum is made of a part.
    if subject in WHOLE:
        assert readings is None
    else:
        assert len(readings.rows[subject]) == len(rows) - 1


@pytest.mark.parametrize("subject", READING_COLUMNS)
def test_a_reading_of_a_row_that_is_not_there_is_an_error(small_root, subject):
    rows = ALL[subject]
    lost = (rows[0][0], "nothing", *rows[0][2:])
    write_readings(small_root, subject, *rows, lost)
    readings, (finding,) = read_readings(*load(small_root))
    assert readings is not None
    assert finding.reason == f"the document has no row {rows[0][0]}/nothing."
    assert finding.locator.endswith(f"{subject}.csv row {len(rows) + 2}")


def test_a_reading_twice_is_an_error(small_root):
    write_readings(small_root, "events", *READINGS["events"], *READINGS["events"])
    _, (finding,) = read_readings(*load(small_root))
    assert "has a reading in row 2 already" in finding.reason


def test_an_event_whose_reading_is_wrong_is_left_out_and_not_its_document(small_root):
    write_readings(small_root, "events", ("events", "start", "", "party", "", "", "", ""))
    document, reference = load(small_root)
    readings, _ = read_readings(document, reference)
    assert drop_unread_events(document, readings).tables["events"] == []


def test_a_reading_of_an_indicator_that_is_left_out_names_the_cause(small_root):
    path = small_root.reference / "indicators.csv"
    replace_text(
        path, "visitors,游客,Visitors,person_time,tourism,more", "guests,游客,,,tourism,up"
    )
    replace_text(small_root.readings / DOCUMENT / "statements.csv", ",visitors,", ",guests,")
    _, findings = read_readings(*load(small_root))
    assert len(findings) == 2
    assert all("reference/indicators.csv row 2, unit" in f.reason for f in findings)


@pytest.mark.parametrize(
    ("table", "old", "new", "said"),
    [
        ("areas", "county,狐县", "countty,狐县", "reference/areas.csv row 4, level"),
        ("projects", ",province,2020", ",provvince,2020", "reference/projects.csv row 2, level"),
        ("projects", ",province,2020", ",province,20", "reference/projects.csv row 2, year"),
        ("projects", f"{PROJECT_ID},{COUNTY}", f"{PROJECT_ID},99O101", "row 2, county_code"),
        ("table_readings", "contract", "guess", "reference/table_readings.csv row 2, basis"),
    ],
)
def test_a_document_that_hangs_on_a_wrong_row_is_left_out_with_the_cause(
    small_root, table, old, new, said
):
    replace_text(small_root.reference / f"{table}.csv", old, new)
    document, reference = load(small_root)
    readings, findings = read_readings(document, reference)
    assert readings is None
    assert {finding.county_code for finding in findings} == {COUNTY}
    assert any(said in f"{finding.locator} {finding.reason}" for finding in findings)


def test_a_form_with_a_label_of_an_indicator_that_is_left_out_names_the_cause(small_root):
    path = small_root.reference / "indicators.csv"
    replace_text(path, "stations,站点,Stations,count,", "stations,站点,Stations,,")
    findings = build.compute_tables(small_root).findings
    (reason,) = findings.loc[findings["document_id"] == DOCUMENT, "reason"]
    assert "no indicator for '站点数'" in reason
    assert "reference/labels.csv row 3, meaning" in reason
    assert "reference/indicators.csv row 3, unit" in reason


def test_a_county_that_a_document_of_its_city_reports_on_is_told_that_it_is_left_out(small_root):
    path = small_root.raw / DOCUMENT / "document.yml"
    replace_text(
        path, f"county_code: '{COUNTY}'\ndocument_date", "county_code: '990100'\ndocument_date"
    )
    replace_text(small_root.reference / "areas.csv", "city,林市", "ciity,林市")
    findings = build.compute_tables(small_root).findings
    told = findings[(findings["county_code"] == COUNTY) & (findings["severity"] == "error")]
    (reason,) = told["reason"]
    assert "狐县自评 reports on 990101, too, and is left out" in reason
    assert "reference/areas.csv row 3, level" in reason


def test_a_document_of_an_unknown_project_is_left_out(small_root):
    path = small_root.raw / DOCUMENT / "document.yml"
    path.write_text(path.read_text("utf-8") + "project_id: 990101-nation-2030\n", "utf-8")
    readings, (finding,) = read_readings(*load(small_root))
    assert readings is None
    assert "project_id 990101-nation-2030 is not in projects.csv" in finding.reason


def test_amounts_of_one_of_several_projects_say_which_row_tells_which(small_root):
    (small_root.reference / "table_readings.csv").unlink()
    (small_root.reference / "projects.csv").unlink()
    for name in ("a-2020", "b-2021"):
        append(small_root, "projects", project_id=name, county_code=COUNTY, level="province",
               year="2020", title_zh="狐县项目")  # fmt: skip
    result = build.compute_tables(small_root)
    findings = result.findings
    assert set(findings["locator"]) == {
        f"{DOCUMENT} {table}" for table in ("disbursement", "contracts", "instalments")
    }
    assert findings["reason"].str.contains("990101 has 2 projects").all()
    assert findings["remedy"].str.contains(f"Add the row {DOCUMENT},").all()
    assert findings["remedy"].str.contains(",a-2020,,, or ").all()
    assert result.tables["budget"].empty
    ensure_built(small_root)
    assert load_counties(small_root)[COUNTY].name_zh == "狐县"
    (request, *_), codes = select_briefs(small_root, [COUNTY], (), "latest")
    assert codes == {COUNTY}
    assert "990101 has 2 projects in projects.csv" in request.refusal


def test_a_county_without_a_project_has_a_provisional_one(small_root):
    for table in ("table_readings", "projects"):
        (small_root.reference / f"{table}.csv").unlink()
    result = build.compute_tables(small_root)
    (finding,) = result.findings.to_dict("records")
    assert finding["severity"] == "warning"
    assert "is provisional" in finding["reason"]
    assert "briefs county 990101" in finding["remedy"]
    (origin,) = result.tables["projects"].loc[
        result.tables["projects"]["county_code"] == COUNTY, "project_origin"
    ]
    assert origin == "provisional"
    assert set(result.tables["budget"]["project_id"]) == {f"{COUNTY}-provisional"}


@pytest.mark.parametrize(
    ("table", "cells", "reason"),
    [
        ("appropriations", {"project_id": PROJECT_ID, "funds_source": "central",
                            "figure": f"{DOCUMENT}/disbursement/l9/paid"}, "is no figure of that"),
        ("appropriations", {"project_id": PROJECT_ID, "funds_source": "central",
                            "figure": "hen-2021/a/b/c"}, "no document hen-2021 is filed"),
        ("table_readings", {"document_id": DOCUMENT, "table_id": "disbursment", "note": "x"},
         "table_id is 'disbursment', which is no table of the document"),
        ("table_readings", {"document_id": "hen-2021", "table_id": "a", "note": "x"},
         "no document hen-2021 is filed"),
        ("claims", {"claim_id": "x", "figure": "hen-2021/a/b/c", "relation": "eq",
                    "formula": "a", "figures": "a=hen-2021/a/b/d"}, "no document hen-2021"),
        ("corrections", {"figure": "hen-2021/a/b/c", "transcribed": "1", "corrected": "7"},
         "no document hen-2021"),
        ("reviews", {"claim_id": "total:hen-2021/a/b/c", "printed": "1", "status": "accepted"},
         "no finding has the claim_id"),
    ],
)  # fmt: skip
def test_a_row_that_points_nowhere_is_an_error(built, small_root, table, cells, reason):
    append(small_root, table, **cells)
    findings = check_reference(load_reference(small_root), built, small_root.raw)
    (finding,) = findings
    assert finding.severity == "error"
    assert finding.locator.startswith(f"reference/{table}.csv ")
    assert reason in finding.reason
    is_of_county = table == "appropriations" or cells.get("document_id") == DOCUMENT
    assert finding.county_code == (COUNTY if is_of_county else None)


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """The tables of the small data root."""
    from ..conftest import write_root

    return build.compute_tables(write_root(tmp_path_factory.mktemp("built") / "data")).tables


def test_shipped_rows_that_point_to_documents_of_others_are_silent(built, small_root):
    assert check_reference(load_reference(small_root), built, small_root.raw) == []
