"""What is built again after a change is, byte by byte, what a build of everything makes."""

import csv
import random
import shutil
from pathlib import Path

import pytest

from analysis.build import build, load_filed
from analysis.demo.root import write_demo
from analysis.paths import PROJECT, DataRoot

from ..conftest import replace_text

COUNTIES = 4
REPORT, OTHER, FORM = "demo-990101-report", "demo-990102-report", "demo-990101-2021-05-form"
LETTER, NOTICE = "shanwei-2020-07-letter", "shanwei-2020-notice-139"
LUHE, LUHE_FORM = "luhe-2020-07-report", "luhe-2020-07-form"
MERGED = ("areas", "projects", "appropriations", "table_readings", "translations")
DECIDED = ("claims", "reviews", "corrections", "fact_index")


@pytest.fixture(scope="module")
def built(tmp_path_factory) -> Path:
    """Invented counties and the shipped ones in one root, built."""
    folder = tmp_path_factory.mktemp("built") / "data"
    root = write_demo(folder, COUNTIES, 1)
    shipped = DataRoot(PROJECT / "data")
    shutil.copytree(shipped.raw, root.raw, dirs_exist_ok=True)
    shutil.copytree(shipped.readings, root.readings, dirs_exist_ok=True)
    for name in MERGED:
        rows = (shipped.reference / f"{name}.csv").read_text("utf-8").splitlines(keepends=True)[1:]
        with (root.reference / f"{name}.csv").open("a", encoding="utf-8") as file:
            file.writelines(rows)
    for name in DECIDED:
        shutil.copy(shipped.reference / f"{name}.csv", root.reference)
    with (root.reference / "reviews.csv").open("a", encoding="utf-8") as file:
        file.write(
            f"rate:{OTHER}/disbursement/total/rate,30.00%,accepted,Seen.,analyst,2021-08-01\n"
        )
    build.build(root)
    return folder


@pytest.fixture
def roots(built, tmp_path) -> tuple[DataRoot, DataRoot]:
    """Two copies of it: one to build again in part, one as a whole."""
    for name in ("part", "whole"):
        shutil.copytree(built, tmp_path / name)
    return DataRoot(tmp_path / "part"), DataRoot(tmp_path / "whole")


def read_processed(root: DataRoot) -> dict[str, bytes]:
    """The files of the processed folder."""
    return {path.name: path.read_bytes() for path in root.processed.iterdir() if path.suffix}


def build_both(roots, monkeypatch) -> dict[str, bytes]:
    """Builds one root in part and the other as a whole; both give the same bytes."""
    part, whole = roots
    # Without the digests of the documents nothing can be taken over.
    (whole.inputs).unlink()
    build.build(whole)
    with monkeypatch.context() as patch:
        patch.setattr(build, "compute_tables", _refuse)
        build.build(part)
    made = read_processed(part)
    expected = read_processed(whole)
    assert [name for name in expected if made.get(name) != expected[name]] == []
    assert made.keys() == expected.keys()
    return made


def _refuse(root):
    raise AssertionError("everything was built anew")


def edit(path, old, new):
    return lambda root: replace_text(root.root / path, old, new)


def remove(document_id):
    def change(root):
        shutil.rmtree(root.raw / document_id)

    return change


def copy(document_id, new_id, *replaced):
    """Files a document, and its readings, again under another id."""

    def change(root):
        for folder in (root.raw, root.readings):
            if (folder / document_id).is_dir():
                shutil.copytree(folder / document_id, folder / new_id)
        path = root.raw / new_id / "document.yml"
        for old, new in ((f"document_id: {document_id}", f"document_id: {new_id}"), *replaced):
            replace_text(path, old, new)

    return change


def put_aside(*document_ids):
    def change(root):
        for document_id in document_ids:
            shutil.move(root.raw / document_id, root.root / document_id)

    return change


def put_back(document_id):
    return lambda root: shutil.move(root.root / document_id, root.raw)


RATE = f"raw/{REPORT}/disbursement.csv"
OTHER_RATE = f"raw/{OTHER}/disbursement.csv"
CONDITIONS = f"reference/readings/{REPORT}/conditions.csv"
KIND = "kind: self_evaluation"
BROKEN = edit(f"raw/{REPORT}/document.yml", KIND, "kind: diary")
MENDED = edit(f"raw/{REPORT}/document.yml", "kind: diary", KIND)
CONTRACT = edit(f"reference/readings/{OTHER}/contracts.csv", "990102", "990101")
FOREIGN = edit(CONDITIONS, ",results/", f",{OTHER}/results/")

NEXT = f"{REPORT}-2"
LATER = copy(REPORT, NEXT, ("document_id:", f"supersedes: {REPORT}\ndocument_id:"))
LATER_DATED = copy(
    REPORT, NEXT, ("document_id:", f"supersedes: {REPORT}\ndocument_id:"),
    ("document_date: ", "document_date: '2031-01-01' #"),
)  # fmt: skip
RETITLED = ("title_zh: ", "title_zh: 又")

