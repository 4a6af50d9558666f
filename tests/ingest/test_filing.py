"""Filing is atomic; the same file changes nothing; a corrected file becomes a new version."""

import os
from datetime import date
from pathlib import Path

import pytest

from analysis.build.build import compute_tables
from analysis.commands.ingest_messages import describe_outcome, show_files, summarise
from analysis.documents.filed import load_record
from analysis.errors import ParameterError
from analysis.ingest.content import UnreadableFile
from analysis.ingest.filing import ingesting
from analysis.ingest.filing.batch import ingest_files
from analysis.ingest.filing.candidates import load_candidates
from analysis.ingest.filing.filing_options import FilingOptions, check_filing_options
from analysis.ingest.filing.ingesting import Ingester
from analysis.ingest.process.reading import ReadFile, read_drafts
from analysis.ingest.readings.drafts import draft_documents
from analysis.paths import DataRoot
from analysis.tables.in_force import select_in_force

from .conftest import (
    COUNTY,
    DISBURSEMENT_LINES,
    DISBURSEMENT_ROWS,
    OTHER,
    list_reasons,
    make_content,
    make_disbursement,
    make_monthly,
)


def read_content(content, sha256, vocabulary, options):
    """What the reading process gives of a file with this content."""
    return ReadFile(sha256, draft_documents(content, vocabulary, options))


def snapshot(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*")) if path.is_file()
    }  # fmt: skip


def test_the_same_file_filed_twice_changes_nothing(desk):
    first = desk.file(make_disbursement())
    before = snapshot(desk.root.root)
    second = desk.file(make_disbursement())
    assert (first.state, second.state) == ("filed", "unchanged")
    assert second.document_id == first.document_id
    assert snapshot(desk.root.root) == before


def test_a_later_call_recognises_a_filed_file(desk):
    first = desk.file(make_disbursement())
    desk.ingester = Ingester(desk.root)
    assert desk.file(make_disbursement()).state == "unchanged"
    assert desk.ingester.filed.find_latest(first.document_id) == first.document_id


def test_a_corrected_file_is_a_new_version_and_the_old_one_stays_on_record(desk):
    first = desk.file(make_disbursement())
    old = snapshot(desk.root.raw / first.document_id)
    rows = [["甲公司", "公共服务", "60.00", "36.00", "60.00%"], *DISBURSEMENT_ROWS[1:2]]
    second = desk.file(make_disbursement(rows))
    third = desk.file(make_disbursement(rows[:1]))
    assert second.document_id == f"{first.document_id}-v2"
    assert second.supersedes == first.document_id
    assert third.supersedes == second.document_id
    assert snapshot(desk.root.raw / first.document_id) == old
    every = compute_tables(desk.root).tables
    assert set(every["documents"]["document_id"]) == {
        first.document_id, second.document_id, third.document_id,
    }  # fmt: skip
    tables = select_in_force(every)
    assert tables["documents"]["document_id"].tolist() == [third.document_id]
    assert tables["budget"]["paid_cny"].tolist() == [360_000]


def make_form_of(issuer="狐狸县商务局", project="", rows=DISBURSEMENT_ROWS, month="2020年7月"):
    """A disbursement table of an office, a project and a month."""
    lines = [line.replace("狐狸县商务局", issuer) for line in DISBURSEMENT_LINES]
    lines[2] = f"报告期：{month}"
    named = [f"项目名称：{project}"] if project else []
    return make_disbursement(rows, lines=[*lines[:3], *named, *lines[3:]])


CORRECTED = [["甲公司", "公共服务", "60.00", "36.00", "60.00%"]]


