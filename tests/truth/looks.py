"""What needs a look and what stands out well: what each sentence says is worked out anew."""

import re
from collections.abc import Callable
from fractions import Fraction

from tests.truth.check import Check
from tests.truth.county import Record
from tests.truth.figures import clean, find_amount_fault, show_printed
from tests.truth.findings import try_numbers
from tests.truth.forms import list_form_rows
from tests.truth.formulas import is_formula, is_print
from tests.truth.money import find_printed_rate
from tests.truth.money_sentences import check_names, check_repeat, list_missing_words
from tests.truth.numerals import name_date
from tests.truth.pages import Cell, Look
from tests.truth.reader import Parts
from tests.truth.sums import RATES, list_amounts, list_contracts, select_main
from tests.truth.targets import check_actual, check_target, list_own_items

Kind = Callable[[Check, str, Parts, str | None], None]
_RANGE = re.compile(r"(?P<stem>\D*)(?P<first>\d+)(?:—| to )(?P=stem)(?P<last>\d+)")
_SIGN = re.compile(r"^([≥≤=])\s*")


def check_looks(check: Check) -> None:
    """Each entry, that each open claim of money is among them, and each strength."""
    told: set[str] = set()
    projects = check.list_project_names()
    for look in check.page.looks:
        place = f"what needs a look, {look.text[:40]!r}"
        _check_verdict(check, place, look)
        sentences = check.reader.parse(look.text, tuple(KINDS), tuple(projects))
        if sentences is None:
            check.add(place, "nobody reads this")
            continue
        own = None
        for kind, parts in sentences:
            own = projects.get(parts["project"], own)
            parts["verdict"], parts["place"] = look.verdict, look.place
            KINDS[kind](check, place, {**parts, "kind": kind}, own)
            told.add(parts.get("name", ""))
    for text in check.page.strengths:
        _check_strength(check, text)


def _check_verdict(check: Check, place: str, look: Look) -> None:
    """The sign is the verdict's."""
    signs = {"✗": ("contradicts", "not_met"), "!": ("for_review",), "?": ("not_computable",),
             "◇": ("not_yet_due",)}  # fmt: skip
    keys = (*check.reader.keys("claim_verdict", look.verdict),
            *check.reader.keys("verdict", look.verdict))  # fmt: skip
    if not set(keys) & set(signs.get(look.sign, ())):
        check.add(place, f"{look.sign!r} is not the sign of {look.verdict!r}")


def check_claim(check: Check, place: str, parts: Parts, project_id: str | None) -> None:
    """A reported figure, its formula, what this gives, its verdict and its place."""
    faults = []
    for one in check.county["verdicts"]:
        label = check.county.pick(one, "label") or clean(one["figure"])
        texts = {clean(one["printed"]), clean(one["printed"]) + clean(one["printed_unit"])}
        said = f"{parts['name']}: {parts.get('printed', '')}"
        # In English a label may hold the colon that the figure stands behind.
        has_figure = "printed" not in parts or any(
            is_print(said[at + 2 :], text, check.page.language)
            for text in texts
            for at in range(len(said))
            if said.startswith((": ", "："), at)
        )
        if not has_figure or not said.startswith(label):
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
            return
        faults.append(fault)
    check.add(place, faults[0] if faults else "no such relation is on file")


def _try_value(value: str | None, one: Record) -> str:
    if one["recomputed"] is None or value is None:
        is_same = one["recomputed"] is None or one["claim_kind"] == "dates"
        return "" if is_same and value is None else f"{value!r} is shown"
    return try_numbers(value, [one["recomputed"]])


def check_reason(check: Check, place: str, parts: Parts, project_id: str | None) -> None:
    """Why figures need not agree is a reading that some claim for review has."""
    reasons = {row["reason"] for row in check.county["verdicts"] if row["verdict"] == "for_review"}
    keys = check.reader.keys("innocent", parts["why"])
    check.expect(place, bool(set(keys) & reasons), True)


def check_more(check: Check, place: str, parts: Parts, project_id: str | None) -> None:
    """No more claims or targets are counted than there are."""
    if not parts["number"].isdigit() or int(parts["number"]) > len(check.county["verdicts"]) + len(
        check.county["outputs"]
    ):
        check.add(place, f"{parts['number']} is more than there are")


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
    payments = check.list_rows("payments", project_id)
    covered = {one for row in payments if row["status"] != "retained"
               for one in row["contract_ids"].split(";")}  # fmt: skip
    left = [row for row in list_contracts(check.list_rows("contracts", project_id))
            if row["contract_id"] not in covered]  # fmt: skip
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


