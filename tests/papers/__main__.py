"""Tries the papers and writes the table of ``README.md``.

``python -m tests.papers`` tries all and writes the table; ``python -m tests.papers ID …`` tries
some; ``python -m tests.papers --show ID FORMAT`` shows all that is filed of one.
"""

import sys
from pathlib import Path

from tests.papers.filing import file_record
from tests.papers.outcome import Outcome, count_states, describe, try_records
from tests.papers.records import Record, load_records

FOLDER = Path(__file__).parent
START, END = "<!-- table -->", "<!-- end of table -->"


def main(words: list[str]) -> int:
    """Tries the papers and prints or writes what came out."""
    records = load_records(FOLDER)
    if words[:1] == ["--show"]:
        records += load_records(FOLDER.parent / "layouts")
        _show(next(record for record in records if record.id == words[1]), words[2])
        return 0
    outcomes = []
    for outcome in try_records(records, words):
        outcomes.append(outcome)
        print("\n".join(describe(outcome)))
    print("\n" + "\n".join(count_states(outcomes)))
    if not words:
        write_table(FOLDER / "README.md", outcomes)
    return 0


def _show(record: Record, kind: str) -> None:
    filed = file_record(record, kind)
    print(filed.remarks or "no remark")
    for name, code in zip(filed.document_ids, filed.counties, strict=True):
        print(f"\n{name} ({code})")
    for table in filed.tables:
        print(f"\n{table.name} ({table.kind}) {table.areas or ''}")
        for row in table.rows:
            print("   ", {name: text for name, text in row.items() if text and name != "locator"})
    for name, rows in {**filed.readings, "candidates": filed.candidates}.items():
        print(f"\n{name}")
        for row in rows:
            print("   ", {name: text for name, text in row.items() if text and name != "note"})


def write_table(path: Path, outcomes: list[Outcome]) -> None:
    """Writes the table of papers into the README, between its two marks."""
    text = path.read_text(encoding="utf-8")
    before, _, rest = text.partition(START)
    _, _, after = rest.partition(END)
    rows = [
        "| paper | what it is | formats | recognised | right | wrong | lost | first try |",
        "|---|---|---|---|---|---|---|---|",
        *(_tabulate(outcome) for outcome in outcomes),
    ]
    path.write_text(before + "\n".join([START, *rows, END]) + after, encoding="utf-8")


def _tabulate(outcome: Outcome) -> str:
    record, comparisons = outcome.record, outcome.comparisons.values()
    recognised = sum(comparison.is_recognised for comparison in comparisons)
    first = record.first
    tried = (
        f"{first.get('recognised', 'no')}; {first.get('right', 0)} right, "
        f"{first.get('wrong', 0)} wrong, {first.get('lost', 0)} lost"
        if first
        else "not noted"
    )
    cells = [
        record.id, " ".join(f"{record.origin}. {record.source}".split()),
        ", ".join(record.formats), f"{recognised} of {len(comparisons)}",
        *(str(count) for count in (
            sum(comparison.right for comparison in comparisons),
            sum(len(comparison.wrong) for comparison in comparisons),
            sum(len(comparison.lost) for comparison in comparisons),
        )), tried,
    ]  # fmt: skip
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
