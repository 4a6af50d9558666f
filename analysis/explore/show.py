"""What the notebooks of analysts show: prose in the language, tables that sort, charts."""

from markupsafe import Markup

from analysis.explore import charts
from analysis.explore.comparison import compare
from analysis.explore.data import Data
from analysis.explore.measured import measure
from analysis.explore.prose import TEXTS
from analysis.explore.ranking import order
from analysis.explore.table_view import Table, show_table, start_tables
from analysis.presentation import display
from analysis.presentation.display import Fragment
from analysis.presentation.formats import Words
from analysis.presentation.wording import to_translate

__all__ = [
    "show_comparison",
    "show_ranking",
    "show_table",
    "show_text",
    "start_tables",
    "tabulate_comparison",
    "tabulate_ranking",
]
NO_VALUE = to_translate("No county reports {name}.")


def show_text(slug: str, words: Words) -> Fragment:
    """A heading with the question that it answers, and how to read what follows.

    Args:
        slug: a key of :data:`analysis.explore.prose.TEXTS`.
        words: language.
    """
    heading, text = (words.gettext(message) for message in TEXTS[slug])
    tag = "h1" if slug in ("explore", "audit") else "h2"
    opened = Markup("<{tag}>{heading}</{tag}><p>{text}</p>")
    return Fragment(opened.format(tag=Markup(tag), heading=heading, text=text))


def show_ranking(data: Data, indicator: str, period: str = "", mark: str = "") -> Fragment:
    """All counties by one indicator as a chart, with each value printed.

    Args:
        data: what :func:`analysis.open_data` returns.
        indicator: a ``rate_id`` or an ``indicator_id``, or its name.
        period: as for :func:`analysis.explore.ranking.rank`.
        mark: code or name of a county to mark.
    """
    measured = measure(data, indicator, period)
    code = data.places.find_one(mark) if mark else ""
    chart = charts.plot_ranking(measured, data.words, code)
    if chart is None:
        return display.show_missing(data.words.say(NO_VALUE, name=measured.name))
    return display.show_chart(chart)


def tabulate_ranking(data: Data, indicator: str, period: str = "") -> Table:
    """The ranking as a table that sorts and filters."""
    return show_table(order(measure(data, indicator, period)), data.words)


def show_comparison(data: Data, county: str, indicator: str, period: str = "") -> Fragment:
    """A county beside its city, its province and all counties, with how many reported."""
    chart = charts.plot_comparison(compare(data, county, indicator, period), data.words)
    if chart is None:
        name = measure(data, indicator, period).name
        return display.show_missing(data.words.say(NO_VALUE, name=name))
    return display.show_chart(chart)


def tabulate_comparison(data: Data, county: str, indicator: str, period: str = "") -> Table:
    """The comparison as a table."""
    return show_table(compare(data, county, indicator, period), data.words)
