"""Briefs as PDF, printed by the command's own way, and in an archive whose links work."""

import io
import re
import unicodedata
import zipfile

import pypdf
import pytest

from analysis.rendering.batch.archive import write_archive
from analysis.rendering.batch.run_record import load_run_record
from analysis.rendering.brief.output_folder import OutputFolder
from analysis.rendering.brief.pdf import find_chromium, print_page

from .page_checks import list_print_faults

CODE, NAME = "441803", "清新区"
MOST_PAGES = 6


@pytest.fixture(scope="module")
def paper(rendered_briefs):
    content = print_page(find_chromium(), rendered_briefs / f"{CODE}.zh.html", "2021-09-09")
    return pypdf.PdfReader(io.BytesIO(content))


def test_the_pdf_is_tagged_in_the_language_of_the_brief_and_has_an_outline(paper):
    root = paper.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "zh-CN"
    assert paper.outline
    assert NAME in paper.metadata.title
    assert paper.metadata.creation_date.date().isoformat() == "2021-09-09"


def test_the_pdf_can_be_searched_in_chinese(paper):
    assert list_print_faults(paper, NAME) == []
    assert list_print_faults(paper, "拨付率") == []


def test_each_sheet_of_the_pdf_has_its_number(paper):
    for number, sheet in enumerate(paper.pages, start=1):
        text = unicodedata.normalize("NFKC", "".join(sheet.extract_text().split()))
        # Chromium writes 页 as the radical of the same shape.
        assert re.search(f"第{number}[页⻚],共{len(paper.pages)}[页⻚]", text)


def test_the_pdf_has_the_number_of_sheets_that_is_promised(paper):
    assert len(paper.pages) <= MOST_PAGES


def test_the_links_of_an_archive_work_from_its_folder(open_page, rendered_briefs, tmp_path):
    record = load_run_record(OutputFolder(rendered_briefs))
    write_archive(tmp_path / "region.zip", rendered_briefs, record, ["441523", "441581"])
    with zipfile.ZipFile(tmp_path / "region.zip") as archive:
        archive.extractall(tmp_path / "opened")
    opened = open_page(tmp_path / "opened" / "index.html")
    addresses = {
        link.get_attribute("href") for link in opened.page.locator("a[href]:not([href^='#'])").all()
    }
    assert addresses
    assert not [a for a in addresses if CODE in a]
    assert all((tmp_path / "opened" / address).exists() for address in addresses)
    for path in (tmp_path / "opened").glob("[0-9]*.html"):
        links = open_page(path).page.locator("a[hreflang]").all()
        assert links
        assert all((path.parent / link.get_attribute("href")).exists() for link in links)
