"""Each layout of a public form and each public paper, in each format, with its right answer."""

from pathlib import Path

import pytest

from tests.papers.outcome import describe, try_record
from tests.papers.records import FORMATS, Record, load_records

TESTS = Path(__file__).parents[1]
LAYOUTS = load_records(TESTS / "layouts")
PAPERS = load_records(TESTS / "papers")


@pytest.mark.parametrize("record", [*LAYOUTS, *PAPERS], ids=lambda record: record.id)
def test_what_is_read_of_a_public_paper_is_what_it_prints(record: Record):
    assert record.formats, "the record names no format"
    assert set(record.formats) <= set(FORMATS)
    outcome = try_record(record)
    report = "\n".join(describe(outcome))
    if record.short:
        assert outcome.state != "right", f"all is right: take `short` out of the record\n{report}"
    else:
        assert outcome.state == "right", report


def test_a_record_has_its_name_to_itself():
    names = [record.id for record in [*LAYOUTS, *PAPERS]]
    assert sorted(names) == sorted(set(names))


def test_no_layout_is_known_to_give_a_wrong_figure():
    wrong = [record.id for record in [*LAYOUTS, *PAPERS] if record.short.startswith("wrong")]
    assert not wrong


def test_at_least_95_in_100_layouts_are_read_rightly():
    short = [record.id for record in LAYOUTS if record.short]
    assert len(short) <= 0.05 * len(LAYOUTS), short
