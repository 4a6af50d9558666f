"""The output folder: what lies where, one run at a time, nothing half-written left behind."""

import re
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from filelock import FileLock, Timeout

from analysis.brief import LANGUAGES
from analysis.errors import UserError

TEMPORARY = ".tmp-*"
_BRIEF_NAME = re.compile(rf"(?P<county_code>\d{{6}})\.(?P<language>{'|'.join(LANGUAGES)})\.html")

Key = tuple[str, str]
"""County code and language: what names a brief."""


class OutputError(UserError):
    """An output folder that cannot be written to."""


class OutputInUse(Exception):
    """An output folder that another run is writing to."""


@dataclass(frozen=True)
class OutputFolder:
    """The files of an output folder."""

    root: Path

    def brief(self, key: Key) -> Path:
        """The page of a brief."""
        return self.root / f"{key[0]}.{key[1]}.html"

    def executed(self, key: Key) -> Path:
        """The notebook it was made of."""
        return self.root / "executed" / f"{key[0]}.{key[1]}.ipynb"

    def failure(self, key: Key) -> Path:
        """Why it could not be made."""
        return self.root / "log" / f"{key[0]}.{key[1]}.txt"

    def failed_notebook(self, key: Key) -> Path:
        """The notebook as far as it ran."""
        return self.root / "log" / f"{key[0]}.{key[1]}.ipynb"

    def withdrawn(self, key: Key) -> Path:
        """Where the page goes when its county leaves the data."""
        return self.root / "withdrawn" / self.brief(key).name

    @property
    def run_log(self) -> Path:
        """Times and messages, run after run."""
        return self.root / "log" / "run.log"

    @property
    def record(self) -> Path:
        """What is there and what became of each brief."""
        return self.root / "run.json"

    @property
    def index(self) -> Path:
        """The page that lists the briefs."""
        return self.root / "index.html"

    @property
    def lock(self) -> Path:
        """Held by the run that writes here."""
        return self.root / ".lock"

    @property
    def folders(self) -> tuple[Path, ...]:
        """All folders that a run writes to."""
        return (self.root, *(self.root / name for name in ("executed", "log", "withdrawn")))

    def list_briefs(self) -> list[Key]:
        """The briefs whose page is there, sorted."""
        matches = (_BRIEF_NAME.fullmatch(path.name) for path in self.root.glob("*.html"))
        return sorted((match["county_code"], match["language"]) for match in matches if match)


@contextmanager
def open_output(root: Path) -> Iterator[OutputFolder]:
    """Takes an output folder for one run, making and testing it first.

    Raises:
        OutputError: if it cannot be written to.
        OutputInUse: if another run has it.
    """
    folder = OutputFolder(root)
    _make(folder)
    try:
        with FileLock(folder.lock, timeout=0):
            _remove_temporary_files(folder)
            yield folder
    except Timeout as error:
        raise OutputInUse(f"The output folder {root} is in use by another run.") from error


def _make(folder: OutputFolder) -> None:
    for path in folder.folders:
        try:
            path.mkdir(parents=True, exist_ok=True)
            # Only writing tells: permissions say nothing to root, nor of a full disk.
            with tempfile.NamedTemporaryFile(dir=path, prefix=".tmp-") as probe:
                probe.write(b"probe")
                probe.flush()
        except OSError as error:
            problem = error.strerror or error
            raise OutputError(
                f"The output folder {path} cannot be written to: {problem}."
            ) from error


def _remove_temporary_files(folder: OutputFolder) -> None:
    for path in folder.folders:
        for left in path.glob(TEMPORARY):
            left.unlink(missing_ok=True)
