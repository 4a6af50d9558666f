"""The index of briefs: a row for each county, its figures, links that lead to pages, failures."""

import base64
import hashlib
import re

import pytest
from bs4 import BeautifulSoup

from analysis.presentation.wording.languages import LANGUAGE_TABLE
from analysis.rendering.batch.index_figures import list_cells
from analysis.rendering.batch.index_page import render_index, write_index
from analysis.rendering.batch.index_problems import list_problems
from analysis.rendering.batch.index_rows import compose_rows
from analysis.rendering.batch.run_record import Entry, RunRecord
from analysis.rendering.brief.output_folder import OutputFolder
from benchmarks.index_page import make_nation

FOX, OWL, ELK, BEAR = "990101", "990102", "990201", "990202"
NAMES = {
    FOX: ("狐县", "Fox County", "林市", "Forest City"),
    OWL: ("鸮县", "Owl County", "林市", "Forest City"),
    ELK: ("鹿县", "Elk County", "山市", "Mountain City"),
}
LATEST = "2021-08-31"
FIGURES = {
    "county_code": FOX, "name_zh": "狐县", "pinyin": "Hu", "latest": LATEST, "projects": 1,
    "province_code": "990000", "province_zh": "岭省", "province_en": "Ridge Province",
    "city_code": "990100", "city_zh": "林市", "city_en": "Forest City", "programmes": "甲;乙",
    "disbursement_rate": 0.699846, "use_rate": 0.4474, "use_change": -0.003, "target_items": 23,
    "met": 10, "contradicts_open": 2, "latest_month": "2020-07-31",
}  # fmt: skip


def parse_page(html):
    # End tags are left out in the table, which not every parser completes.
    return BeautifulSoup(html, "lxml")


def make_page(as_of=LATEST, **more):
    return Entry("rendered", "abc", html_sha256="1", as_of=as_of, **more)


def make_failure(reason="cell 3 raised ValueError", state="failed", **more):
    return Entry(state, "abc", reason=reason, **more)


@pytest.fixture
def folder(tmp_path):
    return OutputFolder(tmp_path)


def render(entries, folder, names=NAMES, overview=None):
    record = RunRecord(entries, names)
    rows = compose_rows(record, folder, overview)
    return render_index(rows, list_problems(record, folder), overview).decode("utf-8")


def row_of(page, code=FOX):
    return page.find(id=f"c{code}").parent


def test_a_row_shows_the_figures_of_the_overview_as_the_brief_writes_them(folder):
    page = parse_page(render({(FOX, "zh"): make_page()}, folder, overview={FOX: FIGURES}))
    cells = [cell.get_text().strip() for cell in row_of(page).select("td")]
    assert cells == ["69.98%", "44.74%", "−0.30", "10/23", "✗ 2", "2020-07"]


def test_what_is_not_reported_is_a_dash_and_never_zero():
    assert {cell.text for cell in list_cells({})} == {"—"}
    blank = dict.fromkeys(FIGURES) | {"contradicts_open": 0}
    assert [cell.text for cell in list_cells(blank)] == ["—", "—", "—", "—", "0", "—"]


def test_a_rate_without_amounts_is_marked():
    cell = list_cells(FIGURES | {"use_rate": None, "use_printed_rate": 0.4326})[1]
    assert cell.text == "43.26%*"


@pytest.mark.parametrize(("change", "text"), [(0.0442, "+4.42"), (0, "0.00"), (-0.00001, "0.00")])
def test_a_change_has_its_sign(change, text):
    assert list_cells({"use_change": change, "contradicts_open": 0})[2].text == text


def say_instead(entries, folder, overview=None):
    (cell,) = row_of(parse_page(render(entries, folder, overview=overview))).select("td")
    return [part.get_text() for part in cell.select("span")]


def test_figures_of_other_documents_than_those_of_the_page_are_not_shown_which_is_said(folder):
    entries = {(FOX, "zh"): make_page("2020-01-01")}
    assert say_instead(entries, folder, {FOX: FIGURES}) == [
        "资料截至2020年1月1日，数据见简报。",
        "Documents up to 1 January 2020; figures in the brief.",
    ]
    html = render(entries, folder, overview={FOX: FIGURES})
    assert "earlier date than those on file" in html
    assert "earlier date than those on file" not in render(
        {(FOX, "zh"): make_page()}, folder, overview={FOX: FIGURES}
    )


