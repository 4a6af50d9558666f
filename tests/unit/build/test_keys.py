"""Keys between processed tables."""

from collections import defaultdict

from analysis.build.keys import REFERENCES
from analysis.tables.tables import TABLES


def test_a_column_names_rows_of_one_table_only():
    targets = defaultdict(set)
    for _, column, target, target_column, _ in REFERENCES:
        targets[column].add((target, target_column))
    assert {column: names for column, names in targets.items() if len(names) > 1} == {}


def test_the_columns_of_all_references_exist():
    for table, column, target, target_column, _ in REFERENCES:
        assert column in TABLES[table].dtypes
        assert target_column in TABLES[target].dtypes
