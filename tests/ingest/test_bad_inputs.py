"""What messy and hostile tables get, case by case; the cases are in bad_inputs."""

import pytest

from .bad_inputs import CASES
from .conftest import DISBURSEMENT_ROWS, list_reasons, make_disbursement


@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
def test_bad_input_gets_its_response(case, desk):
    outcome = desk.file(case.content)
    said = list_reasons(outcome)
    assert outcome.state == case.state, said
    for word in case.words:
        assert word in said
    assert all("form.docx" in finding.locator for finding in outcome.findings)
    if case.state == "refused":
        assert not list(desk.root.raw.glob("*"))
        assert any(finding.severity == "error" for finding in outcome.findings)
        return
    rows = desk.rows(outcome, case.table)
    if case.rows is not None:
        assert len(rows) == case.rows
    if case.at is not None:
        number, column = case.at
        assert rows[number][column] == case.text


@pytest.mark.parametrize(
    ("text", "filed"),
    [("甲\x07公司", "甲公司"), ("甲\u202e公司", "甲公司"), ("甲\n公司", "甲公司"),
     ("甲\ud800", ""), ("甲\ufffe", ""), ("甲" * 501, "")],
    ids=["a control character", "a turn of direction", "a line break", "half a character",
         "no character", "endless text"],
)  # fmt: skip
def test_what_is_no_text_is_taken_out_or_left_blank(text, filed, desk):
    outcome = desk.file(make_disbursement([[text, "公共服务", "60.00", "30.00", "50%"]]))
    assert outcome.state == "filed", list_reasons(outcome)
    assert desk.rows(outcome, "disbursement")[0]["payee"] == filed
    if not filed:
        assert "row 2, column 1" in list_reasons(outcome)


def test_a_signature_s_name_and_number_are_filed_nowhere(desk):
    number = "1" + "39" + "0" * 8
    content = make_disbursement([*DISBURSEMENT_ROWS, [f"填表人：某某某 {number}"]])
    outcome = desk.file(content)
    assert outcome.state == "filed"
    filed = "".join(path.read_text("utf-8") for path in desk.root.root.rglob("*") if path.is_file())
    assert number not in filed
    assert "某某某" not in filed