@pytest.mark.parametrize(
    ("other", "difference"),
    [
        ({"issuer": "狐狸县财政局"}, "issuer"),
        ({"project": "狐狸县电子商务提升项目"}, "name of the project"),
        ({"issuer": "狐狸县财政局", "project": "狐狸县电子商务提升项目"}, "issuer"),
    ],
)
def test_papers_of_two_offices_or_projects_are_two_documents(desk, other, difference):
    first = desk.file(make_form_of(project="狐狸县电子商务示范项目"))
    second = desk.file(make_form_of(**{"project": "狐狸县电子商务示范项目", **other}))
    assert second.document_id == f"{first.document_id}-2"
    assert second.supersedes is None
    assert f"of another {difference}" in list_reasons(second)
    desk.ingester = Ingester(desk.root)
    again = desk.file(
        make_form_of(**{"project": "狐狸县电子商务示范项目", **other}, rows=CORRECTED)
    )
    assert again.document_id == f"{second.document_id}-v2"
    assert again.supersedes == second.document_id


def test_a_quarter_and_its_last_month_are_two_papers(desk):
    first = desk.file(make_form_of(month="2020年6月"))
    record = desk.root.raw / first.document_id / "document.yml"
    text = record.read_text("utf-8").replace("2020-06-01", "2020-04-01")
    record.write_text(text, "utf-8")
    desk.ingester = Ingester(desk.root)
    assert desk.file(make_form_of(month="2020年6月", rows=CORRECTED)).supersedes is None


@pytest.mark.parametrize("issuer", ["狐狸县商务局（盖章）", "狐狸县 商务局", ""])
def test_an_issuer_that_is_written_otherwise_or_left_out_makes_no_other_paper(desk, issuer):
    first = desk.file(make_form_of())
    assert desk.file(make_form_of(issuer, rows=CORRECTED)).supersedes == first.document_id


def test_a_person_can_say_that_a_paper_of_another_office_is_a_correction(desk):
    first = desk.file(make_form_of())
    content = make_form_of("狐狸县财政局", rows=CORRECTED)
    second = desk.file(content, document_id=first.document_id)
    assert second.supersedes == first.document_id


def test_the_project_that_a_form_names_is_that_of_its_amounts(desk):
    with (desk.root.reference / "projects.csv").open("a", encoding="utf-8") as file:
        file.write(f"{COUNTY}-nation-2021,{COUNTY},nation,2021,提升项目,,,,\n")
    desk.ingester = Ingester(desk.root)
    outcome = desk.file(make_form_of(project="提升项目"))
    assert "projects in projects.csv" not in list_reasons(outcome)
    budget = compute_tables(desk.root).tables["budget"]
    assert set(budget["project_id"]) == {f"{COUNTY}-nation-2021"}


def test_a_document_says_on_which_day_it_was_filed(desk):
    desk.ingester = Ingester(desk.root, date(2020, 8, 9))
    outcome = desk.file(make_disbursement())
    record = load_record(desk.root.raw / outcome.document_id)
    assert record.filed_date == date(2020, 8, 9)


def test_a_refused_filing_leaves_no_candidates_and_takes_none_away(desk, monkeypatch):
    report = make_content("狐狸县2020年7月工作推进情况", "已建成站点30个，培训300人次。" * 4)
    first = desk.file(report)
    path = desk.root.candidates / f"{first.document_id}.csv"
    folder = desk.root.readings / "mine"
    folder.mkdir(parents=True)
    (folder / "statements.csv").write_text("table_id,row_id,note\nx,y,A reason.\n")
    assert desk.file(report, "again.docx", document_id="mine").state == "refused"
    monkeypatch.setattr(ingesting, "file_document", _fail)
    with pytest.raises(OSError, match="full"):
        desk.file(report, "other.docx", document_id="other")
    assert [file.name for file in desk.root.candidates.iterdir()] == [path.name]


def _fail(root, filing):
    raise OSError("the disk is full")


def test_a_file_of_another_county_than_given_is_refused(desk):
    outcome = desk.file(make_disbursement(), county=OTHER)
    assert outcome.state == "refused"
    assert "--county says 獾子区, the file names 狐狸县" in list_reasons(outcome)


