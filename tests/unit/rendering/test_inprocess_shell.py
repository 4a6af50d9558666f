"""Short cuts of the shell against IPython's own long way."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ipykernel.displayhook import ZMQShellDisplayHook
from IPython.core.inputtransformer2 import TransformerManager, leading_empty_lines

from analysis.rendering.engine.inprocess_shell import DirectDisplayHook, PythonFirst

# Python, what only IPython takes for it, and what it changes although it is Python.
PIECES = [
    "a = 1", "f(x, y)", "a = 5 % 3", "a != b", "'%time'", "# %time", "x = [\n  1,\n]", "...",
    "%time f()", "%%time", "!ls", "a = !ls", "a = %pwd", "a?", "??a", "/f x", ",f a b", ";f a b",
    ">>> a", "... b", "  >>> a", "In [1]: a", "   ...: b", "'''\n>>> a\n  \n'''", "'''\n... a\n'''",
    "'''a\n   \n\t\nb'''", "f'{x!r}'", "'\\d'", "a \\\n  + b", "if a:\n    b", "    a", "  # a",
    "", "  ", "\t", "\x0c", "def f(:", "'", "a;", "a = 1; b", "await f()", "名 = '值'", "\x00",
]  # fmt: skip
cells = st.lists(st.sampled_from(PIECES), max_size=5).map("\n".join)


def transform(manager, cell):
    try:
        return manager.transform_cell(cell)
    except SyntaxError as error:
        return str(error)


@pytest.mark.filterwarnings("ignore:invalid escape sequence")
@given(cell=cells | st.text(alphabet="ab'\"%!?;,/=. \n\\>#([{}])", max_size=20))
def test_a_cell_becomes_what_ipython_makes_of_it(cell):
    assert transform(PythonFirst(), cell) == transform(TransformerManager(), cell)


@pytest.mark.parametrize("transforms", ["cleanup_transforms", "line_transforms"])
def test_transforms_that_a_notebook_adds_see_every_cell(transforms):
    manager = PythonFirst()
    getattr(manager, transforms).append(lambda lines: [line.replace("a", "b") for line in lines])
    assert manager.transform_cell("a = 1") == "b = 1\n"
    manager.cleanup_transforms[:] = [leading_empty_lines]
    assert manager.transform_cell("c = 1") == "c = 1\n"


@pytest.mark.parametrize(
    ("cell", "is_silent"),
    [("1", False), ("1;", True), ("';'", False), ("1 # ;", False), ("1; # a", True)],
)
def test_a_last_semicolon_silences_a_value(cell, is_silent):
    assert bool(ZMQShellDisplayHook.semicolon_at_end_of_expression(cell)) is is_silent
    assert DirectDisplayHook.semicolon_at_end_of_expression(cell) is is_silent
