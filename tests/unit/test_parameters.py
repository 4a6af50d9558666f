"""Parameters are checked before anything runs, and a mistake is answered with what would do."""

import pandas as pd
import pytest

from analysis import parameters
from analysis.build.ensure import ensure_built
from analysis.errors import ParameterError
from analysis.parameters import open_brief
from analysis.store.county_index import County

from .conftest import COUNTY, DOCUMENT, replace_text

COUNTIES = {
    "990101": County("狐县", "Fox County", 1, "2021-01-31", "a"),
    "990102": County("鹤县", "Crane County", 1, "2021-01-31", "b"),
}


def test_a_brief_opens_at_the_newest_date_of_its_county(small_root):
    brief = open_brief(COUNTY, "latest", "en", str(small_root.root))
    assert (brief.name, brief.as_of) == ("Fox County", pd.Timestamp("2021-01-31"))


@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        ((990101, "latest", "zh", ""), "county_code is 990101"),
        (("99010", "latest", "zh", ""), "county_code is '99010'"),
        (("990101", "2020-13-01", "zh", ""), "as_of is '2020-13-01'"),
        (("990101", "latest", "fr", ""), "language is 'fr'"),
        (("../../x", "latest", "zh", ""), "county_code is '../../x'"),
        (("990101", "latest", "zh", "", "secret"), "edition is 'secret'"),
    ],
)
def test_a_parameter_that_does_not_fit_is_named(arguments, named):
    with pytest.raises(ParameterError, match="it is") as caught:
        parameters.check_parameters(*arguments)
    assert named in str(caught.value)


@pytest.mark.parametrize(
    ("typed", "nearest"), [("990103", "990102|990101"), ("鹤", "990102"), ("crane", "990102")]
)
def test_an_unknown_county_says_which_exist_and_which_is_nearest(typed, nearest):
    with pytest.raises(ParameterError, match=f"nearest is (?:{nearest})") as caught:
        parameters.check_county_codes([typed], COUNTIES)
    assert "990101 狐县 Fox County, 990102 鹤县 Crane County" in str(caught.value)


def test_known_counties_pass():
    assert parameters.check_county_codes(["990101", "990102"], COUNTIES) is None


def test_a_county_whose_data_does_not_fit_is_refused_with_the_reason(small_root):
    replace_text(small_root.reference / "readings" / DOCUMENT / "payments.csv", "paid", "promised")
    ensure_built(small_root)
    with pytest.raises(ParameterError, match=r"no county|not usable"):
        open_brief(COUNTY, "latest", "zh", str(small_root.root))