def test_a_file_sent_for_two_counties_is_filed_once_with_a_warning(desk):
    desk.file(make_disbursement())
    outcome = desk.file(make_disbursement(), county=OTHER)
    assert outcome.state == "unchanged"
    assert f"filed for {COUNTY}, not for {OTHER}" in list_reasons(outcome)


def test_a_month_other_than_the_file_s_own_is_refused(desk):
    options = check_filing_options(desk.ingester.vocabulary.areas, None, "2020-08", None)
    outcome = desk.file(make_monthly(), period=options.period)
    assert outcome.state == "refused"
    assert "--period says 2020-08, the file 2020年7月" in list_reasons(outcome)


@pytest.mark.parametrize(
    ("county", "period", "document_id"),
    [("999999", None, None), (None, "2020-13", None), (None, "2020-7", None),
     (None, "２０２０-07", None), (None, None, "../x"), (None, None, "A b")],
)  # fmt: skip
def test_options_that_are_not_valid_are_refused(county, period, document_id, desk):
    with pytest.raises(ParameterError):
        check_filing_options(desk.ingester.vocabulary.areas, county, period, document_id)


def test_an_error_while_writing_leaves_no_file(desk, monkeypatch):
    synced = []

    def fail(handle):
        synced.append(handle)
        if len(synced) == 4:
            raise OSError("the disk is full")

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(OSError, match="full"):
        desk.file(make_disbursement())
    monkeypatch.undo()
    assert not [path for path in desk.root.raw.glob("**/*") if path.is_file()]
    assert desk.file(make_disbursement()).state == "filed"


def test_readings_of_a_person_are_not_overwritten(desk):
    folder = desk.root.readings / "mine"
    folder.mkdir(parents=True)
    (folder / "budget.csv").write_text("table_id,row_id,category,note\nx,y,z,A reason.\n")
    outcome = desk.file(make_disbursement(), document_id="mine")
    assert outcome.state == "refused"
    assert "a person's readings" in list_reasons(outcome)


def test_a_root_without_reference_keeps_readings_of_its_own_and_uses_the_shipped_tables(tmp_path):
    root = DataRoot(tmp_path)
    content = make_disbursement(
        lines=("陆丰市自评报告", "填报单位：陆丰市商务局", "报告期：2020年7月", "单位：万元")
    )
    (outcome,) = Ingester(root).file_content(content, "form.docx", "0" * 64, FilingOptions())
    assert outcome.state == "filed", list_reasons(outcome)
    assert (tmp_path / "reference" / "readings" / outcome.document_id).is_dir()
    tables = compute_tables(root).tables
    assert tables["budget"]["category"].tolist().count("training") == 0
    assert len(tables["budget"]) == 3


def test_one_unreadable_file_does_not_stop_the_others(desk, tmp_path):
    paths = [tmp_path / f"{at}.docx" for at in range(4)]

    def read(path, *more):
        if path.name == "2.docx":
            raise UnreadableFile("broken", "The file is cut off.", "Ask for it again.")
        content = make_disbursement([["甲", path.stem, "60", "30", "50%"]])
        return read_content(content, path.stem * 64, *more)

    shown_outcomes = []
    outcomes = ingest_files(desk.ingester, [*paths, tmp_path / "~$0.docx"], FilingOptions(), read,
                            shown_outcomes.append)  # fmt: skip
    assert [outcome.state for outcome in outcomes] == ["filed", "filed", "refused", "filed"]
    assert shown_outcomes == outcomes
    assert summarise(outcomes) == "3 of 4 files filed, 1 not filed."
    assert "cut off" in list_reasons(outcomes[2])


def test_a_missing_file_is_reported_not_raised(desk, tmp_path):
    (outcome,) = desk.ingester.ingest(tmp_path / "gone.xlsx", FilingOptions(), read_drafts)
    assert outcome.state == "refused"
    assert "There is no such file" in list_reasons(outcome)


def test_a_county_without_a_project_is_told_where_its_project_comes_from(desk):
    lines = ("鼓楼县自评报告", "报告期：2020年7月", "单位：万元")
    outcome = desk.file(make_disbursement(lines=lines), county="990202")
    assert outcome.state == "filed"
    assert "projects.csv has no project of 990202" in list_reasons(outcome)


