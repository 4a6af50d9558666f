"""Each recipe of docs/analysts.md runs as it stands, on the shipped data."""

import ast
import re

import matplotlib.pyplot as plt
import pandas as pd
import pytest

from analysis.paths import PROJECT
from analysis.tables.analyst_frames import ANALYST_FRAMES

PAGE = (PROJECT / "docs" / "analysts.md").read_text("utf-8")
FIRST, *RECIPES = re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL)


@pytest.fixture(scope="module")
def names():
    """What the recipes have at hand."""
    found: dict[str, object] = {}
    exec(FIRST, found)
    return found


@pytest.fixture(autouse=True)
def own_folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    yield
    plt.close("all")


def run(source: str, names: dict[str, object]) -> object:
    """Runs a recipe and returns what its last line gives."""
    *lines, last = ast.parse(source).body
    own = dict(names)
    exec(compile(ast.Module(lines, []), "recipe", "exec"), own)
    return eval(compile(ast.Expression(last.value), "recipe", "eval"), own)


def test_there_are_ten_recipes_and_each_frame_is_named():
    assert len(RECIPES) == 10
    assert [name for name in ANALYST_FRAMES if f"`data.{name}`" not in PAGE] == []


@pytest.mark.parametrize("number", range(1, 11))
def test_a_recipe_runs_and_shows_something(names, number, tmp_path):
    shown = run(RECIPES[number - 1], names)
    if number == 10:
        assert len(pd.read_excel(tmp_path / "rates.xlsx", engine="openpyxl")) == len(
            names["data"].rates
        )
    elif isinstance(shown, pd.DataFrame):
        assert len(shown)
    else:
        assert shown is not None


def test_all_rates_take_one_line():
    assert RECIPES[0].strip() == "data.rates"
