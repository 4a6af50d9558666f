"""run.json and index.html agree with the pages in the folder."""

import json
from datetime import date

import pytest

from analysis.rendering.batch.index_page import render_index, write_index
from analysis.rendering.batch.index_rows import compose_rows
from analysis.rendering.batch.run_record import (
    Entry,
    RunRecord,
    load_run_record,
    merge,
    withdraw,
    write_run_record,
)
from analysis.rendering.brief.brief import BriefOutcome, BriefRequest
from analysis.rendering.brief.output_folder import OutputFolder

from .executed_notebooks import Page, digest

ZH, EN = ("441803", "zh"), ("441803", "en")


@pytest.fixture
def folder(tmp_path):
    return OutputFolder(tmp_path)


def put_page(folder, key, text="words", is_whole=True):
    tail = f"<!-- county-brief {key[0]} {key[1]} input:abc complete -->" if is_whole else ""
    content = f"<p>{text}</p>\n{tail}".encode()
    folder.brief(key).write_bytes(content)
    return digest(content)


def rendered(key, sha256, **more):
    return BriefOutcome(key, "rendered", "abc", html_sha256=sha256, title="简报", **more)


def request(key):
    return BriefRequest(*key, name_zh="清新区", name_en="Qingxin")


def test_a_record_comes_back_as_it_was_written(folder):
    sha256 = put_page(folder, ZH)
    outcome = rendered(ZH, sha256, as_of="2021-09-09", headlines=(("拨付率", "69.98%"),))
    record = merge(RunRecord(), [request(ZH)], [outcome])
    write_run_record(record, folder.record)
    assert load_run_record(folder) == record


def test_the_same_record_is_the_same_bytes_in_any_order(folder):
    outcomes = [rendered(ZH, "1"), rendered(EN, "2")]
    write_run_record(merge(RunRecord(), [], outcomes), folder.record)
    first = folder.record.read_bytes()
    write_run_record(merge(RunRecord(), [], outcomes[::-1]), folder.record)
    assert folder.record.read_bytes() == first


def test_rendering_one_county_keeps_the_others():
    record = merge(RunRecord(), [], [rendered(("441523", "zh"), "1")])
    record = merge(record, [], [rendered(ZH, "2")])
    assert sorted(record.entries) == [("441523", "zh"), ZH]


def test_a_failed_brief_keeps_its_earlier_page_in_the_record():
    record = merge(RunRecord(), [], [rendered(ZH, "1", as_of="2021-09-09")])
    failed = BriefOutcome(ZH, "failed", "def", "cell 3 raised ValueError")
    entry = merge(record, [], [failed]).entries[ZH]
    assert (entry.state, entry.html_sha256, entry.as_of) == ("failed", "1", "2021-09-09")
    assert entry.reason == "cell 3 raised ValueError"


@pytest.mark.parametrize("content", [None, "", "{", "[]", '{"counties": {"1": 2}}'])
def test_a_missing_or_damaged_record_is_made_anew_from_the_pages(folder, content):
    sha256 = put_page(folder, ZH)
    if content is not None:
        folder.record.write_text(content)
    assert load_run_record(folder).entries == {ZH: Entry("rendered", "abc", sha256)}


def test_an_incomplete_page_is_not_recorded(folder):
    put_page(folder, ZH, is_whole=False)
    assert load_run_record(folder).entries == {}


def test_a_page_that_is_gone_is_no_longer_in_the_record(folder):
    write_run_record(merge(RunRecord(), [], [rendered(ZH, "1")]), folder.record)
    assert load_run_record(folder).entries[ZH].html_sha256 is None


def test_the_record_is_plain_json_that_names_state_digest_and_reason(folder):
    failed = BriefOutcome(EN, "failed", "def", "no")
    record = merge(RunRecord(), [request(ZH)], [rendered(ZH, "1"), failed])
    write_run_record(record, folder.record)
    county = json.loads(folder.record.read_text("utf-8"))["counties"]["441803"]
    assert county["name_zh"] == "清新区"
    assert county["languages"]["en"]["reason"] == "no"
    assert county["languages"]["zh"]["input_digest"] == "abc"


def test_the_index_links_to_every_page_and_to_no_missing_one(folder):
    outcomes = [
        rendered(ZH, put_page(folder, ZH)),
        BriefOutcome(EN, "failed", "d", "it is <b>so</b>"),
    ]
    record = merge(RunRecord(), [request(ZH)], outcomes)
    page = Page(write_index(record, folder).read_text("utf-8"))
    links = [link["href"] for link in page.find("a") if not link["href"].startswith("#")]
    assert set(links) == {"441803.zh.html"}
    assert all((folder.root / link).exists() for link in links)
    assert "it is <b>so</b>" not in page.text
    assert not page.find("b")


def test_the_index_names_each_county_in_both_languages(folder):
    record = merge(RunRecord(), [request(ZH)], [rendered(ZH, "1", as_of="2021-09-09")])
    page = Page(render_index(compose_rows(record, folder)))
    assert all(words in page.text for words in ("清新区", "Qingxin", "2021年9月9日"))
    assert len(page.find("h1")) == len(page.find("title")) == 1
    assert page.find("meta")[0]["http-equiv"] == "Content-Security-Policy"


def test_withdrawn_counties_leave_the_index_but_not_the_record(folder):
    record = withdraw(merge(RunRecord(), [], [rendered(ZH, "1")]), {"441803"}, date(2026, 11, 27))
    entry = record.entries[ZH]
    assert (entry.state, entry.withdrawn_on) == ("withdrawn", "2026-11-27")
    assert compose_rows(record, folder) == []
    assert "尚未生成简报" in render_index([]).decode()


def test_a_withdrawal_keeps_its_day_and_is_new_only_once():
    failed = BriefOutcome(EN, "failed", "abc", "no")
    record = merge(RunRecord(), [], [rendered(ZH, "1"), failed])
    first = withdraw(record, {"441803"}, date(2026, 11, 27))
    # The English one never had a page that could be withdrawn.
    assert first.newly_withdrawn == (ZH,)
    second = withdraw(first, {"441803"}, date(2026, 12, 1))
    assert (second.entries, second.newly_withdrawn) == (first.entries, ())
    back = merge(second, [], [rendered(ZH, "2")]).entries[ZH]
    assert (back.state, back.withdrawn_on) == ("rendered", None)
