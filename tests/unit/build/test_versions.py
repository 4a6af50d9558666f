"""Documents have a project and a place among the versions of one document."""

import shutil

import pandas as pd
import pytest
import yaml

from analysis.brief import Brief
from analysis.build import build
from analysis.documents.filed import load_record
from analysis.parameters import open_brief
from analysis.store.load import load_counties, load_table, load_tables
from analysis.tables.reference_forms import REFERENCE_COLUMNS

from ..conftest import COUNTY, DOCUMENT, PROJECT_ID, REFERENCE, replace_text, write_csv

SECOND = "990101-province-2021"


def add_project(root, project_id=SECOND, county=COUNTY) -> None:
    """Adds a project to a county, and takes the readings of tables away, which name the first."""
    row = (project_id, county, "province", "2021", "第二个项目", "Second project", "", "", "")
    rows = [*REFERENCE["projects"], row]
    write_csv(root.reference / "projects.csv", REFERENCE_COLUMNS["projects"], rows)
    write_csv(root.reference / "table_readings.csv", REFERENCE_COLUMNS["table_readings"], [])


def name_in_record(root, entry: str, document_id=DOCUMENT) -> None:
    """Adds an entry to a document.yml."""
    replace_text(root.raw / document_id / "document.yml", "kind: self_", f"{entry}\nkind: self_")


@pytest.mark.usefixtures("without_verdicts")
def test_a_document_may_say_its_project_and_when_it_was_filed(small_root):
    name_in_record(small_root, f"project_id: {PROJECT_ID}\nfiled_date: '2021-02-03'")
    record = load_record(small_root.raw / DOCUMENT)
    assert record.project_id == PROJECT_ID
    assert f"{record.filed_date}" == "2021-02-03"


@pytest.mark.usefixtures("without_verdicts")
@pytest.mark.parametrize("table", ["budget", "contracts", "payments", "series", "documents"])
def test_rows_are_of_the_project_that_the_document_names(small_root, table):
    add_project(small_root)
    name_in_record(small_root, f"project_id: {SECOND}")
    result = build.build(small_root)
    assert result.findings.empty
    frame = result.tables[table]
    own = frame[frame["county_code"] == COUNTY]
    if table == "series":  # visitors are of the county, not of a project
        own = own[own["indicator_id"] != "visitors"]
    assert set(own["project_id"]) == {SECOND}


@pytest.mark.usefixtures("without_verdicts")
def test_a_reading_of_a_table_goes_before_the_project_of_its_document(small_root):
    add_project(small_root)
    name_in_record(small_root, f"project_id: {SECOND}")
    rows = [(DOCUMENT, "disbursement", PROJECT_ID, "", "", "")]
    columns = REFERENCE_COLUMNS["table_readings"]
    write_csv(small_root.reference / "table_readings.csv", columns, rows)
    tables = build.build(small_root).tables
    assert set(tables["budget"]["project_id"]) == {PROJECT_ID}
    assert set(tables["contracts"]["project_id"]) == {SECOND}


@pytest.mark.usefixtures("without_verdicts")
def test_rows_about_another_area_are_not_of_the_project_of_the_county(small_root):
    name_in_record(small_root, f"project_id: {PROJECT_ID}")
    series = build.build(small_root).tables["series"]
    stations = series[series["indicator_id"] == "stations"].set_index("county_code")
    assert stations.loc[COUNTY, "project_id"] == PROJECT_ID
    assert pd.isna(stations.loc["990100", "project_id"])


@pytest.mark.usefixtures("without_verdicts")
def test_rows_of_a_county_with_one_project_are_of_it(small_root):
    tables = build.build(small_root).tables
    series = tables["series"].set_index("county_code").loc[COUNTY].set_index("indicator_id")
    assert series.loc["stations", "project_id"] == PROJECT_ID
    assert series.loc["visitors", "project_id"].isna().all()
    assert tables["documents"]["project_id"].tolist() == [PROJECT_ID]


@pytest.mark.usefixtures("without_verdicts")
def test_a_document_without_versions_counts_from_its_date(small_root):
    (document,) = build.build(small_root).tables["documents"].to_dict("records")
    assert document["known_date"] == document["document_date"]
    assert pd.isna(document["replaced_date"])
    assert pd.isna(document["supersedes"])


NEXT, COPIED = f"{DOCUMENT}-v2", "fox-2021-letter"
OTHER_COUNTY = "990102"


