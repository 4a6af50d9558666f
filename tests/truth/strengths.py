"""What stands out well: which targets it is, and what each sentence says, worked out anew."""

from tests.truth.anchors import name_item
from tests.truth.check import Check
from tests.truth.county import Record
from tests.truth.look_targets import check_figures, find_condition
from tests.truth.pages import Look
from tests.truth.sums import select_main
from tests.truth.targets import list_own_items

MOST = 3
# Of a target that is exceeded more the target may be low.
MOST_COMPLETION = 2


def check_strengths(check: Check) -> None:
    """Each entry, and that it is one of those that the rules put first."""
    shown = [_check_strength(check, look) for look in check.page.strengths]
    due = _list_due(check)[:MOST]
    names = [None if one is None else (one["item"], _rank(one)) for one in shown]
    expected = [(one["item"], _rank(one)) for one in due]
    if len(due) < MOST and _agree(check):
        expected.append(None)  # type: ignore[arg-type]
    check.expect("what stands out well", names, expected)


def _agree(check: Check) -> bool:
    return {row["verdict"] for row in check.county["verdicts"]} == {"agrees"}


def _rank(one: Record) -> tuple[bool, object]:
    return one["completion"] > MOST_COMPLETION, -one["target"]


def _list_due(check: Check) -> list[Record]:
    """Of each item that is met, the condition of the largest target that is met, too."""
    ids = check.county.project_ids
    projects = [*ids, "none"] if len(ids) > 1 else [None]
    items = [item for one in projects for item in select_main(list_own_items(check, one))]
    found = []
    for item in items:
        own = [
            {**one, "item": (item["document_id"], item["table_id"], item["item"])}
            for one in item["conditions"]
            if one["met"] and (one["completion"] or 0) >= 1 and one["condition"] in item["rule"]
        ]
        if item["verdict"] == "met" and own:
            found.append(min(own, key=_rank))
    return sorted(found, key=_rank)


def _check_strength(check: Check, look: Look) -> Record | None:
    """Checks an entry; the condition that it is about, or nothing."""
    place = f"what stands out well, {look.text[:40]!r}"
    projects = check.list_project_names()
    sentences = check.reader.parse(look.text, ("look_met_either", "look_checks", "look_met"),
                                   tuple(projects))  # fmt: skip
    if sentences is None:
        check.add(place, "nobody reads this")
        return None
    kind, parts = sentences[0]
    if kind == "look_checks":
        verdicts = [row["verdict"] for row in check.county["verdicts"]]
        check.check_count(place, parts.get("number", "1"), len(verdicts))
        check.expect(place, set(verdicts), {"agrees"})
        check.expect(f"{place}, link", look.link, "checks")
        return None
    item, one = find_condition(check, parts, projects.get(parts["project"]))
    if item is None or one is None:
        check.add(place, "no such target is on file")
        return None
    check.expect(f"{place}, met", (item["verdict"], one["met"]), ("met", True))
    check_figures(check, place, parts, one)
    check.check_percent(place, parts["rate"], one["completion"])
    check.expect(f"{place}, link", look.link, name_item(item))
    has_others = " or " in (item["rule"] or "")
    check.expect(f"{place}, alternatives", kind == "look_met_either", has_others)
    return {**one, "item": (item["document_id"], item["table_id"], item["item"])}
