"""The rooms that a build and a notebook depend on are those that paths.py lists."""

import ast
import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path

import nbformat
import pytest

from analysis.paths import (
    BRIEF_MODULES,
    BRIEF_NOTEBOOK,
    BRIEF_ROOMS,
    BUILD_MODULES,
    BUILD_ROOMS,
    NOTEBOOKS,
    PACKAGE,
    PROJECT,
)
from analysis.store import freshness


def list_imports(source: str) -> Iterator[str]:
    """Modules that a module imports when it runs, also within functions; perhaps some names."""
    waiting: list[ast.AST] = [ast.parse(source)]
    while waiting:
        node = waiting.pop()
        if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING":
            waiting += node.orelse
            continue
        waiting += ast.iter_child_nodes(node)
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, "imports within the package are absolute"
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def find_file(module: str, package: Path = PACKAGE) -> Path | None:
    """The file of a module of the package."""
    first, *parts = module.split(".")
    path = package.joinpath(*parts)
    if first != "analysis":
        return None
    files = (path / "__init__.py", path.with_suffix(".py"))
    return next((file for file in files if file.is_file()), None)


def follow_imports(sources: Iterable[str], package: Path = PACKAGE) -> set[str]:
    """Files of the package that sources import, directly or not, by their path within it."""
    found: set[Path] = set()
    waiting = list(sources)
    while waiting:
        for name in list_imports(waiting.pop()):
            parts = name.split(".")
            # Importing a module runs the packages above it.
            for length in range(1, len(parts) + 1):
                path = find_file(".".join(parts[:length]), package)
                if path is not None and path not in found:
                    found.add(path)
                    waiting.append(path.read_text("utf-8"))
    return {path.relative_to(package).as_posix() for path in found}


def list_unlisted(files: Iterable[str], rooms: Iterable[str], modules: Iterable[str]) -> set[str]:
    """The files that are neither in one of the rooms nor one of the modules."""
    # The package itself holds the version, which changes nothing that is built.
    listed = {"__init__.py", *(f"{module}.py" for module in modules)}
    return {file for file in files if file.split("/")[0] not in rooms and file not in listed}


def read_notebook(path: Path) -> str:
    cells = nbformat.read(path, as_version=4).cells
    return "\n".join(cell.source for cell in cells if cell.cell_type == "code")


def test_a_build_imports_nothing_but_what_is_listed():
    imported = follow_imports(path.read_text("utf-8") for path in (PACKAGE / "build").glob("*.py"))
    assert list_unlisted(imported, BUILD_ROOMS, BUILD_MODULES) == set()
    assert {f"{module}.py" for module in BUILD_MODULES} <= imported
    assert {file.split("/")[0] for file in imported if "/" in file} == set(BUILD_ROOMS)


@pytest.mark.parametrize("path", sorted(NOTEBOOKS.glob("*.ipynb")), ids=lambda path: path.stem)
def test_a_notebook_imports_nothing_but_what_is_listed(path):
    imported = follow_imports([read_notebook(path)])
    # What explores the data of all counties is no part of a page.
    rooms = BRIEF_ROOMS if path == BRIEF_NOTEBOOK else (*BRIEF_ROOMS, "explore")
    assert list_unlisted(imported, rooms, BRIEF_MODULES) == set()
    if path == BRIEF_NOTEBOOK:
        assert {f"{module}.py" for module in BRIEF_MODULES} <= imported


def test_an_import_of_an_unlisted_room_is_found(tmp_path):
    shutil.copytree(PACKAGE, tmp_path / "analysis", ignore=shutil.ignore_patterns("*.pyc"))
    package = tmp_path / "analysis"
    with (package / "tables" / "records.py").open("a", encoding="utf-8") as file:
        file.write(
            "def late():\n    from analysis.demo import places\n    from analysis import cli\n"
        )
    imported = follow_imports(["from analysis.build import build"], package)
    unlisted = list_unlisted(imported, BUILD_ROOMS, BUILD_MODULES)
    assert {"demo/places.py", "cli.py"} <= unlisted


def test_imports_for_type_checkers_are_not_followed():
    source = "if TYPE_CHECKING:\n    import analysis.demo\nelse:\n    import analysis.brief"
    assert list(list_imports(source)) == ["analysis.brief"]


@pytest.mark.parametrize("file", ["atomic.py", "errors.py", "paths.py", "tables/columns.py"])
def test_processed_data_is_stale_once_code_of_a_build_changes(
    small_root, tmp_path, monkeypatch, file
):
    package = tmp_path / "analysis"
    shutil.copytree(PROJECT / "analysis", package)
    monkeypatch.setattr(freshness, "PACKAGE", package)
    before = freshness.list_inputs(small_root).shared
    with (package / file).open("a", encoding="utf-8") as source:
        source.write("# changed\n")
    assert freshness.list_inputs(small_root).shared != before
