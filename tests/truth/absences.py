"""Sentences that say that something is not on file: it is not."""

from collections import Counter
from collections.abc import Callable

from tests.truth.check import Check
from tests.truth.forms import list_form_rows
from tests.truth.reader import Parts
from tests.truth.sums import RATES, find_rate, list_amounts

Sentence = Callable[[Check, str, Parts, str | None], None]


def check_nothing(*tables: str) -> Sentence:
    """A sentence that says that there is nothing: there is nothing."""

    def check_sentence(check: Check, place: str, parts: Parts, project_id: str | None) -> None:
        for name in tables:
            if check.list_rows(name, project_id):
                check.add(place, f"{name} are on file")

    return check_sentence


def check_no_rates(check: Check, place: str, parts: Parts, project_id: str | None) -> None:
    """No rate can be computed."""
    amounts = list_amounts(check.county, project_id)
    known = [rate_id for rate_id in RATES if find_rate(amounts, rate_id) is not None]
    check.expect(place, known, [])


def check_no_topic(topic: str, *indicators: str) -> Sentence:
    """No figure of a topic, or of some indicators, is on file."""

    def check_sentence(check: Check, place: str, parts: Parts, project_id: str | None) -> None:
        for row in check.county["series"]:
            own = check.county.indicators.get(row["indicator_id"], {"topic": "other"})
            is_own = row["indicator_id"] in indicators if indicators else own["topic"] == topic
            if is_own and row["value"] is not None:
                check.add(place, f"{row['indicator_id']} is on file")
                return

    return check_sentence


def check_no_form(check: Check, place: str, parts: Parts, project_id: str | None) -> None:
    """No monthly form is among the documents."""
    check.expect(place, len(list_form_rows(check)), 0)


def check_no_findings(check: Check, place: str, parts: Parts, project_id: str | None) -> None:
    """Nothing contradicts or is for review."""
    counts = Counter(row["verdict"] for row in check.county["verdicts"])
    check.expect(place, (counts["contradicts"], counts["for_review"]), (0, 0))
