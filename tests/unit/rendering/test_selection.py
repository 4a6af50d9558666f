"""Which briefs a call selects, and which of them must be rendered."""

from dataclasses import replace

import pytest

from analysis.errors import ParameterError
from analysis.rendering.batch.changes import explain_tasks
from analysis.rendering.batch.run_record import Entry, RunRecord
from analysis.rendering.batch.selection import select_briefs
from analysis.rendering.brief.brief import BriefRequest, BriefTask
from analysis.rendering.brief.output_folder import OutputFolder
from analysis.rendering.engine.engines import Limits

from ..conftest import COUNTY, DOCUMENT, replace_text

KEY = (COUNTY, "zh")
PARTS = {"code": "1", "data": "1"}
CURRENT = Entry("rendered", "abc", html_sha256="1", title="T", parts=PARTS)


@pytest.mark.parametrize(
    ("codes", "languages", "keys"),
    [
        ((), (), [KEY, (COUNTY, "en")]),
        ((COUNTY,), ("en",), [(COUNTY, "en")]),
        ((COUNTY,), ("en", "zh"), [KEY, (COUNTY, "en")]),
    ],
)
def test_briefs_are_selected_by_county_and_language(small_root, codes, languages, keys):
    requests, counties = select_briefs(small_root, codes, languages, "2020-12-31")
    assert [request.key for request in requests] == keys
    assert counties == {COUNTY}
    assert requests[0].name_zh == "狐县"
    assert requests[0].above == ("林市", "Forest City")
    assert {request.as_of for request in requests} == {"2020-12-31"}


def test_data_without_a_county_are_refused_with_advice(small_root):
    for path in sorted(small_root.raw.rglob("*"), reverse=True):
        path.unlink() if path.is_file() else path.rmdir()
    with pytest.raises(ParameterError, match="file one with `briefs ingest`"):
        select_briefs(small_root, (), (), "latest")


def test_a_county_whose_data_cannot_be_used_is_selected_with_the_reason(small_root):
    replace_text(small_root.raw / DOCUMENT / "disbursement.csv", "payee", "pay")
    requests, _ = select_briefs(small_root, (), ("zh",), "latest")
    assert "disbursement" in requests[0].refusal


@pytest.fixture
def task(tmp_path):
    folder = OutputFolder(tmp_path)
    folder.executed(KEY).parent.mkdir()
    folder.executed(KEY).write_text("{}")
    return BriefTask(BriefRequest(*KEY), folder, "kernel", Limits(), "abc", (), PARTS)


def explain(task, entry, is_forced=False):
    record = RunRecord({} if entry is None else {KEY: entry})
    (explained,), outcomes = explain_tasks([task], record, is_forced)
    return explained.why, outcomes


@pytest.mark.parametrize(
    ("entry", "reason"),
    [
        (None, "new"),
        (replace(CURRENT, state="withdrawn"), "new"),
        (replace(CURRENT, title=None, parts={}), "new"),
        (replace(CURRENT, state="failed"), "failed before"),
        (replace(CURRENT, html_sha256=None), "page missing or damaged"),
        (replace(CURRENT, input_digest="def", parts={"code": "2"}), "changed: code, data"),
    ],
)
def test_a_brief_is_rendered_with_its_reason(task, entry, reason):
    assert explain(task, entry) == (reason, {})


def test_a_brief_for_which_nothing_changed_keeps_its_page(task):
    why, outcomes = explain(task, CURRENT)
    assert why == "unchanged"
    assert outcomes[KEY].html_sha256 == "1"
    assert explain(task, CURRENT, is_forced=True) == ("forced", {})
    task.folder.executed(KEY).unlink()
    assert explain(task, CURRENT) == ("notebook missing", {})
