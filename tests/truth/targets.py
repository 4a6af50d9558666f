"""Tables of targets: items with their conditions, and the counts by category."""

from tests.truth.check import Check, read_rows
from tests.truth.county import Record
from tests.truth.figures import clean, find_fault
from tests.truth.numerals import list_numbers
from tests.truth.pages import Cell, Row, Table
from tests.truth.reader import Parts
from tests.truth.rules import find_alternatives
from tests.truth.sums import list_items

Cells = dict[str, Cell]
SIGNS = {"ge": "≥", "le": "≤", "eq": "="}
VERDICT_SIGNS = {"met": "✓", "not_met": "✗", "not_assessed": "○", "not_computable": "?"}


def list_own_items(check: Check, project_id: str | None) -> list[Record]:
    """The items of a project, or of no single one."""
    keys = {
        (row["document_id"], row["table_id"], row["item"])
        for row in check.list_rows("output_items", project_id)
    }
    return [
        row for row in list_items(check.county)
        if (row["document_id"], row["table_id"], row["item"]) in keys
    ]  # fmt: skip


def check_items(check: Check, table: Table, project_id: str | None) -> None:
    """Each item of a target table with its verdict, and each of its conditions."""
    _, rows = read_rows(check, table)
    tables: dict[tuple[str, str], list[Record]] = {}
    for item in list_own_items(check, project_id):
        tables.setdefault((item["document_id"], item["table_id"]), []).append(item)
    shown = {row["item"].text for row in rows}
    chosen = [own for own in tables.values() if {clean(one["shown"]) for one in own} == shown]
    chosen = [own for own in chosen if _has_places(check, own, rows)] or chosen
    if not chosen:
        check.add(table.caption, f"no target table has just these items: {sorted(shown)}")
        return
    items = {clean(item["shown"]): item for item in chosen[0]}
    _check_caption(check, table, chosen[0])
    is_said_once = find_shared_completion(check, table)
    seen: dict[str, set[str]] = {number: set() for number in items}
    for row, whole in zip(rows, table.rows, strict=True):
        number = row["item"].text
        place = f"{table.caption}, {number}"
        if not seen[number]:
            _check_item(check, place, row, whole, items[number], is_said_once)
        _check_condition(check, place, row, items[number], seen[number])
    for number, labels in seen.items():
        due = {check.county.pick(one, "label") for one in items[number]["conditions"]}
        check.expect(f"{table.caption}, conditions of {number}", labels - {""}, due)


def _has_places(check: Check, items: list[Record], rows: list[Cells]) -> bool:
    """Whether each item is at the place that its row names."""
    places = {clean(item["shown"]): check.say_place(item["locator"]) for item in items}
    return all(places[row["item"].text] in row["requirement"].lines for row in rows)


def _check_caption(check: Check, table: Table, items: list[Record]) -> None:
    _, caption = check.split_project(table.caption)
    parts = check.reader.match("cell_items", caption)
    if parts is None:
        check.add(table.caption, "this caption is not known")
        return
    check_table_name(check, table.caption, parts["table"], items[0])
    day = max(item["as_of_date"] for item in items)
    check.expect(f"{table.caption}, date", parts["date"], check.say_date({"day": day}, "day"))


def check_table_name(check: Check, place: str, text: str, item: Record) -> None:
    """The name of a target table, with its document or number where several have the name."""
    key = "goals" if item["table_id"] == "goals" else "progress"
    name = check.reader.say("target_table", key)
    numbered = check.reader.match("cell_table_number", text)
    said = numbered["table"] if numbered and numbered["number"].isdigit() else text
    if not said.endswith(name):
        check.add(place, f"{text!r} is not {name!r}")
    document = said.removesuffix(name).rstrip(", ")
    if document and document not in check.list_names(item["document_id"]):
        check.add(place, f"{document!r} is another document than {item['document_id']}")


def find_shared_completion(check: Check, table: Table) -> bool:
    """Whether a line above the table says the completion that is reported for all its items."""
    texts = [text.text for text in check.page.texts if text.table == table.caption]
    return any(check.reader.match("printed_all", text) for text in texts)


def check_printed_all(check: Check, place: str, parts: Parts, project_id: str | None) -> None:
    """The completion that is reported for all items of a table is that of each of them."""
    tables: dict[tuple[str, str], list[Record]] = {}
    for item in list_items(check.county):
        tables.setdefault((item["document_id"], item["table_id"]), []).append(item)
    rates = [one.value for one in list_numbers(parts["rate"])]
    number = [one.value for one in list_numbers(parts["items"])]
    fitting = [
        own for own in tables.values()
        if number == [len(own)] and [one["printed_completion"] for one in own] == rates * len(own)
    ]  # fmt: skip
    if not fitting:
        check.add(place, f"no table reports {parts['rate']} for all of {parts['items']} items")


