"""Tables of indicators: trends, single figures by topic, monthly forms."""

from fractions import Fraction

from tests.truth.check import Check, read_rows
from tests.truth.county import Record
from tests.truth.figures import find_fault, show_printed
from tests.truth.numerals import is_rounded, list_numbers
from tests.truth.pages import Cell, Table
from tests.truth.sums import rank_age

Cells = dict[str, Cell]
# Of units in which figures are shown.
HALF = Fraction(500001, 1000000)
SIZES = {1, 10**4, 10**6, 10**8, 10**9}


def name_figure(row: Record) -> str:
    """The figure that a row of a series is."""
    return "/".join((row["document_id"], row["table_id"], row["row_id"], row["column"]))


def find_row(check: Check, rows: list[Record], name: str, period: str, source: str) -> list[Record]:
    """The rows of a series that a name, a period and a place may stand for."""
    figures, found = check.county.figures, []
    for row in rows:
        if check.county.name_series(row) != name:
            continue
        if not check.has_period(row, period):
            continue
        figure = figures.get(name_figure(row))
        if figure is not None and check.say_place(figure["locator"]) == source:
            found.append(row)
    return found


def check_value(check: Check, place: str, cell: Cell, row: Record) -> None:
    """A figure as it is printed, and whether it is planned."""
    figure = check.county.figures[name_figure(row)]
    check.add(place, find_fault(cell.text, figure, check.page.language))
    marks = {name for name in ("planned", "stipulated")
             if check.reader.say("phrase", name) in cell.lines}  # fmt: skip
    check.expect(f"{place}, marks", marks, {row["origin"]} - {"reported"})


def check_facts(check: Check, table: Table, project_id: str | None) -> None:
    """The newest figure of each indicator of some topics, with its period and place."""
    _, rows = read_rows(check, table)
    series = [row for row in check.list_rows("series", project_id) if row["value"] is not None]
    groups: dict[tuple[object, ...], Record] = {}
    for row in rows:
        place = f"{table.caption}, {row['indicator'].text}"
        name, period = row["indicator"].text, row["period"].text
        found = find_row(check, series, name, period, row["source"].text)
        if not found:
            check.add(place, f"no figure of {period!r} stands at {row['source'].text!r}")
            continue
        fitting = _choose_rows(check, row, found)
        check_value(check, place, row["value"], fitting[0])
        check.check_source(place, row["source"], fitting[0]["document_id"], row["source"].text)
        _check_undated(check, place, row["period"], fitting[0])
        one = next((row for row in fitting if _find_group(row) not in groups), fitting[0])
        if not one["indicator_id"]:
            continue
        group = _find_group(one)
        _check_newest(check, place, one, [row for row in series if _find_group(row) == group])
        if group in groups:
            check.add(place, "the indicator is shown twice")
        groups[group] = one
    _check_undated_beside(check, table, groups)
    _check_projects(check, table, rows, groups)


def _find_group(row: Record) -> tuple[object, ...]:
    """What a table shows one figure of: indicator, project, origin, and whether it is dated."""
    is_reported = row["origin"] == "reported"
    return row["indicator_id"], row["project_id"], is_reported, rank_age(row)[0]


def _check_undated_beside(
    check: Check, table: Table, groups: dict[tuple[object, ...], Record]
) -> None:
    """An undated figure stands beside a dated one only if its document is newer."""
    for (*group, is_dated), row in groups.items():
        dated = groups.get((*group, True))
        if not is_dated and dated and row["document_date"] <= dated["period_end"]:
            place = f"{table.caption}, {name_figure(row)}"
            check.add(place, "an undated figure stands beside a dated one that is as new")


def _check_projects(
    check: Check, table: Table, rows: list[Cells], groups: dict[tuple[object, ...], Record]
) -> None:
    """Figures of one indicator of several projects say of which project each is."""
    projects: dict[object, set[object]] = {}
    for indicator_id, project_id, *_ in groups:
        projects.setdefault(indicator_id, set()).add(project_id)
    for indicator_id, ids in projects.items():
        if len(ids) < 2:
            continue
        name = check.county.pick(check.county.indicators[str(indicator_id)], "name")
        own = [row for row in rows if row["indicator"].text == name]
        said = {line for row in own for line in row["indicator"].lines}
        names = {check.name_project(str(one)) for one in ids if one}
        if not names <= said:
            check.add(f"{table.caption}, {name}", "the projects of its figures are not named")