def _list_full(check: Check, project_id: str | None) -> tuple[list[Record], ...]:
    main = select_main(list_own_items(check, project_id))
    full = [item for item in main if (item["printed_completion"] or 0) >= 1]
    blank = [item for item in full if not item["result_zh"]
             and all(one["actual"] is None for one in item["conditions"])]  # fmt: skip
    keys = [id(item) for item in blank]
    uncomputed = [item for item in full
                  if item["verdict"] == "not_computable" and id(item) not in keys]  # fmt: skip
    return main, full, blank, uncomputed


def check_full(check: Check, place: str, parts: Parts, project_id: str | None) -> None:
    """Items reported as 100 %, those without a result, and those that lack a figure."""
    main, full, blank, uncomputed = _list_full(check, project_id)
    check.check_count(place, parts.get("number", "1"), len(full))
    check.check_count(place, parts.get("items", str(len(full))), len(main))
    for kind in ("look_both", "look_blank", "look_open"):
        said = check.reader.match(kind, parts["clauses"])
        if said:
            names = [clean(item["shown"]) for item in blank]
            check.expect(f"{place}, no result", expand_labels(said.get("names", ""), check.comma),
                         sorted(names))  # fmt: skip
            check.check_count(place, said.get("open", "0"), len(uncomputed))
            return
    check.add(place, f"{parts['clauses']!r} is not read")


def expand_labels(text: str, comma: str) -> list[str]:
    """Labels, ranges among them, one by one."""
    labels: list[str] = []
    for part in text.split(comma) if text else []:
        found = _RANGE.fullmatch(part)
        ends = range(int(found["first"]), int(found["last"]) + 1) if found else ()
        labels += [f"{found['stem']}{number}" for number in ends] if found else [part]
    return sorted(labels)


def check_condition(check: Check, place: str, parts: Parts, project_id: str | None) -> None:
    """A condition: what was achieved, its target, its deadline, and that its verdict is said."""
    _, one = _find_condition(check, parts, project_id)
    if one is None:
        check.add(place, "no such target is on file")
        return
    keys = check.reader.keys("verdict", parts["verdict"])
    verdict = "not_yet_due" if one["is_ahead"] else "not_met"
    check.expect(f"{place}, verdict", (one["met"], verdict in keys), (False, True))
    _check_figures(check, place, parts, one)
    due = check.say_date(one, "due_date") if one["due_date"] else None
    check.expect(f"{place}, due", parts.get("date"), due)


def _find_condition(
    check: Check, parts: Parts, project_id: str | None
) -> tuple[Record | None, Record | None]:
    """The item and condition that a sentence begins with; what follows is its actual."""
    space = "" if check.page.language == "zh" else " "
    found: list[tuple[str, Record, Record]] = []
    for item in select_main(list_own_items(check, project_id)):
        for one in item["conditions"]:
            name = clean(item["shown"]) + space + check.county.pick(one, "label")
            if parts["told"].startswith(name):
                found.append((name, item, one))
    if not found:
        return None, None
    name, item, one = max(found, key=lambda entry: len(entry[0]))
    parts["actual"] = parts["told"].removeprefix(name).removeprefix(": ")
    return item, one


def _check_figures(check: Check, place: str, parts: Parts, one: Record) -> None:
    actual, _, formula = re.sub(r"[)）]$", "", parts["actual"]).replace("（", " (").partition(" (")
    check_actual(check, place, Cell(actual, (formula,) if formula else ()), one)
    lines = ("",) if one["comparator_origin"] != "assumed" else ()
    target = _SIGN.sub(r"\1 ", parts["target"])
    other = Check(check.page, check.county)
    check_target(other, place, Cell(target, lines), one)
    check.faults += [fault for fault in other.faults if "assumed" not in fault]


def check_no_result(check: Check, place: str, parts: Parts, project_id: str | None) -> None:
    """Items of which no result is reported."""
    labels = expand_labels(parts["names"], check.comma)
    check.check_count(place, parts["number"], len(labels))
    items = {clean(item["shown"]): item for item in select_main(list_own_items(check, project_id))}
    for label in labels:
        item = items.get(label)
        if item is None or item["verdict"] != "not_computable":
            check.add(place, f"{label!r} can be computed")
        elif all(one["actual"] is not None for one in item["conditions"]
                 if one["assessment"] == "numeric"):  # fmt: skip
            check.add(place, f"{label!r} has results")


