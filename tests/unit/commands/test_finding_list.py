"""Findings in the terminal: by county and document, the weightiest first, within 80 columns."""

from dataclasses import replace

import pytest

from analysis.commands import finding_list
from analysis.commands.check import check
from analysis.commands.finding_list import format_findings
from analysis.commands.text_width import measure
from analysis.commands.wording import use_language
from analysis.tables.findings import Finding, tabulate_findings

from ..conftest import COUNTY, DOCUMENT, replace_text

BLANK = Finding(
    None, None, "areas.csv", None, "key", "error", None, None, None, None, "No such.", "Add it."
)  # fmt: skip


@pytest.fixture
def wrong_root(small_root):
    replace_text(small_root.raw / DOCUMENT / "disbursement.csv", "100.00,70.00", "100.00,80.00")
    return small_root


@pytest.mark.parametrize("language", ["zh", "en"])
def test_findings_fit_80_columns(wrong_root, monkeypatch, language):
    use_language(language)
    monkeypatch.setattr(finding_list, "find_width", lambda is_terminal: 80)
    shown = format_findings(check(wrong_root, (), False, language), wrong_root)
    lines = shown.splitlines()
    assert max(measure(line) for line in lines) <= 80
    # What is reported and what is recalculated, in the units of the language.
    reported = "80.00万元" if language == "zh" else "CNY 800,000"
    assert reported in shown.replace("\n      ", "" if language == "zh" else " ")
    assert ("70万元" if language == "zh" else "CNY 700,000") in shown.replace("\n      ", " ")
    assert lines[0] == (f"狐县（{COUNTY}）" if language == "zh" else f"Fox County ({COUNTY})")


def test_without_a_terminal_a_finding_is_not_cut(wrong_root):
    findings = check(wrong_root)
    shown = format_findings(findings, wrong_root)
    assert all(reason in shown for reason in findings["reason"])


def test_a_county_and_a_document_are_named_once(wrong_root):
    shown = format_findings(check(wrong_root), wrong_root)
    assert shown.count(f"Fox County ({COUNTY})\n") == 1
    assert shown.count(f"({DOCUMENT})\n") == 1


def test_a_finding_of_no_county_has_its_remedy_beside_it(wrong_root):
    shown = format_findings(tabulate_findings([BLANK]), wrong_root)
    assert shown.startswith("Of no county\n")
    assert "No such. Add it." in shown
    assert shown.endswith("1 finding: ✗ error 1.\n")


def test_what_is_of_no_document_comes_first_and_what_is_of_no_county_last(wrong_root):
    places = [(COUNTY, DOCUMENT, "c"), (None, None, "d"), (COUNTY, None, "b")]
    findings = [
        replace(BLANK, county_code=code, document_id=document, locator=place)
        for code, document, place in places
    ]
    shown = format_findings(tabulate_findings(findings), wrong_root).split()
    order = [word for word in shown if word in {"b", DOCUMENT, "c", "Of", "d"}]
    assert order == ["b", DOCUMENT, "c", "Of", "d"]


def test_the_weightiest_come_first(wrong_root):
    findings = [
        Finding(COUNTY, DOCUMENT, place, "", "rate", severity, "1", 1, 1, verdict, "", "")
        for place, severity, verdict in (
            ("a", "info", "not_computable"), ("b", "warning", "contradicts"), ("c", "error", None),
        )
    ]  # fmt: skip
    shown = format_findings(tabulate_findings(findings), wrong_root)
    places = [line.split()[-1] for line in shown.splitlines() if line.startswith("    ")]
    assert places == ["c", "b", "a"]


def test_without_findings_a_sentence_says_so(small_root):
    assert format_findings(tabulate_findings([]), small_root) == "No findings.\n"
