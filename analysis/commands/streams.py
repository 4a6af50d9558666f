"""Prepares the standard streams: UTF-8, and open even if the caller has closed them."""

import os
import sys

# In the order of their descriptors: 0, 1, 2.
STREAMS = (("stdin", "r"), ("stdout", "w"), ("stderr", "w"))


def prepare_streams() -> None:
    """Opens streams that are closed, as in a cron job, and sets their encoding.

    If the descriptor of a stream stayed free, the next file to be opened would get it, and the
    output of a process that we start would be written into that file.
    """
    for number, (name, mode) in enumerate(STREAMS):
        if getattr(sys, name) is None:
            _open_null_device(number)
            stream = open(number, mode, encoding="utf-8", closefd=False)  # noqa: SIM115
            setattr(sys, name, stream)
    for stream in (sys.stdout, sys.stderr):
        # A character that the console cannot show must not end a run.
        stream.reconfigure(encoding="utf-8", errors="backslashreplace")  # type: ignore[union-attr]


def _open_null_device(number: int) -> None:
    """Opens the null device as this descriptor, for this process and its child processes."""
    null_device = os.open(os.devnull, os.O_RDWR)
    if null_device == number:
        os.set_inheritable(number, True)
        return
    os.dup2(null_device, number)
    os.close(null_device)
