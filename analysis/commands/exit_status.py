"""How a call of the command ends: exit status, message on stderr, and signals."""

import os
import signal
import sys
import tempfile
import traceback
from collections.abc import Callable
from typing import NoReturn

from analysis.commands.wording import translate
from analysis.commands.wording.system_errors import translate_system_error

DONE, FAILED, UNUSABLE, IN_USE, INTERRUPTED, TERMINATED = 0, 1, 2, 75, 130, 143


class CallFailed(Exception):
    """Ends the command with a message and a status."""

    def __init__(self, message: str, status: int) -> None:
        super().__init__(message)
        self.status = status


class Stopped(BaseException):
    """A signal arrived: the run finishes its records, then ends with this status."""

    def __init__(self, status: int) -> None:
        super().__init__(status)
        self.status = status


def run(command: Callable[[], object]) -> int:
    """Runs a command and returns its exit status; an error is one line on stderr."""
    try:
        command()
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else FAILED
    except CallFailed as error:
        complain(str(error))
        return error.status
    except Stopped as stop:
        is_interrupted = stop.status == INTERRUPTED
        complain(translate("Interrupted.") if is_interrupted else translate("Terminated."))
        return stop.status
    except BrokenPipeError:
        # The reader of stdout, such as `head`, has closed it; flushing it at exit must not fail.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FAILED
    except OSError as error:
        place = error.filename or translate("Input or output")
        said = error.strerror or str(error)
        message = translate_system_error(said) or said
        return complain_of(error, translate("{path}: {error}", path=place, error=message))
    except Exception as error:  # noqa: BLE001 - the traceback goes to the log file
        reason = f"{type(error).__name__}: {error}"
        return complain_of(error, translate("Unexpected error: {reason}", reason=reason))
    return DONE


def catch_signals() -> None:
    """Turns Ctrl-C and termination into :class:`Stopped`; further ones are ignored."""

    def stop(number: int, _frame: object) -> NoReturn:
        for handled in (signal.SIGINT, signal.SIGTERM):
            signal.signal(handled, signal.SIG_IGN)
        raise Stopped(INTERRUPTED if number == signal.SIGINT else TERMINATED)

    for handled in (signal.SIGINT, signal.SIGTERM):
        signal.signal(handled, stop)


def complain(message: str) -> None:
    """Writes one line to stderr."""
    print(f"briefs: {blank_controls(message)}", file=sys.stderr, flush=True)


def blank_controls(text: str) -> str:
    """Replaces line breaks and control characters, which could steer the terminal, by spaces."""
    return "".join(c if c.isprintable() else " " for c in text)


def complain_of(error: Exception, message: str) -> int:
    """Writes one line to stderr and the traceback to a file that the line names."""
    with tempfile.NamedTemporaryFile(
        "w", prefix="briefs-", suffix=".log", delete=False, encoding="utf-8"
    ) as log:
        log.writelines(traceback.format_exception(error))
    complain(translate("{message} (details: {path})", message=message, path=log.name))
    return FAILED
