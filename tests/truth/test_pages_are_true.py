"""Not one untrue statement on a page: the shipped counties and 60 invented ones, both languages."""

from analysis.demo.kinds import KINDS
from analysis.paths import PROJECT, DataRoot
from tests.truth.__main__ import check_folder

from .conftest import COUNTIES


def list_faults(root: DataRoot, out) -> list[str]:
    return [f"{name}: {fault}" for name, own in check_folder(root, out).items() for fault in own]


def test_the_briefs_of_the_shipped_counties_are_true(rendered_briefs):
    assert list_faults(DataRoot(PROJECT / "data"), rendered_briefs) == []


def test_the_briefs_of_invented_counties_of_every_kind_are_true(invented_briefs):
    root, out = invented_briefs
    assert len(list(out.glob("[0-9]*.html"))) == 2 * COUNTIES
    assert len(KINDS) <= COUNTIES
    assert list_faults(root, out) == []
