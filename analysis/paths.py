"""Paths of the project and of data roots; no other module spells one.

A *data root* is a folder with ``raw/``, ``processed/`` and, optionally, ``reference/``: rows that
are added to the reference tables shipped with the project, or that replace some of theirs.

In a checkout, everything lies beside the package. An installed copy has the notebooks, the
reference tables and the example documents inside of the package, where nothing is ever written:
data are in a folder of the user, and briefs go to the working folder.
"""

import os
import secrets
import shutil
from dataclasses import dataclass
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[1]
PACKAGE = PROJECT / "analysis"
IS_INSTALLED = (PACKAGE / "shipped").is_dir()
SHIPPED = PACKAGE / "shipped" if IS_INSTALLED else PROJECT
NOTEBOOKS = SHIPPED / "notebooks"
BRIEF_NOTEBOOK = NOTEBOOKS / "county_brief.ipynb"
REFERENCE = SHIPPED / "data" / "reference"
REPORTS = Path("reports") if IS_INSTALLED else PROJECT / "reports"
WORDING = PACKAGE / "presentation" / "wording"
BRIEF_TEMPLATES = PACKAGE / "rendering" / "templates"
DATA_DICTIONARY = PROJECT / "docs" / "data_dictionary.md"

# Packages and modules of `analysis` that a build, or a brief's notebook, imports. Processed tables
# are stale once code of a build changes. A test compares the lists with the imports.
BUILD_ROOMS = (
    "build",
    "consistency",
    "documents",
    "figures",
    "measures",
    "store",
    "tables",
    "upstream",
)
BUILD_MODULES = ("atomic", "errors", "paths")
BRIEF_ROOMS = (*BUILD_ROOMS, "presentation")
BRIEF_MODULES = (*BUILD_MODULES, "brief", "parameters")

DATA_ROOT_VARIABLE = "BRIEFS_DATA"
# 1 where a batch runs a notebook: its cells then carry no style of their own.
STYLE_ONCE_VARIABLE = "BRIEFS_STYLE_ONCE"
# Whom readers of the briefs may write to.
CONTACT_VARIABLE = "BRIEFS_CONTACT"
# The browser that prints PDF.
CHROMIUM_VARIABLE = "BRIEFS_CHROMIUM"


@dataclass(frozen=True)
class DataRoot:
    """The folders of one data root."""

    root: Path

    @property
    def raw(self) -> Path:
        """Documents as printed, one folder each; immutable once filed."""
        return self.root / "raw"

    @property
    def reference(self) -> Path:
        """Reference tables of the root's own, beside or instead of rows of the shipped ones."""
        return self.root / "reference"

    @property
    def readings(self) -> Path:
        """Readings of the root's own documents, one folder each."""
        return self.reference / "readings"

    @property
    def candidates(self) -> Path:
        """Figures proposed from running text, one table a document."""
        return self.root / "candidates"

    @property
    def processed(self) -> Path:
        """Typed tables; a build writes them again from raw and reference data."""
        return self.root / "processed"

    @property
    def manifest(self) -> Path:
        """What the processed tables were built from."""
        return self.processed / "manifest.json"

    @property
    def counties(self) -> Path:
        """Which counties the processed tables hold."""
        return self.processed / "counties.json"

    @property
    def inputs(self) -> Path:
        """Digest of each document that the processed tables were built from."""
        return self.processed / "inputs.json"

    def processed_table(self, table: str) -> Path:
        """The Parquet file of one processed table."""
        return self.processed / f"{table}.parquet"


def find_data_root(data_dir: str | Path | None = None) -> DataRoot:
    """The data root named by the argument, else by ``BRIEFS_DATA``, else the project's own.

    That of an installed copy is in the user's folder for data, and has the example documents at
    first.
    """
    named = data_dir or os.environ.get(DATA_ROOT_VARIABLE)
    if not named:
        named = _find_user_folder() / "data" if IS_INSTALLED else PROJECT / "data"
        _copy_once(SHIPPED / "data" / "raw", DataRoot(named).raw)
    return DataRoot(Path(named).expanduser().resolve())


def find_writable_notebooks() -> Path:
    """The notebooks to open in JupyterLab: the checkout's, or the user's copy of this version's."""
    if not IS_INSTALLED:
        return NOTEBOOKS
    from analysis import __version__

    notebooks = _find_user_folder() / "notebooks" / __version__
    _copy_once(NOTEBOOKS, notebooks)
    return notebooks


def _find_user_folder() -> Path:
    import platformdirs

    return platformdirs.user_data_path("county-briefs", appauthor=False)


def _copy_once(source: Path, target: Path) -> None:
    """Copies a folder in one step, unless it is there already."""
    if target.exists():
        return
    target.parent.mkdir(parents=True, exist_ok=True)
    temporary = target.with_name(f".tmp-{secrets.token_hex(8)}")
    try:
        shutil.copytree(source, temporary, copy_function=shutil.copyfile)
        temporary.rename(target)
    except OSError:
        shutil.rmtree(temporary, ignore_errors=True)
        if not target.exists():  # else another process was faster
            raise
