"""Workbooks of forms: validated, protected, and recognised when they come back filled in."""

from itertools import pairwise

import openpyxl
import pytest

from analysis.build.build import compute_tables
from analysis.ingest.forms.recognise import recognise
from analysis.ingest.forms.vocabulary import load_vocabulary
from analysis.ingest.process.reading import read_file
from analysis.ingest.templates.layouts import FILL_ROWS, FUND_COLUMNS, TEMPLATES
from analysis.ingest.templates.workbook import HEADER_ROW, UnknownTemplate, write_template

from .conftest import COUNTY, read_rows

TOP, PERCENT_ROW = HEADER_ROW + 1, 3
# Rows as filled, by their number; None leaves a cell as it is.
FILLED = {
    "monthly_form": {
        TOP + at: [None, None, None, 0.2408 if at == PERCENT_ROW else 7] for at in range(10)
    },
    "fund_plan": {TOP: ["1", "培训", 50.5, 1, "课程"]},
    "disbursement": {TOP: ["甲公司", "培训", 60, 30, 0.5], TOP + 1: ["合计", None, 60, 30, 0.5]},
    "contracts": {
        TOP: ["培训", "甲公司", 60, 59.9, "2020年3月5日"],
        TOP + FILL_ROWS + 1: ["培训", "首期", 17.97, 0.3, "2020年4月1日"],
    },
    "progress": {TOP: ["1", "培训", "培训不少于500人次", "培训512人次", 1]},
    "statistics": {TOP: ["接待游客", "万人次", 80, 90.5, 0.1313]},
    "performance": {
        TOP: [None, 100, 100, 80, 10, 0.8, 8],
        TOP + 5: ["产出指标", "数量指标", "培训人次", "≥5000人次", "5038人次", 50, 50],
        TOP + 6: ["产出指标", "数量指标", "村级服务站点", "≥131个", "140个", 40, 40],
    },
}
# Raw table, column, texts.
EXPECTED = {
    "monthly_form": [
        ("monthly_form", "area_1",
         [*("24.08%" if at == PERCENT_ROW else "7" for at in range(10)), *[""] * 13]),
    ],
    "fund_plan": [("fund_plan", "planned", ["50.5"]), ("fund_plan", "share", ["100%"])],
    "disbursement": [("disbursement", "rate", ["50%", "50%"])],
    "contracts": [
        ("contracts", "award_date", ["2020年3月5日"]),
        ("instalments", "amount", ["17.97"]),
        ("instalments", "share", ["30%"]),
    ],
    "progress": [("progress", "completion", ["100%"])],
    "statistics": [("statistics", "value", ["80", "90.5"])],
    "performance": [
        ("disbursement", "paid", ["80", "", "", ""]),
        ("progress", "result", ["5038人次", "140个"]),
        ("progress_scores", "value", ["50", "50", "40", "40"]),
    ],
}  # fmt: skip


def read_sheet(path):
    """The texts of a workbook's only sheet."""
    sheet = openpyxl.load_workbook(path).active
    return sheet, [["" if c.value is None else str(c.value) for c in row] for row in sheet.rows]


def write_filled(kind, path, desk, filled):
    """Writes a template, and fills it as Excel leaves it: its formulas with their values."""
    write_template(kind, path, desk.root)
    book = openpyxl.load_workbook(path)
    sheet = book.active
    sheet["B2"], sheet["B3"], sheet["D3"] = "狐狸县商务局", "2020年8月5日", "2020年7月"
    for at, values in filled.items():
        for column, value in enumerate(values, start=1):
            cell = sheet.cell(at, column)
            assert not cell.protection.locked or value is None or cell.data_type == "f"
            if value is not None:
                cell.value = value
    for cell in [cell for row in sheet.rows for cell in row if cell.data_type == "f"]:
        cell.value = ""
        cell.data_type = "s"
    book.save(path)


@pytest.mark.parametrize("kind", FILLED)
def test_a_filled_workbook_is_filed_without_a_remark(kind, briefs, desk, tmp_path):
    path = tmp_path / "form.xlsx"
    write_filled(kind, path, desk, FILLED[kind])
    status, _, err = briefs("ingest", path)
    assert status == 0, err
    # What the command does, and what it filed.
    assert len(err.splitlines()) == 2, err
    document = recognise(read_file(path), load_vocabulary(desk.root))
    assert document.identity.county_code == COUNTY
    assert document.identity.period.text == "2020年7月"
    for table, column, expected in EXPECTED[kind]:
        (filed,) = desk.root.raw.glob(f"990101-*/{table}.csv")
        assert [row[column] for row in read_rows(filed)] == expected


def fill_funds(sheet, funds):
    """Fills in what was appropriated, by the label of its row."""
    for row in sheet.iter_rows(min_row=HEADER_ROW):
        for label, amount in pairwise(row):
            if label.value in funds:
                amount.value = funds[label.value]


