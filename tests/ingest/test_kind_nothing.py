"""The kind: a file in which nothing is recognised. It is not filed, whatever the call says.

An English text without a figure was filed for a county and counted as its newest.
"""

import io

import pytest

from analysis.commands.exit_status import FAILED, UNUSABLE
from analysis.ingest.files.limits import Limits
from analysis.ingest.process.parsing import parse

from .conftest import COUNTY, list_reasons, make_content, make_grid
from .paper import WRITERS, make_paper

ROUND_UP = "Weekly market round-up\n2017-02-24\nCorn was higher and soybeans were lower.\n"
TEXTS = {
    "english.txt": ROUND_UP,
    "poem.txt": "静夜思\n床前明月光，疑是地上霜。举头望明月，低头思故乡。\n",
    "minutes.txt": "会议纪要\n2021年3月5日\n会议讨论了下一步工作。请各单位抓好落实。\n",
    "code.txt": "import os\nfor name in os.listdir('.'):\n    print(name)\n",
    "log.txt": "2020-07-01 10:00:00 INFO started\n2020-07-01 10:00:05 INFO stopped\n",
    "letter.txt": "狐狸县关于报送材料的函\n2020年8月5日\n现将有关材料报上，请予审阅。\n",
    "staff.csv": "姓名,部门,职务\n甲,一科,科长\n乙,二科,科员\n",
    "weather.csv": "date,station,temp\n2020-07-01,A,21.5\n2020-07-02,A,22.1\n",
    "names.csv": "a,b\nx,y\n",
    "empty-form.csv": "序号,名称\n,\n",
}


@pytest.mark.parametrize("options", [(), ("--county", COUNTY), ("--county", COUNTY, "--period",
                                                                "2020")])  # fmt: skip
@pytest.mark.parametrize("name", ["english.txt", "letter.txt", "staff.csv"])
def test_a_file_of_which_nothing_is_recognised_ends_the_call_with_1(
    name, options, briefs, desk, tmp_path
):
    path = tmp_path / name
    path.write_text(TEXTS[name], "utf-8")
    status, _, err = briefs("ingest", path, *options)
    assert status == FAILED
    assert "no form that can be filed" in err
    assert not any(desk.root.raw.iterdir())


@pytest.mark.parametrize("name", TEXTS)
def test_foreign_files_are_filed_for_nobody(name, desk):
    suffix = f".{name.split('.')[1]}"
    content = parse(TEXTS[name].encode(), suffix, Limits())
    for options in ({}, {"county": COUNTY}):
        (outcome,) = desk.file_all(content, name, **options)
        assert outcome.state == "refused"
        assert outcome.is_empty
        assert "contains no form" in list_reasons(outcome)


@pytest.mark.parametrize("suffix", WRITERS)
def test_a_table_of_something_else_is_filed_in_no_format(suffix, desk, tmp_path):
    paper = make_paper(("通讯录",), ("姓名", "部门", "职务"), [("甲", "一科", "科长")])
    path = tmp_path / f"list.{suffix}"
    WRITERS[suffix](path, paper)
    content = parse(path.read_bytes(), path.suffix, Limits())
    (outcome,) = desk.file_all(content, path.name, county=COUNTY)
    assert outcome.state == "refused"


def test_a_report_in_words_with_a_proposed_figure_is_filed(desk):
    content = make_content("狐狸县2020年7月工作推进情况", "已建成站点30个。")
    assert desk.file(content).candidates == 1


def test_what_is_refused_for_another_reason_ends_with_2(briefs, tmp_path):
    path = tmp_path / "report.txt"
    path.write_text("工作推进情况\n2020年8月5日\n已建成站点30个。\n", "utf-8")
    status, _, err = briefs("ingest", path)
    assert status == UNUSABLE
    assert "no area of areas.csv is named" in err


def test_a_sheet_in_words_alone_is_not_a_report(desk):
    grid = make_grid([["狐狸县2020年7月情况", ""], ["已建成站点30个", "很好"]], "表")
    (outcome,) = desk.file_all(make_content(grid, kind="xlsx"))
    assert outcome.state == "refused"


@pytest.mark.parametrize("picture", ["JPEG", "PNG", "GIF", "BMP"])
@pytest.mark.parametrize("seed", range(4))
def test_a_report_in_word_with_photographs_is_read(picture, seed, desk):
    import docx
    import numpy as np
    from PIL import Image

    noise = np.random.default_rng(seed)
    document = docx.Document()
    for line in ("狐狸县2020年7月工作推进情况", "已建成站点30个，培训300人次。"):
        document.add_paragraph(line)
    for width in (64, 131):
        image = io.BytesIO()
        pixels = noise.integers(0, 256, (97, width, 3), dtype=np.uint8)
        Image.fromarray(pixels).save(image, picture)
        image.seek(0)
        document.add_picture(image)
    file = io.BytesIO()
    document.save(file)
    content = parse(file.getvalue(), ".docx", Limits())
    assert desk.file(content).candidates == 2
