"""The outcome of all records of a folder, by form kind and record, as text and as a table."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from tests.papers.comparing import Comparison, compare
from tests.papers.filing import file_record
from tests.papers.records import Record


@dataclass(frozen=True)
class Outcome:
    """What came out of a record: its comparison in each format."""

    record: Record
    comparisons: dict[str, Comparison]

    @property
    def state(self) -> str:
        """The worst state of any format."""
        states = {comparison.state for comparison in self.comparisons.values()}
        order = ("wrong", "not recognised", "lost", "incomplete")
        return next((state for state in order if state in states), "right")


def try_record(record: Record) -> Outcome:
    """Files a record in each of its formats and compares."""
    return Outcome(record, {kind: compare(record, file_record(record, kind))
                            for kind in record.formats})  # fmt: skip


def try_records(records: Iterable[Record], words: Sequence[str] = ()) -> Iterator[Outcome]:
    """The outcomes of the records whose id or file has one of the words, or of all."""
    for record in records:
        if not words or any(word in (record.id, record.file.stem) for word in words):
            yield try_record(record)


def describe(outcome: Outcome) -> list[str]:
    """Lines on a record: its state, and what is wrong in which format."""
    record = outcome.record
    known = f"  (short: {record.short})" if record.short else ""
    lines = [f"{record.file.stem:16} {record.id:8} {outcome.state}{known}"]
    for kind, comparison in outcome.comparisons.items():
        if comparison.state == "right":
            continue
        if not comparison.is_recognised:
            lines.append(f"    {kind}: recognised {', '.join(comparison.forms) or 'nothing'}")
        faults = [*comparison.wrong, *comparison.lost, *comparison.other]
        lines += [f"    {kind}: {fault}" for fault in faults[:8]]
        lines += [f"    {kind}: … {len(faults) - 8} more"] if len(faults) > 8 else []
    return lines


def count_states(outcomes: Sequence[Outcome]) -> list[str]:
    """A table of outcomes by file of records: how many are right, wrong, lost, not recognised."""
    states = ("right", "wrong", "lost", "not recognised", "incomplete")
    lines = [f"{'form':20}{'records':>8}" + "".join(f"{state:>16}" for state in states)]
    files = sorted({outcome.record.file.stem for outcome in outcomes})
    for name in [*files, "all"]:
        own = [o for o in outcomes if name in ("all", o.record.file.stem)]
        counts = "".join(f"{sum(o.state == state for o in own):>16}" for state in states)
        lines.append(f"{name:20}{len(own):>8}{counts}")
    return lines
