"""`briefs ingest`, `template`, `candidates` and `update` as a user calls them."""

import pandas as pd
import pytest
from filelock import FileLock

from analysis.commands import update
from analysis.ingest.filing.ingesting import Outcome

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
    status, _, err = briefs("ingest", strange_file, "--data", tmp_path / "missing")
    assert status == 2
    assert f"{tmp_path / 'missing'} is not a folder" in err


def test_two_calls_do_not_file_into_one_root(briefs, small_root, strange_file):
    small_root.processed.mkdir()
    with FileLock(small_root.processed / ".ingest.lock"):
        status, _, err = briefs("ingest", strange_file, "--data", small_root.root)
    assert status == 75
    assert f"Another call is filing into {small_root.root}" in err


def test_a_template_is_written_and_named(briefs, small_root, tmp_path):
    out = tmp_path / "form.xlsx"
    status, text, _ = briefs("template", "disbursement", out, "--data", small_root.root)
    assert (status, text) == (0, f"disbursement: {out}\n")
    assert out.read_bytes().startswith(b"PK")


def test_an_unknown_template_is_refused(briefs, small_root, tmp_path):
    status, _, err = briefs("template", "poem", tmp_path / "form.xlsx", "--data", small_root.root)
    assert status == 2
    assert "monthly_form" in err


def test_a_root_without_proposed_figures_has_no_candidates(briefs, small_root):
    expected = (0, "No candidates.\n", "")
    assert briefs("candidates", "--data", small_root.root) == expected
    assert briefs("candidates", "list", "--all", "--data", small_root.root) == expected


@pytest.mark.parametrize("decision", ["accept", "reject"])
def test_a_figure_that_was_not_proposed_cannot_be_decided(briefs, small_root, decision):
    status, _, err = briefs("candidates", decision, "fox:1", "--data", small_root.root)
    assert status == 2
    assert "fox:1" in err


def test_update_without_a_new_document_renders_nothing(briefs, small_root, strange_file, tmp_path):
    out = tmp_path / "out"
    status, text, err = briefs("update", strange_file, "--data", small_root.root, "--out", out)
    assert status == 2
    assert "0 findings about the new documents" in text
    assert text.endswith("Briefs rendered: none.\n")
    assert "Not filed: picture.png" in err
    assert not out.exists()


@pytest.fixture
def filed(small_root, monkeypatch):
    """Lets every call file the document that is in the small root already."""
    outcome = Outcome("fox.xlsx", "filed", DOCUMENT, tables={"form": 1, "events": 2}, candidates=4)
    monkeypatch.setattr("analysis.commands.month.ingest_all", lambda *_arguments: [outcome])
    return outcome


@pytest.fixture
def rendered(monkeypatch):
    """Replaces rendering: notes the requests, and fails those of ``failing``."""

    class Record:
        failing = ()
        requests = ()

        def list_failed(self, requests):
            return [request.key for request in requests if request.language in self.failing]

    record = Record()

    def note(requests, _out, _jobs, on_progress):
        record.requests = [request.key for request in requests]
        return record

    monkeypatch.setattr(update, "render_briefs", note)
    return record


def test_update_renders_the_counties_of_new_documents_and_sums_up(
    briefs, small_root, filed, rendered, tmp_path
):
    call = ("update", "fox.xlsx", "--data", small_root.root, "--out", tmp_path)
    status, text, _ = briefs(*call)
    assert status == 0
    assert rendered.requests == [(COUNTY, "zh"), (COUNTY, "en")]
    assert f"  {DOCUMENT}: 3 rows, 4 figures proposed\n" in text
    assert text.endswith(f"Briefs rendered: {COUNTY}.\n")


def test_update_names_briefs_that_failed(briefs, small_root, filed, rendered, tmp_path):
    rendered.failing = ("en",)
    call = ("update", "fox.xlsx", "--data", small_root.root, "--out", tmp_path)
    status, _, err = briefs(*call)
    assert status == 1
    assert err == f"briefs: Not rendered: {COUNTY}.en; the reasons are in {tmp_path / 'log'}.\n"


def test_update_shows_why_the_build_left_a_new_document_out(small_root, filed, monkeypatch):
    reason = pd.DataFrame(
        [(DOCUMENT, "form.csv", "the unit is missing"), ("other", "form.csv", "no")],
        columns=["document_id", "locator", "reason"],
    )
    monkeypatch.setattr(update, "load_findings", lambda _root: reason)
    lines = update.summarise_update(small_root, [filed]).splitlines()
    assert f"  {DOCUMENT}, form.csv: the unit is missing" in lines
    assert not any("other" in line for line in lines)
