"""The columns of all tables, each described once."""

from collections import Counter

from analysis.tables import columns


def test_no_column_is_described_twice():
    # A second description would replace the first, with its pattern, in silence.
    described = Counter(column.name for column in columns._COLUMNS)
    assert [name for name, times in described.items() if times > 1] == []
