"""Sentences about money: what was paid, used, requested, contracted, and what is missing."""

from collections.abc import Callable

from tests.truth.check import Check
from tests.truth.county import Record
from tests.truth.figures import find_amount_fault, show_printed
from tests.truth.money import find_printed_rate, find_rate_date
from tests.truth.numerals import name_date
from tests.truth.reader import Parts
from tests.truth.sums import (
    FUND_SOURCES,
    RATES,
    Amounts,
    find_lines,
    find_rate,
    find_used,
    list_amounts,
    list_contracts,
    total_tables,
)

Sentence = Callable[[Check, str, Parts, str | None], None]
KINDS_OF_AMOUNTS = {
    "paid": "paid", "planned": "planned", "contracts": "contract", "used": "used",
    "appropriation": "appropriation", "requested": "requested",
}  # fmt: skip


def check_amounts(rate_id: str = "", missing: str = "", zero: str = "") -> Sentence:
    """Checks amounts, rate, date and givers of a sentence.

    Args:
        rate_id: the rate that it is about.
        missing: an amount that it calls not reported.
        zero: an amount that it calls zero.
    """

    def check_sentence(check: Check, place: str, parts: Parts, project_id: str | None) -> None:
        amounts = list_amounts(check.county, project_id)
        for name, kind in KINDS_OF_AMOUNTS.items():
            if name in parts:
                check.add(place, find_amount_fault(parts[name], "", amounts[kind]))
        if rate_id and "rate" in parts:
            check.check_percent(place, parts["rate"], find_rate(amounts, rate_id))
        if rate_id and "date" in parts:
            day = find_rate_date(check, rate_id, project_id)
            said = name_date(day, "day", check.page.language)  # type: ignore[arg-type]
            check.expect(f"{place}, date", parts["date"], said)
        if missing and amounts[missing] is not None:
            check.add(place, f"calls {missing} not reported, but it is on file")
        if zero:
            check.expect(f"{place}, {zero}", amounts[zero], 0)
        if "givers" in parts:
            check.expect(f"{place}, givers", parts["givers"], name_givers(check, project_id))

    return check_sentence


def name_givers(check: Check, project_id: str | None) -> str:
    """Who appropriates what the rates of a project divide by."""
    rows = check.county.of_project("appropriations", project_id)
    sources = sorted({row["funds_source"] for row in rows} & set(FUND_SOURCES))
    return check.reader.say("giver", ";".join(sources))


def check_parts(kind: str, table: str, column: str) -> Sentence:
    """Parts of an amount are on file, but no total."""

    def check_sentence(check: Check, place: str, parts: Parts, project_id: str | None) -> None:
        check.expect(f"{place}, total", list_amounts(check.county, project_id)[kind], None)
        rows = check.county.of_project(table, project_id)
        rows += find_lines(check.county.of_project("budget", project_id))
        if not any(row.get(column) is not None or row.get("paid_cny") is not None for row in rows):
            check.add(place, "no part is on file")

    return check_sentence


def check_printed(rate_id: str) -> Sentence:
    """A rate as the document prints it."""

    def check_sentence(check: Check, place: str, parts: Parts, project_id: str | None) -> None:
        figure = find_printed_rate(check, rate_id, project_id)
        check.expect(place, parts["rate"], show_printed(figure) if figure else "")

    return check_sentence


def check_unclear(check: Check, place: str, parts: Parts, project_id: str | None) -> None:
    """An amount is used, but of no project that is named."""
    own = find_used(check.county, project_id)
    rows = [row for row in check.county["series"]
            if row["indicator_id"] == "funds_used_cumulative"
            and row["project_id"] is None and row["value"] is not None]  # fmt: skip
    check.expect(place, (bool(rows), len(check.county.project_ids) > 1), (True, True))
    check.expect(f"{place}, of this project", [row for row in own if row["value"] is not None], [])


