"""The index in a browser: search, order, filters, addresses of views, policy, without script."""

import unicodedata
from dataclasses import replace

import pytest

from analysis.rendering.batch.index_page import write_index
from analysis.rendering.batch.run_record import RunRecord
from analysis.rendering.brief.output_folder import OutputFolder
from benchmarks.index_page import LONG_EN, LONG_ZH, make_nation

from .page_checks import (
    DESKTOP,
    SMALL_PHONE,
    list_barriers,
    list_foreign_requests,
    list_overflow,
    print_page,
)

ROWS, FIRST = 400, 100
SHOWN = ".counties tbody tr:not([hidden])"


@pytest.fixture(scope="module")
def nation(tmp_path_factory):
    """An index with two counties that failed and one that left the data."""
    folder = OutputFolder(tmp_path_factory.mktemp("nation"))
    record, overview = make_nation(ROWS)
    keys = sorted(record.entries)
    entries = dict(record.entries)
    for key in keys[:4]:
        entries[key] = replace(entries[key], state="failed", cause="data")
    entries[keys[4]] = replace(entries[keys[4]], state="withdrawn", withdrawn_on="2026-11-27")
    del entries[keys[5]]
    folder.withdrawn(keys[4]).parent.mkdir()
    folder.withdrawn(keys[4]).touch()
    for code in list(overview)[::2]:
        overview[code]["programmes"] = "甲项目;乙项目"
    names = dict(record.names)
    first = keys[6][0]
    names[first] = ("清新区", "Qingxin District", "林市", "Forest City")
    overview[first] |= {"name_zh": "清新区", "pinyin": "Qingxin"}
    return write_index(RunRecord(entries, names), folder, overview), first


def open_index(open_page, nation, size=DESKTOP, address="", **options):
    opened = open_page(nation[0], size, **options)
    if address:
        opened.page.goto(f"{opened.address}#{address}")
        opened.page.reload()
    return opened.page


def list_names(page):
    return page.locator(f"{SHOWN} th a.l0").all_text_contents()


def read_column(page, css):
    cells = page.locator(f"{SHOWN} td.{css}").all_text_contents()
    shown = [text for text in cells if text != "—"]
    return [float(text.rstrip("%*").lstrip("✗ ").replace("−", "-")) for text in shown]


@pytest.mark.parametrize("words", ["清新", "qingxin", "Qing Xin", "qxq", "qingxin district"])
def test_a_county_is_found_by_its_name_pinyin_and_initials(open_page, nation, words):
    page = open_index(open_page, nation)
    page.fill("#search", words)
    assert list_names(page) == ["清新区"]
    assert page.locator(".shown").inner_text() == f"显示1个县（市、区），共{ROWS - 1}个。"


def test_a_county_is_found_by_its_code(open_page, nation):
    page = open_index(open_page, nation)
    page.fill("#search", nation[1])
    assert list_names(page) == ["清新区"]


def test_what_is_not_found_leaves_no_row_and_says_so(open_page, nation):
    page = open_index(open_page, nation)
    page.fill("#search", "不存在")
    assert list_names(page) == []
    assert "显示0个" in page.locator(".shown[role=status]").inner_text()


@pytest.mark.parametrize(("column", "css"), [("disbursement", "d"), ("use", "u"), ("change", "g"),
                                             ("contradictions", "x")])  # fmt: skip
def test_a_heading_orders_by_its_column_down_then_up(open_page, nation, column, css):
    page = open_index(open_page, nation)
    heading = page.locator(f"th[data-column={column}]")
    heading.locator("button").click()
    assert heading.get_attribute("aria-sort") == "descending"
    values = read_column(page, css)
    assert values == sorted(values, reverse=True)
    heading.locator("button").press("Enter")
    assert heading.get_attribute("aria-sort") == "ascending"
    values = read_column(page, css)
    assert len(values) > FIRST / 2
    assert values == sorted(values)


def test_targets_are_ordered_by_the_share_reached(open_page, nation):
    page = open_index(open_page, nation, address="order=targets")
    reached = [text.split("/") for text in page.locator("td.t").all_text_contents()]
    assert len(reached) == FIRST
    shares = [int(met) / int(items) for met, items in reached]
    assert shares == sorted(shares, reverse=True)


