"""Computes a digest of everything that a page is made of: the same digest, the same bytes.

Only contents count, not the times of files. The digests of the parts are kept, so that a run can
say which of them changed.
"""

import hashlib
import importlib.metadata
import json
import platform
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import analysis
from analysis.paths import PACKAGE
from analysis.rendering.brief.brief import BriefRequest

# The part of the digest that a shipped file belongs to, by its suffix.
KINDS = {
    ".py": "code",
    ".j2": "template",
    ".css": "template",
    ".json": "template",
    ".po": "wording",
}
# Libraries that compute, draw, run and export: another version may give other bytes.
LIBRARIES = (
    "babel", "ipykernel", "ipython", "jinja2", "markupsafe", "matplotlib", "mistune", "nbclient",
    "nbconvert", "nbformat", "nh3", "numpy", "pandas", "papermill", "pyarrow", "seaborn", "zhplot",
)  # fmt: skip
SHORT = 12


@dataclass(frozen=True)
class InputDigest:
    """Digest of everything that a page is made of.

    Attributes:
        whole: SHA-256 of all parts.
        parts: the first digits of the SHA-256 of each part: parameters, data, notebook, code,
            template, wording, libraries.
    """

    whole: str
    parts: Mapping[str, str]


def digest_requests(requests: Iterable[BriefRequest]) -> Iterator[InputDigest]:
    """Yields the digest of each brief: parameters, data, notebook, code, templates and so on.

    The data are those about the county. The path of their folder does not count: the same data
    give the same page wherever they are.
    """
    surroundings = describe_surroundings()
    notebooks: dict[Path, str] = {}
    for request in requests:
        path = request.notebook
        notebooks[path] = notebooks.get(path) or _hash(path.read_bytes())
        yield _digest_request(request, {"notebook": notebooks[path], **surroundings})


def _digest_request(request: BriefRequest, shared: Mapping[str, str]) -> InputDigest:
    settings = {**request.parameters, "data_dir": "", "contact": request.contact}
    parameters = json.dumps(settings, sort_keys=True)
    parts = {
        "parameters": _hash(parameters.encode()),
        "data": _hash(request.data_digest.encode()),
        **shared,
    }
    whole = _hash(json.dumps(parts, sort_keys=True).encode())
    return InputDigest(whole, {name: part[:SHORT] for name, part in parts.items()})


def describe_surroundings() -> dict[str, str]:
    """Digests of code, templates, wording and libraries, which must be equal on all machines."""
    return {**_digest_package(), "libraries": _digest_libraries()}


@cache
def _digest_package() -> dict[str, str]:
    digests = {kind: hashlib.sha256(analysis.__version__.encode()) for kind in KINDS.values()}
    for path in _list_shipped():
        digest = digests[KINDS[path.suffix]]
        digest.update(path.relative_to(PACKAGE).as_posix().encode() + b"\0")
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return {kind: digest.hexdigest() for kind, digest in digests.items()}


@cache
def _digest_libraries() -> str:
    versions = [f"python {platform.python_version()}"]
    versions += [f"{name} {importlib.metadata.version(name)}" for name in LIBRARIES]
    return _hash("\n".join(versions).encode())


def _list_shipped() -> Iterator[Path]:
    return (path for path in sorted(PACKAGE.rglob("*")) if path.suffix in KINDS)


def _hash(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
