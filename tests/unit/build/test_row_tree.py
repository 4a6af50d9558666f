"""Which rows of a table of amounts are sums, and which rows are part of which."""

import pytest

from analysis.build.row_tree import PrintedRow, place_rows
from analysis.documents.reference import load_reference
from analysis.paths import PROJECT, DataRoot

MEANINGS = load_reference(DataRoot(PROJECT / "data")).labels("disbursement")
SHORT = {"line": "", "total": "T", "subtotal": "S", "of_which": "w", "unknown": "?"}


def read(text):
    """Rows of ``label planned paid``; an amount in whole 万元, ``-`` where blank."""
    rows = []
    for number, line in enumerate(text.strip().splitlines(), start=1):
        label, *cells = line.rsplit(" ", 2)
        amounts = {
            name: (10_000 * float(cell) - 5_000, 10_000 * float(cell) + 5_000)
            for name, cell in zip(("planned", "paid"), cells, strict=True)
            if cell != "-"
        }
        index, _, name = label.rpartition("|")
        rows.append(PrintedRow(f"r{number}", name, index.strip(), amounts))
    return rows


def place(text):
    """The place of each row, such as ``w1``: named by 其中 within the first row."""
    places = place_rows(read(text), MEANINGS)
    return " ".join(
        f"{SHORT[place.role]}{'' if place.parent is None else place.parent[1:]}" or "."
        for place in places.values()
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("甲 60 30\n乙 40 40\n合  计 100 70", "3 3 T"),
        ("合计（万元） 100 70\n甲 60 30\n乙 40 40", "T 1 1"),
        ("甲 60 30\n乙 40 40", ". ."),
        # A total that does not add up stays the total: the labels are plain.
        ("甲 60 30\n乙 40 40\n合计： 120 70", "3 3 T"),
        ("甲 - -\n乙 40 40\n总计 100 -", "3 3 T"),
        # Three levels.
        (
            "一、上行 1000 425\n（一）品牌 600 300\n1.设计 200 100\n2.推广 400 200\n"
            "（二）追溯 400 125\n二、培训 300 125\n合计 1300 550",
            "7 1 2 2 1 7 T",
        ),
        ("一、上行 1000 425\n1.品牌 600 300\n2.追溯 400 125\n二、培训 300 125", ". 1 1 ."),
        # The number stands in a column of its own.
        ("一|上行 1000 425\n1|品牌 600 300\n2|追溯 400 125\n二|培训 300 125", ". 1 1 ."),
        ("1|上行 1000 425\n1.1|品牌 600 300\n1.2|追溯 400 125\n2|培训 300 125", ". 1 1 ."),
        ("1|上行 600 300\n2|培训 400 100\n|机动资金 10 0\n|合计 1010 400", "4 4 4 T"),
        # Brackets and half brackets in an order of their own.
        ("（1）上行 100 -\n1）品牌 60 -\n2）追溯 40 -\n（2）培训 30 -", ". 1 1 ."),
        # Numbers that begin anew without a heading are one level.
        ("1.甲 10 1\n2.乙 20 2\n1.丙 30 3\n合计 60 6", "4 4 4 T"),
        # Unnumbered rows below numbered ones.
        ("一、上行 1000 425\n品牌 600 300\n追溯 400 125\n二、培训 300 125\n合计 1300 550",
         "5 1 1 5 T"),
        ("一、上行 600 300\n二、培训 400 125\n机动资金 10 0\n合计 1010 425", "4 4 4 T"),
        ("一、上行 - -\n品牌 600 300\n追溯 400 125\n二、培训 300 125", ". 1 1 ."),
        ("一、上行 600 300\n其他 50 20\n二、培训 300 125", ". . ."),
        # Subtotals behind and before their lines, of sections and packages.
        ("甲 100 50\n乙 150 75\n小计 250 125\n丙 250 200\n合计 500 325", "3 3 S5 5 T"),
        ("小计 250 125\n甲 100 50\n乙 150 75\n小计 30 20\n丙 30 20\n合计 280 145",
         "S6 1 1 S6 4 T"),
        ("包组一：甲 100 50\n包组一：乙 20 10\n小计 120 60\n包组二：丙 30 20\n小计 30 20\n"
         "合计 150 80", "3 3 S6 5 S6 T"),
        ("一、上行 - -\n1.品牌 60 30\n2.追溯 40 10\n小计 100 40\n二、培训 - -\n1.师资 20 5\n"
         "小计 20 5\n合计 120 45", "8 4 4 S1 8 7 S5 T"),
        ("甲 100 50\n乙 20 10\n上行合计 120 60\n丙 30 20\n培训合计 30 20\n总计 150 80",
         "3 3 S6 5 S6 T"),
        ("甲 100 50\n乙 20 10\n合计 120 60\n丙 30 20\n合计 30 20\n总计 150 80", "3 3 S6 5 S6 T"),
        # 其中.
        ("甲 250 100\n其中：师资费 150 60\n乙 250 200\n合计 500 300", "4 w1 4 T"),
        ("甲 250 100\n其中：师资费 150 60\n场地费 100 40\n乙 250 200\n合计 500 300",
         "5 w1 w1 5 T"),
        ("甲 250 100\n其中：师资费 150 60\n其中：场地费 50 40\n乙 250 200\n合计 500 300",
         "5 w1 w1 5 T"),
        ("一、甲 250 100\n其中：1.师资费 150 60\n2.场地费 50 20\n二、乙 250 200\n合计 500 300",
         "5 w1 w1 5 T"),
        ("一、甲 250 100\n其中 - -\n1.师资费 150 60\n2.场地费 50 20\n二、乙 250 200",
         ". w1 w1 w1 ."),
        ("甲 100 50\n乙 150 75\n小计 250 125\n其中：设备 100 50\n丙 250 200\n合计 500 325",
         "3 3 S6 w3 6 T"),
        ("甲 60 30\n乙 40 40\n合计 100 70\n其中：中央资金 80 60\n省级资金 20 10",
         "3 3 T w3 w3"),
        # The parts of the performance form are the whole of its total.
        ("年度资金总额 800 720\n其中：当年财政拨款 700 630\n上年结转资金 100 90\n其他资金 - -",
         "T 1 1 1"),
        ("年度资金总额： 600 350\n其中：当年财政拨款 400 300\n上年结转资金 100 50", "T 1 1"),
        ("年度资金总额 800 720\n其中：当年财政拨款 700 620", "T w1"),
        ("年度资金总额 800 720\n其中：当年财政拨款 700 630\n其中：中央 500 430\n"
         "上年结转资金 100 90", "T 1 w2 1"),
        # Nothing tells which reading is right: the rows are unknown.
        ("甲 250 100\n其中：师资费 150 60\n其他 20 10", ". w1 ?"),
        ("甲 250 100\n合计 600 200\n乙 300 300", "? ? ?"),
        # A total amid the lines, by what it adds up.
        ("甲 60 30\n合计 100 70\n乙 40 40", "2 T 2"),
        ("甲 60 30\n乙 40 40\n合计 100 70\n另：县级配套 20 20", "3 3 T ."),
        # Several totals.
        ("甲 60 30\n乙 40 40\n合计 100 70\n丙 20 20\n合计 120 90", "3 3 S5 5 T"),
        ("甲 60 30\n乙 40 40\n合计 100 70\n丙 20 20\n丁 5 5\n合计 25 25", "3 3 S 6 6 S"),
        # Parts without a mark, where the total adds up without them.
        ("上行 1000 425\n品牌 600 300\n追溯 400 125\n培训 300 125\n合计 1300 550", "5 1 1 5 T"),
        ("上行 1000 425\n品牌 600 300\n追溯 400 125\n培训 300 125", "? ? ? ."),
        ("上行 100 -\n品牌 50 -\n追溯 50 -", ". . ."),
        # Indentation.
        ("上行 1000 425\n　　品牌 600 300\n　　追溯 400 125\n培训 300 125", ". 1 1 ."),
        ("上行 1000 425\n　培训 300 125\n合计 1300 550", "3 3 T"),
    ],
)  # fmt: skip
def test_each_row_has_its_place(text, expected):
    assert place(text) == expected


def test_many_open_rows_are_unknown_rather_than_slow():
    rows = "\n".join(f"甲{number} 9 9\n其中：乙 1 1\n丙 2 2\n丁 3 3" for number in range(12))
    assert set(place(rows).split()) <= {".", "?", *(f"w{1 + 4 * number}" for number in range(12))}
