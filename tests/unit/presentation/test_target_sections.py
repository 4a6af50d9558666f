"""The section on targets as a whole, for counties with every combination of targets.

Sentences, tiles, tables, chart and gaps are made of the same frames, as the notebook makes
them. Whatever counts items or conditions must say the same number, in both languages.
"""

import re
from dataclasses import dataclass, replace

import pandas as pd
import pytest

from analysis.measures import completion, target_items, target_summary
from analysis.measures.key_figures import KeyFigure
from analysis.presentation import brief_tables, charts, display, labels, sentences
from analysis.presentation.first_screen.figure_tiles import make_targets_tile
from analysis.presentation.first_screen.tile import Tile
from analysis.presentation.formats import Words
from analysis.presentation.sentences.target_gaps import describe_condition_gaps
from analysis.tables.records import list_records
from analysis.tables.tables import TABLES
from analysis.tables.validation import make_frame
from tests.unit.measures.target_frames import AS_OF, PLACE, items_of, outputs_of

from .shown_tables import parse_page, read_tables
from .table_frames import LANGUAGES

PROJECTS = {"990101-province-2019": "项目甲", "990101-nation-2021": "项目乙"}
NATION = {"project_id": "990101-nation-2021"}
ELK = {"document_id": "elk", "as_of_date": "2020-12-31"}
# What each verdict needs: condition of an item whose rule is "done".
OUTCOMES = {
    "met": {"target": 5, "actual": 6},
    "not_met": {"target": 5, "actual": 4, "due_date": "2021-06-30"},
    "not_yet_due": {"target": 5, "actual": 4, "due_date": "2021-12-31"},
    "not_assessed": {"assessment": "qualitative"},
    "not_computable": {"target": 5, "due_date": "2021-12-31"},
}


@dataclass(frozen=True)
class Case:
    """Items and conditions of a county, and the names of its projects if it has several."""

    items: tuple[dict, ...]
    conditions: tuple[dict, ...]
    projects: tuple[str, ...] = ()


def list_case(*verdicts: str, **place: str) -> tuple[tuple[dict, ...], tuple[dict, ...]]:
    """An item for each verdict, and its condition."""
    names = [{"item": f"A{number}", **place} for number in range(1, len(verdicts) + 1)]
    conditions = [name | OUTCOMES[verdict] for name, verdict in zip(names, verdicts, strict=True)]
    return tuple(names), tuple(conditions)


def join_cases(*cases: tuple[tuple[dict, ...], tuple[dict, ...]]) -> tuple[tuple[dict, ...], ...]:
    """The items and the conditions of several tables."""
    return tuple(sum(parts, ()) for parts in zip(*cases, strict=True))


ALTERNATIVES = tuple(
    {"item": item, "condition": condition, "target": 5, "actual": actual, "due_date": due}
    for item, actuals, due in (
        ("A1", (6, 4), None), ("A2", (4, 4), None), ("A3", (4, None), None),
        ("A4", (4, 4), "2021-12-31"),
    )
    for condition, actual in zip(("a", "b"), actuals, strict=True)
)  # fmt: skip
CASES = {
    "no targets": Case((), ()),
    "one item": Case(*list_case("not_computable")),
    "only words": Case(*list_case("not_assessed", "not_assessed")),
    "only alternatives": Case(
        tuple({"item": f"A{number}", "rule": "a or b"} for number in range(1, 5)), ALTERNATIVES
    ),
    "all due later": Case(*list_case("not_yet_due", "not_yet_due", "not_computable")),
    "one of each verdict": Case(*list_case(*OUTCOMES)),
    "limits": Case(
        tuple({"item": f"A{number}"} for number in (1, 2, 3)),
        tuple(
            {"item": f"A{number}", "comparator": "le", "target": 5, "actual": actual}
            for number, actual in ((1, 0), (2, 4), (3, 9))
        ),
    ),
    "two documents": Case(*join_cases(list_case(*OUTCOMES), list_case("met", "not_met", **ELK))),
    "two projects": Case(
        *join_cases(list_case(*OUTCOMES), list_case("met", "not_met", **ELK, **NATION)),
        tuple(PROJECTS),
    ),
    "items of no project": Case(
        *join_cases(list_case("met", "not_met"), list_case("not_met", **ELK, project_id=None)),
        tuple(PROJECTS),
    ),
    "printed above 100 %": Case(
        tuple({"item": f"A{number}", "printed_completion": 1.2} for number in (1, 2)),
        list_case("met", "not_computable")[1],
    ),
}  # fmt: skip


@dataclass(frozen=True)
class Section:
    """What a reader sees of the targets."""

    items: pd.DataFrame
    said: list[str]
    tiles: list
    summary: list
    tables: list
    html: str
    charts: str
    gaps: list[str]


def make_target_tiles(main_items: pd.DataFrame, words: Words) -> list[Tile]:
    """The tile of the items of each project, in the order of the projects."""
    rows: dict[object, list] = {}
    for row in list_records(main_items.sort_values("project_id", kind="stable")):
        rows.setdefault(row["project_id"], []).append(row)
    figures = [KeyFigure("targets", own[0], rows=tuple(own)) for own in rows.values()]
    return [make_targets_tile(figure, words) for figure in figures]


