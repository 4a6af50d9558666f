"""Refusals of bad files, and content and remarks of unusual ones; the cases are in bad_files."""

import functools
from dataclasses import replace
from pathlib import Path

import pytest

from analysis.ingest.content import UnreadableFile
from analysis.ingest.process.parsing import parse
from analysis.ingest.process.reading import read_file

from .bad_files import READABLE, REFUSED
from .bad_files.case import LIMITS

# Refusals by the parent process, and those that need the limits of the reading process.
NOT_BY_PARSER = frozenset({"empty", "memory", "time"})
REFUSED_BY_PARSER = [name for name, file in REFUSED.items() if file.code not in NOT_BY_PARSER]


@functools.cache
def make_refused(case: str) -> bytes:
    return REFUSED[case].make()


@pytest.mark.parametrize("case", REFUSED)
def test_a_bad_file_is_refused_with_cause_and_remedy(case, tmp_path, monkeypatch):
    # No program can be started, as where LibreOffice is not installed.
    monkeypatch.setenv("PATH", "")
    file = REFUSED[case]
    path = tmp_path / file.name
    path.write_bytes(make_refused(case))
    with pytest.raises(UnreadableFile) as refusal:
        read_file(path, replace(LIMITS, seconds=file.seconds))
    assert refusal.value.code == file.code
    assert file.message in refusal.value.found
    assert refusal.value.remedy.endswith(".")


@pytest.mark.parametrize("case", REFUSED_BY_PARSER)
def test_the_parser_refuses_a_bad_file_before_a_limit_of_the_process(case):
    file = REFUSED[case]
    with pytest.raises(UnreadableFile) as refusal:
        parse(make_refused(case), Path(file.name).suffix, LIMITS)
    assert refusal.value.code == file.code
    assert file.message in refusal.value.found


@pytest.mark.parametrize("case", READABLE)
def test_an_unusual_file_is_read_with_its_remark(case, tmp_path):
    file = READABLE[case]
    path = tmp_path / file.name
    path.write_bytes(file.make())
    content = read_file(path, LIMITS)
    codes = {remark.code for remark in content.remarks if remark.severity != "info"}
    assert next(content.grids).rows[0][0].text
    assert file.encoding in (None, content.encoding)
    assert codes == ({file.remark} if file.remark else set())
    assert replace(content, properties={}) == replace(
        parse(path.read_bytes(), path.suffix, LIMITS), properties={}
    )
