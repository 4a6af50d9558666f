"""The engine `inprocess` against papermill's own, on cells that show what kernels do."""

import os
import re
import subprocess
import sys
from pathlib import Path

import nbformat
import papermill
import pytest
from nbclient.exceptions import CellTimeoutError
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from analysis.paths import PROJECT
from analysis.rendering.engine.inprocess_engine import NAME, NeedsKernel, register_engine

ADDRESS = re.compile(r"0x[0-9a-f]+|\\+x1b\[[0-9;]*m")

# A figure looks as matplotlib is set in its process, and ours has drawn before.
PIXELS = re.compile(r"(?<='image/png': ')[\w+/=\\]+")

# Each shows another way in which a kernel speaks.
CELLS = [
    "import sys\nprint(1); print(2); 1 + 1",
    "print('to stderr', file=sys.stderr)\nprint('to stdout')",
    "from IPython.display import HTML, display\ndisplay(HTML('<b>a</b>')); HTML('<i>b</i>')",
    "print('before'); display({'text/plain': 'x', 'application/json': {1: (1, 2)}}, raw=True)",
    "handle = display('old', display_id='d')\nhandle.update('new')",
    "from IPython.display import clear_output\nprint('gone'); clear_output(); print('kept')",
    "%precision 3\n!echo from a command",
    "%%capture held\nprint('held')",
    "held.stdout, __name__, _",
    "import matplotlib.pyplot as plt\nplt.plot([1, 2]); plt.gca().set_title('t')",
    "try:\n    input('?')\nexcept Exception as error:\n    print(type(error).__name__)",
    "county_code, __import__('pickle').loads(__import__('pickle').dumps(len))",
    "def f():\n    raise KeyError('k')",
    "f()",
    "print('never')",
]


def make_notebook(*sources):
    parameters = new_code_cell('county_code = "441803"', metadata={"tags": ["parameters"]})
    cells = [parameters, new_markdown_cell("text"), *map(new_code_cell, sources)]
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    return new_notebook(cells=cells, metadata={"kernelspec": kernel})


def execute(tmp_path, engine, *sources, **options):
    register_engine()
    source, out = tmp_path / "in.ipynb", tmp_path / f"{engine}.ipynb"
    nbformat.write(make_notebook(*sources), source)
    try:
        papermill.execute_notebook(
            source, out, {"county_code": "990101"}, engine_name=engine, progress_bar=False,
            cwd=str(tmp_path), **options,
        )  # fmt: skip
    except papermill.PapermillExecutionError as error:
        return nbformat.read(out, 4), error
    return nbformat.read(out, 4), None


def strip(notebook):
    """What must not differ: all but times, addresses, colours and quoted code."""
    cells = []
    for cell in notebook.cells:
        outputs = [
            # How much of the code IPython quotes depends on the length of its callers' files.
            {**output, "traceback": output.get("traceback", [""])[-1]}
            for output in cell.get("outputs", [])
        ]
        outputs = PIXELS.sub("", ADDRESS.sub("", repr(outputs)))
        meta = cell.metadata.get("papermill", {})
        state = meta.get("status"), meta.get("exception"), cell.metadata.get("tags")
        cells.append((cell.cell_type, cell.source, cell.get("execution_count"), state, outputs))
    return cells


@pytest.fixture(scope="module")
def both(tmp_path_factory):
    folder = tmp_path_factory.mktemp("engines")
    return execute(folder, NAME, *CELLS), execute(folder, None, *CELLS)


@pytest.mark.parametrize("place", range(len(CELLS) + 5))
def test_each_cell_is_left_as_the_kernel_leaves_it(both, place):
    (ours, _), (kernels, _) = both
    assert len(ours.cells) == len(kernels.cells) == len(CELLS) + 5
    assert strip(ours)[place] == strip(kernels)[place]


def test_an_error_is_papermills_with_the_kernels_words(both):
    (ours, error), (kernels, expected) = both
    assert (error.ename, error.evalue, error.cell_index) == ("KeyError", "'k'", 16)
    assert (error.ename, error.evalue, error.cell_index) == (
        expected.ename, expected.evalue, expected.cell_index,
    )  # fmt: skip
    keys = set(kernels.metadata.papermill) | set(kernels.metadata)
    assert set(ours.metadata.papermill) | set(ours.metadata) == keys
    assert ours.metadata.language_info == kernels.metadata.language_info


