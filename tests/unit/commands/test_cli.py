"""The command: its output, its messages on stderr, and its exit status."""

import csv
import io
import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from filelock import FileLock

from analysis.commands.finding_formats import disarm, format_csv, format_json
from analysis.paths import PROJECT

from ..conftest import COUNTY, DOCUMENT, replace_text


@pytest.fixture
def raw(small_root):
    return small_root.raw / DOCUMENT


def python(*arguments, **options):
    command = [sys.executable, *arguments]
    return subprocess.run(
        command, check=False, capture_output=True, text=True, cwd=PROJECT, **options
    )


def test_help_imports_nothing_heavy():
    heavy = "{'pandas', 'papermill', 'nbconvert', 'matplotlib', 'rich.progress'}"
    done = python("-c", f"import sys, analysis.cli; print({heavy} & set(sys.modules))")
    assert done.stdout.strip() == "set()"


def test_python_m_analysis_is_the_command():
    done = python("-m", "analysis", "--help")
    assert done.returncode == 0
    for command in ("build", "check", "render", "list", "lab"):
        assert command in done.stdout


def test_build_names_the_folder_of_the_tables(briefs, small_root):
    status, out, _ = briefs("build", "--data", small_root.root)
    assert status == 0
    assert str(small_root.processed) in out


def test_build_lists_what_it_left_out_and_fails(briefs, small_root, raw):
    replace_text(raw / "disbursement.csv", "payee", "pay")
    status, out, err = briefs("build", "--data", small_root.root)
    assert status == 1
    assert "disbursement" in out
    assert "left out" in err


def test_list_names_code_names_and_newest_document(briefs, small_root):
    status, out, _ = briefs("list", "--data", small_root.root)
    assert status == 0
    row = next(line for line in out.splitlines() if COUNTY in line)
    assert row.split()[0] == COUNTY
    assert row.endswith("Fox County          1  31 January 2021")


def test_the_data_root_may_come_from_the_environment(briefs, small_root, monkeypatch):
    monkeypatch.setenv("BRIEFS_DATA", str(small_root.root))
    assert COUNTY in briefs("list")[1]


def test_list_names_a_county_whose_data_cannot_be_used(briefs, small_root, raw):
    replace_text(raw / "disbursement.csv", "payee", "pay")
    _, out, _ = briefs("list", "--data", small_root.root)
    assert "not usable" in out
    assert COUNTY in out


def test_check_finds_nothing_in_consistent_data(briefs, small_root):
    assert briefs("check", "--data", small_root.root)[:2] == (0, "No findings.\n")


@pytest.mark.parametrize("format", ["table", "csv", "json"])
def test_check_fails_on_a_contradiction_in_every_format(briefs, small_root, raw, format):
    replace_text(raw / "disbursement.csv", "100.00,70.00", "100.00,80.00")
    status, out, _ = briefs("check", COUNTY, "--format", format, "--data", small_root.root)
    assert status == 1
    if format == "csv":
        rows = list(csv.DictReader(io.StringIO(out)))
        total = next(row for row in rows if row["kind"] == "total")
        assert (total["verdict"], total["printed"]) == ("contradicts", "80.00")
    elif format == "json":
        assert {row["printed"] for row in json.loads(out)} == {"80.00", "70.00%"}
    else:
        assert "✗" in out


def test_findings_without_contradiction_do_not_fail():
    from analysis.commands.data import has_contradiction
    from analysis.tables.findings import tabulate_findings

    assert not has_contradiction(tabulate_findings([]))


@pytest.mark.parametrize("typed", ["狐县", "fox county"])
def test_names_are_taken_wherever_codes_are(briefs, small_root, typed):
    assert briefs("check", typed, "--data", small_root.root)[0] == 0


