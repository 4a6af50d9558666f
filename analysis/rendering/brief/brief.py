"""Renders one brief: runs its notebook and exports the page; failures become outcomes.

Page and notebook are written under temporary names. What started the brief publishes them
(:mod:`analysis.rendering.brief.publication`), so that nothing is published that was given up.
"""

import contextlib
import hashlib
import json
import os
import time
import traceback
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from analysis.atomic import write_temporary
from analysis.paths import find_data_root
from analysis.rendering.brief.output_folder import Key, OutputFolder
from analysis.rendering.brief.request import BriefRequest
from analysis.rendering.engine.engines import Limits, NotebookFailed, find_engine
from analysis.rendering.workers import pool
from analysis.store.freshness import TRUSTED_VARIABLE, identify_build

if TYPE_CHECKING:
    from nbformat import NotebookNode

    from analysis.rendering.page.completeness import EndMark

State = Literal["rendered", "failed", "not_run", "withdrawn"]
REASON_LENGTH = 500
OUTDATED = "the data were built anew while it was rendered"


@dataclass(frozen=True)
class BriefTask:
    """A request with everything that a worker process needs to render it.

    Attributes:
        request: what the brief is made of.
        folder: the output folder.
        engine: name of the engine.
        limits: how long it may take.
        input_digest: digest of everything that the page is made of.
        other_languages: languages in which the same brief is in the folder.
        parts: first digits of the digest of each part of the input digest.
        why: why it is rendered.
    """

    request: BriefRequest
    folder: OutputFolder
    engine: str
    limits: Limits
    input_digest: str
    other_languages: tuple[str, ...]
    parts: Mapping[str, str] = field(default_factory=dict)
    why: str | None = None


@dataclass(frozen=True)
class Drafts:
    """Temporary files of one brief, which are renamed when it is published.

    Attributes:
        page: the page; None if none could be made.
        notebook: the notebook, as far as it ran.
    """

    page: Path | None = None
    notebook: Path | None = None


@dataclass(frozen=True)
class BriefOutcome:
    """What became of a request.

    Attributes:
        key: county code and language.
        state: ``rendered``, ``failed`` or ``not_run``.
        input_digest: digest of everything that the page is made of.
        reason: why it failed, in one line.
        html_sha256: digest of the page.
        title: its title.
        as_of: date up to which documents were used.
        headlines: label and value of the figures for the index.
        details: text for the log, such as a traceback.
        seconds: how long it took.
        other_languages: languages that the page links to.
        why: why it was rendered, or did not need to be.
        parts: first digits of the digest of each part of the input digest.
        warnings: what should be said of a brief that was rendered all the same.
        drafts: its files that are not published yet.
        cause: of a failure: ``data`` (documents that cannot be used) or ``program``.
        is_outdated: whether it failed only because data or notebook were replaced meanwhile.
    """

    key: Key
    state: State
    input_digest: str
    reason: str | None = None
    html_sha256: str | None = None
    title: str | None = None
    as_of: str | None = None
    headlines: tuple[tuple[str, str], ...] = ()
    details: str = field(default="", repr=False)
    seconds: float = 0.0
    other_languages: tuple[str, ...] = ()
    why: str | None = None
    parts: Mapping[str, str] = field(default_factory=dict)
    warnings: tuple[str, ...] = ()
    drafts: Drafts = Drafts()
    cause: str = ""
    is_outdated: bool = False


def render_brief(task: BriefTask) -> BriefOutcome:
    """Runs and exports one brief; an error becomes an outcome with the state ``failed``.

    The outcome names the temporary files in the output folder that are to be published.
    """
    started = time.monotonic()
    try:
        outcome = _render(task)
    except Exception as error:  # noqa: BLE001 - one county's failure must not stop the others
        outcome = _describe_failure(task, error)
    seconds = time.monotonic() - started
    return replace(outcome, seconds=seconds, why=task.why, parts=task.parts)


def fail(task: BriefTask, reason: str, details: str = "") -> BriefOutcome:
    """Makes the outcome of a task that failed."""
    line = make_one_line(reason)
    return BriefOutcome(
        task.request.key, "failed", task.input_digest, line, details=details, why=task.why,
        parts=task.parts, cause="program",
    )  # fmt: skip


def give_up_outdated(task: BriefTask, reason: str = OUTDATED) -> BriefOutcome:
    """Makes the outcome of a task whose data, or whose notebook, were replaced meanwhile."""
    return replace(fail(task, reason), is_outdated=True)


