"""The invented data set: always the same, marked as such, consistent but for listed counties."""

import hashlib

import pytest

from analysis.commands.check import check
from analysis.demo import MOST_COUNTIES, DemoError, list_contradictions, write_demo
from analysis.demo.places import list_places
from analysis.paths import PROJECT, DataRoot

COUNTIES = 12


@pytest.fixture(scope="module")
def demo(tmp_path_factory):
    return write_demo(tmp_path_factory.mktemp("demo") / "data", COUNTIES, 2)


def digest_files(root: DataRoot):
    return {
        path.relative_to(root.root): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in root.root.rglob("*")
        if path.is_file() and "processed" not in path.parts
    }


def test_only_the_counties_that_it_names_contradict_themselves(demo):
    findings = check(demo)
    contradicting = findings[findings["verdict"] == "contradicts"]
    assert contradicting["county_code"].tolist() == list_contradictions(COUNTIES) == ["990107"]
    assert not (findings["severity"] == "error").any()


def test_the_same_call_writes_the_same_files(demo, tmp_path):
    assert digest_files(write_demo(tmp_path / "again", COUNTIES, 2)) == digest_files(demo)


def test_more_counties_leave_the_others_as_they_are(demo, tmp_path):
    more = digest_files(write_demo(tmp_path / "more", COUNTIES + 1, 2))
    raw = {name: digest for name, digest in digest_files(demo).items() if name.parts[0] == "raw"}
    assert raw.items() <= more.items()


def test_places_are_marked_and_cannot_be_real():
    places = list_places(MOST_COUNTIES)
    assert len({place.code for place in places}) == len(places)
    assert len({place.name_zh for place in places}) == len(places)
    assert all(place.code.startswith("99") for place in places)
    assert all(place.name_zh.startswith("演示") for place in places)
    assert all(place.name_en.startswith("Demo ") for place in places)


@pytest.mark.parametrize(("counties", "months"), [(0, 1), (MOST_COUNTIES + 1, 1), (1, -1)])
def test_numbers_out_of_range_are_refused(tmp_path, counties, months):
    with pytest.raises(DemoError, match="--counties must be 1 to"):
        write_demo(tmp_path / "data", counties, months)


def test_nothing_is_overwritten(tmp_path):
    (tmp_path / "mine").write_text("mine")
    with pytest.raises(DemoError, match="nothing is overwritten"):
        write_demo(tmp_path, 1, 1)
    assert [path.name for path in tmp_path.iterdir()] == ["mine"]


def test_the_shipped_tables_are_not_touched(demo):
    shipped = (PROJECT / "data" / "reference" / "areas.csv").read_text("utf-8")
    assert "演示" not in shipped
    assert demo.reference.is_relative_to(demo.root)
