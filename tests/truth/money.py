"""Tables of money: rates, fund tables, appropriations, contracts and instalments."""

from fractions import Fraction

from tests.truth.check import Check, read_rows
from tests.truth.county import Record, latest, name_row
from tests.truth.figures import find_amount_fault, show_printed
from tests.truth.numerals import name_date
from tests.truth.pages import Cell, Table
from tests.truth.sums import (
    RATES,
    find_amount,
    find_lines,
    find_newest,
    find_rate,
    find_used,
    list_amounts,
    list_contracts,
    total_tables,
)

Cells = dict[str, Cell]


def check_rates(check: Check, table: Table, project_id: str | None) -> None:
    """Each rate with its numerator, denominator, value, printed rate and date."""
    units, rows = read_rows(check, table)
    amounts = list_amounts(check.county, project_id)
    shown = []
    for row in rows:
        label = row["rate"].text
        place = f"{table.caption}, {label}"
        keys = check.reader.keys("rate", label)
        if not keys:
            check.add(place, "this rate is not known")
            continue
        shown.append(keys[0])
        for name, kind in zip(("numerator", "denominator"), RATES[keys[0]], strict=True):
            if amounts[kind] is None:
                check.expect(f"{place}, {name}", "missing" in row[name].classes, True)
            else:
                check.add(place, find_amount_fault(row[name].text, units[name], amounts[kind]))
        printed = find_printed_rate(check, keys[0], project_id)
        check_rate(check, place, row["value"], find_rate(amounts, keys[0]), printed)
        day = find_rate_date(check, keys[0], project_id)
        check.expect(f"{place}, date", row["as_of"].text, check.say_date({"day": day}, "day"))
    due = [
        rate_id for rate_id in RATES
        if find_rate(amounts, rate_id) is not None
        or find_printed_rate(check, rate_id, project_id) is not None
    ]  # fmt: skip
    check.expect(f"{table.caption}, rates", sorted(shown), sorted(due))


def find_rate_date(check: Check, rate_id: str, project_id: str | None) -> object:
    """The newest date of the rows that the numerator is made of."""
    county, kind = check.county, RATES[rate_id][0]
    if kind == "used":
        used = find_newest(find_used(county, project_id))
        used = used or find_newest(find_used(county, project_id, "funds_used_rate"))
        return used["period_end"] if used else None
    lines = find_lines(county.of_project("budget", project_id))
    payments = county.of_project("payments", project_id)
    status = "requested" if kind == "requested" else "paid"
    rows = [row for row in payments if row["status"] == status]
    if kind == "contract":
        rows = county.of_project("contracts", project_id)
    if kind == "paid" and any(row["paid_cny"] is not None for row in lines):
        rows = lines
    return latest(row["as_of_date"] for row in rows)


def find_printed_rate(check: Check, rate_id: str, project_id: str | None) -> Record | None:
    """The figure that prints a rate of a project."""
    figures = check.county.figures
    if rate_id == "paid_of_planned":
        lines = find_lines(check.county.of_project("budget", project_id))
        totals = [row for row in lines if is_total(row) and row["parent_row"] is None]
        if len(totals) != 1 or totals[0]["printed_rate"] is None:
            return None
        return figures.get("/".join((*name_row(totals[0]), "rate")))
    if rate_id == "used_of_appropriation":
        used = find_newest(find_used(check.county, project_id))
        rows = find_used(check.county, project_id, "funds_used_rate")
        if used:
            rows = [row for row in rows if row["period_end"] == used["period_end"]]
        newest = find_newest(rows)
        return figures.get("/".join((*name_row(newest), newest["column"]))) if newest else None
    return None


def is_total(row: Record) -> bool:
    """Whether a row of a fund table is its grand total."""
    return row["row_role"] == "total"


