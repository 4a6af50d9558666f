"""The command as a user calls it, in this process."""

import pytest

from analysis.cli import app
from analysis.commands.exit_status import run


@pytest.fixture
def briefs(capsys):
    """Calls the command; returns exit status, stdout and stderr."""

    def call(*arguments):
        status = run(lambda: app([str(argument) for argument in arguments], prog_name="briefs"))
        output = capsys.readouterr()
        assert "Traceback" not in output.out + output.err
        return status, output.out, output.err

    return call
