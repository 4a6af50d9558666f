"""Sentences of a brief: each is of a kind, and each kind has a check."""

import re
from collections import Counter
from collections.abc import Callable

from tests.truth.absences import (
    check_no_findings,
    check_no_form,
    check_no_rates,
    check_no_topic,
    check_nothing,
)
from tests.truth.check import Check
from tests.truth.county import Record, name_row
from tests.truth.downloads import check_file_sizes
from tests.truth.figures import clean, find_amount_fault
from tests.truth.money_sentences import MONEY_SENTENCES, check_names
from tests.truth.numerals import list_numbers, name_date
from tests.truth.reader import Parts
from tests.truth.sums import (
    VERDICTS,
    select_main,
)
from tests.truth.target_summary import sum_planned
from tests.truth.targets import check_printed_all, check_table_name, list_own_items
from tests.truth.trend_sentences import TREND_SENTENCES

Sentence = Callable[[Check, str, Parts, str | None], None]


def check_documents(check: Check, place: str, parts: Parts, project_id: str | None) -> None:
    """How many documents the brief rests on, and the newest date of them."""
    check.expect(place, parts["county"], check.county.name)
    check.check_count(place, parts["number"], len(check.county.documents))
    newest = max(row["document_date"] for row in check.county["documents"])
    check.expect(place, parts["latest"], name_date(newest, "day", check.page.language))


def check_provisional(check: Check, place: str, parts: Parts, project_id: str | None) -> None:
    """A project is provisional where its level or year is not known."""
    if not any(not (row["level"] and row["year"]) for row in check.county["projects"]):
        check.add(place, "level and year of each project are known")


def check_gap_conditions(check: Check, place: str, parts: Parts, project_id: str | None) -> None:
    """Conditions that are not assessed or not computable, with the items they belong to."""
    reasons = check.reader.keys("reason", parts["reason"])
    listed = check.reader.match("cell_item", parts["items"])
    said = set(listed["items"].split(check.comma)) if listed else set()
    for items in _split_tables(list_own_items(check, project_id)).values():
        if _is_named(check, parts["table"], items[0]):
            own = [
                clean(item["shown"]) for item in items for one in item["conditions"]
                if _find_reason(one) in reasons
            ]  # fmt: skip
            if set(own) == said and str(len(own)) == parts["number"]:
                return
    check.add(place, f"no target table has this reason in just these items: {parts}")


def _is_named(check: Check, text: str, item: Record) -> bool:
    other = Check(check.page, check.county)
    check_table_name(other, "", text, item)
    return not other.faults


def _split_tables(items: list[Record]) -> dict[tuple[str, str], list[Record]]:
    tables: dict[tuple[str, str], list[Record]] = {}
    for item in items:
        tables.setdefault((item["document_id"], item["table_id"]), []).append(item)
    return tables


def _find_reason(one: Record) -> str | None:
    """Why a condition has no completion."""
    if one["assessment"] == "qualitative":
        return "qualitative"
    if one["achieved"] is not None:
        return None
    target_reason, actual_reason = one["target_reason"], one["actual_reason"]
    if target_reason == "unreadable_unit":
        return "unreadable_unit"
    if target_reason == "unreadable":
        return "unreadable_target"
    if one["target"] is None:
        return "no_numeric_target"
    if one["actual"] is None:
        named = ("unreadable_unit", "result_without_number")
        if actual_reason in named:
            return actual_reason
        return "unreadable_actual" if actual_reason == "unreadable" else "no_actual"
    return _find_unit_reason(one)


def _find_unit_reason(one: Record) -> str:
    """Why a target and an actual that both have a number cannot be compared."""
    if one["denominator_figure"] is not None:
        return "zero_denominator" if one["denominator"] == 0 else "no_denominator"
    if one["unit"] != one["actual_unit"]:
        if one["actual_unit"] == "unstated":
            return "unreadable_unit"
        return "no_denominator" if one["unit"] == "share" else "other_unit"
    return "zero_target"


