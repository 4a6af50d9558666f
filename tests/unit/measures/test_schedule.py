"""The share that contracts make payable before acceptance, known only by their own instalments."""

import math

import pytest

from analysis.measures.schedule import find_schedule
from tests.unit.measures.evidence_frames import evidence_of

NAN = math.nan


def pay(instalment, share=NAN, status="paid", contracts="k1"):
    return {"row_id": f"{instalment}-{status}-{share}", "instalment": instalment, "status": status,
            "printed_share": share, "contract_ids": contracts, "amount_cny": 10}  # fmt: skip


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ((), NAN),
        ((pay("1", 0.3), pay("2", 0.4)), 0.7),
        ((pay("1", 0.3), pay("2", 0.4), pay("3", 0.3, "retained")), 0.7),
        ((pay("1"), pay("2"), pay("3", 0.25, "retained")), 0.75),
        # One status prints the share, the other does not.
        ((pay("1", 0.3), pay("2", 0.4), pay("2", NAN, "submitted")), 0.7),
        ((pay("1", 0.3), pay("2")), NAN),
        # All of it: nothing is left for acceptance.
        ((pay("1", 0.3), pay("2", 0.7)), NAN),
        ((pay("1", 0.3), pay("2", 0.4, contracts="k2")), NAN),
    ],
)
def test_the_schedule_is_known_where_the_instalments_print_it(rows, expected):
    found = find_schedule(evidence_of(payments=rows).instalment_rows)
    assert found == pytest.approx(expected, nan_ok=True)
