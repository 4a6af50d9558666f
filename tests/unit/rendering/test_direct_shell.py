"""The shell without a kernel: what it hands over, what it refuses, what it calls asynchronous."""

import datetime

import pytest
from IPython.core.error import StdinNotImplementedError

from analysis.rendering.engine.borrowed_process import borrow_process
from analysis.rendering.engine.inprocess_shell import (
    CellStream,
    make_comm_refusal,
    make_shell,
    refuse_input,
)
from analysis.upstream.ipykernel_internals import DirectSession


@pytest.fixture
def received():
    """The messages that a session has handed over."""
    return []


@pytest.fixture
def session(received):
    return DirectSession(receive=received.append)


@pytest.fixture
def shell(session, tmp_path):
    """A shell as a notebook gets it, in a process that is given back afterwards."""
    with borrow_process() as main:
        yield make_shell(session, main, tmp_path)


def list_kinds(messages):
    return [(message["header"]["msg_type"], message["content"]) for message in messages]


def test_a_message_told_by_its_kind_is_made_and_handed_over(session, received):
    sent = session.send(None, "stream", {"name": "stdout", "text": "a"}, parent={})
    assert list_kinds(received) == [("stream", {"name": "stdout", "text": "a"})]
    assert received == [sent]


def test_a_message_looks_as_after_its_way_through_a_socket(session, received):
    content = {1: (1, 2), "day": datetime.date(2020, 11, 30)}
    session.send(None, session.msg("display_data", content))
    assert list_kinds(received) == [("display_data", {"1": [1, 2], "day": "2020-11-30"})]


def test_a_stream_goes_out_when_it_is_flushed_and_not_before(session, received):
    stream = CellStream("stderr", session)
    assert stream.writable()
    assert (stream.write("甲乙"), stream.write("c\n")) == (2, 2)
    assert received == []
    stream.flush()
    stream.flush()
    assert list_kinds(received) == [("stream", {"name": "stderr", "text": "甲乙c\n"})]


def test_a_stream_takes_text_only(session):
    with pytest.raises(TypeError, match="must be str"):
        CellStream("stdout", session).write(b"bytes")


def test_a_cell_runs_in_the_module_that_it_was_given(shell, received):
    assert shell.run_cell("figure = 6 * 7\nfigure").success
    assert shell.user_module.figure == 42
    results = [content for kind, content in list_kinds(received) if kind == "execute_result"]
    assert [result["data"] for result in results] == [{"text/plain": "42"}]


def test_an_error_is_handed_over_with_its_words(shell, received):
    assert not shell.run_cell("raise KeyError('k')").success
    (error,) = [content for kind, content in list_kinds(received) if kind == "error"]
    assert (error["ename"], error["evalue"]) == ("KeyError", "'k'")


def test_the_shell_keeps_its_files_in_its_own_folder_and_no_history(shell, tmp_path):
    assert shell.ipython_dir == str(tmp_path / "ipython")
    assert not shell.history_manager.enabled


@pytest.mark.parametrize(
    ("source", "is_asynchronous"),
    [
        ("1", False),
        ("await f()", True),
        ("async with a: pass", True),
        ("async def f():\n    await g()", False),
        ("'await f()'", False),
        ("awaited = 1", False),
    ],
)
def test_only_a_cell_that_waits_outside_of_functions_is_asynchronous(
    shell, source, is_asynchronous
):
    assert shell.is_asynchronous(source) is is_asynchronous
    public = shell.should_run_async(source, transformed_cell=shell.transform_cell(source))
    assert public is is_asynchronous, "what IPython itself finds"


@pytest.mark.parametrize("gui", [None, "", "inline"])
def test_charts_inside_the_notebook_need_no_window(shell, gui):
    assert shell.enable_gui(gui) is None


def test_a_window_is_refused_with_a_reason(shell):
    with pytest.raises(RuntimeError, match=r"Windows \(qt\) need a kernel"):
        shell.enable_gui("qt")


def test_a_question_to_the_user_is_refused_as_a_kernel_without_front_end_does():
    with pytest.raises(StdinNotImplementedError, match="does not support input requests"):
        refuse_input("name?", password=True)


def test_what_a_widget_would_have_opened_is_noted():
    opened = []
    refuse = make_comm_refusal(opened)
    assert refuse(target_name="jupyter.widget").target_name == "jupyter.widget"
    refuse()
    assert opened == ["jupyter.widget", ""]
