"""Builds the processed data if its inputs have changed."""

from analysis.paths import DataRoot
from analysis.store.freshness import is_current, is_trusted, list_inputs, load_manifest


def ensure_built(root: DataRoot) -> str:
    """Builds the processed data if it is stale.

    Imports the build only then: that takes longer than the check.

    Returns:
        The digest of the processed data's inputs.

    Raises:
        BuildError: if the reference tables cannot be used.
    """
    if is_trusted(root):
        return load_manifest(root)["digest"]
    inputs = list_inputs(root)
    if not is_current(root, inputs.digest):
        from analysis.build.build import build

        build(root, inputs)
    return inputs.digest
