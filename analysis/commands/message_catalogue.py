"""Updates the catalogues of the terminal from the code (`make wording`).

Messages of the commands are marked by the functions that show them; those of other rooms are found
by :mod:`analysis.commands.reason_texts`.
"""

import importlib
import pkgutil
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
from analysis.commands.reason_texts import list_reasons
from analysis.commands.wording import DOMAIN, REASONS
from analysis.commands.wording.catalogue_files import find_catalogue
from analysis.paths import PACKAGE
from analysis.presentation.wording import LANGUAGES
from analysis.presentation.wording.catalogue import complete

# Functions that take a message, and which of their arguments are messages.
KEYWORDS = {"translate": None, "to_translate": None, "count": (2, 3), "announce": None}
COMMANDS = PACKAGE / "commands"


def collect_messages(domain: str) -> Catalog:
    """All messages of one of the catalogues, with the files that contain them."""
    catalogue = Catalog(fuzzy=False)
    found = _list_messages() if domain == DOMAIN else list_reasons()
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
