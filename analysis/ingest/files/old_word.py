"""Converts documents of Word 97–2003 (.doc) by LibreOffice, where it is installed."""

import os
import shutil
import signal
import subprocess
import tempfile
from pathlib import Path

from analysis.ingest.content import UnreadableFile
from analysis.ingest.files.formats import detect_format
from analysis.ingest.files.limits import Limits

PROGRAMS = ("soffice", "libreoffice")
SAVE_ANEW = "Save it as .docx in Word or WPS, then file that."


def is_old_word(content: bytes, suffix: str) -> bool:
    """Whether a file is a document of Word 97–2003.

    Raises:
        UnreadableFile: if it is of a format that cannot be read.
    """
    return detect_format(content, suffix).kind == "doc"


def convert_to_docx(content: bytes, limits: Limits) -> bytes:
    """The same document as .docx.

    LibreOffice gets a folder and a profile of its own, so that it meets neither a user's settings
    nor another run; macros are off in a new profile.

    Raises:
        UnreadableFile: if LibreOffice is not installed, or fails.
    """
    program = next(filter(None, map(shutil.which, PROGRAMS)), None)
    if program is None:
        raise UnreadableFile(
            "old-word",
            "This is a document of Word 97–2003 (.doc), which only LibreOffice converts, and "
            "LibreOffice is not installed here.",
            SAVE_ANEW,
        )
    with tempfile.TemporaryDirectory(prefix="briefs-") as folder:
        source = Path(folder, "document.doc")
        source.write_bytes(content)
        _run(program, source, limits)
        converted = source.with_suffix(".docx")
        if not converted.is_file() or converted.stat().st_size > limits.file_bytes:
            raise UnreadableFile("broken", "LibreOffice could not convert the document.", SAVE_ANEW)
        return converted.read_bytes()


def _run(program: str, source: Path, limits: Limits) -> None:
    profile = (source.parent / "profile").as_uri()
    command = [program, f"-env:UserInstallation={profile}", "--headless", "--norestore"]
    command += ["--convert-to", "docx", "--outdir", str(source.parent), str(source)]
    process = subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        process.wait(limits.seconds)
    except subprocess.TimeoutExpired:
        raise UnreadableFile(
            "time",
            f"LibreOffice took longer than {limits.seconds:g} seconds to convert the document.",
            SAVE_ANEW,
        ) from None
    finally:
        if process.poll() is None:
            _end(process)


def _end(process: subprocess.Popen[bytes]) -> None:
    """Ends LibreOffice; its starter leaves the real program running."""
    if os.name == "posix":
        os.killpg(process.pid, signal.SIGKILL)
    else:
        process.kill()
    process.wait()
