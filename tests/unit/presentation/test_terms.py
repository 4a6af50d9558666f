"""The words for codes: every code that the tables may hold has one, in both languages."""

import pytest

from analysis.consistency import verdicts
from analysis.measures import completion, target_items
from analysis.measures.fund_amounts import RATE_PAIRS
from analysis.paths import PROJECT
from analysis.presentation import terms
from analysis.presentation.formats import Words
from analysis.presentation.wording import get_translations
from analysis.tables import columns
from analysis.tables.columns import COLUMNS
from analysis.tables.reference_forms import REFERENCE_COLUMNS
from analysis.tables.text_tables import read_text_table

# Tables whose values are one word each, or a sign that needs no translation.
WORDS_BY_NAME = {
    name: table for name, table in vars(terms).items() if name.isupper() and isinstance(table, dict)
}
SIGNS = {sign for sign, *_ in (*terms.VERDICTS.values(), *terms.CLAIM_VERDICTS.values())}
# Units that a sign or the figure's own words stand for.
NAMELESS_UNITS = {"cny", "share", "multiple", "count"}
GAPS = (
    verdicts.NO_ACTUAL, verdicts.NO_DENOMINATOR, verdicts.NO_NUMERIC_TARGET,
    verdicts.BLANK, *(reason for reason in completion.REASONS if reason != "qualitative"),
)  # fmt: skip
REASONS = {*completion.REASONS, target_items.QUALIFIED, target_items.NO_CONDITION}


def list_messages(table: dict) -> list[str]:
    """Every word of a table that a brief translates."""
    values = [value if isinstance(value, tuple) else (value,) for value in table.values()]
    return [word for value in values for word in value if word not in SIGNS | {"≤", "≥", "="}]


def write_row(code: str, value: str | tuple[str, ...]) -> str:
    """A code, its Chinese and its English words."""
    parts = value if isinstance(value, tuple) else (value,)
    chinese = " / ".join(Words("zh").gettext(part) for part in parts)
    return f"{code}: {chinese} | {' / '.join(parts)}"


@pytest.mark.parametrize("name", WORDS_BY_NAME)
def test_the_words_of_each_code_can_be_read_side_by_side(name, snapshot):
    rows = [write_row(code, value) for code, value in WORDS_BY_NAME[name].items()]
    assert "\n".join(rows) == snapshot


@pytest.mark.parametrize("name", WORDS_BY_NAME)
def test_every_word_is_translated_into_chinese(name):
    catalogue = get_translations("zh")
    same = [word for word in list_messages(WORDS_BY_NAME[name]) if catalogue.gettext(word) == word]
    assert same == []


@pytest.mark.parametrize(
    ("table", "codes"),
    [
        pytest.param(terms.STATUSES, COLUMNS["status"].choices, id="status of an instalment"),
        pytest.param(terms.VERDICTS, completion.VERDICTS, id="verdict on an item"),
        pytest.param(terms.REASONS, REASONS, id="why there is no completion"),
        pytest.param(terms.COMPARATORS, COLUMNS["comparator"].choices, id="comparator"),
        pytest.param(terms.FUND_SOURCES, COLUMNS["funds_source"].choices, id="source of funds"),
        pytest.param(terms.DOCUMENT_KINDS, columns.DOCUMENT_KINDS, id="kind of document"),
        pytest.param(terms.QUALIFIERS, COLUMNS["qualifier"].choices, id="qualifier"),
        pytest.param(terms.RATES, {f"{a}_of_{b}" for a, b in RATE_PAIRS}, id="rate"),
        pytest.param(terms.CLAIM_VERDICTS, verdicts.VERDICTS, id="verdict on a claim"),
        pytest.param(terms.EXPLANATIONS, COLUMNS["explanation"].choices, id="explanation"),
        pytest.param(terms.CLAIM_GAPS, GAPS, id="why a claim is that cannot be calculated"),
        pytest.param(terms.REVIEW_STATUSES, COLUMNS["review_status"].choices, id="review"),
    ],
)
def test_exactly_the_codes_that_the_tables_may_hold_have_words(table, codes):
    assert set(table) == set(codes)


def test_an_event_that_is_a_document_has_no_word_for_it_is_not_shown():
    assert set(COLUMNS["event_kind"].choices) - set(terms.EVENT_KINDS) == {"document"}


@pytest.mark.parametrize("table", [terms.VERDICTS, terms.CLAIM_VERDICTS], ids=["item", "claim"])
def test_no_two_verdicts_share_a_sign_or_a_word(table):
    for place in (0, 1):
        assert len({value[place] for value in table.values()}) == len(table)


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("name", WORDS_BY_NAME)
def test_no_two_codes_of_a_table_are_called_the_same(name, language):
    words = Words(language)
    # 人次 are visits, attendances or views in English.
    same = ("visit", "attendance", "view") if language == "zh" else ()
    called = [
        tuple(words.gettext(part) for part in (value if isinstance(value, tuple) else (value,)))
        for code, value in WORDS_BY_NAME[name].items()
        if code not in same
    ]
    assert len(set(called)) == len(called)


def test_each_qualifier_keeps_the_number_it_is_put_to():
    for language in ("zh", "en"):
        for pattern in terms.QUALIFIERS.values():
            assert "60" in Words(language).say(pattern, number="60", unit="")


def test_the_units_that_documents_print_have_names():
    printed = read_text_table(
        PROJECT / "data" / "reference" / "units.csv", REFERENCE_COLUMNS["units"]
    )
    # A measure word is its own unit; its English name stands in the table.
    units = {row["unit"] for row in printed if row["unit"].isascii()} - NAMELESS_UNITS
    assert units <= set(terms.UNITS)
    assert [row for row in printed if not row["unit"].isascii() and not row["name_en"]] == []


@pytest.mark.parametrize(
    ("table_id", "name"),
    [("progress", "Progress table"), ("progress_2", "Progress table"),
     ("goals", "Programme targets")],
)  # fmt: skip
def test_a_table_of_targets_is_a_progress_table_unless_it_holds_the_goals(table_id, name):
    assert terms.name_target_table(table_id) == name