def test_filters_leave_the_counties_of_a_province_city_programme_and_state(open_page, nation):
    page = open_index(open_page, nation)
    page.select_option("#province", "110000")
    codes = [one.get_attribute("id")[1:] for one in page.locator(f"{SHOWN} th").all()]
    assert codes and all(code.startswith("11") for code in codes)
    cities = page.locator("#city option").evaluate_all("all => all.map(one => one.value)")
    assert all(city.startswith("11") for city in cities[1:])
    page.select_option("#city", cities[-1])
    assert 0 < page.locator(SHOWN).count() < len(codes)
    page.select_option("#city", "")
    page.select_option("#programme", "乙项目")
    assert 0 < page.locator(SHOWN).count() < len(codes)
    page.select_option("#programme", "")
    page.select_option("#province", "")
    page.select_option("#state", "contradictions")
    assert min(read_column(page, "x")) > 0
    page.select_option("#state", "failed")
    assert page.locator(SHOWN).count() == 2


def test_the_address_of_a_view_shows_the_same_view_again(open_page, nation):
    page = open_index(open_page, nation)
    page.select_option("#state", "contradictions")
    page.select_option("#province", "120000")
    page.locator("th[data-column=use] button").click()
    page.locator("label[for=language-1]").click()
    names, address = page.locator(f"{SHOWN} a.l1").all_text_contents(), page.url
    other = open_index(open_page, nation, address=address.partition("#")[2])
    assert other.locator(f"{SHOWN} a.l1").all_text_contents() == names
    assert other.locator("html").get_attribute("lang") == "en"
    assert other.input_value("#province") == "120000"


def test_an_address_with_unknown_values_shows_all(open_page, nation):
    page = open_index(open_page, nation, address="province=x&order=y&state=<b>&language=z")
    assert page.locator(SHOWN).count() == FIRST


def test_only_the_first_matches_are_laid_out_which_is_said_until_all_are_asked_for(
    open_page, nation
):
    page = open_index(open_page, nation)
    said, more = page.locator(".shown"), page.locator(".more button")
    assert page.locator(".counties tr").count() == 1 + FIRST
    assert (
        said.inner_text() == f"共{ROWS - 1}个县（市、区），符合条件{ROWS - 1}个，列出前{FIRST}个。"
    )
    page.fill("#search", "qingxin")
    assert (page.locator(SHOWN).count(), more.is_visible()) == (1, False)
    page.fill("#search", "市")
    assert page.locator(SHOWN).count() == FIRST
    page.fill("#search", "")
    assert more.inner_text() == f"全部列出（{ROWS - 1}个）"
    more.click()
    assert page.locator(SHOWN).count() == ROWS - 1
    assert said.inner_text() == f"显示{ROWS - 1}个县（市、区），共{ROWS - 1}个。"
    assert not more.is_visible()
    # The focus is on the first county that was added.
    focused = page.evaluate("document.activeElement.closest('tr').rowIndex")
    assert focused == 1 + FIRST
    page.locator("th[data-column=use] button").click()
    assert page.locator(SHOWN).count() == FIRST


@pytest.mark.parametrize("has_script", [True, False])
def test_languages_are_switched_with_and_without_script(open_page, nation, has_script):
    page = open_index(open_page, nation, java_script_enabled=has_script)
    assert page.locator("h1").inner_text() == "县级简报目录"
    page.locator("label[for=language-1]").click()
    assert page.locator("h1").inner_text() == "County briefs"
    assert page.locator(f"{SHOWN} a.l0:visible").count() == 0


def test_without_script_all_rows_are_read_and_no_control_is_shown(open_page, nation):
    page = open_index(open_page, nation, java_script_enabled=False)
    assert page.locator(SHOWN).count() == ROWS - 1
    assert not page.locator(".controls").is_visible()
    assert page.locator("thead button").count() == 0


def test_the_languages_and_filters_are_reached_by_keyboard(open_page, nation):
    page = open_index(open_page, nation)
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowRight")
    assert page.locator("h1").inner_text() == "County briefs"
    while page.evaluate("document.activeElement.id") != "search":
        page.keyboard.press("Tab")
    page.keyboard.type("qxq")
    assert page.locator(SHOWN).count() == 1


@pytest.mark.parametrize("language", ["", "language=en"])
@pytest.mark.parametrize("size", [DESKTOP, SMALL_PHONE])
def test_the_index_has_no_barrier_request_complaint_or_overflow(open_page, nation, size, language):
    opened = open_page(nation[0], size, bypass_csp=True)
    opened.page.goto(f"{opened.address}#{language}")
    opened.page.reload()
    assert list_overflow(opened) == []
    assert list_barriers(opened) == []
    plain = open_page(nation[0], size)
    assert (list_foreign_requests(plain), plain.complaints) == ([], [])


