"""Figure names: made and taken apart in one module, and found in no other."""

import ast
import re
from collections.abc import Iterator

import pandas as pd
import pytest

from analysis.figures import names
from analysis.paths import PACKAGE

NAME = "fox-2021/budget/l1/rate"
PARTS = ("fox-2021", "budget", "l1", "rate")
TEXT_METHODS = {"split", "rsplit", "partition", "rpartition", "count", "join", "cat"}
# Text with slashes between parts, without spaces: a name, or the path of a file.
NAME_LIKE = re.compile(r"[\w{}.-]*(/[\w{}.-]+){1,3}")
FILE_LIKE = re.compile(r"\.(csv|yml|parquet|json|ipynb|po|html)$")
# Modules that join or split something else with a slash.
OTHER_USES = {
    "ingest/readings/scan_candidates.py": "labels of rows and columns",
    "ingest/readings/scan_tables.py": "labels of rows and columns",
    "ingest/forms/matrix_readings.py": "labels of rows and columns",
    "ingest/forms/matrix_columns.py": "labels of rows and columns",
    "commands/reason_texts.py": "paths of modules",
    "documents/filed.py": "paths in messages",
    "figures/measure_words.py": "fractions",
    "presentation/printed_units.py": "rates of two units",
    "documents/readings.py": "keys of rows in messages",
    "ingest/forms/column_meanings.py": "labels of columns below their group",
    "explore/trend_frames.py": "the two days of a period",
    "ingest/forms/other_columns.py": "labels of rows and columns",
    "ingest/forms/monthly_form.py": "labels of a form below their group",
    "ingest/readers/word_marks.py": "paths within XML",
    "ingest/readers/word_tables.py": "paths within XML",
    "rendering/batch/index_figures.py": "targets met of all",
    "rendering/batch/index_problems.py": "addresses of pages",
    "store/freshness.py": "paths of files",
    "tables/reference_cells.py": "fractions",
    "tables/text_tables.py": "paths in messages",
    "tables/validation.py": "keys of rows in messages",
}


def list_compositions(source: str) -> Iterator[int]:
    """The lines of a module that join or split text at slashes."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.JoinedStr):
            parts = [part.value if isinstance(part, ast.Constant) else "{}" for part in node.values]
            template = "".join(parts)
            if NAME_LIKE.fullmatch(template) and not FILE_LIKE.search(template):
                yield node.lineno
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            values = [node.func.value, *node.args, *(keyword.value for keyword in node.keywords)]
            if node.func.attr in TEXT_METHODS and any(map(_is_slash, values)):
                yield node.lineno
        elif isinstance(node, ast.BinOp) and any(
            _is_slash(side, also_at_start=True) for side in (node.left, node.right)
        ):
            yield node.lineno


def _is_slash(node: ast.AST, also_at_start: bool = False) -> bool:
    if not isinstance(node, ast.Constant) or not isinstance(node.value, str):
        return False
    return node.value == "/" or (also_at_start and bool(re.fullmatch(r"/\w+", node.value)))


@pytest.mark.parametrize(
    "source",
    [
        '"/".join(parts)',
        'name.split("/")[0]',
        'name.partition("/")',
        'name.count("/") == 3',
        'figures.str.split("/", expand=True)',
        'ids.str.cat(rows, sep="/")',
        'f"{document_id}/{name}"',
        'f"results/{name}/value"',
        'ids + "/" + rows',
        'rows + "/rate"',
    ],
)
def test_a_composition_is_found(source):
    assert list(list_compositions(source)) != []


@pytest.mark.parametrize("source", ['f"{folder}/{name}.csv"', 'f"see {a}/{b}"', 'a.split(";")'])
def test_other_text_is_not_taken_for_a_composition(source):
    assert list(list_compositions(source)) == []


def test_figure_names_are_made_and_taken_apart_in_one_module():
    found = {
        path.relative_to(PACKAGE).as_posix(): lines
        for path in sorted(PACKAGE.rglob("*.py"))
        if (lines := list(list_compositions(path.read_text("utf-8"))))
    }
    assert found.keys() - OTHER_USES.keys() == set(), found
    assert OTHER_USES.keys() <= found.keys(), "a module listed here no longer uses slashes"


def test_a_name_is_taken_apart_into_what_it_was_made_of():
    assert names.name_figure(*PARTS) == NAME
    assert names.split_figure(NAME) == PARTS
    assert names.find_document(NAME) == "fox-2021"


@pytest.mark.parametrize("name", ["", "fox-2021", "budget/l1/rate", f"{NAME}/more"])
def test_a_name_without_four_parts_is_refused(name):
    with pytest.raises(ValueError, match="document_id/table_id/row_id/column"):
        names.split_figure(name)


def test_a_short_name_is_completed_with_the_document_that_uses_it():
    short = names.name_own_figure(*PARTS[1:])
    assert not names.names_document(short)
    assert names.complete_name(short, "fox-2021") == NAME
    assert names.complete_name(NAME, "hen-2021") == NAME


@pytest.mark.parametrize("rows", [0, 2])
def test_names_of_many_rows_are_those_of_each(rows):
    frame = pd.DataFrame([PARTS] * rows, columns=names.KEY, dtype="str")
    made = names.name_figures(frame)
    assert made.tolist() == [NAME] * rows
    assert names.name_figures(frame, "paid").tolist() == ["fox-2021/budget/l1/paid"] * rows
    pd.testing.assert_frame_equal(names.split_figures(made), frame)
