"""A small data root with invented places and figures, for whoever needs one to break."""

import shutil
from pathlib import Path

import pytest
import yaml

from analysis.paths import PROJECT, DataRoot
from analysis.tables.raw_forms import RAW_COLUMNS
from analysis.tables.reference_forms import READING_COLUMNS, REFERENCE_COLUMNS

COUNTY, CITY, DOCUMENT = "990101", "990100", "fox-2021-self-evaluation"
PROJECT_ID = "990101-province-2020"
# An indicator that says nothing of other indicators.
NONE = ("",) * 8

TABLES = {
    "disbursement": (
        "disbursement",
        {"units": {"planned": "万元", "paid": "万元", "rate": "%"}},
        [
            ("l1", "甲公司", "培训", "60.00", "30.00", "50.00%", "表2 第1行"),
            ("l2", "乙公司", "服务", "40.00", "40.00", "100.00%", "表2 第2行"),
            ("total", "合  计", "", "100.00", "70.00", "70.00%", "表2 第3行"),
        ],
    ),
    "progress": (
        "progress",
        {},
        [("A1", "1", "培训", "培训人次", "已培训", "100%", "表3 第1行")],
    ),
    "results": (
        "statements",
        {},
        [
            ("a1_target", "要求人次", "不少于500人次", "", "", "表3 第1行"),
            ("a1_actual", "完成人次", "620人次", "", "", "表3 第1行"),
            ("visitors", "游客", "12.5万人次", "增长25%", "2020年", "第2段"),
            ("before", "游客", "10.0万人次", "", "2019年", "第2段"),
        ],
    ),
    "contracts": (
        "contracts",
        {},
        [
            ("k1", "培训合同", "甲公司", "60万元", "60.00万元", "2020年3月5日", "第3段"),
            ("k2", "服务合同", "乙公司", "40万元", "40.00万元", "2020年3月6日", "第3段"),
        ],
    ),
    "instalments": (
        "instalments",
        {},
        [
            ("i1", "首期", "30.00万元", "50%", "2020年11月底", "第3段"),
            ("i2", "服务全款", "40.00万元", "100%", "2020年12月", "第3段"),
        ],
    ),
    "form": (
        "monthly_form",
        {
            "areas": {
                "area_1": {"header": "狐县", "county_code": COUNTY},
                "total": {"header": "合计", "county_code": CITY, "covers": COUNTY},
            }
        },
        [("stations", "3", "站点数", "个", "20", "", "20", "月报 第3行")],
    ),
    "events": ("events", {}, [("start", "启动", "2020年1月", "2020年3月", "第1段")]),
}

REFERENCE = {
    "areas": [
        ("990000", "province", "山省", "Mountain Province", "", "", ""),
        (CITY, "city", "林市", "Forest City", "990000", "", ""),
        (COUNTY, "county", "狐县", "Fox County", CITY, "", ""),
    ],
    "indicators": [
        ("visitors", "游客", "Visitors", "person_time", "tourism", "more", "calendar_year", *NONE),
        ("stations", "站点", "Stations", "count", "targets", "more", "since_start", *NONE),
        ("trained", "培训人次", "Trained", "person_time", "targets", "more", "since_start", *NONE),
    ],
    "labels": [("*", "合计", "total"), ("monthly_form", "站点数", "stations")],
    "table_readings": [
        (DOCUMENT, name, PROJECT_ID, "contract" if name == "disbursement" else "", "", "")
        for name in TABLES
    ],
    "projects": [(PROJECT_ID, COUNTY, "province", "2020", "狐县项目", "Fox project", "", "", "")],
    "appropriations": [],
    "translations": [("培训", "Training"), ("甲公司", "Company A")],
    "fact_index": [],
}  # fmt: skip

READINGS = {
    "statements": [
        ("results", "a1_target", "", "trained", "", "", "", "target", "", "", "", ""),
        ("results", "a1_actual", "", "trained", "", "2021-01-31", "", "reported", "", "", "", ""),
        ("results", "visitors", "", "visitors", "2020-01-01", "2020-12-31", "", "reported", "", "",
         "", ""),
        ("results", "before", "", "visitors", "2019-01-01", "2019-12-31", "", "reported", "", "",
         "", ""),
    ],
    "contracts": [
        ("contracts", "k1", "fox-k1", "l1", "", "", ""),
        ("contracts", "k2", "fox-k2", "l2", "", "", ""),
    ],
    "payments": [
        ("instalments", "i1", "1", "fox-k1", "paid", "", "", ""),
        ("instalments", "i2", "1", "fox-k2", "paid", "", "", ""),
    ],
    "items": [("progress", "A1", "training", "trained", "")],
    "conditions": [
        ("progress", "A1", "trained", "人次", "Person-times", "numeric", "ge", "printed",
         "trained", "results/a1_target/value", "results/a1_actual/value", "", "2020-12-31", ""),
    ],
    "events": [("events", "start", "", "phase", "", "", "", "")],
}  # fmt: skip


def write_csv(path: Path, columns, rows) -> None:
    """A CSV file as the project writes them; cells must hold no comma."""
    lines = [",".join(columns), *(",".join(row) for row in rows)]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def write_root(root: Path) -> DataRoot:
    """Writes the small data root."""
    folder = root / "raw" / DOCUMENT
    readings = root / "reference" / "readings" / DOCUMENT
    for path in (folder, readings):
        path.mkdir(parents=True)
    record = {
        "document_id": DOCUMENT, "part_of": None, "kind": "self_evaluation",
        "title_zh": "狐县自评", "title_en": "Fox County self-evaluation", "issuer_zh": "狐县办",
        "county_code": COUNTY, "document_date": "2021-01-31", "period_end": "2021-01-31",
        "tables": {
            name: {"kind": kind, "locator": name, **more}
            for name, (kind, more, _) in TABLES.items()
        },
    }  # fmt: skip
    text = yaml.safe_dump(record, allow_unicode=True)
    (folder / "document.yml").write_text(text, encoding="utf-8")
    for name, (kind, _, rows) in TABLES.items():
        write_csv(folder / f"{name}.csv", RAW_COLUMNS[kind], rows)
    for name, rows in REFERENCE.items():
        write_csv(root / "reference" / f"{name}.csv", REFERENCE_COLUMNS[name], rows)
    shutil.copy(PROJECT / "data" / "reference" / "units.csv", root / "reference")
    for name, rows in READINGS.items():
        write_csv(readings / f"{name}.csv", READING_COLUMNS[name], rows)
    return DataRoot(root)


@pytest.fixture
def small_root(tmp_path) -> DataRoot:
    """A data root of one county with one document that is in order."""
    return write_root(tmp_path / "data")


def replace_text(path: Path, old: str, new: str) -> None:
    """Changes one passage of a file, which must be there."""
    text = path.read_text(encoding="utf-8")
    assert old in text, f"{old!r} is not in {path.name}"
    path.write_text(text.replace(old, new), encoding="utf-8")
