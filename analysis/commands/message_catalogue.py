"""Updates the catalogues of the terminal from the code (`make wording`).

Messages of the commands are marked by the functions that show them. Messages of other rooms are
found by their form: a text with values that ends as a sentence, or what a finding is made of.
"""

import ast
import importlib
import pkgutil
import re
import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import typer
from babel.messages import pofile
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_file

from analysis.atomic import write_atomically
from analysis.commands.candidates import candidates_app
from analysis.commands.help_pages import list_help
from analysis.commands.options import app
from analysis.commands.wording import DOMAIN, REASONS
from analysis.commands.wording.catalogue_files import find_catalogue
from analysis.paths import PACKAGE
from analysis.presentation.wording import LANGUAGES
from analysis.presentation.wording.catalogue import complete

# Functions that take a message, and which of their arguments are messages.
KEYWORDS = {"translate": None, "to_translate": None, "count": (2, 3), "announce": None}
COMMANDS = PACKAGE / "commands"
# Rooms whose messages are not shown in the terminal, or are in the catalogue of the briefs.
_OTHERS = ("commands", "explore", "presentation", "upstream")
# What these calls are given describes the data, and is for the data dictionary.
_DESCRIPTIONS = ("Column", "ComputedTable", "Statement", "Table", "Use")
# What these calls are given is a message even where it does not end as a sentence.
_REASONS = ("Remark", "remark", "UnreadableFile", "UnclearColumns", "make_error", "make_row_error")


def collect_messages(domain: str) -> Catalog:
    """All messages of one of the catalogues, with the files that contain them."""
    catalogue = Catalog(fuzzy=False)
    found = _list_messages() if domain == DOMAIN else _list_reasons()
    for path, message in found:
        place = path.relative_to(PACKAGE.parent).as_posix()
        catalogue.add(message, locations=[(place, None)])
    return catalogue


def _list_messages() -> Iterator[tuple[Path, str]]:
    """Messages of the commands, and the help of commands, arguments and options."""
    for path in sorted(COMMANDS.rglob("*.py")):
        for _, message, _, _ in extract_from_file("python", path, keywords=KEYWORDS):
            yield from (
                (path, text) for text in ([message] if isinstance(message, str) else message)
            )
    for module in pkgutil.iter_modules([str(COMMANDS)]):
        importlib.import_module(f"analysis.commands.{module.name}")
    for group in (app, candidates_app):
        for text in list_help(typer.main.get_command(group)):
            yield COMMANDS / "options.py", text


def _list_reasons() -> Iterator[tuple[Path, str]]:
    for path in sorted(PACKAGE.rglob("*.py")):
        if path.relative_to(PACKAGE).parts[0] not in _OTHERS:
            yield from ((path, text) for text in read_reasons(path.read_text("utf-8")))


def read_reasons(code: str) -> Iterator[str]:
    """The messages of a module, with ``{1}``, ``{2}`` in place of values.

    Examples:
        >>> list(read_reasons('fail(f"There is no form {kind}.")'))
        ['There is no form {1}.']
    """
    tree = ast.parse(code)
    passed_over, sure = set(), set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            passed_over.add(node.value)  # a docstring
        elif isinstance(node, ast.JoinedStr):
            passed_over |= {part for part in ast.walk(node) if part is not node}
        elif isinstance(node, ast.Call):
            name = getattr(node.func, "id", getattr(node.func, "attr", ""))
            if name in _DESCRIPTIONS:
                passed_over |= set(ast.walk(node))
            elif name in _REASONS:
                sure |= set(node.args)
    for node in ast.walk(tree):
        text = None if node in passed_over else _write_template(node)
        if text and _is_message(text, node in sure):
            yield text.strip()


def _is_message(text: str, is_sure: bool) -> bool:
    spaces = text.strip().count(" ")
    is_sentence = spaces > 1 and text.rstrip().endswith(".")
    has_words = re.search("[a-z]{2}", re.sub(r"{.*?}", "", text)) is not None
    return has_words and "\n" not in text and (is_sentence or (is_sure and spaces > 0))


def _write_template(node: ast.AST) -> str | None:
    """A text as it is in the code; None if the node is none."""
    if isinstance(node, ast.Constant):
        return node.value if isinstance(node.value, str) else None
    if not isinstance(node, ast.JoinedStr):
        return None
    text, number = "", 0
    for part in node.values:
        if isinstance(part, ast.Constant):
            text += str(part.value)
        else:
            number += 1
            text += f"{{{number}}}"
    return text


def main() -> int:
    """Rewrites each catalogue and prints how many translations are missing."""
    for language in LANGUAGES:
        for domain in (DOMAIN, REASONS):
            path = find_catalogue(language, domain)
            existing = Catalog(locale=language, fuzzy=False)
            if path.exists():
                with path.open("rb") as file:
                    existing = pofile.read_po(file, locale=language)
            completed = complete(existing, collect_messages(domain))
            written = BytesIO()
            pofile.write_po(written, completed, omit_header=True, include_lineno=False, width=96)
            write_atomically(path, written.getvalue())
            empty = [one for one in completed if one.id and not one.string]
            print(f"{language} {domain}: {len(completed)} messages, {len(empty)} untranslated")
    return 0


if __name__ == "__main__":
    sys.exit(main())
