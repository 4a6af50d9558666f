"""Bounds of printed figures as the audit edition shows them."""

import pytest

from analysis.presentation.formats import Words
from analysis.presentation.ranges import write_bound


@pytest.mark.parametrize(
    ("value", "low", "unit", "shown"),
    [
        (0.4474, 0.44734999999999997, "share", "44.735%"),
        (2064956.27, 2064956.2649999997, "cny", "CNY 2,064,956.265"),
        (1427552000.0, 1427551499.9999998, "cny", "CNY 1,427.5515 million"),
        (100.0, -5e-324, "person", "0 people"),
        (50.0, float("-inf"), "person", ""),
    ],
)
def test_a_bound_has_its_own_decimals_and_no_noise(value, low, unit, shown):
    assert write_bound({"value": value, "low": low, "unit": unit}, "low", Words("en")) == shown