@pytest.mark.parametrize("language", ["zh-CN", "en"])
@pytest.mark.parametrize("width", [320, 360, 430])
def test_on_a_phone_a_row_is_at_most_60_px_high_and_cuts_no_name(
    open_page, nation, width, language
):
    page = open_index(open_page, nation, (width, 800), f"language={language}")
    page.locator(".more button").click()
    names = page.locator("tbody th").evaluate_all(LONGEST)
    assert {"zh-CN": LONG_ZH, "en": LONG_EN}[language] in names
    assert page.locator("tbody tr").evaluate_all(MEASURE_ROWS) == []


# Rows that are too high, or in which something reaches beyond the row or onto something else. The
# box of a line of Chinese type is up to 5 px higher than its signs.
LONGEST = "all => all.map(head => [...head.children].find(one => one.offsetParent).textContent)"
MEASURE_ROWS = """all => all.filter(row => {
  row.style.contentVisibility = 'visible';
  const own = row.getBoundingClientRect();
  const boxes = [...row.children].map(cell => {
    const range = document.createRange();
    range.selectNodeContents(cell);
    return range.getBoundingClientRect();
  });
  const isApart = (a, b) => a.bottom <= b.top + 5 || b.bottom <= a.top + 5
    || a.right <= b.left || b.right <= a.left;
  return own.height > 60 || boxes.some((box, at) => box.bottom > own.bottom + 1
    || box.right > own.right + 1 || box.left < own.left - 1
    || boxes.slice(at + 1).some(other => !isApart(box, other)));
}).map(row => `${row.getBoundingClientRect().height} ${row.textContent}`).slice(0, 5)"""


def test_at_desktop_width_no_name_or_figure_is_cut(open_page, nation):
    for width in (720, 1024, 1280):
        page = open_index(open_page, nation, (width, 900), "language=en")
        page.locator(".more button").click()
        cut = page.locator("tbody tr > *, tbody a, tbody small").evaluate_all(
            "all => all.filter(one => one.scrollWidth > one.clientWidth + 1).length"
        )
        assert cut == 0


# What a hostile text could do if it came into the page: each is refused by the policy.
ATTACK = """async () => {
  const refused = [];
  const all = new Promise(done => addEventListener('securitypolicyviolation', event => {
    refused.push(event.effectiveDirective);
    if (refused.length === 5) done();
  }));
  const add = (tag, fields) => document.body.append(
    Object.assign(document.createElement(tag), fields));
  add('script', {textContent: 'window.ran = true'});
  add('style', {textContent: 'h1 { display: none }'});
  add('img', {src: 'https://example.org/a.png'});
  add('iframe', {src: 'https://example.org/'});
  await fetch('https://example.org/').catch(() => null);
  // Each refusal is told some time after; a refusal too few ends at the limit.
  await Promise.race([all, new Promise(done => setTimeout(done, 20000))]);
  const title = getComputedStyle(document.querySelector('h1')).display;
  return [window.ran === undefined, title, refused.sort()];
}"""


def test_the_policy_is_in_force(open_page, nation):
    opened = open_page(nation[0])
    has_not_run, title, refused = opened.page.evaluate(ATTACK)
    assert (has_not_run, title) == (True, "block")
    assert refused == ["connect-src", "frame-src", "img-src", "script-src-elem", "style-src-elem"]


def normalize(text):
    # Chromium writes 页 as the radical of the same shape.
    return unicodedata.normalize("NFKC", text).replace("⻚", "页")


def test_the_printed_index_lists_every_county_without_controls(open_page, nation):
    opened = open_page(nation[0])
    texts = [normalize(page.extract_text()) for page in print_page(opened).pages]
    text = "".join(texts)
    assert text.count("2021-05") == ROWS - 3
    assert "县名、拼音或代码" not in text
    assert "全部列出" not in text
    for number, page in enumerate(texts, 1):
        assert f"第{number}页,共{len(texts)}页" in page
    with_rows = [page for page in texts if "2021-05" in page]
    assert len(with_rows) > 2
    assert all("拨付率" in page and "最近月份" in page for page in with_rows)


def test_the_printed_index_is_in_the_chosen_language(open_page, nation):
    opened = open_page(nation[0])
    opened.page.locator("label[for=language-1]").click()
    opened.page.fill("#search", "qingxin")
    (page,) = print_page(opened).pages
    assert "Page 1 of 1" in page.extract_text()
    assert f"1 of {ROWS - 1} counties shown." in page.extract_text()