def test_a_display_that_fails_stops_the_notebook_as_in_a_kernel(tmp_path):
    source = "class A:\n    def _repr_html_(self):\n        raise ValueError('no html')\nA()"
    (ours, error), (kernels, expected) = (
        execute(tmp_path, engine, source, "1") for engine in (NAME, None)
    )
    assert strip(ours) == strip(kernels)
    assert str(error.ename) == str(expected.ename) == "ValueError"


def test_what_commands_write_past_python_is_shown_with_its_cell(tmp_path):
    source = "import os\nos.system('echo to stdout; echo to stderr >&2');"
    notebook, _ = execute(tmp_path, NAME, source, "1")
    said = [(output.name, output.text) for output in notebook.cells[-2].outputs]
    assert said == [("stdout", "to stdout\n"), ("stderr", "to stderr\n")]
    assert len(notebook.cells[-1].outputs) == 1


def test_what_runs_a_notebook_is_as_it_was_afterwards(tmp_path):
    before = dict(os.environ), list(sys.path), Path.cwd(), sys.modules["__main__"], sys.stdout
    execute(tmp_path, NAME, "import os, sys\nos.environ['X'] = '1'; sys.path.append('x')")
    after = dict(os.environ), list(sys.path), Path.cwd(), sys.modules["__main__"], sys.stdout
    assert after == before
    with pytest.raises(NameError):
        eval("get_ipython()")


def test_a_cell_that_takes_too_long_is_stopped_even_if_it_catches_everything(tmp_path):
    patient = "import time\nwhile 1:\n    try:\n        time.sleep(60)\n    except Exception: 0"
    with pytest.raises(CellTimeoutError):
        execute(tmp_path, NAME, patient, execution_timeout=1)


WIDGET = (
    "import comm\ntry:\n    comm.create_comm(target_name='jupyter.widget')\nexcept Exception: pass"
)


@pytest.mark.parametrize(
    ("source", "what"),
    [("import asyncio\nawait asyncio.sleep(0)", "is asynchronous"), (WIDGET, "opens a widget")],
)
def test_what_needs_a_kernel_is_told_how_to_get_one(tmp_path, source, what):
    with pytest.raises(NeedsKernel, match=f"Cell 4 {what}.*--engine kernel"):
        execute(tmp_path, NAME, source)


def test_await_inside_of_a_function_is_no_reason_to_refuse(tmp_path):
    source = (
        "import asyncio\nasync def f():\n    return await asyncio.sleep(0, 5)\nasyncio.run(f())"
    )
    notebook, error = execute(tmp_path, NAME, source)
    assert error is None
    assert notebook.cells[-1].outputs[0].data["text/plain"] == "5"


def test_plain_papermill_finds_the_engine_by_the_entry_point(tmp_path):
    import tomllib

    project = tomllib.loads((PROJECT / "pyproject.toml").read_text("utf-8"))["project"]
    ((name, target),) = project["entry-points"]["papermill.engine"].items()
    installed = tmp_path / "county_briefs-0.dist-info"
    installed.mkdir()
    installed.joinpath("METADATA").write_text("Name: county-briefs\nVersion: 0\n")
    installed.joinpath("entry_points.txt").write_text(f"[papermill.engine]\n{name} = {target}\n")
    nbformat.write(make_notebook("county_code"), tmp_path / "in.ipynb")
    command = [sys.executable, "-m", "papermill", "--engine", "inprocess", "--no-progress-bar"]
    path = os.pathsep.join([str(tmp_path), str(PROJECT)])
    subprocess.run(
        [*command, "-r", "county_code", "990101", "in.ipynb", "out.ipynb"],
        cwd=tmp_path, env={**os.environ, "PYTHONPATH": path}, check=True, capture_output=True,
    )  # fmt: skip
    last = nbformat.read(tmp_path / "out.ipynb", 4).cells[-1]
    assert last.outputs[0].data["text/plain"] == "'990101'"
