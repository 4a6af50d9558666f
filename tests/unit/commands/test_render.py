"""`briefs render` as a user calls it, without running a notebook."""

import json
import os
import zipfile
from datetime import date
from pathlib import Path

import pytest

from analysis.commands import options
from analysis.commands.brief_messages import describe_run
from analysis.rendering.batch.run_record import RunRecord

from ..conftest import COUNTY, DOCUMENT


@pytest.fixture
def call(briefs, small_root, tmp_path):
    def call_render(*arguments):
        command = ("render", "--engine", "kernel", "--data", small_root.root)
        return briefs(*command, "--out", tmp_path / "out", *arguments)

    return call_render


def test_rendered_briefs_are_counted_and_the_index_is_named(call, render_tasks, tmp_path):
    status, out, err = call("--all", "--jobs", 3)
    assert (status, render_tasks.jobs) == (0, 3)
    assert out == f"2 of 2 briefs rendered: {tmp_path / 'out' / 'index.html'}\n"
    assert f"[1/2] Fox County ({COUNTY}) zh: rendered" in err


def test_one_language_may_be_chosen(call, render_tasks, tmp_path):
    assert call(COUNTY, "--language", "en")[1].startswith("1 of 1 brief rendered:")
    assert [path.name for path in (tmp_path / "out").glob("*.en.html")] == [f"{COUNTY}.en.html"]


def test_failed_briefs_are_named_with_the_folder_of_the_log(call, render_tasks, tmp_path):
    render_tasks.failing = ("en",)
    status, out, err = call("--all")
    assert status == 1
    assert out.startswith("1 of 2 briefs rendered, 1 failed:")
    assert err.endswith(
        f"briefs: Not rendered: Fox County ({COUNTY}) en; the reasons are in "
        f"{tmp_path / 'out' / 'log'}.\n"
    )


def test_rendered_unchanged_and_failed_briefs_add_up(call, render_tasks, tmp_path):
    index = tmp_path / "out" / "index.html"
    # In the language of the call, where it gives one.
    assert call(COUNTY, "--language", "zh")[1] == f"1份简报中已生成1份：{index}\n"
    render_tasks.failing = ("en",)
    expected = f"0 of 2 briefs rendered, 1 unchanged, 1 failed: {index}\n"
    assert call("--all")[:2] == (1, expected)
    render_tasks.failing = ("zh", "en")
    expected = (
        f"0 of 2 briefs rendered, 2 failed, 1 page of an earlier run kept for them: {index}\n"
    )
    assert call("--all", "--force")[:2] == (1, expected)


def test_a_county_that_left_the_data_is_withdrawn_with_a_word_and_told_in_the_index(
    call, render_tasks, tmp_path, small_root
):
    out = tmp_path / "out"
    out.mkdir()
    page = b"<p>old</p>\n<!-- county-brief 990199 zh input:abc complete -->"
    (out / "990199.zh.html").write_bytes(page)
    status, said, err = call("--all")
    assert status == 0
    assert said.splitlines() == [
        f"2 of 2 briefs rendered: {out / 'index.html'}",
        "1 brief withdrawn, because 1 county left the data (990199); the last page is in "
        f"{out / 'withdrawn'}.",
    ]
    assert "990199 zh: withdrawn (0.0 s): the county is no longer in the data" in err
    assert "990199.zh withdrawn" in (out / "log" / "run.log").read_text("utf-8")
    assert (out / "withdrawn" / "990199.zh.html").read_bytes() == page
    index = (out / "index.html").read_text("utf-8")
    assert 'href="withdrawn/990199.zh.html"' in index
    entry = json.loads((out / "run.json").read_text("utf-8"))["counties"]["990199"]
    assert entry["languages"]["zh"]["withdrawn_on"] == date.today().isoformat()
    # Said once; the index and the record keep it.
    again = call("--all")
    assert again[1] == f"0 of 2 briefs rendered, 2 unchanged: {out / 'index.html'}\n"
    assert "withdrawn" not in again[2]
    assert (out / "index.html").read_text("utf-8") == index
    # The index leads to no page that somebody has removed.
    (out / "withdrawn" / "990199.zh.html").unlink()
    call("--all")
    assert "990199" not in (out / "index.html").read_text("utf-8")


