"""nbformat checks notebooks alike with and without jsonschema's optional grammar."""

import subprocess
import sys

import pytest

from analysis.upstream.jsonschema_internals import OPTIONAL_PACKAGE, leave_out_grammar

# In a process of its own: jsonschema imports the package only once.
CHECK = """
import contextlib, sys
from analysis.upstream.jsonschema_internals import OPTIONAL_PACKAGE, leave_out_grammar
with leave_out_grammar() if sys.argv[1] == "without" else contextlib.nullcontext():
    import nbformat
from nbformat.v4 import new_code_cell, new_notebook
assert sys.argv[1] != "without" or OPTIONAL_PACKAGE not in sys.modules
notebook = new_notebook(cells=[new_code_cell("1", id="a")])
nbformat.validate(notebook)
for path, value in (("cell_type", "x"), ("id", "no blanks"), ("outputs", 1)):
    changed = nbformat.from_dict({**notebook, "cells": [{**notebook.cells[0], path: value}]})
    try:
        nbformat.validate(changed)
    except nbformat.ValidationError as error:
        print(path, error.message)
"""


def check_notebooks(how: str) -> str:
    command = [sys.executable, "-c", CHECK, how]
    return subprocess.run(command, capture_output=True, check=True, text=True).stdout


def test_notebooks_are_checked_alike_with_and_without_the_grammar():
    without = check_notebooks("without")
    assert len(without.splitlines()) == 3
    assert without == check_notebooks("with")


def test_the_package_cannot_be_imported_within_the_block_only(monkeypatch):
    monkeypatch.delitem(sys.modules, OPTIONAL_PACKAGE, raising=False)
    with leave_out_grammar(), pytest.raises(ModuleNotFoundError):
        __import__(OPTIONAL_PACKAGE)
    assert OPTIONAL_PACKAGE not in sys.modules


def test_a_package_that_is_imported_already_stays(monkeypatch):
    monkeypatch.setitem(sys.modules, OPTIONAL_PACKAGE, sys)
    with leave_out_grammar():
        assert sys.modules[OPTIONAL_PACKAGE] is sys
    assert sys.modules[OPTIONAL_PACKAGE] is sys
