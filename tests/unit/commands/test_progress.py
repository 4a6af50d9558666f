"""What is shown while a call works: lines without a terminal, a bar in one, failures, rest time."""

import re

import pytest
from rich.console import Console

from analysis.commands.brief_messages import show_briefs
from analysis.commands.progress import Tally, say_time, show_progress
from analysis.commands.wording import use_language
from analysis.rendering.brief.brief import BriefOutcome, BriefRequest

COUNTY = "990101"
REQUEST = BriefRequest(COUNTY, "zh", "latest", "data", name_zh="狐县", name_en="Fox County")


def make_outcome(state="rendered", **more):
    return BriefOutcome((COUNTY, "zh"), state, "abc", seconds=1.25, **more)


@pytest.mark.parametrize(
    ("outcome", "line"),
    [
        (make_outcome(), "[1/1] Fox County (990101) zh: rendered (1.2 s)\n"),
        (
            make_outcome("failed", reason="no money"),
            "[1/1] Fox County (990101) zh: failed (1.2 s): no money (1 failed)\n",
        ),
        (make_outcome(why="unchanged"), ""),
        (
            make_outcome(warnings=("a", "b")),
            "[1/1] Fox County (990101) zh: rendered (1.2 s): a; b\n",
        ),
    ],
)
def test_without_a_terminal_each_brief_that_is_rendered_is_a_line(capsys, outcome, line):
    with show_briefs([REQUEST]) as advance:
        advance(outcome)
    assert capsys.readouterr().err == line


def test_a_line_is_in_the_language_of_the_terminal(capsys):
    use_language("zh")
    with show_briefs([REQUEST]) as advance:
        advance(make_outcome())
    assert capsys.readouterr().err == "[1/1] 狐县（990101） zh：已生成（1.2秒）\n"


def test_in_a_terminal_a_bar_advances_and_failures_are_named(capsys, monkeypatch):
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("COLUMNS", "80")
    assert Console(stderr=True).is_terminal
    with show_briefs([REQUEST, REQUEST]) as advance:
        advance(make_outcome())
        advance(make_outcome("failed", reason="no [money]"))
        # None of those to be rendered: the bar does not count it.
        advance(make_outcome("withdrawn", reason="gone"))
    shown = re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", capsys.readouterr().err)
    assert "2/2" in shown
    assert "1 failed" in shown
    assert "Fox County (990101) zh: failed (1.2 s): no [money]" in shown
    assert "Fox County (990101) zh: withdrawn (1.2 s): gone" in shown
    assert "zh: rendered" not in shown


def test_the_rest_time_is_what_the_others_take_at_the_same_speed():
    tally = Tally(10, start=100)
    tally.add(4, is_failure=False)
    assert tally.describe(now=102) == ""
    assert tally.describe(now=140) == "about 1 min left"
    tally.add(6, is_failure=True)
    assert tally.describe(now=200) == "1 failed"


def test_parts_of_a_file_are_counted_as_one_file(capsys):
    with show_progress("Files", 1) as advance:
        for _ in range(3):
            advance(["part"], 1 / 3, "")
    assert capsys.readouterr().err == "[0/1] part\n[1/1] part\n[1/1] part\n"


@pytest.mark.parametrize(("seconds", "text"), [(0.2, "1 s"), (61, "2 min"), (3600, "1 h 0 min")])
def test_a_time_is_rounded_up(seconds, text):
    assert say_time(seconds) == text
