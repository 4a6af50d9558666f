"""What README and docs/ say can be done: commands exist, links resolve, the tutorials run."""

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
import typer

from analysis.cli import app
from analysis.paths import PROJECT

from ..patience import HANG_SECONDS

READMES = [PROJECT / "README.md", PROJECT / "README.zh.md"]
PAGES = [*READMES, *(PROJECT / name for name in ("CONTRIBUTING.md", "GLOSSARY.md")),
         *sorted((PROJECT / "docs").glob("*.md"))]  # fmt: skip
TUTORIALS = [PROJECT / "docs" / "tutorial.md", PROJECT / "docs" / "tutorial.zh.md"]
LINK = re.compile(r"\]\(([^)\s]+)\)")
INLINE = re.compile(r"`(briefs [^`\n]+)`")
FENCED = re.compile(r"^```\w*\n(.*?)^```", re.MULTILINE | re.DOTALL)
BLOCK = re.compile(r"^```sh\n(.*?)^```", re.MULTILINE | re.DOTALL)
# A screen: what fits without scrolling much.
MOST_LINES = 60


def list_options(command) -> set[str]:
    return {"--help"} | {option for one in command.params for option in one.opts}


def find_wrong_calls(text: str) -> list[str]:
    """Calls of `briefs` in a text whose command or options do not exist."""
    commands = typer.main.get_command(app).commands
    wrong = []
    fenced = [line for block in FENCED.findall(text) for line in block.splitlines()]
    for line in (*INLINE.findall(text), *(one for one in fenced if one.startswith("briefs "))):
        name, *rest = line.split()[1:]
        if not re.fullmatch("[a-z]+", name):  # COMMAND, --help
            continue
        command = commands.get(name)
        if command is not None and rest and rest[0] in getattr(command, "commands", {}):
            command = command.commands[rest[0]]
        own = line.partition(" -- ")[0]
        options = {word.partition("=")[0] for word in own.split() if word.startswith("--")}
        if command is None or not options <= list_options(command):
            wrong.append(line)
    return wrong


def find_lost_links(page: Path, text: str) -> list[str]:
    """Links of a page to files that are not there, or to headings that are not in them."""
    lost = []
    for address in LINK.findall(text):
        path, _, heading = address.partition("#")
        if "://" in address or address.startswith("mailto:"):
            continue
        target = (page.parent / path).resolve() if path else page
        is_there = target.exists()
        if is_there and heading:
            is_there = heading in {slug(line) for line in target.read_text("utf-8").splitlines()}
        if not is_there:
            lost.append(address)
    return lost


def slug(line: str) -> str | None:
    """What a heading is linked by, as on the pages of a forge; None for another line."""
    if not line.startswith("#"):
        return None
    words = re.sub(r"[^\w\s-]", "", line.lstrip("#").strip().lower())
    return re.sub(r"\s", "-", words)


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.name)
def test_the_commands_of_a_page_exist(page):
    assert find_wrong_calls(page.read_text("utf-8")) == []


def test_a_command_that_does_not_exist_is_seen():
    text = "`briefs rendr --all` and `briefs list --colour`, `briefs candidates accept --all-of X`"
    assert find_wrong_calls(text) == ["briefs rendr --all", "briefs list --colour"]


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.name)
def test_the_links_of_a_page_resolve(page):
    assert find_lost_links(page, page.read_text("utf-8")) == []


def test_a_lost_link_is_seen():
    text = "[a](README.md) [b](nowhere.md) [c](docs/methods.md#no-such-heading) [d](https://x.org)"
    lost = find_lost_links(PROJECT / "x.md", text)
    assert lost == ["nowhere.md", "docs/methods.md#no-such-heading"]


@pytest.mark.parametrize("page", READMES, ids=lambda path: path.name)
def test_a_readme_is_one_screen_with_pictures_and_the_commands(page):
    text = page.read_text("utf-8")
    assert len(text.splitlines()) <= MOST_LINES
    assert len(re.findall(r"!\[[^\]]+\]\(docs/pictures/", text)) == 3
    missing = [one.name or one.callback.__name__ for one in app.registered_commands
               if f"briefs {one.name or one.callback.__name__}" not in text]  # fmt: skip
    assert missing == []


def test_the_make_targets_of_the_pages_exist():
    targets = set(re.findall(r"^([a-z-]+):", (PROJECT / "Makefile").read_text("utf-8"), re.M))
    named = {name for page in PAGES for name in
             re.findall(r"`make ([a-z-]+)", page.read_text("utf-8"))}  # fmt: skip
    assert named - targets == set()


@pytest.fixture
def desk(tmp_path) -> Path:
    """A folder with the files that the tutorials use, and the command `briefs`."""
    docs = tmp_path / "docs"
    docs.mkdir()
    (docs / "examples").symlink_to(PROJECT / "docs" / "examples")
    command = tmp_path / "bin" / "briefs"
    command.parent.mkdir()
    call = shlex.join([sys.executable, "-m", "analysis"])
    command.write_text(f'#!/bin/sh\nPYTHONPATH={shlex.quote(str(PROJECT))} exec {call} "$@"\n')
    command.chmod(0o755)
    return tmp_path


@pytest.mark.skipif(os.name == "nt", reason="POSIX only")
@pytest.mark.parametrize("page", TUTORIALS, ids=lambda path: path.name)
def test_the_commands_of_a_tutorial_run_as_it_says(desk, page):
    environment = {**os.environ, "PATH": f"{desk / 'bin'}:{os.environ['PATH']}"}
    said, statuses = "", []
    for block in BLOCK.findall(page.read_text("utf-8")):
        done = subprocess.run(
            ["sh", "-e", "-c", block], cwd=desk, env=environment, check=False,
            capture_output=True, text=True, timeout=HANG_SECONDS,
        )  # fmt: skip
        statuses.append(done.returncode)
        said += done.stdout + done.stderr
    # The check ends with 1, because it finds what does not match.
    assert statuses == [0, 0, 0, 1, 0, 0]
    assert "990121-2022-06-progress-report" in said
    assert "52.00%" in said
    for language in ("zh", "en"):
        html = (desk / "mybriefs" / f"990121.{language}.html").read_text("utf-8")
        assert "52.00%" in html
    assert (desk / "mybriefs" / "index.html").is_file()
