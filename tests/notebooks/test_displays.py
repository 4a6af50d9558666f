"""What the cells of an executed brief show, read as JupyterLab, VS Code and nbviewer show it.

No style sheet of the page is there, so the HTML alone must say which value belongs to which label.
"""

import nbformat
import pytest
from bs4 import BeautifulSoup

from analysis.presentation.display import show_style
from analysis.presentation.style import wrap

BRIEFS = [f"{code}.{lang}" for code in ("441803", "441523", "441581") for lang in ("zh", "en")]
# Elements that begin a line of their own without any style.
BLOCKS = {
    "caption", "dd", "details", "div", "dl", "dt", "figcaption", "figure", "h2", "h3", "li",
    "ol", "p", "section", "summary", "table", "tbody", "td", "th", "thead", "tr", "ul",
}  # fmt: skip


@pytest.fixture(scope="module")
def read_cells(rendered_briefs):
    """The HTML outputs of an executed brief, parsed."""

    def read(name):
        notebook = nbformat.read(rendered_briefs / "executed" / f"{name}.ipynb", as_version=4)
        outputs = [output for cell in notebook.cells for output in cell.get("outputs", ())]
        htmls = [output.data["text/html"] for output in outputs if "text/html" in output.data]
        return [BeautifulSoup(html, "html.parser") for html in htmls]

    return read


@pytest.mark.parametrize("name", BRIEFS)
def test_each_label_is_directly_followed_by_its_own_value(read_cells, name):
    lists = [found for cell in read_cells(name) for found in cell.find_all("dl")]
    assert lists
    # One pair a list: JupyterLab lets the parts of a list float beside each other.
    parts = [[part for part in found.children if str(part).strip()] for found in lists]
    assert all([part.name for part in pair] == ["dt", "dd"] for pair in parts)
    assert all(part.get_text(strip=True) for pair in parts for part in pair)


@pytest.mark.parametrize("name", BRIEFS)
def test_no_line_runs_into_another_without_a_style(read_cells, name):
    for cell in read_cells(name):
        assert all(line.name == "div" for line in cell.find_all(class_="detail"))
        for block in cell.find_all(BLOCKS):
            before, after = block.previous_sibling, block.next_sibling
            assert not is_text_in_row(before) or block.name == "div", block
            assert not is_text_in_row(after), block


def is_text_in_row(node):
    """Whether a node is text, or an element within a line."""
    return node is not None and node.name not in BLOCKS and bool(node.get_text().strip())


@pytest.mark.parametrize("name", BRIEFS)
def test_the_style_is_shown_once_and_before_all_that_needs_it(read_cells, name):
    first, *others = read_cells(name)
    style = str(show_style().html)
    assert str(first) == wrap(style)
    assert not any(cell.find("style") for cell in others)