def check_contracts(check: Check, place: str, parts: Parts, project_id: str | None) -> None:
    """Number and total of the contracts."""
    rows = check.list_rows("contracts", project_id)
    check.check_count(place, parts["number"], len(list_contracts(rows)))
    total = total_tables(rows, "contract_cny")
    if total is None:
        check.expect(place, parts["amount"], check.reader.say("phrase", "amount_unknown"))
    else:
        check.add(place, find_amount_fault(parts["amount"], "", total))


def check_unpaid(check: Check, place: str, parts: Parts, project_id: str | None) -> None:
    """Contracts of which no instalment is reported."""
    left = [check.county.pick(row, "label") for row in list_unpaid(check, project_id)]
    check.check_count(place, parts["number"], len(left))
    check_names(check, place, parts["names"], left)


def list_unpaid(check: Check, project_id: str | None) -> list[Record]:
    """Contracts of which no instalment is requested, submitted or paid."""
    payments = check.list_rows("payments", project_id)
    covered = {
        one for row in payments if row["status"] != "retained"
        for one in row["contract_ids"].split(";")
    }  # fmt: skip
    contracts = list_contracts(check.list_rows("contracts", project_id))
    return [row for row in contracts if row["contract_id"] not in covered]


def check_names(check: Check, place: str, text: str, names: list[str]) -> None:
    """A list of names holds just these."""
    separator = "、" if check.page.language == "zh" else ", "
    # A name may hold the separator itself.
    expected = separator.join(names).split(separator) if names else []
    check.expect(place, sorted(text.split(separator)), sorted(expected))


def check_repeat(check: Check, place: str, parts: Parts, project_id: str | None) -> None:
    """An instalment in several statuses, each with its date."""
    group = find_repeat(check, parts, project_id)
    if not group:
        check.add(place, "no instalment is reported in these statuses")
    amounts = {row["amount_cny"] for row in group} - {None}
    if "amount" in parts and amounts:
        faults = [find_amount_fault(parts["amount"], "", one) for one in amounts]
        check.add(place, faults[0] if all(faults) or len(amounts) > 1 else "")


def find_repeat(check: Check, parts: Parts, project_id: str | None) -> list[Record]:
    """The rows of the instalment that a sentence about its statuses names."""
    for (_, number), group in group_instalments(check, project_id).items():
        if len({row["status"] for row in group}) < 2 or not _is_named(check, parts, number):
            continue
        if all(_say_status(check, row, "amount" not in parts) in parts["statuses"]
               for row in group):  # fmt: skip
            return group
    return []


def group_instalments(check: Check, project_id: str | None) -> dict[tuple[str, str], list[Record]]:
    """The rows of each instalment of a project."""
    groups: dict[tuple[str, str], list[Record]] = {}
    for row in check.list_rows("payments", project_id):
        groups.setdefault((row["contract_ids"], row["instalment"]), []).append(row)
    return groups


def _is_named(check: Check, parts: Parts, number: str) -> bool:
    name = parts["instalment"]
    said = check.reader.match("cell_instalment", name.partition("（")[0].partition(" (")[0])
    if said:
        return said["number"] == number
    return number == "rest" and bool(check.reader.match("cell_final", name))


def _say_status(check: Check, row: Record, with_amount: bool) -> str:
    status = check.reader.say_inside("status", row["status"])
    day = check.say_date(row, "status_date", row["date_precision"])
    day = day or check.reader.say("phrase", "not_dated")
    if with_amount:
        return status
    return f"{status}（{day}）" if check.page.language == "zh" else f"{status} ({day})"


def list_missing_words(check: Check, rate_id: str, project_id: str | None) -> set[str]:
    """How a page may name the amounts that a rate lacks."""
    amounts: Amounts = list_amounts(check.county, project_id)
    words = set()
    for group, kind in zip(("numerator", "denominator"), RATES[rate_id], strict=True):
        if amounts[kind] is not None:
            continue
        key = "contracted" if kind == "contract" and group == "numerator" else kind
        words |= {check.reader.say(group, key), check.reader.say("total_of", key)}
        if kind == "used":
            words.add(check.reader.say("phrase", "of_which_project"))
    return words


