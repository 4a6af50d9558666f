"""`briefs ingest`, `template`, `candidates` and `update` as a user calls them."""

from dataclasses import replace

import pandas as pd
import pytest
from filelock import FileLock

from analysis.commands import ingest, update
from analysis.commands.exit_status import INTERRUPTED, Stopped
from analysis.ingest.filing.ingesting import Outcome
from analysis.rendering.batch import batch

from ..conftest import COUNTY, DOCUMENT


@pytest.fixture
def strange_file(tmp_path):
    """A file that no reader takes."""
    path = tmp_path / "picture.png"
    path.write_bytes(b"\x89PNG\r\n")
    return path


def test_files_that_cannot_be_filed_are_named(briefs, small_root, strange_file):
    status, out, err = briefs("ingest", strange_file, "--data", small_root.root)
    assert status == 2
    assert out == "0 of 1 files filed, 1 not filed.\n"
    assert err.endswith("briefs: Not filed: picture.png; the reasons are above.\n")


def test_the_name_of_a_document_goes_with_one_file_only(briefs, small_root, strange_file):
    arguments = (strange_file, strange_file, "--document-id", "fox", "--data", small_root.root)
    status, _, err = briefs("ingest", *arguments)
    assert status == 2
    assert "give one file" in err


@pytest.mark.parametrize(
    ("option", "value"), [("--county", "990199"), ("--period", "2020-13"), ("--document-id", "/")]
)
def test_an_option_that_cannot_be_is_refused_before_a_file_is_read(
    briefs, small_root, strange_file, option, value
):
    status, _, err = briefs("ingest", strange_file, option, value, "--data", small_root.root)
    assert status == 2
    assert value in err
    assert "picture.png" not in err


def test_a_data_root_that_does_not_exist_is_named(briefs, tmp_path, strange_file):
    missing = tmp_path / "no folder" / "missing"
    status, _, err = briefs("ingest", strange_file, "--data", missing)
    assert status == 2
    assert str(missing) in err
    assert not missing.exists()


def test_two_calls_do_not_file_into_one_root_at_the_same_time(
    briefs, small_root, tmp_path, monkeypatch
):
    monkeypatch.setattr(ingest, "LOCK_SECONDS", 0)
    letter = tmp_path / "letter.txt"
    letter.write_text("某县进展情况\n2020年7月31日\n已建成站点30个。", "utf-8")
    small_root.processed.mkdir()
    with FileLock(small_root.processed / ".ingest.lock"):
        status, _, err = briefs("ingest", letter, "--data", small_root.root)
    assert status == 75
    assert f"Another call is filing into {small_root.root}" in err


def test_a_template_is_written_and_named(briefs, small_root, tmp_path):
    out = tmp_path / "form.xlsx"
    status, text, _ = briefs("template", "disbursement", out, "--data", small_root.root)
    assert (status, text) == (
        0,
        f"{out}: fund table: planned, paid and disbursement rate of each line\n",
    )
    assert out.read_bytes().startswith(b"PK")


def test_an_unknown_template_is_refused(briefs, small_root, tmp_path):
    status, _, err = briefs("template", "poem", tmp_path / "form.xlsx", "--data", small_root.root)
    assert status == 2
    assert "monthly_form" in err


def test_a_root_without_proposed_figures_has_no_candidates(briefs, small_root):
    expected = (0, "No candidates.\n", "Listing proposed figures …\n")
    assert briefs("candidates", "--data", small_root.root) == expected
    assert briefs("candidates", "list", "--all", "--data", small_root.root) == expected


@pytest.mark.parametrize("decision", ["accept", "reject"])
def test_a_figure_that_was_not_proposed_cannot_be_decided(briefs, small_root, decision):
    status, _, err = briefs("candidates", decision, "fox:1", "--data", small_root.root)
    assert status == 2
    assert "fox:1" in err


def test_update_of_data_without_a_county_renders_nothing(briefs, strange_file, tmp_path):
    root, out = tmp_path / "empty", tmp_path / "out"
    root.mkdir()
    status, text, err = briefs("update", strange_file, "--data", root, "--out", out)
    assert status == 2
    assert "0 findings about the new documents" in text
    assert text.endswith(f"No brief rendered: no document in {root / 'raw'} is of a county.\n")
    assert "Not filed: picture.png" in err
    assert not out.exists()


@pytest.fixture
def filed(small_root, monkeypatch):
    """Lets every call file the document that is in the small root already."""
    outcome = Outcome("fox.xlsx", "filed", DOCUMENT, tables={"form": 1, "events": 2}, candidates=4)
    monkeypatch.setattr("analysis.commands.month.ingest_all", lambda *_arguments: [outcome])
    return outcome


@pytest.fixture
def call_update(briefs, small_root, tmp_path):
    def call():
        return briefs("update", "fox.xlsx", "--data", small_root.root, "--out", tmp_path / "out")

    return call


def test_update_renders_the_counties_of_new_documents_and_sums_up(
    call_update, filed, render_tasks, tmp_path
):
    status, text, _ = call_update()
    assert status == 0
    assert render_tasks.rendered == [(COUNTY, "zh"), (COUNTY, "en")]
    assert f"  {DOCUMENT}: 3 rows, 4 figures proposed\n" in text
    assert text.endswith(f"2 of 2 briefs rendered: {tmp_path / 'out' / 'index.html'}\n")


def test_update_repeated_after_an_interruption_renders_what_is_still_stale(
    call_update, filed, render_tasks, monkeypatch
):
    def interrupt(*_arguments):
        raise Stopped(INTERRUPTED)

    with monkeypatch.context() as patch:
        patch.setattr(batch, "render_tasks", interrupt)
        assert call_update()[0] == INTERRUPTED
    # The files were filed by the call before; this one finds nothing new.
    again = replace(filed, state="unchanged")
    monkeypatch.setattr("analysis.commands.month.ingest_all", lambda *_arguments: [again])
    assert "2 of 2 briefs rendered" in call_update()[1]
    assert render_tasks.rendered == [(COUNTY, "zh"), (COUNTY, "en")]
    assert "0 of 2 briefs rendered, 2 unchanged" in call_update()[1]
    assert len(render_tasks.rendered) == 2


def test_update_names_briefs_that_failed(call_update, filed, render_tasks, tmp_path):
    render_tasks.failing = ("en",)
    status, text, err = call_update()
    assert status == 1
    assert "1 of 2 briefs rendered, 1 failed" in text
    log = tmp_path / "out" / "log"
    assert err.endswith(
        f"briefs: Not rendered: Fox County ({COUNTY}) en; the reasons are in {log}.\n"
    )


def test_update_withdraws_the_briefs_of_counties_that_left_the_data(
    call_update, filed, render_tasks, tmp_path
):
    out = tmp_path / "out"
    out.mkdir()
    page = "<p>old</p>\n<!-- county-brief 990199 zh input:abc complete -->"
    (out / "990199.zh.html").write_text(page)
    assert "1 brief withdrawn, because 1 county left the data (990199)" in call_update()[1]
    assert (out / "withdrawn" / "990199.zh.html").read_text() == page


def test_update_shows_why_the_build_left_a_new_document_out(small_root, filed, monkeypatch):
    reason = pd.DataFrame(
        [(DOCUMENT, "form.csv", "the unit is missing"), ("other", "form.csv", "no")],
        columns=["document_id", "locator", "reason"],
    )
    monkeypatch.setattr(update, "load_findings", lambda _root: reason)
    lines = update.summarise_update(small_root, [filed]).splitlines()
    assert f"  {DOCUMENT}, form.csv: the unit is missing" in lines
    assert not any("other" in line for line in lines)