def check_rate(
    check: Check, place: str, cell: Cell, rate: Fraction | None, figure: Record | None
) -> None:
    """A rate with the printed one below it; the printed one alone where none can be computed."""
    if rate is not None:
        check.check_percent(place, cell.text, rate)
        check_printed(check, place, cell, figure)
    elif figure and figure["printed"] and figure["value"] is not None:
        parts = check.reader.match("cell_printed", cell.text)
        text = parts["rate"] if parts else ""
        check.expect(f"{place}, printed rate", text, show_printed(figure))
    else:
        check.expect(place, check.is_missing(cell), True)


def check_printed(check: Check, place: str, cell: Cell, figure: Record | None) -> None:
    """The rate that a document prints is named as it is printed, or not at all."""
    printed = [check.reader.match("cell_printed", line) for line in cell.lines]
    texts = [parts["rate"] for parts in printed if parts]
    expected = [show_printed(figure)] if figure and figure["printed"] else []
    check.expect(f"{place}, printed rate", texts, expected)


def check_appropriations(check: Check, table: Table, project_id: str | None) -> None:
    """What each source of funds appropriates."""
    units, rows = read_rows(check, table)
    due = {row["funds_source"]: row for row in check.list_rows("appropriations", project_id)}
    for row in rows:
        place = f"{table.caption}, {row['funds_source'].text}"
        keys = check.reader.keys("fund_source", row["funds_source"].text)
        expected = due.pop(keys[0], None) if keys else None
        if expected is None:
            check.add(place, "no such source of funds is on file")
            continue
        figure = check.county.figures[expected["figure"]]
        amount = expected["appropriation_cny"]
        fault = find_amount_fault(row["appropriated"].text, units["appropriated"], amount, figure)
        check.add(place, fault)
        if figure["document_id"].startswith("entered-"):
            _check_entered(check, place, row["source"].text, expected)
        else:
            check.check_source(place, row["source"], figure["document_id"], figure["locator"])
    check.expect(f"{table.caption}, not shown", sorted(due), [])


def _check_entered(check: Check, place: str, text: str, row: Record) -> None:
    """An amount of no document names the user and the day."""
    parts = check.reader.match("cell_entered", text)
    day = name_date(row["entered_date"], "day", check.page.language)
    check.expect(f"{place}, entered on", parts and parts["date"], day)


def check_lines(check: Check, table: Table, project_id: str | None) -> None:
    """Each line of the newest fund table: planned, paid, rate, place."""
    units, rows = read_rows(check, table)
    lines = find_lines(check.list_rows("budget", project_id))
    due = {name_row(row): row for row in lines}
    for row, marked in zip(rows, table.rows, strict=True):
        place = f"{table.caption}, {row['line'].text}"
        line = take_row(check, due, row["line"], row["source"])
        if line is None:
            check.add(place, "no such line is in the newest fund table")
            continue
        for name in ("planned", "paid"):
            check_money(check, f"{place}, {name}", row[name], units[name], line, name)
        rate = _divide(line["paid_cny"], line["planned_cny"])
        figure = check.county.figures.get("/".join((*name_row(line), "rate")))
        check_rate(check, place, row["line_rate"], rate, figure)
        is_sum = line["row_role"] in ("subtotal", "total")
        check.expect(f"{place}, marked as total", marked.is_total, is_sum)
        _check_role(check, place, row["line"], line)
    check.expect(f"{table.caption}, lines not shown", sorted(due), [])


def _check_role(check: Check, place: str, cell: Cell, line: Record) -> None:
    """A row within another one is marked as such."""
    if line["row_role"] == "of_which":
        words = ("其中", check.reader.say("phrase", "of_which"))
        check.expect(f"{place}, of which", cell.text.startswith(words), True)
    if line["row_role"] == "unknown":
        said = check.reader.say("phrase", "unknown_part") in cell.lines
        check.expect(f"{place}, unknown part", said, True)


def _divide(numerator: Fraction | None, denominator: Fraction | None) -> Fraction | None:
    return None if numerator is None or not denominator else numerator / denominator


