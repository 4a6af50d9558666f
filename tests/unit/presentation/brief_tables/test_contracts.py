"""Contracts and instalments: amounts as reported, requested and paid apart, missing as missing."""

import pytest

from analysis.presentation.brief_tables.contracts import tabulate_contracts, tabulate_instalments

from ..shown_tables import parse_page, read_table, read_tables, write_tables
from ..table_frames import (
    EN,
    LANGUAGES,
    ZH,
    Words,
    contracts_of,
    figures_of,
    instalments_of,
)

FULL = {
    "award_date": "2020-03-05", "contract_cny": 600_000, "requested_cny": 300_000,
    "paid_cny": 150_000, "instalments": 2,
}  # fmt: skip
SERVICE = {
    "row_id": "r2", "label_zh": "服务合同", "label_en": None, "payee_zh": "乙公司", "payee_en": None
}  # fmt: skip
CONTRACTS = {
    "none": [],
    "one, nothing reported": [{"payee_zh": None, "payee_en": None}],
    "one, everything reported": [FULL],
    "two, one of them without amount": [
        {**FULL, "contract_cny": 600_000.5},
        {**SERVICE, "award_date": "2020-02-01", "date_precision": "month"},
    ],
    "four of three documents": [
        {**FULL, "award_date": "2020-06-01", "paid_cny": 0},
        {**FULL, **SERVICE, "document_id": "owl-report", "requested_cny": None, "paid_cny": None},
        {**FULL, "document_id": "elk-report", "label_en": "Roads", "label_zh": "道路"},
        {**SERVICE, "contract_cny": 1_234_560, "award_date": "2020", "date_precision": "year"},
    ],
}
FIRST = {
    "amount_cny": 300_000, "printed_share": 0.5, "status_date": "2020-11-30",
    "cumulative_cny": 300_000,
}  # fmt: skip
REST = {"row_id": "r2", "label_zh": "尾款", "label_en": None}
INSTALMENTS = {
    "none": [],
    "one, nothing reported": [{}],
    "one, everything reported": [{**FIRST, "status": "paid"}],
    "two statuses of one instalment": [
        {**FIRST, "date_precision": "month", "is_repeat": True},
        {**FIRST, "status": "paid", "status_date": "2020-12-24", "is_repeat": True},
    ],
    "four of three documents": [
        {**FIRST, "status": "requested", "document_id": "owl-report"},
        {**FIRST, "status": "submitted", "amount_cny": 0, "cumulative_cny": 0},
        {
            **REST, "status": "paid", "printed_share": 0.333, "amount_cny": 333_333.33,
            "cumulative_cny": 333_333.33, "status_date": "2021-02-01",
        },
        {**REST, "status": "retained", "document_id": "elk-report", "printed_share": 0.05},
    ],
}  # fmt: skip
FIGURES = figures_of(
    {"row_id": "r1", "locator": "第3段（第30行）"},
    {"row_id": "r2", "locator": "第4段（第40行）"},
    {"row_id": "r2", "document_id": "owl-report", "locator": "附件2 第1行"},
    {"row_id": "r1", "document_id": "owl-report", "locator": "附件2 第5行"},
    {"row_id": "r2", "document_id": "elk-report", "locator": "附件3 第7行"},
    {"row_id": "r3", "document_id": "elk-report", "locator": "附件3 第1行"},
)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("case", list(CONTRACTS))
def test_contracts_are_shown_with_what_is_reported_of_them(case, language, snapshot):
    fragment = tabulate_contracts(contracts_of(*CONTRACTS[case]), FIGURES, Words(language))
    assert write_tables(fragment.html) == snapshot


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("case", list(INSTALMENTS))
def test_instalments_are_shown_in_the_status_that_is_reported(case, language, snapshot):
    fragment = tabulate_instalments(instalments_of(*INSTALMENTS[case]), FIGURES, Words(language))
    assert write_tables(fragment.html) == snapshot


def tabulate(*rows, words=EN):
    return read_table(tabulate_contracts(contracts_of(*rows), FIGURES, words).html)


def test_a_contract_on_which_nothing_is_reported_shows_no_zero():
    (contract, total) = tabulate({}).rows
    assert contract[1:6] == ["no date", *["<not reported>"] * 3, "<Not reported>"]
    assert total[2] == "<Cannot be calculated>"


def test_a_reported_payment_of_zero_is_a_zero():
    assert tabulate({**FULL, "paid_cny": 0}).find_column("Paid (CNY)")[0] == "0"


def test_there_is_no_total_where_one_amount_is_missing():
    amounts = tabulate(FULL, {}).find_column("Amount (CNY)")
    assert amounts == ["600,000", "<not reported>", "<Cannot be calculated>"]


def test_the_total_is_the_sum_of_all_contracts_and_marked_as_a_total():
    shown = tabulate(FULL, {**FULL, "contract_cny": 400_000.25})
    (total,) = shown.totals
    assert total == ["Total of 2 contracts", "", "1,000,000.25", "", "", "", ""]
    assert shown.rows[-1] == total


