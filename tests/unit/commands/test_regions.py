"""A region of a call is a province or city, by code or name, as far as the data have counties."""

import pytest

from analysis.commands.regions import find_region
from analysis.errors import ParameterError

from ..conftest import COUNTY


@pytest.mark.parametrize("typed", ["99", "9901", "990100", "990000", COUNTY, "林市", "狐县"])
def test_a_region_is_found_by_code_and_name(small_root, typed):
    assert find_region(small_root, typed) == [COUNTY]


@pytest.mark.parametrize("typed", ["44", "北京市"])
def test_a_region_without_a_county_in_the_data_is_refused(small_root, typed):
    with pytest.raises(ParameterError, match=f"No county of the region {typed}"):
        find_region(small_root, typed)


def test_a_name_of_no_area_is_refused(small_root):
    with pytest.raises(ParameterError, match="There is no area"):
        find_region(small_root, "某某某市")
