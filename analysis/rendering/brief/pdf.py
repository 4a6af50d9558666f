"""Prints the page of a brief as PDF, with a Chromium of the system and without a network.

A page is printed as it is in the folder, so the PDF says what the page says. Chromium tags the PDF
(headings, tables, descriptions of charts); its times are replaced by the day of the brief, so that
the same page gives the same bytes.
"""

import itertools
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from analysis.errors import UserError
from analysis.paths import CHROMIUM_VARIABLE

NAMES = (
    "chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome",
    "microsoft-edge", "msedge",
)  # fmt: skip
# Where browsers are that are not on the path.
PLACES = {
    "darwin": (
        "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
        "/Applications/Chromium.app/Contents/MacOS/Chromium",
        "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
    ),
    "win32": (
        r"C:\Program Files\Google\Chrome\Application\chrome.exe",
        r"C:\Program Files (x86)\Microsoft\Edge\Application\msedge.exe",
        r"C:\Program Files\Microsoft\Edge\Application\msedge.exe",
    ),
}
OPTIONS = (
    "--headless", "--disable-gpu", "--no-first-run", "--disable-sync", "--disable-extensions",
    "--disable-background-networking", "--disable-component-update", "--no-pdf-header-footer",
    "--generate-pdf-document-outline", "--host-resolver-rules=MAP * ~NOTFOUND",
)  # fmt: skip
SECONDS = 120
_BEGIN, _END = b"%PDF-", b"%%EOF"
_TIMES = re.compile(rb"(/(?:CreationDate|ModDate) \(D:)\d{14}")


class NoChromium(UserError):
    """There is no browser that prints; the message says what to install."""


class PdfFailed(Exception):
    """A page that was not printed; the message says why.

    Attributes:
        details: what the browser wrote, for the log.
    """

    def __init__(self, reason: str, details: str = "") -> None:
        super().__init__(reason)
        self.details = details


def find_chromium() -> str:
    """The browser that prints: as ``BRIEFS_CHROMIUM`` says, else one that is installed.

    Raises:
        NoChromium: if there is none.
    """
    named = os.environ.get(CHROMIUM_VARIABLE)
    if named:
        path = shutil.which(named)
        if path:
            return path
        raise NoChromium(f"{CHROMIUM_VARIABLE} is {named}, which is no program that can be run.")
    known = filter(os.path.exists, PLACES.get(sys.platform, ()))
    path = next(itertools.chain(filter(None, map(shutil.which, NAMES)), known), None)
    if path is None:
        raise NoChromium(
            "--format pdf needs Chromium, Chrome or Edge, and none is installed. On Debian: "
            f"apt install chromium fonts-noto-cjk. {CHROMIUM_VARIABLE} may name the program. "
            "Without one, open the page in a browser and print it there."
        )
    return path


def print_page(chromium: str, page: Path, day: str) -> bytes:
    """Prints a page.

    Args:
        chromium: the browser.
        page: the page of a brief.
        day: date of the brief, YYYY-MM-DD, which the PDF has in place of the time of printing.

    Raises:
        PdfFailed: if the browser fails, takes too long or writes no whole PDF.
    """
    with tempfile.TemporaryDirectory(prefix="brief-") as folder:
        target = Path(folder) / "page.pdf"
        command = [
            chromium, *OPTIONS, *_list_options_of_root(), f"--user-data-dir={folder}/profile",
            f"--print-to-pdf={target}", page.resolve().as_uri(),
        ]  # fmt: skip
        try:
            done = subprocess.run(
                command, capture_output=True, check=False, timeout=SECONDS, cwd=folder
            )
        except subprocess.TimeoutExpired as error:
            raise PdfFailed(f"printing took longer than {SECONDS} s") from error
        except OSError as error:
            raise PdfFailed(f"{chromium} cannot be run: {error.strerror or error}") from error
        written = done.stderr.decode("utf-8", "replace")
        content = target.read_bytes() if target.exists() else b""
    if done.returncode or not content.startswith(_BEGIN) or _END not in content[-16:]:
        raise PdfFailed(f"the browser wrote no PDF (exit status {done.returncode})", written)
    moment = f"{day.replace('-', '')}000000".encode()
    return _TIMES.sub(rb"\g<1>" + moment, content)


def _list_options_of_root() -> tuple[str, ...]:
    # As root, as in a container, Chromium does not start with its sandbox.
    return ("--no-sandbox",) if hasattr(os, "geteuid") and os.geteuid() == 0 else ()
