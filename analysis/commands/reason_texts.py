"""Finds in the code the messages of rooms that know no language (`make wording`).

Every text of two or more words counts as a message that may reach the terminal, so that none can be
forgotten; what describes data, is the words of a page or names things is told apart by the call or
the module that it stands in.
"""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from analysis.paths import PACKAGE

# Rooms whose messages are not shown in the terminal, or are in a catalogue of their own.
_OTHER_ROOMS = ("commands", "explore", "presentation", "upstream")
# Modules whose texts are data, words of a page, or for those who work on the program.
_OTHER_MODULES = (
    "brief.py",
    "demo/",
    "documents/area_names.py",
    "documents/areas_table.py",
    "documents/data_dictionary.py",
    "documents/reference_names.py",
    "ingest/templates/",
    "measures/county_overview.py",
    "rendering/batch/index_",
    "rendering/batch/public_reasons.py",
    "rendering/engine/inprocess_shell.py",
    "rendering/page/page_facts.py",
    "rendering/page/page_parts.py",
    "rendering/page/review_page.py",
    "tables/analyst_frames.py",
    "tables/overview.py",
)
_MESSAGES_ALL_THE_SAME = ("demo/root.py", "ingest/templates/workbook.py")
# Calls whose texts describe data, and calls whose texts are in the catalogue of the briefs.
_OTHER_CALLS = ("Column", "ComputedTable", "Statement", "Table", "Use", "say", "count", "gettext")
# Calls that are given messages only, of one word too.
_MESSAGE_CALLS = ("Remark", "remark", "UnreadableFile", "UnclearColumns", "make_error",
                  "make_row_error")  # fmt: skip
_WORD_CALL = "message_part"
# Two words, the second one not a name; and what is written, not said: paths and formulas.
_WORDS = re.compile(r"[A-Za-z]+,? [a-z(]")
_WRITTEN = re.compile(r"<.*|/.*|[A-Z]:\\.*|\w+\(.*\)", re.DOTALL)
_VALUE = re.compile(r"{\d+}")


def list_reasons() -> Iterator[tuple[Path, str]]:
    """The messages of all rooms but the commands, each with the file that it is in."""
    for path in sorted(PACKAGE.rglob("*.py")):
        place = path.relative_to(PACKAGE).as_posix()
        if _has_messages(place):
            yield from ((path, text) for text in read_reasons(path.read_text("utf-8")))


def _has_messages(place: str) -> bool:
    if place in _MESSAGES_ALL_THE_SAME:
        return True
    return place.split("/")[0] not in _OTHER_ROOMS and not place.startswith(_OTHER_MODULES)


def read_reasons(code: str) -> Iterator[str]:
    """The messages of a module, with ``{1}``, ``{2}`` in place of values.

    Examples:
        >>> list(read_reasons('fail(f"There is no form {kind}.")'))
        ['There is no form {1}.']
    """
    tree = ast.parse(code)
    passed_over, sure = set(), set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            name = getattr(node.func, "id", getattr(node.func, "attr", ""))
            if name in _OTHER_CALLS:
                passed_over |= set(ast.walk(node))
            elif name in _MESSAGE_CALLS:
                sure |= set(node.args)
            elif name == _WORD_CALL:
                yield from (one.value for one in node.args if isinstance(one, ast.Constant))
        passed_over |= set(_list_others(node))
    for node in ast.walk(tree):
        text = None if node in passed_over else write_template(node)
        if text and _is_message(text.strip(), node in sure):
            yield text.strip()


def _list_others(node: ast.AST) -> Iterator[ast.AST]:
    """What is below a node and is no message: a docstring, an annotation, part of a text."""
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
        yield node.value
    elif isinstance(node, ast.JoinedStr):
        yield from (part for part in node.values if isinstance(part, ast.Constant))
        formats = [part.format_spec for part in node.values if isinstance(part, ast.FormattedValue)]
        yield from (inner for one in formats if one for inner in ast.walk(one))
    for name in ("annotation", "returns"):
        if annotation := getattr(node, name, None):
            yield from ast.walk(annotation)


def _is_message(text: str, is_sure: bool) -> bool:
    literal = _VALUE.sub("", text)
    if "\n" in text or _WRITTEN.fullmatch(text) or not re.search("[a-z]{2}", literal):
        return False
    is_sentence = text.count(" ") > 1 and text.endswith(".")
    return is_sentence or _WORDS.search(literal) is not None or (is_sure and " " in text)


def write_template(node: ast.AST) -> str | None:
    """A text as it is in the code, with ``{1}``, ``{2}`` for its values; None if it is no text."""
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