def test_two_pages_of_different_dates_are_both_dated(folder):
    entries = {(FOX, "zh"): make_page(), (FOX, "en"): make_page("2020-01-01")}
    assert "2020年1月1日、2021年8月31日" in say_instead(entries, folder, {FOX: FIGURES})[0]


def test_a_county_without_a_page_or_without_figures_says_so_in_place_of_dashes(folder):
    assert say_instead({(FOX, "zh"): make_failure()}, folder)[0] == "尚未生成简报。"
    undated = say_instead({(FOX, "zh"): make_page(None)}, folder)
    assert undated == ["数据见简报。", "Figures in the brief."]


def test_each_language_has_its_name_link_and_place(folder):
    entries = {(FOX, language): make_page() for language in ("zh", "en")}
    row = row_of(parse_page(render(entries, folder, overview={FOX: FIGURES})))
    links = [(one["href"], one.get("lang"), one.get_text()) for one in row.select("a")]
    assert links == [("990101.zh.html", None, "狐县"), ("990101.en.html", "en", "Fox County")]
    places = [small.get_text() for small in row.select("small")]
    assert places == ["岭省 · 林市", "Ridge Province · Forest City"]


def test_a_name_without_a_page_in_its_language_leads_to_the_other_one_and_says_so(folder):
    entries = {(FOX, "zh"): make_page(), (FOX, "en"): make_failure()}
    links = row_of(parse_page(render(entries, folder))).select("a")
    assert [(one["href"], one.get("hreflang")) for one in links] == [
        ("990101.zh.html", None), ("990101.zh.html", "zh-CN"),
    ]  # fmt: skip


def test_a_county_without_any_page_has_no_link(folder):
    row = row_of(parse_page(render({(FOX, "zh"): make_failure()}, folder)))
    assert row.select("a") == []
    assert row["data-s"] == "failed"


def test_a_county_without_name_is_called_by_its_code(folder):
    page = parse_page(render({(BEAR, "zh"): make_page()}, folder))
    assert {one.get_text() for one in row_of(page, BEAR).select("a")} == {BEAR}


def test_counties_with_most_open_contradictions_come_first_then_by_code(folder):
    entries = {(code, "zh"): make_page() for code in (FOX, OWL, ELK)}
    rows = compose_rows(RunRecord(entries, NAMES), folder, {OWL: FIGURES | {"county_code": OWL}})
    assert [row.county_code for row in rows] == [OWL, FOX, ELK]


def test_pinyin_initials_places_and_programmes_are_there_for_search_and_filters(folder):
    row = row_of(parse_page(render({(FOX, "zh"): make_page()}, folder, overview={FOX: FIGURES})))
    assert (row["data-p"], row["data-a"], row["data-g"]) == ("huxian hx", "990100", "1 0")


def test_what_failed_is_on_top_with_a_reason_for_everybody(folder):
    entries = {
        (FOX, "zh"): make_failure(cause="data"), (FOX, "en"): make_failure(cause="data"),
        (OWL, "zh"): make_failure("ended", "not_run"), (OWL, "en"): make_page(),
    }  # fmt: skip
    html = render(entries, folder)
    assert "ValueError" not in html
    items = [" ".join(item.get_text().split()) for item in parse_page(html).select(".problems li")]
    assert len(items) == 2
    assert items[0].startswith("✗ 生成失败failed 1 狐县Fox County 990101")
    assert items[0].endswith("中文, English")
    assert "A document about it needs to be corrected first." in items[0]
    assert "990102" in items[1]
    assert items[1].endswith("中文")
    assert "The run ended before it was finished." in items[1]
    tiles = [value.get_text() for value in parse_page(html).select(".tiles dd")]
    assert tiles == ["2", "0", "2", "0"]


