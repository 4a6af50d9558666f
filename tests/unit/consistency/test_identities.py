"""Order of dates; counties without rows; every identity has a test."""

import pytest

from analysis.consistency.identities import IDENTITIES
from analysis.consistency.identities.dates import check_dates

from .books import DOCUMENT, GOOD, MAKERS, REVIEW, Book


@pytest.mark.parametrize(
    ("event", "verdicts"),
    [
        ({"start_date": "2020-03-01", "end_date": "2020-06-30"}, [GOOD]),
        ({"start_date": "2020-07-01", "end_date": "2020-06-30"}, [REVIEW]),
        ({"start_date": "2021-03-01", "event_kind": "milestone"}, [REVIEW]),  # after the document
        ({"start_date": "2021-03-01", "event_kind": "deadline"}, []),
    ],
)
def test_events_are_in_order(event, verdicts):
    book = Book()
    row = {"document_id": DOCUMENT, "table_id": "events", "row_id": "e1", "county_code": "990101"}
    book.rows["events"].append({**row, "event_kind": "phase", **event})
    assert check_dates(book.tables)["verdict"].tolist() == verdicts


@pytest.mark.parametrize(("paid", "verdict"), [("2020-05-31", GOOD), ("2020-02-28", REVIEW)])
def test_a_payment_follows_the_award(paid, verdict):
    book = Book()
    book.contract("k1", "60.00元", award_date="2020-03-05")
    book.instalment("i1", "30.00元", status_date=paid)
    assert check_dates(book.tables)["verdict"].tolist() == [verdict]


@pytest.mark.parametrize(("paid", "verdict"), [("2020-06-30", GOOD), ("2020-04-30", REVIEW)])
def test_a_payment_follows_its_request(paid, verdict):
    book = Book()
    book.contract("k1", "60.00元")
    request = {"status": "submitted", "status_date": "2020-05-31", "date_precision": "month"}
    book.instalment("asked", "30.00元", **request)
    book.instalment("paid", "30.00元", status_date=paid)
    assert check_dates(book.tables)["verdict"].tolist() == [verdict]


def test_a_county_without_rows_has_no_claims():
    assert [Book().judge(kind) for kind in MAKERS] == [[]] * len(MAKERS)


def test_every_identity_is_tested_here():
    assert {maker for makers in MAKERS.values() for maker in makers} == set(IDENTITIES)
