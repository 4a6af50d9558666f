import errno
import os
from pathlib import Path

import pytest

from analysis.ingest.content import UnreadableFile
from analysis.ingest.files.file_access import take_bytes
from analysis.ingest.files.limits import Limits
from analysis.ingest.process.reading import read_file

from .special_files import SPECIAL_FILES


@pytest.mark.parametrize("case", SPECIAL_FILES)
def test_a_path_that_is_not_a_regular_file_is_refused(case, tmp_path):
    file = SPECIAL_FILES[case]
    path = tmp_path / "a.xlsx"
    file.make(path)
    with pytest.raises(UnreadableFile) as refusal:
        read_file(path)
    assert refusal.value.code == file.code
    assert file.message in refusal.value.found


def test_a_device_is_refused():
    with pytest.raises(UnreadableFile, match="device"):
        take_bytes(Path("/dev/zero"), Limits())


def test_a_file_that_becomes_a_link_after_its_check_is_refused(tmp_path, monkeypatch):
    form, link = tmp_path / "form.csv", tmp_path / "link.csv"
    form.write_bytes(b"a,b\n1,2\n")
    link.symlink_to(form)
    monkeypatch.setattr(Path, "lstat", Path.stat)
    with pytest.raises(UnreadableFile, match="cannot be read"):
        take_bytes(link, Limits())


def test_a_file_that_becomes_a_folder_after_its_check_is_refused(tmp_path, monkeypatch):
    status = (tmp_path / "form.csv").touch() or (tmp_path / "form.csv").lstat()
    monkeypatch.setattr(Path, "lstat", lambda path: status)
    with pytest.raises(UnreadableFile, match="This is a folder"):
        take_bytes(tmp_path, Limits())


def test_an_input_error_of_the_system_is_reported(tmp_path, monkeypatch):
    path = tmp_path / "form.csv"
    path.write_bytes(b"a,b\n1,2\n")

    def fail(_descriptor: int) -> os.stat_result:
        raise OSError(errno.EIO, os.strerror(errno.EIO))

    with monkeypatch.context() as patch, pytest.raises(UnreadableFile) as refusal:
        patch.setattr(os, "fstat", fail)
        take_bytes(path, Limits())
    assert "cannot be read" in refusal.value.found


def test_a_path_with_a_nul_character_is_refused():
    with pytest.raises(UnreadableFile, match=r"cannot be read: .*null"):
        take_bytes(Path("a\0.csv"), Limits())


def test_a_file_above_the_limit_is_refused(tmp_path):
    path = tmp_path / "a.csv"
    path.write_bytes(b"a,b\n1,2\n3,4\n")
    with pytest.raises(UnreadableFile, match="more than 10 bytes"):
        take_bytes(path, Limits(file_bytes=10))


def test_a_file_that_grows_during_each_attempt_is_refused(tmp_path, monkeypatch):
    path = tmp_path / "form.csv"
    path.write_bytes(b"a,b\n1,2\n")
    fstat = os.fstat

    def append_after_fstat(descriptor: int) -> os.stat_result:
        status = fstat(descriptor)
        with path.open("ab") as file:
            file.write(b"3,4\n")
        return status

    monkeypatch.setattr(os, "fstat", append_after_fstat)
    with pytest.raises(UnreadableFile, match="changed while it was read"):
        take_bytes(path, Limits())
