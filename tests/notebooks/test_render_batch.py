"""Batches of small notebooks that really run: one county's failure does not affect the others."""

import hashlib
import json
import re
from dataclasses import replace

import psutil
import pytest
from filelock import FileLock

from analysis.rendering.batch.batch import render_briefs
from analysis.rendering.brief.brief import BriefRequest
from analysis.rendering.brief.output_folder import OutputError, OutputInUse
from analysis.rendering.engine.engines import Limits, UnknownEngine

from ..patience import HANG_SECONDS, wait_until
from .runnable_notebooks import DEEDS, write_notebook

WELL = ("441803",)
LIMITS = Limits(start=HANG_SECONDS, cell=HANG_SECONDS, brief=2 * HANG_SECONDS)
SHORT = replace(LIMITS, cell=1)
KILLER, ENDLESS = "000005", "000006"
OLD = b"<p>old</p>\n<!-- county-brief %s zh input:abc complete -->"

REASONS = {
    "000001": "cell 4 raised ValueError: no money",
    "000002": "raised SystemExit",
    "000003": "wrote to stderr: hm",
    "000004": " died",
    "000005": "its process died",
    "000006": "a cell took longer than 1 s",
    "000007": "run for 000007 zh public but its end mark is of 441803 zh public",
    "000010": "its table has no header",
}


def ask(notebook, *codes, languages=("zh",), **more):
    return [
        BriefRequest(code, language, notebook=notebook, name_zh=f"县{code}", **more)
        for code in codes
        for language in languages
    ]


def old_page(code):
    return OLD % code.encode()


def check_folder(out):
    """Checks what is true after every run: whole pages, right record and index, no remains."""
    counties = json.loads((out / "run.json").read_text("utf-8"))["counties"]
    recorded = {
        f"{code}.{language}.html": entry["html_sha256"]
        for code, county in counties.items()
        for language, entry in county["languages"].items()
        if entry["html_sha256"] and entry["state"] != "withdrawn"
    }
    pages = {path.name: path.read_bytes() for path in out.glob("??????.*.html")}
    assert recorded == {name: hashlib.sha256(page).hexdigest() for name, page in pages.items()}
    for name, page in pages.items():
        code, language, _ = name.split(".")
        last = page.decode().splitlines()[-1]
        assert re.fullmatch(f"<!-- county-brief {code} {language} input:\\w+ complete -->", last)
    links = re.findall(r'href="?([^"#> ]+)', (out / "index.html").read_text("utf-8"))
    withdrawn = {f"withdrawn/{path.name}" for path in (out / "withdrawn").iterdir()}
    assert set(links) == set(pages) | withdrawn
    assert not list(out.rglob(".tmp-*"))


@pytest.fixture(scope="module", params=["inprocess", "kernel"])
def engine(request):
    return request.param


@pytest.fixture(scope="module")
def faulty_run(tmp_path_factory, engine):
    """Renders briefs with every fault, two at a time, over pages of an earlier run.

    The brief that does not end has a run of its own: its short time limit might end others too.
    """
    folder = tmp_path_factory.mktemp("faults")
    out = folder / "out"
    out.mkdir()
    faulty = [code for code in DEEDS if code in REASONS]
    for code in faulty:
        (out / f"{code}.zh.html").write_bytes(old_page(code))
    notebook = write_notebook(folder)
    faulty.remove(KILLER)
    faulty.remove(ENDLESS)
    requests = ask(notebook, *faulty, "000008")
    requests += ask(notebook, "000009", *WELL, languages=("zh", "en"))
    # Near the end, so that few briefs have to be started again after it kills the server.
    requests += ask(notebook, KILLER)
    requests += ask(notebook, "000010", refusal="its table has no header")
    endless = ask(notebook, ENDLESS)
    seen = []
    render_briefs(requests, out, 2, engine, seen.append, limits=LIMITS)
    record = render_briefs(endless, out, 2, engine, seen.append, limits=SHORT)
    return out, record, seen, requests + endless


def test_the_counties_without_fault_are_rendered(faulty_run):
    _, record, _, _ = faulty_run
    states = {record.entries[code, language].state for code in WELL for language in ("zh", "en")}
    assert states == {"rendered"}


@pytest.mark.parametrize("code", REASONS)
def test_a_failed_county_is_named_with_its_reason(faulty_run, code):
    out, record, _, _ = faulty_run
    entry = record.entries[code, "zh"]
    assert entry.state == "failed"
    assert REASONS[code] in entry.reason
    assert REASONS[code] in (out / "log" / f"{code}.zh.txt").read_text("utf-8")
    assert f"{code}.zh failed" in (out / "log" / "run.log").read_text("utf-8")


