"""The index of briefs: every county by city, links to pages that are there, failures named."""

import pytest

from analysis.presentation.wording.languages import LANGUAGE_TABLE
from analysis.rendering.batch.index_page import (
    Problem,
    compose_rows,
    group_rows,
    render_index,
    write_index,
)
from analysis.rendering.batch.run_record import Entry, RunRecord
from analysis.rendering.brief.output_folder import OutputFolder

from ..presentation.shown_tables import parse_page, write_tables

FOX, OWL, ELK, BEAR = "990101", "990102", "990201", "990202"
NAMES = {
    FOX: ("狐县", "Fox County", "林市", "Forest City"),
    OWL: ("鸮县", "Owl County", "林市", "Forest City"),
    ELK: ("鹿县", "Elk County", "山市", "Mountain City"),
}
CHINESE, ENGLISH = LANGUAGE_TABLE["zh"], LANGUAGE_TABLE["en"]
FAILED = ((CHINESE, "生成失败"), (ENGLISH, "failed"))
NOT_RUN = ((CHINESE, "未生成"), (ENGLISH, "not run"))
RATE, USED = ("拨付率", "70.00%"), ("Use of the fund", "46.20%")


def make_page(as_of="2021-08-31", headlines=(), **more):
    return Entry("rendered", "abc", html_sha256="1", as_of=as_of, headlines=headlines, **more)


def make_failure(reason="cell 3 raised ValueError", state="failed", **more):
    return Entry(state, "abc", reason=reason, **more)


CASES = {
    "no county": {},
    "one county, no page": {(FOX, "zh"): make_failure(), (FOX, "en"): make_failure()},
    "one county, both languages": {
        (FOX, "zh"): make_page(headlines=(RATE, ("目标", "1项（共2项）"))),
        (FOX, "en"): make_page(headlines=(USED,)),
    },
    "two counties of a city": {
        (FOX, "zh"): make_page(),
        (OWL, "en"): make_failure(html_sha256="1", as_of="2020-07-31"),
        (OWL, "zh"): make_failure("the run was ended", "not_run"),
    },
    "four counties of two cities": {
        (ELK, "zh"): make_page(),
        (ELK, "en"): make_page("2021-09-09", headlines=(USED,)),
        (FOX, "en"): make_page(headlines=((RATE),)),
        (OWL, "zh"): Entry("withdrawn", "abc", html_sha256="1"),
        (BEAR, "zh"): make_page(None),
    },
}


@pytest.fixture
def folder(tmp_path):
    return OutputFolder(tmp_path)


def render(entries, folder) -> str:
    record = RunRecord(entries, NAMES)
    return render_index(group_rows(compose_rows(record, folder), record)).decode("utf-8")


@pytest.mark.parametrize("case", list(CASES))
def test_the_index_shows_each_county_with_its_briefs(case, folder, snapshot):
    page = parse_page(render(CASES[case], folder))
    page.find("header").extract()
    assert write_tables(page) == snapshot


def test_links_lead_to_the_pages_that_are_there_and_name_their_language(folder):
    entries = {(FOX, "zh"): make_page(), (FOX, "en"): make_failure()}
    links = parse_page(render(entries, folder)).select("td.links a")
    shown = [(link["href"], link["hreflang"], link["lang"], link.get_text()) for link in links]
    assert shown == [("990101.zh.html", "zh-CN", "zh-CN", "中文")]


def test_a_failed_brief_keeps_the_link_to_its_earlier_page_and_says_that_it_failed(folder):
    page = parse_page(render({(FOX, "zh"): make_failure(html_sha256="1")}, folder))
    assert page.select_one("td.links a")["href"] == "990101.zh.html"
    assert page.select_one("td.links .status-not-met").get_text() == (
        "✗ 生成失败，所列页面为此前生成 failed; the page is of an earlier run"
    )


def test_languages_that_failed_for_one_reason_are_named_together(folder):
    entries = {(FOX, "zh"): make_failure("no"), (FOX, "en"): make_failure("no")}
    (row,) = compose_rows(RunRecord(entries, NAMES), folder)
    assert row.problems == (Problem(FAILED, "中文, English", "no"),)


def test_languages_that_failed_for_different_reasons_are_named_apart(folder):
    entries = {(FOX, "zh"): make_failure("no"), (FOX, "en"): make_failure(None, "not_run")}
    (row,) = compose_rows(RunRecord(entries, NAMES), folder)
    assert row.problems == (
        Problem(FAILED, "中文", "no"),
        Problem(NOT_RUN, "English", ""),
    )


def test_dates_that_differ_between_languages_are_both_shown(folder):
    entries = {(FOX, "zh"): make_page("2021-09-09"), (FOX, "en"): make_page("2021-08-31")}
    (row,) = compose_rows(RunRecord(entries, NAMES), folder)
    assert row.as_of == "2021-08-31, 2021-09-09"


