"""The output folder: paths of its files, and a lock so that one run at a time writes to it."""

import re
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from filelock import FileLock, Timeout

from analysis.brief import AUDIT, LANGUAGES
from analysis.errors import UserError
from analysis.paths import REPORTS

TEMPORARY = ".tmp-*"
WITHDRAWN = "withdrawn"
_BRIEF_NAME = re.compile(rf"(?P<county_code>\d{{6}})\.(?P<language>{'|'.join(LANGUAGES)})\.html")

Key = tuple[str, str]
"""County code and language of a brief."""


class OutputError(UserError):
    """An output folder that cannot be written to."""


class OutputInUse(Exception):
    """An output folder that another run is writing to."""


@dataclass(frozen=True)
class OutputFolder:
    """Paths of the files of an output folder."""

    root: Path

    def brief(self, key: Key) -> Path:
        """The page of a brief."""
        return self.root / f"{name_brief(key)}.html"

    def pdf(self, key: Key) -> Path:
        """The page as PDF."""
        return self.root / f"{name_brief(key)}.pdf"

    def executed(self, key: Key) -> Path:
        """The executed notebook that the page was made of."""
        return self.root / "executed" / f"{name_brief(key)}.ipynb"

    def failure(self, key: Key) -> Path:
        """The reason and traceback of a brief that failed."""
        return self.log / f"{name_brief(key)}.txt"

    def failed_notebook(self, key: Key) -> Path:
        """The notebook of a brief that failed, as far as it ran."""
        return self.log / f"{name_brief(key)}.ipynb"

    def withdrawn(self, key: Key) -> Path:
        """The page of a county that left the data."""
        return self.root / WITHDRAWN / self.brief(key).name

    @property
    def log(self) -> Path:
        """The folder of logs."""
        return self.root / "log"

    @property
    def run_log(self) -> Path:
        """The log of all runs: times, states and reasons."""
        return self.log / "run.log"

    @property
    def record(self) -> Path:
        """The run record: what became of each brief."""
        return self.root / "run.json"

    @property
    def index(self) -> Path:
        """The page that lists the briefs."""
        return self.root / "index.html"

    @property
    def lock(self) -> Path:
        """The lock file, which the run that writes here holds."""
        return self.root / ".lock"

    @property
    def folders(self) -> tuple[Path, ...]:
        """All folders that a run writes to."""
        return (self.root, self.root / "executed", self.log, self.root / WITHDRAWN)

    def list_briefs(self) -> list[Key]:
        """Lists the briefs that have a page, sorted."""
        matches = (_BRIEF_NAME.fullmatch(path.name) for path in self.root.glob("*.html"))
        return sorted((match["county_code"], match["language"]) for match in matches if match)

    def remove_failure(self, key: Key) -> None:
        """Removes what an earlier failure of a brief left in the log folder."""
        for path in (self.failure(key), self.failed_notebook(key)):
            path.unlink(missing_ok=True)


def name_brief(key: Key) -> str:
    """The name of a brief in file names, logs and messages.

    >>> name_brief(("441803", "zh"))
    '441803.zh'
    """
    return ".".join(key)


def choose_out(edition: str) -> Path:
    """The output folder of a call that names none: public briefs and audit briefs have their own.

    >>> choose_out("audit").name
    'audit'
    """
    return REPORTS / AUDIT if edition == AUDIT else REPORTS


@contextmanager
def open_output(root: Path) -> Iterator[OutputFolder]:
    """Creates an output folder, checks that it can be written to, and locks it for one run.

    Raises:
        OutputError: if it cannot be written to.
        OutputInUse: if another run has locked it.
    """
    folder = OutputFolder(root)
    _create(folder)
    try:
        with FileLock(folder.lock, timeout=0):
            _remove_temporary_files(folder)
            try:
                yield folder
            finally:
                # Of briefs that were given up, and whose workers were late.
                _remove_temporary_files(folder)
    except Timeout as error:
        raise OutputInUse(f"The output folder {root} is in use by another run.") from error


def _create(folder: OutputFolder) -> None:
    for path in folder.folders:
        try:
            path.mkdir(parents=True, exist_ok=True)
            # Permissions alone do not tell: root may ignore them, and the disk may be full.
            with tempfile.NamedTemporaryFile(dir=path, prefix=".tmp-") as probe:
                probe.write(b"probe")
                probe.flush()
        except OSError as error:
            problem = error.strerror or error
            raise OutputError(
                f"The output folder {path} cannot be written to: {problem}. "
                "Name another one with --out DIR."
            ) from error


def _remove_temporary_files(folder: OutputFolder) -> None:
    for path in folder.folders:
        for temporary in path.glob(TEMPORARY):
            temporary.unlink(missing_ok=True)
