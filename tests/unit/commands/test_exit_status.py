"""Exit status and message of a call, whatever ends it."""

import io
import os
import signal
import sys
from pathlib import Path

import pytest

from analysis import cli
from analysis.commands import streams
from analysis.commands.exit_status import (
    DONE,
    FAILED,
    INTERRUPTED,
    TERMINATED,
    CallFailed,
    Stopped,
    blank_controls,
    catch_signals,
    run,
)


def raise_error(error):
    def command():
        raise error

    return command


@pytest.mark.parametrize(
    ("error", "status", "message"),
    [
        (SystemExit(4), 4, ""),
        (SystemExit("text"), FAILED, ""),
        (CallFailed("no county", 2), 2, "briefs: no county\n"),
        (Stopped(INTERRUPTED), INTERRUPTED, "briefs: Interrupted.\n"),
        (Stopped(TERMINATED), TERMINATED, "briefs: Terminated.\n"),
    ],
)
def test_each_end_has_its_status_and_message(capsys, error, status, message):
    assert run(raise_error(error)) == status
    assert capsys.readouterr().err == message


def test_a_command_that_returns_is_done(capsys):
    assert run(lambda: None) == DONE
    assert capsys.readouterr() == ("", "")


@pytest.mark.parametrize(
    ("error", "message"),
    [
        (OSError(28, "No space left", "page.html"), "briefs: page.html: No space left (details: "),
        (OSError("odd"), "briefs: Input or output: odd (details: "),
        (RuntimeError("odd\nline"), "briefs: Unexpected error: RuntimeError: odd line (details: "),
    ],
)
def test_an_unexpected_error_is_one_line_with_a_log(capsys, error, message):
    assert run(raise_error(error)) == FAILED
    line = capsys.readouterr().err
    assert line.startswith(message)
    log = Path(line.removeprefix(message).removesuffix(")\n"))
    assert type(error).__name__ in log.read_text("utf-8")
    log.unlink()


def test_control_characters_and_line_breaks_become_spaces():
    assert blank_controls("a\nb\x1b[31m\u202e清") == "a b [31m 清"


@pytest.fixture
def handlers():
    """Puts the signal handlers back."""
    numbers = (signal.SIGINT, signal.SIGTERM)
    before = [signal.getsignal(number) for number in numbers]
    yield
    for number, handler in zip(numbers, before, strict=True):
        signal.signal(number, handler)


@pytest.mark.skipif(os.name == "nt", reason="POSIX only")
@pytest.mark.parametrize(
    ("number", "status"), [(signal.SIGINT, INTERRUPTED), (signal.SIGTERM, TERMINATED)]
)
def test_a_signal_stops_a_call_once(handlers, number, status):
    catch_signals()
    with pytest.raises(Stopped) as stopped:
        os.kill(os.getpid(), number)
        signal.pause()
    assert stopped.value.status == status
    os.kill(os.getpid(), number)  # ignored: the call is already stopping
    assert signal.getsignal(number) == signal.SIG_IGN


def test_the_entry_point_exits_with_the_status_of_the_command(handlers, capsys):
    with pytest.raises(SystemExit) as end:
        cli.main(["--help"])
    assert end.value.code == 0
    assert "render" in capsys.readouterr().out


def test_a_closed_stream_is_opened_and_all_streams_write_utf8(monkeypatch):
    opened = []
    monkeypatch.setattr(streams, "_open_null_device", opened.append)
    monkeypatch.setattr(sys, "stdin", None)
    for name in ("stdout", "stderr"):
        monkeypatch.setattr(sys, name, io.TextIOWrapper(io.BytesIO(), encoding="ascii"))
    streams.prepare_streams()
    assert opened == [0]
    assert sys.stdin is not None
    assert (sys.stdout.encoding, sys.stderr.errors) == ("utf-8", "backslashreplace")


@pytest.mark.skipif(os.name == "nt", reason="POSIX only")
@pytest.mark.parametrize("is_lowest", [True, False])
def test_the_null_device_takes_the_descriptor_of_a_closed_stream(is_lowest):
    lowest = os.open(os.devnull, os.O_RDWR)
    number = lowest if is_lowest else os.dup2(lowest, lowest + 40)
    for descriptor in {lowest, number}:
        os.close(descriptor)
    streams._open_null_device(number)
    assert os.fstat(number).st_rdev == Path(os.devnull).stat().st_rdev
    assert os.get_inheritable(number)
    os.close(number)
