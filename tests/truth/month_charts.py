"""Captions of the charts by month: the months without a figure, and those with two."""

import re
from calendar import monthrange
from datetime import date
from itertools import pairwise

from tests.truth.check import NO_PROJECT, Check
from tests.truth.county import Record
from tests.truth.numerals import name_months
from tests.truth.reader import Parts


def check_months(check: Check, place: str, kind: str, parts: Parts, project_id: str | None) -> None:
    """The months that a caption names are just those of one figure of the forms."""
    find = _list_gaps if kind == "caption_breaks" else _list_differing
    found = [
        months
        for rows in _group(check, parts.get("name"), project_id)
        if (months := find(rows))
    ]  # fmt: skip
    if not any(_is_named(check, parts["dates"], months) for months in found):
        check.add(place, f"{parts['months']!r} are the months of no figure: {found}")


def _group(check: Check, name: str | None, project_id: str | None) -> list[list[Record]]:
    """The reported figures of the forms by indicator, for each kind of period and for both."""
    groups: dict[tuple[str, str], list[Record]] = {}
    for row in check.county["series"]:
        is_own = project_id in (None, NO_PROJECT, row["project_id"])
        if (
            row["table_kind"] != "monthly_form" or row["value"] is None or not is_own
            or row["period_end"] is None or row["origin"] != "reported"
            or (name and check.county.name_series(row) != name)
        ):  # fmt: skip
            continue
        start = row["period_start"]
        kind = "day" if start is None else "year" if start.month == 1 else "month"
        kinds = {"any", kind} | ({"month"} if _count(row) == 1 else set())
        for one in kinds:
            groups.setdefault((row["indicator_id"], one), []).append(row)
    return list(groups.values())


def _count(row: Record) -> int:
    start, end = row["period_start"], row["period_end"]
    return 0 if start is None else (end.year - start.year) * 12 + end.month - start.month + 1


def _list_gaps(rows: list[Record]) -> list[tuple[int, int]]:
    months = sorted({row["period_end"].year * 12 + row["period_end"].month - 1 for row in rows})
    return [(one + 1, two - 1) for one, two in pairwise(months) if two - one > 1]


def _list_differing(rows: list[Record]) -> list[tuple[int, int]]:
    values: dict[int, set[object]] = {}
    for row in rows:
        month = row["period_end"].year * 12 + row["period_end"].month - 1
        values.setdefault(month, set()).add(row["value"])
    return [(month, month) for month, found in sorted(values.items()) if len(found) > 1]


def _is_named(check: Check, text: str, months: list[tuple[int, int]]) -> bool:
    names = []
    for first, last in months:
        year, month = divmod(last, 12)
        end = date(year, month + 1, monthrange(year, month + 1)[1])
        own = {"period_start": date(first // 12, first % 12 + 1, 1), "period_end": end}
        named = check.list_periods(own)
        if last > first and first // 12 == year:
            named = named | {name_months(own["period_start"], end, check.page.language)}
        names.append("|".join(map(re.escape, named)))
    return bool(re.fullmatch(check.comma.join(f"(?:{name})" for name in names), text))
