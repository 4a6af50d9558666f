"""Processed data is written and read in one place."""

import ast

import pandas as pd
import pytest

from analysis.build import build
from analysis.paths import PACKAGE
from analysis.store import load, write
from analysis.store.county_index import load_index
from analysis.store.freshness import list_inputs, load_inputs, load_manifest
from analysis.tables.measured import MEASURED_TABLES

# How files of processed data are read and written.
OF_STORE = {"analysis.store.parquet", "pyarrow", "pyarrow.parquet"}
METHODS = {"read_parquet", "to_parquet"}
FILES = {"manifest", "inputs", "counties"}
CONTENT = {"read_text", "read_bytes", "write_text", "write_bytes"}


def list_uses(source: str) -> list[str]:
    """What a module uses to read or write files of processed data by itself."""
    uses = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            uses += [alias.name for alias in node.names if alias.name in OF_STORE]
        elif isinstance(node, ast.ImportFrom) and node.module in OF_STORE:
            uses.append(node.module)
        elif isinstance(node, ast.Attribute):
            holder = node.value
            is_file = isinstance(holder, ast.Attribute) and holder.attr in FILES
            if node.attr in METHODS or (node.attr in CONTENT and is_file):
                uses.append(node.attr)
    return uses


@pytest.mark.parametrize(
    "source",
    [
        "import pyarrow.parquet as pq",
        "from analysis.store.parquet import read_table",
        "pd.read_parquet(path)",
        "root.manifest.read_text()",
        "root.inputs.write_bytes(b'')",
    ],
)
def test_another_reader_or_writer_is_found(source):
    assert list_uses(source) != []


def test_processed_data_is_read_and_written_by_the_store_only():
    uses = {
        path.relative_to(PACKAGE).as_posix(): found
        for path in sorted(PACKAGE.rglob("*.py"))
        if path.relative_to(PACKAGE).parts[0] != "store"
        and (found := list_uses(path.read_text("utf-8")))
    }
    assert uses == {}


def test_what_is_written_is_what_is_read(small_root):
    result = build.build(small_root)
    tables = load.load_all_tables(small_root)
    pd.testing.assert_frame_equal(tables.pop("findings"), result.findings)
    tables |= {name: load.load_table(name, small_root) for name in MEASURED_TABLES}
    assert tables.keys() == result.tables.keys()
    for name, table in tables.items():
        pd.testing.assert_frame_equal(table, result.tables[name])
    assert load_inputs(small_root) == (list_inputs(small_root), result.supersedes)


def test_packed_files_are_those_of_the_processed_folder(small_root):
    build.build(small_root)
    index, tables = load_index(small_root), load.load_all_tables(small_root)
    files = write.pack_files(small_root, tables, index, "digest")
    for name, content in files.items():
        if name != small_root.manifest.name:
            assert (small_root.processed / name).read_bytes() == content
    write.write_files(small_root, files)
    manifest = load_manifest(small_root)
    assert manifest["digest"] == "digest"
    assert manifest["sha256"].keys() == files.keys() - {small_root.manifest.name}


def test_an_interrupted_write_leaves_no_manifest(small_root, monkeypatch):
    build.build(small_root)
    files = {path.name: path.read_bytes() for path in small_root.processed.iterdir()}

    def fail(path, content):
        raise OSError("disk full")

    monkeypatch.setattr(write, "write_atomically", fail)
    with pytest.raises(OSError, match="disk full"):
        write.write_files(small_root, files)
    assert not small_root.manifest.exists()
