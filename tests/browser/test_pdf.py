"""Briefs as PDF, printed by the command's own way, and in an archive whose links work."""

import io
import re
import unicodedata
import zipfile

import pypdf
import pytest

from analysis.rendering.batch.archive import write_archive
from analysis.rendering.batch.index_figures import load_figures_of
from analysis.rendering.batch.run_record import load_run_record
from analysis.rendering.brief.output_folder import OutputFolder
from analysis.rendering.brief.pdf import find_chromium, print_page
from analysis.rendering.brief.request import BriefRequest

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


LINKS = "all => all.map(link => link.href).filter(address => !address.startsWith('data:'))"


def read_rows(page):
    """What the index says of each county, by the id of its row."""
    cells = "all => all.map(row => [row.querySelector('th').id, row.innerText])"
    return dict(page.locator(".counties tbody tr").evaluate_all(cells))


def test_an_archive_has_the_figures_of_its_counties_and_every_link_in_it_works(
    rendered_briefs, tmp_path, open_page
):
    record = load_run_record(OutputFolder(rendered_briefs))
    overview = load_figures_of([BriefRequest("441523", "zh")])
    codes = ["441523", "441581"]
    write_archive(tmp_path / "region.zip", rendered_briefs, record, codes, overview)
    with zipfile.ZipFile(tmp_path / "region.zip") as archive:
        archive.extractall(tmp_path / "opened")
    page = open_page(tmp_path / "opened" / "index.html").page
    whole = read_rows(open_page(rendered_briefs / "index.html").page)
    rows = read_rows(page)
    assert rows == {f"c{code}": whole[f"c{code}"] for code in codes}
    assert any("%" in text for text in rows.values())
    addresses, seen = [page.url], set()
    while addresses:
        address = addresses.pop().partition("#")[0]
        if address not in seen:
            seen.add(address)
            assert address.startswith((tmp_path / "opened").as_uri())
            page.goto(address)  # fails if there is no such file
            addresses += page.locator("a[href]").evaluate_all(LINKS)
    names = {address.rpartition("/")[2] for address in seen}
    assert names == {
        "index.html",
        *(f"{code}.{one}.html" for code in codes for one in ("zh", "en")),
    }
