"""Ten times as long an input needs about ten times the work, never a hundred times.

Work is counted, not timed: the function calls of Python, and for patterns, which run in C, the
processor time of one input against that of another in the same process, with a wide margin.
"""

import sys
import time

import pytest

from analysis.ingest.content import Cell, Content, Grid, Paragraph, Place
from analysis.ingest.readings.drafts import DraftOptions, draft_documents

from .drafting import make_vocabulary

SHORT, GROWTH = 600, 10
# A cost that grows with the square of the length would need a hundred times the work.
MOST_GROWTH = 35
LEAST_SECONDS = 0.25
REPEATED = (
    " ", "\u3000", "2020年", "2020年度", "截至2020年", "自2015年", "1-5月", "2020年1月1日",
    "第一季度",
    "3个", "3个，", "3 个 ", "增长3%", "3万元", "1,234", ",123", "一", "十", "二〇", "《", "(",
    "[2020",
    "清新区", "朝阳区", "填报单位：", " 填报单位：某局", "某局2020年1月1日 ", "附件1",
    "其中", "不少于", "、", "：",
)  # fmt: skip


@pytest.fixture(scope="module")
def vocabulary(tmp_path_factory):
    made = make_vocabulary(tmp_path_factory.mktemp("words"))
    run(made, make_paragraph("3个", 100))  # what is made when first used is made
    return made


def fill(text, length):
    return (text * (length // len(text) + 1))[:length]


def make_paragraph(text, length):
    lines = ("狐狸县2020年7月进展情况", f"{fill(text, length)}3个")
    return Content(
        tuple(Paragraph(line, Place(line=at)) for at, line in enumerate(lines, 1)), kind="text"
    )


def make_lines(text, length):
    lines = ["狐狸县2020年7月进展情况", *[fill(text, 40)] * (length // 40)]
    return Content(
        tuple(Paragraph(line, Place(line=at)) for at, line in enumerate(lines, 1)), kind="text"
    )


def make_cells(text, length):
    rows = [["狐狸县2020年7月", "", ""], ["序号", "项目名称", "金额（万元）"]]
    rows += [["1", fill(text, 400), "3"] for _ in range(length // 400)]
    cells = tuple(
        tuple(Cell(cell, Place(sheet="S", row=at, column=column))
              for column, cell in enumerate(row, 1))
        for at, row in enumerate(rows, 1)
    )  # fmt: skip
    return Content((Grid(cells, cells[0][0].place),), kind="xlsx")


def run(vocabulary, content):
    return draft_documents(content, vocabulary, DraftOptions(file_name="form.txt"))


def count_calls(vocabulary, content):
    count = 0

    def note(frame, event, argument):
        nonlocal count
        count += event in ("call", "c_call")

    sys.setprofile(note)
    try:
        run(vocabulary, content)
    finally:
        sys.setprofile(None)
    return count


def measure(vocabulary, content):
    start = time.process_time()
    run(vocabulary, content)
    return time.process_time() - start


@pytest.mark.parametrize("make", [make_paragraph, make_lines, make_cells])
@pytest.mark.parametrize("text", ["3个", "2020年", "清新区", "填报单位：某局 "])
def test_calls_grow_no_faster_than_the_input(text, make, vocabulary):
    few, many = (count_calls(vocabulary, make(text, SHORT * times)) for times in (1, GROWTH))
    assert many < 15 * few


@pytest.mark.parametrize("text", REPEATED)
def test_the_work_on_a_paragraph_grows_no_faster_than_the_paragraph(text, vocabulary):
    few, many = (measure(vocabulary, make_paragraph(text, SHORT * times)) for times in (1, GROWTH))
    assert many < max(MOST_GROWTH * few, LEAST_SECONDS)


@pytest.mark.parametrize("text", [" ", "(", "1", "月", "=", "、", "*", "①", "单位:", "A/"])
def test_the_work_on_a_long_cell_grows_no_faster_than_the_cell(text, vocabulary):
    def make(length):
        header, row = ["序号", "项目名称", "金额（万元）"], ["1", fill(text, length) + "x", "3"]
        rows = tuple(
            tuple(Cell(cell, Place(sheet="S", row=at, column=column))
                  for column, cell in enumerate(cells, 1))
            for at, cells in enumerate((header, row, [*row[1:], "4"]), 1)
        )  # fmt: skip
        return Content((Grid(rows, rows[0][0].place),), kind="xlsx")

    few, many = (measure(vocabulary, make(6 * SHORT * times)) for times in (1, GROWTH))
    assert many < max(MOST_GROWTH * few, LEAST_SECONDS)
