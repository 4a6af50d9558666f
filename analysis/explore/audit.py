"""Tables of the consistency audit: how many checks have each verdict, and the findings."""

import pandas as pd

from analysis.explore.data import Data
from analysis.explore.frame import Frame, UnknownName
from analysis.explore.table_view import Table, show_table
from analysis.presentation.terms import CLAIM_VERDICTS
from analysis.presentation.wording import to_translate

COUNTED = ("county", "city", "province", "kind")
_HEADINGS = {
    "county": to_translate("County or district"),
    "city": to_translate("Prefecture-level city"),
    "province": to_translate("Province or region"),
    "kind": to_translate("Check"),
}
ALL = to_translate("All")
# Columns of the findings that people read, in order.
_SHOWN = ("county", "verdict_name", "finding", "locator", "review_status", "review_reason",
          "is_new", "claim_id")  # fmt: skip


def tabulate_verdicts(data: Data, column: str = "county") -> Table:
    """Number of checks by verdict as a table that sorts and filters."""
    return show_table(count_verdicts(data, column))


def count_verdicts(data: Data, column: str = "county") -> Frame:
    """Number of checks by verdict, those with most differences first.

    Args:
        data: what :func:`analysis.open_data` returns.
        column: ``county``, ``city``, ``province`` or ``kind``.

    Raises:
        UnknownName: with the columns.

    Examples:
        >>> import analysis
        >>> from analysis.explore.audit import count_verdicts
        >>> count_verdicts(analysis.open_data(language="en")).iloc[0, 0]
        'Qingxin District'
    """
    if column not in COUNTED:
        raise UnknownName("column", column, COUNTED)
    checks = pd.DataFrame(data.checks)
    counts = pd.crosstab(checks[column].fillna("–"), checks["verdict"])
    counts = counts.reindex(columns=list(CLAIM_VERDICTS), fill_value=0)
    ordered = counts.sort_values(list(CLAIM_VERDICTS)[:2], ascending=False, kind="stable")
    words = data.words
    names = {code: f"{sign} {words.gettext(name)}"
             for code, (sign, name, *_) in CLAIM_VERDICTS.items()}  # fmt: skip
    named = ordered.rename(columns=names).assign(**{words.gettext(ALL): ordered.sum(axis=1)})
    heading = words.gettext(_HEADINGS[column])
    return Frame(named.rename_axis(columns=None, index=heading).reset_index())


def list_findings(data: Data, *verdicts: str) -> Table:
    """Findings with these verdicts, one sentence each.

    Args:
        data: what :func:`analysis.open_data` returns.
        verdicts: such as ``contradicts``.

    Raises:
        UnknownName: with the verdicts.
    """
    for verdict in verdicts:
        if verdict not in CLAIM_VERDICTS:
            raise UnknownName("verdict", verdict, CLAIM_VERDICTS)
    findings = data.findings
    chosen = findings[findings["verdict"].isin(verdicts)]
    return show_table(chosen[list(_SHOWN)], data.words)
