"""Filing of bad and hostile tables; the cases are in bad_tables."""

import pytest

from .bad_tables import CASES
from .conftest import DISBURSEMENT_ROWS, list_reasons, make_disbursement


@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
def test_a_bad_table_has_the_expected_outcome(case, desk):
    outcome = desk.file(case.content)
    reasons = list_reasons(outcome)
    assert outcome.state == case.state, reasons
    for word in case.words:
        assert word in reasons
    assert all("form.docx" in finding.locator for finding in outcome.findings)
    if case.state == "refused":
        assert not list(desk.root.raw.glob("*"))
        assert any(finding.severity == "error" for finding in outcome.findings)
        return
    rows = desk.rows(outcome, case.table)
    if case.rows is not None:
        assert len(rows) == case.rows
    if case.position is not None:
        row_index, column = case.position
        assert rows[row_index][column] == case.text


@pytest.mark.parametrize(
    ("text", "filed_text"),
    [("甲\x07公司", "甲公司"), ("甲\u202e公司", "甲公司"), ("甲\n公司", "甲公司"),
     ("甲\ud800", ""), ("甲\ufffe", ""), ("甲" * 501, "")],
    ids=["control character", "direction mark", "line break", "surrogate", "noncharacter",
         "text of 501 characters"],
)  # fmt: skip
def test_invalid_text_is_cleaned_or_left_blank(text, filed_text, desk):
    outcome = desk.file(make_disbursement([[text, "公共服务", "60.00", "30.00", "50%"]]))
    assert outcome.state == "filed", list_reasons(outcome)
    assert desk.rows(outcome, "disbursement")[0]["payee"] == filed_text
    if not filed_text:
        assert "row 2, column 1" in list_reasons(outcome)


def test_the_name_and_phone_number_of_a_signature_are_not_filed(desk):
    phone_number = "1" + "39" + "0" * 8
    content = make_disbursement([*DISBURSEMENT_ROWS, [f"填表人：某某某 {phone_number}"]])
    outcome = desk.file(content)
    assert outcome.state == "filed"
    filed_text = "".join(
        path.read_text("utf-8") for path in desk.root.root.rglob("*") if path.is_file()
    )
    assert phone_number not in filed_text
    assert "某某某" not in filed_text
