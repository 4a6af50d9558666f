"""What needs a look: each entry, what claims say, and what the other entries are checked by."""

from collections.abc import Callable

from tests.truth.anchors import name_finding
from tests.truth.check import Check
from tests.truth.county import Record
from tests.truth.figures import clean
from tests.truth.findings import find_project, name_claim, try_numbers
from tests.truth.formulas import is_formula, is_print
from tests.truth.look_forms import check_blanks, check_documents, check_zeros
from tests.truth.look_money import check_amounts, check_contracts, check_rate
from tests.truth.look_rules import Told, check_due, check_order, find_rule, tell
from tests.truth.look_subjects import check_subject
from tests.truth.look_targets import (
    check_condition,
    check_full,
    check_no_denominator,
    check_no_result,
    check_short_count,
)
from tests.truth.money_sentences import check_repeat
from tests.truth.pages import Look
from tests.truth.reader import Parts

Kind = Callable[[Check, str, Parts, str | None], None]
SIGNS = {"contradicts": "✗", "not_met": "✗", "for_review": "!", "not_computable": "?",
         "not_yet_due": "◇"}  # fmt: skip


def check_looks(check: Check) -> list[Told]:
    """Each entry; that they are in the order of their weight, and that nothing is left out.

    Returns:
        what the entries are about, in order.
    """
    told = [one for look in check.page.looks if (one := _check_look(check, look))]
    check_order(check, told)
    check_due(check, told)
    return told


def _check_look(check: Check, look: Look) -> Told | None:
    """Checks an entry; what it is about, or nothing if nobody reads it."""
    place = f"what needs a look, {look.text[:40]!r}"
    projects = check.list_project_names()
    sentences = check.reader.parse(look.text, PARTS, tuple(projects))
    # A reason says nothing without what it is given for, and any text may look like one.
    if not sentences or sentences[0][0] in ("look_why", "look_more"):
        check.add(place, "nobody reads this")
        return None
    own, claims, counted = None, [], 0
    for kind, parts in sentences:
        own = projects.get(parts["project"], own)
        parts |= {"verdict": look.verdict, "place": look.place, "kind": kind}
        if kind == "look_claim":
            claims.append(check_claim(check, place, parts))
        elif kind == "look_more":
            counted = int(parts["number"]) if parts["number"].isdigit() else -1
        elif kind == "look_why":
            _check_reason(check, place, parts, claims)
        else:
            KINDS[kind](check, place, parts, own)
    kind, parts = sentences[0]
    if kind == "look_claim":
        return _tell_claims(check, place, look, claims, counted)
    check_subject(check, place, look, kind, parts, projects.get(parts["project"]))
    number = sum(one in ("look_due", "look_short") for one, _ in sentences)
    if kind in ("look_due", "look_short"):
        check_short_count(check, place, parts, projects.get(parts["project"]), counted or number)
    entry = tell(check, kind, parts, own, counted or number)
    _check_verdict(check, place, look, entry.verdict)
    return entry


def _check_verdict(check: Check, place: str, look: Look, verdict: str) -> None:
    """The verdict is the rule's, and the sign is the verdict's."""
    keys = (*check.reader.keys("claim_verdict", look.verdict),
            *check.reader.keys("verdict", look.verdict))  # fmt: skip
    check.expect(f"{place}, verdict", (verdict in keys, look.sign), (True, SIGNS.get(verdict)))


def _tell_claims(
    check: Check, place: str, look: Look, claims: list[Record | None], counted: int
) -> Told | None:
    """Entries about claims: all of one rule, and so many as are said."""
    known = [one for one in claims if one]
    if not known:
        return None
    _check_verdict(check, place, look, known[0]["verdict"])
    check.expect(f"{place}, rules", len({find_rule(check, one) for one in known}), 1)
    places = {check.say_place(one["locator"]) for one in known}
    if len(places) == 1 and not counted:
        check.expect(f"{place}, place", look.place, next(iter(places)))
    check.expect(f"{place}, link", look.link, name_finding(known[0]))
    _check_projects(check, place, look, known)
    return Told(find_rule(check, known[0]), known[0]["verdict"], None, counted or len(known))


def _check_projects(check: Check, place: str, look: Look, claims: list[Record]) -> None:
    """The project that is named is that of the table in which the figure stands."""
    names = check.list_project_names()
    said = next((own for name, own in names.items() if look.text.startswith(name)), None)
    own = {find_project(check, one) for one in claims}
    if names and len(own) == 1:
        check.expect(f"{place}, project", said, own.pop())


def check_claim(check: Check, place: str, parts: Parts) -> Record | None:
    """A reported figure, its formula, what this gives, its verdict and its place."""
    faults = []
    for one in check.county["verdicts"]:
        # In English a name may hold the colon that the figure stands behind.
        texts = {clean(one["printed"]), clean(one["printed"]) + clean(one["printed_unit"])}
        said = f"{parts['name']}: {parts['printed']}" if "printed" in parts else parts["name"]
        ends = {said.removeprefix(name) for name in name_claim(check, one) if said.startswith(name)}
        has_figure = any(
            is_print(end[2:], text, check.page.language)
            for end in ends if end.startswith(": ") for text in texts
        )  # fmt: skip
        if not (has_figure if "printed" in parts else "" in ends):
            continue
        if not is_formula(parts["formula"], one["shown_formula"], check.page.language):
            continue
        keys = check.reader.keys("claim_verdict", parts["verdict"])
        fault = _try_value(parts.get("value"), one)
        if one["verdict"] not in keys:
            fault = fault or f"it is called {parts['verdict']!r}, it is {one['verdict']}"
        if parts["place"] and parts["place"] != check.say_place(one["locator"]):
            fault = fault or f"it does not stand at {parts['place']!r}"
        if not fault:
            return one
        faults.append(fault)
    check.add(place, faults[0] if faults else "no such relation is on file")
    return None


def _try_value(value: str | None, one: Record) -> str:
    if one["recomputed"] is None or value is None:
        is_same = one["recomputed"] is None or one["claim_kind"] == "dates"
        return "" if is_same and value is None else f"{value!r} is shown"
    return try_numbers(value, [one["recomputed"]])


def _check_reason(check: Check, place: str, parts: Parts, claims: list[Record | None]) -> None:
    """Why the figures need not agree is the reading that the claim before has."""
    own = claims[-1] if claims else None
    keys = check.reader.keys("innocent", parts["why"])
    check.expect(f"{place}, reason", bool(own and own["reason"] in keys), True)


KINDS: dict[str, Kind] = {
    "repeat": check_repeat,
    "repeat_amounts": check_repeat,
    "look_used_requested": check_amounts,
    "look_used": check_amounts,
    "look_requested": check_amounts,
    "look_contracted": check_amounts,
    "look_planned": check_amounts,
    "look_contracts": check_contracts,
    "look_rate": check_rate,
    "look_full": check_full,
    "look_due": check_condition,
    "look_short": check_condition,
    "look_no_result": check_no_result,
    "look_no_denominator": check_no_denominator,
    "look_zeros": check_zeros,
    "look_blank_rate": check_blanks,
    "look_blanks": check_blanks,
    "look_documents": check_documents,
}
# What entries consist of; the last fits everything.
PARTS = ("look_claim", "look_more", *KINDS, "look_why")
