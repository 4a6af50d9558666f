"""A data root's own reference tables are an overlay, and one wrong row leaves out itself alone."""

import csv

import pytest

from analysis.documents.reference import load_reference
from analysis.documents.reference_findings import list_problems
from analysis.paths import PROJECT, REFERENCE, DataRoot
from analysis.tables.reference_forms import REFERENCE_COLUMNS, REFERENCE_KEYS
from analysis.tables.text_tables import TableError

DOCUMENT = "fox-2021"
FIGURE = f"{DOCUMENT}/disbursement/total/paid"
PROJECT_ID = "990121-nation-2021"
# A row of each table that can be used, by column; other cells are blank.
ROWS = {
    "areas": {"county_code": "990121", "level": "county", "name_zh": "狐岭县",
              "name_en": "Huling County", "parent_code": "440000"},
    "indicators": {"indicator_id": "fox_shops", "name_zh": "狐店数", "name_en": "Fox shops",
                   "unit": "count", "topic": "targets", "direction": "more",
                   "accumulates": "stock", "subset_of": "townships"},
    "units": {"printed_unit": "窝", "unit": "count", "factor": "1", "is_count": "true",
              "name_zh": "窝", "name_en": "dens"},
    "labels": {"form_kind": "monthly_form", "label": "狐店", "meaning": "townships"},
    "form_labels": {"form_kind": "disbursement", "role": "header", "label": "狐款",
                    "meaning": "paid"},
    "table_readings": {"document_id": DOCUMENT, "table_id": "disbursement",
                       "project_id": PROJECT_ID, "basis": "contract",
                       "as_of_date": "2021-12-31", "note": "As the table says."},
    "projects": {"project_id": PROJECT_ID, "county_code": "990121", "level": "nation",
                 "year": "2021", "title_zh": "狐岭县项目", "start_date": "2021-01-01"},
    "appropriations": {"project_id": PROJECT_ID, "funds_source": "central", "figure": FIGURE},
    "translations": {"zh": "狐岭甲公司", "en": "Huling company A"},
    "fact_index": {"fact_id": "F999", "value": "1"},
    "claims": {"claim_id": "fox", "figure": FIGURE, "relation": "eq", "formula": "a",
               "figures": f"a={FIGURE}"},
    "reviews": {"claim_id": f"total:{FIGURE}", "printed": "1", "status": "accepted",
                "decided_by": "analyst", "decided_date": "2022-01-01"},
    "corrections": {"figure": FIGURE, "transcribed": "1", "corrected": "7"},
}  # fmt: skip
# Wrong cells of each table: column, cell, what is said of it.
WRONG = [
    ("areas", "county_code", "99012", "county_code is '99012'; it must be six digits."),
    ("areas", "county_code", "９９０１２１", "it must be six digits"),
    ("areas", "level", "countty", "it must be one of nation, province, city, county"),
    ("areas", "level", "", "level is blank"),
    ("indicators", "indicator_id", "Fox shops", "small letters, digits and underscores"),
    ("indicators", "unit", "", "unit is blank"),
    ("indicators", "topic", "shops", "it must be one of funds, targets"),
    ("indicators", "direction", "up", "it must be one of more, less, none"),
    ("indicators", "accumulates", "week", "it must be one of stock, month"),
    ("units", "factor", "ten", "it must be a number above 0"),
    ("units", "factor", "0", "it must be a number above 0"),
    ("units", "is_count", "yes", "it must be one of true, false"),
    ("units", "unit", "", "unit is blank"),
    ("labels", "meaning", "", "meaning is blank"),
    ("labels", "meaning", "fox_towns", "meaning is 'fox_towns', which indicators.csv does not"),
    ("form_labels", "role", "head", "role is 'head'; it must be one of"),
    ("form_labels", "meaning", "", "meaning is blank"),
    ("table_readings", "project_id", "990199-nation-2021", "which projects.csv does not have"),
    ("table_readings", "basis", "guess", "it must be one of plan, tender, contract"),
    ("table_readings", "as_of_date", "2021-13-01", "it must be a date such as 2020-07-31"),
    ("table_readings", "as_of_date", "2021/12/31", "it must be a date such as 2020-07-31"),
    ("projects", "county_code", "990199", "county_code is '990199', which areas.csv does not"),
    ("projects", "county_code", "", "county_code is blank"),
    ("projects", "level", "countty", "it must be one of nation, province, city, county"),
    ("projects", "year", "202l", "it must be four digits"),
    ("projects", "start_date", "2021-02-30", "it must be a date such as 2020-07-31"),
    ("projects", "title_zh", "", "title_zh is blank"),
    ("appropriations", "funds_source", "state", "it must be one of central, province"),
    ("appropriations", "figure", "20000000", "it must be a figure: document_id/table_id/"),
    ("appropriations", "figure", "", "figure is blank"),
    ("appropriations", "project_id", "990199-nation-2021", "which projects.csv does not have"),
    ("translations", "en", "", "en is blank"),
    ("fact_index", "value", "", "value is blank"),
    ("claims", "relation", "is", "it must be one of eq, le, ge"),
    ("claims", "formula", "", "formula is blank"),
    ("claims", "figure", "fox", "it must be a figure"),
    ("reviews", "status", "fine", "it must be one of open, confirmed, accepted"),
    ("reviews", "decided_date", "yesterday", "it must be a date"),
    ("corrections", "figure", "fox/disbursement/total", "it must be a figure"),
]
# Columns that a row can do without: column, cell, what is said of it.
UNLINKED = [
    ("areas", "parent_code", "990199", "which areas.csv does not have"),
    ("areas", "parent_code", "990121", "the row itself"),
    ("areas", "parent_code", "441803", "a county, which is not above a county"),
    ("indicators", "subset_of", "fox_shops", "the row itself"),
    *(
        ("indicators", column, "fox_towns", "which indicators.csv does not have")
        for column in (
            "part_of_indicator", "subset_of", "weight", "numerator_indicator",
            "denominator_indicator", "month_indicator",
        )
    ),
]  # fmt: skip


