"""`analysis.open_data()`: the frames that are documented, in a language, at a date."""

import subprocess
import sys

import pandas as pd
import pytest
from pandas.api import types

import analysis
from analysis.explore.frame import UnknownName
from analysis.explore.prose import FRAME_MEANINGS
from analysis.paths import PROJECT
from analysis.tables.analyst_frames import ANALYST_FRAMES

from ..conftest import COUNTY, write_root

HAS_KIND = {
    "text": lambda values: types.is_string_dtype(values) or values.isna().all(),
    "number": types.is_numeric_dtype,
    "date": types.is_datetime64_any_dtype,
    "truth": types.is_bool_dtype,
}


@pytest.fixture(scope="module")
def shipped():
    return analysis.open_data(language="en")


@pytest.fixture(scope="module")
def small(tmp_path_factory):
    """The data of one county with one document."""
    root = write_root(tmp_path_factory.mktemp("explored") / "data")
    return analysis.open_data(str(root.root), language="en")


@pytest.mark.parametrize("name", ANALYST_FRAMES)
def test_a_frame_has_the_columns_that_are_described_in_their_order(shipped, small, name):
    for data in (shipped, small):
        frame = getattr(data, name)
        assert list(frame.columns) == [column.name for column in ANALYST_FRAMES[name].columns]
        for column in ANALYST_FRAMES[name].columns:
            values = frame[column.name]
            assert HAS_KIND[column.kind](values), (column.name, values.dtype)
            assert not column.choices or set(values.dropna()) <= set(column.choices), column.name


def test_rates_are_numerator_over_denominator_in_per_cent(shipped):
    rates = shipped.rates
    computed = rates["numerator_cny"] / rates["denominator_cny"] * 100
    known = rates["rate_percent"].notna()
    assert known.sum() > 5
    pd.testing.assert_series_equal(
        rates["rate_percent"][known], computed[known], check_names=False, rtol=1e-9
    )
    assert rates.loc[~known, "reason"].notna().all()


def test_what_is_not_reported_is_missing_and_a_reported_zero_is_zero(shipped):
    months = shipped.of("Lufeng City").months.set_index("indicator_id")
    assert months.loc["funds_used_cumulative", "value"] == 0
    assert pd.isna(months.loc["funds_used_rate", "value"])
    assert months.loc["funds_used_rate", "missing_reason"] == "blank"


def test_names_are_in_the_language_and_counties_are_found_in_both():
    data = analysis.open_data(language="zh")
    for place in ("441803", "清新区", "清新", "Qingxin District", "清远市"):
        assert data.of(place).rates["county"].unique().tolist() == ["清新区"]
    assert data.of("广东省").rates["province"].unique().tolist() == ["广东省"]


def test_a_wrong_name_lists_the_right_ones(shipped):
    with pytest.raises(UnknownName, match="no frame 'rate'; did you mean 'rates'"):
        _ = shipped.rate
    with pytest.raises(UnknownName, match=r"'Nowhere'.*There are: Luhe County, Lufeng City"):
        shipped.of("Nowhere")
    for ask in (
        lambda frame: frame["rate_percnt"],
        lambda frame: frame[["county", "rate_percnt"]],
        lambda frame: frame.rate_percnt,
        lambda frame: frame.sort_values("rate_percnt"),
        lambda frame: frame.groupby("rate_percnt"),
        lambda frame: frame.query("rate_name > ''").set_index("rate_percnt"),
    ):
        with pytest.raises(UnknownName, match="no column 'rate_percnt'; did you mean 'rate_perc"):
            ask(shipped.rates)


def test_a_wrong_option_says_what_is_allowed():
    with pytest.raises(analysis.errors.ParameterError, match='"zh" or "en"'):
        analysis.open_data(language="fr")
    for as_of in ("2020-13-01", "newest"):
        with pytest.raises(analysis.errors.ParameterError, match=r'as_of is .*"latest"'):
            analysis.open_data(as_of=as_of)


def test_an_earlier_date_has_only_the_documents_of_then():
    data = analysis.open_data(as_of="2020-08-05", language="en")
    assert data.documents["document_date"].max() <= pd.Timestamp("2020-08-05")
    assert data.of("Qingxin District").findings.empty
    assert data.of("Qingxin District").rates["rate_percent"].isna().all()


def test_the_frames_are_offered_first_and_are_listed_with_their_rows(shipped):
    assert "counties" in dir(shipped)
    assert set(ANALYST_FRAMES) <= set(dir(shipped))
    assert f"{len(shipped.rates):>8}  a rate of a project" in repr(shipped)
    assert "<code>.rates</code>" in shipped._repr_html_()


def test_what_a_row_is_has_one_wording():
    assert {name: frame.meaning for name, frame in ANALYST_FRAMES.items()} == FRAME_MEANINGS


def test_the_counties_have_the_figures_of_their_rates(shipped):
    rates = shipped.rates.set_index(["county_code", "rate_id"])["rate_percent"]
    for row in shipped.counties.itertuples():
        for own, rate in (
            (row.disbursement_percent, "paid_of_planned"),
            (row.use_percent, "used_of_appropriation"),
        ):
            assert own == pytest.approx(rates[row.county_code, rate], nan_ok=True)


def test_a_changed_frame_does_not_change_the_data(shipped):
    frame = shipped.rates
    frame["rate_percent"] = 0
    assert shipped.rates["rate_percent"].notna().sum() != len(frame)


def test_importing_the_package_imports_no_library_for_tables():
    code = "import analysis, sys; print('pandas' in sys.modules, callable(analysis.open_data))"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=PROJECT, capture_output=True, encoding="utf-8", check=True
    )
    assert done.stdout.split() == ["False", "True"]


def test_all_rates_of_all_counties_take_one_line():
    assert analysis.open_data().rates["county_code"].nunique() == 3


def test_the_county_of_the_small_root_has_its_code(small):
    assert small.rates["county_code"].unique().tolist() == [COUNTY]