def test_figures_and_dates_of_a_page_that_is_gone_are_not_shown(folder):
    entry = Entry("failed", "abc", as_of="2021-08-31", headlines=(RATE,))
    (row,) = compose_rows(RunRecord({(FOX, "zh"): entry}, NAMES), folder)
    assert (row.as_of, row.headlines) == ("", ())


def test_figures_are_those_of_the_chinese_brief_where_there_is_one(folder):
    entries = {(FOX, "en"): make_page(headlines=(USED,)), (FOX, "zh"): make_page(headlines=(RATE,))}
    (row,) = compose_rows(RunRecord(entries, NAMES), folder)
    assert row.headlines == (RATE,)


def test_a_column_of_figures_is_there_only_if_a_brief_has_some(folder):
    headings = [
        len(parse_page(render({(FOX, "zh"): page}, folder)).select("thead th"))
        for page in (make_page(), make_page(headlines=(RATE,)))
    ]
    assert headings == [4, 5]


def test_a_county_without_name_is_called_by_its_code(folder):
    page = parse_page(render({(BEAR, "zh"): make_page()}, folder))
    assert page.select_one("th[scope=row]").get_text().strip() == BEAR


@pytest.mark.parametrize(("language", "lang"), [("zh", None), ("en", "en")])
def test_figures_in_another_language_than_the_page_are_marked_with_it(folder, language, lang):
    page = parse_page(render({(FOX, language): make_page(headlines=(USED,))}, folder))
    assert page.select_one("tbody td:last-child .detail").get("lang") == lang


@pytest.fixture
def withdrawn(folder):
    """A county with two pages, one of them not moved yet, and one whose page is gone."""
    folder.withdrawn((OWL, "zh")).parent.mkdir()
    folder.withdrawn((OWL, "zh")).touch()
    folder.brief((OWL, "en")).touch()
    entries = {
        (code, language): Entry(
            "withdrawn", "abc", html_sha256="1", as_of="2021-08-31", withdrawn_on="2026-11-27"
        )
        for code, language in ((OWL, "zh"), (OWL, "en"), (ELK, "zh"))
    }
    return RunRecord(entries, NAMES)


def test_counties_that_left_the_data_are_listed_with_day_and_last_pages(folder, withdrawn):
    page = parse_page(write_index(withdrawn, folder).read_text("utf-8"))
    (item,) = page.select("section.withdrawn li")
    assert " ".join(item.get_text().split()) == (
        "990102 鸮县 Owl County · 撤下日期 withdrawn on 2026-11-27 · "
        "资料截至 Documents up to 2021-08-31 · 中文 English"
    )
    assert [link["href"] for link in item.select("a")] == [
        "withdrawn/990102.zh.html", "withdrawn/990102.en.html",
    ]  # fmt: skip


def test_without_withdrawn_counties_the_index_says_nothing_of_them(folder):
    page = parse_page(render({(FOX, "zh"): make_page()}, folder))
    assert page.select("section.withdrawn") == []


def test_a_city_without_name_is_called_by_its_code(folder):
    record = RunRecord({(BEAR, "zh"): make_page()}, NAMES)
    (group,) = group_rows(compose_rows(record, folder), record)
    assert (group.slug, group.names) == ("city-9902", ((CHINESE, "990200"),))


@pytest.mark.parametrize(("counties", "jumps"), [((FOX, OWL), []), ((FOX, ELK), ["9901", "9902"])])
def test_a_list_of_cities_to_jump_to_is_there_from_the_second_city_on(counties, jumps, folder):
    entries = {(county, "zh"): make_page() for county in counties}
    page = parse_page(render(entries, folder))
    assert [link["href"] for link in page.select("nav.cities a")] == [
        f"#city-{city}" for city in jumps
    ]
    assert [heading["id"] for heading in page.select("th[scope=rowgroup]")] == [
        f"city-{city}" for city in jumps
    ]


def test_what_briefs_and_reasons_say_is_escaped(folder):
    hostile = (("<b>a</b>", "<i>1</i>"),)
    entries = {
        (FOX, "zh"): make_page(headlines=hostile), (FOX, "en"): make_failure("<u>x</u>")
    }  # fmt: skip
    names = {FOX: ("<s>狐县</s>", "<s>Fox</s>", "", "")}
    record = RunRecord(entries, names)
    html = render_index(group_rows(compose_rows(record, folder), record)).decode("utf-8")
    assert parse_page(html).find_all(["b", "i", "u", "s"]) == []
    assert all(f"&lt;{tag}&gt;" in html for tag in "bius")


def test_the_page_is_written_where_the_folder_keeps_its_index(folder):
    path = write_index(RunRecord({(FOX, "zh"): make_page()}, NAMES), folder)
    assert path == folder.index
    assert "狐县" in path.read_text("utf-8")
    assert list(folder.root.iterdir()) == [path]
