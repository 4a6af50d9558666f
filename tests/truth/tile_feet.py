"""Dates, targets, schedules and verdicts below key figures, and tiles that have no rate."""

import re
from collections import Counter
from collections.abc import Iterable
from fractions import Fraction

from tests.truth.check import Check
from tests.truth.county import Record, latest
from tests.truth.figures import clean, find_amount_fault, find_fault
from tests.truth.look_rules import is_unclear
from tests.truth.money import find_printed_rate, find_rate_date
from tests.truth.money_sentences import group_instalments, name_givers
from tests.truth.numerals import list_numbers
from tests.truth.pages import Cell, Tile
from tests.truth.sums import find_rate, list_amounts, select_main
from tests.truth.targets import check_table_name, check_target, list_own_items

_FOOT = re.compile(r"^(?P<sign>[✓✗!?○◇↑↓→]) (?P<text>.*)$")
_SIGNS = {"met": "✓", "agrees": "✓", "not_met": "✗", "contradicts": "✗", "for_review": "!",
          "not_computable": "?", "not_yet_due": "◇", "not_assessed": "○"}  # fmt: skip


def split_foot(tile: Tile) -> tuple[list[str], str, str]:
    """The lines of a tile, and sign and text of its verdict."""
    lines, sign, text = [], "", ""
    for line in tile.details:
        found = _FOOT.match(line)
        if found:
            sign, text = found["sign"], found["text"]
        else:
            lines.append(line)
    return lines, sign, text


def check_rate_foot(check: Check, place: str, tile: Tile, rate_id: str, kinds: Iterable[str],
                    project_id: str | None) -> None:  # fmt: skip
    """Date, schedule and verdict of a rate."""
    lines, sign, text = split_foot(tile)
    for line in lines:
        date, mark = (check.reader.match(kind, line) for kind in ("tile_date", "tile_mark"))
        if date:
            day = find_rate_date(check, rate_id, project_id)
            check.expect(f"{place}, date", date["date"], check.say_date({"day": day}, "day"))
        elif mark:
            share = find_schedule(check, project_id)
            check.check_percent(f"{place}, schedule", mark["share"], share)
        elif not any(check.reader.match(kind, line) for kind in kinds):
            check.add(place, f"{line!r} is not read")
    if text:
        _check_rate_verdict(check, place, sign, text, rate_id, project_id)
    elif not tile.is_missing and _find_printed_verdict(check, rate_id, project_id):
        check.add(place, "what the check of the printed rate gave is not said")


def _find_printed_verdict(check: Check, rate_id: str, project_id: str | None) -> str:
    """The weightiest verdict of the claims on a printed rate; blank if there is none."""
    figure = find_printed_rate(check, rate_id, project_id)
    name = figure["figure"] if figure else None
    claims = [row["verdict"] for row in check.county["verdicts"] if row["figure"] == name]
    return next((one for one in ("contradicts", "for_review", "agrees") if one in claims), "")


def find_schedule(check: Check, project_id: str | None) -> Fraction | None:
    """What share of the contracts is payable before acceptance."""
    rows = check.list_rows("payments", project_id)
    rest = [row["printed_share"] for row in rows
            if row["status"] == "retained" and row["printed_share"] is not None]  # fmt: skip
    if rest:
        return 1 - rest[-1]
    shares: dict[str, Fraction] = {}
    for row in rows:
        if row["printed_share"] is not None and row["status"] != "retained":
            shares[row["instalment"]] = row["printed_share"]
    return sum(shares.values(), Fraction(0)) if shares else None


def _check_rate_verdict(check: Check, place: str, sign: str, text: str, rate_id: str,
                        project_id: str | None) -> None:  # fmt: skip
    match = check.reader.match
    printed, status = match("tile_verdict_rate", text), match("tile_verdict_status", text)
    if text == check.reader.say("verdict", "not_computable"):
        amounts = list_amounts(check.county, project_id)
        check.expect(f"{place}, rate", find_rate(amounts, rate_id), None)
    elif printed:
        figure = find_printed_rate(check, rate_id, project_id)
        keys = check.reader.keys("claim_verdict", printed["verdict"])
        check.expect(f"{place}, printed", printed["printed"], clean(figure and figure["printed"]))
        own = _find_printed_verdict(check, rate_id, project_id)
        check.expect(f"{place}, verdict", (own in keys, sign), (True, _SIGNS.get(own)))
    elif status:
        _check_doubt(check, place, status["instalment"], project_id)
        keys = check.reader.keys("claim_verdict", status["verdict"])
        is_open = ("for_review" in keys, sign)
        check.expect(f"{place}, verdict", is_open, (True, _SIGNS["for_review"]))
    elif match("tile_verdict_agreed", text) is not None:
        rate = find_rate(list_amounts(check.county, project_id), rate_id)
        share = find_schedule(check, project_id)
        is_near = rate is not None and share is not None and abs(rate - share) < Fraction(1, 10000)
        groups = group_instalments(check, project_id).values()
        check.expect(f"{place}, as agreed", (is_near, sign), (True, _SIGNS["agrees"]))
        check.expect(f"{place}, in doubt", any(map(is_unclear, groups)), False)
    else:
        check.add(place, f"the verdict {text!r} is not read")


def _check_doubt(check: Check, place: str, name: str, project_id: str | None) -> None:
    """The instalment that is named is reported in several statuses."""
    statuses: dict[str, set[str]] = {}
    for row in check.list_rows("payments", project_id):
        statuses.setdefault(row["instalment"], set()).add(row["status"])
    said = check.reader.match("cell_instalment", name.partition("（")[0].partition(" (")[0])
    number = said["number"] if said else "rest"
    check.expect(f"{place}, statuses", len(statuses.get(number, ())) > 1, True)


