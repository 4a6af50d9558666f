"""Sentences about indicators: points of trends, and monthly forms."""

from calendar import monthrange
from datetime import date

from tests.truth.check import NO_PROJECT, Check
from tests.truth.county import Record
from tests.truth.figures import find_fault
from tests.truth.indicators import (
    check_implied_value,
    check_interval,
    list_implied,
    name_figure,
)
from tests.truth.numerals import list_numbers, name_period
from tests.truth.reader import Parts


def list_points(check: Check, parts: Parts, project_id: str | None) -> list[Record]:
    """The figures of the indicator of a sentence."""
    own = [
        row for row in check.county["series"]
        if row["value"] is not None and check.county.name_series(row) == parts["name"]
    ]  # fmt: skip
    is_whole = project_id in (None, NO_PROJECT)
    return own if is_whole else [row for row in own if row["project_id"] == project_id]


def check_point(check: Check, place: str, parts: Parts, project_id: str | None) -> None:
    """A reported point with its period."""
    rows = [
        row for row in list_points(check, parts, project_id)
        if check.has_period(row, parts["period"])
    ]  # fmt: skip
    origin = "planned" if parts["kind"] == "trend_planned" else "reported"
    reported = [row for row in rows if row["origin"] == origin]
    if not reported:
        names = {row["origin"] for row in rows}
        check.add(place, f"no figure of {parts['period']!r} is {origin}; on file are {names}")
        return
    faults = [
        find_fault(parts["value"], check.county.figures[name_figure(row)], check.page.language)
        for row in reported
    ]
    if all(faults):
        check.add(place, faults[0])
    fitting = [row for row, fault in zip(reported, faults, strict=True) if not fault]
    changes = {row["printed_change"] for row in fitting}
    _check_change(check, place, parts, changes, fitting)


def _check_change(
    check: Check, place: str, parts: Parts, changes: set[object], rows: list[Record]
) -> None:
    text = parts.get("size") or parts.get("number")
    if text is None:
        return
    numbers = list_numbers(text)
    value = numbers[0].value if len(numbers) == 1 else None
    if value is not None and parts["kind"] == "trend_fall":
        value = -value
    _check_base(check, place, parts, [row for row in rows if row["printed_change"] == value])
    if value not in changes:
        check.add(place, f"{text!r} is no change that is printed: {changes}")
    is_multiple = parts["kind"] == "trend_multiple"
    kinds = {row["change_kind"] for row in rows}
    check.expect(place, is_multiple, "multiple" in kinds)


def _check_base(check: Check, place: str, parts: Parts, rows: list[Record]) -> None:
    """What a change is measured from: the same period of the year before, or the named one."""
    said = parts.get("base") or parts.get("comparison", "").strip()
    bases = set()
    for row in rows:
        base = {"period_start": row["change_base_start"], "period_end": row["change_base_end"]}
        named = check.list_periods(base)
        is_year = _is_year_before(row)
        over = {"zh": "比{}", "en": "on {}"}[check.page.language]
        year_before = check.reader.say("phrase", "over_year")
        bases |= named | {over.format(name) for name in named}
        bases |= {year_before} if is_year else {check.reader.say("phrase", "over_period")}
        if row["change_base_end"] is None:
            bases |= {"", check.reader.say("phrase", "no_base")}
    if said not in bases:
        check.add(place, f"{said!r} is no base of the change: {sorted(bases)}")


def _is_year_before(row: Record) -> bool:
    ends = [(row[f"change_base_{name}"], row[f"period_{name}"]) for name in ("start", "end")]
    return all(
        base is None or own is None
        or (base.year, base.month) == (own.year - 1, own.month)
        for base, own in ends
    )  # fmt: skip


def check_implied(check: Check, place: str, parts: Parts, project_id: str | None) -> None:
    """An implied point with its range."""
    rows = list_points(check, parts, project_id)
    for one, value, low, high in list_implied(rows):
        base = {**one, "period_start": one["change_base_start"],
                "period_end": one["change_base_end"], "period_note": None}  # fmt: skip
        if check.has_period(base, parts["period"]):
            check_implied_value(check, place, parts["value"], value)
            check_interval(check, place, (parts["interval"],), low, high)
            break
    else:
        check.add(place, "no printed change implies this point")
    reported = [row for row in rows if row["origin"] == "reported"]
    if any(check.has_period(row, parts["period"]) for row in reported):
        check.add(place, "calls a reported figure not reported")


def check_form(check: Check, place: str, parts: Parts, project_id: str | None) -> None:
    """Months, figures, zeros and blanks of the monthly forms."""
    rows = [row for row in check.county["series"]
            if row["table_kind"] == "monthly_form" and not row["covers"]]  # fmt: skip
    forms = [check.county.documents[key] for key in dict.fromkeys(r["document_id"] for r in rows)]
    check.check_count(place, parts.get("number", "1"), len(forms))
    issuers = {check.county.pick(form, "issuer") for form in forms}
    # The name of an office may hold a comma.
    said = sorted(parts["issuers"].split(check.comma))
    check.expect(place, said, sorted(check.comma.join(issuers).split(check.comma)))
    figures = check.reader.match("cell_form_figures", parts["figures"])
    check.check_count(place, figures["number"] if figures else "", len(rows))
    blank = [row for row in rows if row["value"] is None]
    unread = [row for row in blank if row["missing_reason"] in ("unreadable", "unreadable_unit",
                                                                "no_figure")]  # fmt: skip
    expected = {"cell_zeros": [row for row in rows if row["value"] == 0],
                "cell_blanks": blank[len(unread):], "cell_unread": unread}  # fmt: skip
    counts = parts["counts"].lstrip(":： ")
    for kind, own in expected.items():
        said = [found["number"] for part in counts.split(check.comma)
                if (found := check.reader.match(kind, part))]  # fmt: skip
        check.expect(f"{place}, {kind}", said, [check.reader.write_count(len(own))] if own else [])
    _check_months(check, place, parts["months"], forms)


def _check_months(check: Check, place: str, text: str, forms: list[Record]) -> None:
    """Each month of the forms is named, alone or within a span; none beside them."""
    months = {(form["period_end"].year, form["period_end"].month) for form in forms
              if form["period_end"]}  # fmt: skip
    spans = []
    for month in sorted(months):
        if spans and _follow(spans[-1][1]) == month:
            spans[-1] = (spans[-1][0], month)
        else:
            spans.append((month, month))
    names = [
        name_period(date(*first, 1), date(*last, monthrange(*last)[1]), check.page.language, False)
        for first, last in spans
    ]
    said = text.strip().removeprefix("for ")
    check.expect(f"{place}, months", said, check.comma.join(names))


def _follow(month: tuple[int, int]) -> tuple[int, int]:
    return (month[0] + 1, 1) if month[1] == 12 else (month[0], month[1] + 1)


# The more that a kind says, the earlier it is tried.
TREND_SENTENCES = {
    "trend_multiple": check_point,
    "trend_fall": check_point,
    "trend_rise": check_point,
    "trend_same": check_point,
    "trend_planned": check_point,
    "point_earlier": check_point,
    "trend_implied": check_implied,
    "point_implied": check_implied,
    "trend": check_point,
    "form": check_form,
    "forms": check_form,
}
