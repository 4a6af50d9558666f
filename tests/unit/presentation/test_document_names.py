"""Short names of documents: each tells its document apart from all others of the brief."""

import pytest

from analysis.presentation.brief_tables.table import make_source
from analysis.presentation.document_names import name_documents

from .table_frames import EN, ZH, documents_of

FORM = {
    "document_id": "form-7", "document_kind": "monthly_form", "title_zh": "狐县月报表",
    "issuer_zh": "狐县商务局", "issuer_en": None, "document_date": "2020-08-05",
    "period_start": "2020-07-01", "period_end": "2020-07-31",
}  # fmt: skip
NEXT = FORM | {
    "document_id": "form-8", "period_start": "2020-08-01", "period_end": "2020-08-31",
    "document_date": "2020-09-05",
}  # fmt: skip
REPORT = {
    "document_id": "report", "document_kind": "self_evaluation", "document_date": "2021-09-09",
    "period_start": "2019-05-01", "period_end": "2021-08-30",
}  # fmt: skip


def test_kind_and_month_name_a_form_and_kind_and_date_a_report():
    documents = documents_of(FORM, NEXT, REPORT)
    assert name_documents(documents, ZH) == {
        "form-7": "月报表（2020年7月）",
        "form-8": "月报表（2020年8月）",
        "report": "自评报告（2021年9月9日）",
    }
    assert name_documents(documents, EN)["form-7"] == "Monthly form (July 2020)"


@pytest.mark.parametrize(
    ("changed", "names"),
    [
        ({"document_date": "2020-08-20"}, ["月报表（2020年8月5日）", "月报表（2020年8月20日）"]),
        (
            {"issuer_zh": "狐县农业农村局"},
            ["月报表（狐县商务局、2020年7月）", "月报表（狐县农业农村局、2020年7月）"],
        ),
        (
            {"title_zh": "狐县月报表（修订）"},
            ["狐县月报表（2020年8月5日）", "狐县月报表（修订）（2020年8月5日）"],
        ),
        ({}, ["狐县月报表（form-7）", "狐县月报表（other）"]),
    ],
)
def test_two_documents_of_one_month_are_told_apart_by_what_differs(changed, names):
    other = FORM | {"document_id": "other"} | changed
    assert list(name_documents(documents_of(FORM, other), ZH).values()) == names


def test_a_source_names_its_document_only_where_there_are_several():
    cell = make_source("表2 第1行", ZH.name_sources(documents_of(FORM, REPORT)), "form-7")
    assert (cell.text, [line.text for line in cell.details]) == (
        "表2第1行", ["月报表（2020年7月）"],
    )  # fmt: skip
    assert make_source("表2 第1行", ZH.name_sources(documents_of(FORM)), "form-7").details == ()


def test_a_source_without_a_place_is_the_document():
    words = EN.name_sources(documents_of(FORM, REPORT))
    assert make_source(None, words, "report").text == "Self-evaluation report (9 September 2021)"
