"""Where the browser is; on a machine of Debian's, and as root, it is installed."""

import os
import shutil
import subprocess
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
PACKAGES = ("chromium", "fonts-noto-cjk")
ARGUMENTS = (
    "--no-sandbox",  # it refuses to run as root with one
    "--disable-gpu",
    "--no-first-run",
    "--disable-sync",
    "--disable-quic",
    "--disable-component-update",
    "--disable-background-networking",
)
HOW_TO_INSTALL = (
    "The browser tests need Chromium: `apt-get install chromium fonts-noto-cjk`, or any system: "
    "`python -m playwright install chromium`. Tests without it: `pytest -m 'not browser'`."
)


class NoBrowser(Exception):
    """There is no Chromium; the message says how to get one."""


def find_chromium(bundled: str) -> str:
    """The path of a Chromium: the system's, else playwright's own, else installed now.

    Raises:
        NoBrowser: if there is none.
    """
    found = find_on_path()
    if found is None and Path(bundled).exists():
        return bundled
    if found is None and may_install():
        install()
        found = find_on_path()
    if found is None:
        raise NoBrowser(HOW_TO_INSTALL)
    return found


def find_on_path() -> str | None:
    """The first Chromium of the system."""
    return next(filter(None, map(shutil.which, NAMES)), None)


def may_install() -> bool:
    """Whether this is root on a Debian-like system."""
    return hasattr(os, "geteuid") and os.geteuid() == 0 and shutil.which("apt-get") is not None


def install() -> None:
    """Installs the browser and Chinese fonts; that it failed shows in the browser's absence."""
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for command in (["update"], ["install", "-y", "--no-install-recommends", *PACKAGES]):
        subprocess.run(["apt-get", "-qq", *command], env=quiet, check=False, timeout=900)
