"""The way in as a whole: same form, same table, whatever the format; names, digests, old Word."""

import hashlib
import os
import stat
from pathlib import Path

import psutil
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from analysis.ingest.content import UnreadableFile
from analysis.ingest.files.limits import Limits, read_limits
from analysis.ingest.process.parsing import parse
from analysis.ingest.process.reading import read_file
from analysis.ingest.process.reading_process import ReadingProcess
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
def test_a_form_gives_the_same_table_in_every_format(name, tmp_path):
    content = read_file(write(tmp_path, name, FORMATS[name]()))
    (grid,) = content.grids
    assert [[cell.text for cell in row] for row in grid.rows] == [list(row) for row in made.FORM]
    assert not content.remarks


@pytest.mark.parametrize("name", FORMATS)
def test_content_crosses_the_pipe_unchanged(name):
    content = parse(FORMATS[name](), Path(name).suffix, Limits())
    assert unpack(pack_content(content)) == content


def test_the_digest_is_of_the_bytes_that_were_read(tmp_path):
    path = write(tmp_path, "form.csv", made.make_text().encode())
    assert read_file(path).properties["sha256"] == hashlib.sha256(path.read_bytes()).hexdigest()


def test_a_name_that_is_not_utf_8_is_refused_and_shown_escaped(tmp_path):
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xcf\xd8.csv"))
    try:
        path.write_bytes(b"a,b\n1,2\n")
    except OSError:
        pytest.skip("this disk takes no such name")
    with pytest.raises(UnreadableFile, match=r"\\xcf\\xd8\.csv") as refusal:
        read_file(path)
    assert str(refusal.value).encode("utf-8")


@pytest.mark.parametrize("name", ["a\nERROR b.csv", "a\u202evsc.csv", "a\x1b[2J.csv"])
def test_a_name_with_hidden_characters_is_read_and_shown_escaped(name, tmp_path):
    content = read_file(write(tmp_path, name, b"a,b\n1,2\n"))
    (remark,) = content.remarks
    assert remark.code == "name"
    assert remark.found.isprintable()


@pytest.mark.parametrize("name", ["~$form.xlsx", ".DS_Store", "Thumbs.db", "desktop.ini"])
def test_a_temporary_file_is_refused_as_such(name, tmp_path):
    with pytest.raises(UnreadableFile) as refusal:
        read_file(write(tmp_path, name, b"a"))
    assert refusal.value.code == "temporary"


def test_a_file_that_keeps_changing_is_refused(tmp_path, monkeypatch):
    path = write(tmp_path, "form.csv", b"a,b\n1,2\n")
    status = os.fstat

    def write_between(handle: int) -> os.stat_result:
        seen = status(handle)
        with path.open("ab") as file:
            file.write(b"3,4\n")
        return seen

    monkeypatch.setattr(os, "fstat", write_between)
    with pytest.raises(UnreadableFile, match="changed while it was read"):
        read_file(path)


def test_limits_come_from_the_environment():
    assert read_limits({}) == Limits()
    assert read_limits({"BRIEFS_INGEST_SECONDS": "2.5"}).seconds == 2.5
    for wrong in ("none", "-1", "0", "nan"):
        with pytest.raises(UnreadableFile, match="BRIEFS_INGEST_ROWS"):
            read_limits({"BRIEFS_INGEST_ROWS": wrong})


def test_an_old_word_document_is_converted_by_the_program_on_the_path(tmp_path, monkeypatch):
    # LibreOffice's part, played by a script with its call: --outdir FOLDER SOURCE at the end.
    programs = tmp_path / "bin"
    programs.mkdir()
    converted = write(tmp_path, "made.docx", made.make_docx())
    program = programs / "soffice"
    program.write_text(f'#!/bin/sh\nfor last; do :; done\ncp "{converted}" "${{last%.doc}}.docx"\n')
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("PATH", str(programs), prepend=os.pathsep)
    content = read_file(write(tmp_path, "form.doc", made.make_ole("WordDocument")))
    assert content.kind == "docx"
    assert [each.code for each in content.remarks] == ["converted"]


def test_a_converter_that_hangs_is_ended(tmp_path, monkeypatch):
    programs = tmp_path / "bin"
    programs.mkdir()
    program = programs / "soffice"
    program.write_text(f"#!/bin/sh\nsleep {ENDLESS_SECONDS} &\nwait\n")
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("PATH", str(programs), prepend=os.pathsep)
    with pytest.raises(UnreadableFile, match="LibreOffice took longer"):
        read_file(write(tmp_path, "form.doc", made.make_ole("WordDocument")), Limits(seconds=0.5))


def test_the_reading_process_ends_with_its_owner():
    reader = ReadingProcess()
    reader.read(b"a,b\n1,2\n", ".csv", Limits())
    pid = reader._process.pid
    assert psutil.pid_exists(pid)
    reader.stop()
    assert not psutil.pid_exists(pid)


def flip(content: bytes, changes: list[tuple[int, int]]) -> bytes:
    changed = bytearray(content)
    for place, byte in changes:
        changed[place % len(changed)] = byte
    return bytes(changed)


@pytest.mark.parametrize("name", [*FORMATS])
@settings(max_examples=25, suppress_health_check=UNSUITED_CHECKS)
@given(changes=st.lists(st.tuples(st.integers(0, 1 << 20), st.integers(0, 255)), max_size=8))
def test_a_damaged_file_is_read_or_refused_and_nothing_else(name, changes, tmp_path):
    path = write(tmp_path, name, flip(FORMATS[name](), changes))
    try:
        content = read_file(path)
    except UnreadableFile as refusal:
        assert refusal.code not in ("crash", "time")
        assert refusal.remedy
    else:
        assert content.blocks
