"""What the process that forks briefs does once for all of them: imports, fonts, templates, words.

Nothing here may start a thread or depend on a county: each brief must be what it would be in a
process of its own.
"""

import importlib
import pkgutil
from datetime import date

from analysis.formats import Words
from analysis.parameters import LANGUAGES


def prepare() -> None:
    """Does everything that every brief would do again."""
    _import_everything()
    _draw_once()
    for language in LANGUAGES:
        words = Words(language)
        words.number(1234.5)
        words.percent(0.5)
        words.date(date(2020, 7, 31))
    _read_templates()


def _import_everything() -> None:
    import nbclient
    import nbformat.v4
    import pandas  # noqa: F401
    import papermill

    import analysis
    from analysis.rendering import exporter, inprocess_engine  # noqa: F401

    assert papermill and nbclient and nbformat
    # What the notebook imports, with what these import late.
    for module in pkgutil.iter_modules(analysis.__path__):
        if module.name not in ("cli", "__main__", "rendering", "ingest"):
            importlib.import_module(f"analysis.{module.name}")


def _draw_once() -> None:
    from analysis.charts.style import apply_style, make_figure, write_svg

    with apply_style():
        figure, (axes,) = make_figure(1.0)
        axes.plot([0, 1], [0, 1], "o")
        axes.set_title("0123456789 %,.-() 万元 abcdefghijklmnopqrstuvwxyz")
    write_svg(figure)


def _read_templates() -> None:
    from analysis.rendering.exporter import get_exporter
    from analysis.wording import get_translations

    get_exporter()
    for language in LANGUAGES:
        get_translations(language)
