"""Calls that fail, in a Chinese terminal: no English sentence remains in what they write."""

import re
from types import SimpleNamespace

import openpyxl
import pytest

ENGLISH = re.compile(r"[A-Za-z]{2,},? [a-z]{2,}")
# What is written alike in every language: calls, usage lines, options, paths, names of files.
ALIKE = re.compile(r"`[^`]*`|^用法：.*$|--\S+ ?[A-Z]*|\S*[/.]\S*", re.MULTILINE)


def find_english(text):
    """Pairs of English words in what a command wrote."""
    return ENGLISH.findall(ALIKE.sub("", text))


def write_workbook(path, rows, title="资金拨付表"):
    book = openpyxl.Workbook()
    book.active.title = title
    for row in rows:
        book.active.append(row)
    book.save(path)
    return path


@pytest.fixture
def made(tmp_path, small_root):
    """Files that cannot be filed, and the folders of a call."""
    folder = tmp_path / "收文"
    folder.mkdir()
    texts = {
        "damaged": ("损坏.xlsx", b"PK\x03\x04 cut off"),
        "empty": ("空.xlsx", b""),
        "mail": ("邮件.eml", b"\x00\x01\x02 unknown" * 20),
        "archive": ("打包.rar", b"Rar!\x1a\x07\x01\x00" + b"0" * 60),
        "lost": ("乱码.csv", "��县,��\n��,��\n".encode() * 20),
    }
    paths = {}
    for name, (file_name, content) in texts.items():
        paths[name] = folder / file_name
        paths[name].write_bytes(content)
    paths["columns"] = write_workbook(
        folder / "缺列.xlsx", [["狐狸县2020年7月资金拨付情况表"], ["序号", "备注"], ["1", "无"]]
    )
    paths["nowhere"] = write_workbook(
        folder / "何县.xlsx",
        [["2020年7月资金拨付情况表"], ["项目", "计划资金（万元）", "已拨付（万元）"], ["甲", 3, 2]],
    )
    paths["missing"] = folder / "没有.xlsx"
    return SimpleNamespace(root=small_root.root, out=tmp_path / "简报", folder=folder, **paths)


CALLS = {
    "a damaged workbook": "ingest {damaged}",
    "an empty file": "ingest {empty}",
    "a file of another kind": "ingest {mail}",
    "an archive": "ingest {archive}",
    "a text whose characters are lost": "ingest {lost}",
    "a workbook without the columns of a form": "ingest {columns}",
    "a workbook of no county": "ingest {nowhere}",
    "a file that is not there": "ingest {missing}",
    "a folder without files": "ingest {folder}/没有这个文件夹",
    "an unknown county of a file": "ingest {nowhere} --county 某某县",
    "a wrong period": "ingest {nowhere} --period 七月",
    "an unknown form": "ingest {nowhere} --form 资金",
    "an unknown county of a brief": "render 某某县 --out {out}",
    "an unknown code": "render 999999 --out {out}",
    "no county": "render --out {out}",
    "a wrong day": "render 990101 --as-of 昨天 --out {out}",
    "a wrong format": "render 990101 --format docx --out {out}",
    "a wrong edition": "render 990101 --edition secret --out {out}",
    "an unknown region": "render --region 88 --out {out}",
    "an output folder that is a file": "render 990101 --out {empty}",
    "an unknown county of findings": "check 某某县",
    "an unknown format of findings": "check --format xml",
    "a wrong amount": "county 990101 --fund 很多",
    "a wrong level": "county 990101 --level 镇级",
    "a source without an amount": "county 990101 --source 省级",
    "an unknown template": "template nothing {out}.xlsx",
    "a template of a wrong name": "template monthly_form {out}.doc",
    "an unknown candidate": "candidates accept nothing:1",
    "proposed figures of no document": "candidates accept --all-of nothing",
    "an unknown command": "rendre",
    "an unknown option": "list --nothing",
    "a wrong number": "demo {out} --counties viele",
    "too many counties": "demo {out} --counties 0",
    "a demo into a folder with files": "demo {folder}",
    "a data root that is none": "list --data {folder}",
}
WITHOUT_DATA = ("demo", "rendre", "template")


@pytest.mark.parametrize("call", CALLS.values(), ids=CALLS)
def test_a_call_that_fails_says_so_in_chinese_alone(briefs, made, call):
    arguments = [part.format(**vars(made)) for part in call.split()]
    if arguments[0] not in WITHOUT_DATA and "--data" not in arguments:
        arguments += ["--data", made.root]
    status, out, err = briefs(*arguments, "--language", "zh")
    assert status != 0
    assert re.search("[一-鿿]", err)
    assert find_english(out + err) == []


def test_a_sentence_in_english_is_found_among_chinese_ones():
    assert find_english("briefs: 文件无法读取：the file is damaged。")
    assert not find_english("文件无法读取：请用 `briefs ingest some file` 登记 --data DIR。")
