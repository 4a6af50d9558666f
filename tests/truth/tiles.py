"""The key figures at the top of a brief."""

from collections import Counter

from tests.truth.check import Check
from tests.truth.county import Record
from tests.truth.figures import find_amount_fault, find_fault, show_printed
from tests.truth.indicators import name_figure
from tests.truth.money import find_printed_rate
from tests.truth.money_sentences import list_missing_words, name_givers
from tests.truth.pages import Tile
from tests.truth.reader import Parts
from tests.truth.sums import RATES, VERDICTS, find_newest, find_rate, list_amounts, select_main
from tests.truth.targets import list_own_items
from tests.truth.tile_feet import (
    check_ahead,
    check_amount,
    check_change,
    check_met_foot,
    check_output,
    check_rate_foot,
    split_foot,
)

DETAILS = ("cell_of_givers", "cell_of_zero", "cell_of", "cell_as_printed_zero", "cell_as_printed",
           "cell_missing", "cell_amount_only")  # fmt: skip
MOST = 6
SHOWN = ("paid_of_planned", "paid_of_contract", "used_of_appropriation")


def check_tiles(check: Check) -> None:
    """Each key figure, and that each project has its own."""
    tiles = check.page.tiles
    known = [tile for tile in tiles if not tile.is_missing]
    check.expect("key figures, four to six", 4 <= len(tiles) <= MOST, True)
    shown = []
    for tile in tiles:
        project_id, label = check.split_project(tile.label)
        kind = _check_tile(check, tile, project_id, label)
        shown.append((kind, project_id))
        if tile.is_missing and kind in SHOWN and len(known) >= 4:
            check.add(f"key figure {tile.label!r}", "is missing beside four that are not")
    due = [one for own in _list_first(check) for one in own]
    # Of many projects the last ones have no room.
    check.expect("key figures, the first ones", set(shown[: len(due)]) <= set(due), True)
    for own in _list_first(check):
        said = [one for one in shown if one in own]
        is_cut = len(due) > MOST and said == own[: len(said)]
        check.expect("key figures, of a project", said, said if is_cut else own)


def _list_first(check: Check) -> list[list[tuple[str, str | None]]]:
    """Rates and items of each project, which come first."""
    ids = check.county.project_ids
    due = []
    for project_id in ids if len(ids) > 1 else [None]:
        amounts = list_amounts(check.county, project_id)
        computed = [one for one in SHOWN if find_rate(amounts, one) is not None]
        if len(computed) > 1:
            computed = [one for one in computed if one != "used_of_appropriation"]
        printed = [one for one in SHOWN if find_printed_rate(check, one, project_id)]
        rates = (computed or printed[:1])[: 1 if len(ids) > 1 else 2]
        items = ["targets"] if list_own_items(check, project_id) else []
        due.append([(one, project_id) for one in (*rates, *items)])
    return due


def _check_tile(check: Check, tile: Tile, project_id: str | None, label: str) -> str:
    place = f"key figure {tile.label!r}"
    if project_id is None and len(check.county.project_ids) > 1:
        check.add(place, "no project is named")
    rates = check.reader.keys("rate", label)
    if rates:
        _check_rate(check, place, tile, rates[0], project_id)
        return rates[0]
    kinds = check.reader.keys("tile", label)
    if kinds:
        check_items = _check_met if kinds[0] == "targets" else check_ahead
        check_items(check, place, tile, project_id)
        return "targets"
    amounts = check.reader.keys("tile_amount", label)
    if amounts:
        check_amount(check, place, tile, amounts[0], project_id)
        return amounts[0]
    names = [
        one["indicator_id"] for one in check.county["indicators"]
        if check.county.pick(one, "name") == label
    ]  # fmt: skip
    if any(check.reader.match("tile_target", line) for line in tile.details) or not names:
        check_output(check, place, tile, label, project_id)
        return label
    _check_newest(check, place, tile, names, project_id)
    return names[0]


