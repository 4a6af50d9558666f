"""Tests of the reading process: requests and answers, limits, crashes and restarts."""

import io
import json
import os
import resource
import subprocess
import sys
from dataclasses import asdict, replace
from types import SimpleNamespace

import psutil
import pytest

from analysis.ingest.content import Content, Paragraph, Place, UnreadableFile
from analysis.ingest.files.limits import Limits
from analysis.ingest.process import child, reading_process
from analysis.ingest.process.reading import read_file
from analysis.ingest.process.reading_process import ReadingProcess
from analysis.ingest.process.wire import read_frame, unpack, write_frame
from tests.ingest import made_files as made

from .bad_files.case import LIMITS, UTF8
from .bad_files.makers import make_million_paths

FORM = b"a,b\n1,2\n"
LAST_CELLS = (
    '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
)


@pytest.fixture
def reader():
    reader = ReadingProcess()
    yield reader
    reader.stop()


def pack_request(content: bytes, suffix: str = ".csv") -> bytes:
    pipe = io.BytesIO()
    write_frame(pipe, json.dumps({"suffix": suffix, "limits": asdict(Limits())}).encode())
    write_frame(pipe, content)
    return pipe.getvalue()


def run_child(monkeypatch, requests: bytes) -> list[bytes]:
    """Runs the program of the reading process within this process; returns its answers."""
    answers = io.BytesIO()
    monkeypatch.setattr(child, "restrict", lambda limits: None)
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(requests)))
    monkeypatch.setattr(sys, "stdout", SimpleNamespace(buffer=answers))
    child.main()
    answers.seek(0)
    return list(iter(lambda: read_frame(answers), None))


def test_each_request_gets_an_answer_until_the_pipe_ends(monkeypatch):
    first, second = run_child(monkeypatch, pack_request(FORM) + pack_request(b"Rar!"))
    assert unpack(first).kind == "csv"
    with pytest.raises(UnreadableFile, match="RAR"):
        unpack(second)


@pytest.mark.parametrize("cut", [1, len(FORM) + 4])
def test_a_request_that_is_cut_off_gets_no_answer(cut, monkeypatch):
    assert run_child(monkeypatch, pack_request(FORM)[:-cut]) == []


class Panic(BaseException):
    """Stands for a panic in calamine, which is not an Exception."""


@pytest.mark.parametrize(
    ("error", "code", "message"),
    [
        (MemoryError(), "memory", "1,500 MB"),
        (ZeroDivisionError("division"), "broken", "ZeroDivisionError: division"),
        (Panic("unreachable"), "broken", "Panic: unreachable"),
    ],
)
def test_an_error_of_a_library_becomes_a_refusal(error, code, message, monkeypatch):
    def fail(*arguments: object) -> Content:
        raise error

    monkeypatch.setattr(child, "parse", fail)
    with pytest.raises(UnreadableFile) as refusal:
        unpack(child.answer(FORM, {"suffix": ".csv"}, Limits()))
    assert refusal.value.code == code
    assert message in refusal.value.found


def test_an_interrupt_ends_the_reading_process(monkeypatch):
    def interrupt(*arguments: object) -> Content:
        raise KeyboardInterrupt

    monkeypatch.setattr(child, "parse", interrupt)
    with pytest.raises(KeyboardInterrupt):
        child.answer(FORM, {"suffix": ".csv"}, Limits())


def test_content_above_the_limit_on_answers_is_refused():
    with pytest.raises(UnreadableFile, match="more than 100 bytes"):
        unpack(child.answer(FORM, {"suffix": ".csv"}, Limits(answer_bytes=100)))


def test_the_reading_process_loads_no_library_of_frames():
    """They would take memory that its limit leaves to files, and time of each restart."""
    loaded = "import analysis.ingest.process.child, sys; print(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", loaded], capture_output=True, text=True, check=True
    )
    assert {"pandas", "pyarrow", "pandera"}.isdisjoint(done.stdout.split())


def test_limits_are_set_for_memory_time_and_writing(monkeypatch):
    soft_limits = {}
    hard_limits = {resource.RLIMIT_AS: 1000}
    monkeypatch.setattr(
        resource, "getrlimit", lambda kind: (0, hard_limits.get(kind, resource.RLIM_INFINITY))
    )
    monkeypatch.setattr(
        resource, "setrlimit", lambda kind, limits: soft_limits.update({kind: limits[0]})
    )
    child.restrict(Limits(memory_bytes=5000, seconds=7))
    # The hard limit of the system is lower than the wanted one.
    assert soft_limits[resource.RLIMIT_AS] == 1000
    assert soft_limits[resource.RLIMIT_FSIZE] == soft_limits[resource.RLIMIT_CORE] == 0
    assert soft_limits[resource.RLIMIT_CPU] >= 8


