"""Whatever tables of money a county's documents lack, what is said of the others is true."""

import itertools
import re

import pandas as pd
import pytest

from analysis.measures import disbursement
from analysis.measures.evidence import Evidence
from analysis.presentation.brief_tables import (
    tabulate_appropriations,
    tabulate_contracts,
    tabulate_instalments,
    tabulate_lines,
    tabulate_rates,
)
from analysis.presentation.charts import plot_instalments, plot_lines
from analysis.presentation.first_screen.tile import Tile
from analysis.presentation.first_screen.tiles import make_tiles
from analysis.presentation.formats import Words
from analysis.presentation.labels import label_rates
from analysis.presentation.projects import split_by_project
from analysis.presentation.sentences import describe_funds
from analysis.presentation.sentences.gaps import describe_gaps
from analysis.tables.tables import TABLES
from analysis.tables.validation import make_frame

from .sentence_frames import conditions, facts, say_in_both
from .table_frames import conditions_of, facts_of, items_of, points_of, verdicts_of

COUNTY = "990101"
PROJECTS = ("fox-2019", "fox-2021")
YEARS = {"fox-2019": "2019", "fox-2021": "2021"}
# The second project has other amounts: a sum of both would be seen.
FACTOR = {"fox-2019": 1, "fox-2021": 7}
NAMES = ("plan", "paid", "contracts", "requested", "instalments", "fund", "used")
_PLACE = {
    "county_code": COUNTY, "as_of_date": "2021-03-31", "document_date": "2021-04-30",
    "row_role": "line", "basis": "plan",
}  # fmt: skip


def list_rows(name: str, project_id: str) -> tuple[str, list[dict]]:
    """The table, and its rows, that one part of a county's money is in."""
    factor = FACTOR[project_id]
    place = {**_PLACE, "project_id": project_id, "document_id": f"report-{project_id}"}
    contract_id = f"{project_id}-k1"
    line = {
        **place,
        "table_id": "funds",
        "row_id": "r1",
        "label_zh": "培训",
        "label_en": "Training",
    }
    instalment = {
        **place, "table_id": "instalments", "instalment": "1", "contract_ids": contract_id,
        "label_zh": "首期", "label_en": "First", "status_date": "2020-06-30",
        "date_precision": "day",
    }  # fmt: skip
    rows = {
        "plan": ("budget", [{**line, "planned_cny": 1_000 * factor}]),
        "paid": ("budget", [{**line, "paid_cny": 310 * factor}]),
        "contracts": ("contracts", [
            {**line, "table_id": "contracts", "contract_id": contract_id, "payee_zh": "甲公司",
             "contract_cny": 900 * factor, "label_zh": "培训合同", "label_en": "Training contract"},
        ]),
        "requested": ("payments", [
            {**instalment, "row_id": "a", "status": "requested", "amount_cny": 320 * factor},
        ]),
        "instalments": ("payments", [
            {**instalment, "row_id": "b", "status": "paid", "amount_cny": 330 * factor},
        ]),
        "fund": ("appropriations", [
            {**place, "funds_source": source, "appropriation_cny": amount * factor,
             "figure": f"report-{project_id}/funds/{source}/value"}
            for source, amount in (("province", 1_100), ("county", 400))
        ]),
        "used": ("series", [
            {**place, "table_id": "form", "row_id": "u", "column": "area_1",
             "table_kind": "monthly_form", "indicator_id": "funds_used_cumulative",
             "origin": "reported", "period_end": "2021-02-28", "value": 340 * factor,
             "low": 340 * factor - 0.5, "high": 340 * factor + 0.5, "unit": "cny"},
        ]),
    }  # fmt: skip
    return rows[name]


def make_tables(parts: tuple[str, ...], projects: tuple[str, ...]) -> dict[str, pd.DataFrame]:
    """The tables of a county whose projects have these parts."""
    tables = {name: [] for name in ("budget", "contracts", "payments", "appropriations", "series")}
    for project_id, name in itertools.product(projects, parts):
        table, rows = list_rows(name, project_id)
        tables[table] += rows
    # Plan and payments are columns of one line.
    lines: dict[str, dict] = {}
    for row in tables["budget"]:
        lines.setdefault(row["project_id"], {}).update(row)
    tables["budget"] = list(lines.values())
    tables["projects"] = [
        {"project_id": project_id, "county_code": COUNTY, "level": "province",
         "year": YEARS[project_id], "title_zh": "项目"}
        for project_id in projects
    ]  # fmt: skip
    return {name: make_frame(TABLES[name], rows) for name, rows in tables.items()}


def say_tile(tile: Tile) -> str:
    """All that a tile shows, but its picture."""
    verdict = tile.verdict.text or tile.verdict.name if tile.verdict else ""
    return "\n".join([tile.label, tile.value, tile.missing, *tile.details, verdict])


