"""Every chart of the briefs, of any county, by one call each."""

from collections.abc import Callable, Collection

import pandas as pd

from analysis.explore.data import Data
from analysis.explore.frame import UnknownName
from analysis.measures import completion, disbursement, target_items
from analysis.presentation import charts, display, labels
from analysis.presentation.display import Fragment
from analysis.presentation.projects import name_projects
from analysis.presentation.wording import to_translate

NO_CHART = to_translate("{county}: the documents report too little for this chart.")
TRENDS = ("visitors", "tourism_income", "poor_income_per_head", "village_collective_income")


def show_funds(data: Data, county: str) -> Fragment:
    """Planned and paid amounts, line by line.

    Examples:
        >>> import analysis
        >>> from analysis.explore.brief_charts import show_funds
        >>> "<figure" in show_funds(analysis.open_data(language="en"), "Qingxin District").html
        True
    """
    own = _Tables(data, county)
    lines = disbursement.compute_lines(own.load("budget"))
    return own.show(charts.plot_lines, lines, own.load_instalments())


def show_instalments(data: Data, county: str) -> Fragment:
    """Instalments by date and status."""
    own = _Tables(data, county)
    phases = own.load("events") if len(own.load("projects")) == 1 else None
    return own.show(charts.plot_instalments, own.load_instalments(), phases)


def show_months(data: Data, county: str) -> Fragment:
    """The figures of the monthly forms: use of the fund against the time passed, and the rest."""
    own = _Tables(data, county)
    indicators = data.source.load("indicators")
    facts = labels.label_figures(own.load("series"), indicators, own.load("figures"))
    names = name_projects(own.load("projects"), data.words, own.name)
    shown = display.show_charts(
        charts.plot_months, facts, names, data.words, own.load("projects")
    ) + display.show_charts(charts.plot_month_panels, facts, names, data.words)
    return shown or own.say_nothing()


def show_targets(data: Data, county: str) -> Fragment:
    """Completion of each condition of the county's targets that can be calculated."""
    own = _Tables(data, county)
    outputs, output_items = own.load("outputs"), own.load("output_items")
    dates = own.load("documents")["document_date"]
    conditions = completion.compute_conditions(outputs, output_items, data.as_of or dates.max())
    items = target_items.compute_items(conditions, output_items)
    main = target_items.select_main_table(items, conditions)
    return own.show(charts.plot_completion, labels.label_conditions(main, own.load("figures")))


def show_trends(data: Data, county: str, indicators: Collection[str] = TRENDS) -> Fragment:
    """Indicators over time, reported, planned and derived.

    Args:
        data: what :func:`analysis.open_data` returns.
        county: code or name of the county.
        indicators: ``indicator_id`` of each; those of tourism and poverty by default.
    """
    own = _Tables(data, county)
    points = data.source.load_points()
    points = points[(points["county_code"] == own.code) & points["covers"].isna()]
    known = set(data.source.load("indicators")["indicator_id"])
    for each in indicators:
        if each not in known:
            raise UnknownName("indicator", each, sorted(known))
    labelled = labels.label_points(points, data.source.load("indicators"), own.load("figures"))
    chosen = labels.select_points(labelled, indicators)
    return display.show_each_chart(charts.plot_trends(chosen, data.words)) or own.say_nothing()


# Each chart by the name that the explorer's menu and messages use.
CHARTS: dict[str, tuple[str, Callable[[Data, str], Fragment]]] = {
    "funds": (to_translate("Planned and paid"), show_funds),
    "instalments": (to_translate("Instalments"), show_instalments),
    "targets": (to_translate("Targets"), show_targets),
    "months": (to_translate("Months"), show_months),
    "trends": (to_translate("Trends"), show_trends),
}


def show_chart(data: Data, county: str, chart: str) -> Fragment:
    """A chart of the briefs by its name in :data:`CHARTS`, such as ``targets``."""
    if chart not in CHARTS:
        raise UnknownName("chart", chart, CHARTS)
    _, show = CHARTS[chart]
    return show(data, county)


class _Tables:
    """The processed tables of one county."""

    def __init__(self, data: Data, county: str) -> None:
        self.data = data
        self.code = data.places.find_one(county)
        self.name = str(data.places.counties.set_index("county_code").loc[self.code, "county"])

    def load(self, name: str) -> pd.DataFrame:
        """The county's rows of a table."""
        rows = self.data.source.load(name)
        return rows[rows["county_code"] == self.code].reset_index(drop=True)

    def load_instalments(self) -> pd.DataFrame:
        """The county's instalments."""
        return disbursement.compute_instalments(self.load("payments"), self.load("contracts"))

    def show(self, plot: Callable, rows: pd.DataFrame, *others: pd.DataFrame | None) -> Fragment:
        """A chart of each project, or a sentence where there is none."""
        names = name_projects(self.load("projects"), self.data.words, self.name)
        shown = display.show_charts(plot, rows, names, self.data.words, *others)
        return shown or self.say_nothing()

    def say_nothing(self) -> Fragment:
        """That the documents do not report enough."""
        sentence = self.data.words.say(NO_CHART, county=self.name)
        return display.show_missing(sentence)