def test_a_system_that_refuses_or_lacks_limits_is_accepted(monkeypatch):
    refused = []

    def refuse(kind: int, limits: tuple[int, int]) -> None:
        refused.append(kind)
        raise ValueError

    monkeypatch.setattr(resource, "setrlimit", refuse)
    child.restrict(Limits())
    assert {resource.RLIMIT_CPU, resource.RLIMIT_FSIZE} <= set(refused)
    refused.clear()
    monkeypatch.setitem(sys.modules, "resource", None)
    child.restrict(Limits())
    assert refused == []


def test_a_frame_above_the_limit_is_not_read():
    pipe = io.BytesIO()
    write_frame(pipe, b"12345")
    assert read_frame(io.BytesIO(pipe.getvalue()), 4) is None
    assert read_frame(io.BytesIO(pipe.getvalue()), 5) == b"12345"


def test_an_answer_above_the_limit_counts_as_a_crash(reader, monkeypatch):
    # The child refuses such content itself: only a child that a file has taken over sends it.
    monkeypatch.setattr(reading_process, "read_frame", lambda pipe, most: None)
    with pytest.raises(UnreadableFile, match="crashed"):
        reader.read(FORM, ".csv", Limits())


def test_a_reader_that_aborts_ends_the_reading_process_only(tmp_path):
    corner, form = tmp_path / "corner.xlsx", tmp_path / "form.csv"
    # calamine allocates 17 thousand million cells at once.
    corner.write_bytes(made.make_sheet(LAST_CELLS))
    form.write_bytes(UTF8)
    with pytest.raises(UnreadableFile, match=r"crashed|memory"):
        read_file(corner, replace(LIMITS, spread_cells=1 << 40))
    assert read_file(form, LIMITS).kind == "csv"


def test_files_are_read_after_one_that_took_too_long(tmp_path):
    slow, form = tmp_path / "slow.pdf", tmp_path / "form.csv"
    slow.write_bytes(make_million_paths())
    form.write_bytes(UTF8)
    with pytest.raises(UnreadableFile, match="longer than 1 seconds"):
        read_file(slow, Limits(seconds=1))
    assert read_file(form, LIMITS).kind == "csv"


def test_a_process_that_exceeds_its_memory_is_killed(reader, monkeypatch):
    monkeypatch.setattr(reading_process, "_measure_memory", lambda pid: 1 << 40)
    with pytest.raises(UnreadableFile) as refusal:
        reader.read(make_million_paths(), ".pdf", Limits(seconds=20))
    assert refusal.value.code == "memory"


def test_the_signal_of_the_cpu_limit_is_reported_as_time():
    refusal = reading_process._explain_end("", -24, Limits(seconds=3))
    assert (refusal.code, "3 seconds" in refusal.found) == ("time", True)


def test_the_memory_of_a_process_that_ended_is_zero():
    process = subprocess.Popen([sys.executable, "-c", ""])
    process.wait()
    assert reading_process._measure_memory(process.pid) == 0


def test_stop_ends_the_child_process(reader):
    reader.read(FORM, ".csv", Limits())
    pid = reader._process.pid
    assert psutil.pid_exists(pid)
    reader.stop()
    assert not psutil.pid_exists(pid)


def test_the_process_is_replaced_after_its_number_of_files(reader, monkeypatch):
    monkeypatch.setattr(reading_process, "MOST_FILES", 2)
    reader.read(FORM, ".csv", Limits())
    assert reader._process is not None
    reader.read(FORM, ".csv", Limits())
    assert reader._process is None


def test_a_fork_starts_a_process_of_its_own(reader):
    reader.read(FORM, ".csv", Limits())
    process = reader._process
    # The reader of the parent process, as a fork inherits it.
    reader._owner = os.getpid() + 1
    reader.stop()
    assert process.poll() is None
    reader._process = process
    reader.read(FORM, ".csv", Limits())
    assert reader._process.pid != process.pid
    process.kill()
    process.wait()
    for pipe in (process.stdin, process.stdout):
        pipe.close()


def test_a_message_without_place_crosses_the_pipe():
    content = Content((Paragraph("县", Place()),), kind="text", properties={"a": "b"})
    assert unpack(child.pack_content(content)) == content
