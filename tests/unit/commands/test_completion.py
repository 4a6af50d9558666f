"""What shells offer: counties by code and name, areas, documents and kinds."""

import os
import subprocess
import sys

import pytest

from analysis.build.ensure import ensure_built
from analysis.paths import PROJECT

from ..conftest import COUNTY, DOCUMENT


@pytest.fixture
def complete(small_root):
    ensure_built(small_root)

    def call(words, *, language="C.UTF-8"):
        environment = {
            **os.environ,
            "_BRIEFS_COMPLETE": "complete_bash",
            "COMP_WORDS": words,
            "COMP_CWORD": str(len(words.split(" ")) - 1),
            "BRIEFS_DATA": str(small_root.root),
            "LC_ALL": language,
        }
        command = [sys.executable, "-c", "from analysis.cli import main; main()"]
        done = subprocess.run(
            command, check=False, capture_output=True, text=True, cwd=PROJECT, env=environment
        )
        assert done.stderr == ""
        return done.stdout.split()

    return call


@pytest.mark.parametrize(
    ("words", "offered"),
    [
        ("briefs render 99", [COUNTY]),
        ("briefs render 狐", ["狐县"]),
        ("briefs ingest --county 4418", ["441803"]),
        ("briefs candidates list fox", [DOCUMENT]),
        ("briefs template mo", ["monthly_form"]),
        ("briefs ingest --form perf", ["performance_budget"]),
        ("briefs che", ["check"]),
    ],
)
def test_a_shell_offers_what_begins_so(complete, words, offered):
    assert set(offered) <= set(complete(words))


@pytest.mark.parametrize("words", ["briefs render 12", "briefs template x"])
def test_nothing_is_offered_where_nothing_begins_so(complete, words):
    assert complete(words) == []


def test_completion_works_in_chinese_too(complete):
    assert complete("briefs render 99", language="zh_CN.UTF-8") == [COUNTY]


def test_the_scripts_for_shells_are_shown(briefs, monkeypatch):
    monkeypatch.setenv("_TYPER_COMPLETE_TEST_DISABLE_SHELL_DETECTION", "1")
    assert "--show-completion" in briefs("--help")[1]
