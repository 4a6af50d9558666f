"""The invented data set: always the same, marked as such, consistent but for listed counties."""

import hashlib

import pytest

from analysis.commands.check import check
from analysis.demo import MOST_COUNTIES, DemoError, list_contradictions, write_demo
from analysis.demo.kinds import KINDS, WRONG_EVERY, WRONG_INDEX, write_papers
from analysis.demo.places import list_places
from analysis.paths import PROJECT, DataRoot

COUNTIES = 12


@pytest.fixture(scope="module")
def demo(tmp_path_factory):
    return write_demo(tmp_path_factory.mktemp("demo") / "data", COUNTIES, 2)


def digest_files(root: DataRoot):
    return {
        path.relative_to(root.root): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in root.root.rglob("*")
        if path.is_file() and "processed" not in path.parts
    }


def test_only_the_counties_that_it_names_contradict_themselves(demo):
    findings = check(demo)
    contradicting = findings[findings["verdict"] == "contradicts"]
    assert contradicting["county_code"].tolist() == list_contradictions(COUNTIES) == ["990107"]
    assert not (findings["severity"] == "error").any()


def test_the_same_call_writes_the_same_files(demo, tmp_path):
    assert digest_files(write_demo(tmp_path / "again", COUNTIES, 2)) == digest_files(demo)


def test_more_counties_leave_the_others_as_they_are(demo, tmp_path):
    more = digest_files(write_demo(tmp_path / "more", COUNTIES + 1, 2))
    raw = {name: digest for name, digest in digest_files(demo).items() if name.parts[0] == "raw"}
    assert raw.items() <= more.items()


def test_twelve_counties_show_every_kind_and_one_contradicts_itself():
    assert len(KINDS) == COUNTIES
    assert KINDS[WRONG_INDEX % len(KINDS)] == "two_projects"
    assert WRONG_EVERY % len(KINDS) == 0


def list_papers(kind):
    places = [place for place in list_places(COUNTIES) if place.level == "county"]
    return write_papers(places[KINDS.index(kind)], 2)


@pytest.mark.parametrize(("kind", "projects"), [("plain", 1), ("two_projects", 2),
                                                ("everything", 3)])  # fmt: skip
def test_a_county_has_one_or_several_projects(kind, projects):
    papers = list_papers(kind)
    assert len(papers.projects) == projects
    read = {row[2] for document in papers.documents for row in document.table_readings}
    assert read == {row[0] for row in papers.projects}


def test_fund_and_contract_tables_hold_rows_within_rows():
    tables = list_papers("rows").documents[0].tables
    labels = [row[2] for row in tables["disbursement"]]
    assert labels[0] == "年度资金总额"
    assert {"一、农产品上行", "1.品牌培育", "其中：设备"} <= set(labels)
    assert tables["contracts"][-1][1] == "合计"


def test_a_corrected_form_names_the_one_that_it_replaces():
    documents = {document.document_id: document for document in list_papers("versions").documents}
    new = [document for document in documents.values() if "supersedes" in document.record]
    assert [document.document_id for document in new] == ["demo-990105-2021-05-form-v2"]
    old = documents[new[0].record["supersedes"]]
    assert old.tables != new[0].tables
    assert new[0].record["filed_date"] > old.record["document_date"]
    assert {document.record["issuer_zh"] for document in documents.values()} > {
        old.record["issuer_zh"]
    }


def test_periods_are_months_quarters_halves_of_years_and_years():
    readings = list_papers("periods").documents[0].readings["statements"]
    periods = {(row[4][5:], row[5][5:]) for row in readings}
    assert {("01-01", "03-31"), ("01-01", "06-30"), ("01-01", "05-31"), ("04-01", "04-30"),
            ("01-01", "12-31")} <= periods  # fmt: skip


def test_targets_have_every_comparator_alternatives_texts_only_and_a_later_date():
    report = list_papers("targets").documents[0]
    rows = report.readings["conditions"]
    assert {row[6] for row in rows} == {"ge", "le", "eq", ""}
    assert max(row[12] for row in rows) > report.record["document_date"]
    assert any(" or " in row[3] for row in report.readings["items"])


def test_some_counties_file_nothing_that_a_brief_shows():
    assert [document.tables for document in list_papers("nothing").documents] == [{}]
    forms = list_papers("forms_only").documents
    assert {document.record["kind"] for document in forms} == {"monthly_form"}


def test_accepted_figures_have_the_same_row_ids_in_every_document_and_some_no_indicator():
    documents = list_papers("trends").documents
    rows = [document.readings["statements"] for document in documents]
    accepted = [[row for row in own if row[0] == "accepted"] for own in rows]
    assert [[row[1] for row in own] for own in accepted] == [["c1", "c2"], ["c1", "c2"]]
    assert {row[3] for own in accepted for row in own} == {"village_collective_income", ""}


def test_places_are_marked_and_cannot_be_real():
    places = list_places(MOST_COUNTIES)
    assert len({place.code for place in places}) == len(places)
    assert len({place.name_zh for place in places}) == len(places)
    assert all(place.code.startswith("99") for place in places)
    assert all(place.name_zh.startswith("演示") for place in places)
    assert all(place.name_en.startswith("Demo ") for place in places)


@pytest.mark.parametrize(("counties", "months"), [(0, 1), (MOST_COUNTIES + 1, 1), (1, -1)])
def test_numbers_out_of_range_are_refused(tmp_path, counties, months):
    with pytest.raises(DemoError, match="--counties must be 1 to"):
        write_demo(tmp_path / "data", counties, months)


def test_nothing_is_overwritten(tmp_path):
    (tmp_path / "mine").write_text("mine")
    with pytest.raises(DemoError, match="nothing is overwritten"):
        write_demo(tmp_path, 1, 1)
    assert [path.name for path in tmp_path.iterdir()] == ["mine"]


def test_the_shipped_tables_are_not_touched(demo):
    shipped = (PROJECT / "data" / "reference" / "areas.csv").read_text("utf-8")
    assert "演示" not in shipped
    assert demo.reference.is_relative_to(demo.root)