def file_again(root, document_id=NEXT, of=DOCUMENT, day="2021-03-01", supersedes=DOCUMENT):
    """Files a document and its readings again, under another id and with a later date."""
    for folder in (root.raw, root.reference / "readings"):
        shutil.copytree(folder / of, folder / document_id)
    path = root.raw / document_id / "document.yml"
    record = yaml.safe_load(path.read_text("utf-8"))
    record |= {"document_id": document_id, "document_date": day, "supersedes": supersedes}
    path.write_text(yaml.safe_dump(record, allow_unicode=True), "utf-8")
    with (root.reference / "table_readings.csv").open("a", encoding="utf-8") as file:
        file.write(f"{document_id},disbursement,{PROJECT_ID},contract,,\n")


def open_at(root, day: str) -> Brief:
    """A brief about the county as of a day."""
    return Brief(COUNTY, "狐县", "Fox County", pd.Timestamp(day), "en", root)


def file_letter(root, actual=f"{DOCUMENT}/results/a1_actual/value") -> None:
    """Files a document whose condition names a figure of another one, and which has no other."""
    file_again(root, COPIED, day="2021-02-01", supersedes=None)
    replace_text(
        root.reference / "readings" / COPIED / "conditions.csv", "results/a1_actual/value", actual
    )
    replace_text(root.reference / "readings" / COPIED / "contracts.csv", "fox-k", "fox-l")
    replace_text(root.reference / "readings" / COPIED / "payments.csv", "fox-k", "fox-l")


def read_actual(tables) -> tuple[str, float]:
    """Figure and value of the actual of the letter's condition."""
    outputs = tables["outputs"].set_index("document_id")
    return outputs.loc[COPIED, "actual_figure"], outputs.loc[COPIED, "actual"]


def list_errors(result) -> dict[str, str]:
    """The errors of a build: document → reason."""
    errors = result.findings[result.findings["severity"] == "error"]
    return dict(zip(errors["document_id"], errors["reason"], strict=True))


def test_all_versions_are_built_and_an_earlier_date_shows_those_of_then(small_root):
    file_again(small_root)
    replace_text(small_root.raw / NEXT / "disbursement.csv", "30.00,50.00%", "31.00,50.00%")
    result = build.build(small_root)
    documents = result.tables["documents"].set_index("document_id")
    assert documents.loc[NEXT, "supersedes"] == DOCUMENT
    assert documents.loc[DOCUMENT, "replaced_date"] == documents.loc[NEXT, "known_date"]
    assert set(result.tables["budget"]["document_id"]) == {DOCUMENT, NEXT}
    assert set(load_table("budget", small_root)["document_id"]) == {NEXT}
    for day, expected in (("2021-02-28", DOCUMENT), ("2021-03-01", NEXT)):
        brief = open_at(small_root, day)
        for name in ("documents", "budget", "contracts", "payments", "outputs", "series"):
            assert set(load_tables(brief, name)["document_id"]) == {expected}, (day, name)
        verdicts = load_tables(brief, "verdicts").set_index("figure")
        verdict = verdicts.loc[f"{expected}/disbursement/l1/rate", "verdict"]
        assert verdict == ("agrees" if expected == DOCUMENT else "contradicts")
        assert set(verdicts["document_id"]) == {expected}
    assert load_counties(small_root)[COUNTY].documents == 1


@pytest.mark.usefixtures("without_verdicts")
def test_a_new_version_of_the_same_date_counts_from_the_day_of_filing(small_root):
    file_again(small_root, day="2021-01-31")
    name_in_record(small_root, "filed_date: '2021-04-05'", NEXT)
    build.build(small_root)
    known = load_tables(open_at(small_root, "2021-04-04"), "documents")["document_id"].tolist()
    assert known == [DOCUMENT]
    brief = open_brief(COUNTY, "latest", "en", str(small_root.root))
    assert f"{brief.as_of:%Y-%m-%d}" == "2021-01-31"
    assert load_tables(brief, "documents")["document_id"].tolist() == [NEXT]


@pytest.mark.parametrize("is_moved", [False, True])
def test_a_condition_takes_the_figure_of_the_newest_version(small_root, is_moved):
    file_letter(small_root)
    file_again(small_root)
    path = small_root.raw / NEXT / "results.csv"
    replace_text(path, "620人次", "630人次")
    if is_moved:
        replace_text(path, "a1_actual", "a2_actual")
        for name in ("statements", "conditions"):
            readings = small_root.reference / "readings" / NEXT / f"{name}.csv"
            replace_text(readings, "a1_actual", "a2_actual")
    result = build.build(small_root)
    row = "a2_actual" if is_moved else "a1_actual"
    assert list_errors(result) == {}
    assert read_actual(result.tables) == (f"{NEXT}/results/{row}/value", 630)
    (before,) = (
        load_tables(open_at(small_root, "2021-02-28"), "outputs")
        .query("document_id == @COPIED")
        .to_dict("records")
    )
    assert (before["actual"], before["actual_figure"]) == (
        620, f"{DOCUMENT}/results/a1_actual/value"
    )  # fmt: skip
    early = load_tables(open_at(small_root, "2021-02-28"), "verdicts")
    assert not early["inputs"].fillna("").str.contains(NEXT).any()


