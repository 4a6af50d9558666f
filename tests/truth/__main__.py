"""``python -m tests.truth DATA OUT [DATE]``: reads the briefs in OUT, made of the root DATA."""

import sys
from pathlib import Path

from analysis.paths import DataRoot
from tests.truth.checker import check_page
from tests.truth.county import County
from tests.truth.reading import load_page


def check_folder(root: DataRoot, out: Path, as_of: str = "latest") -> dict[str, list[str]]:
    """The faults of each brief of a folder, by its file name."""
    faults = {}
    for path in sorted(out.glob("[0-9]*.html")):
        page = load_page(path)
        faults[path.name] = check_page(page, County(root, page.county_code, page.language, as_of))
    return faults


def main(data: str, out: str, as_of: str = "latest") -> int:
    """Prints what is not true; the number of pages with faults."""
    by_page = check_folder(DataRoot(Path(data).resolve()), Path(out), as_of)
    for name, faults in by_page.items():
        for fault in faults:
            print(f"{name}: {fault}")
    wrong = sum(map(bool, by_page.values()))
    print(f"{len(by_page)} pages read, {wrong} of them with faults.")
    return int(bool(wrong))


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