@pytest.mark.parametrize("typed", ["990102", "Foxx"])
@pytest.mark.parametrize("command", ["render", "check"])
def test_an_unknown_county_gets_the_nearest_code(briefs, small_root, tmp_path, typed, command):
    out = ["--out", tmp_path / "out"] if command == "render" else []
    codes = [COUNTY, typed] if command == "render" else [typed]
    status, _, err = briefs(command, *codes, "--data", small_root.root, *out)
    assert status == 2
    assert repr(typed) in err
    assert f"nearest is {COUNTY}" in err
    assert "狐县" in err
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ([], "Name the counties"),
        ([COUNTY, "--all"], "Name the counties"),
        ([COUNTY, "--as-of", "2021-13-01"], "2021-13-01"),
        ([COUNTY, "--language", "fr"], "fr"),
        ([COUNTY, "--jobs", "0"], "--jobs"),
        ([COUNTY, "--engine", "steam"], "there is: inprocess, kernel"),
        ([COUNTY, "--colour"], "--colour"),
    ],
)
def test_a_call_that_cannot_be_used_says_why(briefs, small_root, tmp_path, arguments, words):
    out = tmp_path / "out"
    status, _, err = briefs("render", *arguments, "--data", small_root.root, "--out", out)
    assert status == 2
    assert words in err
    assert not out.exists()


def test_a_folder_without_raw_documents_is_refused(briefs, tmp_path):
    status, _, err = briefs("list", "--data", tmp_path)
    assert status == 2
    assert str(tmp_path) in err
    assert "raw/" in err


def test_an_output_folder_in_use_has_its_own_status(briefs, small_root, tmp_path):
    with FileLock(tmp_path / ".lock"):
        call = ("render", COUNTY, "--data", small_root.root, "--out", tmp_path)
        status, _, err = briefs(*call)
    assert status == 75
    assert "in use" in err


def test_an_output_folder_that_cannot_be_written_to_is_named(briefs, small_root, tmp_path):
    out = tmp_path / "file"
    out.write_text("")
    status, _, err = briefs("render", COUNTY, "--data", small_root.root, "--out", out)
    assert status == 2
    assert str(out) in err


def test_a_county_that_cannot_be_used_fails_and_keeps_its_page(briefs, small_root, raw, tmp_path):
    replace_text(raw / "disbursement.csv", "payee", "pay")
    page = tmp_path / f"{COUNTY}.zh.html"
    page.write_text(f"<!-- county-brief {COUNTY} zh input:abc complete -->")
    status, _, err = briefs("render", "--all", "--data", small_root.root, "--out", tmp_path)
    assert status == 1
    assert f"Not rendered: Fox County ({COUNTY}) zh, Fox County ({COUNTY}) en" in err
    assert "disbursement" in err
    assert page.exists()


def test_an_unexpected_error_is_one_line_and_a_log(briefs, small_root, monkeypatch):
    def fail(_root):
        raise RuntimeError("odd\x1b[31m")

    monkeypatch.setattr("analysis.store.load.load_counties", fail)
    status, _, err = briefs("list", "--data", small_root.root)
    assert status == 1
    announced, complaint = err.splitlines()
    assert (announced, "\x1b" in complaint) == ("Listing the counties in the data …", False)
    log = Path(err.split("details: ")[1].rstrip(")\n"))
    assert "Traceback" in log.read_text("utf-8")
    log.unlink()


@pytest.mark.parametrize(("name", "status"), [("SIGINT", 130), ("SIGTERM", 143)])
def test_a_signal_ends_a_run_with_its_status(name, status):
    program = (
        "import os, signal; from analysis.commands.exit_status import *; "
        f"catch_signals(); exit(run(lambda: os.kill(os.getpid(), signal.{name})))"
    )
    done = python("-c", program)
    assert done.returncode == status
    assert done.stderr.strip() in ("briefs: Interrupted.", "briefs: Terminated.")