@pytest.mark.usefixtures("without_verdicts")
def test_a_condition_keeps_the_figure_that_the_new_version_no_longer_has(small_root):
    file_letter(small_root)
    file_again(small_root)
    replace_text(small_root.raw / NEXT / "results.csv", "完成人次", "参加人次")
    result = build.build(small_root)
    assert read_actual(result.tables) == (f"{DOCUMENT}/results/a1_actual/value", 620)
    (finding,) = result.findings.to_dict("records")
    assert finding["severity"] == "warning"
    assert f"{NEXT}, which replaces that document, has no such figure" in finding["reason"]


@pytest.mark.usefixtures("without_verdicts")
def test_a_new_version_has_its_own_figures(small_root):
    full = f"{DOCUMENT}/results/a1_actual/value"
    readings = small_root.reference / "readings" / DOCUMENT / "conditions.csv"
    replace_text(readings, "results/a1_actual/value", full)
    file_again(small_root)
    replace_text(small_root.raw / NEXT / "results.csv", "620人次", "630人次")
    outputs = build.build(small_root).tables["outputs"].set_index("document_id")
    assert outputs["actual"].to_dict() == {DOCUMENT: 620, NEXT: 630}


def break_table(folder):
    replace_text(folder / "disbursement.csv", "row_id,", "row,")


def break_schema(folder):
    replace_text(folder.parents[1] / "reference" / "readings" / folder.name / "payments.csv",
                 "paid", "promised")  # fmt: skip


def cut_record(folder):
    path = folder / "document.yml"
    path.write_bytes(path.read_bytes()[:150])


def remove_record(folder):
    (folder / "document.yml").unlink()


@pytest.mark.usefixtures("without_verdicts")
@pytest.mark.parametrize("damage", [break_table, break_schema, cut_record, remove_record])
def test_a_new_version_that_cannot_be_used_leaves_the_old_one_in_force(small_root, damage):
    file_letter(small_root)
    file_again(small_root)
    damage(small_root.raw / NEXT)
    result = build.build(small_root)
    assert set(list_errors(result)) == {NEXT}
    assert list_errors(result)[NEXT].endswith(f"; {DOCUMENT} stays in force.")
    assert set(load_table("documents", small_root)["document_id"]) == {DOCUMENT, COPIED}
    assert read_actual(result.tables)[0].startswith(DOCUMENT)
    assert load_counties(small_root)[COUNTY].errors == ()


@pytest.mark.usefixtures("without_verdicts")
@pytest.mark.parametrize(
    ("supersedes", "reason"),
    [
        ("fox-2021-report", "supersedes names the document itself"),
        ("fox-2020-report", "supersedes names fox-2020-report, which is not filed"),
        ("badger-report", f"supersedes names badger-report, a document of {OTHER_COUNTY}"),
    ],
)
def test_a_document_that_cannot_replace_what_it_names_replaces_nothing(
    small_root, supersedes, reason
):
    file_again(small_root, "badger-report", day="2021-01-01", supersedes=None)
    path = small_root.raw / "badger-report" / "document.yml"
    replace_text(path, f"county_code: '{COUNTY}'\ndoc", f"county_code: '{OTHER_COUNTY}'\ndoc")
    with (small_root.reference / "areas.csv").open("a", encoding="utf-8") as file:
        file.write(f"{OTHER_COUNTY},county,獾县,Badger County,990100,,\n")
    with (small_root.reference / "projects.csv").open("a", encoding="utf-8") as file:
        file.write(f"{OTHER_COUNTY}-province-2020,{OTHER_COUNTY},province,2020,獾县项目,,,,\n")
    readings = small_root.reference / "table_readings.csv"
    replace_text(
        readings, f"badger-report,disbursement,{PROJECT_ID}", "badger-report,disbursement,"
    )
    file_again(small_root, "fox-2021-report", supersedes=supersedes)
    for name in ("contracts", "payments"):
        for document_id, mark in (("badger-report", "badger-k"), ("fox-2021-report", "fox-n")):
            readings = small_root.reference / "readings" / document_id / f"{name}.csv"
            replace_text(readings, "fox-k", mark)
    result = build.build(small_root)
    assert reason in list_errors(result)["fox-2021-report"]
    assert set(result.tables["documents"]["document_id"]) == {DOCUMENT, "badger-report"}
    assert result.tables["documents"]["replaced_date"].isna().all()
    assert load_counties(small_root)[COUNTY].errors


