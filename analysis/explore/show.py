"""What the notebooks of analysts show: prose in the language, tables that sort, charts."""

from typing import Any

import pandas as pd
from markupsafe import Markup

from analysis.explore import charts
from analysis.explore.comparison import compare
from analysis.explore.data import Data
from analysis.explore.frame import Frame
from analysis.explore.measured import measure
from analysis.explore.prose import TEXTS
from analysis.explore.ranking import order
from analysis.presentation import display
from analysis.presentation.display import Fragment
from analysis.presentation.formats import Words
from analysis.presentation.wording import to_translate

NO_VALUE = to_translate("No county reports {name}.")
# Decimals of numbers in tables; the frames have all.
DIGITS = 2


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


def start_tables(words: Words) -> None:
    """Lets every frame of the notebook sort and filter, without any request."""
    import itables

    itables.init_notebook_mode(all_interactive=True, connected=False)
    itables.options.maxBytes = 0
    itables.options.showIndex = False
    itables.options.language = name_controls(words)


def name_controls(words: Words) -> dict[str, Any]:
    """Words of the tables' controls."""
    return {
        "search": words.gettext("Search:"),
        "info": words.gettext("Rows _START_ to _END_ of _TOTAL_"),
        "infoEmpty": words.gettext("No rows"),
        "infoFiltered": words.gettext("(of _MAX_)"),
        "lengthMenu": words.gettext("_MENU_ rows a page"),
        "zeroRecords": words.gettext("No row matches."),
        "emptyTable": words.gettext("No rows"),
    }


def show_table(frame: pd.DataFrame) -> pd.DataFrame:
    """A frame with rounded numbers and days, and without columns that are empty.

    Examples:
        >>> show_table(pd.DataFrame({"a": [1.234], "b": [None]}))
              a
        0  1.23
    """
    shown = pd.DataFrame(frame).dropna(axis="columns", how="all") if len(frame) else frame
    days = shown.select_dtypes("datetime")
    texts = {name: days[name].dt.strftime("%Y-%m-%d") for name in days}
    return Frame(shown.assign(**texts).round(DIGITS))


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


def tabulate_ranking(data: Data, indicator: str, period: str = "") -> pd.DataFrame:
    """The ranking as a table that sorts and filters."""
    return show_table(order(measure(data, indicator, period)))


def show_comparison(data: Data, county: str, indicator: str, period: str = "") -> Fragment:
    """A county beside its city, its province and all counties, with how many reported."""
    chart = charts.plot_comparison(compare(data, county, indicator, period), data.words)
    if chart is None:
        name = measure(data, indicator, period).name
        return display.show_missing(data.words.say(NO_VALUE, name=name))
    return display.show_chart(chart)


def tabulate_comparison(data: Data, county: str, indicator: str, period: str = "") -> pd.DataFrame:
    """The comparison as a table."""
    return show_table(compare(data, county, indicator, period))
