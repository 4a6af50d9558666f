"""Exports the code of a commit from git, so that it can be measured or compared."""

import shutil
import subprocess
import tomllib
from pathlib import Path

from analysis.paths import PROJECT


class UnknownCommit(Exception):
    """A commit that this clone does not have, or no clone at all."""


def export_commit(commit: str, folder: Path) -> Path:
    """Writes the files of a commit into a folder and returns it.

    Args:
        commit: any name that git has for it.
        folder: created; must not exist.

    Raises:
        UnknownCommit: if git cannot export it.
    """
    folder.mkdir(parents=True)
    archive = folder.with_suffix(".tar")
    done = subprocess.run(
        ["git", "archive", "--output", str(archive), commit], cwd=PROJECT, check=False,
        capture_output=True, text=True,
    )  # fmt: skip
    if done.returncode:
        raise UnknownCommit(f"there is no commit {commit}: {done.stderr.strip()}")
    shutil.unpack_archive(archive, folder, filter="data")
    archive.unlink()
    _write_entry_points(folder)
    return folder


def _write_entry_points(code: Path) -> None:
    """Makes exported code look installed, where its folder is on the path.

    papermill loads the entry points of the installed package, whose modules may have other names
    in another commit. Those on the path come before the installed ones.
    """
    project = tomllib.loads((code / "pyproject.toml").read_text("utf-8"))["project"]
    folder = code / f"{project['name'].replace('-', '_')}-0.dist-info"
    folder.mkdir()
    (folder / "METADATA").write_text(f"Name: {project['name']}\nVersion: 0\n", "utf-8")
    lines = []
    for group, targets in project.get("entry-points", {}).items():
        lines += [f"[{group}]", *(f"{name} = {target}" for name, target in targets.items())]
    (folder / "entry_points.txt").write_text("\n".join([*lines, ""]), "utf-8")