def test_an_older_file_filed_after_a_newer_one_gets_a_warning(desk):
    def make(day):
        dated = f"填报日期：2020年8月{day}日"
        lines = ("狐狸县2020年7月自评报告", "填报单位：狐狸县商务局", dated, "单位：万元")
        return make_disbursement(lines=lines)

    assert desk.file(make(9)).findings == ()
    assert "wrong order" in list_reasons(desk.file(make(5)))


def test_a_bug_met_by_one_file_does_not_stop_the_others(desk, tmp_path):
    paths = [tmp_path / "a.docx", tmp_path / "b.docx"]

    def read(path, *more):
        if path.name == "a.docx":
            raise ZeroDivisionError("a mistake\nerror, forged line")
        return read_content(make_disbursement(), "0" * 64, *more)

    outcomes = ingest_files(desk.ingester, paths, FilingOptions(), read, lambda outcome: None)
    assert [outcome.state for outcome in outcomes] == ["refused", "filed"]
    assert len(describe_outcome(outcomes[0])) == 2
    assert all("\n" not in line for line in describe_outcome(outcomes[0]))


def test_names_that_differ_only_in_width_get_a_warning(desk):
    def read(path, *more):
        rows = [["甲", path.suffix, "60", "30", "50%"]]
        return read_content(make_disbursement(rows), ascii(path.name) * 8, *more)

    paths = [Path("报表1.docx"), Path("报表１.docx"), Path("other.docx")]
    outcomes = ingest_files(desk.ingester, paths, FilingOptions(), read, lambda outcome: None)
    has_warning = ["differ only in case, width" in list_reasons(outcome) for outcome in outcomes]
    assert has_warning == [True, True, False]


def test_a_full_disk_stops_the_call(desk, tmp_path):
    def read(path, *more):
        raise OSError("the disk is full")

    with pytest.raises(OSError, match="full"):
        ingest_files(desk.ingester, [tmp_path / "a.docx"], FilingOptions(), read, print)


@pytest.mark.parametrize("sees_change", [True, False])
def test_what_another_call_files_meanwhile_is_neither_filed_twice_nor_overwritten(
    sees_change, desk
):
    other = Ingester(desk.root)
    outcome = desk.file(make_disbursement())
    before = snapshot(desk.root.raw)
    if not sees_change:  # both filed within one tick of the file system's clock
        other.filed.look(desk.root.raw)
    desk.ingester = other
    again = desk.file(make_disbursement(CORRECTED))
    assert again.document_id == f"{outcome.document_id}-v2"
    assert again.supersedes == outcome.document_id
    same = desk.file(make_disbursement())
    assert (same.state, same.document_id) == ("unchanged", outcome.document_id)
    assert before.items() <= snapshot(desk.root.raw).items()


def test_a_document_with_a_damaged_record_keeps_its_name(desk):
    outcome = desk.file(make_disbursement())
    (desk.root.raw / outcome.document_id / "document.yml").write_bytes(b"\xff")
    desk.ingester = Ingester(desk.root)
    assert desk.file(make_disbursement()).document_id == f"{outcome.document_id}-v2"


@pytest.mark.parametrize(
    ("make", "kind"), [(make_monthly, "monthly-form"), (make_disbursement, "progress-report")]
)
def test_a_document_without_a_known_title_is_named_by_its_tables(make, kind, desk):
    lines = ("狐狸县材料", "填报单位：狐狸县商务局", "报告期：2020年7月", "单位：万元")
    # A monthly form with columns of areas is known without its title.
    assert desk.file(make(lines=lines)).document_id == f"{COUNTY}-2020-07-{kind}"