def test_counties_with_the_same_problem_are_named_together_and_counted(folder):
    codes = [f"9901{number:02d}" for number in range(1, 41)]
    entries = {(code, "zh"): make_failure(cause="data") for code in codes[:13]}
    entries |= {(code, "zh"): make_failure("ended", "not_run") for code in codes[13:]}
    entries[codes[0], "en"] = make_failure("ended", "not_run")
    page = parse_page(render(entries, folder))
    assert page.select_one("#problems .count").get_text() == "40"
    items = page.select(".problems li")
    assert [item.select_one(".count").get_text() for item in items] == ["13", "1", "27"]
    assert [len(item.select("details")) for item in items] == [1, 0, 1]
    named = [code.get_text() for code in items[2].select(".code")]
    assert named == codes[13:]


@pytest.fixture
def withdrawn(folder):
    """A county with two pages, one of them not moved yet, and one whose page is gone."""
    folder.withdrawn((OWL, "zh")).parent.mkdir()
    folder.withdrawn((OWL, "zh")).touch()
    folder.brief((OWL, "en")).touch()
    return {
        (code, language): Entry(
            "withdrawn", "abc", html_sha256="1", as_of=LATEST, withdrawn_on="2026-11-27"
        )
        for code, language in ((OWL, "zh"), (OWL, "en"), (ELK, "zh"))
    }


def test_counties_that_left_the_data_are_listed_with_day_and_last_pages(folder, withdrawn):
    page = parse_page(write_index(RunRecord(withdrawn, NAMES), folder).read_text("utf-8"))
    (item,) = page.select(".problems li")
    assert item.find("time")["datetime"] == "2026-11-27"
    assert "2026年11月27日" in item.get_text()
    assert [link["href"] for link in item.select("a")] == [
        "withdrawn/990102.zh.html", "withdrawn/990102.en.html",
    ]  # fmt: skip


def test_where_every_brief_is_current_nothing_is_on_top(folder):
    assert parse_page(render({(FOX, "zh"): make_page()}, folder)).select(".problems") == []


def test_names_of_counties_places_and_programmes_are_escaped(folder):
    hostile = "<script>x</script>\"'><b>"
    names = {FOX: (hostile, hostile, hostile, hostile)}
    texts = dict.fromkeys(
        ("province_zh", "province_en", "city_zh", "city_en", "programmes", "name_zh", "pinyin"),
        hostile,
    )
    overview = {FOX: FIGURES | texts, OWL: FIGURES | texts | {"city_code": "990200"}}
    entries = {
        (FOX, "zh"): make_page(),
        (FOX, "en"): make_failure(hostile),
        (OWL, "zh"): make_page(),
    }
    page = parse_page(render(entries, folder, names, overview))
    assert page.find_all("b") == []
    assert len(page.find_all("script")) == 1
    assert row_of(page).find("a").get_text() == hostile


def test_only_the_own_style_and_script_are_allowed_by_their_digests(folder):
    html = render({(FOX, "zh"): make_page()}, folder)
    policy = parse_page(html).find("meta")["content"]
    assert policy.startswith("default-src 'none'")
    assert "unsafe" not in policy
    for tag in ("style", "script"):
        (text,) = re.findall(rf"<{tag}>(.*?)</{tag}>", html, re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in policy
    assert " style=" not in html


def test_controls_are_hidden_until_the_script_shows_them(folder):
    page = parse_page(render({(FOX, "zh"): make_page()}, folder))
    assert page.select_one(".controls").has_attr("hidden")
    languages = page.select("input.language")
    assert [one.has_attr("checked") for one in languages] == [True, False]
    assert len(languages) == len(LANGUAGE_TABLE)


def test_an_index_without_briefs_says_so_and_needs_no_script():
    html = render_index([]).decode("utf-8")
    assert "尚未生成简报" in html
    assert "<script" not in html


def test_the_page_is_written_where_the_folder_keeps_its_index(folder):
    path = write_index(RunRecord({(FOX, "zh"): make_page()}, NAMES), folder)
    assert path == folder.index
    assert "狐县" in path.read_text("utf-8")
    assert list(folder.root.iterdir()) == [path]


def test_an_index_of_3000_counties_is_smaller_than_1_5_megabytes(folder):
    record, overview = make_nation(3000)
    path = write_index(record, folder, overview)
    assert path.stat().st_size < 1_500_000
    assert path.read_text("utf-8").count("<th scope=row ") == 3000
