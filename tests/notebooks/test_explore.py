"""The explorer notebook with parameters, as papermill runs it: what it shows, how it refuses.

Only the menus need a kernel, which takes long to start: one run has one, the others have the
project's engine in this process. JupyterLab runs the notebook in both languages, too.
"""

from contextlib import suppress

import nbformat
import papermill
import pytest

from analysis.paths import NOTEBOOKS
from analysis.rendering.engine.inprocess_engine import register_engine

# In English as `papermill -p county 441803 -p period 2020` gives them: as numbers.
CHOSEN = {
    "zh": {"region": "广东省", "county": "清新区", "period": "2020"},
    "en": {"region": 440000, "county": 441803, "period": 2020},
}
ALWAYS = {"indicator": "visitors", "view": "comparison"}
# What the chosen parameters show in each language.
SHOWN = {
    "zh": ("各县指标排序", "清新区", "接待游客", "广东省"),
    "en": ("All counties by one indicator", "Qingxin District", "Visitors received", "Guangdong"),
}
WRONG = [
    ("zh", "region", "Nowhere", "There is no county, city or province 'Nowhere'"),
    ("en", "county", "000000", "There is no county, city or province '000000'"),
    ("zh", "indicator", "visiters", "did you mean 'visitors'"),
    ("en", "period", "1066", "There is no period of Visitors received '1066'"),
    ("zh", "view", "pie", "There is no view 'pie'"),
]


def run(folder, language, is_whole=False, **parameters) -> list:
    """Runs the notebook and returns the outputs of its cells; the last may be an error."""
    register_engine()
    source, out = folder / "source.ipynb", folder / "explore.ipynb"
    notebook = nbformat.read(NOTEBOOKS / "explore.ipynb", as_version=4)
    if not is_whole:
        notebook.cells = [cell for cell in notebook.cells if "panel.Explorer" not in cell.source]
    nbformat.write(notebook, source)
    chosen = {"language": language, **CHOSEN[language], **ALWAYS, **parameters}
    with suppress(papermill.PapermillExecutionError):
        papermill.execute_notebook(
            source, out, chosen, engine_name=None if is_whole else "inprocess", cwd=str(folder),
            progress_bar=False,
        )  # fmt: skip
    cells = nbformat.read(out, as_version=4).cells
    return [output for cell in cells for output in cell.get("outputs", ())]


def list_errors(outputs: list) -> list[str]:
    return ["\n".join(one.traceback) for one in outputs if one.output_type == "error"]


@pytest.mark.parametrize("language", CHOSEN)
def test_it_shows_what_its_parameters_choose(tmp_path, language):
    outputs = run(tmp_path, language, is_whole=language == "en")
    assert list_errors(outputs) == []
    shown = "\n".join(str(text) for one in outputs for text in one.get("data", {}).values())
    assert [text for text in SHOWN[language] if text not in shown] == []


@pytest.mark.parametrize(("language", "name", "value", "said"), WRONG)
def test_a_wrong_parameter_ends_in_one_sentence(tmp_path, language, name, value, said):
    (message,) = list_errors(run(tmp_path, language, **{name: value}))
    assert said in message
    assert "Traceback" not in message
    assert message.strip().count("\n") == 0