@pytest.mark.parametrize(
    "kind", ["fund_plan", "disbursement", "contracts", "progress", "performance"]
)
def test_what_was_appropriated_is_read_back_from_every_workbook(kind, briefs, desk, tmp_path):
    path = tmp_path / "form.xlsx"
    write_filled(kind, path, desk, FILLED[kind])
    book = openpyxl.load_workbook(path)
    fill_funds(book.active, {"中央财政资金": 2000, "县级财政资金": "50.50", "社会资金": 0})
    book.save(path)
    assert briefs("ingest", path)[0] == 0
    funds = compute_tables(desk.root).tables["appropriations"]
    amounts = dict(zip(funds["funds_source"], funds["appropriation_cny"], strict=True))
    assert amounts == {"central": 20_000_000, "county": 505_000, "social": 0}
    assert set(funds["project_id"]) == {"990101-province-2020"}
    (city,) = [row for row in funds.to_dict("records") if row["funds_source"] == "county"]
    assert "/statements/" in city["figure"]


def test_what_was_appropriated_is_read_back_from_the_monthly_form(briefs, desk, tmp_path):
    path = tmp_path / "form.xlsx"
    write_filled("monthly_form", path, desk, FILLED["monthly_form"])
    book = openpyxl.load_workbook(path)
    sheet = book.active
    for row in sheet.iter_rows(min_row=TOP):
        if row[1].value == "安排资金/市级财政资金":
            row[3].value = 1_200_000
    book.save(path)
    assert briefs("ingest", path)[0] == 0
    tables = compute_tables(desk.root).tables
    (fund,) = tables["appropriations"].to_dict("records")
    assert (fund["funds_source"], fund["appropriation_cny"]) == ("city", 1_200_000)
    figure = tables["figures"].set_index("figure").loc[fund["figure"]]
    assert figure["is_exact"]


@pytest.mark.parametrize("kind", TEMPLATES)
def test_no_workbook_speaks_of_one_level_of_government_alone(kind, desk, tmp_path):
    write_template(kind, tmp_path / "form.xlsx", desk.root)
    _, rows = read_sheet(tmp_path / "form.xlsx")
    texts = [text for row in rows for text in row]
    named = [text for text in texts if text.endswith(("财政资金", "社会资金"))]
    levels = [text.removeprefix("安排资金/")[:2] for text in named]
    assert levels == ([] if kind == "statistics" else ["中央", "省级", "市级", "县级", "社会"])
    assert not any("省级财政专项资金使用情况" in text for text in texts)


@pytest.mark.parametrize("kind", TEMPLATES)
def test_an_empty_workbook_is_refused_as_blank(kind, briefs, desk, tmp_path):
    write_template(kind, tmp_path / "form.xlsx", desk.root)
    status, _, err = briefs("ingest", tmp_path / "form.xlsx")
    assert status == 1
    assert "the form is blank" in err


@pytest.mark.parametrize("kind", TEMPLATES)
def test_only_cells_to_fill_in_are_unlocked_and_amounts_are_validated(kind, desk, tmp_path):
    write_template(kind, tmp_path / "form.xlsx", desk.root)
    sheet, _ = read_sheet(tmp_path / "form.xlsx")
    assert sheet.protection.sheet
    assert sheet.cell(HEADER_ROW, 1).protection.locked
    has_labels = kind in ("monthly_form", "performance")
    assert sheet.cell(HEADER_ROW + 1, 1).protection.locked == has_labels
    assert not sheet.cell(HEADER_ROW + 1, 4).protection.locked
    formulas = [c for row in sheet.rows for c in row if c.data_type == "f"]
    assert all(formula.protection.locked for formula in formulas)
    funds = FUND_COLUMNS if TEMPLATES[kind].asks_funds else ()
    columns = (*TEMPLATES[kind].columns, *TEMPLATES[kind].second, *funds)
    amounts = [column for column in columns if column.content in ("amount", "percent")]
    assert len(sheet.data_validations.dataValidation) == len(amounts)


@pytest.mark.parametrize("name", ["form.xls", "taken.xlsx", "nowhere/form.xlsx"])
def test_a_workbook_is_written_only_to_a_free_path(name, desk, tmp_path):
    (tmp_path / "taken.xlsx").write_text("filled by somebody")
    with pytest.raises(UnknownTemplate):
        write_template("progress", tmp_path / name, desk.root)
    assert (tmp_path / "taken.xlsx").read_text() == "filled by somebody"


def test_an_unknown_kind_is_refused_with_the_known_ones(desk, tmp_path):
    with pytest.raises(UnknownTemplate, match="monthly_form, fund_plan"):
        write_template("nothing", tmp_path / "form.xlsx", desk.root)
