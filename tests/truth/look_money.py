"""What needs a look in the fund: what each sentence says is worked out anew."""

import re

from tests.truth.check import Check
from tests.truth.figures import find_amount_fault, show_printed
from tests.truth.money import find_printed_rate
from tests.truth.money_sentences import list_missing_words, list_unpaid
from tests.truth.reader import Parts
from tests.truth.sums import RATES, list_amounts


def check_amounts(check: Check, place: str, parts: Parts, project_id: str | None) -> None:
    """Amounts used, requested, contracted, planned; that no amount paid is on file."""
    amounts = list_amounts(check.county, project_id)
    check.expect(f"{place}, paid", amounts["paid"], None)
    names = {"used": "used", "requested": "requested", "contracted": "contract",
             "planned": "planned"}  # fmt: skip
    for name, key in names.items():
        if name in parts:
            check.add(place, find_amount_fault(parts[name], "", amounts[key]))


def check_contracts(check: Check, place: str, parts: Parts, project_id: str | None) -> None:
    """Contracts without a request or payment, with their amounts."""
    left = list_unpaid(check, project_id)
    check.check_count(place, parts["number"], len(left))
    for row in left:
        name = check.county.pick(row, "label")
        found = re.search(re.escape(name) + r"(?: \(|（)([^()（）]*)[)）]", parts["names"])
        if name not in parts["names"]:
            check.add(place, f"{name!r} is not named")
        elif row["contract_cny"] is not None:
            fault = find_amount_fault(found[1], "", row["contract_cny"]) if found else "no amount"
            check.add(place, fault)


def check_rate(check: Check, place: str, parts: Parts, project_id: str | None) -> None:
    """A rate as printed, and what it lacks."""
    rate_id = next(iter(check.reader.keys("rate", parts["rate"])), "")
    printed = find_printed_rate(check, rate_id, project_id) if rate_id in RATES else None
    check.expect(place, parts["printed"], show_printed(printed) if printed else "")
    said = set(parts["missing"].split(check.comma))
    known = list_missing_words(check, rate_id, project_id) if rate_id in RATES else set()
    check.expect(f"{place}, not missing", said - known, set())
