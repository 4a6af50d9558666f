"""Totals, rates and verdicts of a county, worked out anew in exact fractions."""

from collections import Counter
from datetime import date
from fractions import Fraction

from tests.truth.county import FUND_SOURCES, County, Record, add_up, latest
from tests.truth.rules import decide_rule

RATES = {
    "paid_of_planned": ("paid", "planned"),
    "paid_of_contract": ("paid", "contract"),
    "paid_of_appropriation": ("paid", "appropriation"),
    "used_of_appropriation": ("used", "appropriation"),
    "requested_of_contract": ("requested", "contract"),
    "requested_of_appropriation": ("requested", "appropriation"),
    "contracted_of_appropriation": ("contract", "appropriation"),
}
Amounts = dict[str, Fraction | None]
VERDICTS = ("met", "not_met", "not_yet_due", "not_assessed", "not_computable")


def find_lines(rows: list[Record]) -> list[Record]:
    """The rows of the newest fund table that reports payments, else of the newest plan."""
    tables: dict[tuple[str, str], list[Record]] = {}
    for row in rows:
        tables.setdefault((row["document_id"], row["table_id"]), []).append(row)

    def rank(table: list[Record]) -> tuple[bool, date, date]:
        paid = [row for row in table if row["paid_cny"] is not None]
        newest = max(paid or table, key=lambda row: (row["as_of_date"], row["document_date"]))
        return bool(paid), newest["as_of_date"], newest["document_date"]

    return max(tables.values(), key=rank, default=[])


def total_lines(lines: list[Record], column: str) -> Fraction | None:
    """The printed grand total of a fund table, else the sum of the lines at the top of its tree."""
    top = [row for row in lines if row["parent_row"] is None]
    totals = [row for row in top if row["row_role"] == "total"]
    others = [row for row in top if row["row_role"] in ("line", "subtotal", "of_which")]
    is_open = any(row["row_role"] == "unknown" for row in lines)
    if totals:
        is_single = len(totals) == 1 and not others
        return _total_row(totals[0], lines, column, is_open) if is_single else None
    return None if is_open else add_up(_total_row(row, lines, column, False) for row in top)


def _total_row(row: Record, lines: list[Record], column: str, is_open: bool) -> Fraction | None:
    """The amount of a row; one that is not printed is the sum of the rows within it."""
    if row[column] is not None or is_open:
        return row[column]
    within = [one for one in lines if one["parent_row"] == row["row_id"]]
    return add_up(
        _total_row(one, lines, column, is_open) for one in within if one["row_role"] != "of_which"
    )


def total_tables(rows: list[Record], column: str) -> Fraction | None:
    """The totals of all tables together."""
    tables: dict[tuple[str, str], list[Record]] = {}
    for row in rows:
        tables.setdefault((row["document_id"], row["table_id"]), []).append(row)
    return add_up(total_lines(table, column) for table in tables.values())


def list_contracts(rows: list[Record]) -> list[Record]:
    """The single contracts; no totals, and no contract of which others are parts."""
    parents = {
        (row["document_id"], row["table_id"], row["parent_row"])
        for row in rows if row["row_role"] in ("line", "subtotal")
    }  # fmt: skip
    return [
        row for row in rows
        if row["row_role"] == "line"
        and (row["document_id"], row["table_id"], row["row_id"]) not in parents
    ]  # fmt: skip


def sum_payments(payments: list[Record], *statuses: str) -> Fraction | None:
    """The instalments in some statuses, each counted once; None where an amount is unknown."""
    groups: dict[tuple[str, str], list[Record]] = {}
    for row in payments:
        if row["status"] in statuses:
            groups.setdefault((row["contract_ids"], row["instalment"]), []).append(row)
    return add_up(find_amount(group) for group in groups.values())


def find_amount(rows: list[Record]) -> Fraction | None:
    """The amount of one instalment: the newest; None where amounts of one day differ."""
    priced = [row for row in rows if row["amount_cny"] is not None]
    day = latest(row["as_of_date"] for row in priced)
    amounts = {row["amount_cny"] for row in priced if row["as_of_date"] == day}
    return amounts.pop() if len(amounts) == 1 else None


def find_newest(rows: list[Record]) -> Record | None:
    """The newest reported row of a series: latest period, then latest document."""
    dated = [row for row in rows if row["value"] is not None and row["origin"] == "reported"]
    return max(
        dated, key=lambda row: (rank_age(row), row["printed_change"] is not None), default=None
    )


def rank_age(row: Record) -> tuple[bool, date, date]:
    """How new a figure is: a date of its own counts more than that of its document."""
    is_dated = row["period_end"] and not (row["period_note"] or "").startswith("undated")
    return bool(is_dated), row["period_end"] or date.min, row["document_date"]


def list_amounts(county: County, project_id: str | None) -> Amounts:
    """Numerators and denominators of a project's rates."""
    lines = find_lines(county.of_project("budget", project_id))
    contracts = county.of_project("contracts", project_id)
    payments = county.of_project("payments", project_id)
    appropriations = county.of_project("appropriations", project_id)
    used = find_newest(find_used(county, project_id))
    paid = total_lines(lines, "paid_cny") if lines else None
    has_paid = any(row["paid_cny"] is not None for row in lines)
    fund = [row for row in appropriations if row["funds_source"] in FUND_SOURCES]
    return {
        "paid": paid if has_paid else sum_payments(payments, "paid"),
        "planned": total_lines(lines, "planned_cny") if lines else None,
        "contract": total_tables(contracts, "contract_cny"),
        "appropriation": add_up(row["appropriation_cny"] for row in fund),
        "requested": sum_payments(payments, "requested"),
        "used": used["value"] if used else None,
    }