def _try_value(check: Check, cell: Cell, row: Record) -> str:
    figure = check.county.figures[name_figure(row)]
    return find_fault(cell.text, figure, check.page.language)


def _choose_rows(check: Check, row: Cells, found: list[Record]) -> list[Record]:
    """Of several rows those with the value and the document that are shown, else all."""
    named = [
        one for one in found
        if check.list_names(one["document_id"]) & set(row["source"].lines)
    ] or found  # fmt: skip
    return [one for one in named if not _try_value(check, row["value"], one)] or named


def _check_undated(check: Check, place: str, cell: Cell, row: Record) -> None:
    is_undated = (row["period_note"] or "").startswith("undated")
    says = check.reader.say("phrase", "undated") in cell.lines
    says |= cell.text == check.reader.say("phrase", "undated_only")
    check.expect(f"{place}, undated", says, is_undated)


def _check_newest(check: Check, place: str, shown: Record, own: list[Record]) -> None:
    """Nothing on file is newer."""
    newest = max(own, key=rank_age)
    if rank_age(newest) > rank_age(shown):
        check.add(place, f"{name_figure(newest)} is newer")


def check_trends(check: Check, table: Table, project_id: str | None) -> None:
    """Each point of a trend: reported, planned or implied by a printed change."""
    _, rows = read_rows(check, table)
    for row in rows:
        name, period = row["indicator"].text, row["period"].text
        place = f"{table.caption}, {name}, {period}"
        series = [
            one for one in check.list_rows("series", project_id)
            if one["value"] is not None
            and check.county.name_series(one) == name
        ]  # fmt: skip
        kinds = check.reader.keys("phrase", row["kind"].text)
        if "implied" in kinds:
            _check_implied(check, place, row, series)
            continue
        found = [one for one in find_row(check, series, name, period, row["source"].text)
                 if one["origin"] in kinds]  # fmt: skip
        if not found:
            check.add(place, f"no figure of {period!r} that is {kinds} stands at "
                             f"{row['source'].text!r}")  # fmt: skip
            continue
        fitting = _choose_rows(check, row, found)
        check_reported(check, place, row, fitting[0], kinds)
    _check_complete(check, table, rows, project_id)


def check_reported(check: Check, place: str, row: Cells, one: Record, kinds: list[str]) -> None:
    """A reported or planned point, with its printed change."""
    figure = check.county.figures[name_figure(one)]
    check.add(place, find_fault(row["value"].text, figure, check.page.language))
    if one["origin"] not in kinds:
        check.add(place, f"{row['kind'].text!r} is said of a figure that is {one['origin']}")
    check.check_source(place, row["source"], one["document_id"], figure["locator"])
    check_change(check, f"{place}, change", row["change"].text, one)


def check_change(check: Check, place: str, text: str, one: Record) -> None:
    """The printed change of a point, or nothing."""
    change = one["printed_change"]
    if change is None:
        check.expect(place, text, "")
        return
    numbers = list_numbers(text)
    if len(numbers) != 1:
        check.add(place, f"{text!r} is no change")
    elif one["change_kind"] == "multiple":
        check.expect(place, (numbers[0].value, numbers[0].is_percent), (change, False))
    else:
        is_signed = text.startswith(("+", "−")) or not change
        check.expect(place, numbers[0].value if is_signed else None, change)


def list_implied(series: list[Record]) -> list[tuple[Record, Fraction, Fraction, Fraction]]:
    """Points that printed changes imply: the later row, the value, and its bounds."""
    points = []
    for row in series:
        change = row["printed_change"]
        if change is None or row["change_base_end"] is None or row["origin"] == "planned":
            continue
        shift = 0 if row["change_kind"] == "multiple" else 1
        low, high = shift + row["change_low"], shift + row["change_high"]
        if low > 0:
            value = row["value"] / (shift + change)
            points.append((row, value, row["low"] / high, row["high"] / low))
    return points


