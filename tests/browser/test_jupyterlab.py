"""An executed brief as JupyterLab shows it: each value beside the label that it belongs to."""

import nbformat
import pytest
from nbconvert.exporters import HTMLExporter

from .page_checks import DESKTOP, PHONE

BRIEFS = ["441803.zh", "441803.en"]
# Labels whose value stands neither right of them, in the same line, nor right below them.
FIND_STRAYED = """
() => [...document.querySelectorAll('dt')].filter(label => {
  const a = label.getBoundingClientRect();
  const b = label.nextElementSibling.getBoundingClientRect();
  const isBeside = Math.abs(a.top - b.top) <= 2 && a.right <= b.left + 1;
  const isBelow = Math.abs(a.left - b.left) <= 2 && Math.abs(b.top - a.bottom) <= 8;
  return !isBeside && !isBelow;
}).map(label => label.innerText)
"""


@pytest.fixture(params=[True, False], ids=["with style", "without style"])
def show_in_lab(request, rendered_briefs, tmp_path):
    """Converts an executed brief as JupyterLab shows it, also where it trusts no style."""

    def convert(name):
        notebook = nbformat.read(rendered_briefs / "executed" / f"{name}.ipynb", as_version=4)
        if not request.param:
            notebook.cells = [cell for cell in notebook.cells if cell.id != "style"]
        html, _ = HTMLExporter(template_name="lab").from_notebook_node(notebook)
        path = tmp_path / f"{name}.html"
        path.write_text(html, "utf-8")
        return path

    return convert


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
@pytest.mark.parametrize("name", BRIEFS)
def test_each_headline_value_stands_at_its_own_label(open_page, show_in_lab, name, size):
    page = open_page(show_in_lab(name), size).page
    assert page.locator("dt").count() > 3
    assert page.evaluate(FIND_STRAYED) == []
