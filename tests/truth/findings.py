"""Tables of what was recomputed, of events and of documents."""

from collections import Counter
from fractions import Fraction

from tests.truth.check import Check, read_rows
from tests.truth.county import Record
from tests.truth.figures import clean
from tests.truth.formulas import is_formula, is_print
from tests.truth.numerals import Number, list_numbers
from tests.truth.pages import Cell, Table

Cells = dict[str, Cell]


def check_counts(check: Check, table: Table, project_id: str | None) -> None:
    """Number of relations by verdict."""
    _, rows = read_rows(check, table)
    verdicts = check.list_rows("verdicts", None)
    counts = Counter(row["verdict"] for row in verdicts)
    shown = []
    for row, marked in zip(rows, table.rows, strict=True):
        name = row["verdict"].text
        keys = check.reader.keys("claim_verdict", name)
        if marked.is_total or not keys:
            check.expect(table.caption, name, check.reader.say("phrase", "all"))
            check.check_count(f"{table.caption}, {name}", row["relations"].text, len(verdicts))
            continue
        shown.append(keys[0])
        check.check_count(f"{table.caption}, {name}", row["relations"].text, counts[keys[0]])
        meaning = check.reader.keys("claim_meaning", row["meaning"].text)
        check.expect(f"{table.caption}, {name}, meaning", keys[0] in meaning, True)
    check.expect(f"{table.caption}, verdicts", set(counts) - set(shown), set())


def check_findings(check: Check, table: Table, project_id: str | None) -> None:
    """Each finding: the printed figure, what others give, the formula, the verdict, the place."""
    _, rows = read_rows(check, table)
    shown: set[str] = set()
    verdicts: set[str] = set()
    for row in rows:
        place = f"{table.caption}, {row['printed'].text}, {' '.join(row['printed'].lines)}"
        keys = check.reader.keys("claim_verdict", row["verdict"].text)
        found = [one for one in check.county["verdicts"] if _is_row(check, row, one)]
        fitting = [one for one in found if one["verdict"] in keys] or found
        fitting = [one for one in fitting if one["claim_id"] not in shown] or fitting
        if not fitting:
            check.add(place, "no such relation is on file")
            continue
        one = next((a for a in fitting if not try_recomputed(check, row, a)), fitting[0])
        shown.add(one["claim_id"])
        verdicts.add(one["verdict"])
        check.expect(f"{place}, verdict", one["verdict"] in keys, True)
        check.add(place, try_recomputed(check, row, one))
        check.check_source(place, row["source"], one["document_id"], one["locator"])
        check_why(check, place, row["verdict"], one)
    left = [
        one["claim_id"] for one in check.county["verdicts"]
        if one["verdict"] in verdicts and one["claim_id"] not in shown
    ]  # fmt: skip
    check.expect(f"{table.caption}, not shown", left, [])


def _is_row(check: Check, row: Cells, one: Record) -> bool:
    printed, unit = clean(one["printed"]), clean(one["printed_unit"])
    texts = {printed, printed + unit} if printed else {check.reader.say("phrase", "nothing")}
    language = check.page.language
    is_said = any(is_print(row["printed"].text, text, language) for text in texts)
    if not is_said or row["source"].text != check.say_place(one["locator"]):
        return False
    kind = check.reader.say("claim_kind", one["claim_kind"])
    label = check.county.pick(one, "label") or clean(one["figure"])
    has_label = any(line.startswith(label) for line in row["printed"].lines)
    is_same = is_formula(row["formula"].text, one["shown_formula"], language)
    return kind in row["formula"].lines and has_label and is_same


def try_recomputed(check: Check, row: Cells, one: Record) -> str:
    exact = one["recomputed"]
    cell = row.get("recomputed")
    if exact is None:
        return "a value is shown that nothing gives" if cell and list_numbers(cell.text) else ""
    if cell is None or not cell.text:
        return "the recomputed value is not shown"
    sign = {"le": "≤", "ge": "≥"}.get(one["relation"], "")
    if not cell.text.startswith(sign):
        return f"{cell.text!r} does not begin with {sign}"
    return try_numbers(cell.text, [exact]) or _try_interval(cell, one)


def _try_interval(cell: Cell, one: Record) -> str:
    ends = [one["recomputed_low"], one["recomputed_high"]]
    if None in ends or any(isinstance(end, float) for end in ends) or not cell.lines:
        return ""
    return try_numbers(cell.lines[0], ends)


def name_claim(check: Check, one: Record) -> set[str]:
    """How the figure of a claim may be named: its row, and its column if the row has several."""
    label = check.county.pick(one, "label") or clean(one["figure"])
    column = check.reader.say("figure_column", one["figure"].rpartition("/")[2])
    mark = "：" if check.page.language == "zh" else ": "
    is_named = bool(check.reader.keys("figure_column", column))
    name = f"{label}{mark}{column}" if is_named else label
    kind = check.reader.say("claim_kind", one["claim_kind"])
    form = "{}（{}）" if check.page.language == "zh" else "{} ({})"
    return {name, form.format(name, kind)}


