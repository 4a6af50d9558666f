"""Help pages: examples and kinds on each, both languages, no line wider than the terminal."""

import re

import pytest
import typer

from analysis.cli import app
from analysis.commands.help_pages import format_page, list_help
from analysis.commands.kinds import FORM_KINDS, TEMPLATE_KINDS
from analysis.commands.text_width import measure
from analysis.commands.wording import use_language
from analysis.ingest.forms.headers import REQUIRED
from analysis.ingest.templates.layouts import TEMPLATES

GROUP = typer.main.get_command(app)
COMMANDS = {
    **GROUP.commands,
    **{f"candidates {name}": each for name, each in GROUP.commands["candidates"].commands.items()},
}
ALONE = sorted(name for name in COMMANDS if name != "candidates")


def write_page(name, width=80):
    command = COMMANDS[name] if name else GROUP
    context = typer.Context(command, info_name=f"briefs {name}".strip())
    return format_page(command, context, width)


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("name", ["", *COMMANDS])
def test_no_line_of_a_help_page_is_wider_than_the_terminal(name, language):
    use_language(language)
    assert [line for line in write_page(name).splitlines() if measure(line) > 80] == []


@pytest.mark.parametrize("name", ALONE)
def test_a_help_page_has_an_example_that_calls_the_command(name):
    examples = write_page(name).partition("Examples:\n")[2].splitlines()
    assert examples
    assert [line for line in examples if not line.startswith(f"  briefs {name}")] == []


@pytest.mark.parametrize("name", ALONE)
def test_the_options_of_an_example_exist(name):
    known = {option for one in COMMANDS[name].params for option in one.opts}
    words = re.sub(r" -- .*", "", COMMANDS[name].epilog).split()  # what is passed on
    assert {word for word in words if word.startswith("--")} <= known


@pytest.mark.parametrize(("name", "kinds"), [("template", TEMPLATES), ("ingest", REQUIRED)])
def test_all_kinds_are_listed(name, kinds):
    page = write_page(name)
    assert [kind for kind in kinds if f"\n  {kind}  " not in page] == []


def test_the_listed_kinds_are_those_of_the_readers():
    assert list(TEMPLATE_KINDS) == list(TEMPLATES)
    assert list(FORM_KINDS) == list(REQUIRED)


def test_a_help_page_is_in_the_language_of_the_call(briefs):
    status, out, _ = briefs("list", "--help", "--language", "zh")
    assert status == 0
    assert out.startswith("用法： briefs list")
    assert "示例：" in out
    assert "Usage" in briefs("list", "--help", "--language", "en")[1]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["render", "--colour"], "错误：没有选项--colour"),
        (["rendr"], "错误：没有命令'rendr'"),
        (["county"], "错误：缺少参数："),
        (["demo", "x", "--counties", "y"], "错误：值无效："),
    ],
)
def test_a_call_that_cannot_be_understood_says_so_in_chinese(briefs, monkeypatch, arguments,
                                                             message):  # fmt: skip
    monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8")
    status, out, err = briefs(*arguments)
    assert (status, out) == (2, "")
    assert message in err
    assert "用法" in err


def test_every_help_text_is_a_message():
    assert all(text.strip() for text in list_help(GROUP))