@pytest.mark.usefixtures("without_verdicts")
def test_of_documents_that_replace_each_other_the_oldest_is_used(small_root):
    file_again(small_root)
    name_in_record(small_root, f"supersedes: {NEXT}")
    result = build.build(small_root)
    assert "supersedes makes a circle" in list_errors(result)[NEXT]
    assert result.tables["documents"]["document_id"].tolist() == [DOCUMENT]


def test_a_review_holds_for_the_same_figure_of_a_new_version(small_root):
    replace_text(small_root.raw / DOCUMENT / "disbursement.csv", "50.00%", "51.00%")
    row = (
        f"rate:{DOCUMENT}/disbursement/l1/rate",
        "51.00%",
        "accepted",
        "Seen.",
        "a",
        "2021-02-01",
    )
    write_csv(small_root.reference / "reviews.csv", REFERENCE_COLUMNS["reviews"], [row])
    file_again(small_root)
    result = build.build(small_root)
    assert result.findings.empty
    reviewed = result.tables["verdicts"].dropna(subset="review_status")
    assert set(reviewed["document_id"]) == {DOCUMENT, NEXT}
    replace_text(small_root.raw / NEXT / "disbursement.csv", "51.00%", "52.00%")
    result = build.build(small_root)
    (finding,) = result.findings.to_dict("records")
    assert "the figure is now printed '52.00%'" in finding["reason"]


@pytest.mark.usefixtures("without_verdicts")
def test_a_correction_also_holds_where_a_new_version_has_the_same_text(small_root):
    figure = f"{DOCUMENT}/disbursement/l1/rate"
    row = (figure, "50.00%", "55.00%", "Misread.", "a", "2021-02-01")
    write_csv(small_root.reference / "corrections.csv", REFERENCE_COLUMNS["corrections"], [row])
    file_again(small_root)
    result = build.build(small_root)
    rates = result.tables["budget"].query("row_id == 'l1'").set_index("document_id")
    assert rates["printed_rate"].to_dict() == {DOCUMENT: 0.55, NEXT: 0.55}
    assert result.findings["severity"].tolist() == ["warning"]
    replace_text(small_root.raw / NEXT / "disbursement.csv", "50.00%", "56.00%")
    result = build.build(small_root)
    rates = result.tables["budget"].query("row_id == 'l1'").set_index("document_id")
    assert rates["printed_rate"].to_dict() == {DOCUMENT: 0.55, NEXT: 0.56}
    assert result.findings.empty


def test_a_claim_of_the_text_is_about_the_version_that_counts(small_root):
    names = [f"{DOCUMENT}/results/{row}/value" for row in ("a1_actual", "a1_target")]
    row = ("more", names[0], "ge", "target", f"target={names[1]}", "", "")
    write_csv(small_root.reference / "claims.csv", REFERENCE_COLUMNS["claims"], [row])
    file_again(small_root)
    replace_text(small_root.raw / NEXT / "results.csv", "620人次", "420人次")
    build.build(small_root)
    for day, verdict in (("2021-02-28", "agrees"), ("2021-03-01", "contradicts")):
        verdicts = load_tables(open_at(small_root, day), "verdicts").set_index("claim_id")
        assert verdicts.loc["more", "verdict"] == verdict


def test_a_claim_on_a_figure_that_the_new_version_lacks_is_not_checked_and_said(small_root):
    names = [f"{DOCUMENT}/results/{row}/value" for row in ("a1_actual", "a1_target")]
    row = ("more", names[0], "ge", "target", f"target={names[1]}", "", "")
    write_csv(small_root.reference / "claims.csv", REFERENCE_COLUMNS["claims"], [row])
    file_again(small_root)
    replace_text(small_root.raw / NEXT / "results.csv", "要求人次", "另一项")
    (finding,) = build.build(small_root).findings.to_dict("records")
    assert (finding["severity"], finding["locator"]) == ("warning", "reference/claims.csv more")


@pytest.mark.usefixtures("without_verdicts")
def test_two_documents_in_force_may_not_list_contracts_of_one_id(small_root):
    file_again(small_root, COPIED, supersedes=None)
    result = build.build(small_root)
    assert "contract_id is 'fox-k1', which another document lists" in result.findings.iloc[0].reason
