"""Help pages and usage errors of the command, in the language of the terminal.

Typer's own pages count characters, not columns, so that Chinese lines would be twice too long, and
they are in English.
"""

import inspect
import re
import sys
from collections.abc import Iterator, Sequence
from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup
from typer.exceptions import TyperException

from analysis.commands.kinds import LISTED
from analysis.commands.terminal_language import choose_language
from analysis.commands.text_width import LEAST_WIDTH, measure, pad, wrap
from analysis.commands.usage_errors import translate_usage_error
from analysis.commands.wording import (
    SOURCE_LANGUAGE,
    get_language,
    to_translate,
    translate,
    use_language,
)

_TYPE = re.compile(r" <[^<>]*>")
_MOST_WIDTH = 100
# Columns for the names of options and commands; longer ones have a line of their own.
_NAMES = 26
_HEADINGS = {
    "argument": to_translate("Arguments:"),
    "option": to_translate("Options:"),
    "command": to_translate("Commands:"),
    "kind": to_translate("Kinds:"),
}
_EXAMPLES = to_translate("Examples:")
_USAGE = to_translate("Usage:")
_HELP = to_translate("Show this message and exit.")
# What Typer adds to the help of an option, in square brackets.
_EXTRAS = {
    "env var": to_translate("env var"),
    "default": to_translate("default"),
    "required": to_translate("required"),
}


# As the work goes: file, state, decide, check, render, explore.
ORDER = ("list", "update", "ingest", "template", "county", "candidates", "build", "check", "render",
         "lab", "demo", "accept", "reject", "review")  # fmt: skip


class BriefsCommand(TyperCommand):
    """A command whose help page has examples; they are its epilog, one a line."""

    def format_help(self, ctx: typer.Context, formatter: Any) -> None:
        """Writes the help page."""
        formatter.write(format_page(self, ctx, formatter.width))


class BriefsGroup(TyperGroup):
    """The command `briefs` with its commands."""

    def main(self, args: Sequence[str] | None = None, **others: Any) -> Any:  # type: ignore[override]
        """Runs a call, whose messages are in the language that it asks for."""
        arguments = list(sys.argv[1:] if args is None else args)
        use_language(choose_language(arguments))
        if get_language() == SOURCE_LANGUAGE:
            return super().main(args, **others)
        try:
            status = super().main(args, **{**others, "standalone_mode": False})
        except TyperException as error:
            _explain(error)
            sys.exit(error.exit_code)
        sys.exit(status if isinstance(status, int) else 0)

    def format_help(self, ctx: typer.Context, formatter: Any) -> None:
        """Writes the help page."""
        formatter.write(format_page(self, ctx, formatter.width))

    def list_commands(self, ctx: typer.Context) -> list[str]:
        """Names of the commands in the order in which they are used; others after them."""
        order = {name: position for position, name in enumerate(ORDER)}
        return sorted(self.commands, key=lambda name: order.get(name, len(ORDER)))


def list_help(group: Any) -> Iterator[str]:
    """All texts of the help pages of a group, in English, to be translated."""
    for command in _walk(group):
        context = typer.Context(command)
        yield _get_help(command)
        for parameter in command.get_params(context):
            if help_text := getattr(parameter, "help", None):
                yield help_text


def _walk(command: Any) -> Iterator[Any]:
    yield command
    for inner in getattr(command, "commands", {}).values():
        yield from _walk(inner)


def _get_help(command: Any) -> str:
    return " ".join(inspect.cleandoc(command.help or "").split())


def format_page(command: Any, context: typer.Context, width: int) -> str:
    """The help page of a command.

    Args:
        command: a command or a group of them.
        context: of the call.
        width: columns of a line.
    """
    width = max(min(width, _MOST_WIDTH), LEAST_WIDTH)
    usage = f"{context.command_path} {' '.join(command.collect_usage_pieces(context))}"
    lines = wrap(usage, width, f"{translate(_USAGE)} ")
    lines += ["", *wrap(translate(_get_help(command)), width, "  ")]
    for kind in ("argument", "option"):
        lines += _format_rows(kind, _list_parameters(command, context, kind), width)
    inner = getattr(command, "commands", {})
    names = command.list_commands(context) if inner else ()
    rows = [(name, translate(_get_help(inner[name]))) for name in names]
    lines += _format_rows("command", rows, width)
    if kinds := LISTED.get(command.name):
        lines += _format_rows(
            "kind", [(name, translate(text)) for name, text in kinds.items()], width
        )
    examples = inspect.cleandoc(command.epilog or "").splitlines()
    if examples:
        lines += ["", translate(_EXAMPLES), *(f"  {line}".rstrip() for line in examples)]
    return "".join(f"{line}\n" for line in lines)


def _list_parameters(command: Any, context: typer.Context, kind: str) -> list[tuple[str, str]]:
    rows = []
    for parameter in command.get_params(context):
        if parameter.param_type_name == kind and (row := parameter.get_help_record(context)):
            name, text = row
            english = getattr(parameter, "help", None) or ""
            extra = text.removeprefix(english).strip()
            # Without Typer's types, such as <str>: names and texts say what is meant.
            name = _TYPE.sub("", name)
            rows.append((name, f"{translate(english)} {_translate_extra(extra)}".strip()))
    return rows


def _translate_extra(extra: str) -> str:
    for english, message in _EXTRAS.items():
        extra = extra.replace(f"[{english}", f"[{translate(message)}")
        extra = extra.replace(f"; {english}", f"; {translate(message)}")
    return extra


def _format_rows(kind: str, rows: list[tuple[str, str]], width: int) -> list[str]:
    if not rows:
        return []
    names = min(max(measure(name) for name, _ in rows), _NAMES) + 4
    lines = ["", translate(_HEADINGS[kind])]
    for name, text in rows:
        head = f"  {name}"
        if measure(head) > names - 2:
            lines += [head]
            head = ""
        lines += wrap(text, width, pad(head, names)) if text else [head.rstrip()]
    return lines


def _explain(error: TyperException) -> None:
    """Writes a usage error in the language of the terminal."""
    context = getattr(error, "ctx", None)
    if type(error).__name__ == "NoArgsIsHelpError":
        print(error.format_message(), file=sys.stderr)
        return
    if context is not None:
        hint = translate("`{command} --help` explains the call.", command=context.command_path)
        usage = " ".join(context.command.collect_usage_pieces(context))
        print(f"{translate(_USAGE)} {context.command_path} {usage}\n{hint}\n", file=sys.stderr)
    message = translate_usage_error(error.format_message())
    print(translate("Error: {message}", message=message), file=sys.stderr)
