"""Converts documents of Word 97–2003 (.doc) with LibreOffice, if it is installed."""

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
SAVE_ANEW = "Save it as .docx in Word or WPS and file the .docx."


def is_old_word(content: bytes, suffix: str) -> bool:
    """Whether the file is a document of Word 97–2003.

    Raises:
        UnreadableFile: if its format cannot be read.
    """
    return detect_format(content, suffix).kind == "doc"


def convert_to_docx(content: bytes, limits: Limits) -> bytes:
    """Converts a .doc to .docx.

    LibreOffice runs with a new profile in a temporary folder, so that the user's settings and other
    runs have no influence; a new profile does not run macros.

    Raises:
        UnreadableFile: if LibreOffice is not installed, or fails.
    """
    program = next(filter(None, map(shutil.which, PROGRAMS)), None)
    if program is None:
        raise UnreadableFile(
            "old-word",
            "This is a document of Word 97–2003 (.doc). Reading it needs LibreOffice, which is not "
            "installed.",
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
            _kill(process)


def _kill(process: subprocess.Popen[bytes]) -> None:
    """Kills LibreOffice with its child processes: ``soffice`` is only a launcher."""
    if os.name == "posix":
        os.killpg(process.pid, signal.SIGKILL)
    else:
        process.kill()
    process.wait()
