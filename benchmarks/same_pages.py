"""Renders briefs with the code of two commits and compares the pages byte by byte.

``python -m benchmarks.same_pages COMMIT [COMMIT]`` compares a commit with another one or, by
default, with this checkout as it is. Each renders its own shipped counties, and the twelve invented
ones that its own ``briefs demo`` writes: forms of reference tables may differ between commits.
Digests are masked before the comparison, because the code is part of them. Prints the pages that
differ; the exit status is then 1. ``--engines``, ``--data`` and ``--counties`` restrict what is
rendered.
"""

import argparse
import re
import shutil
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from analysis.paths import PROJECT
from benchmarks.checkouts import export_commit
from benchmarks.processes import measure

DIGEST = re.compile(rb"(?<![0-9A-Za-z])[0-9a-f]{12,64}(?![0-9A-Za-z])")
ENGINES, DATA = ("inprocess", "kernel"), ("shipped", "demo")
INVENTED = 12


@dataclass(frozen=True)
class Renderer:
    """Renders with the code of one commit, into a folder of its own."""

    code: Path
    folder: Path

    def prepare_data(self, name: str) -> Path:
        """Makes a data root without processed tables, so that this code builds its own."""
        root = self.folder / "data" / name
        if name == "demo":
            command = [sys.executable, "-m", "analysis", "demo", str(root)]
            measure([*command, "--counties", str(INVENTED)], code=self.code)
        else:
            for part in ("raw", "reference"):
                shutil.copytree(self.code / "data" / part, root / part)
        return root

    def render(self, root: Path, engine: str, counties: list[str], jobs: int) -> dict[str, bytes]:
        """Renders briefs and returns the content of each page, with digests masked, by name."""
        out = self.folder / "reports" / f"{root.name}-{engine}"
        measure(
            [sys.executable, "-m", "analysis", "render", *(counties or ["--all"]), "--force",
             "--engine", engine, "--jobs", str(jobs), "--data", str(root), "--out", str(out)],
            code=self.code,
        )  # fmt: skip
        return {path.name: mask_digests(path.read_bytes()) for path in out.glob("*.html")}


def mask_digests(page: bytes) -> bytes:
    """Replaces runs of 12 to 64 hexadecimal digits by a word.

    >>> mask_digests(b"input:0123456789abcdef complete")
    b'input:DIGEST complete'
    """
    return DIGEST.sub(b"DIGEST", page)


def list_differing(pages: dict[str, bytes], others: dict[str, bytes]) -> list[str]:
    """Names of the pages that differ or that only one of the two has.

    >>> list_differing({"a": b"1", "b": b"2"}, {"a": b"1", "c": b"3"})
    ['b', 'c']
    """
    return sorted(
        name for name in pages.keys() | others.keys() if pages.get(name) != others.get(name)
    )


def compare(options: argparse.Namespace, folder: Path) -> int:
    """Renders with both, prints what differs, and returns the number of differing pages."""
    code = export_commit(options.commit, folder / "code")
    other_code = export_commit(options.other, folder / "other-code") if options.other else PROJECT
    renderers = (Renderer(code, folder / "first"), Renderer(other_code, folder / "second"))
    count = 0
    for name in options.data:
        roots = [renderer.prepare_data(name) for renderer in renderers]
        for engine in options.engines:
            pages, others = (
                renderer.render(root, engine, options.counties, options.jobs)
                for renderer, root in zip(renderers, roots, strict=True)
            )
            differing = list_differing(pages, others)
            print(f"{name}, {engine}: {len(pages)} pages, {len(differing)} differ", flush=True)
            for page in differing:
                print(f"  {page}")
            count += len(differing)
    return count


def main() -> int:
    """Compares as the arguments say; 1 if a page differs."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("commit", metavar="COMMIT")
    parser.add_argument("other", metavar="COMMIT", nargs="?", help="default: this checkout")
    parser.add_argument("--engines", nargs="+", choices=ENGINES, default=ENGINES)
    parser.add_argument("--data", nargs="+", choices=DATA, default=DATA)
    parser.add_argument("--counties", nargs="+", default=[], help="codes; default: all")
    parser.add_argument("--jobs", type=int, default=2)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="same-pages-") as name:
        return int(compare(options, Path(name)) > 0)


if __name__ == "__main__":
    sys.exit(main())
