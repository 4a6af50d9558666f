"""Fuzzing of the readers: damages files at random and reads them for a given time.

``python -m tests.ingest.fuzz_readers --seconds 60 --seed 7`` prints the seed, each failure with the
number of its file, and the count of each outcome. A failure is a file that crashes the reading
process, exceeds its time, or raises another exception than a refusal; the exit status is then 1.
The same seed gives the same files.
"""

import argparse
import io
import random
import sys
import tempfile
import time
import zipfile
from collections import Counter
from pathlib import Path

from analysis.ingest.content import UnreadableFile
from analysis.ingest.files.limits import Limits
from analysis.ingest.process.reading import read_file
from tests.ingest import made_files as made

LIMITS = Limits(seconds=20)
FAILURES = frozenset({"crash", "time", "failure"})
TOKENS = (b"<", b">", b'"', b"&", b"\0", b"\t", b"\n\n", b"\xff", b"9" * 12, b"<!DOCTYPE a>", b"-1")


def main() -> int:
    """Reads damaged files until the time is over; returns the exit status."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--seed", type=int, default=random.randrange(1 << 32))
    options = parser.parse_args()
    print(f"seed {options.seed}", flush=True)
    generator, outcomes = random.Random(options.seed), Counter()
    valid_files = make_valid_files()
    end = time.monotonic() + options.seconds
    with tempfile.TemporaryDirectory() as folder:
        while time.monotonic() < end:
            number = outcomes.total()
            name = generator.choice(sorted(valid_files))
            content = damage(valid_files[name], generator)
            outcome = try_file(Path(folder, name), content)
            outcomes[outcome] += 1
            if outcome in FAILURES:
                print(f"file {number}: {name}: {outcome}", flush=True)
    for outcome, count in outcomes.most_common():
        print(f"{count:7} {outcome}")
    return int(any(outcomes[outcome] for outcome in FAILURES))


def make_valid_files() -> dict[str, bytes]:
    """A valid file of each format, by name."""
    return {
        "a.xlsx": made.make_xlsx(),
        "a.xls": made.make_xls(),
        "a.ods": made.make_ods(),
        "a.docx": made.make_docx(),
        "a.pdf": made.make_pdf(),
        "a.txt": made.make_text(separator="\t").encode("utf-8"),
        "b.txt": ("表1\n" + "\t序号\n\t名称\n\n\t1\n\t站点\n\n\n完\n" * 3).encode("utf-8"),
        "a.csv": made.make_text().encode("gb18030"),
    }


def try_file(path: Path, content: bytes) -> str:
    """Reads a file: ``read``, the code of the refusal, or ``failure``."""
    path.write_bytes(content)
    try:
        read_file(path, LIMITS)
    except UnreadableFile as refusal:
        return refusal.code
    except Exception as error:  # noqa: BLE001 - any other exception is a failure to report
        print(repr(error), flush=True)
        return "failure"
    return "read"


def damage(content: bytes, generator: random.Random) -> bytes:
    """The file with some bytes changed; in a package mostly those of one part before packing."""
    if content.startswith(b"PK") and generator.random() < 0.8:
        return damage_part(content, generator)
    return mutate(content, generator)


def damage_part(package: bytes, generator: random.Random) -> bytes:
    """The package with one part changed."""
    with zipfile.ZipFile(io.BytesIO(package)) as opened:
        name = generator.choice(sorted(opened.namelist()))
        part = opened.read(name)
    return made.repack(package, {name: mutate(part, generator)})


def mutate(content: bytes, generator: random.Random) -> bytes:
    """The bytes with a few of them changed, deleted, repeated or replaced by special characters."""
    changed = bytearray(content)
    for _ in range(generator.randint(1, 6)):
        start = generator.randrange(len(changed) + 1)
        end = start + generator.choice((1, 2, 8, 60))
        match generator.randrange(4):
            case 0:
                changed[start:end] = generator.randbytes(len(changed[start:end]))
            case 1:
                del changed[start:end]
            case 2:
                changed[start:start] = changed[start:end] * generator.choice((1, 3, 50))
            case _:
                changed[start:end] = generator.choice(TOKENS)
    return bytes(changed)


if __name__ == "__main__":
    sys.exit(main())
