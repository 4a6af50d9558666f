"""Tests of read_file(): the same table in every format, names, digests, limits, old Word."""

import hashlib
import os
import stat
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from analysis.ingest.content import UnreadableFile
from analysis.ingest.files.limits import Limits, read_limits
from analysis.ingest.process.parsing import parse
from analysis.ingest.process.reading import read_file
from analysis.ingest.process.wire import pack_content, unpack
from tests.ingest import made_files as made
from tests.patience import ENDLESS_SECONDS

# The last one asks how fast the machine is.
UNSUITED_CHECKS = [HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
FORMATS = {
    "form.xlsx": made.make_xlsx,
    "form.docx": made.make_docx,
    "form.pdf": made.make_pdf,
    "form.txt": lambda: made.make_text(separator="\t").encode("utf-8"),
    "form.csv": lambda: made.make_text().encode("gb18030"),
}


def write(folder: Path, name: str, content: bytes) -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


@pytest.mark.parametrize("name", FORMATS)
def test_a_form_has_the_same_table_in_every_format(name, tmp_path):
    content = read_file(write(tmp_path, name, FORMATS[name]()))
    (grid,) = content.grids
    assert [[cell.text for cell in row] for row in grid.rows] == [list(row) for row in made.FORM]
    assert not content.remarks


@pytest.mark.parametrize("name", FORMATS)
def test_content_crosses_the_pipe_unchanged(name):
    content = parse(FORMATS[name](), Path(name).suffix, Limits())
    assert unpack(pack_content(content)) == content


def test_the_digest_is_that_of_the_file(tmp_path):
    path = write(tmp_path, "form.csv", made.make_text().encode())
    assert read_file(path).properties["sha256"] == hashlib.sha256(path.read_bytes()).hexdigest()


def test_a_name_that_is_not_utf_8_is_refused_with_the_name_escaped(tmp_path):
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xcf\xd8.csv"))
    try:
        path.write_bytes(b"a,b\n1,2\n")
    except OSError:
        pytest.skip("this disk takes no such name")
    with pytest.raises(UnreadableFile, match=r"\\xcf\\xd8\.csv") as refusal:
        read_file(path)
    assert str(refusal.value).encode("utf-8")


@pytest.mark.parametrize("name", ["a\nERROR b.csv", "a\u202evsc.csv", "a\x1b[2J.csv"])
def test_a_file_name_with_invisible_characters_is_remarked_on(name, tmp_path):
    content = read_file(write(tmp_path, name, b"a,b\n1,2\n"))
    (remark,) = content.remarks
    assert remark.code == "name"
    assert remark.found.isprintable()


@pytest.mark.parametrize("name", ["~$form.xlsx", ".DS_Store", "Thumbs.db", "desktop.ini"])
def test_a_temporary_file_is_refused(name, tmp_path):
    with pytest.raises(UnreadableFile) as refusal:
        read_file(write(tmp_path, name, b"a"))
    assert refusal.value.code == "temporary"


def test_limits_come_from_the_environment():
    assert read_limits({}) == Limits()
    assert read_limits({"BRIEFS_INGEST_SECONDS": "2.5"}).seconds == 2.5
    for value in ("none", "-1", "0", "nan"):
        with pytest.raises(UnreadableFile, match="BRIEFS_INGEST_ROWS"):
            read_limits({"BRIEFS_INGEST_ROWS": value})


def install_libreoffice(script: str, folder: Path, monkeypatch) -> None:
    """Puts a shell script in the place of LibreOffice; the document is its last argument."""
    programs = folder / "bin"
    programs.mkdir()
    program = programs / "soffice"
    program.write_text(f"#!/bin/sh\n{script}\n")
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("PATH", str(programs), prepend=os.pathsep)


def test_an_old_word_document_is_converted_by_libreoffice(tmp_path, monkeypatch):
    converted = write(tmp_path, "made.docx", made.make_docx())
    script = f'for last; do :; done\ncp "{converted}" "${{last%.doc}}.docx"'
    install_libreoffice(script, tmp_path, monkeypatch)
    content = read_file(write(tmp_path, "form.doc", made.make_ole("WordDocument")))
    assert content.kind == "docx"
    assert [remark.code for remark in content.remarks] == ["converted"]


def test_an_old_word_document_is_refused_without_libreoffice(tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(UnreadableFile, match="needs LibreOffice, which is not installed"):
        read_file(write(tmp_path, "form.doc", made.make_ole("WordDocument")))


def test_an_old_word_document_is_refused_by_the_parser():
    with pytest.raises(UnreadableFile, match="Install LibreOffice"):
        parse(made.make_ole("WordDocument"), ".doc", Limits())


def test_a_conversion_without_result_is_refused(tmp_path, monkeypatch):
    install_libreoffice("exit 1", tmp_path, monkeypatch)
    with pytest.raises(UnreadableFile, match="could not convert"):
        read_file(write(tmp_path, "form.doc", made.make_ole("WordDocument")))


def test_a_conversion_above_the_time_limit_is_ended(tmp_path, monkeypatch):
    install_libreoffice(f"sleep {ENDLESS_SECONDS} &\nwait", tmp_path, monkeypatch)
    with pytest.raises(UnreadableFile, match="LibreOffice took longer"):
        read_file(write(tmp_path, "form.doc", made.make_ole("WordDocument")), Limits(seconds=0.5))


def replace_bytes(content: bytes, changes: list[tuple[int, int]]) -> bytes:
    changed = bytearray(content)
    for offset, byte in changes:
        changed[offset % len(changed)] = byte
    return bytes(changed)


@pytest.mark.parametrize("name", [*FORMATS])
@settings(max_examples=25, suppress_health_check=UNSUITED_CHECKS)
@given(changes=st.lists(st.tuples(st.integers(0, 1 << 20), st.integers(0, 255)), max_size=8))
def test_a_damaged_file_is_read_or_refused_without_a_crash(name, changes, tmp_path):
    path = write(tmp_path, name, replace_bytes(FORMATS[name](), changes))
    try:
        content = read_file(path)
    except UnreadableFile as refusal:
        assert refusal.code not in ("crash", "time")
        assert refusal.remedy
    else:
        assert content.blocks
