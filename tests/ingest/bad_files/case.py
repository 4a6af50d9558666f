"""Cases of bad files: a file and what reading it must give."""

from collections.abc import Callable
from dataclasses import dataclass

from analysis.ingest.files.limits import Limits
from tests.ingest import made_files as made
from tests.patience import HANG_SECONDS

# Little memory, so that files that exceed it do so soon; a form needs far less. Time is short only
# in the case that must exceed it: slow machines need more of it.
LIMITS = Limits(seconds=HANG_SECONDS, memory_bytes=400_000_000)
FORM_TEXT = made.make_text()
UTF8, GB = FORM_TEXT.encode("utf-8"), FORM_TEXT.encode("gb18030")
SHEET = "xl/worksheets/sheet1.xml"
DOCUMENT = "word/document.xml"


@dataclass(frozen=True)
class RefusedFile:
    """A file that must be refused.

    Attributes:
        name: name of the file.
        make: makes the content of the file.
        code: expected code of the refusal.
        message: expected part of the message.
        seconds: time limit for the case.
    """

    name: str
    make: Callable[[], bytes]
    code: str
    message: str
    seconds: float = LIMITS.seconds


@dataclass(frozen=True)
class ReadableFile:
    """A file that must be read.

    Attributes:
        name: name of the file.
        make: makes the content of the file.
        encoding: expected encoding; None where it is not checked.
        remark: expected code of the only warning or error; None if there must be none.
    """

    name: str
    make: Callable[[], bytes]
    encoding: str | None
    remark: str | None
