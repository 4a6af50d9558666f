"""Items by category and result: undecided ones counted apart, means over what is computable."""

import pytest

from analysis.presentation.brief_tables.target_summary import tabulate_summary

from ..shown_tables import read_table, read_tables, write_tables
from ..table_frames import EN, LANGUAGES, Words, summary_of

TRAINING = {
    "category": "training", "items": 2, "met": 1, "not_computable": 1, "computable_conditions": 1,
    "mean_completion": 1.24, "mean_completion_capped": 1, "planned_cny": 600_000,
}  # fmt: skip
ALL = {**TRAINING, "category": "all"}
WEIGHTED = {**TRAINING, "category": "all_weighted"}
WHOLE = {
    "items": 8, "met": 2, "not_met": 3, "not_assessed": 1, "not_computable": 2,
    "computable_conditions": 2, "mean_completion": 7.755, "mean_completion_capped": 1,
}  # fmt: skip
UNDECIDED = {"items": 1, "not_assessed": 1}
CASES = {
    "no category": [],
    "no item": [{"category": "all"}, {"category": "all_weighted"}],
    "one, nothing computable": [
        {**UNDECIDED, "category": "oversight"}, UNDECIDED, {**UNDECIDED, "category": "all_weighted"}
    ],
    "one, everything computable": [TRAINING, ALL, WEIGHTED],
    "three, weighted": [
        TRAINING,
        {**TRAINING, "category": "logistics", "not_met": 3, "items": 5, "mean_completion": 14.27},
        {**UNDECIDED, "category": "oversight", "planned_cny": 1_234.5},
        {**WHOLE, "category": "all"},
        {**WHOLE, "category": "all_weighted"},
    ],
}  # fmt: skip


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("case", list(CASES))
def test_verdicts_are_counted_by_category(case, language, snapshot):
    fragment = tabulate_summary(summary_of(*CASES[case]), Words(language))
    assert write_tables(fragment.html) == snapshot


def tabulate(*rows):
    return read_table(tabulate_summary(summary_of(*rows), EN).html)


def test_each_verdict_has_a_column_of_its_own():
    counts = {
        "items": 15, "met": 1, "not_met": 2, "not_yet_due": 5, "not_assessed": 3,
        "not_computable": 4,
    }  # fmt: skip
    shown = tabulate(counts)
    assert shown.headings[1:7] == [
        "Items", "Met", "Not met", "Not yet due", "Not assessed", "Cannot be calculated",
    ]  # fmt: skip
    assert shown.rows[0][1:7] == ["15", "1", "2", "5", "3", "4"]


def test_a_county_whose_targets_are_all_due_has_no_column_of_others():
    assert "Not yet due" not in tabulate(TRAINING).headings


def test_a_mean_over_nothing_is_not_computable_and_never_zero():
    assert tabulate(UNDECIDED).rows[0][6:] == ["<Cannot be calculated>"]


def test_only_capped_means_are_shown_with_how_many_conditions_they_are_over():
    assert tabulate(ALL).rows[0][6:] == ["100.00% / 1 condition"]


def test_sums_over_all_categories_are_marked_as_totals():
    shown = tabulate(TRAINING, ALL, WEIGHTED)
    assert [row[0] for row in shown.totals] == ["All", "All, weighted by planned funds"]


def test_a_weighted_mean_names_its_weights():
    html = tabulate_summary(summary_of(TRAINING, ALL, WEIGHTED), EN).html
    assert write_tables(html).endswith("※ Weights: Training CNY 600,000.")


def test_a_category_that_has_no_mean_is_not_named_among_the_weights():
    # Nothing of oversight can be computed, so its funds weight nothing.
    oversight = {**UNDECIDED, "category": "oversight", "planned_cny": 1_000}
    html = tabulate_summary(summary_of(TRAINING, oversight, ALL, WEIGHTED), EN).html
    assert write_tables(html).endswith("※ Weights: Training CNY 600,000.")


def test_without_weights_the_weighted_row_is_left_out_and_the_note_says_why():
    rows = summary_of(
        {**TRAINING, "planned_cny": None}, ALL, {**WEIGHTED, "mean_completion_capped": None}
    )
    html = tabulate_summary(rows, EN).html
    assert read_table(html).find_column("Category") == ["Training", "All"]
    assert "planned funds by category are not reported" in write_tables(html)


def test_planned_funds_are_not_called_missing_where_no_completion_is_computable():
    # 600,000 are planned for training; it is the completion that cannot be computed.
    rows = summary_of(
        {**UNDECIDED, "category": "training", "planned_cny": 600_000},
        UNDECIDED,
        {**UNDECIDED, "category": "all_weighted"},
    )
    shown = write_tables(tabulate_summary(rows, EN).html)
    assert shown.endswith("※ No weighted mean: no completion can be calculated.")


@pytest.mark.parametrize(
    ("planned", "note"),
    [
        ((None, None), "No weighted mean: planned funds by category are not reported."),
        ((None, 5), "No weighted mean: planned funds are not reported for Training."),
        ((0, 0), "No weighted mean: planned funds are zero."),
        ((5, 0), "Weights: Training CNY 5, Logistics CNY 0."),
    ],
)
def test_the_note_says_what_the_weights_are_or_why_there_are_none(planned, note):
    rows = [
        {**TRAINING, "category": category, "planned_cny": amount}
        for category, amount in zip(("training", "logistics"), planned, strict=True)
    ]
    is_weighted = note.startswith("Weights")
    weighted = WEIGHTED if is_weighted else {**WEIGHTED, "mean_completion_capped": None}
    html = tabulate_summary(summary_of(*rows, ALL, weighted), EN).html
    assert write_tables(html).endswith(f"※ {note}")


def test_each_project_has_a_table_of_its_own_with_its_name():
    projects = {"990101-nation-2021": "National", "990101-province-2019": "Provincial"}
    rows = [
        {**row, "project_id": project, "met": number}
        for number, project in enumerate(reversed(projects))
        for row in (TRAINING, ALL)
    ]
    shown = read_tables(tabulate_summary(summary_of(*rows), EN, projects).html)
    assert [table.caption for table in shown] == [
        "National: Progress table: Items by category and result",
        "Provincial: Progress table: Items by category and result",
    ]  # fmt: skip
    assert [table.rows[1][2] for table in shown] == ["1", "0"]
