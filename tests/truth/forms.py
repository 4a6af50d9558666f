"""Tables of monthly forms: forms of one month side by side, else a row a month."""

from tests.truth.check import Check, read_rows
from tests.truth.county import Record
from tests.truth.figures import find_fault
from tests.truth.indicators import name_figure
from tests.truth.numerals import name_months, name_period
from tests.truth.pages import Cell, Table

Cells = dict[str, Cell]


def list_form_rows(check: Check) -> list[Record]:
    """The county's own figures in monthly forms."""
    rows = check.county["series"]
    return [row for row in rows if row["table_kind"] == "monthly_form" and not row["covers"]]


def check_form_table(check: Check, table: Table, project_id: str | None) -> None:
    """Forms of one month side by side: each figure with its period, place and document."""
    if check.reader.say("column", "indicator") not in table.columns:
        check_forms_table(check, table, project_id)
        return
    _, rows = read_rows(check, table)
    forms = [heading for heading in table.columns if check.reader.match("cell_form", heading)]
    due = {name_figure(row) for row in list_form_rows(check)}
    for row in rows:
        name, period = row["indicator"].text, row["period"].text
        own = [
            one for one in list_form_rows(check)
            if check.county.name_series(one) == name and check.has_period(one, period)
        ]  # fmt: skip
        for heading in forms:
            place = f"{table.caption}, {name}, {heading}"
            issuer = check.reader.match("cell_form", heading.split(" #")[0])
            fitting = [
                one for one in own
                if issuer and check.county.pick(
                    check.county.documents[one["document_id"]], "issuer"
                ) == issuer["issuer"]
            ]  # fmt: skip
            source = row.get("source")
            due -= _check_cell(check, place, row[heading], fitting, source, len(forms))
    check.expect(f"{table.caption}, not shown", sorted(due), [])


def _check_cell(
    check: Check, place: str, cell: Cell, fitting: list[Record], source: Cell | None, forms: int
) -> set[str]:
    """The figures that a cell may be; it must be one of them, and say where it stands."""
    if not fitting:
        check.expect(place, cell.text, "")
        return set()
    faults = [check_value(check, cell, one) for one in fitting]
    place_lines = source or Cell(cell.lines[-2] if len(cell.lines) > 1 else "", cell.lines[-1:])
    for one, fault in zip(fitting, faults, strict=True):
        locator = check.county.figures[name_figure(one)]["locator"]
        if fault:
            continue
        if source or forms > 1:
            check.check_source(place, place_lines, one["document_id"], locator)
        return {name_figure(other) for other in fitting}
    check.add(place, faults[0])
    return {name_figure(one) for one in fitting}


def check_value(check: Check, cell: Cell, row: Record, text: str | None = None) -> str:
    """What is wrong with the figure of a form in a cell; blank if nothing is."""
    figure = check.county.figures[name_figure(row)]
    said = cell.text if text is None else text
    if row["value"] is None:
        is_missing = check.is_missing(cell)
        return "" if is_missing else f"{said!r} is said of a blank"
    return find_fault(said, figure, check.page.language)


def check_forms_table(check: Check, table: Table, project_id: str | None) -> None:
    """A row a form and month: each figure under its own indicator, with the row's place."""
    rows = [dict(row.cells) for row in table.rows]
    period, source = (check.reader.say("column", name) for name in ("period", "source"))
    names = [name for name in table.columns if name not in (period, source)]
    all_rows = list_form_rows(check)
    known = {check.county.name_series(row) for row in all_rows}
    for name in names:
        if name not in known:
            check.add(table.caption, f"the column {name!r} is not known")
    for row in rows:
        _check_month(check, table, row, names, (period, source), all_rows)
    _check_months(check, table, rows, names, period, all_rows)


def _check_month(
    check: Check, table: Table, row: Cells, names: list[str], ends: tuple[str, str],
    all_rows: list[Record],
) -> None:  # fmt: skip
    period, source = row[ends[0]], row[ends[1]]
    place = f"{table.caption}, {period.text}"
    documents = _find_forms(check, period, source)
    if not documents:
        check.add(place, f"no form of this month is named: {source.lines}")
        return
    for name in names:
        own = [
            one for one in all_rows
            if one["document_id"] in documents and check.county.name_series(one) == name
        ]  # fmt: skip
        cell, where = row[name], f"{place}, {name}"
        if not own:
            check.expect(where, cell.text, "")
            continue
        faults = [check_value(check, cell, one) for one in own]
        if all(faults):
            check.add(where, faults[0])
        one = own[faults.index("")] if "" in faults else own[0]
        is_told = check.has_period(one, period.text) or one["period_start"] is None
        if not is_told and not any(_tells(check, one, line) for line in cell.lines):
            check.add(where, f"its period {check.list_periods(one)} is not said: {cell.lines}")
        locator = check.say_place(check.county.figures[name_figure(one)]["locator"])
        if not set(locator) - set("0123456789") <= set(source.text):
            check.add(where, f"{locator!r} is not in {source.text!r}")
    issuers = {check.county.pick(check.county.documents[key], "issuer") for key in documents}
    said = issuers & set(period.lines)
    all_issuers = {
        check.county.pick(check.county.documents[one["document_id"]], "issuer") for one in all_rows
    }
    if len(all_issuers) > 1 and not said:
        check.add(place, f"the office {sorted(issuers)} is not named")


def _find_forms(check: Check, period: Cell, source: Cell) -> list[str]:
    """The forms that a row may be: of its period, named where there are several documents."""
    is_single = len(check.county.documents) == 1
    return [
        key for key, form in check.county.documents.items()
        if (is_single or check.list_names(key) & set(source.lines))
        and _is_of_month(check, form, period.text)
    ]  # fmt: skip


def _tells(check: Check, row: Record, line: str) -> bool:
    """Whether a line is the period of a figure; of the year so far it may name the months."""
    if check.has_period(row, line):
        return True
    start, end = row["period_start"], row["period_end"]
    is_so_far = start and end and (start.day, start.month, start.year) == (1, 1, end.year)
    return bool(is_so_far) and line == name_months(start, end, check.page.language)


def _is_of_month(check: Check, form: Record, text: str) -> bool:
    ends = form["period_start"], form["period_end"], check.page.language
    return (form["document_kind"] == "monthly_form" and name_period(*ends, False) == text) or any(
        check.has_period(row, text) for row in list_form_rows(check)
        if row["document_id"] == form["document_id"]
    )  # fmt: skip


def _check_months(
    check: Check, table: Table, rows: list[Cells], names: list[str], period: str,
    all_rows: list[Record],
) -> None:  # fmt: skip
    """Each form stands in some table of the page, the newest first."""
    source = check.reader.say("column", "source")
    shown: set[str] = set()
    for each in check.page.tables:
        if {period, source, *names} <= set(each.columns):
            for line in each.rows:
                shown.update(_find_forms(check, line.cells[period], line.cells[source]))
    ends: list[object] = []
    for one in all_rows:
        if check.county.name_series(one) in names and one["document_id"] not in shown:
            check.add(table.caption, f"the form {one['document_id']} is not shown")
    for row in rows:
        fitting = [
            form["period_end"] for form in check.county["documents"]
            if form["period_end"] and _is_of_month(check, form, row[period].text)
        ]  # fmt: skip
        ends.append(max(fitting, default=None))
    dated = [end for end in ends if end]
    if dated != sorted(dated, reverse=True):
        check.add(table.caption, "the newest month is not first")
