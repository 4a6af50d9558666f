"""Sentences about indicators: points of trends, and monthly forms."""

from tests.truth.check import NO_PROJECT, Check
from tests.truth.county import Record
from tests.truth.figures import find_fault
from tests.truth.indicators import (
    check_implied_value,
    check_interval,
    list_implied,
    name_figure,
)
from tests.truth.numerals import list_numbers
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
        over = {"zh": "比{}", "en": "over {}"}[check.page.language]
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
    """Figures, zeros and blanks of a monthly form."""
    forms: dict[str, list[Record]] = {}
    for row in check.county["series"]:
        if row["table_kind"] == "monthly_form" and not row["covers"]:
            forms.setdefault(row["document_id"], []).append(row)
    outcomes = set()
    for document_id, rows in forms.items():
        document = check.county.documents[document_id]
        if check.county.pick(document, "issuer") != parts["issuer"]:
            continue
        values = [row["value"] for row in rows]
        outcomes.add((len(values), values.count(0), values.count(None)))
    said = tuple(int(parts[name].replace(",", "")) for name in ("number", "zeros", "blanks"))
    if said not in outcomes:
        check.add(place, f"{said} is said, the forms hold {outcomes}")


# The more that a kind says, the earlier it is tried.
TREND_SENTENCES = {
    "trend_multiple": check_point,
    "trend_fall": check_point,
    "trend_rise": check_point,
    "trend_same": check_point,
    "trend_planned": check_point,
    "trend_implied": check_implied,
    "point_implied": check_implied,
    "trend": check_point,
    "form": check_form,
}