CHANGES = {
    "what was new is so no more": [
        edit(RATE, "70.00%", "12.34%"),
        edit(OTHER_RATE, "30.00%", "43.21%"),
        edit(OTHER_RATE, "43.21%", "30.00%"),
    ],
    "a document comes and goes": [
        copy(FORM, "demo-990101-more", ("2021-05-31", "2021-05-30")),
        remove("demo-990101-more"),
    ],
    "a county goes and comes": [
        put_aside(REPORT, FORM),
        put_back(FORM),
        put_back(REPORT),
    ],
    "readings": [edit(f"reference/readings/{REPORT}/payments.csv", ",paid,", ",requested,")],
    "a later version comes, changes and goes": [
        LATER,
        edit(f"raw/{NEXT}/disbursement.csv", "70.00%", "12.34%"),
        edit(f"raw/{NEXT}/document.yml", f"supersedes: {REPORT}\n", ""),
        remove(NEXT),
    ],
    "a document is broken and mended": [BROKEN, edit(OTHER_RATE, "30.00%", "43.21%"), MENDED],
    "a broken later version": [
        LATER,
        edit(f"raw/{NEXT}/disbursement.csv", "row_id", "row"),
        edit(RATE, "70.00%", "12.34%"),
        edit(f"raw/{NEXT}/disbursement.csv", "row,", "row_id,"),
    ],
    "a later version of another date, and of nothing": [
        LATER_DATED,
        edit(f"raw/{NEXT}/document.yml", f"supersedes: {REPORT}\n", f"supersedes: {NEXT}\n"),
        edit(f"raw/{NEXT}/document.yml", f"supersedes: {NEXT}\n", f"supersedes: {OTHER}\n"),
        edit(f"raw/{NEXT}/document.yml", f"supersedes: {OTHER}\n", "supersedes: nothing\n"),
        edit(f"raw/{NEXT}/document.yml", "supersedes: nothing\n", f"supersedes: {REPORT}\n"),
    ],
    "a document of a city is lost, mended and withdrawn": [
        edit(f"raw/{LETTER}/document.yml", "kind: ", "kinds: "),
        edit(RATE, "70.00%", "12.34%"),
        edit(f"raw/{LETTER}/document.yml", "kinds: ", "kind: "),
        edit(f"raw/{LETTER}/document.yml", "kind: ", "kinds: "),
        edit(RATE, "12.34%", "70.00%"),
        remove(LETTER),
    ],
    "a county of that city": [remove(LUHE_FORM), edit(f"raw/{LUHE}/document.yml", *RETITLED)],
    "a city's documents": [
        edit(f"raw/{LETTER}/document.yml", *RETITLED),
        put_aside(LETTER, NOTICE),
        put_back(NOTICE),
    ],
    "one contract of two counties": [CONTRACT, edit(OTHER_RATE, "30.00%", "43.21%")],
    "a condition on another county's figure": [
        FOREIGN,
        edit(f"raw/{OTHER}/results.csv", "row_id", "row"),
        edit(RATE, "70.00%", "12.34%"),
        edit(f"raw/{OTHER}/results.csv", "row,", "row_id,"),
        remove(OTHER),
    ],
    "a reviewed figure": [edit(OTHER_RATE, "30.00%", "30.01%"), remove(OTHER)],
}  # fmt: skip


@pytest.mark.parametrize("changes", CHANGES.values(), ids=CHANGES)
def test_what_a_change_leaves_as_it_was_is_taken_over(roots, monkeypatch, changes):
    before = read_processed(roots[0])
    for change in changes:
        for root in roots:
            change(root)
        after = build_both(roots, monkeypatch)
        assert after["manifest.json"] != before["manifest.json"]
        before = after


def test_any_cell_may_change(roots, monkeypatch):
    chance = random.Random(0)
    for _ in range(4):
        paths = sorted(
            path.relative_to(roots[0].root) for path in roots[0].root.glob("r*/*/**/*.csv")
        )
        change_cell(roots, chance.choice(paths), chance)
        build_both(roots, monkeypatch)


def change_cell(roots, path, chance) -> None:
    """Puts a text into a cell of a table."""
    number, text = chance.random(), chance.choice(("", "7", "70.01%", "2020年3月", "990102", "x y"))
    for root in roots:
        with (root.root / path).open(encoding="utf-8", newline="") as file:
            header, *rows = csv.reader(file)
        cells = [(row, at) for row in range(len(rows)) for at in range(len(header))]
        if cells:
            row, at = cells[int(number * len(cells))]
            rows[row][at] = text
        with (root.root / path).open("w", encoding="utf-8", newline="") as file:
            csv.writer(file, lineterminator="\n").writerows([header, *rows])


def test_only_what_is_affected_is_computed(roots, monkeypatch):
    computed = []
    load = load_filed.load_document
    monkeypatch.setattr(
        load_filed, "load_document", lambda folder: computed.append(folder.name) or load(folder)
    )
    replace_text(roots[0].root / RATE, "70.00%", "12.34%")
    build.build(roots[0])
    assert sorted(set(computed)) == [FORM, REPORT]


@pytest.mark.parametrize("damage", ["table", "inputs", "reference", "correction"])
def test_everything_is_built_anew_where_nothing_can_be_taken_over(roots, monkeypatch, damage):
    root = roots[0]
    replace_text(root.root / RATE, "70.00%", "12.34%")
    if damage == "table":
        path = root.processed_table("figures")
        whole = path.read_bytes()
        path.write_bytes(whole[:50] + bytes([whole[50] ^ 1]) + whole[51:])
    elif damage == "inputs":
        root.inputs.write_text("{}", encoding="utf-8")
    else:
        name = "translations" if damage == "reference" else "corrections"
        with (root.reference / f"{name}.csv").open("a", encoding="utf-8") as file:
            file.write("甲,A\n" if damage == "reference" else "a/b/c/d,1,2,r,analyst,2021-01-01\n")
    monkeypatch.setattr(build, "compute_tables", _refuse)
    with pytest.raises(AssertionError, match="built anew"):
        build.build(root)