def check_no_denominator(check: Check, place: str, parts: Parts, project_id: str | None) -> None:
    """A condition of which no denominator is on file."""
    _, one = _find_condition(check, parts, project_id)
    if one is None:
        check.add(place, "no such target is on file")
        return
    check.expect(f"{place}, denominator", (one["denominator"], one["achieved"]), (None, None))
    check.expect(f"{place}, unit", one["unit"], "share")
    target = _SIGN.sub(r"\1 ", parts["target"])
    other = Check(check.page, check.county)
    check_target(other, place, Cell(target), one)
    check.faults += [fault for fault in other.faults if "assumed" not in fault]


def check_zeros(check: Check, place: str, parts: Parts, project_id: str | None) -> None:
    """The newest form has so many figures, and all are zero."""
    rows = _list_newest(check)
    values = {row["indicator_id"]: row["value"] for row in rows if row["value"] is not None}
    check.check_count(place, parts["number"], len(values))
    check.expect(f"{place}, zeros", set(values.values()), {Fraction(0)})
    _check_month(check, place, parts, rows)


def check_blanks(check: Check, place: str, parts: Parts, project_id: str | None) -> None:
    """What the newest form leaves blank."""
    rows = [row for row in _list_newest(check) if row["missing_reason"] == "blank"]
    names = {check.county.name_series(row) for row in rows}
    if "names" in parts:
        check_names(check, place, parts["names"], sorted(names - _name_rate(check, rows)))
        _check_month(check, place, parts, rows)
    else:
        check.expect(place, parts["name"] in names, True)


def _name_rate(check: Check, rows: list[Record]) -> set[str]:
    """The rate of the fund, which has a sentence of its own beside an amount."""
    told = {parts["name"] for look in check.page.looks
            if (parts := check.reader.match("look_blank_rate", look.text))}  # fmt: skip
    return {check.county.name_series(row) for row in rows} & told


def _list_newest(check: Check) -> list[Record]:
    rows = list_form_rows(check)
    newest = max((row["period_end"] for row in rows if row["period_end"]), default=None)
    return [row for row in rows if row["period_end"] == newest]


def _check_month(check: Check, place: str, parts: Parts, rows: list[Record]) -> None:
    months = {name_date(row["period_end"], "month", check.page.language) for row in rows}
    check.expect(f"{place}, month", parts["month"] in months, True)


def check_documents(check: Check, place: str, parts: Parts, project_id: str | None) -> None:
    """Documents that would help: of these, nothing is on file."""
    tables = {"plan": "budget", "contracts": "contracts", "targets": "output_items"}
    for name in parts["names"].split(check.comma):
        keys = check.reader.keys("needed_document", name)
        if not keys or check.county[tables[keys[0]]]:
            check.add(place, f"{name!r} is on file")


def _check_strength(check: Check, text: str) -> None:
    place = f"what stands out well, {text[:40]!r}"
    projects = check.list_project_names()
    sentences = check.reader.parse(text, ("look_met_either", "look_checks", "look_met"),
                                   tuple(projects))  # fmt: skip
    if sentences is None:
        check.add(place, "nobody reads this")
        return
    kind, parts = sentences[0]
    if kind == "look_checks":
        verdicts = [row["verdict"] for row in check.county["verdicts"]]
        check.check_count(place, parts.get("number", "1"), len(verdicts))
        check.expect(place, set(verdicts), {"agrees"})
        return
    item, one = _find_condition(check, parts, projects.get(parts["project"]))
    if item is None or one is None:
        check.add(place, "no such target is on file")
        return
    check.expect(f"{place}, met", (item["verdict"], one["met"]), ("met", True))
    _check_figures(check, place, parts, one)
    check.check_percent(place, parts["rate"], one["completion"])
    has_others = " or " in (item["rule"] or "")
    check.expect(f"{place}, alternatives", kind == "look_met_either" and not has_others, False)


KINDS: dict[str, Kind] = {
    "look_claim": check_claim,
    "look_more": check_more,
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
    # Last, since it fits everything.
    "look_why": check_reason,
}
