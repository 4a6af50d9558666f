"""Replies after a cell and messages of a shell, against those of ipykernel's own kernel class."""

import asyncio
from unittest.mock import MagicMock

import pytest
from ipykernel.ipkernel import IPythonKernel

from analysis.rendering.engine.borrowed_process import borrow_process
from analysis.rendering.engine.inprocess_shell import make_shell
from analysis.upstream.ipykernel_internals import DirectSession, describe_reply

SOURCES = [
    "a = 1",
    "1 + 1",
    "1 / 0",
    "raise SystemExit",
    "def f(:",
    "class A:\n    def _repr_html_(self):\n        raise ValueError('no html')\nA()",
    "class A:\n    def _repr_html_(self):\n        raise ValueError('no html')\ndisplay(A())",
    "class Falsy(Exception):\n    def __len__(self):\n        return 0\nraise Falsy('falsy')",
    "get_ipython().showtraceback()",
]


@pytest.fixture
def received():
    return []


@pytest.fixture
def shell(received, tmp_path):
    with borrow_process() as main:
        yield make_shell(DirectSession(receive=received.append), main, tmp_path)


def execute_by_kernel_class(shell, source):
    """The result of a cell and the reply of IPythonKernel, which here has nothing but a shell."""
    results = []
    shell.events.register("post_run_cell", results.append)
    reply = asyncio.run(IPythonKernel.do_execute(MagicMock(shell=shell), source, silent=False))
    return results[0], reply


@pytest.mark.filterwarnings("ignore:To exit")
@pytest.mark.parametrize("source", SOURCES)
def test_a_reply_is_that_of_ipykernel(shell, source):
    result, reply = execute_by_kernel_class(shell, source)
    described = describe_reply(shell, result)
    assert described == {name: reply[name] for name in described}
    assert (described["status"] == "error") is ("ename" in reply)


def test_both_kinds_of_failure_and_none_are_among_the_cells(shell):
    states = [execute_by_kernel_class(shell, source)[1]["status"] for source in SOURCES[:3]]
    assert states == ["ok", "ok", "error"]
    result, reply = execute_by_kernel_class(shell, SOURCES[5])
    assert (result.success, reply["status"]) == (True, "error"), "failed while being shown"


def test_displays_values_and_errors_reach_the_session(shell, received):
    for source in ("display('a')", "'b'", "1 / 0"):
        shell.run_cell(source)
    kinds = [message["header"]["msg_type"] for message in received]
    assert kinds == ["display_data", "execute_result", "error"]
