"""Puts notebooks, reference tables and example documents into a wheel; the rest is pyproject.toml.

In a checkout, and so in an editable install, they stay where they are: see analysis/paths.py.
"""

import shutil
from pathlib import Path

from setuptools import setup
from setuptools.command.build_py import build_py

# The documents are named, so that what a user files in a checkout is never passed on in a wheel.
SHIPPED = (
    "notebooks",
    "data/reference",
    "data/raw/lufeng-2020-07-report",
    "data/raw/luhe-2020-07-form",
    "data/raw/luhe-2020-07-report",
    "data/raw/qingxin-2021-self-evaluation",
    "data/raw/shanwei-2020-07-letter",
    "data/raw/shanwei-2020-notice-139",
)


class BuildWithShippedFiles(build_py):
    """Adds the files to the package's data, below ``analysis/shipped``."""

    def run(self):
        """Builds anew: files of an earlier build may be gone from the checkout since."""
        shutil.rmtree(Path(self.build_lib, "analysis"), ignore_errors=True)
        super().run()

    def _get_data_files(self):
        if self.editable_mode:
            return super()._get_data_files()
        return [*super()._get_data_files(), *map(self._list_files, self._list_folders())]

    def _list_folders(self):
        folders = {path.parent for name in SHIPPED for path in Path(name).rglob("*.*")}
        return sorted(folder for folder in folders if folder.name != ".ipynb_checkpoints")

    def _list_files(self, folder):
        built = Path(self.build_lib, "analysis", "shipped", folder)
        files = [path.name for path in sorted(folder.iterdir()) if path.is_file()]
        return "analysis", str(folder), str(built), files


setup(cmdclass={"build_py": BuildWithShippedFiles})
