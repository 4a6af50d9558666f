"""What figures say of each other: each verdict by its own sign, digits as printed, reasons told."""

import pytest

from analysis.presentation.brief_tables.verdicts import tabulate_counts, tabulate_findings
from analysis.presentation.terms import CLAIM_VERDICTS

from ..shown_tables import parse_page, read_table, write_tables
from ..table_frames import EN, LANGUAGES, ZH, Words, verdicts_of

ALL_VERDICTS = tuple(CLAIM_VERDICTS)
CONTRADICTS = {
    "verdict": "contradicts", "recomputed": 999_000, "recomputed_low": 998_900,
    "recomputed_high": 999_100,
}  # fmt: skip
FOR_REVIEW = {
    "verdict": "for_review", "reason": "not_all_listed", "relation": "le", "column": None,
    "claim_kind": "instalment_limit", "label_zh": "分期", "label_en": None,
    "review_status": "accepted", "review_reason": "另有说明", "decided_by": "analyst",
    "recomputed": 900_000, "recomputed_low": 900_000, "recomputed_high": 900_000,
    "decided_date": "2021-10-01", "is_new": True, "document_id": "owl-report",
}  # fmt: skip
NOTHING_GIVEN = {"recomputed": None, "recomputed_low": None, "recomputed_high": None}
NOT_COMPUTABLE = {
    **NOTHING_GIVEN, "verdict": "not_computable", "reason": "blank", "shown_formula": None,
    "printed": None, "printed_unit": None,
}  # fmt: skip
CAPPED = {
    "verdict": "capped", "claim_kind": "completion", "unit": "share", "printed": "100%",
    "printed_unit": "%", "recomputed": 1.24, "recomputed_low": 1.24, "recomputed_high": 1.24,
    "column": "completion", "shown_formula": "620 ÷ 500",
}  # fmt: skip
EXPLAINED = {
    "verdict": "explained", "explanation": "cut_off", "document_id": "elk-report",
    "recomputed": 1_000_080, "recomputed_low": 1_000_080, "recomputed_high": 1_000_080,
}  # fmt: skip
CASES = {
    "none": [],
    "one, that cannot be calculated": [NOT_COMPUTABLE],
    "one, contradicts": [CONTRADICTS],
    "two": [FOR_REVIEW, CONTRADICTS],
    "all verdicts, of three documents": [
        {}, EXPLAINED, CAPPED, NOT_COMPUTABLE, FOR_REVIEW, CONTRADICTS
    ],
}  # fmt: skip


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("case", list(CASES))
def test_findings_show_what_is_printed_beside_what_the_others_give(case, language, snapshot):
    rows = verdicts_of(*CASES[case])
    fragment = tabulate_findings(rows, ALL_VERDICTS, "Findings", Words(language))
    assert write_tables(fragment.html) == snapshot


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("case", ["none", "one, contradicts", "all verdicts, of three documents"])
def test_verdicts_are_counted_with_what_they_mean(case, language, snapshot):
    fragment = tabulate_counts(verdicts_of(*CASES[case]), Words(language))
    assert write_tables(fragment.html) == snapshot


def tabulate(*rows, chosen=ALL_VERDICTS, words=EN):
    return read_table(tabulate_findings(verdicts_of(*rows), chosen, "Findings", words).html)


@pytest.mark.parametrize("words", [ZH, EN], ids=["zh", "en"])
@pytest.mark.parametrize(
    ("row", "kind"),
    [
        (CONTRADICTS, "not-met"),
        (FOR_REVIEW, "not-computable"),
        (NOT_COMPUTABLE, "not-assessed"),
        (CAPPED, "not-assessed"),
        (EXPLAINED, "not-assessed"),
        ({"verdict": "agrees"}, "met"),
    ],
    ids=ALL_VERDICTS,
)
def test_the_sign_and_the_word_of_a_finding_match_its_verdict(row, kind, words):
    html = tabulate_findings(verdicts_of(row), ALL_VERDICTS, "Findings", words).html
    status = parse_page(html).find("span", class_="status")
    sign, name, _ = CLAIM_VERDICTS[row["verdict"]]
    assert status.get_text() == f"{sign} {words.gettext(name)}"
    assert status["class"] == ["status", f"status-{kind}"]


def test_only_the_chosen_verdicts_are_shown_and_in_the_order_chosen():
    shown = tabulate({}, FOR_REVIEW, CONTRADICTS, chosen=("contradicts", "for_review"))
    signs = [cell.split(" / ")[0] for cell in shown.find_column("Result")]
    assert signs == ["✗ Does not match", "! To be checked"]
    assert not tabulate_findings(verdicts_of({}), ("contradicts",), "Findings", EN)


@pytest.mark.parametrize(
    ("printed", "english"),
    [
        ("100.00", "CNY 1,000,000"), ("1,234.50", "CNY 12,345,000"), ("近1", "nearly CNY 10,000"),
        ("0", "CNY 0"),
    ],
)  # fmt: skip
def test_a_figure_is_shown_as_printed_and_in_english_with_english_units(printed, english):
    (row,) = tabulate({"printed": printed}, words=ZH).rows
    assert row[0] == f"{printed}万元 / 合计：计划数"
    (row,) = tabulate({"printed": printed}).rows
    assert row[0] == f"{english} / Total: planned"


@pytest.mark.parametrize(("words", "said"), [(EN, "blank"), (ZH, "未填报")])
def test_a_blank_is_said_to_print_nothing_and_never_zero(words, said):
    (row,) = tabulate(NOT_COMPUTABLE, words=words).rows
    assert row[0].split(" / ")[0] == said


def test_the_column_of_what_others_give_is_left_out_where_they_give_nothing():
    assert "Recalculated" not in tabulate(NOT_COMPUTABLE).headings
    both = tabulate(NOT_COMPUTABLE, CONTRADICTS)
    assert both.find_column("Recalculated") == [
        "CNY 999,000 / range CNY 998,900 to CNY 999,100",
        "",
    ]


@pytest.mark.parametrize(("relation", "sign"), [("eq", ""), ("le", "≤ "), ("ge", "≥ ")])
def test_a_limit_is_shown_by_its_sign(relation, sign):
    (cell,) = tabulate({"relation": relation}).find_column("Recalculated")
    assert cell == f"{sign}CNY 1,000,000"


def test_reason_novelty_and_review_stand_beside_the_verdict():
    (cell,) = tabulate(FOR_REVIEW).find_column("Result")
    assert cell.split(" / ") == [
        "! To be checked",
        "The document may not list all instalments.",
        "new since the last update",
        "Accepted by analyst, 1 October 2021: 另有说明",
    ]


def test_the_counts_add_up_to_the_total():
    shown = read_table(tabulate_counts(verdicts_of({}, {}, CONTRADICTS), EN).html)
    counts = dict(zip(shown.find_column("Result"), shown.find_column("Checks"), strict=True))
    assert (counts["✓ Matches"], counts["✗ Does not match"], counts["All"]) == ("2", "1", "3")
    assert [row[0] for row in shown.totals] == ["All"]


def test_what_documents_print_is_escaped():
    row = {"printed": "<b>1</b>", "label_en": "<i>Total</i>", "shown_formula": "a < b"}
    page = parse_page(tabulate_findings(verdicts_of(row), ALL_VERDICTS, "Findings", EN).html)
    assert page.find_all(["b", "i"]) == []
    assert "<b>1</b>" in page.get_text()
    assert "a < b" in page.get_text()
