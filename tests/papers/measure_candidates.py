"""Measures figures proposed from prose: ``python -m tests.papers.measure_candidates``.

The key was made by hand: every figure of a text with its name (variants of it parted by |), unit,
period and role. The share that is right is counted over the key's figures and over those proposed
besides, which are wrong throughout. Papers marked ``held_out`` were judged once, when all was
built; their first results stand in ``README.md``.
"""

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from tests.papers.comparing import fits
from tests.papers.filing import file_record
from tests.papers.records import Record, load_records

PAPERS = Path(__file__).parent
ASKED = {"value": 0.99, "unit": 0.99, "role": 0.95, "span": 0.95, "label": 0.90}


@dataclass
class Count:
    """How many figures were judged, and how many were right in each column.

    Attributes:
        figures: figures of the key, and proposed ones that it does not have.
        right: column → figures that are right.
        faults: a line for each figure that is not.
    """

    figures: int = 0
    right: dict[str, int] = field(default_factory=lambda: dict.fromkeys(ASKED, 0))
    faults: list[str] = field(default_factory=list)

    def share(self, column: str) -> float:
        """The share of figures that are right in a column."""
        return self.right[column] / self.figures if self.figures else 1.0


def list_judged(words: Sequence[str] = ()) -> list[Record]:
    """The records whose prose has a key, or those of them with an id of ``words``."""
    records = [*load_records(PAPERS.parent / "layouts"), *load_records(PAPERS)]
    return [
        record for record in records
        if record.is_prose and _has_key(record) and (not words or record.id in words)
    ]  # fmt: skip


def _has_key(record: Record) -> bool:
    """Whether all figures of a text are judged, in all columns."""
    return bool(record.candidates) and all("role" in one for one in record.candidates)


def measure(records: Sequence[Record]) -> Count:
    """Judges all figures proposed from the texts of records."""
    count = Count()
    for record in records:
        for key, row in _pair(record, file_record(record, "txt").candidates):
            count.figures += 1
            for column in ASKED:
                names = ("value", "change") if column == "value" else (column,)
                is_right = key is not None and row is not None and fits(key, row, names)
                count.right[column] += is_right
                if not is_right:
                    count.faults.append(f"{record.id} {column}: {_show(key)} — {_show(row)}")
    return count


Row = dict[str, str]


def _pair(record: Record, rows: Sequence[Row]) -> Iterator[tuple[Row | None, Row | None]]:
    """The figures of the key with those proposed, in order; None where one has no counterpart."""
    at = 0
    for candidate in record.candidates:
        key = {"change": "", **candidate}
        found = next((n for n in range(at, len(rows)) if fits(key, rows[n], ("value",))), None)
        if found is None:
            yield key, None
            continue
        yield from ((None, row) for row in rows[at:found])
        yield key, rows[found]
        at = found + 1
    yield from ((None, row) for row in rows[at:])


def _show(row: Row | None) -> str:
    if row is None:
        return "nothing"
    period = row.get("span") or f"{row.get('period_start', '')}..{row.get('period_end', '')}"
    texts = (row.get("label"), row["value"], row.get("change"), row.get("unit"), period)
    return " ".join(text for text in (*texts, row.get("role")) if text)


def describe(name: str, count: Count) -> str:
    """A line: how many figures, and the share that is right of each column."""
    shares = "  ".join(f"{column} {count.share(column):.1%}" for column in ASKED)
    return f"{name:12} {count.figures:4} figures: {shares}"


def main(words: list[str]) -> int:
    """Prints the faults and the shares, of all papers or of those named."""
    records = list_judged(words)
    halves = {
        "development": [record for record in records if not record.is_held_out],
        "held out": [record for record in records if record.is_held_out],
    }
    for name, own in halves.items():
        if own:
            count = measure(own)
            print("\n".join([*count.faults, describe(name, count)]))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
