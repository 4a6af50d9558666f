"""A real JupyterLab: all notebooks run there, in both languages, and show what they make."""

import shutil

import pytest

from analysis.paths import NOTEBOOKS

from .laboratory import Laboratory

LANGUAGES = ("zh", "en")
# What each notebook shows at least: charts, tables, tables that sort, menus.
LEAST = {
    "county_brief": {"charts": 3, "tables": 8, "sortable": 0, "menus": 0},
    "explore": {"charts": 6, "tables": 6, "sortable": 6, "menus": 5},
    "consistency_audit": {"charts": 0, "tables": 4, "sortable": 4, "menus": 0},
}
# A passage of each notebook's prose in each language.
PROSE = {
    "county_brief": {"zh": "清新区", "en": "Qingxin District"},
    "explore": {"zh": "各县指标排序", "en": "All counties by one indicator"},
    "consistency_audit": {"zh": "分类核对结果", "en": "By kind of check"},
}


@pytest.fixture(scope="module")
def laboratory(tmp_path_factory):
    folder = tmp_path_factory.mktemp("laboratory")
    notebooks = folder / "notebooks"
    notebooks.mkdir()
    laboratory = Laboratory(notebooks, folder / "log.txt")
    yield laboratory
    laboratory.close()


@pytest.fixture
def open_notebook(browser, laboratory, tmp_path):
    """Opens a notebook; at the end, leaves a picture of it in the test's folder and closes it."""
    opened = []

    def open_one(name):
        opened.append(laboratory.open(browser, name))
        return opened[-1]

    yield open_one
    for one in opened:
        one.page.screenshot(path=tmp_path / "jupyterlab.png")
        one.page.context.close()


def test_every_notebook_is_tried():
    assert {path.stem for path in NOTEBOOKS.glob("*.ipynb")} == set(LEAST) == set(PROSE)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("notebook", LEAST)
def test_a_notebook_runs_and_shows_charts_and_tables(laboratory, open_notebook, notebook, language):
    county = {} if notebook == "consistency_audit" else (
        {"county_code": "441803"} if notebook == "county_brief" else {"county": "441803"}
    )  # fmt: skip
    opened = open_notebook(laboratory.copy(notebook, language=language, **county))
    opened.run()
    shown = opened.look()
    assert shown["errors"] == []
    assert {name: least for name, least in LEAST[notebook].items() if shown[name] < least} == {}
    assert PROSE[notebook][language] in shown["text"]
    assert opened.list_foreign_requests() == []


@pytest.mark.parametrize(
    ("notebook", "parameters", "allowed"),
    [
        ("county_brief", {"county_code": "000000"}, "441803"),
        ("explore", {"county": "Nowhere"}, "There are:"),
        ("explore", {"indicator": "visiters"}, "did you mean 'visitors'"),
        ("consistency_audit", {"language": "fr"}, '"zh" or "en"'),
    ],
)
def test_a_wrong_parameter_ends_in_one_sentence(
    laboratory, open_notebook, notebook, parameters, allowed
):
    opened = open_notebook(laboratory.copy(notebook, **parameters))
    opened.run()
    errors = opened.look()["errors"]
    assert len(errors) == 1
    assert allowed in errors[0]
    assert "Traceback" not in errors[0]
    assert errors[0].strip().count("\n") == 0


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_brief_that_is_not_trusted_is_read_rightly(
    laboratory, open_notebook, rendered_briefs, language
):
    name = f"441803.{language}.ipynb"
    shutil.copy(rendered_briefs / "executed" / name, laboratory.folder / name)
    shown = open_notebook(name).look()
    assert shown["errors"] == []
    assert shown["charts"] >= LEAST["county_brief"]["charts"]
    assert PROSE["county_brief"][language] in shown["text"]
    assert "69.98%" in shown["text"]
    assert "{" not in shown["text"][:2000]
