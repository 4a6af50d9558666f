"""Damages files at random and reads them, for as long as one likes.

``python -m tests.ingest.fuzz_readers --seconds 60 --seed 7`` prints the seed, what became of the
files, and each failure with its number; a file that crashes or stalls the reader, or that raises
anything but a refusal, makes it end with 1. The same seed gives the same files.
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
    """Fuzzes; returns the exit status."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--seconds", type=float, default=60)
    options.add_argument("--seed", type=int, default=random.randrange(1 << 32))
    given = options.parse_args()
    print(f"seed {given.seed}", flush=True)
    chance, outcomes = random.Random(given.seed), Counter()
    seeds = make_seeds()
    end = time.monotonic() + given.seconds
    with tempfile.TemporaryDirectory() as folder:
        while time.monotonic() < end:
            number = outcomes.total()
            name = chance.choice(sorted(seeds))
            content = damage(seeds[name], chance)
            outcome = try_file(Path(folder, name), content)
            outcomes[outcome] += 1
            if outcome in FAILURES:
                print(f"file {number}: {name}: {outcome}", flush=True)
    for outcome, count in outcomes.most_common():
        print(f"{count:7} {outcome}")
    return int(any(outcomes[each] for each in FAILURES))


def make_seeds() -> dict[str, bytes]:
    """A sound file of each format."""
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
    """What became of a file: ``read``, the code of its refusal, or ``failure``."""
    path.write_bytes(content)
    try:
        read_file(path, LIMITS)
    except UnreadableFile as refusal:
        return refusal.code
    except Exception as error:  # noqa: BLE001 - to be reported, whatever it is
        print(repr(error), flush=True)
        return "failure"
    return "read"


def damage(content: bytes, chance: random.Random) -> bytes:
    """The file with some bytes changed; of a package mostly within a part, packed anew."""
    if content.startswith(b"PK") and chance.random() < 0.8:
        return damage_part(content, chance)
    return mutate(content, chance)


def damage_part(package: bytes, chance: random.Random) -> bytes:
    """The package with one part changed."""
    with zipfile.ZipFile(io.BytesIO(package)) as opened:
        name = chance.choice(sorted(opened.namelist()))
        part = opened.read(name)
    return made.repack(package, {name: mutate(part, chance)})


def mutate(content: bytes, chance: random.Random) -> bytes:
    """The bytes with a few of them set, cut out, doubled or replaced by something awkward."""
    changed = bytearray(content)
    for _ in range(chance.randint(1, 6)):
        start = chance.randrange(len(changed) + 1)
        end = start + chance.choice((1, 2, 8, 60))
        match chance.randrange(4):
            case 0:
                changed[start:end] = chance.randbytes(len(changed[start:end]))
            case 1:
                del changed[start:end]
            case 2:
                changed[start:start] = changed[start:end] * chance.choice((1, 3, 50))
            case _:
                changed[start:end] = chance.choice(TOKENS)
    return bytes(changed)


if __name__ == "__main__":
    sys.exit(main())
