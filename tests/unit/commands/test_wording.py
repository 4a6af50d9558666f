"""Messages of the terminal: their language, their translations, and reasons of other rooms."""

import re

import pytest
from babel.messages import pofile

from analysis.commands.message_catalogue import collect_messages
from analysis.commands.reason_texts import read_reasons
from analysis.commands.reasons import join_reasons, translate_reason
from analysis.commands.terminal_language import choose_language
from analysis.commands.wording import DOMAIN, REASONS, translate, use_language
from analysis.commands.wording.catalogue_files import find_catalogue, read_catalogue

VALUE = re.compile(r"\{\w*\}")


@pytest.mark.parametrize(
    ("arguments", "environment", "language"),
    [
        (["list"], {}, "en"),
        (["list"], {"LANG": "C.UTF-8"}, "en"),
        (["list"], {"LANG": "zh_CN.UTF-8"}, "zh"),
        (["list"], {"LANG": "en_GB.UTF-8", "LC_ALL": "zh_CN.UTF-8"}, "zh"),
        (["list"], {"LANG": "de_DE.UTF-8", "LANGUAGE": "fr:zh_CN:en"}, "zh"),
        (["list"], {"LANG": "C", "LANGUAGE": "zh"}, "en"),
        (["list"], {"LANG": "de_DE.UTF-8"}, "en"),
        (["list", "--language", "en"], {"LANG": "zh_CN.UTF-8"}, "en"),
        (["render", "--language=zh", "441803"], {}, "zh"),
        (["render", "--language", "zh", "--language", "en"], {}, "en"),
        (["render", "--language"], {}, "en"),
    ],
)
def test_the_language_is_that_of_the_call_else_of_the_locale(arguments, environment, language):
    assert choose_language(arguments, environment) == language


def collect(domain):
    return {message.id for message in collect_messages(domain) if message.id}


def test_the_catalogue_of_the_commands_has_the_messages_of_the_code():
    assert set(read_catalogue("zh", DOMAIN)) == collect(DOMAIN), "run `make wording`"


def test_each_reason_that_is_translated_is_one_that_the_code_gives():
    translated = {message for message, text in read_catalogue("zh", REASONS).items() if text}
    assert translated - collect(REASONS) == set(), "run `make wording`"


def test_every_message_of_the_commands_is_translated():
    empty = [message for message, text in read_catalogue("zh", DOMAIN).items() if not text]
    assert empty == []


@pytest.mark.parametrize("domain", [DOMAIN, REASONS])
def test_a_translation_has_the_values_of_its_message(domain):
    wrong = [
        message
        for message, text in read_catalogue("zh", domain).items()
        if text and not set(VALUE.findall(text)) <= set(VALUE.findall(message))
    ]
    assert wrong == []


@pytest.mark.parametrize("domain", [DOMAIN, REASONS])
def test_a_catalogue_is_read_as_babel_reads_it(domain):
    with find_catalogue("zh", domain).open("rb") as file:
        expected = {one.id: one.string or "" for one in pofile.read_po(file) if one.id}
    assert read_catalogue("zh", domain) == expected


def test_a_message_without_translation_is_shown_in_english():
    use_language("zh")
    assert translate("No such message, {name}.", name="fox") == "No such message, fox."


def test_a_reason_is_translated_with_its_values():
    use_language("zh")
    assert translate_reason("There is no such file.") == "没有这个文件。"
    shown = translate_reason("The file has more than 50000000 bytes.")
    assert "50000000" in shown
    assert "The file" not in shown


def test_a_value_that_is_a_reason_itself_and_joined_reasons_are_translated():
    use_language("zh")
    both = "There is no such file. Check its path."
    assert translate_reason(both) == "没有这个文件。请检查路径。"
    assert join_reasons("There is no such file.", "Check its path.") == translate_reason(both)


@pytest.mark.parametrize("text", ["", "fox [a-z]*(", "There is no such fox", "a: b. c"])
def test_what_has_no_translation_is_shown_as_it_is(text):
    use_language("zh")
    assert translate_reason(text) == text


def test_reasons_are_read_from_code_without_docstrings_and_descriptions():
    code = (
        'def f():\n    """Says no and that it is so."""\n'
        '    Column("what a column is about, at length.")\n'
        '    fail(f"There is no {kind} here.", "short")\n'
        '    Remark("code", "error", None, "left out")\n'
    )
    assert sorted(read_reasons(code)) == ["There is no {1} here.", "left out"]
