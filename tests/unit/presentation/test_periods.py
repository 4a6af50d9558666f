"""Each kind of period has one name in each language, wherever it is shown."""

import pandas as pd
import pytest

from analysis.figures.periods import find_kind
from analysis.presentation.formats import Words
from analysis.presentation.periods import name_period

ZH, EN = Words("zh"), Words("en")
PERIODS = [
    ("2020-07-01", "2020-07-31", "month", "2020年7月", "July 2020"),
    ("2020-02-01", "2020-02-29", "month", "2020年2月", "February 2020"),
    ("2020-01-01", "2020-05-31", "year_to_month", "2020年1—5月", "January to May 2020"),
    ("2020-01-01", "2020-09-30", "year_to_month", "2020年1—9月", "January to September 2020"),
    ("2020-01-01", "2020-03-31", "quarter", "2020年第一季度", "Q1 2020"),
    ("2020-10-01", "2020-12-31", "quarter", "2020年第四季度", "Q4 2020"),
    ("2020-01-01", "2020-06-30", "half_year", "2020年上半年", "first half of 2020"),
    ("2020-07-01", "2020-12-31", "half_year", "2020年下半年", "second half of 2020"),
    ("2020-01-01", "2020-12-31", "year", "2020年", "2020"),
    ("2016-01-01", "2020-12-31", "years", "2016—2020年", "2016 to 2020"),
    ("2020-02-01", "2020-04-30", "months", "2020年2—4月", "February to April 2020"),
    ("2019-11-01", "2020-02-29", "months", "2019年11月—2020年2月",
     "November 2019 to February 2020"),
    ("2019-07-01", "2020-06-30", "months", "2019年7月—2020年6月", "July 2019 to June 2020"),
    ("2020-01-01", "2020-12-30", "days", "2020年1月1日—2020年12月30日",
     "1 January 2020 to 30 December 2020"),
    ("2020-05-04", "2020-05-04", "days", "2020年5月4日", "4 May 2020"),
    (None, "2020-07-31", "day", "2020年7月31日", "31 July 2020"),
    ("2020-03-01", None, "undated", "未注明时点", "undated"),
    (None, None, "undated", "未注明时点", "undated"),
]  # fmt: skip


@pytest.mark.parametrize(("start", "end", "kind", "chinese", "english"), PERIODS)
def test_a_period_has_a_kind_and_a_name_in_each_language(start, end, kind, chinese, english):
    for missing in (None, pd.NaT):
        days = [missing if day is None else pd.Timestamp(day) for day in (start, end)]
        assert find_kind(*days) == kind
        assert (name_period(*days, ZH), name_period(*days, EN)) == (chinese, english)
        assert EN.period(*days) == english


def test_a_figure_that_counts_from_a_start_without_a_date_says_so():
    day = pd.Timestamp("2020-07-31")
    note = "since the project began; the form does not print when"
    named = [name_period(pd.NaT, day, words, note) for words in (ZH, EN)]
    assert named == ["截至2020年7月31日累计", "since the start, to 31 July 2020"]


def test_months_follow_each_other_without_a_gap_in_their_names():
    months = pd.period_range("2020-01", "2020-12", freq="M")
    named = [name_period(month.start_time, month.end_time.normalize(), ZH) for month in months]
    assert named == [f"2020年{number}月" for number in range(1, 13)]
