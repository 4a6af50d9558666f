"""data/raw + data/reference → data/processed: parse, apply the readings, validate, write.

A document that cannot be used is left out with findings that say why; the others are built. Rows of
documents that no change affects are copied from the last build
(:mod:`analysis.build.incremental`); the bytes are those of a full build.
"""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

import pandas as pd
from filelock import FileLock

from analysis.build.compute import BuildError, compute
from analysis.build.document_checks import check_reference
from analysis.build.incremental import EarlierBuild, load_earlier
from analysis.build.lost import LastBuild
from analysis.build.measured import compute_measured
from analysis.consistency.assessment import mark_new
from analysis.documents.reference import Reference, load_reference
from analysis.paths import DataRoot
from analysis.store.build_result import BuildResult
from analysis.store.county_digests import compute_index
from analysis.store.county_index import County
from analysis.store.freshness import Inputs, hash_file, list_inputs, load_manifest
from analysis.store.load import LoadError, load_table
from analysis.store.write import write_build
from analysis.tables.findings import sort_findings, tabulate_findings
from analysis.tables.tables import TABLES
from analysis.tables.text_tables import TableError


def build(root: DataRoot, inputs: Inputs | None = None) -> BuildResult:
    """Builds all processed tables and writes them.

    Args:
        root: the data root.
        inputs: digests of the inputs, if known.

    Raises:
        BuildError: if the reference tables cannot be used.
    """
    root.processed.mkdir(parents=True, exist_ok=True)
    with FileLock(root.processed / ".lock"), _without_collector():
        inputs = inputs or list_inputs(root)
        earlier, last = load_earlier(root, inputs), LastBuild(root, inputs.documents)
        if earlier is None:
            result = _mark_new(compute_tables(root), inputs, root)
            lost = last.find_lost(result.tables, result.findings)
            index = compute_index(result.tables, result.findings, lost)
        else:
            result, index = _build_again(root, earlier, last)
        measured = compute_measured(result.tables, index)
        result = replace(result, tables={**result.tables, **measured})
        write_build(root, result, index, inputs)
    return result


@contextmanager
def _without_collector() -> Iterator[None]:
    """Without the search for circles of objects: a build makes none, and it takes 2 % of it."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def _build_again(
    root: DataRoot, earlier: EarlierBuild, last: LastBuild
) -> tuple[BuildResult, dict[str, County]]:
    """Builds the changed documents and all that depend on them."""
    reference = _load_reference(root)
    affected = earlier.find_affected(reference)
    while True:
        part = compute(root, reference, affected & earlier.filed)
        # The new rows may tie them to further documents.
        wider = earlier.find_affected(reference, affected, part)
        if wider == affected:
            return earlier.join(part, affected, reference, last)
        affected = wider


def _mark_new(result: BuildResult, inputs: Inputs, root: DataRoot) -> BuildResult:
    """Marks verdicts that the previous build did not have, if the data has changed since."""
    earlier = _load_earlier_verdicts(root)
    if earlier is None:
        return result
    digest, old = earlier
    verdicts = result.tables["verdicts"]
    if digest == inputs.digest:
        key = ["claim_id", "known_date"]
        flags = old.set_index(key)["is_new"]
        index = pd.MultiIndex.from_frame(verdicts[key])
        marked = verdicts.assign(is_new=flags.reindex(index).fillna(False).to_numpy())
    else:
        marked = mark_new(verdicts, old)
    marked = marked.astype(TABLES["verdicts"].dtypes)
    return replace(result, tables={**result.tables, "verdicts": marked})


def _load_earlier_verdicts(root: DataRoot) -> tuple[str, pd.DataFrame] | None:
    """Digest of the last build's inputs and its verdicts; None if they are missing or damaged."""
    manifest, path = load_manifest(root), root.processed_table("verdicts")
    checksum = manifest.get("sha256", {}).get(path.name)
    if checksum is None or hash_file(path) != checksum:
        return None
    try:
        return manifest["digest"], load_table("verdicts", root, every_version=True)
    except (LoadError, KeyError, TypeError, ValueError):  # of another version of the schema
        return None


def compute_tables(root: DataRoot) -> BuildResult:
    """Builds all processed tables in memory.

    Raises:
        BuildError: if the reference tables cannot be used.
    """
    reference = _load_reference(root)
    result = compute(root, reference)
    of_reference = tabulate_findings(check_reference(reference, result.tables, root.raw))
    findings = pd.concat([result.findings, of_reference])
    return replace(result, findings=sort_findings(findings))


def _load_reference(root: DataRoot) -> Reference:
    try:
        return load_reference(root)
    except TableError as error:
        raise BuildError(str(error)) from error