def _check_rate(check: Check, place: str, tile: Tile, rate_id: str, project_id: str | None) -> None:
    amounts = list_amounts(check.county, project_id)
    rate = find_rate(amounts, rate_id)
    numerator, denominator = (amounts[kind] for kind in RATES[rate_id])
    kind, said = _read_detail(check, tile)
    check_rate_foot(check, place, tile, rate_id, DETAILS, project_id)
    for name, exact in (("numerator", numerator), ("denominator", denominator),
                        ("amount", numerator)):  # fmt: skip
        if name in said:
            check.add(place, find_amount_fault(said[name], "", exact))
    if "givers" in said:
        check.expect(f"{place}, givers", said["givers"], name_givers(check, project_id))
    if "missing" in said:
        separator = "、" if check.page.language == "zh" else ", "
        words = set(said["missing"].split(separator))
        known = list_missing_words(check, rate_id, project_id)
        check.expect(f"{place}, not missing", words - known, set())
    if rate is not None:
        check.expect(place, tile.is_missing, False)
        check.check_percent(place, tile.value, rate)
        check.expect(f"{place}, detail", kind in ("cell_of", "cell_of_givers"), True)
        return
    printed = find_printed_rate(check, rate_id, project_id)
    if printed:
        check.expect(place, tile.value, show_printed(printed))
        is_printed = kind in ("cell_as_printed", "cell_as_printed_zero")
        check.expect(f"{place}, said to be printed", is_printed, True)
        return
    check.expect(place, tile.is_missing, True)


def _read_detail(check: Check, tile: Tile) -> tuple[str, Parts]:
    """Kind and parts of what is said below a key figure."""
    for line in tile.details:
        for kind in DETAILS:
            parts = check.reader.match(kind, line)
            if parts is not None:
                return kind, parts
    return "", {}


def _check_met(check: Check, place: str, tile: Tile, project_id: str | None) -> None:
    items = select_main(list_own_items(check, project_id))
    if tile.is_missing:
        check.expect(f"{place}, items", len(items), 0)
        return
    check_met_foot(check, place, tile, items)
    counts = Counter(item["verdict"] for item in items)
    parts = check.reader.match("cell_met", tile.value)
    if parts is None:
        check.add(place, f"{tile.value!r} is not read")
        return
    check.check_count(place, parts["met"], counts["met"])
    check.check_count(place, parts["items"], len(items))
    kinds = ("cell_verdicts_due", "cell_verdicts")
    details = [check.reader.match(kind, line) for line in tile.details for kind in kinds]
    said = next((one for one in details if one), None)
    if said is None:
        check.add(place, f"{tile.details} is not read")
        return
    for verdict in VERDICTS:
        if verdict in said:
            check.check_count(f"{place}, {verdict}", said[verdict], counts[verdict])
        elif verdict != "met":
            check.expect(f"{place}, {verdict} is not counted", counts[verdict], 0)


def _check_newest(
    check: Check, place: str, tile: Tile, names: list[str], project_id: str | None
) -> None:
    rows = [row for row in check.county["series"] if row["indicator_id"] in names]
    newest = find_newest(rows)
    if newest is None:
        check.expect(place, tile.is_missing, True)
        return
    periods = {one for row in rows if row["value"] is not None for one in check.list_periods(row)}
    shown: list[Record] = [
        row for row in rows
        if row["value"] is not None and row["origin"] == "reported"
        and any(check.has_period(row, line) for line in tile.details)
    ]  # fmt: skip
    if tile.is_missing or not shown:
        check.add(place, f"{tile.details} is no period on file; there are {sorted(periods)}")
        return
    faults = [
        find_fault(tile.value, check.county.figures[name_figure(row)], check.page.language)
        for row in shown
    ]
    if all(faults):
        check.add(place, faults[0])
    if newest["period_end"] != shown[0]["period_end"]:
        check.add(place, f"the newest figure is of {check.list_periods(newest)}")
    known = {check.reader.say("phrase", name) for name in ("self_reported", "undated")}
    for line in split_foot(tile)[0]:
        if line not in known and not any(check.has_period(row, line) for row in shown):
            check.add(place, f"{line!r} is not read")
    check_change(check, place, tile, next((row for row in shown if row is newest), shown[0]))