def check_blanks(check: Check, place: str, parts: Parts, project_id: str | None) -> None:
    """Indicators that a monthly form leaves blank."""
    names = {
        check.county.pick(check.county.indicators[row["indicator_id"]], "name")
        for row in list_form_rows(check, project_id)
        if row["value"] is None and _is_unread(check, row) == (parts["kind"] == "gap_unread")
    }  # fmt: skip
    check_names(check, place, parts["names"], sorted(names))


def _is_unread(check: Check, row: Record) -> bool:
    """Whether a form prints something that is no figure."""
    figure = check.county.figures["/".join((*name_row(row), row["column"]))]
    return bool(clean(figure["printed"])) and row["missing_reason"] != "blank"


def list_form_rows(check: Check, project_id: str | None) -> list[Record]:
    """The county's own figures in monthly forms."""
    rows = check.list_rows("series", project_id)
    return [row for row in rows if row["table_kind"] == "monthly_form" and not row["covers"]]


def check_undated(check: Check, place: str, parts: Parts, project_id: str | None) -> None:
    """Figures without a date of their own."""
    rows = check.county["series"]
    undated = [row for row in rows if (row["period_note"] or "").startswith("undated")]
    check.check_count(place, parts["number"], len(undated))


def check_targets(check: Check, place: str, parts: Parts, project_id: str | None) -> None:
    """Items of the main table by verdict."""
    main = select_main(list_own_items(check, project_id))
    check.check_count(place, parts["number"], len(main))
    if main:
        check_table_name(check, place, parts["table"], main[0])
    counts = Counter(item["verdict"] for item in main)
    for verdict in VERDICTS:
        if verdict in parts:
            check.check_count(f"{place}, {verdict}", parts[verdict], counts[verdict])
        else:
            check.expect(f"{place}, {verdict} is not counted", counts[verdict], 0)


def check_printed_full(check: Check, place: str, parts: Parts, project_id: str | None) -> None:
    """Items of which the document prints 100 %."""
    main = select_main(list_own_items(check, project_id))
    full = [item for item in main if item["printed_completion"] == 1]
    check.check_count(place, parts.get("printed", "1"), len(full))
    check.check_count(place, parts.get("number", "1"), len(main))


def check_printed_more(check: Check, place: str, parts: Parts, project_id: str | None) -> None:
    """Items of which the document prints more than 100 %."""
    main = select_main(list_own_items(check, project_id))
    more = [item for item in main if (item["printed_completion"] or 0) > 1]
    check.check_count(place, parts["number"], len(more))
    numbers = {number.value for number in list_numbers(parts["listed"]) if number.is_percent}
    check.expect(place, numbers, {item["printed_completion"] for item in more})


def check_printed_blank(check: Check, place: str, parts: Parts, project_id: str | None) -> None:
    """Items printed as complete without a result: neither in words nor in figures."""
    main = select_main(list_own_items(check, project_id))
    blank = [
        clean(item["shown"]) for item in main
        if (item["printed_completion"] or 0) >= 1 and not item["result_zh"]
        and all(one["actual"] is None for one in item["conditions"])
    ]  # fmt: skip
    check.check_count(place, parts["number"], len(blank))
    check_names(check, place, parts["names"], blank)


def check_due(check: Check, place: str, parts: Parts, project_id: str | None) -> None:
    """Items whose deadline is ahead of what is open, or behind figures that do not meet it."""
    main = select_main(list_own_items(check, project_id))
    if parts["kind"] == "due_open":
        open_items = [item for item in main if item["verdict"] in ("not_assessed", "not_computable")
                      and item["is_ahead"]]  # fmt: skip
        check.check_count(place, parts["number"], len(open_items))
        day = check.county.brief.as_of.date()
        check.expect(place, parts["date"], name_date(day, "day", check.page.language))
        return
    earlier = [item for item in main if item["verdict"] == "not_met"
               and item["due"] and item["as_of_date"] < item["due"]]  # fmt: skip
    check.check_count(place, parts["number"], len(earlier))