def test_a_closed_pipe_does_not_cause_a_traceback(small_root):
    reader, writer = os.pipe()
    os.close(reader)
    command = [sys.executable, "-m", "analysis", "list", "--data", small_root.root]
    with os.fdopen(writer, "w") as stdout:
        done = subprocess.run(
            command, check=False, stdout=stdout, stderr=subprocess.PIPE, text=True, cwd=PROJECT
        )
    assert done.returncode == 1
    assert done.stderr == "Listing the counties in the data …\n"


def call_in_shell(arguments, redirection):
    call = f"exec {sys.executable} -m analysis {arguments} {redirection}"
    return subprocess.run(
        ["sh", "-c", call], check=False, capture_output=True, text=True, cwd=PROJECT
    )


@pytest.mark.skipif(os.name == "nt", reason="POSIX only")
@pytest.mark.parametrize("closed", ["<&-", ">&-", "2>&-", "<&- >&- 2>&-"])
def test_closed_streams_change_neither_status_nor_what_is_written(small_root, closed):
    done = call_in_shell(f"list --data {small_root.root}", closed)
    announced = "" if "2>&-" in closed else "Listing the counties in the data …\n"
    assert (done.returncode, done.stderr) == (0, announced)
    assert (COUNTY in done.stdout) == (">&-" not in closed.replace("2>&-", ""))
    failed = call_in_shell(f"list --data {small_root.root}-missing", closed)
    assert (failed.returncode, failed.stdout) == (2, "")
    assert failed.stderr.startswith(announced and f"{announced}briefs: ")
    assert "Traceback" not in failed.stderr


@pytest.mark.skipif(os.name == "nt", reason="POSIX only")
@pytest.mark.parametrize("engine", ["inprocess", "kernel"])
def test_a_brief_is_rendered_where_all_streams_are_closed(small_root, tmp_path, engine):
    arguments = f"render {COUNTY} --language en --engine {engine} --data {small_root.root}"
    done = call_in_shell(f"{arguments} --out {tmp_path}", "<&- >&- 2>&-")
    assert done.returncode == 0
    assert (tmp_path / f"{COUNTY}.en.html").is_file()


@pytest.mark.skipif(not hasattr(signal, "SIGTERM"), reason="POSIX only")
def test_lab_says_how_to_install_what_is_missing(briefs, monkeypatch):
    monkeypatch.setattr("importlib.util.find_spec", lambda _name: None)
    status, _, err = briefs("lab")
    assert status == 2
    assert "pip install jupyterlab" in err


def test_demo_names_the_data_root_and_the_counties_that_contradict_themselves(briefs, tmp_path):
    status, out, _ = briefs("demo", tmp_path / "demo", "--counties", 7, "--months", 0)
    assert status == 0
    assert f"use them with --data {tmp_path / 'demo'}.\n" in out
    assert out.endswith("With a contradiction on purpose: 990107.\n")
    status, _, err = briefs("demo", tmp_path / "demo", "--counties", 1)
    assert status == 2
    assert "is not an empty folder" in err


@pytest.mark.parametrize("text", ["=1+1", "+x", "-x", "@SUM(A1)", "\t=1", "\r=1", "＝1+1", "-2+3"])
def test_formulas_are_disarmed_in_csv(text):
    assert disarm(text) == f"'{text}"


@pytest.mark.parametrize("value", ["-25.645", "+3", -25.645, "70.00%", "清新区", ""])
def test_numbers_and_words_are_left_as_they_are_in_csv(value):
    assert disarm(value) == value


def test_missing_values_are_blank_in_csv_and_null_in_json():
    from analysis.tables.findings import make_error, tabulate_findings

    findings = tabulate_findings([make_error(None, "a", "b", "key", '"=x", y', "z")])
    assert json.loads(format_json(findings))[0]["recomputed_low"] is None
    row = next(csv.DictReader(io.StringIO(format_csv(findings))))
    assert (row["county_code"], row["recomputed_low"]) == ("", "")
    assert row["reason"] == '"=x", y'
