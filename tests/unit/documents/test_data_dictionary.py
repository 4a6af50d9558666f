"""docs/data_dictionary.md is up to date and describes every column."""

from analysis.documents.data_dictionary import describe_dictionary, main
from analysis.tables.columns import COLUMNS
from analysis.tables.computed import COMPUTED_TABLES
from analysis.tables.tables import TABLES


def test_the_page_in_docs_is_current():
    assert main(["--check"]) == 0


def test_every_column_is_used_and_described():
    page = describe_dictionary()
    used = {column.name for table in TABLES.values() for column in table.columns}
    used |= {name for table in COMPUTED_TABLES.values() for name in table.columns}
    assert used == set(COLUMNS)
    assert all(f"`{name}`" in page for name in used)
