"""Writes a small notebook that papermill can run; what it does depends on the county's code."""

import nbformat
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from ..patience import ENDLESS_SECONDS

PARAMETERS = (
    'county_code = ""\nas_of = "latest"\nlanguage = "zh"\ndata_dir = ""\nedition = "public"'
)

DEEDS = {
    "000001": "raise ValueError('no money')",
    "000002": "sys.exit(0)",
    "000003": "print('hm', file=sys.stderr)",
    "000004": "os.kill(os.getpid(), 9)",
    "000005": "os.kill(os.getppid(), 9)",
    "000006": f"time.sleep({ENDLESS_SECONDS})",
    "000007": "county_code = '441803'",
    "000008": "print(os.environ['OMP_NUM_THREADS'], os.environ['PYTHONHASHSEED'], os.getcwd())",
    "000009": "assert language == 'zh', 'not in English'",
}

END = """
from IPython.display import display
mark = {"county_code": county_code, "language": language, "edition": edition,
        "title": f"T {county_code}",
        "as_of": "2021-09-09", "county_name": "N"}
display({"text/html": f"<p>{as_of} {data_dir}</p>",
         "application/vnd.county-briefs.end+json": mark}, raw=True)
"""


def write_notebook(folder, deeds=DEEDS):
    """Writes the notebook into a folder and returns its path."""
    parameters = new_code_cell(PARAMETERS, id="parameters")
    parameters.metadata["tags"] = ["parameters"]
    deed = f"import os, sys, time\nexec({deeds!r}.get(county_code, ''))"
    cells = [
        parameters,
        new_markdown_cell("## Money\n\nWords.", id="money"),
        new_code_cell(deed, id="deed"),
        new_code_cell(END, id="end"),
    ]
    path = folder / "tiny {county}.ipynb"
    nbformat.write(new_notebook(cells=cells), path)
    return path
