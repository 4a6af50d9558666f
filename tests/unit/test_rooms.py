"""The rooms of analysis/: what each may import, and how long files and functions may be."""

import ast
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from analysis.paths import PACKAGE, PROJECT

MOST_ENTRIES = 23
MOST_LINES_OF_A_FILE = 300
MOST_LINES_OF_A_FUNCTION = 50
# What the docstring of a longer file must say, with the reason after it.
LONG_FILE_REASON = "Longer than other modules because"
SOURCES = sorted(PACKAGE.rglob("*.py"))
CONTRACTS = tomllib.loads((PROJECT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"][
    "contracts"
]
# One import for each contract, which breaks it.
PLANTED_IMPORTS = {
    "figures/intervals.py": "import analysis.rendering.batch.batch",
    "ingest/files/limits.py": "import analysis.store.load, analysis.ingest.filing.batch",
    "presentation/scales.py": "import analysis.store.load",
    "measures/rules.py": "import analysis.documents.filed",
    "store/county_index.py": "import analysis.figures.printed",
    "rendering/workers/pool.py": "import analysis.rendering.brief.brief",
    "consistency/formulas.py": "import analysis.consistency.claims",
    "consistency/claims.py": "import analysis.consistency.formulas",
}


def check_imports(folder: Path) -> subprocess.CompletedProcess[str]:
    """Runs import-linter on the package in a folder."""
    return subprocess.run(
        [sys.executable, "-c", "from importlinter.cli import lint_imports_command as run; run()",
         "--no-cache"],
        cwd=folder, capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip


@pytest.fixture
def copied_project(tmp_path):
    """The package's code and the contracts, in a folder of their own."""
    only_code = shutil.ignore_patterns("__pycache__", "*.po", "*.j2", "*.css")
    shutil.copytree(PACKAGE, tmp_path / "analysis", ignore=only_code)
    shutil.copy(PROJECT / "pyproject.toml", tmp_path)
    return tmp_path


def list_long_files(sources: dict[str, str]) -> list[str]:
    """Files that are too long and do not say why."""
    return [
        name
        for name, source in sources.items()
        if source.count("\n") > MOST_LINES_OF_A_FILE
        and LONG_FILE_REASON not in (ast.get_docstring(ast.parse(source)) or "")
    ]


def list_long_functions(source: str) -> list[str]:
    """Functions that are too long, from `def` to the last line."""
    return [
        node.name
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and node.end_lineno - node.lineno >= MOST_LINES_OF_A_FUNCTION
    ]


def test_imports_between_rooms_keep_all_contracts(copied_project):
    done = check_imports(copied_project)
    assert done.returncode == 0, done.stdout
    assert f"Contracts: {len(CONTRACTS)} kept, 0 broken." in done.stdout


def test_each_contract_is_broken_by_an_import_that_it_forbids(copied_project):
    for name, line in PLANTED_IMPORTS.items():
        path = copied_project / "analysis" / name
        path.write_text(f"{path.read_text('utf-8')}\n{line}\n", "utf-8")
    done = check_imports(copied_project)
    assert done.returncode == 1
    assert f"Contracts: 0 kept, {len(CONTRACTS)} broken." in done.stdout


def test_the_top_of_the_package_can_be_taken_in_at_a_glance():
    entries = [path for path in PACKAGE.iterdir() if path.name != "__pycache__"]
    assert len(entries) <= MOST_ENTRIES


def test_no_file_is_long_without_a_reason():
    sources = {path.relative_to(PACKAGE).as_posix(): path.read_text("utf-8") for path in SOURCES}
    assert list_long_files(sources) == []


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_no_function_is_long(path):
    assert list_long_functions(path.read_text("utf-8")) == []


def test_long_files_and_functions_are_noticed():
    long = "pass\n" * (MOST_LINES_OF_A_FILE + 1)
    excused = f'"""A table. {LONG_FILE_REASON} it is data."""\n{long}'
    assert list_long_files({"long.py": long, "excused.py": excused}) == ["long.py"]
    body = "    pass\n" * MOST_LINES_OF_A_FUNCTION
    assert list_long_functions(f"def long():\n{body}\ndef short():\n    pass\n") == ["long"]
