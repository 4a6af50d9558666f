"""The documents that come with the project are complete, keyed, translated and indexed."""

import re

import pytest

from analysis.build.build import compute_tables
from analysis.build.ensure import ensure_built
from analysis.build.read_figures import FigureReader
from analysis.commands.check import check
from analysis.commands.facts import LEFT_OUT, count_facts, tabulate_facts
from analysis.documents.filed import list_documents, load_document
from analysis.documents.reference import load_reference
from analysis.figures.dates import parse_date
from analysis.figures.names import split_figure
from analysis.figures.printed import parse_figure
from analysis.paths import PROJECT, find_data_root
from analysis.tables.raw_forms import FIGURE_COLUMNS
from analysis.tables.reference_forms import ROLES

FACTS = 394


@pytest.fixture(scope="session")
def root():
    """The project's own data."""
    return find_data_root(PROJECT / "data")


@pytest.fixture(scope="session")
def reference(root):
    """Its reference tables."""
    return load_reference(root)


@pytest.fixture(scope="session")
def documents(root):
    """Its documents as filed."""
    return {folder.name: load_document(folder) for folder in list_documents(root.raw)}


@pytest.fixture(scope="session")
def tables(root):
    """Its processed tables."""
    ensure_built(root)
    return compute_tables(root).tables


def test_nothing_is_wrong_with_keys_rules_claims_and_reviews(root):
    findings = check(root)
    assert findings.loc[findings["claim_id"].isna(), "reason"].tolist() == []


def test_every_statement_has_exactly_one_reading_with_a_known_role(documents, reference):
    for document_id, document in documents.items():
        readings = reference.load_readings(document_id).rows["statements"]
        read = sorted((reading["table_id"], reading["row_id"]) for reading in readings)
        stated = sorted(
            (table_id, row["row_id"])
            for table_id, rows in document.tables.items()
            if document.record.tables[table_id].kind == "statements"
            for row in rows
        )
        assert read == stated
        assert {reading["role"] for reading in readings} <= ROLES


def test_every_reading_reads_a_row_that_is_there(documents, reference):
    for document_id, document in documents.items():
        printed = {
            (table_id, row["row_id"]) for table_id, rows in document.tables.items() for row in rows
        }
        for subject, readings in reference.load_readings(document_id).rows.items():
            name = "item" if subject in ("items", "conditions") else "row_id"
            assert {(row["table_id"], row[name]) for row in readings} <= printed, subject


def test_every_figure_that_is_printed_can_be_read(tables):
    unread = tables["figures"].query("printed.notna() and value.isna()")
    assert unread[["figure", "printed", "missing_reason"]].values.tolist() == []


def test_figures_without_a_unit_are_those_whose_unit_the_documents_leave_out(tables):
    unstated = tables["figures"].query("unit == 'unstated' and value != 0")
    assert sorted(unstated["figure"].str.split("/").str[1:3].str.join("/")) == [
        "fund_plan_figures/training_share",
        "goals_figures/key_projects",
        "goals_figures/training_share",
        "poverty/poverty_funds_new_countryside",
        "progress_figures/A3_exposure_actual",
    ]


def test_every_chinese_text_of_the_data_has_english(tables):
    for table, frame in tables.items():
        for column in frame.columns:
            if column.endswith("_zh") and column.replace("_zh", "_en") in frame:
                english = frame[column.replace("_zh", "_en")]
                untranslated = frame.loc[frame[column].notna() & english.isna(), column]
                assert untranslated.tolist() == [], table


def test_no_text_holds_a_telephone_number(root):
    for path in root.raw.rglob("*.*"):
        text = path.read_text(encoding="utf-8")
        assert not re.search(r"(?<![\d.])1[3-9]\d{9}(?!\d)|0\d{2,3}-\d{7,8}", text), path.name


def test_the_index_lists_every_fact_once(reference):
    facts = reference.tables["fact_index"]
    assert sorted(facts["fact_id"]) == [f"F{number:03}" for number in range(1, FACTS + 1)]


def test_a_fact_is_in_a_table_or_left_out_with_a_reason(reference, tables):
    facts = reference.tables["fact_index"]
    assert facts["figure"].isna().eq(facts["reason"].notna()).all()
    counts = count_facts(tabulate_facts(facts, tables))
    assert counts["facts"].sum() == FACTS
    assert counts.loc[counts["table"] == LEFT_OUT, "facts"].sum() <= 12


def test_each_figure_of_the_index_holds_the_fact(reference, documents):
    facts = reference.tables["fact_index"].dropna(subset="figure")
    reader = FigureReader(reference.units)
    figures = {}
    for document_id, document in documents.items():
        statements = reference.load_readings(document_id).rows["statements"]
        figures |= reader.read_document(document, statements)
    wrong = [
        (fact.fact_id, fact.value, fact.figure)
        for fact in facts.itertuples()
        if not _holds(fact, figures, documents, reader)
    ]
    assert wrong == []


def _holds(fact, figures, documents, reader) -> bool:
    document_id, table_id, row_id, column = split_figure(fact.figure)
    row = next(row for row in documents[document_id].tables[table_id] if row["row_id"] == row_id)
    cell = row[column]
    kind = documents[document_id].record.tables[table_id].kind
    if column in FIGURE_COLUMNS[kind]:
        figure = figures[fact.figure]
        if fact.value == "(空)":
            return figure.value is None and figure.text == ""
        # The index gives value and unit apart; a unit the documents leave out is given as "?".
        printed_unit = figure.read.printed_unit
        unit = fact.unit if fact.unit in reader.units else printed_unit or ""
        expected = parse_figure(f"{fact.value.lstrip('-')}{unit}", reader.units, stipulated=True)
        return expected.value is not None and abs(figure.read.value) == expected.value
    return _holds_date(fact.value, cell, row)


def _holds_date(value: str, cell: str, row) -> bool:
    for part, text in zip(value.split("/"), (cell, row.get("end", "")), strict=False):
        digits = [int(number) for number in part.split("-")]
        found = parse_date(text)
        if found is not None:
            day = (found.end if len(digits) == 3 and digits[2] > 27 else found.start).timetuple()
            if list(day[: len(digits)]) != digits:
                return False
        elif not all(str(number) in re.findall(r"\d+", text) for number in digits[1:]):
            return False
    return True
