"""The only writer of processed data."""

import hashlib
import json
from collections.abc import Mapping

import pandas as pd

from analysis.atomic import write_atomically
from analysis.paths import DataRoot
from analysis.store.build_result import FINDINGS_TABLE, BuildResult
from analysis.store.county_index import County, format_index
from analysis.store.freshness import Inputs, format_inputs
from analysis.store.parquet import write_table


def write_build(
    root: DataRoot, result: BuildResult, index: Mapping[str, County], inputs: Inputs
) -> None:
    """Writes what a build made.

    Args:
        root: the data root.
        result: tables and findings.
        index: the counties.
        inputs: digests of what the tables were built from.
    """
    tables = {**result.tables, FINDINGS_TABLE: result.findings}
    others = {root.inputs.name: format_inputs(inputs, result.supersedes)}
    write_files(root, pack_files(root, tables, index, inputs.digest, others))


def pack_files(
    root: DataRoot,
    tables: Mapping[str, pd.DataFrame],
    index: Mapping[str, County],
    digest: str,
    others: Mapping[str, bytes] | None = None,
) -> dict[str, bytes]:
    """The files of processed data by name, with a manifest of their checksums.

    Args:
        root: the data root whose file names are used.
        tables: processed tables by name, findings included.
        index: the counties.
        digest: digest of what the tables were built from.
        others: further files by name.
    """
    files = {root.processed_table(name).name: write_table(table) for name, table in tables.items()}
    files |= {root.counties.name: format_index(index), **(others or {})}
    checksums = {name: hashlib.sha256(content).hexdigest() for name, content in files.items()}
    manifest = {"digest": digest, "sha256": checksums}
    files[root.manifest.name] = json.dumps(manifest, indent=1, sort_keys=True).encode()
    return files


def write_files(root: DataRoot, files: Mapping[str, bytes]) -> None:
    """Writes files that :func:`pack_files` made, below the processed folder of a data root."""
    # The manifest is removed first and written last: without it the data count as stale.
    root.manifest.unlink(missing_ok=True)
    names = [name for name in files if name != root.manifest.name]
    for name in (*names, root.manifest.name):
        write_atomically(root.processed / name, files[name])