def take_row(
    check: Check, due: dict[tuple[str, str, str], Record], name: Cell, source: Cell
) -> Record | None:
    """The row of a name and place, which is then no longer due."""
    for key, row in due.items():
        payee = check.county.pick(row, "payee") if "payee_zh" in row else ""
        is_payee = not payee or payee in name.lines
        has_name = name.text.endswith(check.county.pick(row, "label").strip())
        if has_name and is_payee and check.say_place(check.county.find_locator(row)) == source.text:
            check.check_source(name.text, source, row["document_id"], source.text)
            return due.pop(key)
    return None


def check_money(check: Check, place: str, cell: Cell, unit: str, row: Record, column: str) -> None:
    """The amount of a row as printed, or the words that it is not reported."""
    names = {"tendered": "tendered_cny", "amount": "amount_cny"}
    exact = row[names.get(column, f"{column}_cny")]
    if exact is None:
        check.expect(place, check.is_missing(cell), True)
        return
    figure = check.county.figures.get("/".join((*name_row(row), column)))
    check.add(place, find_amount_fault(cell.text, unit, exact, *([figure] if figure else [])))


def check_contracts(check: Check, table: Table, project_id: str | None) -> None:
    """Each contract with its amount, what was requested and paid on it, and their total."""
    units, rows = read_rows(check, table)
    contracts = check.list_rows("contracts", project_id)
    due = {name_row(row): row for row in contracts}
    payments = check.list_rows("payments", project_id)
    for row, marked in zip(rows, table.rows, strict=True):
        place = f"{table.caption}, {row['contract'].text}"
        if marked.is_total and not row["source"].text:
            _check_contract_total(check, place, row, units["amount"], contracts)
            continue
        contract = take_row(check, due, row["contract"], row["source"])
        if contract is None:
            check.add(place, "no such contract is on file")
            continue
        day = check.say_date(contract, "award_date", contract["date_precision"])
        expected = day or check.reader.say("phrase", "not_dated")
        is_sum = contract["row_role"] in ("subtotal", "total")
        check.expect(f"{place}, marked as total", marked.is_total, is_sum)
        amount = {**contract, "amount_cny": contract["contract_cny"]}
        check_money(check, place, row["amount"], units["amount"], amount, "amount")
        if is_sum:
            continue
        check.expect(f"{place}, date", row["award"].text, expected)
        _check_instalments_of(check, place, row, units, contract, payments)
    check.expect(f"{table.caption}, contracts not shown", sorted(due), [])


def _check_contract_total(
    check: Check, place: str, row: Cells, unit: str, contracts: list[Record]
) -> None:
    parts = check.reader.match("cell_total", row["contract"].text)
    check.check_count(place, parts["contracts"] if parts else "", len(list_contracts(contracts)))
    total = total_tables(contracts, "contract_cny")
    if total is None:
        check.expect(place, "missing" in row["amount"].classes, True)
    else:
        check.add(place, find_amount_fault(row["amount"].text, unit, total))


def _check_instalments_of(
    check: Check, place: str, row: Cells, units: dict[str, str], contract: Record,
    payments: list[Record],
) -> None:  # fmt: skip
    own = [one for one in payments if contract["contract_id"] in one["contract_ids"].split(";")]
    numbers = {one["instalment"] for one in own if one["status"] != "retained"}
    if numbers:
        check.check_count(f"{place}, instalments", row["instalments"].text, len(numbers))
    else:
        none = check.reader.say("phrase", "none_reported")
        check.expect(f"{place}, instalments", row["instalments"].text, none)
    for status in ("requested", "paid"):
        groups: dict[str, list[Record]] = {}
        for one in own:
            if one["status"] == status:
                groups.setdefault(one["instalment"], []).append(one)
        shared = any(";" in one["contract_ids"] for group in groups.values() for one in group)
        amounts = [find_amount(group) for group in groups.values()]
        known = bool(amounts) and None not in amounts and not shared
        text, where = row[status].text, f"{place}, {status}"
        if known:
            check.add(where, find_amount_fault(text, units[status], sum(amounts, Fraction(0))))
        elif not check.is_missing(row[status]):
            check.expect(where, text, check.reader.say("phrase", "see_instalments"))
            check.expect(where, any(";" in one["contract_ids"] for one in own), True)
