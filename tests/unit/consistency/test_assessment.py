"""Claims of the text, corrections and reviews; which findings are new."""

import pytest

from analysis.build import build
from analysis.commands.check import check
from analysis.commands.data import has_contradiction
from analysis.parameters import open_brief
from analysis.store.load import load_tables

from ..conftest import COUNTY, DOCUMENT, replace_text

TOTAL = f"total:{DOCUMENT}/disbursement/total/paid"
HEADERS = {
    "claims": "claim_id,figure,relation,formula,figures,innocent,note",
    "reviews": "claim_id,printed,status,reason,decided_by,decided_date",
    "corrections": "figure,transcribed,corrected,reason,decided_by,decided_date",
}


def decide(root, table, *rows):
    """Writes rows of a reference table of decisions."""
    text = "\n".join([HEADERS[table], *rows]) + "\n"
    (root.reference / f"{table}.csv").write_text(text, encoding="utf-8")


def break_total(root):
    replace_text(root.raw / DOCUMENT / "disbursement.csv", "100.00,70.00", "100.00,80.00")


def find(root, claim_id):
    findings = check(root, everything=True)
    return findings[findings["claim_id"] == claim_id].iloc[0]


@pytest.mark.parametrize(
    ("formula", "figures", "verdict"),
    [
        ("paid / planned", "paid=l1/paid; planned=l1/planned", "agrees"),
        ("paid / planned", "paid=l2/paid; planned=l1/planned", "contradicts"),
    ],
)
def test_a_claim_of_the_text_is_recomputed(small_root, formula, figures, verdict):
    operands = figures.replace("=", f"={DOCUMENT}/disbursement/")
    figure = f"{DOCUMENT}/disbursement/l1/rate"
    decide(small_root, "claims", f"fox-rate,{figure},eq,{formula},{operands},,The text says so.")
    # The structural claim about the same rate is reported first, and only once.
    row = find(small_root, "fox-rate" if verdict == "contradicts" else f"rate:{figure}")
    assert row["verdict"] == verdict


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("x,{0}/l1/rate,eq,paid / planned,paid={0}/l1/paid,,", "names paid, planned"),
        ("x,{0}/l1/rate,eq,import os,paid={0}/l1/paid,,", "is not a formula"),
        ("x,{0}/l1/rate,eq,paid,paid={0}/l9/paid,,", "does not name a figure of data/raw"),
        ("x,{0}/l9/rate,eq,paid,paid={0}/l1/paid,,", "is not a figure of data/raw"),
        ("x,{0}/l1/rate,is,paid,paid={0}/l1/paid,,", "it must be one of eq, le, ge"),
    ],
)
def test_an_invalid_claim_is_an_error_with_a_reason(small_root, row, reason):
    decide(small_root, "claims", row.format(f"{DOCUMENT}/disbursement"))
    errors = check(small_root).query("severity == 'error'")
    assert errors["locator"].str.startswith("reference/claims.csv ").all()
    assert reason in errors["reason"].iloc[0]


def test_a_claim_about_a_document_that_is_not_filed_is_an_error(small_root):
    decide(small_root, "claims", "x,other/t/r/c,eq,a,a=other/t/r/d,,")
    (finding,) = check(small_root).to_dict("records")
    assert finding["severity"] == "error"
    assert finding["locator"] == "reference/claims.csv row 2, figure"
    assert "no document other is filed" in finding["reason"]


def test_a_correction_changes_the_figure_and_not_the_raw_table(small_root):
    break_total(small_root)
    raw = (small_root.raw / DOCUMENT / "disbursement.csv").read_text("utf-8")
    figure = f"{DOCUMENT}/disbursement/total/paid"
    decide(small_root, "corrections", f"{figure},80.00,70.00,misread,analyst,2021-02-01")
    assert check(small_root).empty
    assert (small_root.raw / DOCUMENT / "disbursement.csv").read_text("utf-8") == raw


@pytest.mark.parametrize(
    ("cell", "transcribed", "reason"),
    [
        ("disbursement/total/paid", "71.00", "data/raw has '70.00', not '71.00'"),
        ("disbursement/l9/paid", "70.00", "there is no such cell"),
        ("nothing/total/paid", "70.00", "there is no such cell"),
        ("disbursement/total", "70.00", "it must be a figure: document_id/table_id/row_id/column"),
    ],
)
def test_an_invalid_correction_is_an_error(small_root, cell, transcribed, reason):
    row = f"{DOCUMENT}/{cell},{transcribed},72.00,misread,analyst,2021-02-01"
    decide(small_root, "corrections", row)
    errors = check(small_root).query("severity == 'error'")
    assert reason in errors["reason"].iloc[0]


@pytest.mark.parametrize(
    ("status", "fails"), [("accepted", False), ("confirmed", True), ("open", True)]
)
def test_only_an_accepted_review_settles_a_contradiction(small_root, status, fails):
    break_total(small_root)
    row = f"80.00,{status},The office confirmed it.,analyst,2021-02-01"
    rest = ",70.00%,accepted,Follows from the total.,analyst,2021-02-01"
    decide(
        small_root, "reviews", f"{TOTAL},{row}", f"rate:{DOCUMENT}/disbursement/total/rate{rest}"
    )
    finding = find(small_root, TOTAL)
    assert finding["verdict"] == "contradicts"
    assert "The office confirmed it." in finding["review"]
    assert "analyst" in finding["review"]
    assert has_contradiction(check(small_root)) is fails
    verdicts = load_tables(open_brief(COUNTY, "latest", "zh", str(small_root.root)), "verdicts")
    shown = verdicts.set_index("claim_id").loc[TOTAL]
    assert (shown["review_status"], shown["decided_by"]) == (status, "analyst")


def test_a_review_of_a_changed_figure_does_not_count_and_gives_a_warning(small_root):
    break_total(small_root)
    decide(small_root, "reviews", f"{TOTAL},90.00,accepted,Old.,analyst,2021-02-01")
    findings = check(small_root)
    assert has_contradiction(findings)
    warnings = findings[findings["kind"] == "reading"]
    assert "was about '90.00'" in warnings["reason"].iloc[0]


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("nothing:x,1,accepted,why,analyst,2021-02-01", "no finding has the claim_id"),
        (
            f"{TOTAL},70.00,fine,why,analyst,2021-02-01",
            "it must be one of open, confirmed, accepted",
        ),
    ],
)
def test_an_invalid_review_is_an_error(small_root, row, reason):
    decide(small_root, "reviews", row)
    errors = check(small_root).query("severity == 'error'")
    assert errors["reason"].str.contains(reason, regex=False).any()


def test_a_finding_is_new_until_the_data_change_again(small_root):
    assert check(small_root).empty
    break_total(small_root)
    assert find(small_root, TOTAL)["is_new"]
    build.build(small_root)  # the data have not changed
    assert find(small_root, TOTAL)["is_new"]
    replace_text(small_root.raw / DOCUMENT / "events.csv", "启动", "开始")
    assert not find(small_root, TOTAL)["is_new"]


def test_nothing_is_new_in_a_first_build(small_root):
    break_total(small_root)
    assert not find(small_root, TOTAL)["is_new"]


def test_a_check_of_dates_stands_where_the_document_prints_the_date(small_root):
    check(small_root)
    brief = open_brief(COUNTY, "latest", "zh", str(small_root.root))
    verdicts, figures, events = load_tables(brief, "verdicts", "figures", "events")
    dated = verdicts[verdicts["claim_kind"] == "dates"]
    assert len(dated)
    assert set(dated["locator"]) <= set(figures["locator"]) | set(events["locator"])
