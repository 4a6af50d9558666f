"""The drawers: what each figure of a page is said to cover and to divide, and where it stands."""

from tests.truth.check import Check
from tests.truth.county import Record

_SIDES = ("numerator", "denominator")


def check_definitions(check: Check) -> None:
    """Each name is a rate, an indicator, a condition or a figure, defined as it is on file."""
    places = {check.say_place(row["locator"]) for row in check.county["figures"]}
    known = _list_definitions(check)
    said_of: set[str] = set()
    for names, text, said in check.page.definitions:
        check.expect(f"definition of {names!r}, places", set(said) - places, set())
        for name in names:
            said_of.add(name)
            if check.reader.keys("rate", name):
                check.expect(f"definition of {name!r}, numbers", _has_digit(text), False)
            else:
                check.expect(f"definition of {name!r}", text in known.get(name, ()), True)
    wanted = {check.county.pick(row, "label") for row in check.county["outputs"]}
    wanted |= {
        check.county.name_series(row)
        for row in check.county["series"]
        if row["table_kind"] == "monthly_form" and row["covers"] is None
    }
    check.expect("figures without a definition", sorted(wanted - said_of), [])


def _has_digit(text: str) -> bool:
    return any(map(str.isdigit, text))


def _list_definitions(check: Check) -> dict[str, set[str]]:
    """The texts that may define each name."""
    known: dict[str, set[str]] = {}
    for row in check.county["indicators"]:
        covers = check.reader.say("covers", row["accumulates"])
        text = _join(check, covers, _say_formula(check, row))
        known.setdefault(check.county.pick(row, "name"), set()).add(text)
    for row in check.county["figures"]:
        own = known.setdefault(check.county.pick(row, "label"), set())
        own.add(check.reader.say("definition", "as_worded"))
    for row in check.county["outputs"]:
        rule = check.reader.say("definition", _find_rule(row))
        text = _join(check, _say_division(check, row), rule)
        known.setdefault(check.county.pick(row, "label"), set()).add(text)
    return known


def _join(check: Check, *texts: str) -> str:
    return ("" if check.page.language == "zh" else " ").join(text for text in texts if text)


def _say_formula(check: Check, row: Record | None) -> str:
    """What an indicator divides; of some only the denominator is on file."""
    parts = {
        side: check.county.pick(part, "name")
        for side in _SIDES
        if row and (part := check.county.indicators.get(row[f"{side}_indicator"]))
    }
    if "denominator" not in parts:
        return ""
    kind = "formula" if "numerator" in parts else "of_whole"
    return check.reader.say("definition", kind).format(**parts)


def _say_division(check: Check, row: Record) -> str:
    """What a condition divides, by its indicator or by the labels of its figures."""
    said = _say_formula(check, check.county.indicators.get(row["indicator_id"]))
    above, below = (
        check.county.figures.get(row[f"{role}_figure"]) for role in ("actual", "denominator")
    )
    if said or not above or not below:
        return said
    parts = {"numerator": above, "denominator": below}
    named = {side: check.county.pick(part, "label") for side, part in parts.items()}
    return check.reader.say("definition", "formula").format(**named)


def _find_rule(row: Record) -> str:
    if row["assessment"] == "qualitative":
        return "words"
    if row["comparator"] is None:
        return "no_target"
    if row["comparator"] == "eq":
        return "equal"
    is_fall = row["target"] is not None and row["target"] < 0
    is_least = row["comparator"] == "ge"
    return "actual_of_target" if is_least != is_fall else "target_of_actual"
