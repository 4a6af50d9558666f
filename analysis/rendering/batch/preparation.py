"""Prepares the process that forks briefs: imports, fonts, templates and words, once for all.

Nothing here may start a thread or depend on a county: each brief must become what it would be in
a new process.
"""

import contextlib
import importlib
import pkgutil
import tempfile
from datetime import date
from pathlib import Path

from analysis.brief import LANGUAGES
from analysis.paths import BRIEF_MODULES, BRIEF_ROOMS, find_data_root
from analysis.presentation.formats import Words
from analysis.presentation.formulas import write_printed
from analysis.upstream.jsonschema_internals import leave_out_grammar


def prepare(data_dir: str) -> None:
    """Does once what each brief of a data root would otherwise do for itself."""
    _import_everything()
    for language in LANGUAGES:
        words = Words(language)
        words.number(1234.5)
        words.percent(0.5)
        words.date(date(2020, 7, 31))
        write_printed("三家", words)  # a numeral: cn2an reads its patterns when first used
    _rehearse(_draw_chart(), _render_table())
    _load_shared(data_dir)


def _load_shared(data_dir: str) -> None:
    from analysis.store.load import LoadError, load_shared

    # If the tables are damaged, each brief reports it.
    with contextlib.suppress(LoadError):
        load_shared(find_data_root(data_dir))


def _import_everything() -> None:
    with leave_out_grammar():
        import nbformat  # noqa: F401
    # What the notebook imports, with what these import.
    for name in BRIEF_MODULES:
        importlib.import_module(f"analysis.{name}")
    for room in BRIEF_ROOMS:
        package = importlib.import_module(f"analysis.{room}")
        for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            importlib.import_module(module.name)


def _draw_chart() -> str:
    """Draws one chart: the font is read, and the widths of common letters are kept."""
    from analysis.presentation.charts.chart import Chart
    from analysis.presentation.charts.style import BLUE, WIDE, DrawingArea
    from analysis.presentation.charts.text_width import measure_text
    from analysis.presentation.display import show_chart

    area = DrawingArea(WIDE, 40)
    area.fill(0, 0, 10, 10, BLUE, BLUE)
    area.line([0, 10], [0, 10], BLUE, 2, (4, 3))
    area.mark([5], [5], BLUE, hollow=True)
    for size, is_bold in ((12, False), (13, True)):
        area.write(0, 20, "a", size, bold=is_bold)
    measure_text("0123456789 %,.-() 万元 年月日 abcdefghijklmnopqrstuvwxyz", 13)
    return str(show_chart(Chart(area.figure, "a", "b", area.figure)).html)


def _render_table() -> str:
    from analysis.presentation.brief_tables.table import Cell, Column, Row, Table, render_table

    table = Table("a", (Column("b"),), ((Row((Cell("c", scope="row"),)),),))
    return str(render_table(table).html)


def _rehearse(*shown: str) -> None:
    """Runs and exports a small notebook, so that engine, shell, cleaner and template are ready."""
    import nbformat
    from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

    from analysis.presentation.marks import END_MARK
    from analysis.rendering.engine.engines import Limits, execute_in_process
    from analysis.rendering.page.exporter import export_brief

    mark = {
        "county_code": "000000", "language": "zh", "title": "a", "as_of": "2020-07-31",
        "county_name": "a",
    }  # fmt: skip
    data = {"text/html": "".join(shown), END_MARK: mark}
    parameters = new_code_cell("a = ''", metadata={"tags": ["parameters"]}, id="parameters")
    show = f"from IPython.display import display\ndisplay({data!r}, raw=True)"
    cells = [parameters, new_markdown_cell("## a\n\nb *c*", id="a"), new_code_cell(show, id="end")]
    with tempfile.TemporaryDirectory(prefix="brief-") as folder:
        path = Path(folder) / "rehearsal.ipynb"
        nbformat.write(new_notebook(cells=cells), path)
        executed = execute_in_process(path, {"a": "b"}, Limits())
    export_brief(executed, "rehearsal", ())
