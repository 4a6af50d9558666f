"""陆丰市: what is reported as zero stays zero, what is not reported stays missing."""

import pandas as pd
import pytest


def test_no_fund_rate_where_none_is_reported(lufeng):
    assert lufeng.rates["rate"].isna().all()
    assert lufeng.rates["reason"].notna().all()
    used = lufeng.rates.loc["used_of_appropriation"]
    assert used["numerator_cny"] == 0  # the city's form prints 0
    assert used["reason"] == "no_denominator"
    assert pd.isna(used["printed_rate"])  # … and leaves the rate blank


def test_the_blank_rate_is_kept_as_blank(lufeng):
    rate = lufeng.series.query("indicator_id == 'funds_used_rate'")
    assert rate["value"].isna().all()
    assert rate["missing_reason"].tolist() == ["blank"]


def test_reported_zeros_are_the_nine_of_the_citys_form(lufeng):
    form = lufeng.series[lufeng.series["document_id"] == "shanwei-2020-07-letter"]
    assert len(form) == 10
    assert form["value"].dropna().tolist() == [0] * 9


@pytest.mark.parametrize("table", ["budget", "contracts", "payments", "appropriations", "outputs"])
def test_nothing_else_is_reported(lufeng, table):
    assert getattr(lufeng, table).empty
