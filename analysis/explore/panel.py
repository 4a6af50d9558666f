"""The explorer: menus for region, county, indicator, period and comparison, and what they show."""

from typing import Any

import ipywidgets as widgets
from IPython.display import display

from analysis.explore import brief_charts, show
from analysis.explore.data import Data
from analysis.explore.frame import UnknownName
from analysis.explore.measured import list_measures, measure
from analysis.presentation.wording import to_translate

RANKING, COMPARISON = "ranking", "comparison"
VIEWS = {
    RANKING: to_translate("All counties by the indicator"),
    COMPARISON: to_translate("County beside its region"),
}
ALL_VIEWS = {**VIEWS, **{code: name for code, (name, _) in brief_charts.CHARTS.items()}}
LABELS = {
    "region": to_translate("Region"),
    "county": to_translate("County or district"),
    "indicator": to_translate("Indicator"),
    "period": to_translate("Period"),
    "view": to_translate("Show"),
}
_LAYOUT = {"width": "46em", "max_width": "98%"}


class Explorer:
    """Menus and what they show; ``view`` is the widget.

    What is chosen at first is given by code or name; blank for the first one. ``view`` is a name
    in :data:`ALL_VIEWS`.

    Attributes:
        data: what :func:`analysis.open_data` returned.
        menus: the menus by name: region, county, indicator, period, view.
        view: menus and output together.
    """

    def __init__(
        self,
        data: Data,
        county: str = "",
        indicator: str = "",
        period: str = "",
        region: str = "",
        view: str = RANKING,
    ) -> None:
        self.data = data
        self.menus = {name: self._make_menu(name) for name in LABELS}
        self.output = widgets.Output()
        self._fill_places(region, county)
        self._fill_indicators(indicator, str(period))
        self._fill_views(view)
        self.view = widgets.VBox([*self.menus.values(), self.output])
        self.menus["region"].observe(self._choose_region, "value")
        self.menus["indicator"].observe(self._choose_indicator, "value")
        for name in ("county", "period", "view"):
            self.menus[name].observe(self._refresh, "value")
        self._refresh()

    def _ipython_display_(self) -> None:
        display(self.view)

    @property
    def chosen(self) -> Data:
        """The data of the chosen region."""
        region = self.menus["region"].value
        return self.data.of(region) if region else self.data

    def _make_menu(self, name: str) -> widgets.Dropdown:
        label = self.data.words.gettext(LABELS[name])
        return widgets.Dropdown(description=label, layout=widgets.Layout(**_LAYOUT))

    def _fill_places(self, region: str, county: str) -> None:
        words, places = self.data.words, self.data.places
        regions = {
            row[level]: row[f"{level}_code"]
            for level in ("province", "city")
            for row in places.counties[[level, f"{level}_code"]].dropna().to_dict("records")
        }
        everything = (words.gettext("All counties of the data"), "")
        _offer(self.menus["region"], [everything, *regions.items()], self._find_region(region))
        self._fill_counties(self.chosen.places.find_one(county) if county else "")

    def _find_region(self, region: str) -> str:
        """The code of a province or a city, blank for none.

        Raises:
            UnknownName: with the names that there are.
        """
        if not region:
            return ""
        places = self.data.places.select(self.data.places.find(region)).counties
        wanted = str(region).strip().casefold()
        for level in ("province", "city"):
            names = places[[f"{level}{end}" for end in ("", "_code", "_zh", "_en")]].iloc[0]
            if wanted in {str(name).casefold() for name in names.dropna()}:
                return str(names[f"{level}_code"])
        above = self.data.places.counties[["province", "city"]].stack().unique()
        raise UnknownName("city or province", region, above)

    def _fill_indicators(self, indicator: str, period: str) -> None:
        names = list_measures(self.data)
        options = [(f"{name} ({code})", code) for code, name in names.items()]
        chosen = measure(self.data, indicator, period).code if indicator else ""
        _offer(self.menus["indicator"], options, chosen)
        self._fill_periods(period)

    def _fill_views(self, chosen: str) -> None:
        check_view(chosen)
        options = [(self.data.words.gettext(name), code) for code, name in ALL_VIEWS.items()]
        _offer(self.menus["view"], options, chosen)

    def _fill_counties(self, chosen: str = "") -> None:
        rows = self.chosen.places.counties[["county", "county_code"]]
        _offer(self.menus["county"], list(rows.itertuples(index=False, name=None)), chosen)

    def _fill_periods(self, period: str = "") -> None:
        code = self.menus["indicator"].value
        measured = measure(self.data, code, period) if code else None
        periods = measured.periods if measured else ()
        own = self.data.words.gettext("each county’s own date")
        options = [(period, period) for period in periods] or [(own, "")]
        _offer(self.menus["period"], options, measured.period if measured else "")

    def _choose_region(self, _change: Any) -> None:
        self._fill_counties()
        self._refresh()

    def _choose_indicator(self, _change: Any) -> None:
        self._fill_periods()
        self._refresh()

    def _refresh(self, _change: Any = None) -> None:
        values = {name: menu.value for name, menu in self.menus.items()}
        self.output.clear_output(wait=True)
        with self.output:
            if not values["county"] or not values["indicator"]:
                return
            asked = (values["indicator"], values["period"] or "")
            if values["view"] == RANKING:
                display(show.show_ranking(self.chosen, *asked, mark=values["county"]))
                display(show.tabulate_ranking(self.chosen, *asked))
            elif values["view"] == COMPARISON:
                display(show.show_comparison(self.data, values["county"], *asked))
                display(show.tabulate_comparison(self.data, values["county"], *asked))
            else:
                display(brief_charts.show_chart(self.data, values["county"], values["view"]))


def check_view(view: str) -> None:
    """Checks the name of what the explorer shows first.

    Raises:
        UnknownName: with the names that there are.
    """
    if view not in ALL_VIEWS:
        raise UnknownName("view", view, ALL_VIEWS)


def _offer(menu: widgets.Dropdown, options: list[tuple[str, str]], chosen: str | None = "") -> None:
    """Fills a menu and chooses an option, the first one by default."""
    menu.options = options
    codes = [code for _, code in options]
    menu.value = chosen if chosen in codes else next(iter(codes), None)