class Money:
    """What a brief computes and says of a county's money, as its notebook does."""

    def __init__(self, parts: tuple[str, ...], projects: tuple[str, ...]) -> None:
        tables = make_tables(parts, projects)
        self.figures = make_frame(TABLES["figures"], [])
        lines = disbursement.compute_lines(tables["budget"])
        contracts, payments = tables["contracts"], tables["payments"]
        funds = (lines, contracts, payments, tables["appropriations"], tables["series"])
        rates = disbursement.compute_rates(tables["projects"], *funds)
        self.rates = label_rates(rates, self.figures)
        self.lines = label_rates(lines, self.figures)
        self.instalments = disbursement.compute_instalments(payments, contracts)
        self.contracts = disbursement.compute_contracts(contracts, payments)
        self.appropriations = tables["appropriations"]
        several = len(projects) > 1
        self.names = {project_id: f"P{YEARS[project_id]}" for project_id in projects if several}

    def say(self, words: Words) -> list[str]:
        """Sentences of the summary."""
        return describe_funds(self.rates, self.instalments, self.contracts, words, self.names)

    def find_evidence(self) -> Evidence:
        """What the tiles are chosen from: money alone."""
        others = (items_of(), conditions_of(), facts_of(), points_of(), verdicts_of())
        return Evidence(self.rates, self.lines, self.contracts, self.instalments, *others)

    def tell_all(self, words: Words) -> str:
        """All that the page shows of money: sentences, tiles, gaps, tables, charts."""
        names, figures = self.names, self.figures
        tiles = make_tiles(self.find_evidence(), [], words, names)
        shown = (
            tabulate_rates(self.rates, words, names)
            + tabulate_lines(self.lines, figures, words, names)
            + tabulate_appropriations(self.appropriations, figures, words, names)
            + tabulate_contracts(self.contracts, figures, words, names)
            + tabulate_instalments(self.instalments, figures, words, names)
        )
        charts = [
            f"{chart.alt}\n{chart.caption}"
            for plot, rows in ((plot_lines, self.lines), (plot_instalments, self.instalments))
            for _, own in split_by_project(rows, names, words)
            if (chart := plot(own, words)) is not None
        ]
        gaps = describe_gaps(self.rates, self.instalments, conditions(), facts(), words, names)
        return "\n".join([*self.say(words), *map(say_tile, tiles), *gaps, *charts, str(shown.html)])


COMBINATIONS = [
    parts
    for size in (0, 1, len(NAMES) - 1, len(NAMES))
    for parts in itertools.combinations(NAMES, size)
]
READ_ONCE = [
    (), ("plan",), ("plan", "paid"), ("contracts",), ("requested",), ("instalments",), ("fund",),
    ("used",), ("fund", "used"), ("plan", "contracts", "fund"), ("contracts", "instalments"),
    ("plan", "instalments", "fund"), NAMES,
]  # fmt: skip


@pytest.mark.parametrize("projects", [PROJECTS[:1], PROJECTS], ids=["one", "two"])
@pytest.mark.parametrize("parts", READ_ONCE, ids=" ".join)
def test_these_sentences_were_read(parts, projects, snapshot):
    assert say_in_both(Money(parts, projects).say) == snapshot


@pytest.mark.parametrize("projects", [PROJECTS[:1], PROJECTS], ids=["one", "two"])
def test_nothing_is_called_unreported_that_a_table_reports(projects):
    words = Words("en")
    for parts in COMBINATIONS:
        said = "\n".join(Money(parts, projects).say(words))
        is_paid = "paid" in parts or "instalments" in parts
        assert ("The amount paid is not reported" in said) is not is_paid, parts
        assert ("No contracts are reported" in said) is ("contracts" not in parts), parts
        assert ("was reported as used" in said) is ("used" in parts), parts
        has_requested = "requested" in parts
        assert ("Requests total" in said) is has_requested
        is_planless = is_paid and "plan" not in parts and "contracts" not in parts
        assert ("The planned amount is not reported" in said) is is_planless, parts
        assert ("The appropriation is not reported, so" in said) is (
            "used" in parts and "fund" not in parts
        )


# Amounts of both projects added up, such as 310 + 7 × 310, and of the fund with the county's part.
SUMS = [amount * 8 for amount in (310, 320, 330, 340, 900, 1_000, 1_100)] + [1_500, 10_500]


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize(
    "parts", [(), *((name,) for name in NAMES), ("plan", "contracts", "fund"), NAMES], ids=" ".join
)
def test_a_page_of_any_parts_shows_no_sum_of_two_projects_and_no_missing_value(parts, language):
    for projects in (PROJECTS[:1], PROJECTS):
        shown = Money(parts, projects).tell_all(Words(language))
        assert not re.search(r"\b(nan|NaN|NaT|None|inf|<NA>)\b", shown)
        numbers = {int(number.replace(",", "")) for number in re.findall(r"\d[\d,]*", shown)}
        assert not numbers & set(SUMS), parts


def test_one_of_two_projects_may_have_no_money():
    tables = make_tables(NAMES, PROJECTS[:1])
    projects = make_tables((), PROJECTS)["projects"]
    funds = [tables[name] for name in ("contracts", "payments", "appropriations", "series")]
    rates = disbursement.compute_rates(
        projects, disbursement.compute_lines(tables["budget"]), *funds
    )
    none = rates[rates["project_id"] == PROJECTS[1]]
    assert none["numerator_cny"].isna().all()
    assert none["denominator_cny"].isna().all()
    assert len(none) == len(rates) / 2
