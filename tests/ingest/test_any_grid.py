"""Any content of a grid is filed, or refused with a reason."""

import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from analysis.build.build import compute_tables
from analysis.ingest.content import Cell, Content, Grid, Paragraph, Place

from .conftest import DISBURSEMENT_HEADER, MONTHLY_HEADER, MONTHLY_ROWS, Desk, write_reference

WORDS = [
    "", "1", "70%", "0.7", "万元", "合计", "小计", "—", "注：", "填表人：", "狐狸县", "獾子县",
    "示范县名称1", "2020年7月", "月报表", "首期", "单位：万元", "一级指标", "三级指标",
    "年度指标值", "实际完成值", "指标", "2019年", "同比", "项目要求", "完成情况",
    "完成百分比/%", "金额（万元）", "名称", "中标单位", "合同金额（万元）", "期次", "拨付金额",
    "计划资金（万元）", "不少于500笔，或不少于3场", "完成3631笔，共142755.2万元",
    "实际拨付（万元）", "包组", "中标金额",
    *DISBURSEMENT_HEADER, *MONTHLY_HEADER, *(row[2] or row[1] for row in MONTHLY_ROWS),
]  # fmt: skip
texts = st.one_of(st.sampled_from(WORDS), st.text(max_size=12))
formats = st.sampled_from(["general", "percent", "date", "text"])


@st.composite
def grids(draw):
    width = draw(st.integers(1, 7))
    sheet = draw(st.sampled_from([None, "7月"]))
    rows = []
    for number in range(1, draw(st.integers(2, 9))):
        row = [
            Cell(draw(texts), Place(sheet=sheet, row=number, column=at + 1), draw(formats))
            for at in range(width)
        ]
        if width > 1 and draw(st.booleans()):
            at = draw(st.integers(1, width - 1))
            row[at] = Cell("", row[at].place, merged_from=row[at - 1].place)
        rows.append(tuple(row))
    return Grid(tuple(rows), rows[0][0].place)


blocks = st.lists(
    st.one_of(grids(), st.builds(Paragraph, texts, st.builds(Place, line=st.integers(1, 99)))),
    max_size=5,
)
kinds = st.sampled_from(["text", "xlsx", "docx"])


@pytest.fixture(scope="module")
def reference(tmp_path_factory):
    folder = tmp_path_factory.mktemp("any") / "reference"
    write_reference(folder)
    return folder


def file_blocks(blocks, kind, reference) -> str:
    """Files content into a new root, builds it and returns the state of the file."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        (root / "reference").symlink_to(reference)
        desk = Desk(root)
        head = (Paragraph("狐狸县2020年7月月报表", Place(line=1)),)
        outcome = desk.file(Content((*head, *blocks), kind=kind))
        assert outcome.state in ("filed", "refused")
        assert outcome.state == "filed" or outcome.findings
        if outcome.state == "filed":
            compute_tables(desk.root)
        (root / "reference").unlink()
        return outcome.state


@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@given(blocks=blocks, kind=kinds)
def test_any_content_is_filed_or_refused_with_a_reason(blocks, kind, reference):
    file_blocks(blocks, kind, reference)
