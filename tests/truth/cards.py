"""Finding cards and the item strip, each held against the county."""

from collections import Counter

from tests.truth.check import Check
from tests.truth.county import Record
from tests.truth.figures import clean
from tests.truth.findings import check_why, try_recomputed
from tests.truth.formulas import is_formula, is_print
from tests.truth.pages import Card, Cell
from tests.truth.sums import select_main
from tests.truth.targets import VERDICT_SIGNS, list_own_items

SHOWN = ("contradicts", "for_review")
_SIGNS = {"contradicts": "✗", "for_review": "!"}


def check_cards(check: Check) -> None:
    """Each card is a claim that does not hold or is for review, and all these have one."""
    left = {one["claim_id"]: one for one in check.county["verdicts"] if one["verdict"] in SHOWN}
    for card in check.page.cards:
        place = f"finding {card.name!r}"
        found = [one for one in left.values() if _is_card(check, card, one)]
        if not found:
            check.add(place, "no such relation is on file")
            continue
        one = next((a for a in found if not _try_card(check, card, a)), found[0])
        left.pop(one["claim_id"])
        check.add(place, _try_card(check, card, one))
        remarks = Cell("", card.remarks)
        check_why(check, place, remarks, one)
    check.expect("findings, without a card", sorted(left), [])


def _say(check: Check, key: str) -> str:
    return check.reader.say("card", key)


def _is_card(check: Check, card: Card, one: Record) -> bool:
    printed, unit = clean(one["printed"]), clean(one["printed_unit"])
    nothing = check.reader.say("phrase", "nothing")
    texts = {printed, printed + unit} if printed else {nothing}
    label = check.county.pick(one, "label") or clean(one["figure"])
    side, language = card.sides.get(_say(check, "reported"), ""), check.page.language
    is_said = any(is_print(side, text, language) for text in texts)
    return is_said and card.name.startswith(label)


def _try_card(check: Check, card: Card, one: Record) -> str:
    name = _say(check, "recalculated")
    value, interval = card.sides.get(name, ""), card.ranges.get(name, "")
    not_reported = check.reader.say("phrase", "not_reported")
    cell = Cell("" if value == not_reported else value, (interval,) if interval else ())
    lines = {
        "check": check.reader.say("claim_kind", one["claim_kind"]),
        "source": check.say_place(one["locator"]),
    }
    for key, expected in lines.items():
        if card.lines.get(_say(check, key), "") != expected:
            return f"{key}: {card.lines.get(_say(check, key))!r} is shown, expected {expected!r}"
    formula = card.lines.get(_say(check, "calculation"), "")
    if not is_formula(formula, one["shown_formula"], check.page.language):
        return f"calculation: {formula!r} is shown, expected {one['shown_formula']!r}"
    document = card.lines.get(_say(check, "document"))
    if document and document not in check.list_names(one["document_id"]):
        return f"{document!r} is another document than {one['document_id']}"
    keys = check.reader.keys("claim_verdict", card.verdict)
    if one["verdict"] not in keys or card.sign != _SIGNS[one["verdict"]]:
        return f"it is called {card.sign} {card.verdict}, it is {one['verdict']}"
    return try_recomputed(check, {"recomputed": cell}, one)


def check_strips(check: Check) -> None:
    """A square for each item of the main table of each project, with its verdict."""
    ids = check.county.project_ids
    projects = ids if len(ids) > 1 else [None]
    items = [item for one in projects for item in select_main(list_own_items(check, one))]
    if len(ids) > 1:
        items += select_main(list_own_items(check, "none"))
    say = check.reader.say
    due = Counter((clean(item["shown"]), say("verdict", item["verdict"])) for item in items)
    shown = Counter((name, verdict) for name, _, verdict, _ in check.page.squares)
    check.expect("item strip", shown - due, Counter())
    check.expect("item strip, not shown", due - shown, Counter())
    for name, sign, verdict, _ in check.page.squares:
        keys = check.reader.keys("verdict", verdict)
        signs = {VERDICT_SIGNS.get(key, "◇") for key in keys}
        check.expect(f"item strip, {name}", sign in signs, True)
    _check_key(check, items)
    categories = {check.county.pick(item, "category") for item in items}
    for text in check.page.strip_names:
        named = text in check.list_project_names() or check.split_project(text)[1] in categories
        is_name = any(text == check.name_project(one) for one in ids)
        check.expect(f"item strip, {text!r}", named or is_name, True)


def _check_key(check: Check, items: list[Record]) -> None:
    said: Counter[str] = Counter()
    for text in check.page.square_counts:
        for part in text.split(check.comma):
            _, _, counted = part.partition(" ")
            name, _, number = counted.rpartition(" ")
            said[name] += int(number) if number.isdigit() else -1
    due = Counter(check.reader.say("verdict", item["verdict"]) for item in items)
    check.expect("item strip, counts", dict(said), dict(due))