def make_section(case: Case, language: str) -> Section:
    words = replace(Words(language), document_names={"doc": "报告1", "elk": "报告2"})
    projects = {name: PROJECTS[name] for name in case.projects}
    own_items = items_of(*case.items)
    conditions = completion.compute_conditions(outputs_of(*case.conditions), own_items, AS_OF)
    conditions = labels.label_conditions(conditions, make_frame(TABLES["figures"], []))
    items = target_items.compute_items(conditions, own_items)
    main_items = target_items.select_main_table(items)
    main = target_items.select_main_table(items, conditions)
    budget = make_frame(TABLES["budget"], [])
    summary = target_summary.compute_summary(main_items, main, budget)
    html = str(brief_tables.tabulate_items(items, conditions, words, projects).html)
    return Section(
        items,
        sentences.describe_targets(items, conditions, AS_OF, words, projects),
        make_target_tiles(main_items, words),
        read_tables(brief_tables.tabulate_summary(summary, words, projects).html),
        read_tables(html),
        html,
        str(display.show_charts(charts.plot_completion, main, projects, words).html),
        describe_condition_gaps(conditions, words, projects),
    )


@pytest.fixture(scope="module")
def sections() -> dict[tuple[str, str], Section]:
    return {(case, lang): make_section(CASES[case], lang) for case in CASES for lang in LANGUAGES}


both = pytest.mark.parametrize("language", LANGUAGES)
each = pytest.mark.parametrize("case", list(CASES))
COUNTS = {
    "zh": r"，达标(\d+)项，未达标(\d+)项(?:；未到期、暂未达标(\d+)项)?；"
    r".*未评定(\d+)项；.*无法核算(\d+)项",
    "en": r"(\d+) of \d+ items? met; (\d+) not met, (?:(\d+) not yet due, )?(\d+) not assessed .*, "
    r"(\d+) cannot be calculated",
}


@both
@each
def test_what_is_said_of_the_targets(case, language, sections, snapshot):
    section = sections[case, language]
    captions = [table.caption for table in (*section.summary, *section.tables)]
    shown = re.findall(r"<figcaption>(.*?)</figcaption>", section.charts)
    assert "\n".join([*section.said, *captions, *shown, *section.gaps]) == snapshot


def count_said(section: Section, language: str) -> list[list[int]]:
    """The numbers of the sentence of each project, in the order of the verdicts."""
    found = [re.search(COUNTS[language], sentence) for sentence in section.said]
    return [[int(number or 0) for number in match.groups()] for match in found if match]


def count_marks(html: str) -> list[list[int]]:
    """How many items of each table have each verdict, by the marks beside them."""
    tables = parse_page(html).find_all("table")
    names = [verdict.replace("_", "-") for verdict in completion.VERDICTS]
    return [[len(table.select(f".status-{name}")) for name in names] for table in tables]


@both
@each
def test_sentence_tile_summary_and_table_count_alike(case, language, sections):
    section = sections[case, language]
    said = count_said(section, language)
    assert all(counts in count_marks(section.html) for counts in said)
    assert len(said) == len(section.summary)
    for counts, summary in zip(said, section.summary, strict=True):
        (total,) = (row for row in summary.rows if row[0] in ("All", "合计"))
        shown = dict(zip(summary.headings, total, strict=True))
        names = ("Met", "Not met", "Not yet due", "Not assessed", "Cannot be calculated")
        words = Words(language)
        assert [int(shown.get(words.gettext(name), 0)) for name in names] == counts
        assert int(shown[words.gettext("Items")]) == sum(counts)
    words = Words(language)
    shown = [tile.value for tile in section.tiles if tile.label == words.gettext("Items met")]
    of_all = [
        words.say("{met} of {items}", met=words.number(met), items=words.number(met + sum(others)))
        for met, *others in said
    ]
    # Before any item is due, its tile shows how many there are instead.
    decided = [text for text, counts in zip(of_all, said, strict=True) if counts[0] or counts[1]]
    assert set(decided) <= set(shown) <= set(of_all)
    assert len(decided) <= len(shown) <= len(of_all)


@both
@each
def test_red_is_only_what_is_due_and_not_met(case, language, sections):
    section = sections[case, language]
    missed = section.items["verdict"] == "not_met"
    assert not (section.items["due_date"][missed] > AS_OF).any()
    assert section.html.count("status-not-met") == missed.sum()


@both
@each
def test_rows_are_complete_captions_differ_and_nothing_is_left_unsaid(case, language, sections):
    section = sections[case, language]
    for table in (*section.summary, *section.tables):
        assert {len(row) for row in table.rows} <= {len(table.headings)}
    captions = [table.caption for table in section.tables]
    assert len(set(captions)) == len(captions)
    everything = " ".join([*section.said, section.html, section.charts, *section.gaps])
    assert not re.search(r"\b(nan|NaN|NaT|None|<NA>)\b", everything)


@each
def test_one_thing_is_in_the_singular_in_english(case, sections):
    section = sections[case, "en"]
    text = parse_page(section.html).get_text(" ")
    everything = " ".join([*section.said, text, section.charts, *section.gaps])
    assert not re.search(r"(?<![\d.,])1 (items|conditions|parts|others)\b", everything)


def test_the_place_of_the_frames_is_the_first_project():
    assert PLACE["project_id"] in PROJECTS