def find_project(check: Check, one: Record) -> str | None:
    """The project of the table in which the figure of a claim stands."""
    key = tuple(one["figure"].split("/")[:2])
    found = {
        row["project_id"]
        for table in ("budget", "contracts", "payments", "output_items")
        for row in check.county[table]
        if (row["document_id"], row["table_id"]) == key
    }
    return found.pop() if len(found) == 1 else None


def try_numbers(text: str, exact: list[Fraction]) -> str:
    numbers = list_numbers(text)
    if len(numbers) != len(exact):
        return f"{text!r} holds {len(numbers)} numbers, expected {len(exact)}"
    last = numbers[-1]
    for number, value in zip(numbers, exact, strict=True):
        # The unit of a range is written behind its end only.
        own = number if number.scale > 1 or number.is_percent else _give_unit(number, last)
        size = Fraction(own.scale, 100 if own.is_percent else 1) / 10**own.decimals
        if abs(own.value - value) > size / 2 * Fraction(1000001, 1000000):
            return f"{text!r} is shown, {float(value):.12g} is on file"
    return ""


def _give_unit(number: Number, other: Number) -> Number:
    value = number.value * other.scale / (100 if other.is_percent else 1)
    return Number(value, number.decimals, other.scale, other.is_percent)


def check_why(check: Check, place: str, cell: Cell, one: Record) -> None:
    reader = check.reader
    expected = {
        "explained": reader.say("explanation", one["explanation"] or ""),
        "for_review": reader.say("innocent", one["reason"] or ""),
        "not_computable": reader.say("gap", _find_gap(one)),
    }.get(one["verdict"])
    if expected and not any(line.startswith(expected) for line in cell.lines):
        check.add(place, f"the reason {expected!r} is not given: {cell.lines}")
    says = reader.say("phrase", "new") in cell.lines
    check.expect(f"{place}, new", says, bool(one["is_new"]))
    reviews = [parts for line in cell.lines if (parts := reader.match("cell_review", line))]
    if one["review_status"] is None:
        check.expect(f"{place}, review", reviews, [])
        return
    expected_parts = {
        "status": reader.say("review", one["review_status"]),
        "date": check.say_date(one, "decided_date"),
    }
    text = " ".join(cell.lines)
    for part in expected_parts.values():
        if part not in text:
            check.add(place, f"the review does not say {part!r}: {cell.lines}")


def _find_gap(one: Record) -> str:
    """A change lacks its base, and only a target lacks a result."""
    reason, kind = one["reason"] or "", one["claim_kind"]
    if reason == "no_denominator" and kind == "change":
        return "no_base"
    return "no_operand" if reason == "no_actual" and kind != "completion" else reason


def check_events(check: Check, table: Table, project_id: str | None) -> None:
    """Each event with its dates, kind and place."""
    _, rows = read_rows(check, table)
    due = {(one["document_id"], one["table_id"], one["row_id"]): one
           for one in check.county["events"]
           if one["event_kind"] != "document"}  # fmt: skip
    to = "—" if check.page.language == "zh" else " to "
    for row in rows:
        place = f"{table.caption}, {row['event'].text}"
        found = [
            (key, one) for key, one in due.items()
            if check.county.pick(one, "label") == row["event"].text
            and check.say_place(one["locator"]) == row["source"].text
        ]  # fmt: skip
        if not found:
            check.add(place, "no such event is on file")
            continue
        dated = []
        for key, one in found:
            ends = [check.say_date(one, "start_date", one["date_precision"])]
            if one["end_date"]:
                ends.append(check.say_date(one, "end_date", one["date_precision"]))
            dated.append((key, one, to.join(dict.fromkeys(ends))))
        key, one, day = next((a for a in dated if a[2] == row["date"].text), dated[0])
        check.expect(f"{place}, date", row["date"].text, day)
        kind = check.reader.say("event_kind", one["event_kind"])
        check.expect(f"{place}, kind", row["kind"].text, kind)
        check.check_source(place, row["source"], one["document_id"], one["locator"])
        due.pop(key)
    check.expect(f"{table.caption}, not shown", sorted(due), [])


def check_documents(check: Check, table: Table, project_id: str | None) -> None:
    """Each document with its issuer, date, and the number of its figures about the county."""
    _, rows = read_rows(check, table)
    due = dict(check.county.documents)
    for row in rows:
        title = row["document"].text
        place = f"{table.caption}, {title}"
        found = [
            key for key, one in due.items()
            if check.county.pick(one, "title") == title
            and check.say_date(one, "document_date") == row["date"].text
            and check.county.pick(one, "issuer") == row["issuer"].text
        ]  # fmt: skip
        if not found:
            check.add(place, f"no document of this title is of {row['date'].text}")
            continue
        counts = Counter(
            figure["document_id"] for figure in check.county["figures"] if figure["printed"]
        )
        parts = check.reader.match("cell_figures", row["figures"].text)
        said = parts["number"] if parts else ""
        key = next((one for one in found if f"{counts[one]}" == said), found[0])
        one = due.pop(key)
        check.check_count(f"{place}, figures", said, counts[key])
        kind = check.reader.say("document_kind", one["document_kind"])
        check.expect(f"{place}, kind", kind in row["document"].lines, True)
        if one["file_name"]:
            check.expect(f"{place}, file", clean(one["file_name"]) in row["document"].lines, True)
    check.expect(f"{table.caption}, not shown", sorted(due), [])
