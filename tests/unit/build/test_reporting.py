"""The index of counties counts the documents that a brief counts, and dates them alike."""

import shutil

import pandas as pd
import pytest
import yaml

from analysis.brief import LATEST
from analysis.build import build
from analysis.parameters import open_brief
from analysis.store.load import load_counties, load_tables

from ..conftest import CITY, COUNTY, DOCUMENT

NOTICE, DAY = "forest-notice", "2021-06-30"


@pytest.fixture
def root_with_notice(small_root, without_verdicts):
    """A county and a newer notice of its city that names only a day for it."""
    folder, readings = small_root.raw / NOTICE, small_root.reference / "readings" / NOTICE
    folder.mkdir()
    readings.mkdir()
    shutil.copy(small_root.raw / DOCUMENT / "events.csv", folder)
    shutil.copy(small_root.reference / "readings" / DOCUMENT / "events.csv", readings)
    path = readings / "events.csv"
    path.write_text(path.read_text("utf-8").replace("start,,", f"start,{COUNTY},"), "utf-8")
    record = yaml.safe_load((small_root.raw / DOCUMENT / "document.yml").read_text("utf-8"))
    tables = {"events": record["tables"]["events"]}
    record |= {"document_id": NOTICE, "county_code": CITY, "document_date": DAY, "tables": tables}
    text = yaml.safe_dump(record, allow_unicode=True)
    (folder / "document.yml").write_text(text, "utf-8")
    assert build.build(small_root).findings.empty
    return small_root


def test_a_document_with_events_only_is_counted_and_is_the_newest(root_with_notice):
    county = load_counties(root_with_notice)[COUNTY]
    brief = open_brief(COUNTY, LATEST, "en", str(root_with_notice.root))
    assert (county.documents, county.latest) == (2, DAY)
    assert brief.as_of == pd.Timestamp(DAY)
    assert set(load_tables(brief, "documents")["document_id"]) == {DOCUMENT, NOTICE}
    assert set(load_tables(brief, "events")["document_id"]) == {DOCUMENT, NOTICE}
