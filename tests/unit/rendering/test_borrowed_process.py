"""A process lent to a notebook comes back as it was."""

import builtins
import logging
import os
import sys
from pathlib import Path

import pytest

from analysis.rendering.engine.borrowed_process import (
    INLINE_BACKEND,
    NotebookLogging,
    borrow_process,
    capture_descriptors,
)
from analysis.rendering.engine.inprocess_shell import LoopFreeShell


def describe_process():
    """What a notebook might change in the process that runs it."""
    return {
        "environment": dict(os.environ),
        "path": list(sys.path),
        "folder": Path.cwd(),
        "main": sys.modules["__main__"],
        "hooks": (sys.displayhook, sys.excepthook),
        "builtins": dict(vars(builtins)),
    }


def change_everything(folder):
    os.environ["BRIEF_LEFT_BEHIND"] = "1"
    os.environ.pop("PATH", None)
    sys.path.append("left behind")
    os.chdir(folder)
    sys.displayhook = sys.excepthook = print
    builtins.left_behind = 1
    builtins.len = None


def test_what_a_notebook_changed_is_put_back(tmp_path):
    before = describe_process()
    with borrow_process():
        change_everything(tmp_path)
    assert describe_process() == before


def test_it_is_put_back_when_the_notebook_fails_too(tmp_path):
    before = describe_process()
    with pytest.raises(ZeroDivisionError), borrow_process():
        change_everything(tmp_path)
        raise ZeroDivisionError
    assert describe_process() == before


def test_the_lent_main_is_empty_and_found_by_its_name():
    with borrow_process() as main:
        assert sys.modules["__main__"] is main
        assert main.__name__ == "__main__"
        assert [name for name in vars(main) if not name.startswith("__")] == []
        assert sys.path[0] == "", "a module beside the notebook can be imported"


@pytest.mark.parametrize(("given", "used"), [(None, INLINE_BACKEND), ("Agg", "Agg")])
def test_charts_are_drawn_inline_unless_the_environment_says_otherwise(monkeypatch, given, used):
    monkeypatch.delenv("MPLBACKEND", raising=False)
    if given:
        monkeypatch.setenv("MPLBACKEND", given)
    with borrow_process():
        assert os.environ["MPLBACKEND"] == used
    assert os.environ.get("MPLBACKEND") == given


def test_the_shell_of_whoever_runs_a_notebook_is_set_aside_and_put_back(monkeypatch):
    theirs = object()
    monkeypatch.setattr(LoopFreeShell, "_instance", theirs)
    with borrow_process():
        assert LoopFreeShell._instance is None
    assert LoopFreeShell._instance is theirs


def test_what_is_written_past_python_is_taken_once_by_its_stream():
    with capture_descriptors() as capture:
        with capture.redirect():
            os.write(1, "甲\n".encode())
            os.write(2, b"no text: \xff")
        assert list(capture.take()) == [("stdout", "甲\n"), ("stderr", "no text: \ufffd")]
        assert list(capture.take()) == []
        with capture.redirect():
            os.write(1, b"more")
        assert list(capture.take()) == [("stdout", "more")]


def test_the_descriptors_lead_where_they_led_before_even_after_a_failure():
    before = [os.fstat(number).st_ino for number in (1, 2)]
    with capture_descriptors() as capture, pytest.raises(ZeroDivisionError), capture.redirect():
        assert [os.fstat(number).st_ino for number in (1, 2)] != before
        raise ZeroDivisionError
    assert [os.fstat(number).st_ino for number in (1, 2)] == before


def test_a_notebook_logs_by_its_own_handlers_and_the_caller_keeps_his():
    root, notebook, own = logging.getLogger(), NotebookLogging(), logging.NullHandler()
    before = list(root.handlers), root.level
    with notebook.use():
        assert (root.handlers, root.level) == ([], logging.WARNING)
        root.addHandler(own)
        root.setLevel(logging.DEBUG)
    assert (list(root.handlers), root.level) == before
    with notebook.use():
        assert (root.handlers, root.level) == ([own], logging.DEBUG)
