"""A further language is an addition: a code, a row of the table of languages, a catalogue."""

import ast
import re
from dataclasses import replace
from pathlib import Path

import pytest

from analysis.brief import LANGUAGES, Brief
from analysis.paths import BRIEF_TEMPLATES, PACKAGE, WORDING, find_data_root
from analysis.presentation import wording
from analysis.presentation.brief_tables.contracts import tabulate_contracts
from analysis.presentation.formats import Words, find_locale
from analysis.presentation.sentences.funds import describe_contracts
from analysis.presentation.wording.languages import LANGUAGE_TABLE
from analysis.rendering.batch.index_page import render_index
from analysis.rendering.batch.index_rows import compose_rows
from analysis.rendering.batch.run_record import Entry, RunRecord
from analysis.rendering.brief.output_folder import OutputFolder

from .shown_tables import parse_page, write_tables
from .table_frames import contracts_of, figures_of

# Where the codes are listed and described, and where "zh" and "en" are names of columns.
HOMES = {
    PACKAGE / "brief.py",
    WORDING / "languages.py",
    PACKAGE / "tables" / "reference_forms.py",
}
CODES = set(LANGUAGES)
COUNTY = "990101"


@pytest.fixture
def third_language(tmp_path, monkeypatch):
    """``xx``: it writes numbers and dates as English does, and its catalogue is empty."""
    catalogue = tmp_path / "xx" / "briefs.po"
    catalogue.parent.mkdir()
    catalogue.write_text("", encoding="utf-8")
    (tmp_path / "zh").symlink_to(WORDING / "zh")
    row = replace(LANGUAGE_TABLE["en"], code="xx", name="Xish", tag="xx", list_separator=" + ")
    monkeypatch.setitem(LANGUAGE_TABLE, "xx", row)
    monkeypatch.setattr(wording, "WORDING", tmp_path)
    yield Words("xx")
    wording.get_translations.cache_clear()
    find_locale.cache_clear()


def test_each_language_has_a_row_in_the_table_and_all_but_english_a_catalogue():
    assert tuple(LANGUAGE_TABLE) == LANGUAGES
    assert all(code == language.code for code, language in LANGUAGE_TABLE.items())
    assert {path.parent.name for path in WORDING.glob("*/briefs.po")} == CODES - {"en"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_last_unit_of_money_fits_any_amount(language):
    last = LANGUAGE_TABLE[language].money_units[-1]
    assert (last.yuan, last.smallest, last.most_digits) == (1, 0, 2)


def test_words_of_a_third_language_are_the_english_ones_with_its_own_rules(third_language):
    assert third_language.gettext("not reported") == "not reported"
    assert third_language.count("{number} contract", "{number} contracts", 2) == "2 contracts"
    assert third_language.money(3_499_230) == "CNY 3,499,230"
    assert third_language.join(["a", "b"]) == "a + b"


@pytest.mark.parametrize(
    ("row", "text", "mark"),
    [
        ({"label_xx": "Xa", "label_en": "A", "label_zh": "甲"}, "Xa", None),
        ({"label_en": "A", "label_zh": "甲"}, "A", "en"),
        ({"label_zh": "甲"}, "甲", "zh"),
    ],
)
def test_a_text_of_the_data_falls_back_to_english_then_to_chinese(third_language, row, text, mark):
    assert third_language.pick(row, "label") == text
    assert third_language.mark_language(row, "label") == mark


def test_a_county_without_a_name_in_the_third_language_has_its_english_one():
    brief = Brief(COUNTY, "狐县", "Fox County", None, "xx", find_data_root())
    assert brief.name == "Fox County"


def test_a_table_in_a_third_language_is_the_english_one_with_marked_names(third_language):
    frames = contracts_of({"contract_cny": 600_000}), figures_of()
    shown, english = (
        tabulate_contracts(*frames, words).html for words in (third_language, Words("en"))
    )
    assert write_tables(shown) == write_tables(english)
    assert parse_page(shown).find(lang="en").get_text() == "Training contract"


def test_a_sentence_in_a_third_language_lists_names_by_its_own_rule(third_language):
    contracts = contracts_of({"contract_cny": 600_000}, {"contract_cny": 400_000})
    assert describe_contracts(contracts, third_language) == [
        "The documents report 2 contracts, worth CNY 1,000,000 in total.",
        "No instalment is reported for 2 contracts: Training contract + Training contract.",
    ]


def test_the_index_links_to_the_briefs_of_a_third_language(third_language, tmp_path):
    entries = {
        (COUNTY, language): Entry("rendered", "abc", html_sha256="1") for language in LANGUAGE_TABLE
    }
    record = RunRecord(entries, {COUNTY: ("狐县", "Fox County", "林市", "Forest City")})
    page = parse_page(render_index(compose_rows(record, OutputFolder(tmp_path))).decode("utf-8"))
    links = {link.get("lang", "zh-CN"): link["href"] for link in page.select("tbody a")}
    assert links == {
        language.tag: f"{COUNTY}.{code}.html" for code, language in LANGUAGE_TABLE.items()
    }
    assert [one.get_text() for one in page.select(".language + label")] == [
        "中文", "English", "Xish",
    ]  # fmt: skip


def list_pairs(source: str) -> list[int]:
    """Lines of code that tell one language from another by its code."""
    lines = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Compare):
            found = {getattr(part, "value", None) for part in (node.left, *node.comparators)}
            is_pair = bool(found & CODES)
        elif isinstance(node, ast.Dict | ast.Tuple | ast.List | ast.Set):
            parts = node.keys if isinstance(node, ast.Dict) else ast.iter_child_nodes(node)
            is_pair = {getattr(part, "value", None) for part in parts if part} >= CODES
        else:
            is_pair = isinstance(node, ast.Constant) and str(node.value) == "zh|en"
        if is_pair:
            lines.add(node.lineno)
    return sorted(lines)


@pytest.mark.parametrize(
    "source",
    ['if language == "zh": pass', 'name = "a" if "en" != language else "b"',
     'NAMES = {"zh": "中文", "en": "English"}', 'for language in ("zh", "en"): pass',
     'pattern = "zh|en"'],
)  # fmt: skip
def test_pairs_of_languages_are_found(source):
    assert list_pairs(source) == [1]


def test_columns_and_one_language_alone_are_not_pairs():
    assert list_pairs('words = Words("en"); names = row["name_zh"], row["name_en"]') == []


def test_code_tells_languages_apart_in_the_table_of_languages_only():
    paths = [path for path in PACKAGE.rglob("*.py") if path not in HOMES]
    pairs = {path: list_pairs(path.read_text("utf-8")) for path in paths}
    assert {path.name: lines for path, lines in pairs.items() if lines} == {}


@pytest.mark.parametrize("path", sorted(BRIEF_TEMPLATES.rglob("*.j2")), ids=lambda path: path.name)
def test_templates_hold_no_language_and_no_word_of_one(path: Path):
    text = path.read_text("utf-8")
    assert re.findall(r'lang="(?!\{\{)|_zh\b|_en\b|[\u4e00-\u9fff]', text) == []
