"""Engines by name, parameters that are text, and why a notebook did not run to its end."""

import nbclient.exceptions
import nbformat
import papermill
import pytest
from nbformat.v4 import new_code_cell, new_notebook

from analysis.rendering.engine import engines
from analysis.rendering.engine.engines import (
    EXECUTED,
    LOG_TAIL,
    Limits,
    NotebookFailed,
    UnknownEngine,
    check_parameters_are_text,
    execute_in_process,
    execute_with_kernel,
    find_engine,
)

LIMITS = Limits(start=5, cell=7, brief=60)


def write_notebook(folder, *sources):
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    cells = [new_code_cell("county_code = ''", metadata={"tags": ["parameters"]})]
    made = new_notebook(
        cells=[*cells, *map(new_code_cell, sources)], metadata={"kernelspec": kernel}
    )
    nbformat.write(made, folder / "in.ipynb")
    return folder / "in.ipynb"


@pytest.mark.parametrize(
    ("name", "engine"), [("kernel", execute_with_kernel), ("inprocess", execute_in_process)]
)
def test_an_engine_is_found_by_its_name(name, engine, monkeypatch):
    monkeypatch.setattr(engines, "CAN_FORK", True)
    assert find_engine(name) is engine


def test_an_unknown_engine_is_refused_with_those_that_exist():
    with pytest.raises(UnknownEngine, match=r"no engine 'spark'; there is: inprocess, kernel\."):
        find_engine("spark")


def test_a_system_that_cannot_fork_is_told_of_the_other_engine(monkeypatch):
    monkeypatch.setattr(engines, "CAN_FORK", False)
    with pytest.raises(UnknownEngine, match="use --engine kernel"):
        find_engine("inprocess")
    assert find_engine("kernel") is execute_with_kernel


@pytest.mark.parametrize(
    "parameters", [{"county_code": 990101}, {"county-code": "990101"}, {"": "x"}, {"a": None}]
)
def test_what_would_be_pasted_as_code_is_refused(parameters):
    check_parameters_are_text({"county_code": "990101'); print('"})
    with pytest.raises(TypeError, match="parameters are text"):
        check_parameters_are_text(parameters)


def test_parameters_are_refused_before_anything_runs(tmp_path):
    with pytest.raises(TypeError, match="parameters are text"):
        execute_with_kernel(tmp_path / "missing.ipynb", {"county_code": 1}, LIMITS)


@pytest.mark.parametrize(
    ("error", "reason"),
    [
        (papermill.PapermillExecutionError(3, 4, "1/0", "ZeroDivisionError", "by zero", []),
         "cell 4 raised ZeroDivisionError: by zero"),
        (papermill.PapermillExecutionError(0, 1, "", "SystemExit", "", []),
         "cell 1 raised SystemExit"),
        (nbclient.exceptions.DeadKernelError("gone"),
         "the kernel died: it was killed, crashed or ran out of memory"),
        (nbclient.exceptions.CellTimeoutError("slow"), "a cell took longer than 7 s"),
        (RuntimeError("no port"), "the kernel did not start (no port)"),
    ],
)  # fmt: skip
def test_a_failure_has_its_reason_and_what_was_left_of_the_run(error, reason, monkeypatch):
    def fail(_notebook, _parameters, _limits, private, _engine, _options):
        (private / EXECUTED).write_bytes(b"as far as it ran")
        (private / "kernel.log").write_text("x" * LOG_TAIL + "last words", "utf-8")
        raise error

    monkeypatch.setattr(engines, "_run_papermill", fail)
    with pytest.raises(NotebookFailed) as failure:
        execute_with_kernel("brief.ipynb", {"county_code": "990101"}, LIMITS)
    assert str(failure.value) == reason
    assert failure.value.notebook == b"as far as it ran"
    _, log = failure.value.details.split("The kernel wrote:\n")
    assert len(log) == LOG_TAIL
    assert log.endswith("xlast words")


def test_a_failure_of_which_nothing_is_left_says_so_and_shows_no_colours(monkeypatch):
    def fail(*_arguments):
        raise RuntimeError("\x1b[31mred\x1b[0m")

    monkeypatch.setattr(engines, "_run_papermill", fail)
    with pytest.raises(NotebookFailed) as failure:
        execute_with_kernel("brief.ipynb", {}, LIMITS)
    assert failure.value.notebook is None
    assert failure.value.details == "red\n\nThe kernel wrote:\n"


def test_a_kernel_gets_its_limits_and_a_folder_of_its_own(monkeypatch):
    given = {}

    def note(_notebook, _parameters, _limits, private, engine, options):
        given.update(options, engine=engine)
        assert options["config"].PrivateKernelManager.folder == str(private)
        assert list(private.iterdir()) == []
        return "run"

    monkeypatch.setattr(engines, "_run_papermill", note)
    assert execute_with_kernel("brief.ipynb", {}, LIMITS) == "run"
    assert (given["engine"], given["start_timeout"]) == (None, LIMITS.start)


@pytest.mark.parametrize("name", ["plain", "a {county_code} in braces"])
def test_a_notebook_runs_in_this_process_with_its_parameters_in_its_folder(tmp_path, name):
    folder = tmp_path / name
    folder.mkdir()
    path = write_notebook(folder, "import os\nprint(county_code, os.getcwd())")
    done = execute_in_process(path, {"county_code": "990101"}, LIMITS)
    assert done.cells[-1].outputs[0].text == f"990101 {folder}\n"


def test_a_cell_that_raises_in_this_process_names_itself(tmp_path):
    path = write_notebook(tmp_path, "raise KeyError('k')")
    with pytest.raises(NotebookFailed, match=r"cell 3 raised KeyError: 'k'"):
        execute_in_process(path, {"county_code": "990101"}, LIMITS)


def test_what_needs_a_kernel_fails_in_this_process_with_advice(tmp_path):
    path = write_notebook(tmp_path, "import asyncio\nawait asyncio.sleep(0)")
    with pytest.raises(NotebookFailed, match="--engine kernel"):
        execute_in_process(path, {}, LIMITS)
