"""Only briefs for which something changed are rendered again, with the reason on record."""

import json
from dataclasses import replace

import pytest

from analysis.rendering.batch import input_digest
from analysis.rendering.batch.batch import render_briefs
from analysis.rendering.batch.selection import select_briefs
from analysis.rendering.brief.brief import BriefRequest

from ..unit.conftest import COUNTY, DOCUMENT, write_root
from .runnable_notebooks import write_notebook

CODES = ("990101", "990102")


@pytest.fixture
def notebook(tmp_path):
    return write_notebook(tmp_path, {})


@pytest.fixture
def render(tmp_path, notebook):
    """Renders both counties and returns why each was rendered or not, by code."""

    def run(data=None, **options):
        requests = [
            BriefRequest(code, "zh", notebook=notebook, data_digest=(data or {}).get(code, "a"))
            for code in CODES
        ]
        render_briefs(requests, tmp_path / "out", **options)
        counties = json.loads((tmp_path / "out" / "run.json").read_text("utf-8"))["counties"]
        return [counties[code]["languages"]["zh"]["why"] for code in CODES]

    return run


def list_files(folder):
    return {path: path.stat().st_mtime_ns for path in folder.rglob("*") if path.is_file()}


def test_where_nothing_changed_nothing_is_written(render, tmp_path):
    assert render() == ["new", "new"]
    render()
    before = list_files(tmp_path / "out")
    assert render() == ["unchanged", "unchanged"]
    assert list_files(tmp_path / "out") == before


def test_only_the_county_whose_data_changed_is_rendered(render):
    render()
    assert render({"990102": "b"}) == ["unchanged", "changed: data"]


def test_another_notebook_or_library_renders_all(render, notebook, monkeypatch):
    render()
    notebook.write_text(notebook.read_text("utf-8").replace("Words.", "Other words."))
    assert render() == ["changed: notebook"] * 2
    monkeypatch.setattr(input_digest, "_digest_libraries", lambda: "other versions")
    assert render() == ["changed: libraries"] * 2


def test_a_page_that_is_damaged_or_lacks_its_notebook_is_made_anew(render, tmp_path):
    render()
    page = tmp_path / "out" / "990101.zh.html"
    whole = page.read_bytes()
    page.write_bytes(whole[:-1] + b"x")
    (tmp_path / "out" / "executed" / "990102.zh.ipynb").unlink()
    assert render() == ["page missing or damaged", "notebook missing"]
    assert page.read_bytes() == whole


def test_force_renders_all(render):
    render()
    assert render(is_forced=True) == ["forced", "forced"]


def test_a_brief_that_failed_is_tried_again(tmp_path):
    notebook = write_notebook(tmp_path, {"990101": "raise ValueError('once')"})
    request = BriefRequest("990101", "zh", notebook=notebook)
    for _ in range(2):
        entry = render_briefs([request], tmp_path / "out").entries["990101", "zh"]
    assert (entry.state, entry.why) == ("failed", "failed before")


def test_a_damaged_index_is_written_again(render, tmp_path):
    render()
    index = tmp_path / "out" / "index.html"
    whole = index.read_bytes()
    index.write_text("damaged")
    render()
    assert index.read_bytes() == whole


def test_a_page_gets_the_link_to_a_language_that_comes_later(tmp_path, notebook):
    for languages in (("zh",), ("zh", "en")):
        requests = [BriefRequest("990101", language, notebook=notebook) for language in languages]
        render_briefs(requests, tmp_path / "out")
    assert 'href="990101.en.html"' in (tmp_path / "out" / "990101.zh.html").read_text("utf-8")


# Changes a planned amount and builds the data, once, before the brief shows it.
CHANGE = """
from analysis.build.build import build
from analysis.paths import DataRoot
root = DataRoot(__import__("pathlib").Path(data_dir))
path = root.raw / {document!r} / "disbursement.csv"
text = path.read_text("utf-8")
if "60.00" in text:
    path.write_text(text.replace("60.00", "61.00"), "utf-8")
    build(root)
"""
SHOWN = (
    "{__import__('analysis.store.load').store.load.load_table("
    "'budget', root, county_code).planned_cny.tolist()}"
)


@pytest.mark.parametrize("engine", ["inprocess", "kernel"])
def test_data_built_anew_while_a_brief_runs_are_what_its_digest_is_of(tmp_path, engine):
    root = write_root(tmp_path / "data")
    notebook = write_notebook(tmp_path, {COUNTY: CHANGE.format(document=DOCUMENT)})
    text = notebook.read_text("utf-8")
    notebook.write_text(text.replace("{as_of} {data_dir}", SHOWN), "utf-8")
    for why in ("new", "unchanged"):
        requests, _ = select_briefs(root, (), ("zh",), "latest")
        own = [replace(request, notebook=notebook) for request in requests]
        entry = render_briefs(own, tmp_path / "out", engine=engine).entries[COUNTY, "zh"]
        assert (entry.state, entry.why) == ("rendered", why)
    assert "610000.0" in (tmp_path / "out" / f"{COUNTY}.zh.html").read_text("utf-8")