def check_gap_rate(check: Check, place: str, parts: Parts, project_id: str | None) -> None:
    """A rate that cannot be computed, and what it lacks."""
    keys = check.reader.keys("rate", parts["rate"])
    if not keys:
        check.add(place, f"the rate {parts['rate']!r} is not known")
        return
    amounts = list_amounts(check.county, project_id)
    if find_rate(amounts, keys[0]) is not None:
        check.add(place, "the rate can be computed")
    if "missing" not in parts:
        check.expect(place, amounts[RATES[keys[0]][1]], 0)
        return
    separator = "、" if check.page.language == "zh" else ", "
    said = set(parts["missing"].split(separator))
    words = list_missing_words(check, keys[0], project_id)
    lacking = [kind for kind in RATES[keys[0]] if amounts[kind] is None]
    if not said <= words or len(said) != len(lacking):
        check.add(place, f"{sorted(said)} is called missing; missing are {lacking}")


def check_gap_instalments(column: str) -> Sentence:
    """Instalments without an amount or a date."""

    def check_sentence(check: Check, place: str, parts: Parts, project_id: str | None) -> None:
        rows = check.list_rows("payments", project_id)
        left = [check.county.pick(row, "label") for row in rows if row[column] is None]
        check.check_count(place, parts["number"], len(left))
        for name in left:
            if name not in parts["names"]:
                check.add(place, f"{name!r} is not named")

    return check_sentence


def check_sources(check: Check, place: str, parts: Parts, project_id: str | None) -> None:
    """Which sources of funds the rates count, and which not."""
    rows = check.list_rows("appropriations", project_id)
    sources = {row["funds_source"] for row in rows}
    others = {check.reader.say("fund_source", one) for one in sources - set(FUND_SOURCES)}
    separator = "、" if check.page.language == "zh" else ", "
    check.expect(f"{place}, others", set(parts["others"].split(separator)), others)
    if "givers" in parts:
        check.expect(f"{place}, givers", parts["givers"], name_givers(check, project_id))
    else:
        check.expect(f"{place}, counted", sources & set(FUND_SOURCES), set())


MONEY_SENTENCES: dict[str, Sentence] = {
    "paid_of_planned": check_amounts("paid_of_planned"),
    "paid_plan_zero": check_amounts("paid_of_planned", zero="planned"),
    "paid_parts_planned": check_amounts("paid_of_planned", missing="planned"),
    "paid_only": check_amounts("paid_of_planned", missing="planned"),
    "paid_whole": check_amounts("paid_of_planned"),
    "paid_of_contract": check_amounts("paid_of_contract"),
    "no_paid": check_amounts(missing="paid"),
    "parts_paid": check_parts("paid", "payments", "amount_cny"),
    "parts_requested": check_parts("requested", "payments", "amount_cny"),
    "printed_rate": check_printed("paid_of_planned"),
    "printed_use": check_printed("used_of_appropriation"),
    "used": check_amounts("used_of_appropriation"),
    "used_only": check_amounts("used_of_appropriation", missing="appropriation"),
    "used_zero": check_amounts("used_of_appropriation", zero="appropriation"),
    "used_unclear": check_unclear,
    "requested_as_used": check_amounts(),
    "requested": check_amounts(),
    "contracts": check_contracts,
    "contracts_unpaid": check_unpaid,
    "repeat": check_repeat,
    "repeat_amounts": check_repeat,
    "gap_rate": check_gap_rate,
    "gap_zero": check_gap_rate,
    "gap_amount": check_gap_instalments("amount_cny"),
    "gap_date": check_gap_instalments("status_date"),
    "no_rate_divides": check_sources,
    "rates_divide": check_sources,
}
