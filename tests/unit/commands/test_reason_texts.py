"""Every message that a room can send to the terminal is found and has its Chinese text."""

import ast
import re

import pytest

from analysis.commands.message_catalogue import COMMANDS, collect_messages
from analysis.commands.reason_texts import list_reasons, read_reasons
from analysis.commands.usage_errors import _DETAILS, _PROPOSED, _STARTS
from analysis.commands.wording import DOMAIN, REASONS
from analysis.commands.wording.catalogue_files import read_catalogue

CHINESE = re.compile("[一-鿿]")
# Messages that are nothing but a name and a value.
_TYPER = {*_STARTS, _PROPOSED.pattern, *(pattern for pattern, _ in _DETAILS)}
_ALIKE = {"reference/corrections.csv {1}"}


def test_every_message_of_the_rooms_is_translated():
    catalogue = read_catalogue("zh", REASONS)
    untold = [message for _, message in list_reasons() if not catalogue.get(message)]
    assert untold == [], "run `make wording` and fill reasons.po"


@pytest.mark.parametrize("domain", [DOMAIN, REASONS])
def test_what_is_translated_is_chinese(domain):
    english = [
        message
        for message, text in read_catalogue("zh", domain).items()
        if re.search("[a-z]{2} [a-z]{2}", message) and not CHINESE.search(text)
    ]
    assert set(english) <= _ALIKE


@pytest.mark.parametrize(
    "code",
    [
        'raise Unfit(f"fox {name} went into {place}")',
        'reason = "the fox is missing"',
        'lines.append("no fox" if is_bad else "a fox")',
        "text = f\"{name}: {'a fox' if one else 'two foxes'}\"",
        'Remark("code", "error", None, "Fox lost")',
    ],
)
def test_a_new_message_does_not_slip_by(code):
    found = list(read_reasons(code))
    assert found
    assert not any(read_catalogue("zh", REASONS).get(message) for message in found)


@pytest.mark.parametrize(
    "code",
    [
        '"""What the module is about."""',
        'names: "list of foxes" = []',
        'Column("what a column is about, at length")',
        'words.say("A sentence of a page.")',
        'path = "/usr/share/a fox"',
        'kind = "monthly_form"',
    ],
)
def test_what_is_no_message_is_passed_over(code):
    assert list(read_reasons(code)) == []


def test_the_commands_write_no_sentence_that_is_not_translated():
    told = {message.id for message in collect_messages(DOMAIN) if message.id}
    untold = []
    for path in sorted(COMMANDS.rglob("*.py")):
        for text in _list_sentences(path.read_text("utf-8")):
            is_call = text.startswith("briefs ") or text in _TYPER
            if not is_call and not any(message.startswith(text) for message in told):
                untold.append(f"{path.name}: {text}")
    assert untold == []


def _list_sentences(code):
    """Texts of three words or more, apart from docstrings."""
    tree = ast.parse(code)
    docstrings = {
        node.value for node in ast.walk(tree)
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }  # fmt: skip
    for node in ast.walk(tree):
        text = node.value if isinstance(node, ast.Constant) and node not in docstrings else None
        if isinstance(text, str) and re.search("[A-Za-z]{2,} [a-z]+ [a-z]+", text):
            yield text
