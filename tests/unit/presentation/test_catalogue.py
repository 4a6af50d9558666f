"""The catalogue of translations: found, read, completed and written without losing a word."""

import shutil

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

from analysis.paths import WORDING
from analysis.presentation.wording import LANGUAGES, catalogue, get_translations, to_translate


@pytest.fixture(scope="module")
def messages() -> Catalog:
    """Every message that the code holds; looked for once, as that takes a second."""
    return catalogue.collect_messages()


@pytest.fixture
def copied_catalogue(tmp_path, monkeypatch, messages):
    """The file of the Chinese catalogue in a folder of its own, to be written anew."""
    shutil.copytree(WORDING / "zh", tmp_path / "zh")
    monkeypatch.setattr(catalogue, "WORDING", tmp_path)
    monkeypatch.setattr(catalogue, "collect_messages", lambda: messages)
    return tmp_path / "zh" / "briefs.po"


def list_translations(written: Catalog) -> dict:
    return {message.id: message.string for message in written if message.id}


def read_file(path) -> dict:
    with path.open("rb") as file:
        return list_translations(read_po(file, locale="zh"))


def test_marking_a_message_leaves_it_as_it_is():
    assert to_translate("Reported as paid") == "Reported as paid"


def test_english_says_the_messages_themselves():
    english = get_translations("en")
    assert english.gettext("Reported as paid") == "Reported as paid"
    assert english.ngettext("one", "many", 1) == "one"
    assert english.ngettext("one", "many", 0) == "many"


def test_chinese_says_what_its_catalogue_says():
    assert get_translations("zh").gettext("Reported as paid") == "已拨付"


def test_a_catalogue_is_read_once():
    assert get_translations("zh") is get_translations("zh")


def test_a_language_without_catalogue_is_refused():
    with pytest.raises(FileNotFoundError):
        get_translations("xx")
    with pytest.raises(FileNotFoundError):
        catalogue.load_catalogue("xx")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_catalogue_on_disk_is_the_one_that_briefs_read(language):
    assert catalogue.find_catalogue(language).is_file()
    for message in catalogue.load_catalogue(language):
        if message.id and not message.pluralizable:
            translations = get_translations(language)
            shown = (
                translations.pgettext(message.context, message.id)
                if message.context
                else translations.gettext(message.id)
            )
            assert shown == message.string


def test_each_message_names_the_files_it_stands_in(messages):
    places = {path for message in messages for path, _ in message.locations}
    assert any(path.endswith("formats.py") for path in places)
    assert any(path.endswith(".j2") for path in places)
    assert any(path.endswith(".ipynb") for path in places)
    assert not any("/ingest/" in path for path in places)


def test_plurals_are_messages_of_two_forms(messages):
    assert messages.get("{number} contract").id == ("{number} contract", "{number} contracts")


def test_a_new_message_is_added_blank_and_a_gone_one_dropped():
    known, wanted = Catalog(locale="zh"), Catalog()
    known.add("paid", "已拨付")
    known.add("gone", "已删除")
    wanted.add("new", locations=[("a.py", None)])
    wanted.add("paid", locations=[("b.py", None)])
    completed = catalogue.complete(known, wanted)
    assert list(list_translations(completed).items()) == [("new", None), ("paid", "已拨付")]
    assert completed.get("paid").locations == [("b.py", None)]
    assert completed.locale.language == "zh"


def test_writing_the_catalogue_anew_changes_no_word(copied_catalogue, messages, capsys):
    before = read_file(copied_catalogue)
    assert catalogue.main() == 0
    assert read_file(copied_catalogue) == before
    assert capsys.readouterr().out == f"zh: {len(messages)} messages, 0 without translation\n"


def test_writing_the_catalogue_twice_gives_the_same_bytes(copied_catalogue):
    catalogue.main()
    once = copied_catalogue.read_bytes()
    catalogue.main()
    assert copied_catalogue.read_bytes() == once
    assert b"POT-Creation-Date" not in once


def test_messages_without_translation_are_counted(copied_catalogue, capsys):
    text = copied_catalogue.read_text("utf-8")
    entry = 'msgid "Reported as paid"\nmsgstr "已拨付"'
    assert entry in text
    copied_catalogue.write_text(text.replace(entry, entry.replace("已拨付", "")), "utf-8")
    catalogue.main()
    assert capsys.readouterr().out.endswith(" messages, 1 without translation\n")
    assert read_file(copied_catalogue)["Reported as paid"] == ""
