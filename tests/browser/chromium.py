"""Finds Chromium, and installs it where that is possible: on Debian, as root."""

import os
import shutil
import subprocess
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
PACKAGES = ("chromium", "fonts-noto-cjk")
ARGUMENTS = (
    "--no-sandbox",  # as root it does not run with one
    "--disable-gpu",
    "--no-first-run",
    "--disable-sync",
    "--disable-quic",
    "--disable-component-update",
    "--disable-background-networking",
)
HOW_TO_INSTALL = (
    "The browser tests need Chromium: `apt-get install chromium fonts-noto-cjk`, or on any system "
    "`python -m playwright install chromium`. Without them: `pytest -m 'not browser'`."
)


class NoBrowser(Exception):
    """There is no Chromium; the message says how to get one."""


def find_chromium(bundled: str) -> str:
    """Returns the path of a Chromium: the system's, else playwright's own, else installed now.

    Args:
        bundled: path of playwright's own, which need not exist.

    Raises:
        NoBrowser: if there is none.
    """
    path = find_on_path()
    if path is None and Path(bundled).exists():
        return bundled
    if path is None and may_install():
        install()
        path = find_on_path()
    if path is None:
        raise NoBrowser(HOW_TO_INSTALL)
    return path


def find_on_path() -> str | None:
    """The first Chromium of the system."""
    return next(filter(None, map(shutil.which, NAMES)), None)


def may_install() -> bool:
    """Whether the user is root on a Debian-like system."""
    return hasattr(os, "geteuid") and os.geteuid() == 0 and shutil.which("apt-get") is not None


def install() -> None:
    """Installs the browser and Chinese fonts; if that fails, no browser is found afterwards."""
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for command in (["update"], ["install", "-y", "--no-install-recommends", *PACKAGES]):
        subprocess.run(["apt-get", "-qq", *command], env=quiet, check=False, timeout=900)
