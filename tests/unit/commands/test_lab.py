"""`briefs lab` as a user calls it, with a small program in place of JupyterLab."""

import json
import os
import sys
from types import SimpleNamespace

import pytest

from analysis.commands import lab
from analysis.paths import DATA_ROOT_VARIABLE, NOTEBOOKS

# Notes an address as JupyterLab does, then ends with status 7.
LISTENS = """
import json, os, pathlib, sys, time
noted = pathlib.Path(os.environ["JUPYTER_RUNTIME_DIR"]) / f"jpserver-{os.getpid()}.json"
noted.write_text("{")
time.sleep(0.3)
noted.write_text(json.dumps({"url": "http://127.0.0.1:9/", "token": "0a1b"}))
time.sleep(1)
sys.exit(7)
"""


@pytest.fixture
def started(monkeypatch):
    """The calls of JupyterLab, which are not carried out; as a user who is not root."""
    calls = SimpleNamespace(commands=[], folders=[])
    monkeypatch.setattr(lab, "run_until_closed", lambda command: calls.commands.append(command))
    monkeypatch.setattr(lab.os, "chdir", calls.folders.append)
    monkeypatch.setattr(lab, "is_root", lambda: False)
    monkeypatch.setattr("importlib.util.find_spec", lambda _name: object())
    monkeypatch.setenv(DATA_ROOT_VARIABLE, "")
    return calls


def test_the_notebooks_are_opened_with_the_data_root_of_the_call(briefs, started, tmp_path):
    assert briefs("lab", "--data", tmp_path)[0] == 0
    assert started.folders == [NOTEBOOKS]
    assert started.commands == [[sys.executable, "-m", "jupyterlab", "--log-level=WARN"]]
    assert os.environ[DATA_ROOT_VARIABLE] == str(tmp_path)


def test_what_jupyterlab_takes_is_passed_on(briefs, started):
    assert briefs("lab", "--", "--port", "9999", "--no-browser", "--debug")[0] == 0
    assert started.commands[0][3:] == ["--port", "9999", "--no-browser", "--debug"]


def test_root_is_told_how_to_ask_for_it(briefs, started, monkeypatch):
    monkeypatch.setattr(lab, "is_root", lambda: True)
    status, _, err = briefs("lab")
    assert status == 2
    assert "briefs lab --allow-root" in err
    assert not started.commands


@pytest.mark.parametrize("arguments", [["--allow-root"], ["--", "--allow-root"]])
def test_root_may_ask_for_it(briefs, started, monkeypatch, arguments):
    monkeypatch.setattr(lab, "is_root", lambda: True)
    assert briefs("lab", *arguments)[0] == 0
    assert started.commands[0].count("--allow-root") == 1


def test_the_address_is_printed_and_the_status_is_that_of_jupyterlab(tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("JUPYTER_RUNTIME_DIR", str(tmp_path))
    assert lab.run_until_closed([sys.executable, "-c", LISTENS]) == 7
    assert "http://127.0.0.1:9/lab/tree/explore.ipynb?token=0a1b" in capsys.readouterr().out


def test_a_laboratory_that_ends_at_once_has_no_address(tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("JUPYTER_RUNTIME_DIR", str(tmp_path))
    assert lab.run_until_closed([sys.executable, "-c", "raise SystemExit(3)"]) == 3
    assert capsys.readouterr().out == ""


def test_without_a_token_the_address_has_none():
    server = json.loads('{"url": "http://localhost:1/", "token": ""}')
    assert lab.describe_addresses(server)[0] == "JupyterLab: http://localhost:1/lab"
