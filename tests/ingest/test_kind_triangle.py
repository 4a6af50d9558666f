"""▲ and △: read by what the table itself shows, else reported and blank."""

import pytest

from analysis.build.build import compute_tables
from analysis.ingest.forms.triangle_meaning import find_triangle_meaning

from .conftest import make_content, make_grid

HEADER = ["指标", "单位", "2019年", "2020年", "同比"]
LINES = ("填报单位：狐狸县商务局", "填报日期：2021年9月1日")
RISE = [["接待游客", "万人次", "100", "105", "▲5.00%"], ["旅游收入", "亿元", "20", "22", "▲10.0%"]]
FALL = [["接待游客", "万人次", "105", "100", "▲4.76%"], ["旅游收入", "亿元", "22", "20", "▲9.09%"]]


@pytest.mark.parametrize(
    ("rows", "lines", "meaning"),
    [
        (RISE, (), "rise"),
        (FALL, (), "fall"),
        ([[*row[:-1], row[-1].replace("▲", "△")] for row in FALL], (), "fall"),
        # One row alone, or none whose figures give the change.
        (RISE[:1], (), None),
        ([["接待游客", "万人次", "100", "105", "▲8%"]] * 2, (), None),
        # Rows that contradict each other.
        ([RISE[0], FALL[1]], (), None),
        # A note decides, even against too few rows.
        (RISE[:1], ("注：▲表示下降",), "fall"),
        (RISE[:1], ("说明：“▲”表示同比增长。",), "rise"),
        (RISE[:1], ("△为负数",), "fall"),
        (RISE[:1], ("（▲ 代表减少）",), "fall"),
        (RISE[:1], ("▲号为上升",), "rise"),
        (RISE[:1], ("▲表示增长", "▲表示下降"), None),
        # Points: a difference fits both ways.
        ([["覆盖率", "%", "68.63", "69.63", "▲1.00个百分点"]] * 2, (), None),
        ([["接待游客", "万人次", "1,000", "1,050", "▲5.0%"], RISE[1]], (), "rise"),
    ],
)
def test_what_the_sign_means_is_shown_by_a_note_or_by_two_rows(rows, lines, meaning):
    assert find_triangle_meaning(make_grid(rows).rows, lines) == meaning


@pytest.mark.parametrize(
    ("rows", "change", "words"),
    [(RISE, 0.05, ""), (FALL, -0.0476, ""), (RISE[:1], None, "it shows neither")],
)
def test_a_change_is_read_as_the_table_shows_it(desk, rows, change, words):
    outcome = desk.file(make_content("年度统计表", *LINES, make_grid([HEADER, *rows])))
    assert outcome.state == "filed", outcome
    figures = compute_tables(desk.root).tables["figures"]
    changes = figures[figures["printed"].fillna("").str.contains("▲")]["value"].tolist()
    assert changes[:1] == ([] if change is None else [pytest.approx(change)])
    said = " ".join(finding.reason for finding in outcome.findings)
    assert words in said
