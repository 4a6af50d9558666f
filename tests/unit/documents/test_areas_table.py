"""The table of areas is made of lists: what became of former areas, and their names."""

import json

import pytest

from analysis.documents.areas_table import (
    Former,
    add_former,
    list_formers,
    load_current,
    load_history,
    load_reviewed,
    make_pinyin,
)

LISTED = {
    "meta": {"fetched_at": "2026-09-11 23:22:44"},
    "provinces": {
        "山省": {
            "code": "990000000000",
            "cities": {
                "林市": {
                    "code": "990100000000",
                    "counties": {
                        "狐区": "990103000000", "大区": "990105000000", "新区": "990104000000"
                    },
                },
                "": {"code": None, "counties": {"直县": "999001000000"}},
            },
        }
    },
}  # fmt: skip


def _event(year, kind, old, new):
    code, name = old
    new_code, new_name = new
    return {
        "year": year, "type": kind, "old": {"code": code and f"{code}000000", "name": name},
        "new": {"code": new_code and f"{new_code}000000", "name": new_name},
    }  # fmt: skip


EVENTS = [
    _event(2014, "撤县设区", ("990121", "狐县"), ("990103", "狐区")),
    _event(2015, "撤销", ("990106", "小区"), ("990105", "大区")),
    _event(2016, "新设", (None, None), ("990104", "新区")),
    _event(1999, "更名", ("990121", "旧县"), ("990121", "狐县")),
    _event(2013, "驻地迁移", ("990105", "大区"), ("990105", "大区")),
]
SPANS = {
    ("990121", "狐县"): (2009, 2013), ("990106", "小区"): (2009, 2014),
    ("990105", "大区"): (2009, 2019), ("990103", "狐区"): (2014, 2019),
    ("990199", "失县"): (2009, 2010),
}  # fmt: skip


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "data").mkdir()
    for name, content in (("divisions_v1", LISTED), ("historical_changes_v1", {"events": EVENTS})):
        (tmp_path / "data" / f"{name}.json").write_text(json.dumps(content), "utf-8")
    return tmp_path


def test_areas_go_on_end_or_are_new_as_the_changes_say(folder):
    current = load_current(folder)
    assert (current["999001"].parent, current["990103"].parent) == ("990000", "990100")
    formers = list_formers(SPANS, current)
    assert {former.name for former in formers} == {"狐县", "小区", "失县"}
    undecided = add_former(current, formers, load_history(folder), SPANS, {})
    fox = current["990103"]
    assert (fox.former_codes, fox.former_names, fox.valid_from) == (
        ("990121",), ("狐县@2014",), "2014"
    )  # fmt: skip
    assert (current["990106"].valid_to, current["990106"].parent) == ("2015", "990100")
    assert current["990104"].valid_from == "2016"
    assert current["990105"].former_names == ()
    assert undecided == ["990199 失县 (until 2010): not found"]


def test_a_chain_of_changes_leads_to_the_code_of_today(folder):
    history = load_history(folder)
    history.successors["990131", "老县"] = (2012, "同名改码", "990121 狐县")
    assert history.follow(Former("990131", "老县", 2011), load_current(folder)) == ("990103", True)


def test_pinyin_reads_characters_as_names_of_places_do():
    def read(stem):
        return [{"长": "zhang", "安": "an", "都": "dou"}[character] for character in stem]

    assert make_pinyin("长安区", read) == "Chang'an"
    assert make_pinyin("都安县", read) == "Du'an"


def test_each_reviewed_row_has_a_reason():
    reviewed = load_reviewed()
    assert set(reviewed) == {"pinyin", "name_en", "successor", "ignored", "parent_code"}
