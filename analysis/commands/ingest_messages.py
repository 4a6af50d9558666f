"""Says what became of the files of a call, one by one and in all."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from analysis.commands.progress import show_progress
from analysis.commands.reasons import join_reasons
from analysis.commands.wording import join, to_translate, translate
from analysis.commands.wording.places import translate_place
from analysis.ingest.filing.outcome import Outcome

SEVERITIES = {"warning": to_translate("warning"), "error": to_translate("error")}
# Of each file by the states of its documents.
_COUNTS = {
    "in part": to_translate("{number} filed in part"),
    "unchanged": to_translate("{number} already filed"),
    "refused": to_translate("{number} not filed"),
}


@contextmanager
def show_files(total: int) -> Iterator[Callable[[Outcome], None]]:
    """Yields a function that shows an outcome.

    Args:
        total: number of files.
    """
    with show_progress(translate("Files"), total) as advance:

        def show(outcome: Outcome) -> None:
            severities = {finding.severity for finding in outcome.findings}
            weight = "warning" if severities & set(SEVERITIES) else ""
            severity = "failure" if outcome.state == "refused" else weight
            advance(describe_outcome(outcome), 1 / outcome.parts, severity)

        yield show


def describe_outcome(outcome: Outcome) -> list[str]:
    """A line on the state of a document, and one for each warning or error."""
    name = outcome.file_name
    if outcome.parts > 1:
        name = translate(
            "{name}, part {part} of {parts}", name=name, part=outcome.part, parts=outcome.parts
        )
    lines = [translate("{name}: {state}", name=name, state=_describe_state(outcome))]
    for finding in outcome.findings:
        if finding.severity != "info":
            place = finding.locator.removeprefix(f"{outcome.file_name}: ")
            line = translate(
                "  {severity}, {place}: {message}",
                severity=translate(SEVERITIES[finding.severity]),
                place=translate_place(place),
                message=join_reasons(finding.reason, finding.remedy),
            )
            lines.append(_escape(line))
    return lines


def _describe_state(outcome: Outcome) -> str:
    if outcome.state == "refused":
        return translate("not filed.")
    if outcome.state == "unchanged":
        return translate(
            "already filed as {document}; nothing changed.", document=outcome.document_id
        )
    filed = translate("filed as {document}", document=outcome.document_id)
    if outcome.supersedes:
        filed = translate(
            "filed as {document} as a new version of {earlier}",
            document=outcome.document_id,
            earlier=outcome.supersedes,
        )
    tables = join(f"{name} {rows}" for name, rows in outcome.tables.items())
    rows = translate(" (rows: {tables})", tables=tables) if tables else ""
    proposed = (
        translate("; {number} figures proposed", number=outcome.candidates)
        if outcome.candidates
        else ""
    )
    return translate("{filed}{rows}{proposed}.", filed=filed, rows=rows, proposed=proposed)


def _escape(text: str) -> str:
    # A cell's text must not add a line to a log or send control characters to a terminal.
    return "".join(char if char.isprintable() else ascii(char)[1:-1] for char in text)


def summarise(outcomes: Sequence[Outcome]) -> str:
    """How many files were filed, already filed, and refused, wholly or in part."""
    files: list[list[Outcome]] = []
    for outcome in outcomes:
        if outcome.part == 1:
            files.append([])
        files[-1].append(outcome)
    counts = Counter(_sum_up([outcome.state for outcome in file]) for file in files)
    documents = sum(outcome.state == "filed" for outcome in outcomes)
    filed = translate("{number} of {total} files filed", number=counts["filed"], total=len(files))
    if documents > counts["filed"]:
        filed += translate(" ({number} documents)", number=documents)
    others = [translate(text, number=counts[state])
              for state, text in _COUNTS.items() if counts[state]]  # fmt: skip
    return translate("{parts}.", parts=join([filed, *others]))


def _sum_up(states: Sequence[str]) -> str:
    """The state of a file by those of its documents."""
    if "refused" in states:
        return "refused" if set(states) == {"refused"} else "in part"
    return "filed" if "filed" in states else "unchanged"
