"""What needs a look in the newest monthly form, and documents that would help."""

from fractions import Fraction

from tests.truth.check import Check
from tests.truth.county import Record
from tests.truth.forms import list_form_rows
from tests.truth.money_sentences import check_names
from tests.truth.numerals import name_date
from tests.truth.reader import Parts


def check_zeros(check: Check, place: str, parts: Parts, project_id: str | None) -> None:
    """The newest form has so many figures, and all are zero."""
    rows = list_newest(check)
    values = {row["indicator_id"]: row["value"] for row in rows if row["value"] is not None}
    check.check_count(place, parts["number"], len(values))
    check.expect(f"{place}, zeros", set(values.values()), {Fraction(0)})
    _check_month(check, place, parts, rows)


def check_blanks(check: Check, place: str, parts: Parts, project_id: str | None) -> None:
    """What the newest form leaves blank."""
    rows = [row for row in list_newest(check) if row["missing_reason"] == "blank"]
    names = {check.county.name_series(row) for row in rows}
    if "names" in parts:
        check_names(check, place, parts["names"], sorted(names - _name_rate(check, rows)))
        _check_month(check, place, parts, rows)
    else:
        check.expect(place, parts["name"] in names, True)


def _name_rate(check: Check, rows: list[Record]) -> set[str]:
    """The rate of the fund, which has a sentence of its own beside an amount."""
    told = {parts["name"] for look in check.page.looks
            if (parts := check.reader.match("look_blank_rate", look.text))}  # fmt: skip
    return {check.county.name_series(row) for row in rows} & told


def list_newest(check: Check) -> list[Record]:
    """The figures of the newest month of the forms."""
    rows = list_form_rows(check)
    newest = max((row["period_end"] for row in rows if row["period_end"]), default=None)
    return [row for row in rows if row["period_end"] == newest]


def _check_month(check: Check, place: str, parts: Parts, rows: list[Record]) -> None:
    months = {name_date(row["period_end"], "month", check.page.language) for row in rows}
    check.expect(f"{place}, month", parts["month"] in months, True)


def check_documents(check: Check, place: str, parts: Parts, project_id: str | None) -> None:
    """Documents that would help: of these, nothing is on file."""
    tables = {"plan": "budget", "contracts": "contracts", "targets": "output_items"}
    for name in parts["names"].split(check.comma):
        keys = check.reader.keys("needed_document", name)
        if not keys or check.county[tables[keys[0]]]:
            check.add(place, f"{name!r} is on file")
