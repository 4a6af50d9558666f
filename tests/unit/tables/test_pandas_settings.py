"""pandas options are set whichever module that makes frames is imported first."""

import subprocess
import sys

import pytest

CHECK = """
import importlib, sys
importlib.import_module(sys.argv[1])
import pandas as pd
assert pd.options.mode.string_storage == "python"
assert "pandera" not in sys.modules, "imported before the options were set"
"""


@pytest.mark.parametrize(
    "module",
    [
        "analysis.documents.reference", "analysis.tables.records", "analysis.tables.validation",
        "analysis.tables.in_force", "analysis.store.parquet", "analysis.consistency.claims",
    ],
)  # fmt: skip
def test_importing_a_module_sets_the_options(module):
    subprocess.run([sys.executable, "-c", CHECK, module], check=True)
