"""Amounts of a column share a unit and keep their printed digits; what is missing is no zero."""

import pandas as pd
import pytest

from analysis.figures.names import name_figures
from analysis.presentation.brief_tables.amounts import (
    choose_scale_of,
    find_sources,
    make_amounts,
    make_payee_heading,
)
from analysis.presentation.brief_tables.table import Cell, Line

from ..table_frames import EN, ZH, contracts_of, figures_of, lines_of

PLANNED = ("planned_cny",)
MISSING = {"zh": "<未报告>", "en": "<not reported>"}


def show_column(words, *amounts):
    """Unit and cell texts of a column of planned amounts."""
    frame = lines_of(*({"planned_cny": amount} for amount in amounts))
    scale = choose_scale_of(frame, PLANNED, words)
    show = make_amounts(frame, PLANNED, scale, words)["planned_cny"]
    cells = [show(amount) for amount in frame["planned_cny"]]
    texts = [f"<{cell.text}>" if cell.kind == "missing" else cell.text for cell in cells]
    assert all(cell.is_number for cell in cells)
    return scale.name, texts


@pytest.mark.parametrize(
    ("words", "amounts", "unit", "texts"),
    [
        (ZH, (600_000, 3_499_230), "万元", ["60", "349.923"]),
        (ZH, (600_000.5, 3_499_230), "元", ["600000.5", "3499230"]),
        (ZH, (300_000_000, 40_000_000), "亿元", ["3", "0.4"]),
        (EN, (600_000.5, 3_499_230), "CNY", ["600,000.5", "3,499,230"]),
        (EN, (300_000_000, 40_000_000), "CNY million", ["300", "40"]),
        (ZH, (9_990,), "元", ["9990"]),
    ],
)
def test_amounts_of_a_column_share_one_unit_and_get_no_further_zeros(words, amounts, unit, texts):
    assert show_column(words, *amounts) == (unit, texts)


def test_an_amount_keeps_the_digits_that_are_printed():
    frame = lines_of({"planned_cny": 5_000_000}, {"row_id": "l2", "planned_cny": 1_749_300})
    figures = figures_of(
        *(
            {"row_id": row_id, "column": "planned", "printed": printed, "printed_unit": "万元",
             "value": value}
            for row_id, printed, value in zip(
                frame["row_id"], ("500.00", "174.93"), frame["planned_cny"], strict=True
            )
        )
    )  # fmt: skip
    figures = figures.assign(figure=name_figures(frame, "planned").tolist())
    for words, texts in ((ZH, ["500.00", "174.93"]), (EN, ["5,000,000", "1,749,300"])):
        scale = choose_scale_of(frame, PLANNED, words)
        show = make_amounts(frame, PLANNED, scale, words, figures)["planned_cny"]
        assert [show(yuan).text for yuan in frame["planned_cny"]] == texts


@pytest.mark.parametrize("words", [ZH, EN], ids=["zh", "en"])
def test_a_reported_zero_is_a_plain_zero_and_a_missing_amount_is_not_reported(words):
    _, texts = show_column(words, 0, None, 3_499_230)
    assert texts[:2] == ["0", MISSING[words.language]]


@pytest.mark.parametrize("words", [ZH, EN], ids=["zh", "en"])
def test_a_column_without_any_amount_says_so_in_each_row(words):
    assert show_column(words, None, None)[1] == [MISSING[words.language]] * 2


def test_the_noise_of_adding_in_binary_is_not_shown():
    assert show_column(EN, 0.1 + 0.2) == ("CNY", ["0.3"])


def test_the_unit_is_chosen_over_all_columns():
    frame = lines_of({"planned_cny": 5_000, "paid_cny": 50_000})
    assert choose_scale_of(frame, PLANNED, ZH).name == "元"
    assert choose_scale_of(frame, ("planned_cny", "paid_cny"), ZH).name == "万元"


def test_the_source_of_a_row_is_that_of_its_first_figure():
    figures = figures_of(
        {"row_id": "r1", "column": "planned", "locator": "第1行"},
        {"row_id": "r1", "column": "paid", "locator": "第2行"},
        {"row_id": "r3", "table_id": "other_table", "locator": "第9行"},
        {"row_id": "r3", "document_id": "other-report", "locator": "第9行"},
    )
    rows = lines_of({}, {}, {}).set_index(pd.Index([7, 8, 9]))
    sources = find_sources(rows, figures)
    assert sources.index.tolist() == [7, 8, 9]
    assert sources[7] == "第1行"
    assert sources[[8, 9]].isna().all()


@pytest.mark.parametrize(
    ("row", "words", "cell"),
    [
        ({}, EN, Cell("Training contract", details=(Line("Company A"),), scope="row")),
        ({}, ZH, Cell("培训合同", details=(Line("甲公司"),), scope="row")),
        ({"payee_zh": None, "payee_en": None}, EN, Cell("Training contract", scope="row")),
        (
            {"label_en": None, "payee_en": None}, EN,
            Cell("培训合同", details=(Line("甲公司", "zh"),), lang="zh", scope="row"),
        ),
    ],
)  # fmt: skip
def test_a_line_names_what_it_is_for_and_below_who_receives_the_money(row, words, cell):
    (record,) = contracts_of(row).to_dict("records")
    assert make_payee_heading(record, words) == cell


@pytest.mark.parametrize(
    ("label_zh", "label_en", "names"),
    [
        ("设备", "Equipment", ["其中：设备", "of which: Equipment"]),
        ("其中：设备", "of which: equipment", ["其中：设备", "of which: equipment"]),
        ("其中:设备", "Of which equipment", ["其中:设备", "Of which equipment"]),
    ],
)
def test_a_part_is_called_a_part_once(label_zh, label_en, names):
    row = {"label_zh": label_zh, "label_en": label_en, "row_role": "of_which"}
    (record,) = contracts_of(row).to_dict("records")
    assert [make_payee_heading(record, words, 1).text for words in (ZH, EN)] == names
