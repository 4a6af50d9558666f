"""What a page is made of, as one digest: the same digest promises the same bytes."""

import hashlib
import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import analysis
from analysis.paths import PACKAGE
from analysis.rendering.brief import BriefRequest

SHIPPED = {".py", ".j2", ".css", ".json", ".po"}


def digest_request(request: BriefRequest) -> str:
    """SHA-256 over data, notebook, code, templates, wording, version and parameters.

    Where the data lie is no part of it: the same data in another folder give the same page.
    """
    parameters = {**request.parameters, "data_dir": ""}
    digest = hashlib.sha256()
    for part in (
        request.data_digest,
        hashlib.sha256(request.notebook.read_bytes()).hexdigest(),
        _digest_package(),
        analysis.__version__,
        json.dumps(parameters, sort_keys=True),
    ):
        digest.update(part.encode("utf-8") + b"\0")
    return digest.hexdigest()


@cache
def _digest_package() -> str:
    digest = hashlib.sha256()
    for path in _list_shipped():
        digest.update(path.relative_to(PACKAGE).as_posix().encode() + b"\0")
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def _list_shipped() -> Iterator[Path]:
    return (path for path in sorted(PACKAGE.rglob("*")) if path.suffix in SHIPPED)
