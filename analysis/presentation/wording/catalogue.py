"""Updates the catalogues of translations from the code (`make wording`).

Messages are collected from the package's code, the page templates and the notebooks. A new message
gets an empty translation to be filled in; a message that no longer exists is dropped.
"""

import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import nbformat
from babel.messages import pofile
from babel.messages.catalog import Catalog
from babel.messages.extract import extract, extract_from_file

from analysis.atomic import write_atomically
from analysis.paths import BRIEF_TEMPLATES, NOTEBOOKS, PACKAGE, WORDING
from analysis.presentation.marks import HIDDEN_TAG
from analysis.presentation.wording import DOMAIN, LANGUAGES

# Functions that take a message, and which of their arguments are messages.
KEYWORDS = {
    "gettext": None,
    "say": None,
    "to_translate": None,
    "_": None,
    "count": (1, 2),
    "pgettext": ((1, "c"), 2),
}
JINJA = "jinja2.ext:babel_extract"

MessageId = str | tuple[str, str]
Found = tuple[MessageId, str | None]
"""A message and its context, if it has one."""


def collect_messages() -> Catalog:
    """All messages that a brief may show, with the files that contain them."""
    catalogue = Catalog(fuzzy=False)
    for path, (message, context) in (*_read_code(), *_read_templates(), *_read_notebooks()):
        place = path.relative_to(PACKAGE.parent).as_posix()
        catalogue.add(message, locations=[(place, None)], context=context)
    return catalogue


def load_catalogue(language: str) -> Catalog:
    """The catalogue of a language as it is on disk."""
    with find_catalogue(language).open("rb") as file:
        return pofile.read_po(file, locale=language)


def find_catalogue(language: str) -> Path:
    """The file of a language's catalogue."""
    return WORDING / language / f"{DOMAIN}.po"


def complete(catalogue: Catalog, messages: Catalog) -> Catalog:
    """A catalogue with exactly these messages, in their order; existing translations are kept."""
    completed = Catalog(locale=catalogue.locale, fuzzy=False)
    for message in messages:
        if message.id:
            existing = catalogue.get(message.id, message.context)
            translation = existing.string if existing else None
            completed.add(
                message.id, translation, locations=message.locations, context=message.context
            )
    return completed


def _read_code() -> Iterator[tuple[Path, Found]]:
    # Messages of these rooms are shown in the terminal, which has catalogues of its own.
    others = [PACKAGE / room for room in ("ingest", "commands")]
    paths = [
        path
        for path in PACKAGE.rglob("*.py")
        if not any(path.is_relative_to(room) for room in others)
    ]
    for path in sorted(paths):
        for _, message, _, context in extract_from_file("python", path, keywords=KEYWORDS):
            yield path, (message, context)


def _read_templates() -> Iterator[tuple[Path, Found]]:
    for path in sorted(BRIEF_TEMPLATES.rglob("*.j2")):
        for _, message, _, context in extract_from_file(JINJA, path, keywords=KEYWORDS):
            yield path, (message, context)


def _read_notebooks() -> Iterator[tuple[Path, Found]]:
    for path in sorted(NOTEBOOKS.glob("*.ipynb")):
        for cell in nbformat.read(path, as_version=4).cells:
            if HIDDEN_TAG in cell.metadata.get("tags", ()):
                continue
            if cell.cell_type == "markdown":
                yield path, (cell.source, None)
            elif cell.cell_type == "code":
                yield from ((path, message) for message in _read_cell(cell.source))


def _read_cell(source: str) -> Iterator[Found]:
    for _, message, _, context in extract("python", BytesIO(source.encode()), keywords=KEYWORDS):
        yield message, context


def main() -> int:
    """Rewrites each catalogue and prints how many translations are missing."""
    messages = collect_messages()
    for language in LANGUAGES:
        completed = complete(load_catalogue(language), messages)
        written = _to_bytes(completed)
        write_atomically(find_catalogue(language), written)
        empty = [message for message in completed if message.id and not any(message.string or ())]
        print(f"{language}: {len(completed)} messages, {len(empty)} without translation")
    return 0


def _to_bytes(catalogue: Catalog) -> bytes:
    written = BytesIO()
    # Without line numbers and dates, a catalogue changes only if a message does.
    pofile.write_po(written, catalogue, omit_header=True, include_lineno=False, width=96)
    return written.getvalue()


if __name__ == "__main__":
    sys.exit(main())
