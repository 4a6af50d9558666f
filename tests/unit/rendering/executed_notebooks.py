"""Makes executed notebooks for the exporter, without running them."""

import hashlib
from html.parser import HTMLParser

import nbformat
from nbformat.v4 import (
    new_code_cell,
    new_markdown_cell,
    new_notebook,
    new_output,
)

END_MARK = "application/vnd.county-briefs.end+json"
PIXEL = "data:image/png;base64,iVBORw0KGgo="


def show(**data):
    """Makes an output, by type; `html`, `text`, `svg` and `png` are short for their types."""
    types = {"html": "text/html", "text": "text/plain", "svg": "image/svg+xml", "png": "image/png"}
    return new_output(
        "display_data", {types.get(name, name): value for name, value in data.items()}
    )


def end(**changes):
    """The output of a brief's last cell."""
    mark = {
        "county_code": "441803",
        "language": "zh",
        "title": "清新区简报",
        "as_of": "2021-09-09",
        "county_name": "清新区",
    }
    return new_output("display_data", {END_MARK: mark | changes, "text/html": "<p>完</p>"})


def code(*outputs, cell_id=None, count=1):
    cell = new_code_cell("1", outputs=list(outputs), execution_count=count)
    # Without an id of its own, a cell has a random one, like the cell that papermill injects.
    return cell if cell_id is None else cell | {"id": cell_id}


def prose(text, cell_id="funds"):
    return new_markdown_cell(text, id=cell_id)


def notebook(*cells, last=None):
    """A notebook that ends as a brief does."""
    made = new_notebook(cells=[*cells, last or code(end())])
    made.cells = [nbformat.from_dict(cell) for cell in made.cells]
    return made


class Page(HTMLParser):
    """A parsed page: its tags with attributes, its text and its addresses."""

    def __init__(self, html):
        super().__init__()
        self.html = html if isinstance(html, str) else html.decode()
        self.tags, self.text = [], ""
        self.feed(self.html)

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data):
        self.text += data

    def find(self, tag):
        return [attributes for name, attributes in self.tags if name == tag]

    @property
    def addresses(self):
        return [
            attributes[name]
            for _, attributes in self.tags
            for name in ("href", "src", "action", "data", "srcset", "poster", "background")
            if name in attributes
        ]


def digest(content):
    return hashlib.sha256(content).hexdigest()
