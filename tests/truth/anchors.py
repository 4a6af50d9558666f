"""Where links lead: what each of them names is what stands there."""

import re

from tests.truth.check import Check
from tests.truth.county import Record, name_row
from tests.truth.figures import clean
from tests.truth.sums import list_items

_OTHERS = re.compile(r"[^A-Za-z0-9_-]")


def _join(kind: str, *parts: str) -> str:
    return "-".join([kind, *(_OTHERS.sub("-", part.replace(".", "--")) for part in parts)])


def name_finding(claim: Record) -> str:
    """The id of the card of a claim."""
    return _join("finding", claim["claim_id"])


def name_place(row: Record) -> str:
    """The id of a row of the fund, a contract or an instalment."""
    return _join("row", *name_row(row))


def name_item(item: Record) -> str:
    """The id of the row of a target item."""
    return _join("item", item["document_id"], item["table_id"], item["item"])


def check_anchors(check: Check) -> None:
    """Every link within the page leads somewhere, and each row is what its id says."""
    ids = [name for name, _ in check.page.ids]
    check.expect("ids", sorted({name for name in ids if ids.count(name) > 1}), [])
    for text, address in check.page.links:
        if address.startswith("#") and address[1:] not in ids:
            check.add("links", f"{text!r} leads to {address}, which the page does not have")
    named = dict(check.page.ids)
    for name, label in _list_labels(check):
        # Lines within another one begin with a dash.
        if name in named and not named[name].removeprefix("– ").startswith(clean(label)):
            check.add("links", f"{name} is the row {named[name][:40]!r}, not {label!r}")
    _check_contents(check, named)
    for label, heading in check.page.labels:
        check.expect("what a phone shows beside a cell", label, heading)


def _list_labels(check: Check) -> list[tuple[str, str]]:
    """Each id that a row may have, and what the row begins with."""
    county = check.county
    labels = [
        (name_place(row), county.pick(row, "label"))
        for table in ("budget", "contracts", "payments")
        for row in county[table]
    ]
    return labels + [(name_item(item), clean(item["shown"])) for item in list_items(county)]


def _check_contents(check: Check, named: dict[str, str]) -> None:
    """The list of sections leads to the sections that it names, and to all of them."""
    headings = {text.section: text.text for text in check.page.texts if text.kind == "h2"}
    listed = {
        address[1:]: text for text, address in check.page.links if address[1:] in headings
        and text in headings.values()
    }  # fmt: skip
    for section, heading in headings.items():
        if section != "overview":
            check.expect(f"contents, {section}", listed.get(section), heading)
