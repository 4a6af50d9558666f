"""Each brief and the index in a browser: requests, layout, accessibility, links and print."""

import pytest

from .page_checks import (
    DESKTOP,
    PHONE,
    SMALL_PHONE,
    list_barriers,
    list_cut_tables,
    list_dead_links,
    list_foreign_requests,
    list_overflow,
    list_print_faults,
    list_small_type,
    print_page,
    resize,
)

COUNTIES = {"441803": "清新区", "441523": "陆河县", "441581": "陆丰市"}
LANGUAGES = {"zh": "zh-CN", "en": "en"}
BRIEFS = [f"{code}.{language}.html" for code in COUNTIES for language in LANGUAGES]
PAGES = [*BRIEFS, "index.html"]


def test_the_pages_are_those_of_all_counties(rendered_briefs):
    assert sorted(path.name for path in rendered_briefs.glob("*.html")) == sorted(PAGES)


@pytest.mark.parametrize("page", PAGES)
def test_a_page_makes_no_request_and_writes_no_console_message(open_page, rendered_briefs, page):
    opened = open_page(rendered_briefs / page)
    opened.page.wait_for_load_state("networkidle")
    assert opened.requests[0] == opened.address
    assert list_foreign_requests(opened) == []
    assert opened.complaints == []


@pytest.mark.parametrize("size", [SMALL_PHONE, DESKTOP], ids=["phone", "desktop"])
@pytest.mark.parametrize("page", PAGES)
def test_a_page_does_not_scroll_sideways(open_page, rendered_briefs, page, size):
    assert list_overflow(open_page(rendered_briefs / page, size)) == []


@pytest.mark.parametrize("page", BRIEFS)
def test_no_table_is_cut_off_on_a_desktop(open_page, rendered_briefs, page):
    assert list_cut_tables(open_page(rendered_briefs / page, DESKTOP)) == []


@pytest.mark.parametrize("size", [SMALL_PHONE, DESKTOP], ids=["phone", "desktop"])
@pytest.mark.parametrize("page", BRIEFS)
def test_the_type_in_charts_can_be_read(open_page, rendered_briefs, page, size):
    assert list_small_type(open_page(rendered_briefs / page, size)) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_of_two_drawings_of_a_chart_one_is_shown(open_page, rendered_briefs, language):
    opened = open_page(rendered_briefs / f"441803.{language}.html", DESKTOP)
    pairs = opened.page.locator("figure.chart img:has(+ .narrow)")
    assert pairs.count() == opened.page.locator("img.narrow").count() > 0
    for size, medium, is_narrow in (
        (DESKTOP, "screen", False), (SMALL_PHONE, "screen", True), (SMALL_PHONE, "print", False),
    ):  # fmt: skip
        resize(opened, size)
        opened.page.emulate_media(media=medium)
        for wide in pairs.all():
            shown = wide.evaluate("e => [e.offsetWidth > 0, e.nextElementSibling.offsetWidth > 0]")
            assert shown == [not is_narrow, is_narrow], (size, medium)


def test_a_brief_is_the_same_on_paper_whatever_the_window(open_page, rendered_briefs):
    sheets = [
        [sheet.extract_text() for sheet in print_page(opened).pages]
        for opened in (open_page(rendered_briefs / "441803.zh.html", size)
                       for size in (DESKTOP, SMALL_PHONE))
    ]  # fmt: skip
    assert sheets[0] == sheets[1]


@pytest.mark.parametrize("size", [SMALL_PHONE, DESKTOP], ids=["phone", "desktop"])
@pytest.mark.parametrize("page", PAGES)
def test_a_page_has_no_accessibility_barrier(open_page, rendered_briefs, page, size):
    opened = open_page(rendered_briefs / page, size, bypass_csp=True)
    assert list_barriers(opened) == []


@pytest.mark.parametrize("code", COUNTIES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_brief_declares_its_language_and_title(open_page, rendered_briefs, code, language):
    page = open_page(rendered_briefs / f"{code}.{language}.html").page
    assert page.locator("html").get_attribute("lang") == LANGUAGES[language]
    assert page.locator("h1").inner_text() in page.title()
    assert page.locator("h1").count() == 1
    if language == "zh":
        assert COUNTIES[code] in page.title()


def test_the_index_declares_its_language_and_title(open_page, rendered_briefs):
    page = open_page(rendered_briefs / "index.html").page
    assert page.locator("html").get_attribute("lang") == "zh-CN"
    assert page.title()


@pytest.mark.parametrize("code", COUNTIES)
def test_the_language_link_leads_there_and_back(open_page, rendered_briefs, code):
    page = open_page(rendered_briefs / f"{code}.zh.html").page
    title = page.title()
    for tag in ("en", "zh-CN"):
        page.locator(f"a[hreflang='{tag}']").click()
        assert page.locator("html").get_attribute("lang") == tag
    assert page.title() == title


@pytest.mark.parametrize("page", BRIEFS)
def test_links_of_the_contents_reach_their_headings(open_page, rendered_briefs, page):
    opened = open_page(rendered_briefs / page, PHONE)
    links = opened.page.locator("nav a[href^='#']").count()
    # The first screen, whose heading is for screen readers, needs no link.
    assert links == opened.page.locator("h2:not(#overview)").count() > 0
    assert list_dead_links(opened) == []


def test_the_index_leads_to_every_brief(open_page, rendered_briefs):
    page = open_page(rendered_briefs / "index.html").page
    links = page.locator("tbody a")
    assert sorted(link.get_attribute("href") for link in links.all()) == sorted(BRIEFS)
    links.first.click()
    assert page.locator("h1").count() == 1


@pytest.mark.parametrize("page", BRIEFS)
def test_a_brief_prints_with_text_that_can_be_selected(open_page, rendered_briefs, page):
    opened = open_page(rendered_briefs / page)
    heading = opened.page.locator("h2").last.inner_text()
    assert list_print_faults(print_page(opened), heading) == []


@pytest.mark.parametrize("code", COUNTIES)
def test_a_brief_in_chinese_prints_its_county(open_page, rendered_briefs, code):
    paper = print_page(open_page(rendered_briefs / f"{code}.zh.html"))
    assert list_print_faults(paper, COUNTIES[code]) == []
