"""What an entry of what needs a look is about: where it leads, and where the figure stands."""

from collections.abc import Callable
from dataclasses import dataclass

from tests.truth.anchors import name_item, name_place
from tests.truth.check import Check
from tests.truth.county import Record
from tests.truth.figures import clean
from tests.truth.indicators import name_figure
from tests.truth.look_forms import list_newest
from tests.truth.look_targets import expand_labels, find_condition, list_full
from tests.truth.money_sentences import find_repeat, list_unpaid
from tests.truth.pages import Look
from tests.truth.reader import Parts
from tests.truth.sums import select_main
from tests.truth.targets import list_own_items

# Entries that say where the figure stands if that is one place.
PLACED = ("repeat", "repeat_amounts", "look_full", "look_no_result")


@dataclass(frozen=True)
class Subject:
    """The rows that an entry is about: ids of which its link names one, and their places."""

    ids: frozenset[str]
    places: frozenset[str] = frozenset()


def check_subject(check: Check, place: str, look: Look, kind: str, parts: Parts,
                  project_id: str | None) -> None:  # fmt: skip
    """The link leads to a row that the entry is about; a place that is shown is of such a row."""
    subject = SUBJECTS[kind](check, parts, project_id)
    if look.link not in subject.ids:
        check.add(f"{place}, link", f"leads to {look.link!r}, expected {sorted(subject.ids)}")
    if look.place and look.place not in subject.places:
        check.add(f"{place}, place", f"{look.place!r} is none of {sorted(subject.places)}")
    if kind in PLACED and len(subject.places) == 1:
        check.expect(f"{place}, place", look.place, next(iter(subject.places)))


def _lead_to(section: str) -> Callable[[Check, Parts, str | None], Subject]:
    return lambda check, parts, project_id: Subject(frozenset({section}))


def _lead_to_form(check: Check, parts: Parts, project_id: str | None) -> Subject:
    figures = check.county.figures
    places = (check.say_place(figures[name_figure(row)]["locator"]) for row in list_newest(check))
    return Subject(frozenset({"months"}), frozenset(places))


def _find_instalment(check: Check, parts: Parts, project_id: str | None) -> Subject:
    rows = find_repeat(check, parts, project_id)
    return Subject(frozenset(map(name_place, rows)), _say_places(check, rows))


def _find_contracts(check: Check, parts: Parts, project_id: str | None) -> Subject:
    rows = list_unpaid(check, project_id)
    return Subject(frozenset(map(name_place, rows)), _say_places(check, rows))


def _say_places(check: Check, rows: list[Record]) -> frozenset[str]:
    return frozenset(check.say_place(check.county.find_locator(row)) for row in rows)


def _of_items(check: Check, items: list[Record]) -> Subject:
    places = frozenset(check.say_place(item["locator"]) for item in items)
    return Subject(frozenset(map(name_item, items)), places)


def _find_full(check: Check, parts: Parts, project_id: str | None) -> Subject:
    _, _, blank, uncomputed = list_full(check, project_id)
    return _of_items(check, blank or uncomputed)


def _find_item(check: Check, parts: Parts, project_id: str | None) -> Subject:
    item, one = find_condition(check, dict(parts), project_id)
    return _of_items(check, [item]) if item and one else Subject(frozenset())


def _find_silent(check: Check, parts: Parts, project_id: str | None) -> Subject:
    labels = expand_labels(parts["names"], check.comma)
    items = select_main(list_own_items(check, project_id))
    return _of_items(check, [item for item in items if clean(item["shown"]) in labels])


SUBJECTS: dict[str, Callable[[Check, Parts, str | None], Subject]] = {
    "repeat": _find_instalment,
    "repeat_amounts": _find_instalment,
    "look_used_requested": _lead_to("funds"),
    "look_used": _lead_to("funds"),
    "look_requested": _lead_to("funds"),
    "look_contracted": _lead_to("funds"),
    "look_planned": _lead_to("funds"),
    "look_contracts": _find_contracts,
    "look_rate": _lead_to("funds"),
    "look_full": _find_full,
    "look_due": _find_item,
    "look_short": _find_item,
    "look_no_result": _find_silent,
    "look_no_denominator": _find_item,
    "look_zeros": _lead_to_form,
    "look_blank_rate": _lead_to_form,
    "look_blanks": _lead_to_form,
    "look_documents": _lead_to("missing"),
}
