"""Table of instalments."""

from tests.truth.check import Check, read_rows
from tests.truth.county import Record, name_row
from tests.truth.figures import find_amount_fault
from tests.truth.money import check_money, take_row
from tests.truth.pages import Cell, Table


def check_instalments(check: Check, table: Table, project_id: str | None) -> None:
    """Each instalment with its status, date, amount, share, and the sum in its status so far."""
    units, rows = read_rows(check, table)
    payments = check.list_rows("payments", project_id)
    due = {name_row(row): row for row in payments}
    seen: dict[str, list[Record]] = {}
    for row in rows:
        place = f"{table.caption}, {row['instalment'].text}"
        payment = take_row(check, due, row["instalment"], row["source"])
        if payment is None:
            check.add(place, "no such instalment is on file")
            continue
        status = check.reader.say("status", payment["status"])
        check.expect(f"{place}, status", row["status"].text, status)
        day = check.say_date(payment, "status_date", payment["date_precision"])
        expected = day or check.reader.say("phrase", "not_dated")
        check.expect(f"{place}, date", row["status_date"].text, expected)
        check_money(check, place, row["amount"], units["amount"], payment, "amount")
        share = row["share"].text
        if payment["printed_share"] is not None:
            check.check_percent(f"{place}, share", share, payment["printed_share"])
        else:
            check.expect(f"{place}, share", share, "")
        seen.setdefault(payment["status"], []).append(payment)
        _check_so_far(check, place, row["so_far"], units["so_far"], seen[payment["status"]])
        _check_repeat(check, place, row["status"], payment, payments)
    check.expect(f"{table.caption}, instalments not shown", sorted(due), [])


def _check_so_far(check: Check, place: str, cell: Cell, unit: str, seen: list[Record]) -> None:
    amounts = {(one["contract_ids"], one["instalment"]): one["amount_cny"] for one in seen}
    if None in amounts.values():
        check.expect(f"{place}, so far", "missing" in cell.classes, True)
        return
    check.add(f"{place}, so far", find_amount_fault(cell.text, unit, sum(amounts.values())))


def _check_repeat(
    check: Check, place: str, cell: Cell, payment: Record, payments: list[Record]
) -> None:
    key = (payment["contract_ids"], payment["instalment"])
    statuses = {
        one["status"] for one in payments if (one["contract_ids"], one["instalment"]) == key
    }
    says = check.reader.say("phrase", "repeat") in cell.lines
    check.expect(f"{place}, other status", says, len(statuses) > 1)