def check_met_foot(check: Check, place: str, tile: Tile, items: list[Record]) -> None:
    """Name and date of the table, and the verdict that is named."""
    lines, sign, text = split_foot(tile)
    counts = Counter(item["verdict"] for item in items)
    check_table_name(check, place, lines[0] if lines else "", items[0])
    day = check.say_date({"day": latest(item["as_of_date"] for item in items)}, "day")
    for line in lines[1:]:
        date = check.reader.match("tile_date", line)
        if date:
            check.expect(f"{place}, date", date["date"], day)
        elif not any(
            check.reader.match(kind, line) for kind in ("cell_verdicts", "cell_verdicts_due")
        ):
            check.add(place, f"{line!r} is not read")
    said = check.reader.match("tile_verdict_number", text)
    keys = check.reader.keys("verdict", said["verdict"] if said else text)
    check.expect(f"{place}, sign", sign in {_SIGNS[key] for key in keys}, True)
    number = said["number"] if said else str(len(items))
    if keys:
        check.check_count(f"{place}, {keys[0]}", number, counts[keys[0]])


def check_ahead(check: Check, place: str, tile: Tile, project_id: str | None) -> None:
    """Items of which none is due and none is decided, with their latest deadline."""
    items = select_main(list_own_items(check, project_id))
    said = check.reader.match("tile_items", tile.value)
    check.check_count(place, said["number"] if said else "", len(items))
    counts = Counter(item["verdict"] for item in items)
    check.expect(f"{place}, decided", counts["met"] + counts["not_met"], 0)
    lines, sign, text = split_foot(tile)
    check_table_name(check, place, lines[0] if lines else "", items[0])
    due = latest(item["due"] for item in items if item["is_ahead"])
    by = [parts["date"] for line in lines[1:] if (parts := check.reader.match("tile_due", line))]
    check.expect(f"{place}, due", by, [check.say_date({"day": due}, "day")])
    verdict = check.reader.say("verdict", "not_yet_due")
    check.expect(f"{place}, verdict", (sign, text), ("◇", verdict))


def check_amount(check: Check, place: str, tile: Tile, name: str, project_id: str | None) -> None:
    """Contracts, requests or the appropriation."""
    key = "contract" if name == "contracted" else name
    exact = list_amounts(check.county, project_id)[key]
    check.add(place, find_amount_fault(tile.value, "", exact))
    for line in tile.details:
        date, givers = (check.reader.match(kind, line) for kind in ("tile_date", "tile_givers"))
        if date:
            rate_id = (
                "contracted_of_appropriation" if key == "contract" else "requested_of_contract"
            )
            day = find_rate_date(check, rate_id, project_id)
            check.expect(f"{place}, date", date["date"], check.say_date({"day": day}, "day"))
        elif givers:
            check.expect(f"{place}, givers", givers["givers"], name_givers(check, project_id))
        else:
            check.add(place, f"{line!r} is not read")


def check_output(check: Check, place: str, tile: Tile, label: str, project_id: str | None) -> None:
    """A condition: what is reported, its target, its verdict and completion."""
    items = select_main(list_own_items(check, project_id))
    found = [one for item in items for one in item["conditions"]
             if check.county.pick(one, "label") == label and one["completion"] is not None
             ]  # fmt: skip
    if not found:
        check.add(place, "this key figure is not known")
        return
    one = found[0]
    figure = check.county.figures[one["actual_figure"]]
    check.add(place, find_fault(tile.value, figure, check.page.language))
    lines, sign, text = split_foot(tile)
    for line in lines:
        target, date = (check.reader.match(kind, line) for kind in ("tile_target", "tile_date"))
        if target:
            other = Check(check.page, check.county)
            shown = re.sub(r"^([≥≤=])\s*", r"\1 ", target["target"])
            check_target(other, place, Cell(shown), one)
            check.faults += [fault for fault in other.faults if "assumed" not in fault]
        elif date:
            check.expect(f"{place}, date", date["date"], check.say_date(one, "as_of_date"))
        else:
            check.add(place, f"{line!r} is not read")
    for kind in ("tile_target", "tile_date"):
        is_said = any(check.reader.match(kind, line) for line in lines)
        check.expect(f"{place}, {kind}", is_said, True)
    said = check.reader.match("tile_verdict_share", text)
    if said is None:
        check.add(place, f"the verdict {text!r} is not read")
        return
    verdict = "met" if one["met"] else "not_yet_due" if one["is_ahead"] else "not_met"
    if one["met"] is None:
        verdict = "not_computable"
    keys = check.reader.keys("verdict", said["verdict"])
    check.expect(f"{place}, verdict", (verdict in keys, sign), (True, _SIGNS[verdict]))
    check.check_percent(f"{place}, completion", said["rate"], one["completion"])


def check_change(check: Check, place: str, tile: Tile, row: Record) -> None:
    """The change that the document prints beside the newest point."""
    _, sign, text = split_foot(tile)
    change = row["printed_change"]
    if not text:
        check.expect(f"{place}, change", change, None)
        return
    parts = {kind: check.reader.match(f"tile_verdict_{kind}", text)
             for kind in ("down", "up", "times")}  # fmt: skip
    said = {kind: found for kind, found in parts.items() if found}
    if not said or change is None:
        check.add(place, f"{text!r} is not on file")
        return
    if row["change_kind"] == "multiple":
        check.expect(place, ("times" in said, sign), (True, "→"))
        numbers = [number.value for number in list_numbers(said["times"]["number"])]
        check.expect(f"{place}, times", numbers, [change])
        return
    kind = "down" if change < 0 else "up"
    check.expect(place, (kind in said, sign), (True, "↓" if change < 0 else "↑"))
    check.check_percent(f"{place}, change", said.get(kind, {}).get("size", ""), abs(change))
