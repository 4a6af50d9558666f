"""The standard streams of a call: in UTF-8, and open even where the caller closed them."""

import os
import sys

# Each stands at the place of its number.
STREAMS = (("stdin", "r"), ("stdout", "w"), ("stderr", "w"))


def prepare_streams() -> None:
    """Opens streams that are closed, as in a cron job, and sets how text is encoded.

    Were the number of a stream left free, the next file to be opened would get it, and what a
    process that we start prints would be written into that file.
    """
    for number, (name, mode) in enumerate(STREAMS):
        if getattr(sys, name) is None:
            _open_null_device(number)
            stream = open(number, mode, encoding="utf-8", closefd=False)  # noqa: SIM115
            setattr(sys, name, stream)
    for stream in (sys.stdout, sys.stderr):
        # A console of another encoding must not end a run.
        stream.reconfigure(encoding="utf-8", errors="backslashreplace")  # type: ignore[union-attr]


def _open_null_device(number: int) -> None:
    """Gives a descriptor to the null device, for this process and for what it starts."""
    null_device = os.open(os.devnull, os.O_RDWR)
    if null_device == number:
        os.set_inheritable(number, True)
        return
    os.dup2(null_device, number)
    os.close(null_device)