def _check_item(
    check: Check, place: str, row: Cells, whole: Row, item: Record, is_said_once: bool
) -> None:
    check.expect(
        f"{place}, place", check.say_place(item["locator"]) in row["requirement"].lines, True
    )
    required = check.county.pick(item, "requirement")
    check.expect(f"{place}, requirement", row["requirement"].text, required)
    if whole.heading:
        check.expect(f"{place}, category", whole.heading, check.county.pick(item, "category"))
    cell = row["item_verdict"]
    verdict = item["verdict"]
    check.expect(f"{place}, verdict", cell.text, check.reader.say("verdict", verdict))
    if verdict in VERDICT_SIGNS:
        check.expect(place, f"sign:{VERDICT_SIGNS[verdict]}" in cell.classes, True)
    elif "sign:✗" in cell.classes:
        check.add(place, "an item with its deadline ahead is marked as not met")
    _check_result(check, place, row["requirement"], item)
    _check_details(check, place, cell, item, is_said_once)


def _check_result(check: Check, place: str, cell: Cell, item: Record) -> None:
    parts = [check.reader.match("cell_result", line) for line in cell.lines]
    results = [one["result"] for one in parts if one]
    own = check.county.pick(item, "result")
    nothing = check.reader.say("phrase", "nothing")
    is_elsewhere = any(one["actual"] is not None for one in item["conditions"])
    has_none = item["printed_completion"] is not None and not is_elsewhere
    expected = [own] if own else [nothing] if has_none else []
    check.expect(f"{place}, result", results, expected)


def _check_details(check: Check, place: str, cell: Cell, item: Record, is_said_once: bool) -> None:
    said = {}
    for line in cell.lines:
        for kind in ("cell_ahead", "cell_due", "cell_completion", "cell_words", "cell_before"):
            parts = check.reader.match(kind, line)
            if parts is not None:
                said[kind] = parts
                break
        else:
            if list_numbers(line):
                check.add(place, f"{line!r} is of no kind that is known")
    _check_due(check, place, said, item)
    if item["printed_completion"] is None:
        check.expect(f"{place}, printed completion", "cell_completion" in said, False)
    elif "cell_completion" not in said:
        if not is_said_once:
            check.add(place, "the printed completion is not shown")
    else:
        rate = said["cell_completion"]["rate"]
        check.check_percent(place, rate, item["printed_completion"])
    texts = [one for one in item["conditions"] if one["assessment"] == "qualitative"]
    has_words = bool(texts) and item["verdict"] in ("met", "not_met", "not_yet_due")
    if has_words and "cell_words" in said:
        check.check_count(place, said["cell_words"]["number"], len(texts))
    check.expect(f"{place}, parts in words", "cell_words" in said, has_words)


def _check_due(check: Check, place: str, said: dict[str, Parts], item: Record) -> None:
    """The deadline, that it is ahead, and that the figures are of an earlier day."""
    due = item["due"]
    is_open = item["is_ahead"] and item["verdict"] != "not_yet_due"
    kind = "cell_ahead" if is_open else "cell_due"
    dates = {key: said[key]["date"] for key in ("cell_ahead", "cell_due") if key in said}
    day = check.say_date(item, "due") if due else ""
    check.expect(f"{place}, due", dates, {kind: day} if due else {})
    is_before = bool(due) and item["verdict"] == "not_met" and item["as_of_date"] < due
    before = check.say_date(item, "as_of_date") if is_before and not is_open else None
    shown = said["cell_before"]["date"] if "cell_before" in said else None
    check.expect(f"{place}, figures from before the deadline", shown, before)


def _check_condition(check: Check, place: str, row: Cells, item: Record, seen: set[str]) -> None:
    label = row["condition"].text
    if row["completion"].text == check.reader.say("reason", "qualitative"):
        _check_wording(check, f"{place}, {label}", label, item, seen)
        return
    found = [one for one in item["conditions"] if check.county.pick(one, "label") == label]
    if not found:
        check.expect(f"{place}, condition", (label, bool(item["conditions"])), ("", False))
        return
    seen.add(label)
    one, where = found[0], f"{place}, {label}"
    if one["assessment"] == "qualitative":
        check.add(where, "this condition is in words only, and has figures")
    check_target(check, where, row["target"], one)
    check_actual(check, where, row["actual"], one)
    _check_completion(check, where, row["completion"], one, item)