def has_other_build(request: BriefRequest) -> bool:
    """Whether the processed data are no longer of the build that was asked for."""
    if not request.build_name:
        return False
    return identify_build(find_data_root(request.data_dir)) != request.build_name


def export_page(task: BriefTask, notebook: "NotebookNode") -> tuple[BriefOutcome, bytes]:
    """Exports an executed notebook as a page.

    Returns:
        The outcome of the brief once this page is published, and the page.

    Raises:
        BriefRefused: if no page may be made of it.
    """
    from analysis.rendering.page.completeness import check_complete
    from analysis.rendering.page.exporter import export_brief
    from analysis.rendering.page.warnings import list_warnings

    end = check_complete(notebook)
    _check_is_requested(task.request, end)
    html = export_brief(
        notebook,
        task.input_digest,
        task.other_languages,
        task.request.data_digest,
        task.request.contact,
    )
    outcome = BriefOutcome(
        task.request.key,
        "rendered",
        task.input_digest,
        html_sha256=hashlib.sha256(html).hexdigest(),
        title=end.title,
        as_of=end.as_of,
        headlines=tuple((headline.label, headline.value) for headline in end.headlines),
        other_languages=task.other_languages,
        why=task.why,
        parts=task.parts,
        warnings=list_warnings(notebook),
    )
    return outcome, html


def make_one_line(text: str) -> str:
    """Makes text fit for logs and terminals: no line breaks or control characters, not too long."""
    line = " ".join("".join(c if c.isprintable() else " " for c in text).split())
    return line if len(line) <= REASON_LENGTH else f"{line[:REASON_LENGTH]}…"


def _render(task: BriefTask) -> BriefOutcome:
    request = task.request
    execute = find_engine(task.engine)
    if has_other_build(request):
        return give_up_outdated(task)
    with _trust(request.built_digest):
        notebook = execute(request.notebook, request.parameters, task.limits)
    pool.confirm()
    outcome, html = export_page(task, notebook)
    # nbformat.writes would copy the notebook, split its texts into lines and validate it again.
    executed = json.dumps(notebook, ensure_ascii=False, sort_keys=True)
    page = write_temporary(task.folder.root, html)
    drafts = Drafts(page, write_temporary(task.folder.root, f"{executed}\n".encode()))
    return replace(outcome, drafts=drafts)


@contextlib.contextmanager
def _trust(built_digest: str) -> Iterator[None]:
    """Lets the notebook skip the check whether the data are current: the batch has made it."""
    previous = os.environ.get(TRUSTED_VARIABLE)
    os.environ[TRUSTED_VARIABLE] = built_digest
    try:
        yield
    finally:
        os.environ.pop(TRUSTED_VARIABLE)
        if previous is not None:
            os.environ[TRUSTED_VARIABLE] = previous


def _check_is_requested(request: BriefRequest, end: "EndMark") -> None:
    from analysis.rendering.page.completeness import BriefRefused

    if (end.county_code, end.language, end.edition) != (*request.key, request.edition):
        requested = " ".join((*request.key, request.edition))
        shown = f"{end.county_code} {end.language} {end.edition}"
        raise BriefRefused(f"the notebook was run for {requested} but its end mark is of {shown}")


def _describe_failure(task: BriefTask, error: Exception) -> BriefOutcome:
    details = "".join(traceback.format_exception(error))
    if isinstance(error, OSError) and error.strerror:
        return fail(task, describe_system_error(task, error), details)
    if isinstance(error, NotebookFailed):
        outcome = fail(task, str(error), f"{error.details}\n{details}")
        return replace(outcome, drafts=_keep_failed_notebook(task, error.notebook))
    is_own = type(error).__module__.startswith("analysis.")
    return fail(task, str(error) if is_own else f"{type(error).__name__}: {error}", details)


def describe_system_error(task: BriefTask, error: OSError) -> str:
    """The reason of a failure that the system reports, such as a full disk, with the file."""
    return f"{error.filename or task.folder.root}: {error.strerror or error}"


def _keep_failed_notebook(task: BriefTask, notebook: bytes | None) -> Drafts:
    if notebook is not None:
        # The failure itself is reported; its notebook is only an addition.
        with contextlib.suppress(OSError):
            return Drafts(notebook=write_temporary(task.folder.root, notebook))
    return Drafts()
