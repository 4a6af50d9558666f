"""Output and exit status of `briefs candidates` and `briefs template`."""

from .conftest import DISBURSEMENT_LINES, make_content, make_disbursement


def test_candidates_are_listed_accepted_and_rejected(briefs, desk):
    name = desk.file(make_content(
        "狐狸县2020年7月工作推进情况", "全县总人口41.5万人。2019年，接待游客350.25万人次。",
        "2020年8月5日")).document_id  # fmt: skip
    status, out, _ = briefs("candidates", "list")
    assert (status, "350.25万人次" in out) == (0, True)
    assert briefs("candidates")[1] == out
    assert briefs("candidates", "accept", f"{name}:2")[1].startswith(
        "1 accepted, 0 already accepted.\n"
    )
    assert briefs("candidates", "reject", f"{name}:1")[1] == "1 rejected, 0 already rejected.\n"
    assert briefs("candidates", "list")[1] == "No candidates.\n"
    assert "350.25万人次" in briefs("candidates", "list", "--all")[1]


def test_an_unknown_candidate_ends_with_2(briefs):
    status, out, err = briefs("candidates", "accept", "nothing:1")
    assert (status, out) == (2, "")
    assert "no candidate nothing:1" in err


def test_a_template_is_written_once(briefs, tmp_path):
    out = tmp_path / "form.xlsx"
    assert briefs("template", "progress", out)[0] == 0
    status, _, err = briefs("template", "progress", out)
    assert status == 2
    assert "not overwritten" in err


def test_an_unknown_template_ends_with_2_and_names_the_known_ones(briefs, tmp_path):
    status, _, err = briefs("template", "nothing", tmp_path / "form.xlsx")
    assert status == 2
    assert "fund_plan" in err


def test_a_county_whose_project_is_unknown_is_named_with_the_row_to_add(briefs, desk, tmp_path):
    with (desk.root.reference / "projects.csv").open("a", encoding="utf-8") as file:
        file.write("990103-a,990103,province,2019,甲项目,,,,\n")
        file.write("990103-b,990103,nation,2021,乙项目,,,,\n")
    lines = [line.replace("狐狸县", "松树县") for line in DISBURSEMENT_LINES]
    outcome = desk.file(make_disbursement(lines=lines))
    row = f"{outcome.document_id},disbursement,990103-a,,,"
    reason = "990103 has 2 projects in projects.csv"
    for call in (["list"], ["check"], ["render", "990103", "--out", str(tmp_path / "out")]):
        status, out, err = briefs(*call)
        said = " ".join((out + err).split())
        assert "nan" not in said
        assert "There is no county" not in said
        assert "990103" in said
        if call[0] != "render" or reason in said:
            assert reason in said, call
            assert row in said, call
        assert status == 1
