"""HTML fragments that the cells of a notebook return, with texts of the data escaped.

JupyterLab shows them as they are; the exporter sanitises them and puts them into the page.
"""

import os
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Any

import pandas as pd
from markupsafe import Markup

from analysis.brief import Brief
from analysis.paths import STYLE_ONCE_VARIABLE
from analysis.presentation.charts.chart import Chart, Panels, write_chart, write_panels
from analysis.presentation.formats import Words
from analysis.presentation.marks import END_MARK, MISSING_GLYPHS, PAGE_DATA
from analysis.presentation.projects import put_project_first, split_by_project
from analysis.presentation.style import load_style, wrap


@dataclass(frozen=True, repr=False)
class Fragment:
    """A piece of HTML as the result of a cell.

    Attributes:
        html: escaped HTML; may be blank.
        data: further outputs of the cell by MIME type.
    """

    html: Markup
    data: Mapping[str, Any] = field(default_factory=dict)

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> dict[str, Any]:
        html = wrap(str(self.html))
        if html and not is_style_shown_once():
            html = f"{_compose_style()}{html}"
        return {"text/html": html, "text/plain": repr(self), **self.data}

    def __repr__(self) -> str:
        """Text without a memory address, so that the same brief has the same bytes."""
        return f"<Fragment of {len(self.html)} characters>"

    def __bool__(self) -> bool:
        """Whether the fragment has any HTML."""
        return bool(self.html)

    def __add__(self, other: "Fragment") -> "Fragment":
        """Concatenates two fragments; characters that are missing in either are missing in both."""
        data = {**self.data, **other.data}
        if MISSING_GLYPHS in data:
            missing = (each.data.get(MISSING_GLYPHS, ()) for each in (self, other))
            data[MISSING_GLYPHS] = sorted({letter for letters in missing for letter in letters})
        return Fragment(self.html + other.html, data)


NOTHING = Fragment(Markup())


def show_style() -> Fragment:
    """The style of all cells of a notebook that a batch renders; the page has its own copy."""
    return Fragment(_compose_style())


def is_style_shown_once() -> bool:
    """Whether a batch renders the notebook, which needs the style once and not in each cell."""
    return os.environ.get(STYLE_ONCE_VARIABLE) == "1"


@cache
def _compose_style() -> Markup:
    return Markup("<style>\n{}\n</style>").format(Markup(load_style()))


def show_list(sentences: Iterable[str]) -> Fragment:
    """Sentences as a bulleted list."""
    items = Markup("\n").join(Markup("<li>{}</li>").format(sentence) for sentence in sentences)
    return Fragment(Markup('<ul class="notes">{}</ul>').format(items))


def show_missing(sentence: str) -> Fragment:
    """A note in place of an empty table or chart; an empty fragment without a sentence."""
    if not sentence:
        return NOTHING
    return Fragment(Markup('<p class="missing">{}</p>').format(sentence))


def show_chart(chart: Chart | None) -> Fragment:
    """A chart as SVG images with description and caption; an empty fragment for None.

    Of a chart with a narrow drawing, the browser shows the one that fits the screen.
    """
    return NOTHING if chart is None else _keep_missing(*write_chart(chart))


def show_each_chart(charts: Iterable[Chart]) -> Fragment:
    """Small multiples side by side; an empty fragment for none."""
    return _keep_missing(*write_panels(list(charts)))


def _keep_missing(html: Markup, missing: Iterable[str]) -> Fragment:
    letters = sorted(set(missing))
    return Fragment(html, {MISSING_GLYPHS: letters} if letters else {})


def show_charts(
    plot: Callable[..., Chart | Panels | None],
    rows: pd.DataFrame,
    projects: Mapping[str, str],
    words: Words,
    *further: pd.DataFrame | None,
) -> Fragment:
    """A chart of the rows of each project, under the project's name, which its description has.

    Args:
        plot: draws the chart, or the small multiples, of one project; of all rows where a county
            has one project.
        rows: with the column ``project_id``.
        projects: what :func:`analysis.presentation.projects.name_projects` returns.
        words: language.
        *further: frames that ``plot`` takes after the language.
    """
    shown = NOTHING
    for project, own in split_by_project(rows, projects, words):
        chart = plot(own, words, *further)
        drawn = chart if isinstance(chart, Panels) else [chart] if chart is not None else []
        if project:
            drawn = [_name_project(each, project, words) for each in drawn]
        shown += (
            show_each_chart(drawn) if isinstance(chart, Panels) else show_chart(*drawn or [None])
        )
    return shown


def _name_project(chart: Chart, project: str, words: Words) -> Chart:
    """A chart under its project's name, which is also said to those who cannot see it."""
    return replace(chart, heading=project, alt=put_project_first(project, chart.alt, words))


def show_details(summary: str, fragment: Fragment) -> Fragment:
    """A collapsed section that the reader can open; an empty fragment stays empty."""
    if not fragment:
        return NOTHING
    details = Markup("<details><summary>{}</summary>{}</details>")
    return Fragment(details.format(summary, fragment.html), fragment.data)


def embed_data(data: Mapping[str, Any], words: Words) -> Fragment:
    """The data of a brief, which its page has as files; in JupyterLab a line says how many rows.

    Args:
        data: what :func:`analysis.presentation.page_data.collect_page_data` returns.
        words: language.
    """
    rows = words.say("Data of this page: {number} rows.", number=words.number(len(data["rows"])))
    return Fragment(Markup('<p class="note">{}</p>').format(rows), {PAGE_DATA: data})


def show_end(
    brief: Brief,
    headlines: Iterable[Mapping[str, str]],
    words: Words,
    above: Iterable[str] = (),
    programme: str = "",
) -> Fragment:
    """The last output of a brief: a closing note, and what the page's head and the index show.

    Args:
        brief: county, date and language.
        headlines: ``label`` and ``value`` of the figures for the index.
        words: language.
        above: names of its province and city.
        programme: name of its project; blank if it has none or several.
    """
    title = words.say("{county} ({code}): county brief", county=brief.name, code=brief.county_code)
    mark = {
        "county_code": brief.county_code,
        "language": brief.language,
        "edition": brief.edition,
        "title": title,
        "as_of": brief.as_of.date().isoformat(),
        "county_name": brief.name,
        "headlines": [dict(headline) for headline in headlines],
        "above": list(above),
        "programme": programme,
    }
    sentence = words.say(
        "End of the brief on {county}. Documents up to {date}.",
        county=brief.name,
        date=words.date(brief.as_of),
    )
    return Fragment(Markup('<p class="note">{}</p>').format(sentence), {END_MARK: mark})