def write_table(folder, table, *rows):
    """Writes rows, given by column, as a table of a data root's own."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / f"{table}.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, REFERENCE_COLUMNS[table], restval="")
        writer.writeheader()
        writer.writerows(rows)


def list_shipped(table):
    """The shipped rows of a table."""
    with (REFERENCE / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def find(reference, table, row):
    """The cells of the row in force with the same key; None if there is none."""
    key = tuple(row[column] for column in REFERENCE_KEYS[table])
    return next((row.cells for row in reference.rows[table] if row.key == key), None)


@pytest.fixture
def root(tmp_path):
    """A data root whose own tables have one good row each."""
    root = DataRoot(tmp_path / "data")
    for table, row in ROWS.items():
        write_table(root.reference, table, row)
    return root


def test_every_reference_table_is_tried_here():
    assert set(ROWS) == set(REFERENCE_COLUMNS) == {table for table, *_ in WRONG}


def test_the_shipped_tables_are_in_order():
    assert load_reference(DataRoot(PROJECT / "data")).problems == ()


def test_a_root_without_tables_of_its_own_has_the_shipped_rows(tmp_path):
    reference = load_reference(DataRoot(tmp_path / "data"))
    for table in REFERENCE_COLUMNS:
        assert [row.cells for row in reference.rows[table]] == list_shipped(table)
        assert not any(row.is_own for row in reference.rows[table])


@pytest.mark.parametrize("table", ROWS)
def test_a_row_of_its_own_is_added_to_the_shipped_ones(root, table):
    reference = load_reference(root)
    assert reference.problems == ()
    assert find(reference, table, ROWS[table]) == {
        column: ROWS[table].get(column, "") for column in REFERENCE_COLUMNS[table]
    }
    assert len(reference.rows[table]) == len(list_shipped(table)) + 1


@pytest.mark.parametrize("table", [name for name in ROWS if list_shipped(name)])
def test_a_row_replaces_the_shipped_row_of_its_key_and_blank_replaces_too(tmp_path, table):
    root = DataRoot(tmp_path / "data")
    shipped = list_shipped(table)[0]
    free = {"name_en", "note", "former_names", "title_en", "reason", "innocent"}
    changed = {**shipped, **{column: "" for column in shipped if column in free}}
    if table == "labels":
        changed["meaning"] = "townships"
    elif table == "form_labels":
        changed["meaning"] = "subtotal"
    elif table in ("translations", "fact_index"):
        changed["en" if table == "translations" else "value"] = "Otherwise"
    elif table == "table_readings":
        changed["as_of_date"] = ""
    write_table(root.reference, table, changed)
    reference = load_reference(root)
    assert reference.problems == ()
    assert find(reference, table, shipped) == changed
    assert len(reference.rows[table]) == len(list_shipped(table))


@pytest.mark.parametrize("table", [name for name in ROWS if list_shipped(name)])
def test_a_row_with_nothing_but_its_key_removes_the_shipped_row(tmp_path, table):
    root = DataRoot(tmp_path / "data")
    shipped = list_shipped(table)[0]
    write_table(root.reference, table, {name: shipped[name] for name in REFERENCE_KEYS[table]})
    reference = load_reference(root)
    assert find(reference, table, shipped) is None
    # What a shipped row named is gone on purpose: nothing is said of it.
    assert reference.problems == ()


def test_a_copy_of_a_shipped_row_counts_as_shipped(tmp_path):
    root = DataRoot(tmp_path / "data")
    for table in REFERENCE_COLUMNS:
        write_table(root.reference, table, *list_shipped(table))
    reference = load_reference(root)
    assert not any(row.is_own for rows in reference.rows.values() for row in rows)


@pytest.mark.parametrize(("table", "column", "cell", "said"), WRONG)
def test_a_wrong_cell_leaves_out_its_row_alone(root, table, column, cell, said):
    good = find_shipped_or_own(root, table)
    write_table(root.reference, table, {**ROWS[table], column: cell}, good)
    reference = load_reference(root)
    assert find(reference, table, good) is not None
    assert find(reference, table, {**ROWS[table], column: cell}) is None
    first = next(problem for problem in reference.problems if problem.row.table == table)
    assert first.place == f"reference/{table}.csv row 2, {column}"
    assert said in first.reason
    assert len(first.remedy) > 10
    findings = list(list_problems(reference))
    assert {finding.severity for finding in findings} == {"error"}
    tables = {problem.row.table for problem in reference.problems}
    assert tables <= {table, *DEPENDENT.get(table, ())}


# Tables whose good row above hangs on the row of another.
DEPENDENT = {"areas": ("projects", "appropriations", "table_readings"),
             "projects": ("appropriations", "table_readings")}  # fmt: skip


def find_shipped_or_own(root, table):
    """Another row of a table that can be used: the good one with another key."""
    others = {
        "county_code": "990122", "indicator_id": "fox_dens", "printed_unit": "巢", "label": "狐屋",
        "table_id": "contracts", "project_id": "990122-nation-2021", "zh": "狐岭乙公司",
        "fact_id": "F998", "claim_id": "fox-2", "figure": f"{DOCUMENT}/a/b/c",
    }  # fmt: skip
    key = REFERENCE_KEYS[table][-1] if table != "appropriations" else "funds_source"
    return {**ROWS[table], key: "county" if key == "funds_source" else others[key],
            **({"county_code": "440000"} if table == "projects" else {}),
            **({"project_id": "441803-province-2019"}
               if table in ("appropriations", "table_readings") else {})}  # fmt: skip


@pytest.mark.parametrize(("table", "column", "cell", "said"), UNLINKED)
def test_a_cell_that_names_nothing_counts_as_blank_where_the_row_can_do_without(
    root, table, column, cell, said
):
    write_table(root.reference, table, {**ROWS[table], column: cell})
    reference = load_reference(root)
    assert find(reference, table, ROWS[table])[column] == ""
    (finding,) = list_problems(reference)
    assert (finding.severity, finding.county_code) == ("error", None)
    assert f"{column} is {cell!r}, {said}" in finding.reason
    assert "counts as blank" in finding.remedy


@pytest.mark.parametrize("table", ROWS)
def test_a_row_with_too_few_or_too_many_cells_is_left_out(root, table):
    path = root.reference / f"{table}.csv"
    good = path.read_text("utf-8")
    path.write_text(good + "x\n" + "," * 30 + "y\n", "utf-8")
    reference = load_reference(root)
    own = [problem for problem in reference.problems if problem.row.table == table]
    assert [problem.row.number for problem in own] == [3, 4]
    assert "the row has 1 cells instead of" in own[0].reason
    assert find(reference, table, ROWS[table]) is not None


@pytest.mark.parametrize("table", ROWS)
def test_two_rows_with_one_key_and_different_cells_are_both_left_out(root, table):
    free = next(name for name in ("note", "name_en", "en", "value", "meaning", "printed",
                                  "corrected") if name in REFERENCE_COLUMNS[table])  # fmt: skip
    if table == "units":
        free = "name_zh"
    other = {**ROWS[table], free: "subtotal" if table == "form_labels" else "population"}
    write_table(root.reference, table, ROWS[table], other, ROWS[table])
    reference = load_reference(root)
    assert find(reference, table, ROWS[table]) is None
    own = [problem for problem in reference.problems if problem.row.table == table]
    assert [problem.row.number for problem in own][:2] == [3, 2]
    assert "stands in row 2 too, with other cells" in own[0].reason


@pytest.mark.parametrize("table", ROWS)
def test_the_same_row_twice_counts_once_and_blank_rows_do_not_count(root, table):
    write_table(root.reference, table, ROWS[table], {}, ROWS[table])
    with (root.reference / f"{table}.csv").open("a", encoding="utf-8") as file:
        file.write("\n,,\n")
    reference = load_reference(root)
    assert reference.problems == ()
    assert len(reference.rows[table]) == len(list_shipped(table)) + 1


UNREADABLE = {
    "a column is missing": lambda text: text.replace(",", ";", 1).encode(),
    "not UTF-8": lambda text: text.encode("utf-8") + "狐".encode("gb18030"),
    "a quotation mark is open": lambda text: (text + '"x').encode(),
    "empty": lambda text: b"",
}


@pytest.mark.parametrize("table", ROWS)
@pytest.mark.parametrize("fault", UNREADABLE)
def test_shipped_rows_stay_in_force_where_a_whole_table_cannot_be_read(root, table, fault):
    path = root.reference / f"{table}.csv"
    path.write_bytes(UNREADABLE[fault](path.read_text("utf-8")))
    reference = load_reference(root)
    kept = [row.cells for row in reference.rows[table]]
    assert kept == list_shipped(table)
    first, *others = list_problems(reference)
    assert (first.severity, first.locator) == ("error", f"reference/{table}.csv")
    assert "is used alone" in first.remedy
    assert {finding.locator.split(" ")[0] for finding in others} <= {
        f"reference/{name}.csv" for name in DEPENDENT.get(table, ())
    }


def test_a_row_that_hangs_on_one_that_is_left_out_names_the_cause(root):
    write_table(root.reference, "areas", {**ROWS["areas"], "level": "countty"})
    reasons = {problem.row.table: problem.reason for problem in load_reference(root).problems}
    assert "reference/areas.csv row 2, level: level is 'countty'" in reasons["projects"]
    assert "reference/projects.csv row 2, county_code" in reasons["appropriations"]
    assert "reference/projects.csv row 2, county_code" in reasons["table_readings"]


def test_a_wrong_row_leaves_the_shipped_row_of_its_key_in_force(tmp_path):
    root = DataRoot(tmp_path / "data")
    shipped = list_shipped("projects")[0]
    write_table(root.reference, "projects", {**shipped, "level": "countty"})
    assert find(load_reference(root), "projects", shipped) == shipped


def test_a_county_with_a_project_left_out_has_no_only_project(root):
    write_table(
        root.reference, "projects", ROWS["projects"],
        {**ROWS["projects"], "project_id": "990121-nation-2023", "year": "23"},
    )  # fmt: skip
    reference = load_reference(root)
    assert "990121" not in reference.only_projects
    assert reference.only_projects["441803"] == "441803-province-2019"


@pytest.mark.parametrize("code", ["99O121", "990199"])
def test_a_project_of_a_misspelt_county_is_told_to_the_county_that_its_name_begins_with(root, code):
    write_table(root.reference, "projects", {**ROWS["projects"], "county_code": code})
    findings = list(list_problems(load_reference(root)))
    assert {finding.county_code for finding in findings} == {"990121"}


def test_a_damaged_shipped_table_is_an_error_of_its_own(tmp_path):
    with pytest.raises(TableError, match=r"areas\.csv"):
        load_reference(DataRoot(tmp_path / "data"), shipped=tmp_path)