def _check_wording(check: Check, place: str, text: str, item: Record, seen: set[str]) -> None:
    """The conditions that one row calls words only, which are so and are named once."""
    own = [one for one in item["conditions"] if one["assessment"] == "qualitative"]
    rest = text
    for label in sorted((check.county.pick(one, "label") for one in own), key=len, reverse=True):
        if label in rest:
            rest = rest.replace(label, "", 1)
            seen.add(label)
    check.expect(place, rest.strip("、, "), "")


def check_target(check: Check, place: str, cell: Cell, one: Record) -> None:
    if one["target"] is None:
        printed = clean(check.county.figures.get(one["target_figure"] or "", {}).get("printed"))
        is_print = bool(cell.text) and cell.text == printed
        check.expect(f"{place}, target", "missing" in cell.classes or is_print, True)
        return
    sign = SIGNS.get(one["comparator"], "")
    if sign and not cell.text.startswith(sign):
        check.add(place, f"the sign of {cell.text!r} is not {sign}")
    figure = dict(check.county.figures.get(one["target_figure"], {}))
    if figure.get("qualifier") not in ("about", "nearly", "over"):
        figure["qualifier"] = None  # the sign says it
    text = cell.text.removeprefix(sign).strip()
    check.add(f"{place}, target", find_fault(text, figure, check.page.language, one["target"]))
    assumed = [line for line in cell.lines if check.reader.match("cell_assumed", line)]
    check.expect(f"{place}, assumed", bool(assumed), one["comparator_origin"] == "assumed")


def check_actual(check: Check, place: str, cell: Cell, one: Record) -> None:
    place = f"{place}, actual"
    if one["actual"] is None:
        printed = clean(check.county.figures.get(one["actual_figure"] or "", {}).get("printed"))
        words = {check.reader.say("phrase", name)
                 for name in ("not_reported", "no_number_reported")}  # fmt: skip
        check.expect(place, cell.text in words | ({printed} - {""}), True)
        return
    figure = check.county.figures.get(one["actual_figure"])
    if figure is None:
        check.add(place, f"{one['actual_figure']} is not of this county")
        return
    if one["denominator"] is None or one["achieved"] is None:
        check.add(place, find_fault(cell.text, figure, check.page.language))
        return
    check.check_percent(place, cell.text, one["achieved"])
    formula = cell.lines[0] if cell.lines else ""
    actual, _, whole = formula.partition("÷")
    check.add(place, find_fault(actual.strip(), figure, check.page.language))
    numbers = [number.value for number in list_numbers(whole)]
    check.expect(f"{place}, denominator", numbers, [one["denominator"]])


def _check_completion(check: Check, place: str, cell: Cell, one: Record, item: Record) -> None:
    place = f"{place}, completion"
    if one["completion"] is None:
        if list_numbers(cell.text):
            check.add(place, f"{cell.text!r} is shown, but nothing can be computed")
        if one["actual"] is not None and cell.text == check.reader.say("reason", "no_actual"):
            check.add(place, "a result is called not reported, but it is on file")
        if one["achieved"] is not None:
            check_outcome(check, place, [cell.text, *cell.lines], one, item)
        return
    check.check_percent(place, cell.text, one["completion"])
    check_outcome(check, place, list(cell.lines), one, item)


def check_outcome(check: Check, place: str, said: list[str], one: Record, item: Record) -> None:
    """Whether the target is reached, and what makes it matter less if it is not."""
    say, met = check.reader.say, one["met"]
    kind = "undecided" if met is None else f"{'met' if met else 'missed'}_{one['comparator']}"
    if met is not None and one["target"] < 0:
        kind = "met_ge" if met else "missed_fall"
    expected = {say("phrase", kind)}
    if met is False and one["is_ahead"]:
        day = check.say_date(one, "due_date")
        lines = [line for line in said if (check.reader.match("cell_ahead", line) or {"date": ""})
                 ["date"] == day]  # fmt: skip
        check.expect(f"{place}, not yet due", bool(lines), True)
        expected |= set(lines)
    others = find_alternatives(item["rule"], one["condition"])
    truths = [other["met"] for other in item["conditions"] if other["condition"] in others]
    if met is False and True in truths:
        expected.add(say("phrase", "other_met"))
    elif met is False and None in truths:
        expected.add(say("phrase", "other_open"))
    if met is False and one["condition"] not in item["rule"]:
        expected.add(say("phrase", "outside_rule"))
    check.expect(f"{place}, outcome", set(said), expected)
