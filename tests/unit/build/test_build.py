"""Raw documents and readings become typed tables; what does not fit is said and left out."""

import json
import shutil
from functools import partial

import numpy as np
import pandas as pd
import pytest

from analysis.build import build
from analysis.build.ensure import ensure_built
from analysis.documents.reference import load_reference
from analysis.paths import REFERENCE
from analysis.store import load
from analysis.tables.findings import FINDING_COLUMNS
from analysis.tables.tables import TABLES

from ..conftest import CITY, COUNTY, DOCUMENT, replace_text


def test_each_table_has_the_columns_and_types_of_its_schema(small_root):
    tables = build.build(small_root).tables
    for name, table in TABLES.items():
        read = load.load_table(name, small_root)
        assert {column: str(dtype) for column, dtype in read.dtypes.items()} == table.dtypes
        pd.testing.assert_frame_equal(read, tables[name])


def test_a_document_in_order_is_built_without_findings(small_root):
    result = build.build(small_root)
    assert result.findings.empty
    assert tuple(result.findings.columns) == FINDING_COLUMNS
    of_reference = ("areas", "indicators", "projects")
    sizes = {name: len(frame) for name, frame in result.tables.items() if name not in of_reference}
    assert sizes == {
        "documents": 1, "figures": 29,
        "appropriations": 0, "budget": 3, "contracts": 2, "payments": 2, "output_items": 1,
        "outputs": 1, "series": 5, "stipulations": 1, "verdicts": 21, "events": 1,
    }  # fmt: skip


def test_every_value_leads_back_to_its_figure(small_root):
    tables = build.build(small_root).tables
    figures = tables["figures"].set_index("figure")
    line = tables["budget"].set_index("row_id").loc["l1"]
    assert figures.loc[f"{DOCUMENT}/disbursement/l1/paid", "value"] == line["paid_cny"] == 300_000
    output = tables["outputs"].iloc[0]
    assert figures.loc[output["actual_figure"], "printed"] == "620人次"
    assert (output["target"], output["actual"], output["unit"]) == (500, 620, "person_time")


def test_the_total_is_known_by_its_label_whatever_its_spaces(small_root):
    budget = build.build(small_root).tables["budget"].set_index("row_id")
    assert budget["row_role"].to_dict() == {"l1": "line", "l2": "line", "total": "total"}
    assert budget["parent_row"].fillna("").to_dict() == {"l1": "total", "l2": "total", "total": ""}


def test_a_blank_cell_stays_missing(small_root):
    replace_text(small_root.raw / DOCUMENT / "form.csv", ",20,,20,", ",20,,,")
    tables = build.build(small_root).tables
    total = tables["series"].set_index("county_code").loc[CITY]
    assert np.isnan(total["value"])
    assert total["missing_reason"] == "blank"


def test_english_comes_from_the_translations_and_is_missing_without_one(small_root):
    budget = build.build(small_root).tables["budget"].set_index("row_id")
    assert budget.loc["l1", "label_en"] == "Training"
    assert pd.isna(budget.loc["l2", "label_en"])


@pytest.mark.parametrize(
    ("file", "old", "new", "expected"),
    [
        ("raw/{}/disbursement.csv", "row_id,payee", "row,payee", "the header is row, payee"),
        ("raw/{}/disbursement.csv", "l2,乙公司", "l1,乙公司", "row_id 'l1' occurs twice"),
        ("raw/{}/disbursement.csv", "60.00,30.00", "60.00,30.00,9", "row 2 has 8 fields"),
        (
            "raw/{}/document.yml",
            "'990101'",
            "990101",
            "county_code: Input should be a valid string",
        ),
        ("raw/{}/document.yml", "self_evaluation", "diary", "kind: Input should be"),
        ("reference/readings/{}/payments.csv", "paid", "promised", "status is 'promised'"),
        ("reference/readings/{}/items.csv", "A1", "A9", "no reading gives its category and rule"),
        ("reference/readings/{}/conditions.csv", "a1_actual", "a9", "is not a figure of data/raw"),
        ("reference/labels.csv", "站点数,stations", "站点数,stops", "no indicator for '站点数'"),
    ],
)
def test_a_document_that_does_not_fit_is_left_out_with_a_reason(
    small_root, file, old, new, expected
):
    other = small_root.raw / "hen-2021"
    shutil.copytree(small_root.raw / DOCUMENT, other)
    replace_text(other / "document.yml", DOCUMENT, "hen-2021")
    for path in other.glob("*.csv"):
        if path.stem not in ("disbursement", "events"):
            path.unlink()
    _keep_tables(other / "document.yml", ("disbursement",))
    replace_text(small_root.root / file.format(DOCUMENT), old, new)
    result = build.build(small_root)
    assert any(expected in reason for reason in result.findings["reason"])
    assert (result.findings["severity"] == "error").all()
    assert result.findings["remedy"].str.len().min() > 10
    assert result.tables["documents"]["document_id"].tolist() == ["hen-2021"]
    assert set(result.tables["budget"]["document_id"]) == {"hen-2021"}


def _keep_tables(path, names):
    import yaml

    record = yaml.safe_load(path.read_text(encoding="utf-8"))
    record["tables"] = {name: record["tables"][name] for name in names}
    path.write_text(yaml.safe_dump(record, allow_unicode=True), encoding="utf-8")


def test_a_missing_shipped_table_stops_the_build_by_name(small_root, tmp_path, monkeypatch):
    shipped = shutil.copytree(REFERENCE, tmp_path / "shipped")
    (shipped / "units.csv").unlink()
    load = partial(load_reference, shipped=shipped)
    monkeypatch.setattr(build, "load_reference", load)
    with pytest.raises(build.BuildError, match=r"units\.csv"):
        build.build(small_root)


def test_only_what_changed_is_built_again(small_root):
    digest = ensure_built(small_root)
    written = small_root.processed_table("series").stat().st_mtime_ns
    assert ensure_built(small_root) == digest
    assert small_root.processed_table("series").stat().st_mtime_ns == written
    replace_text(small_root.raw / DOCUMENT / "form.csv", ",20,,20,", ",21,,21,")
    assert ensure_built(small_root) != digest
    assert 21 in load.load_table("series", small_root)["value"].tolist()


@pytest.mark.parametrize("damage", ["truncate", "flip", "manifest"])
def test_damaged_processed_data_is_built_again(small_root, damage):
    ensure_built(small_root)
    path = small_root.processed_table("series")
    whole = path.read_bytes()
    if damage == "truncate":
        path.write_bytes(whole[:100])
    elif damage == "flip":
        path.write_bytes(whole[:50] + bytes([whole[50] ^ 1]) + whole[51:])
    else:
        small_root.manifest.write_text("{", encoding="utf-8")
    ensure_built(small_root)
    assert path.read_bytes() == whole
    assert json.loads(small_root.manifest.read_text(encoding="utf-8"))["digest"]


def test_documents_later_than_the_date_asked_for_are_not_known(small_root):
    ensure_built(small_root)
    later, earlier = pd.Timestamp("2021-02-01"), pd.Timestamp("2020-12-31")
    assert len(load.load_table("budget", small_root, COUNTY, later)) == 3
    assert load.load_table("budget", small_root, COUNTY, earlier).empty


def test_a_missing_table_says_how_to_get_it(small_root):
    with pytest.raises(load.LoadError, match="briefs build"):
        load.load_table("series", small_root)