def cut_record(root):
    """The only document of the county, cut off in the middle."""
    path = root.raw / DOCUMENT / "document.yml"
    path.write_bytes(path.read_bytes()[:150])


def drop_project(root):
    """The county's documents are on file, but no table has its project."""
    path = root.reference / "projects.csv"
    path.write_text(path.read_text("utf-8").splitlines()[0] + "\n", "utf-8")


@pytest.mark.parametrize("spoil", [cut_record, drop_project])
@pytest.mark.parametrize("command", ["render", "update"])
def test_a_county_whose_data_cannot_be_used_keeps_its_pages_and_fails_with_the_reason(
    briefs, call, render_tasks, tmp_path, small_root, spoil, command, monkeypatch
):
    out = tmp_path / "out"
    assert call("--all")[0] == 0
    pages = {path.name: path.read_bytes() for path in out.glob("*.??.html")}
    spoil(small_root)
    if command == "render":
        status, said, err = call("--all")
    else:
        monkeypatch.setattr("analysis.commands.month.ingest_all", lambda *_arguments: [])
        status, said, err = briefs("update", "a", "--data", small_root.root, "--out", out)
    assert status == 1
    assert "0 of 2 briefs rendered, 2 failed, 2 pages of an earlier run kept for them" in said
    assert "withdrawn" not in said + err
    assert f"Fox County ({COUNTY}) zh: failed" in err
    assert {path.name: path.read_bytes() for path in out.glob("*.??.html")} == pages
    assert COUNTY in (out / "index.html").read_text("utf-8")
    entry = json.loads((out / "run.json").read_text("utf-8"))["counties"][COUNTY]["languages"]["zh"]
    assert (entry["state"], COUNTY in entry["reason"]) == ("failed", True)


def test_several_withdrawn_counties_are_counted():
    keys = (("990198", "zh"), ("990199", "en"), ("990199", "zh"))
    said = describe_run([], RunRecord(newly_withdrawn=keys), Path("out"))
    assert said.splitlines()[1].startswith(
        "3 briefs withdrawn, because 2 counties left the data (990198, 990199); the last pages are"
    )


def test_a_cluster_without_scheduler_is_refused(call, monkeypatch):
    monkeypatch.setattr("analysis.rendering.batch.cluster.CONNECT_SECONDS", 0.2)
    status, _, err = call("--all", "--scheduler", "tcp://127.0.0.1:9")
    assert status == 2
    assert "No scheduler answers at tcp://127.0.0.1:9" in err


@pytest.mark.parametrize(
    ("jobs", "cores", "used"), [(3, 4, 3), (None, 4, 4), (None, 64, 8), (None, None, 1)]
)
def test_without_a_number_of_jobs_each_core_gets_one(monkeypatch, jobs, cores, used):
    monkeypatch.setattr(os, "cpu_count", lambda: cores)
    assert options.choose_jobs(jobs) == used


def test_a_zip_that_cannot_be_written_is_said_before_anything_is_rendered(
    call, render_tasks, tmp_path
):
    status, out, err = call("--all", "--zip", tmp_path / "no" / "a.zip")
    assert (status, out) == (2, "")
    assert f"The ZIP file {tmp_path / 'no' / 'a.zip'} cannot be written" in err
    assert not (tmp_path / "out").exists()


def test_the_index_of_a_zip_says_what_that_of_the_folder_says(call, render_tasks, tmp_path):
    call("--all", "--zip", tmp_path / "a.zip")
    with zipfile.ZipFile(tmp_path / "a.zip") as archive:
        index = archive.read("index.html").decode()
    assert index == (tmp_path / "out" / "index.html").read_text("utf-8")