def test_outcomes_are_shown_as_lines_or_above_a_progress_bar(desk, monkeypatch, capsys):
    filed = desk.file(make_disbursement())
    newer = desk.file(make_disbursement(DISBURSEMENT_ROWS[:2]))
    refused = desk.file(make_disbursement(), county=OTHER, document_id="x")
    for is_terminal in ("", "1"):
        monkeypatch.setenv("FORCE_COLOR", is_terminal)
        with show_files(3) as advance:
            for outcome in (filed, newer, refused):
                advance(outcome)
        # A terminal wraps long lines.
        shown = " ".join(capsys.readouterr().err.split())
        assert f"filed as {filed.document_id} (rows: disbursement 3)" in shown
        assert f"filed as {newer.document_id} as a new version of {filed.document_id}" in shown
        assert "already filed as" in shown


@pytest.mark.parametrize(
    ("title", "number", "start", "end"),
    [
        ("狐狸县2022年第一季度电子商务进农村进展情况", "2022-q1", "2022-01-01", "2022-03-31"),
        ("狐狸县2022年上半年电子商务进农村进展情况", "2022-h1", "2022-01-01", "2022-06-30"),
        ("狐狸县2022年前三季度电子商务进农村进展情况", "2022-m01-m09", "2022-01-01", "2022-09-30"),
        ("狐狸县2022年1-5月电子商务进农村进展情况", "2022-m01-m05", "2022-01-01", "2022-05-31"),
        ("狐狸县2022年3月电子商务进农村进展情况", "2022-03", "2022-03-01", "2022-03-31"),
        ("狐狸县2021年电子商务进农村工作总结", "2021", "2021-01-01", "2021-12-31"),
    ],
)
def test_a_title_gives_the_period_and_an_id_of_its_own(title, number, start, end, desk):
    outcome = desk.file(make_content(title, "全县建成村级电商服务站120个，累计培训2400人次。"))
    assert outcome.state == "filed"
    assert f"{COUNTY}-{number}-" in outcome.document_id
    documents = compute_tables(desk.root).tables["documents"]
    periods = documents[["period_start", "period_end"]].astype("str").values.tolist()
    assert periods == [[start, end]]


def test_papers_of_a_month_and_of_the_quarter_that_ends_with_it_are_two_documents(desk):
    titles = ("狐狸县2022年3月工作推进情况", "狐狸县2022年第一季度工作推进情况")
    outcomes = [
        desk.file(make_content(title, "全县建成村级电商服务站120个，累计培训2400人次。"))
        for title in titles
    ]
    assert [outcome.state for outcome in outcomes] == ["filed", "filed"]
    assert all(outcome.supersedes is None for outcome in outcomes)


def test_the_period_of_a_call_may_be_a_year_but_not_another_than_the_title_says(desk):
    read = check_filing_options(desk.ingester.vocabulary.areas, None, "2022", None)
    text = "全县建成村级电商服务站120个，累计培训2400人次。"
    untitled = make_content("狐狸县电子商务进农村工作进展情况", text)
    assert desk.file(untitled).state == "refused"
    assert "states neither period nor date" in list_reasons(desk.file(untitled))
    outcome = desk.file(untitled, period=read.period)
    assert outcome.state == "filed", list_reasons(outcome)
    assert outcome.document_id.startswith(f"{COUNTY}-2022-")
    quarter = make_content("狐狸县2022年第四季度工作推进情况", text)
    assert "--period says 2022, the file 2022年第四季度" in list_reasons(
        desk.file(quarter, period=read.period)
    )


def test_months_without_a_year_in_the_text_are_of_the_documents_year(desk):
    text = "年度投资计划17.68亿元，1-5月完成投资4.28亿元，完成率24.25%。"
    desk.file(make_content("狐狸县2024年1-5月重点项目建设进展情况", text))
    candidates = {candidate.value: candidate for candidate in load_candidates(desk.root)}
    for value in ("4.28亿元", "24.25%"):
        candidate = candidates[value]
        assert (candidate.period_start, candidate.period_end) == ("2024-01-01", "2024-05-31")
    assert candidates["17.68亿元"].period == ""
