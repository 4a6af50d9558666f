"""Says what became of the briefs of a run, one by one and in all; the numbers add up to all."""

from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from analysis.commands.county_names import Names, name_brief, name_county
from analysis.commands.progress import Severity, show_progress
from analysis.commands.reasons import translate_reason
from analysis.commands.wording import count, join, to_translate, translate
from analysis.rendering.batch.run_record import UNCHANGED, RunRecord
from analysis.rendering.brief.brief import BriefOutcome, BriefRequest
from analysis.rendering.brief.output_folder import WITHDRAWN, OutputFolder

STATES = {
    "rendered": to_translate("rendered"),
    "failed": to_translate("failed"),
    "not_run": to_translate("not rendered"),
    "withdrawn": to_translate("withdrawn"),
}


@contextmanager
def show_briefs(requests: Sequence[BriefRequest]) -> Iterator[Callable[[BriefOutcome], None]]:
    """Yields a function to be called with each outcome.

    Args:
        requests: the briefs of the run.
    """
    names = {one.county_code: (one.name_zh, one.name_en) for one in requests}
    with show_progress(translate("Briefs"), len(requests), only_problems=True) as advance:

        def show(outcome: BriefOutcome) -> None:
            lines = [] if outcome.why == UNCHANGED else [describe(outcome, names)]
            # A brief that is withdrawn was none of those to be rendered.
            step = 0 if outcome.state == "withdrawn" else 1
            advance(lines, step, _weigh(outcome))

        yield show


def _weigh(outcome: BriefOutcome) -> Severity:
    if outcome.state in ("failed", "not_run"):
        return "failure"
    return "warning" if outcome.state == "withdrawn" or outcome.warnings else ""


def describe(outcome: BriefOutcome, names: Names) -> str:
    """An outcome in one line."""
    line = translate(
        "{brief}: {state} ({seconds} s)",
        brief=name_brief(outcome.key, names),
        state=translate(STATES[outcome.state]),
        seconds=f"{outcome.seconds:.1f}",
    )
    reasons = [outcome.reason] if outcome.reason else list(outcome.warnings)
    said = translate("; ").join(translate_reason(reason) for reason in reasons)
    return translate("{line}: {reasons}", line=line, reasons=said) if said else line


def describe_run(requests: Collection[BriefRequest], record: RunRecord, out: Path) -> str:
    """Says how many briefs were rendered, unchanged, failed and withdrawn, and where they are.

    Args:
        requests: the briefs that were asked for.
        record: of the output folder after the run.
        out: the output folder.
    """
    entries = [record.entries[request.key] for request in requests]
    unchanged = sum(entry.state == "rendered" and entry.why == UNCHANGED for entry in entries)
    failed = [entry for entry in entries if entry.state != "rendered"]
    rendered = len(entries) - len(failed) - unchanged
    of_all = count(len(entries), "{number} brief", "{number} briefs")
    parts = [translate("{number} of {briefs} rendered", number=rendered, briefs=of_all)]
    if unchanged:
        parts.append(translate("{number} unchanged", number=unchanged))
    if failed:
        kept = sum(entry.html_sha256 is not None for entry in failed)
        parts.append(translate("{number} failed", number=len(failed)))
        if kept:
            pages = count(
                kept,
                "{number} page of an earlier run kept for them",
                "{number} pages of an earlier run kept for them",
            )
            parts.append(pages)
    index = OutputFolder(out).index
    lines = [translate("{parts}: {index}", parts=join(parts), index=index)]
    refusals = dict.fromkeys(one.refusal for one in requests if one.refusal)
    lines += [f"  {translate_reason(reason)}" for reason in refusals]
    if record.newly_withdrawn:
        lines.append(_describe_withdrawn(record, out))
    return "\n".join(lines)


def _describe_withdrawn(record: RunRecord, out: Path) -> str:
    keys = record.newly_withdrawn
    codes = sorted({code for code, _ in keys})
    message = (
        to_translate(
            "{briefs} withdrawn, because {counties} left the data ({names}); the last page is in "
            "{folder}."
        )
        if len(keys) == 1
        else to_translate(
            "{briefs} withdrawn, because {counties} left the data ({names}); the last pages are "
            "in {folder}."
        )
    )
    return translate(
        message,
        briefs=count(len(keys), "{number} brief", "{number} briefs"),
        counties=count(len(codes), "{number} county", "{number} counties"),
        names=join(name_county(code, record.names) for code in codes),
        folder=out / WITHDRAWN,
    )
