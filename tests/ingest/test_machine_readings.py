"""Which instalment a label means, and what the machine leaves to a person."""

import pytest

from analysis.ingest.readings.machine_readings import number_instalment


@pytest.mark.parametrize(
    ("label", "number"),
    [("首期", "1"), ("第二期", "2"), ("第十一期", "11"), ("第3次", "3"), ("4", "4"),
     ("余款", "rest"), ("质保金", "rest"), ("预付", None), ("第二批货物", "2")],
)  # fmt: skip
def test_an_instalment_is_numbered_by_its_label(label, number):
    assert number_instalment(label) == number
