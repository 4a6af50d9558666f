"""What is committed: notebooks without outputs, no addresses, no numbers of persons, no gaps."""

import re
import shutil
import subprocess
from pathlib import Path

import nbformat
import pytest

import analysis
from analysis.cli import app
from analysis.paths import BRIEF_NOTEBOOK, NOTEBOOKS, PROJECT

MOST_LINES = 3
NOTEBOOK_PATHS = sorted(NOTEBOOKS.glob("*.ipynb"))
LOCK_FILES = ("requirements.lock", "requirements-dev.lock")
ADDRESS = re.compile(
    r"://|^\s*(-i|-f|-e|--(extra-)?index-url|--find-links|--trusted-host)\b| @ |\bfile:"
    r"|(^|[\s\"'=])(/|~/|[A-Za-z]:\\)\S",
    re.MULTILINE,
)
# Of mobiles, and of landlines with an area code.
PHONE_NUMBER = re.compile(r"(?<![0-9A-Za-z.])(1[3-9]\d{9}|0\d{2,3}[-－—]\d{7,8})(?![0-9A-Za-z])")
IDENTIFIER = re.compile(r"`([a-z][a-z0-9_]+)`")


def list_committed_files() -> list[Path]:
    """The files that git has or would take, whoever owns the folder."""
    if shutil.which("git") is None or not (PROJECT / ".git").exists():
        pytest.skip("needs git and a clone of the project")
    command = ["git", "-c", "safe.directory=*", "ls-files", "-z"]
    command += ["--cached", "--others", "--exclude-standard"]
    done = subprocess.run(command, cwd=PROJECT, capture_output=True, check=True)
    paths = [PROJECT / name for name in done.stdout.decode("utf-8").split("\0") if name]
    return [path for path in paths if path.is_file()]


def list_notebook_faults(notebook: nbformat.NotebookNode) -> list[str]:
    """What an analyst would trip over, cell by cell."""
    faults = []
    for cell in (cell for cell in notebook.cells if cell.cell_type == "code"):
        lines = [line for line in cell.source.splitlines() if line.strip()]
        if cell.outputs or cell.execution_count is not None:
            faults.append(f"{cell.id} holds outputs")
        if len(lines) > MOST_LINES and "parameters" not in cell.metadata.get("tags", []):
            faults.append(f"{cell.id} has {len(lines)} lines")
        if re.search(r"^\s*(def|class) |\blambda\b", cell.source, re.MULTILINE):
            faults.append(f"{cell.id} defines a function")
    return faults


def make_notebook(source: str, **cell) -> nbformat.NotebookNode:
    made = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(source, id="c")])
    made.cells[0].update(cell)
    return made


def list_commands() -> list[str]:
    """The names of the commands, as they are typed."""
    return [each.name or each.callback.__name__ for each in app.registered_commands]


def test_there_is_a_notebook():
    assert BRIEF_NOTEBOOK in NOTEBOOK_PATHS


@pytest.mark.parametrize("path", NOTEBOOK_PATHS, ids=lambda path: path.name)
def test_a_notebook_is_short_and_holds_no_output(path):
    assert list_notebook_faults(nbformat.read(path, as_version=4)) == []


def test_faults_of_a_notebook_are_seen():
    long = "a = 1\n\nb = 2\nc = 3\nd = 4"
    assert list_notebook_faults(make_notebook(long)) == ["c has 4 lines"]
    assert list_notebook_faults(make_notebook(long, metadata={"tags": ["parameters"]})) == []
    assert list_notebook_faults(make_notebook("def f(): ...")) == ["c defines a function"]
    assert list_notebook_faults(make_notebook("a", execution_count=1)) == ["c holds outputs"]


@pytest.mark.parametrize("name", LOCK_FILES)
def test_a_lock_file_names_no_address_and_no_path(name):
    text = (PROJECT / name).read_text("utf-8")
    assert ADDRESS.search(text) is None
    assert text.count("--hash=sha256:") > text.count("==")


@pytest.mark.parametrize(
    "line",
    [
        "--index-url https://example.org/simple",
        "nh3 @ file:///tmp/nh3.whl",
        "-e .",
        "# uv pip compile /home/me/pyproject.toml",
        "--find-links wheels",
        "nh3==1 # C:\\wheels",
    ],
)
def test_an_address_in_a_lock_file_is_seen(line):
    assert ADDRESS.search(f"nh3==0.3 ; os_name == 'nt' \\\n{line}\n")


def test_no_file_holds_a_phone_number():
    found = {}
    for path in list_committed_files():
        numbers = PHONE_NUMBER.findall(path.read_bytes().decode("utf-8", "ignore"))
        if numbers:
            found[path.relative_to(PROJECT).as_posix()] = numbers
    assert found == {}


def test_a_phone_number_is_seen():
    mobile, landline = "138" + "0" * 8, "0763-" + "5" * 7
    assert PHONE_NUMBER.search(f"电话{mobile}。")
    assert PHONE_NUMBER.search(f"({landline})")
    for other in (f"4{mobile}", f"0.{mobile}", f"ab{mobile}ef", "2020-1000000"):
        assert PHONE_NUMBER.search(other) is None


def test_no_file_of_the_readers_machine_is_committed():
    rubbish = re.compile(
        r"(\.DS_Store|Thumbs\.db|\.pyc|~|\.orig|\.rej|\.parquet)$|\.ipynb_checkpoints"
    )
    assert [path for path in list_committed_files() if rubbish.search(str(path))] == []


def test_the_changelog_has_the_current_version():
    changelog = (PROJECT / "CHANGELOG.md").read_text("utf-8")
    assert re.search(rf"^## \[{re.escape(analysis.__version__)}\]", changelog, re.MULTILINE)


@pytest.mark.parametrize("command", list_commands())
def test_the_readme_names_every_command(command):
    assert f"briefs {command}" in (PROJECT / "README.md").read_text("utf-8")


@pytest.mark.parametrize("target", ["make briefs", "make test"])
def test_ci_runs_what_the_readme_says(target):
    lines = (PROJECT / ".ci" / "run").read_text("utf-8").splitlines()
    assert target in lines
    assert target in (PROJECT / "README.md").read_text("utf-8")


def test_the_glossary_uses_names_that_exist():
    glossary = (PROJECT / "GLOSSARY.md").read_text("utf-8")
    sources = [*PROJECT.glob("analysis/**/*.py"), *PROJECT.glob("data/reference/*.csv")]
    known = set(re.findall(r"[a-z][a-z0-9_]+", "".join(p.read_text("utf-8") for p in sources)))
    unknown = set(IDENTIFIER.findall(glossary)) - known
    # Rates are named by what they divide.
    assert [name for name in unknown if not set(name.split("_of_")) <= known] == []