@pytest.mark.parametrize("code", [code for code in REASONS if code != "000010"])
def test_a_failed_county_keeps_its_old_page(faulty_run, code):
    out, _, _, _ = faulty_run
    assert (out / f"{code}.zh.html").read_bytes() == old_page(code)


def test_after_faults_the_folder_is_in_order(faulty_run):
    out, record, seen, requests = faulty_run
    check_folder(out)
    assert len(seen) == len(requests)
    failed = {(code, "zh") for code in REASONS} | {("000009", "en")}
    assert set(record.list_failed(requests)) == failed
    index = (out / "index.html").read_text("utf-8")
    assert "It could not be made" in index
    assert "ValueError" not in index


def test_the_traceback_and_the_notebook_of_a_failure_are_kept(faulty_run):
    out, _, _, _ = faulty_run
    assert "Traceback" in (out / "log" / "000001.zh.txt").read_text("utf-8")
    assert "no money" in (out / "log" / "000001.zh.ipynb").read_text("utf-8")
    assert not (out / "executed" / "000001.zh.ipynb").exists()


def test_the_kernel_runs_in_the_notebooks_folder_with_fixed_settings(faulty_run):
    out, _, _, _ = faulty_run
    said = (out / "000008.zh.html").read_text("utf-8")
    assert f'<pre class="output">1 0 {out.parent}' in said


def test_no_process_is_left(faulty_run):
    started = psutil.Process().children(recursive=True)
    wait_until(lambda: not any(map(is_ours, started)), "the end of all kernels and workers")


def is_ours(process):
    """Whether a process is a kernel or worker that still runs."""
    try:
        if process.status() == psutil.STATUS_ZOMBIE:
            return False
        command = " ".join(process.cmdline())
    except psutil.Error:
        return False
    return any(name in command for name in ("ipykernel_launcher", "spawn_main", "fork_server"))


def test_a_page_does_not_link_to_a_language_that_failed(faulty_run):
    out, record, _, _ = faulty_run
    assert "not in English" in record.entries["000009", "en"].reason
    assert "000009.en.html" not in (out / "000009.zh.html").read_text("utf-8")


def test_another_run_in_another_folder_gives_the_same_bytes(faulty_run, tmp_path):
    out, _, _, requests = faulty_run
    again = [request for request in requests if request.county_code == "441803"]
    render_briefs(again, tmp_path, jobs=1, engine="kernel")
    check_folder(tmp_path)
    for language in ("zh", "en"):
        page = f"441803.{language}.html"
        assert (tmp_path / page).read_bytes() == (out / page).read_bytes()
    assert 'href="441803.en.html"' in (tmp_path / "441803.zh.html").read_text("utf-8")


def test_the_executed_notebook_lies_beside_the_page(faulty_run):
    out, _, _, _ = faulty_run
    executed = json.loads((out / "executed" / "441803.zh.ipynb").read_text("utf-8"))
    assert executed["cells"][1]["metadata"]["tags"] == ["injected-parameters"]
    assert executed["cells"][-1]["execution_count"] is not None


def test_pages_of_counties_that_left_the_data_are_withdrawn(tmp_path):
    out = tmp_path / "out"
    out.mkdir()
    (out / "441999.zh.html").write_bytes(old_page("441999"))
    record = render_briefs([], out, only={"441803"})
    assert record.entries["441999", "zh"].state == "withdrawn"
    assert (out / "withdrawn" / "441999.zh.html").read_bytes() == old_page("441999")
    check_folder(out)


def test_a_folder_in_use_is_left_alone(tmp_path):
    with FileLock(tmp_path / ".lock"), pytest.raises(OutputInUse, match="in use"):
        render_briefs([], tmp_path)
    assert not (tmp_path / "run.json").exists()


def test_a_folder_that_cannot_be_written_to_is_refused_at_once(tmp_path):
    (tmp_path / "out").write_text("a file, not a folder")
    with pytest.raises(OutputError, match="cannot be written to"):
        render_briefs([], tmp_path / "out")


def test_an_unknown_engine_names_those_that_exist(tmp_path):
    with pytest.raises(UnknownEngine, match="there is: inprocess, kernel"):
        render_briefs([], tmp_path / "out", engine="steam")
    assert list(tmp_path.iterdir()) == []


def test_temporary_files_of_a_run_that_was_killed_are_removed(tmp_path):
    (tmp_path / ".tmp-left").write_text("half a page")
    render_briefs([], tmp_path)
    check_folder(tmp_path)
