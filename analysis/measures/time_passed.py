"""How much of a project's time has passed."""

import pandas as pd


def compute_time_share(
    start: pd.Timestamp | None, end: pd.Timestamp | None, days: "pd.Series[pd.Timestamp]"
) -> "pd.Series[float]":
    """The share of a project's days that have passed at the end of each day, from 0 to 1.

    It is the calendar's pace: funds that are paid in instalments need not follow it.

    Args:
        start: first day of the project; missing if unknown.
        end: last day of the project; missing if unknown.
        days: the days.

    Returns:
        (day − start + 1) ÷ (end − start + 1), at least 0 and at most 1; missing where the project
        has no start, no end, or ends before it starts.

    Examples:
        >>> days = pd.Series(pd.to_datetime(["2020-06-30", "2021-12-31"]))
        >>> start, end = pd.Timestamp("2020-01-01"), pd.Timestamp("2021-12-31")
        >>> compute_time_share(start, end, days).round(2).tolist()
        [0.25, 1.0]
    """
    if pd.isna(start) or pd.isna(end) or end < start:
        return pd.Series(float("nan"), index=days.index)
    one_day = pd.Timedelta(days=1)
    return ((days - start + one_day) / (end - start + one_day)).clip(0, 1)