def test_contracts_stand_in_the_order_of_their_award_and_undated_ones_last():
    shown = tabulate(
        {"label_en": "Undated"},
        {"label_en": "Later", "award_date": "2020-05-01"},
        {"label_en": "Earlier", "award_date": "2020-04-01"},
    )
    names = [name.split(" / ")[0] for name in shown.find_column("Contract")]
    assert names == ["Earlier", "Later", "Undated", "Total of 3 contracts"]


@pytest.mark.parametrize(("words", "said"), [(EN, "<See instalments>"), (ZH, "<见分期拨付>")])
def test_an_instalment_that_several_contracts_share_is_not_divided_but_noted(words, said):
    shared = {"contract_cny": 600_000, "instalments": 1}
    html = tabulate_contracts(contracts_of(shared), FIGURES, words).html
    assert read_table(html).rows[0][3:6] == [said, said, "1"]
    assert "※" in write_tables(html)


def test_amounts_that_can_be_told_apart_carry_no_note():
    fragment = tabulate_contracts(contracts_of(FULL, {}), FIGURES, EN)
    assert "※" not in write_tables(fragment.html)


def test_names_of_contracts_and_firms_are_escaped():
    rows = contracts_of({"label_en": "<b>Roads</b>", "payee_en": "<i>A & B</i>"})
    html = str(tabulate_contracts(rows, FIGURES, EN).html)
    assert "&lt;b&gt;Roads&lt;/b&gt;" in html
    assert "&lt;i&gt;A &amp; B&lt;/i&gt;" in html


def test_only_the_status_paid_says_that_money_was_paid():
    rows = [{**FIRST, "status": name} for name in ("requested", "submitted", "paid", "retained")]
    shown = read_table(tabulate_instalments(instalments_of(*rows), FIGURES, EN).html)
    statuses = ["Requested", "Submitted for payment", "Reported as paid", "Not yet payable"]
    assert shown.find_column("Status") == statuses


def test_a_share_that_is_not_printed_is_blank_and_a_printed_one_keeps_its_digits():
    rows = instalments_of({}, {"printed_share": 0.5}, {"printed_share": 0.3333})
    shown = read_table(tabulate_instalments(rows, FIGURES, EN).html)
    assert shown.find_column("Reported share") == ["", "50%", "33.33%"]


def test_an_instalment_that_is_not_dated_says_so():
    shown = read_table(tabulate_instalments(instalments_of({}), FIGURES, EN).html)
    assert shown.find_column("Status date") == ["<no date>"]


def test_a_printed_total_is_shown_last_and_is_no_contract():
    shown = tabulate(
        {**FULL, "row_id": "t", "row_role": "total", "label_en": "Total", "contract_cny": 900_000},
        {**FULL, "row_id": "a", "parent_row": "t", "label_en": "First"},
        {**FULL, "row_id": "b", "parent_row": "a", "label_en": "Part"},
    )
    assert shown.find_column("Contract") == ["First / Company A", "– Part / Company A",
                                             "Total / Company A"]  # fmt: skip
    assert [row[2] for row in shown.totals] == ["900,000"]


def test_cells_of_a_total_are_aligned_like_those_above():
    rows = [FULL, {**FULL, "row_id": "t", "row_role": "total"}]
    for contracts in (rows[:1], rows):
        html = tabulate_contracts(contracts_of(*contracts), FIGURES, EN).html
        aligned = {
            tuple("number" in cell.get("class", []) for cell in row.find_all(["th", "td"]))
            for row in parse_page(html).find_all("tr")
        }
        assert aligned == {(False, False, True, True, True, True, False)}


def test_instalments_of_one_label_are_told_apart_by_their_contracts():
    rows = [
        {"contract_ids": "k1", "contracts_en": "Training"},
        {"contract_ids": "k2", "contracts_en": "Logistics"},
        {
            "contract_ids": "k2",
            "contracts_en": "Logistics",
            "label_en": "Second",
            "instalment": "2",
        },
    ]
    shown = read_table(tabulate_instalments(instalments_of(*rows), FIGURES, EN).html)
    assert shown.find_column("Instalment") == [
        "First instalment / Training", "First instalment / Logistics", "Second",
    ]  # fmt: skip


def test_each_project_has_its_own_contracts_and_instalments():
    names = {"fox-2020": "First", "fox-2021": "Second", "fox-2022": "Third"}
    rows = ({"contract_cny": 1}, {"contract_cny": 2, "project_id": "fox-2021"})
    contracts = tabulate_contracts(contracts_of(*rows), FIGURES, EN, names)
    assert [table.rows[-1][2] for table in read_tables(contracts.html)] == ["1", "2"]
    assert "Third: No contracts are reported." in str(contracts.html)
    instalments = instalments_of({}, {"project_id": "fox-2021"})
    shown = read_tables(tabulate_instalments(instalments, FIGURES, EN, names).html)
    assert [table.caption for table in shown] == ["First: Instalments", "Second: Instalments"]
