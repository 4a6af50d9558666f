"""What needs a look in targets: what each sentence says is worked out anew."""

import re

from tests.truth.check import Check
from tests.truth.county import Record
from tests.truth.figures import clean
from tests.truth.pages import Cell
from tests.truth.reader import Parts
from tests.truth.sums import select_main
from tests.truth.targets import check_actual, check_target, list_own_items

_RANGE = re.compile(r"(?P<stem>\D*)(?P<first>\d+)(?:—| to )(?P=stem)(?P<last>\d+)")

_SIGN = re.compile(r"^([≥≤=])\s*")


def list_full(check: Check, project_id: str | None) -> tuple[list[Record], ...]:
    """All items, those reported as 100 %, of these those without a result, or not computable."""
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
    main, full, blank, uncomputed = list_full(check, project_id)
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
    _, one = find_condition(check, parts, project_id)
    if one is None:
        check.add(place, "no such target is on file")
        return
    keys = check.reader.keys("verdict", parts["verdict"])
    verdict = "not_yet_due" if one["is_ahead"] else "not_met"
    check.expect(f"{place}, verdict", (one["met"], verdict in keys), (False, True))
    check_figures(check, place, parts, one)
    due = check.say_date(one, "due_date") if one["due_date"] else None
    check.expect(f"{place}, due", parts.get("date"), due)


def find_condition(
    check: Check, parts: Parts, project_id: str | None
) -> tuple[Record | None, Record | None]:
    """The item and condition that a sentence begins with; what follows is its actual."""
    space = "、" if check.page.language == "zh" else " "
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


def check_figures(check: Check, place: str, parts: Parts, one: Record) -> None:
    """What was achieved and the target of a condition."""
    actual, _, formula = re.sub(r"[)）]$", "", parts["actual"]).replace("（", " (").partition(" (")
    check_actual(check, place, Cell(actual, (formula,) if formula else ()), one)
    lines = ("",) if one["comparator_origin"] != "assumed" else ()
    target = _SIGN.sub(r"\1 ", parts["target"])
    other = Check(check.page, check.county)
    check_target(other, place, Cell(target, lines), one)
    check.faults += [fault for fault in other.faults if "assumed" not in fault]


def check_short_count(
    check: Check, place: str, parts: Parts, project_id: str | None, number: int
) -> None:
    """So many targets are not reached, or not yet, as an entry names or counts."""
    main, _, blank, uncomputed = list_full(check, project_id)
    told = [id(item) for item in (*blank, *uncomputed)]
    keys = check.reader.keys("verdict", parts["verdict"])
    own = [
        one for item in main if id(item) not in told and item["verdict"] in keys
        for one in item["conditions"]
        if one["met"] is False and one["condition"] in item["rule"]
        and one["is_ahead"] == ("not_yet_due" in keys)
    ]  # fmt: skip
    check.expect(f"{place}, number", number, len(own))


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
    _, one = find_condition(check, parts, project_id)
    if one is None:
        check.add(place, "no such target is on file")
        return
    check.expect(f"{place}, denominator", (one["denominator"], one["achieved"]), (None, None))
    check.expect(f"{place}, unit", one["unit"], "share")
    target = _SIGN.sub(r"\1 ", parts["target"])
    other = Check(check.page, check.county)
    check_target(other, place, Cell(target), one)
    check.faults += [fault for fault in other.faults if "assumed" not in fault]