def check_relations(check: Check, place: str, parts: Parts, project_id: str | None) -> None:
    """Relations that were recomputed, by verdict."""
    verdicts = check.county["verdicts"]
    counts = Counter(row["verdict"] for row in verdicts)
    check.check_count(place, parts["number"], len(verdicts))
    for name in ("contradicts", "for_review", "not_computable"):
        check.check_count(f"{place}, {name}", parts[name], counts[name])


def check_accepted(check: Check, place: str, parts: Parts, project_id: str | None) -> None:
    """Findings that an analyst accepts."""
    accepted = [row for row in check.county["verdicts"] if row["review_status"] == "accepted"]
    check.check_count(place, parts["number"], len(accepted))


def check_weights(check: Check, place: str, parts: Parts, project_id: str | None) -> None:
    """Planned funds by category."""
    planned = sum_planned(check, project_id)
    names = {check.reader.say("category", key): total for key, total in planned.items()}
    rest = parts["weights"]
    for name, total in names.items():
        found = re.search(rf"(?:^|[、,] ?){re.escape(name)} ([^、]+?)(?=、|, [A-Z][a-z]|$)", rest)
        if found:
            check.add(f"{place}, {name}", find_amount_fault(found[1], "", total))
            rest = rest.replace(found[0], "")
    check.expect(f"{place}, of no plan", rest.strip(), "")


def check_no_mean(check: Check, place: str, parts: Parts, project_id: str | None) -> None:
    """Categories whose planned funds are not reported."""
    planned = sum_planned(check, project_id)
    for name in parts.get("names", "").split("、" if check.page.language == "zh" else ", "):
        keys = check.reader.keys("category", name)
        if name and (not keys or planned.get(keys[0]) is not None):
            check.add(place, f"a plan of {name!r} is on file")


def check_end(check: Check, place: str, parts: Parts, project_id: str | None) -> None:
    """The county and the date at the end of the page."""
    check.expect(place, parts["county"], check.county.name)
    day = check.county.brief.as_of.date()
    check.expect(place, parts["date"], name_date(day, "day", check.page.language))


CHECKS: dict[str, Sentence] = {
    **MONEY_SENTENCES,
    "documents": check_documents,
    "provisional": check_provisional,
    "gap_words": check_gap_conditions,
    "gap_condition": check_gap_conditions,
    "gap_blank": check_blanks,
    "gap_undated": check_undated,
    "printed_all": check_printed_all,
    "printed_full": check_printed_full,
    "printed_blank": check_printed_blank,
    "due_open": check_due,
    "due_earlier": check_due,
    "targets_due": check_targets,
    "targets": check_targets,
    "printed_more": check_printed_more,
    "gap_unread": check_blanks,
    "relations": check_relations,
    "accepted": check_accepted,
    "weights": check_weights,
    "no_mean": check_no_mean,
    "no_mean_names": check_no_mean,
    "no_mean_zero": check_no_mean,
    "end": check_end,
    "files": check_file_sizes,
    "no_documents": check_nothing("documents"),
    "no_rates": check_no_rates,
    "no_appropriations": check_nothing("appropriations"),
    "no_lines": check_nothing("budget"),
    "no_contracts": check_nothing("contracts"),
    "no_instalments": check_nothing("payments"),
    "no_targets": check_nothing("output_items"),
    "no_relations": check_nothing("verdicts"),
    "no_tourism": check_no_topic("tourism"),
    "no_profile": check_no_topic("profile"),
    "no_poverty": check_no_topic("", "poor_income_per_head", "village_collective_income"),
    "no_form": check_no_form,
    "no_findings": check_no_findings,
    "no_gaps": check_nothing(),
    # Last, since a sentence about an indicator has few words of its own.
    **TREND_SENTENCES,
}
KINDS = tuple(CHECKS)