def find_used(
    county: County, project_id: str | None, indicator_id: str = "funds_used_cumulative"
) -> list[Record]:
    """The figures of what a project has used so far, or of the printed rate of it."""
    rows = county.of_project("series", project_id)
    if len(county.project_ids) == 1:
        rows = county["series"]
    return [row for row in rows if row["indicator_id"] == indicator_id]


def find_rate(amounts: Amounts, rate_id: str) -> Fraction | None:
    """A rate; None where a part is missing or zero is divided by."""
    numerator, denominator = (amounts[name] for name in RATES[rate_id])
    return None if numerator is None or not denominator else numerator / denominator


def list_conditions(county: County) -> list[Record]:
    """The conditions with what was achieved, their completion, and whether they are met."""
    day = county.brief.as_of.date()
    return [
        {**row, **_judge_condition(row), "is_ahead": (row["due_date"] or day) > day}
        for row in county["outputs"]
    ]


def _judge_condition(row: Record) -> Record:
    unknown: Record = {"achieved": None, "completion": None, "met": None}
    target, actual = row["target"], row["actual"]
    if row["assessment"] != "numeric" or target is None or actual is None:
        return unknown
    if "unreadable_unit" in (row["target_reason"], row["actual_reason"]):
        return unknown
    if target == 0 and row["comparator"] != "le":
        return unknown
    whole = row["denominator"]
    if row["denominator_figure"] is None:
        if row["unit"] != row["actual_unit"]:
            return unknown
        whole = Fraction(1)
    elif not whole:
        return unknown
    achieved = actual / whole
    low, high = (
        _divide(_tighten(row[name], actual), whole) for name in ("actual_low", "actual_high")
    )
    if row["qualifier"] is None:
        low = high = achieved
    return {
        "achieved": achieved,
        "completion": _complete(achieved, target, row["comparator"]),
        "met": _compare(low, high, target, row["comparator"]),
    }


def _tighten(end: Fraction | float, actual: Fraction) -> Fraction | float:
    """The end of an interval; a float that is one step outside of the value is the value."""
    if isinstance(end, float):
        return end
    return actual if abs(end - actual) <= abs(actual) / 10**14 else end


def _divide(value: Fraction | float, whole: Fraction) -> Fraction | float:
    return value if isinstance(value, float) else value / whole


def _complete(achieved: Fraction, target: Fraction, comparator: str) -> Fraction | None:
    if comparator == "le":
        return target / achieved if achieved else None
    if comparator == "eq":
        return Fraction(1) if achieved == target else None
    return achieved / target


def _compare(low: object, high: object, target: Fraction, comparator: str) -> bool | None:
    outcomes = {
        "ge": (low >= target, high >= target),  # type: ignore[operator]
        "le": (high <= target, low <= target),  # type: ignore[operator]
        "eq": (low == target == high, low <= target <= high),  # type: ignore[operator]
    }
    surely, possibly = outcomes[comparator if comparator in outcomes else "ge"]
    return True if surely else None if possibly else False


def list_items(county: County) -> list[Record]:
    """The target items with their conditions, their due date and their verdict."""
    conditions: dict[tuple[str, str, str], list[Record]] = {}
    for row in list_conditions(county):
        conditions.setdefault(_key(row), []).append(row)
    return [
        {
            **row,
            "shown": _name_item(row, county["output_items"]),
            "conditions": conditions.get(_key(row), []),
            **_judge_item(row, conditions.get(_key(row), [])),
        }
        for row in county["output_items"]
    ]


def _name_item(item: Record, items: list[Record]) -> str:
    """The document's own number of an item, unless the table has it twice or lacks one."""
    numbers = [row["number"] for row in items if _key(row)[:2] == _key(item)[:2]]
    return item["number"] if all(numbers) and len(set(numbers)) == len(numbers) else item["item"]


def _key(row: Record) -> tuple[str, str, str]:
    return row["document_id"], row["table_id"], row["item"]


def _judge_item(item: Record, conditions: list[Record]) -> Record:
    truths = {
        row["condition"]: "words" if row["assessment"] == "qualitative" else row["met"]
        for row in conditions
    }
    truth = decide_rule(item["rule"], truths)
    open_truths = {
        row["condition"]: None if row["is_ahead"] and truths[row["condition"]] is False
        else truths[row["condition"]] for row in conditions
    }  # fmt: skip
    names = {True: "met", False: "not_met", None: "not_computable", "words": "not_assessed"}
    verdict = names[truth]
    if truth is False and decide_rule(item["rule"], open_truths) is not False:
        verdict = "not_yet_due"
    due = latest(row["due_date"] for row in conditions)
    is_ahead = any(row["is_ahead"] for row in conditions)
    return {"verdict": verdict, "due": due, "is_ahead": is_ahead}


def select_main(items: list[Record]) -> list[Record]:
    """The items of the table with most items; of equal ones that of the latest date."""
    sizes = Counter((row["document_id"], row["table_id"]) for row in items)
    days: dict[tuple[str, str], date] = {}
    for row in items:
        key = (row["document_id"], row["table_id"])
        days[key] = max(row["as_of_date"], days.get(key, date.min))
    chosen = min(sizes, key=lambda key: (-sizes[key], -days[key].toordinal(), key), default=None)
    return [row for row in items if (row["document_id"], row["table_id"]) == chosen]
