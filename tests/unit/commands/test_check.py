"""`check` finds keys without a row, rules that cannot be read, and totals that do not add up."""

import pytest

from analysis.commands.check import check

from ..conftest import DOCUMENT, replace_text


def test_consistent_data_has_no_finding(small_root):
    assert check(small_root).empty


@pytest.mark.parametrize(
    ("file", "old", "new", "kind", "expected"),
    [
        ("readings/{}/payments.csv", "fox-k1", "fox-k9", "key", "contract_ids is 'fox-k9'"),
        (
            "readings/{}/statements.csv",
            ",visitors,20",
            ",guests,20",
            "reading",
            "indicator_id is 'guests'",
        ),
        (
            "table_readings.csv",
            "progress,990101-province-2020",
            "progress,990101-nation-2020",
            "reading",
            "project_id is '990101-nation-2020', which projects.csv does not have",
        ),
        (
            "readings/{}/items.csv",
            "training,trained",
            "training,taught",
            "reading",
            "'taught' is not a condition",
        ),
        ("readings/{}/items.csv", "training,trained", "training,(trained", "reading", "bracket"),
    ],
)
def test_a_key_without_a_row_or_a_wrong_rule_is_found(small_root, file, old, new, kind, expected):
    replace_text(small_root.reference / file.format(DOCUMENT), old, new)
    findings = check(small_root)
    errors = findings[findings["severity"] == "error"]
    assert kind in set(errors["kind"])
    assert findings["reason"].str.contains(expected, regex=False).any()


@pytest.mark.parametrize(
    ("file", "old", "new", "kind", "figure", "low", "high"),
    [
        (
            "disbursement.csv",
            "100.00,70.00",
            "100.00,71.00",
            "total",
            "total/paid",
            699_900,
            700_100,
        ),
        ("form.csv", ",20,,20,", ",20,,30,", "areas", "stations/total", 20, 20),
    ],
)
def test_a_total_that_its_parts_do_not_give_is_found(
    small_root, file, old, new, kind, figure, low, high
):
    replace_text(small_root.raw / DOCUMENT / file, old, new)
    findings = check(small_root).set_index("kind")
    finding = findings.loc[kind]
    assert (finding["verdict"], finding["severity"]) == ("contradicts", "warning")
    assert finding["figure"].endswith(figure)
    assert finding["recomputed_low"] == pytest.approx(low)
    assert finding["recomputed_high"] == pytest.approx(high)


def test_a_total_that_rounding_explains_is_not_a_finding(small_root):
    path = small_root.raw / DOCUMENT / "disbursement.csv"
    replace_text(path, "60.00,30.00", "60.00,30.004")
    replace_text(path, "100.00,70.00", "100.00,70.01")
    assert check(small_root).empty


def test_only_findings_of_the_given_counties_are_listed(small_root):
    path = small_root.raw / DOCUMENT / "disbursement.csv"
    replace_text(path, "100.00,70.00", "100.00,71.00")
    assert set(check(small_root, ["990101"])["county_code"]) == {"990101"}
    assert check(small_root, ["990102"]).empty
