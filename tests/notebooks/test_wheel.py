"""A wheel in an environment of its own, used far from the checkout (`make test-runtime`)."""

import os
import shutil
import subprocess
import sys
import sysconfig
import venv
from pathlib import Path

import pytest

from analysis.paths import PROJECT

SOURCES = ("analysis", "notebooks", "data", "pyproject.toml", "setup.py", "README.md", "LICENSE")
# Whoever asks for the network gets no answer.
OFFLINE = dict.fromkeys(("http_proxy", "https_proxy", "all_proxy"), "http://127.0.0.1:9")
COUNTY = "441523"
# Filed by whoever makes the wheel.
OWN_DOCUMENT = "internal-report"
pytestmark = pytest.mark.runtime


def run(*command, **options):
    done = subprocess.run(
        [str(part) for part in command], check=False, capture_output=True, text=True, timeout=600,
        **options,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-2000:]
    return done.stdout


def copy_sources(target):
    ignored = shutil.ignore_patterns("__pycache__", "processed", "shipped")
    target.mkdir()
    for name in SOURCES:
        if (PROJECT / name).is_dir():
            shutil.copytree(PROJECT / name, target / name, ignore=ignored)
        else:
            shutil.copy(PROJECT / name, target)
    own = target / "data" / "raw" / OWN_DOCUMENT
    own.mkdir()
    (own / "document.yml").write_text("title_zh: 内部文件\n", "utf-8")


@pytest.fixture(scope="module")
def programs(tmp_path_factory):
    """Where the programs of an environment are that has the wheel, and this one's libraries."""
    base = tmp_path_factory.mktemp("wheel")
    copy_sources(base / "source")
    pip = (sys.executable, "-m", "pip")
    build = ("wheel", "--no-deps", "--no-build-isolation", "--no-index", "--wheel-dir", base)
    run(*pip, *build, base / "source", env={**os.environ, **OFFLINE})
    # Not built from: nothing may be found beside it.
    shutil.rmtree(base / "source")
    venv.create(base / "environment", symlinks=os.name != "nt")
    folder = base / "environment" / ("Scripts" if os.name == "nt" else "bin")
    (wheel,) = base.glob("*.whl")
    run(*pip, "--python", folder / "python", "install", "--no-deps", "--no-index", wheel)
    own = sysconfig.get_path("purelib", vars={"base": str(base / "environment")})
    # A folder that is named here is put on the path, but its editable installs are not followed.
    libraries = sysconfig.get_path("purelib")
    Path(own, "libraries.pth").write_text(f"{libraries}\n", encoding="utf-8")
    return folder


@pytest.fixture
def call(programs, tmp_path):
    """Calls a program of the environment in an empty folder, as a user who has no data yet."""
    (tmp_path / "work").mkdir()
    user = {"HOME": str(tmp_path), "XDG_DATA_HOME": str(tmp_path / "share"), "BRIEFS_DATA": ""}
    # Where this environment has nbconvert's templates, beside the libraries that are borrowed.
    user["JUPYTER_PATH"] = str(Path(sys.prefix, "share", "jupyter"))
    environment = {**os.environ, **OFFLINE, **user}
    environment.pop("PYTHONPATH", None)
    return lambda program, *arguments: run(
        programs / program, *arguments, cwd=tmp_path / "work", env=environment
    )


def test_the_copy_is_what_is_imported(call, programs):
    place = call("python", "-c", "import analysis.paths as p; print(p.PACKAGE, p.IS_INSTALLED)")
    assert place.startswith(str(programs.parent))
    assert place.strip().endswith("True")


def test_the_wheel_carries_the_shipped_documents_and_no_others(call):
    show = "import analysis.paths as p; print(*(p.SHIPPED / 'data' / 'raw').iterdir())"
    listed = call("python", "-c", show)
    carried = {Path(name).name for name in listed.split()}
    shipped = {path.name for path in (PROJECT / "data" / "raw").iterdir()}
    assert carried == shipped - {OWN_DOCUMENT}


def test_all_briefs_are_rendered_into_the_working_folder(call, tmp_path):
    assert COUNTY in call("briefs", "list")
    call("briefs", "render", "--all")
    pages = sorted(path.name for path in tmp_path.glob("work/reports/??????.*.html"))
    assert len(pages) == 6
    assert (tmp_path / "work" / "reports" / "index.html").is_file()
    assert list(tmp_path.glob("share/**/processed/*.parquet"))


def test_the_other_calls_work(call, tmp_path):
    call("briefs", "demo", "demo", "--counties", "1", "--months", "1")
    call("briefs", "template", "disbursement", "form.xlsx")
    asked = ("render", "990101", "--language", "en", "--engine", "kernel", "--data", "demo")
    call("briefs", *asked, "--out", "out")
    assert (tmp_path / "work" / "out" / "990101.en.html").is_file()


def test_papermill_runs_the_notebooks_that_lab_opens(call, tmp_path):
    show = "import analysis.paths as p; print(p.find_writable_notebooks() / p.BRIEF_NOTEBOOK.name)"
    notebook = call("python", "-c", show).strip()
    assert notebook.startswith(str(tmp_path / "share"))
    call("briefs", "build")
    asked = ("--engine", "inprocess", "-r", "county_code", COUNTY, notebook, "out.ipynb")
    call("python", "-m", "papermill", *asked)
    call("python", "-m", "nbconvert", "--to", "brief", "out.ipynb")
    assert (tmp_path / "work" / "out.html").is_file()