def _check_implied(check: Check, place: str, row: Cells, series: list[Record]) -> None:
    for one, value, low, high in list_implied(series):
        base = {**one, "period_start": one["change_base_start"],
                "period_end": one["change_base_end"], "period_note": None}  # fmt: skip
        figure = check.county.figures[name_figure(one)]
        if not check.has_period(base, row["period"].text):
            continue
        if row["source"].text != check.say_place(figure["locator"]):
            continue
        check_implied_value(check, place, row["value"].text, value)
        check_interval(check, place, row["value"].lines[:1], low, high)
        _check_formula(check, place, row["kind"].lines[:1], one)
        check.check_source(place, row["source"], one["document_id"], figure["locator"])
        reported = [other for other in series if other["origin"] == "reported"]
        if any(_has_period(other, base) for other in reported):
            check.add(place, "a reported figure is called implied")
        return
    check.add(place, "no printed change implies this point")


def _has_period(row: Record, other: Record) -> bool:
    names = ("period_start", "period_end")
    return all(row[name] == other[name] for name in names)


def check_implied_value(check: Check, place: str, text: str, value: Fraction) -> None:
    """An implied value is the formula's, rounded to the digits that are shown."""
    numbers = list_numbers(text)
    if len(numbers) != 1 or not is_rounded(numbers[0], value):
        check.add(place, f"{text!r} is shown, the change implies {float(value):.12g}")


def check_interval(
    check: Check, place: str, lines: tuple[str, ...], low: Fraction, high: Fraction
) -> None:
    """The range of an implied value, rounded to the digits that are shown."""
    numbers = list_numbers(lines[0]) if lines else []
    if len(numbers) != 2:
        check.add(place, f"{lines} is no range")
        return
    scale = numbers[1].scale
    for number, exact in zip(numbers, (low, high), strict=True):
        # Both ends have the unit that only the second one is written with, or that of the value.
        options = [
            (number.value * factor, factor) for factor in {1, scale, 10**4, 10**8, 10**6, 10**9}
        ]
        options.append((number.value, number.scale))
        unit = Fraction(1, 10**number.decimals)
        if not any(abs(value - exact) <= unit * factor * HALF for value, factor in options):
            check.add(place, f"{lines[0]!r} is shown, the range ends at {float(exact):.12g}")


def _check_formula(check: Check, place: str, lines: tuple[str, ...], one: Record) -> None:
    numbers = list_numbers(lines[0]) if lines else []
    change = one["printed_change"]
    if len(numbers) < 2:
        check.add(place, f"{lines} is no formula")
        return
    first, last = numbers[0], numbers[-1]
    figure = check.county.figures[name_figure(one)]
    printed = list_numbers(show_printed(figure))
    values = {one["value"] / factor for factor in (1, 10**4, 10**6, 10**8, 10**9)}
    if first.value not in values | {number.value for number in printed}:
        check.add(place, f"{lines[0]!r} does not begin with the later figure")
    if last.value != abs(change):
        check.add(place, f"{lines[0]!r} does not end with the printed change")
    sign = "−" if change < 0 else "+"
    if one["change_kind"] != "multiple" and sign not in lines[0]:
        check.add(place, f"{lines[0]!r} has another sign than the change")


def _check_complete(check: Check, table: Table, rows: list[Cells], project_id: str | None) -> None:
    """Every period that is reported for an indicator of the table is shown."""
    shown = {(row["indicator"].text, row["period"].text) for row in rows}
    names = {name for name, _ in shown}
    for one in check.list_rows("series", project_id):
        name = check.county.name_series(one)
        if name not in names or one["value"] is None:
            continue
        if not any((name, period) in shown for period in check.list_periods(one)):
            check.add(table.caption, f"{name} of {check.list_periods(one)} is not shown")
