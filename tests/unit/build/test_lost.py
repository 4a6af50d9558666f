"""A document that the last build used and this one cannot use makes its counties fail."""

import shutil

import pytest
import yaml

from analysis.build import build
from analysis.rendering.batch.selection import find_refusal
from analysis.store.load import load_counties

from ..conftest import CITY, COUNTY, DOCUMENT, replace_text
from .test_versions import (
    NEXT,
    break_schema,
    break_table,
    cut_record,
    file_again,
    list_errors,
    remove_record,
)

pytestmark = pytest.mark.usefixtures("without_verdicts")
LETTER = "forest-letter"


def file_letter(root) -> None:
    """Files a letter of the city with a figure about the county."""
    folder = root.raw / LETTER
    folder.mkdir()
    shutil.copy(root.raw / DOCUMENT / "form.csv", folder)
    record = yaml.safe_load((root.raw / DOCUMENT / "document.yml").read_text("utf-8"))
    record |= {
        "document_id": LETTER,
        "county_code": CITY,
        "tables": {"form": record["tables"]["form"]},
    }
    text = yaml.safe_dump(record, allow_unicode=True)
    (folder / "document.yml").write_text(text, "utf-8")


def explain(root, code=COUNTY) -> str:
    """Why no brief of a county can be rendered; blank if one can."""
    return find_refusal(code, load_counties(root)[code]) or ""


@pytest.fixture
def built_root(small_root):
    """A county with a document of its own and one of its city that reports on it, built."""
    file_letter(small_root)
    build.build(small_root)
    assert explain(small_root) == ""
    return small_root


@pytest.mark.parametrize("damage", [break_table, break_schema, cut_record, remove_record])
def test_a_county_fails_until_its_document_is_mended(built_root, tmp_path, damage):
    shutil.copytree(built_root.root, tmp_path / "sound")
    damage(built_root.raw / DOCUMENT)
    for _ in range(2):  # the second build copies what did not change
        assert set(list_errors(build.build(built_root))) == {DOCUMENT}
        assert "the last build used it, and now it cannot be used" in explain(built_root)
        replace_text(built_root.raw / LETTER / "document.yml", "title_zh: ", "title_zh: 又")
    for folder in (built_root.raw, built_root.reference / "readings"):
        shutil.rmtree(folder / DOCUMENT)
        sound = tmp_path / "sound" / folder.relative_to(built_root.root)
        shutil.copytree(sound / DOCUMENT, folder / DOCUMENT)
    build.build(built_root)
    assert explain(built_root) == ""


@pytest.mark.parametrize("document_id", [DOCUMENT, LETTER])
def test_a_county_fails_until_the_document_is_withdrawn(built_root, document_id):
    cut_record(built_root.raw / document_id)
    for _ in range(2):
        build.build(built_root)
        assert "the last build used it, and now it cannot be used" in explain(built_root)
        with (built_root.raw / document_id / "document.yml").open("a", encoding="utf-8") as file:
            file.write("x")
    shutil.rmtree(built_root.raw / document_id)
    build.build(built_root)
    assert explain(built_root) == ""


def test_a_county_without_another_document_stays_in_the_data(small_root):
    build.build(small_root)
    cut_record(small_root.raw / DOCUMENT)
    build.build(small_root)
    assert DOCUMENT in explain(small_root)


def test_a_new_version_that_was_used_and_is_damaged_makes_its_county_fail(small_root):
    file_again(small_root)
    build.build(small_root)
    cut_record(small_root.raw / NEXT)
    build.build(small_root)
    assert NEXT in explain(small_root)


@pytest.mark.parametrize("target", [DOCUMENT, "nothing-2020"])
def test_a_document_that_came_to_replace_itself_or_nothing_makes_its_county_fail(
    small_root, target
):
    build.build(small_root)
    path = small_root.raw / DOCUMENT / "document.yml"
    replace_text(path, "kind: self_", f"supersedes: {target}\nkind: self_")
    build.build(small_root)
    assert "supersedes names" in explain(small_root)


def test_a_cut_record_still_tells_its_county(small_root):
    text = (small_root.raw / DOCUMENT / "document.yml").read_text("utf-8")
    end = text.index(COUNTY) + len(COUNTY) + 1
    (small_root.raw / DOCUMENT / "document.yml").write_text(text[:end] + "\ntitle_zh: [", "utf-8")
    build.build(small_root)
    assert DOCUMENT in explain(small_root)
