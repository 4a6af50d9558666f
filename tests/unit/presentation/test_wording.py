"""The briefs' own words: every message has a translation, with the same placeholders."""

import re
from string import Formatter

import pytest
from babel.messages.catalog import Catalog

from analysis.presentation.wording import LANGUAGES, get_translations
from analysis.presentation.wording.catalogue import collect_messages, complete, load_catalogue


def list_faults(catalogue: Catalog, messages: Catalog) -> list[str]:
    """Messages that the catalogue lacks, has in vain, or whose placeholders differ."""
    wanted = {message.id for message in messages if message.id}
    known = {message.id: message.string for message in catalogue if message.id}
    faults = [f"not in the code: {message}" for message in known.keys() - wanted]
    for message in wanted:
        translated = known.get(message) or ""
        forms = [translated] if isinstance(translated, str) else translated
        if not all(forms):
            faults.append(f"not translated: {message}")
        elif any(list_placeholders(form) != list_placeholders(message) for form in forms):
            faults.append(f"placeholders differ: {message}")
    return sorted(faults)


def list_placeholders(message: str | tuple[str, ...]) -> set[str]:
    forms = [message] if isinstance(message, str) else message
    return {name for form in forms for _, name, _, _ in Formatter().parse(form) if name}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_message_is_translated(language):
    assert list_faults(load_catalogue(language), collect_messages()) == []


def test_faults_of_a_catalogue_are_seen():
    messages, catalogue = Catalog(), Catalog()
    for message in ("paid", "{rate} paid", "{number} left"):
        messages.add(message)
    catalogue.add("{rate} paid", "已拨付{sum}")
    catalogue.add("paid", "")
    catalogue.add("gone", "没有了")
    assert list_faults(catalogue, messages) == [
        "not in the code: gone",
        "not translated: paid",
        "not translated: {number} left",
        "placeholders differ: {rate} paid",
    ]


def test_messages_are_found_in_code_templates_and_notebooks():
    messages = collect_messages()
    assert "Not yet payable" in messages  # a constant of the code
    assert "Skip to main content" in messages  # a template
    assert "Other figures on tourism and poverty" in messages  # a notebook's code


def test_completing_keeps_what_is_translated_and_drops_what_is_gone():
    catalogue, messages = Catalog(), Catalog()
    catalogue.add("paid", "已拨付")
    catalogue.add("gone", "没有了")
    messages.add("paid")
    messages.add("new")
    completed = complete(catalogue, messages)
    assert {message.id: message.string for message in completed if message.id} == {
        "paid": "已拨付",
        "new": None,
    }


@pytest.mark.parametrize("language", LANGUAGES)
def test_chinese_wording_holds_no_english_sentence(language):
    for message in load_catalogue(language):
        forms = [message.string] if isinstance(message.string, str) else message.string
        for form in forms if message.id else ():
            assert not re.search(r"[A-Za-z]{4,} [A-Za-z]{2,}", re.sub(r"\{.*?\}", "", form))


def test_plural_messages_are_found():
    found = get_translations("zh").ngettext("{number} contract", "{number} contracts", 5)
    assert found == "{number}份合同"
