"""In which processed table each figure of the shipped reports is."""

import pandas as pd
import pytest

from analysis.commands import facts
from analysis.commands.facts import FIGURES_ONLY, LEFT_OUT, SUBJECTS, count_facts, tabulate_facts

COLUMNS = ["document_id", "table_id", "row_id", "figure"]
FACTS = pd.DataFrame(
    {
        "fact_id": ["1", "2", "3", "4", "5"],
        "figure": ["fox/funds/l1/paid", "fox/items/A1/text", None, "fox/text/p1/value", None],
        "reason": [None, None, "stated twice", None, "stated twice"],
    }
)


@pytest.fixture
def tables():
    made = {subject: pd.DataFrame(columns=COLUMNS) for subject in SUBJECTS}
    made["budget"] = pd.DataFrame(
        [("fox", "funds", "l1", "fox/funds/l1/paid")],
        columns=["document_id", "table_id", "row_id", "paid_figure"],
    )
    made["output_items"] = pd.DataFrame(
        [("fox", "items", "A1")], columns=["document_id", "table_id", "item"]
    )
    return made


def test_a_fact_is_found_by_its_figure_or_by_its_row(tables):
    tabulated = tabulate_facts(FACTS, tables)
    assert tabulated["table"].tolist() == [
        "budget", "output_items", LEFT_OUT, FIGURES_ONLY, LEFT_OUT,
    ]  # fmt: skip
    assert "table" not in FACTS


def test_facts_are_counted_by_table_and_reason_in_the_order_of_tables(tables):
    counts = count_facts(tabulate_facts(FACTS, tables))
    assert counts.to_dict("split")["data"] == [
        ["budget", "", 1], ["output_items", "", 1], [FIGURES_ONLY, "", 1],
        [LEFT_OUT, "stated twice", 2],
    ]  # fmt: skip


def test_the_command_prints_a_line_for_each_table_and_the_total(tables, monkeypatch, capsys):
    class Loaded:
        tables = {"fact_index": FACTS}  # noqa: RUF012 - read only

    class Built:
        pass

    documents = pd.DataFrame({"document_id": ["fox"], "replaced_date": [None]})
    Built.tables = {**tables, "documents": documents}
    monkeypatch.setattr(facts, "load_reference", lambda _folder: Loaded)
    monkeypatch.setattr(facts, "compute_tables", lambda _root: Built)
    assert facts.main() == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "   1  budget"
    assert lines[-2:] == ["   2  left out      stated twice", "   5  in all"]
