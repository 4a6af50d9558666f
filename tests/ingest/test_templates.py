"""Workbooks of forms: checked, protected, and known again when they come back."""

import openpyxl
import pytest

from analysis.ingest.forms import load_vocabulary, recognise
from analysis.ingest.template_forms import TEMPLATES
from analysis.ingest.templates import HEADER_ROW, UnknownTemplate, write_template

from .conftest import COUNTY, list_reasons, make_content, make_grid

FILLED = {
    "fund_plan": [["1", "培训", "50", "100%", ""]],
    "disbursement": [["甲公司", "培训", "60", "30", "50%"]],
    "contracts": [["培训", "甲公司", "60", "59.9", "2020年3月5日"]],
    "progress": [["1", "培训", "培训不少于500人次", "培训512人次", "100%"]],
    "statistics": [["接待游客", "万人次", "80", "90.5", "13.13%"]],
}


def read_sheet(path):
    """The texts of a workbook's only sheet."""
    sheet = openpyxl.load_workbook(path).active
    return sheet, [["" if c.value is None else str(c.value) for c in row] for row in sheet.rows]


def fill(rows, filled):
    """A template's rows with office, date and figures filled in."""
    rows[1][1], rows[2][1], rows[2][3] = "狐狸县商务局", "2020年8月5日", "2020年7月"
    for at, row in enumerate(filled):
        rows[HEADER_ROW + at][: len(row)] = row
    return [
        row
        if at < HEADER_ROW + len(filled)
        else ["" if text.startswith("=") else text for text in row]
        for at, row in enumerate(rows)
    ]


@pytest.mark.parametrize("kind", FILLED)
def test_a_filled_workbook_goes_in_without_a_question(kind, desk, tmp_path):
    write_template(kind, tmp_path / "form.xlsx", desk.root)
    _, rows = read_sheet(tmp_path / "form.xlsx")
    content = make_content(make_grid(fill(rows, FILLED[kind]), kind), kind="xlsx")
    outcome = desk.file(content, name="form.xlsx")
    assert outcome.state == "filed", list_reasons(outcome)
    assert [f for f in outcome.findings if f.severity != "info"] == []
    found = recognise(content, load_vocabulary(desk.root))
    assert found.identity.county_code == COUNTY
    assert found.identity.period.text == "2020年7月"


def test_a_filled_monthly_form_goes_in_with_all_its_rows(desk, tmp_path):
    write_template("monthly_form", tmp_path / "form.xlsx", desk.root)
    _, rows = read_sheet(tmp_path / "form.xlsx")
    labels = [row[:3] for row in rows[HEADER_ROW : HEADER_ROW + 10]]
    filled = [[*label, "24.08%" if label[2] == "%" else "7"] for label in labels]
    content = make_content(make_grid(fill(rows, filled), "7月"), kind="xlsx")
    outcome = desk.file(content, name="form.xlsx")
    assert outcome.state == "filed", list_reasons(outcome)
    assert [f.reason for f in outcome.findings] == ["a note was left out."]
    assert len(desk.rows(outcome, "monthly_form")) == 10


@pytest.mark.parametrize("kind", TEMPLATES)
def test_an_empty_workbook_is_refused_as_blank(kind, desk, tmp_path):
    write_template(kind, tmp_path / "form.xlsx", desk.root)
    _, rows = read_sheet(tmp_path / "form.xlsx")
    content = make_content(make_grid(fill(rows, []), kind), kind="xlsx")
    assert "blank" in list_reasons(desk.file(content, name="form.xlsx"))


@pytest.mark.parametrize("kind", TEMPLATES)
def test_only_cells_to_fill_are_open_and_amounts_are_checked(kind, desk, tmp_path):
    write_template(kind, tmp_path / "form.xlsx", desk.root)
    sheet, _ = read_sheet(tmp_path / "form.xlsx")
    assert sheet.protection.sheet
    assert sheet.cell(HEADER_ROW, 1).protection.locked
    assert not sheet.cell(HEADER_ROW + 1, 1).protection.locked or kind == "monthly_form"
    formulas = [c for row in sheet.rows for c in row if c.data_type == "f"]
    assert all(formula.protection.locked for formula in formulas)
    amounts = [c for c in TEMPLATES[kind].columns if c.content in ("amount", "percent")]
    assert len(sheet.data_validations.dataValidation) == len(amounts)


@pytest.mark.parametrize("name", ["form.xls", "taken.xlsx", "nowhere/form.xlsx"])
def test_a_workbook_is_written_only_where_none_is(name, desk, tmp_path):
    (tmp_path / "taken.xlsx").write_text("filled by somebody")
    with pytest.raises(UnknownTemplate):
        write_template("progress", tmp_path / name, desk.root)
    assert (tmp_path / "taken.xlsx").read_text() == "filled by somebody"


def test_an_unknown_kind_is_told_with_those_there_are(desk, tmp_path):
    with pytest.raises(UnknownTemplate, match="monthly_form, fund_plan"):
        write_template("nothing", tmp_path / "form.xlsx", desk.root)
