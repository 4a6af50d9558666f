"""What needs a look, by the rules of docs/methods.md: what is due, and in which order."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from tests.truth.check import NO_PROJECT, Check
from tests.truth.county import Record
from tests.truth.forms import list_form_rows
from tests.truth.look_targets import list_full
from tests.truth.money import find_printed_rate
from tests.truth.money_sentences import group_instalments, list_unpaid
from tests.truth.reader import Parts
from tests.truth.sums import find_rate, list_amounts, list_contracts

# The weightiest first.
RULES = (
    "rate_claim", "zero_form", "blank_rate", "rate_without_amounts", "instalment_statuses",
    "money_claim", "paid_not_reported", "contract_without_request", "full_without_basis",
    "target_claim", "not_reached", "behind", "no_result", "no_denominator", "other_claim",
    "blank_cells", "documents_needed",
)  # fmt: skip
VERDICTS = ("contradicts", "not_met", "for_review", "not_computable", "not_yet_due")
# Rule and verdict of each kind of entry; of claims and of targets they follow from the entry.
KIND_RULES = {
    "repeat": ("instalment_statuses", "for_review"),
    "repeat_amounts": ("instalment_statuses", "for_review"),
    "look_used_requested": ("paid_not_reported", "for_review"),
    "look_used": ("paid_not_reported", "for_review"),
    "look_requested": ("paid_not_reported", "for_review"),
    "look_contracted": ("paid_not_reported", "for_review"),
    "look_planned": ("paid_not_reported", "for_review"),
    "look_contracts": ("contract_without_request", "for_review"),
    "look_rate": ("rate_without_amounts", "not_computable"),
    "look_full": ("full_without_basis", "not_computable"),
    "look_no_result": ("no_result", "not_computable"),
    "look_no_denominator": ("no_denominator", "not_computable"),
    "look_zeros": ("zero_form", "for_review"),
    "look_blank_rate": ("blank_rate", "not_computable"),
    "look_blanks": ("blank_cells", "not_computable"),
    "look_documents": ("documents_needed", "not_computable"),
}
_NOT_OF_MONEY = {"completion", "score_limit", "score_total", "weights"}
_OF_OTHERS = {
    "change", "parts", "subset", "mean", "coverage", "repeat", "near", "month", "cumulative",
    "areas", "dates", "text",
}  # fmt: skip
HEADLINES = ("paid_of_planned", "paid_of_contract", "used_of_appropriation")
OF_FORM = ("zero_form", "blank_rate", "blank_cells")


@dataclass(frozen=True)
class Told:
    """An entry: rule, verdict and project, and how many claims it is about."""

    rule: str
    verdict: str
    project_id: str | None
    number: int = 1


def find_rule(check: Check, claim: Record) -> str:
    """What a claim weighs as."""
    ids = check.county.project_ids if len(check.county.project_ids) > 1 else [None]
    rates = [find_printed_rate(check, name, one) for one in ids for name in HEADLINES]
    if claim["figure"] in [rate["figure"] for rate in rates if rate]:
        return "rate_claim"
    if claim["claim_kind"] in _NOT_OF_MONEY:
        return "target_claim"
    return "other_claim" if claim["claim_kind"] in _OF_OTHERS else "money_claim"


def tell(check: Check, kind: str, parts: Parts, project_id: str | None, number: int) -> Told:
    """The rule and the verdict of an entry that is about no claim."""
    if kind in ("look_due", "look_short"):
        keys = check.reader.keys("verdict", parts["verdict"])
        rule = "behind" if "not_yet_due" in keys else "not_reached"
        return Told(rule, keys[0] if keys else "", project_id, number)
    return Told(*KIND_RULES[kind], project_id, number)


def check_order(check: Check, told: list[Told]) -> None:
    """The weightiest first."""
    ranks = [(RULES.index(one.rule), VERDICTS.index(one.verdict)) for one in told
             if one.verdict in VERDICTS]  # fmt: skip
    for first, second in pairwise(ranks):
        if first > second:
            names = RULES[first[0]], RULES[second[0]]
            check.add("what needs a look", f"{names[0]} stands before {names[1]}")


def check_due(check: Check, told: list[Told]) -> None:
    """Nothing that the rules ask for is left out, and no claim that is open."""
    rules = {(one.rule, one.project_id) for one in told}
    ids = check.county.project_ids
    projects = [*ids, NO_PROJECT] if len(ids) > 1 else [None]
    for project_id in projects:
        for rule in (*_list_money(check, project_id), *_list_targets(check, project_id)):
            if (rule, project_id) not in rules:
                check.add("what needs a look", f"{rule} of {project_id} is left out")
    names = {rule for rule, _ in rules}
    for rule in _list_of_county(check):
        if rule not in names:
            check.add("what needs a look", f"{rule} is left out")
    claims = [one for one in check.county["verdicts"]
              if one["verdict"] in ("contradicts", "for_review")
              and one["review_status"] != "accepted"]  # fmt: skip
    for rule in ("rate_claim", "money_claim", "target_claim", "other_claim"):
        due = sum(find_rule(check, one) == rule for one in claims)
        said = sum(one.number for one in told if one.rule == rule)
        check.expect(f"what needs a look, {rule}", said, due)


def _list_money(check: Check, project_id: str | None) -> Iterator[str]:
    amounts = list_amounts(check.county, project_id)
    printed = {name: find_printed_rate(check, name, project_id) for name in HEADLINES}
    is_known = any(find_rate(amounts, name) is not None for name in HEADLINES)
    if project_id != NO_PROJECT and not is_known and any(printed.values()):
        yield "rate_without_amounts"
    for group in group_instalments(check, project_id).values():
        if is_unclear(group):
            yield "instalment_statuses"
    known = [amounts[name] for name in ("requested", "contract", "planned")]
    known += [amounts["used"] or None]
    payments = check.list_rows("payments", project_id)
    has_parts = any(row["status"] == "paid" for row in payments)
    has_parts |= any(row["paid_cny"] is not None for row in check.list_rows("budget", project_id))
    is_said = amounts["paid"] is not None or has_parts or printed["paid_of_planned"]
    if project_id != NO_PROJECT and not is_said and known != [None] * 4:
        yield "paid_not_reported"
    left = list_unpaid(check, project_id)
    if 0 < len(left) < len(list_contracts(check.list_rows("contracts", project_id))):
        yield "contract_without_request"


def is_unclear(group: list[Record]) -> bool:
    """Whether an instalment has statuses whose amounts differ, or that no dates order."""
    rows = [row for row in group if row["status"] != "retained"]
    if len({row["status"] for row in rows}) < 2:
        return False
    if len({row["amount_cny"] for row in rows} - {None}) > 1:
        return True
    if any(row["status_date"] is None for row in rows):
        return True
    order = ("requested", "submitted", "paid")
    dated = sorted(rows, key=lambda row: order.index(row["status"]))
    return any(
        one["status"] != two["status"] and one["status_date"] > two["status_date"]
        for one, two in pairwise(dated)
    )


def _list_targets(check: Check, project_id: str | None) -> Iterator[str]:
    main, _, blank, uncomputed = list_full(check, project_id)
    if blank or uncomputed:
        yield "full_without_basis"
    told = [id(item) for item in (*blank, *uncomputed)]
    for item in main:
        if id(item) in told:
            continue
        if item["verdict"] in ("not_met", "not_yet_due"):
            yield "not_reached" if item["verdict"] == "not_met" else "behind"
        numeric = [one for one in item["conditions"] if one["assessment"] == "numeric"]
        is_silent = all(one["target"] is not None and one["actual_reason"] == "no_actual"
                        for one in numeric)  # fmt: skip
        if item["verdict"] == "not_computable" and numeric and is_silent:
            yield "no_result"


def _list_of_county(check: Check) -> Iterator[str]:
    rows = list_form_rows(check)
    newest = max((row["period_end"] for row in rows if row["period_end"]), default=None)
    own = [row for row in rows if row["period_end"] == newest]
    values = {row["indicator_id"]: row["value"] for row in own if row["value"] is not None}
    if len(values) > 2 and not any(values.values()):
        yield "zero_form"
    blank = {row["indicator_id"] for row in own if row["missing_reason"] == "blank"} - set(values)
    has_rate = "funds_used_rate" in blank and "funds_used_cumulative" in values
    if has_rate:
        yield "blank_rate"
    if blank - ({"funds_used_rate"} if has_rate else set()):
        yield "blank_cells"
    if not (check.county["contracts"] and check.county["output_items"]):
        yield "documents_needed"
