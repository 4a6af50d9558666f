"""The audit notebook runs on the shipped data and on a county with a contradiction."""

import nbformat
import papermill
import pytest

from analysis.paths import NOTEBOOKS

from ..unit.conftest import DOCUMENT, replace_text, write_root


@pytest.fixture
def run_audit(tmp_path):
    def run(language: str, data_dir: str) -> str:
        """The texts of all outputs of the executed notebook."""
        out = tmp_path / "audit.ipynb"
        papermill.execute_notebook(
            NOTEBOOKS / "consistency_audit.ipynb",
            out,
            {"language": language, "data_dir": data_dir},
            progress_bar=False,
        )
        cells = nbformat.read(out, as_version=4).cells
        outputs = [output for cell in cells for output in cell.get("outputs", ())]
        # As text: the script of a table that sorts writes its rows in another way.
        return "\n".join(str(output.get("data", {}).get("text/plain", "")) for output in outputs)

    return run


def test_it_shows_what_contradicts_in_the_shipped_reports(run_audit):
    shown = run_audit("zh", "")
    assert "349.923万元÷500.00万元计算为69.9846%" in shown
    assert "清新区" in shown


def test_it_runs_in_english_on_another_data_root(run_audit, tmp_path):
    root = write_root(tmp_path / "data")
    replace_text(root.raw / DOCUMENT / "disbursement.csv", "100.00,70.00", "100.00,80.00")
    assert "total row = sum of its lines" in run_audit("en", str(root.root))
