"""Which files make processed data stale: documents, shipped tables, and those of the root's own."""

import shutil

import pytest

from analysis.paths import REFERENCE, DataRoot
from analysis.store import freshness
from analysis.store.freshness import list_inputs


@pytest.fixture
def shipped(tmp_path, monkeypatch):
    """A copy of the shipped tables, used in their place."""
    folder = shutil.copytree(REFERENCE, tmp_path / "shipped")
    monkeypatch.setattr(freshness, "REFERENCE", folder)
    return folder


@pytest.fixture
def root(tmp_path):
    """A data root with a document and no tables of its own."""
    root = DataRoot(tmp_path / "data")
    (root.raw / "fox").mkdir(parents=True)
    (root.raw / "fox" / "document.yml").write_text("document_id: fox\n")
    return root


def write(path):
    """Writes or changes a file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(path.read_text("utf-8") + "\n" if path.is_file() else "x\n", "utf-8")


@pytest.mark.parametrize("place", ["shipped", "own"])
def test_a_table_of_either_place_changes_what_all_documents_share(root, shipped, place):
    before = list_inputs(root)
    write((shipped if place == "shipped" else root.reference) / "areas.csv")
    after = list_inputs(root)
    assert after.shared != before.shared
    assert after.documents == before.documents


@pytest.mark.parametrize("place", ["shipped", "own"])
def test_readings_of_either_place_change_their_document_alone(root, shipped, place):
    before = list_inputs(root)
    write((shipped if place == "shipped" else root.reference) / "readings" / "fox" / "events.csv")
    after = list_inputs(root)
    assert after.shared == before.shared
    changed = after.documents.items() ^ before.documents.items()
    assert {name for name, _ in changed} == {"fox"}


def test_the_same_table_in_another_place_is_another_input(root, shipped):
    write(root.reference / "areas.csv")
    own = list_inputs(root)
    (root.reference / "areas.csv").rename(shipped / "more.csv")
    assert list_inputs(root).shared != own.shared
