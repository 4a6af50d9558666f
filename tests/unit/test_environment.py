"""One list of dependencies: imports, lock files, conda's environment and hooks agree with it."""

import ast
import importlib.metadata
import re
import sys
import tomllib
from pathlib import Path

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

import analysis
from analysis.paths import PACKAGE, PROJECT

CONDA_LINE = re.compile(r"^ +- (?P<conda>[\w.-]+)(?P<bound>>=[\w.]+)(?: +# PyPI: (?P<pypi>\S+))?$")
LOCKED = re.compile(r"^(?P<name>[A-Za-z0-9._-]+)==(?P<version>\S+)", re.MULTILINE)
# What conda needs besides: the interpreter, and what installs the project.
CONDA_ONLY = {"python", "setuptools"}
# Started, not imported: the laboratory by `briefs lab`; of zhplot the font alone, without
# running its code.
NOT_IMPORTED = {"jupyterlab", "zhplot"}


def read_project() -> dict:
    return tomllib.loads((PROJECT / "pyproject.toml").read_text("utf-8"))


def read_bounds(requirements: list[str]) -> dict[str, str]:
    """Name with extras → version bound."""
    parsed = map(Requirement, requirements)
    return {
        canonicalize_name(each.name) + "".join(f"[{extra}]" for extra in each.extras): str(
            each.specifier
        )
        for each in parsed
    }


def read_conda_bounds(text: str) -> dict[str, str]:
    """PyPI's name → bound, of conda's lines and of those under `pip:`."""
    found = [match for line in text.splitlines() if (match := CONDA_LINE.match(line))]
    return {
        (line["pypi"] or canonicalize_name(line["conda"])): line["bound"]
        for line in found
        if line["conda"] not in CONDA_ONLY
    }


def list_drift(environment: str, requirements: list[str]) -> list[str]:
    """What one of the two lists has and the other has not, or with another bound."""
    conda, pypi = read_conda_bounds(environment), read_bounds(requirements)
    return [
        f"{name}: pyproject.toml {pypi.get(name)}, environment.yml {conda.get(name)}"
        for name in sorted(conda.keys() | pypi.keys())
        if conda.get(name) != pypi.get(name)
    ]


def list_imports(folder: Path) -> set[str]:
    """Top-level names that the modules of a folder import."""
    names: set[str] = set()
    for path in folder.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Import):
                names |= {alias.name.partition(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                names.add(node.module.partition(".")[0])
    return names - set(sys.stdlib_module_names) - {"analysis", "benchmarks", "tests"}


def list_distributions(folder: Path) -> set[str]:
    """The packages that a folder's imports come from."""
    providers = importlib.metadata.packages_distributions()
    return {
        canonicalize_name(name)
        for imported in list_imports(folder)
        for name in providers.get(imported, [f"unknown-{imported}"])
    }


def read_locked(name: str) -> dict[str, set[str]]:
    """Locked name → versions; more than one where Python versions differ."""
    versions: dict[str, set[str]] = {}
    for line in LOCKED.finditer((PROJECT / name).read_text("utf-8")):
        versions.setdefault(canonicalize_name(line["name"]), set()).add(line["version"])
    return versions


ENVIRONMENT = (PROJECT / "environment.yml").read_text("utf-8")
REQUIREMENTS = read_project()["project"]["dependencies"]
EXTRAS = read_project()["project"]["optional-dependencies"]
DECLARED = {canonicalize_name(Requirement(line).name) for line in REQUIREMENTS}
# What only some need: the package imports it when it is asked for.
WHEN_ASKED = {
    canonicalize_name(Requirement(line).name) for line in (*EXTRAS["cluster"], *EXTRAS["ocr"])
}
FOR_TESTS = (
    DECLARED | WHEN_ASKED | {canonicalize_name(Requirement(line).name) for line in EXTRAS["dev"]}
)


def test_condas_environment_has_the_projects_list():
    assert list_drift(ENVIRONMENT, REQUIREMENTS) == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("  - nh3>=0.2.18\n", ""),
        ("pandas>=3.1\n", "pandas>=3.0\n"),
        ("  - nh3>=0.2.18\n", "  - nh3>=0.2.18\n  - bokeh>=3\n"),
        ("  # PyPI: matplotlib", ""),
        ("      - zhplot>=1.0\n", ""),
    ],
)
def test_drift_of_condas_environment_is_seen(old, new):
    assert old in ENVIRONMENT
    assert list_drift(ENVIRONMENT.replace(old, new), REQUIREMENTS)


def test_every_line_of_condas_environment_is_understood():
    parsed = yaml.safe_load(ENVIRONMENT)
    own = [line for line in parsed["dependencies"] if isinstance(line, str) and line != "pip"]
    pip = next(line["pip"] for line in parsed["dependencies"] if isinstance(line, dict))
    count = len(read_conda_bounds(ENVIRONMENT)) + len(CONDA_ONLY)
    assert count == len(own) + len(pip) - 1
    assert pip[-1] == "-e ."
    assert f"python{read_project()['project']['requires-python']}" in own


def test_what_the_package_imports_is_on_the_list():
    assert list_distributions(PACKAGE) <= DECLARED | WHEN_ASKED


def test_what_is_on_the_list_is_used():
    assert (DECLARED | WHEN_ASKED) - list_distributions(PACKAGE) == NOT_IMPORTED


def test_what_the_tests_import_is_on_the_list():
    installed_with_others = {"packaging"}  # pytest's own
    assert list_distributions(PROJECT / "tests") <= FOR_TESTS | installed_with_others


def test_an_undeclared_import_is_seen(tmp_path):
    (tmp_path / "module.py").write_text("import os, tornado\nfrom yaml import safe_load\n")
    assert list_distributions(tmp_path) - DECLARED == {"tornado"}


def test_the_lock_files_hold_the_list():
    run_time = DECLARED | {"setuptools"}
    assert run_time <= read_locked("requirements.lock").keys()
    assert FOR_TESTS | {"setuptools"} <= read_locked("requirements-dev.lock").keys()


def test_locked_versions_are_within_the_bounds():
    locked = read_locked("requirements-dev.lock")
    for line in [*REQUIREMENTS, *EXTRAS["dev"], *EXTRAS["build"]]:
        wanted = Requirement(line)
        for version in locked[canonicalize_name(wanted.name)]:
            assert wanted.specifier.contains(version), line


def test_both_lock_files_have_the_same_versions():
    everything = read_locked("requirements-dev.lock")
    for name, versions in read_locked("requirements.lock").items():
        assert versions == everything[name], name


def test_the_hooks_use_the_locked_versions():
    hooks = yaml.safe_load((PROJECT / ".pre-commit-config.yaml").read_text("utf-8"))
    locked = read_locked("requirements-dev.lock")
    for hook in hooks["repos"][0]["hooks"]:
        (pinned,) = hook["additional_dependencies"]
        name, _, version = pinned.partition("==")
        assert locked[name] == {version}, hook["id"]


def test_the_citation_names_the_version():
    citation = yaml.safe_load((PROJECT / "CITATION.cff").read_text("utf-8"))
    assert citation["version"] == analysis.__version__


def test_the_command_and_the_exporter_are_registered():
    points = importlib.metadata.distribution("county-briefs").entry_points
    assert points.select(group="console_scripts", name="briefs")["briefs"].load()
    assert points.select(group="nbconvert.exporters", name="brief")["brief"].load()
