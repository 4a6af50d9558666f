"""jsonschema: not one of the optional packages that it imports."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager

from analysis.upstream.use import Use

OPTIONAL_PACKAGE = "rfc3987_syntax"
LEFT_OUT_GRAMMAR = Use(
    purpose="nbformat imported without compiling the grammar of a format that no notebook has",
    names=("jsonschema does without rfc3987_syntax",),
    versions={"jsonschema": ("4.26", "4.27")},
    saved_share=None,
    reason="jsonschema has no setting for it. Saves 2.7 s at the start of each batch where "
    "rfc3987-syntax is installed, as it is with JupyterLab.",
)


@contextmanager
def leave_out_grammar() -> Iterator[None]:
    """Makes the optional package look as if it were not installed, within the block."""
    if OPTIONAL_PACKAGE in sys.modules:
        yield
        return
    # Python's reference of the import system describes what None means here.
    sys.modules[OPTIONAL_PACKAGE] = None  # type: ignore[assignment]
    try:
        yield
    finally:
        del sys.modules[OPTIONAL_PACKAGE]
