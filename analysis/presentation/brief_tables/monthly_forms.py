"""The monthly forms: one form line by line, forms of one month side by side, else a row a month."""

import re
from collections.abc import Iterable
from dataclasses import replace
from itertools import pairwise

import pandas as pd

from analysis.presentation.brief_tables.indicators import make_period, say_value
from analysis.presentation.brief_tables.table import (
    Cell,
    Column,
    Line,
    Row,
    Table,
    make_missing,
    make_name,
    make_source,
    mark_cell,
    render_table,
)
from analysis.presentation.display import NOTHING, Fragment, show_details
from analysis.presentation.formats import Words, clean_text
from analysis.presentation.labels import is_form_figure, sort_as_printed, split_numbers
from analysis.presentation.periods import name_period
from analysis.presentation.places import name_place
from analysis.presentation.terms import MISSING_REASONS
from analysis.tables.records import Record, list_records

MOST_FORMS_BESIDE = 2
# More columns would be cut off on paper and hard to read on a telephone.
MOST_INDICATORS = 4
SHOWN_MONTHS = 12
_FIRST = pd.Timestamp(0)
# A form, and the last day of a period that it reports.
FormPeriod = tuple[str, pd.Timestamp]


def tabulate_form(facts: pd.DataFrame, documents: pd.DataFrame, words: Words) -> Fragment:
    """Tables of the monthly forms; blanks are shown as not reported.

    The forms of one month stand side by side. With more months there is one row a month, the newest
    first, each with its own period and source; months before the last twelve are folded.

    Args:
        facts: what :func:`analysis.presentation.labels.label_figures` returns.
        documents: rows of the table ``documents``.
        words: language.
    """
    form_rows = sort_as_printed(list_records(facts, is_form_figure(facts)))
    if not form_rows:
        return NOTHING
    issued = {row["document_id"] for row in form_rows}
    forms = {
        form["document_id"]: form
        for form in list_records(documents, documents["document_id"].isin(issued))
    }
    groups: dict[str, list[Record]] = {}
    for row in form_rows:
        groups.setdefault(row["indicator_id"], []).append(row)
    ends = {row["period_end"] for row in form_rows}
    if len(ends) == 1 and len(forms) <= MOST_FORMS_BESIDE:
        return _show_side_by_side(groups, forms, words)
    return _show_by_month(groups, forms, words)


def _show_side_by_side(
    groups: dict[str, list[Record]], forms: dict[str, Record], words: Words
) -> Fragment:
    """One row an indicator and period, one column a form."""
    rows = []
    for group in groups.values():
        # A form may print one indicator for the month and for the year so far.
        for start in dict.fromkeys(row["period_start"] for row in group):
            own = [row for row in group if _is_same(row["period_start"], start)]
            rows.append(_make_line(own, forms, words))
    names = [words.say("{issuer} form", issuer=words.pick(form, "issuer"))
             for form in forms.values()]  # fmt: skip
    columns = (
        Column(words.gettext("Indicator")),
        *(Column(name, True) for name in names),
        Column(words.gettext("Period")),
        *((Column(words.gettext("Source")),) if len(forms) == 1 else ()),
    )
    table = Table(words.gettext("Monthly form"), columns, (tuple(rows),), _list_notes(words))
    return render_table(table)


def _is_same(one: pd.Timestamp, other: pd.Timestamp) -> bool:
    return one == other or (pd.isna(one) and pd.isna(other))


def _make_line(rows: list[Record], forms: dict[str, Record], words: Words) -> Row:
    """The figures of one indicator and period, with their places where there are two forms."""
    first = rows[0]
    cells = [make_name(first, "name", words)]
    for document_id in forms:
        own = [row for row in rows if row["document_id"] == document_id]
        cells.append(_make_value(own, words, with_place=len(forms) > 1))
    cells.append(make_period(first, words))
    if len(forms) == 1:
        cells.append(make_source(first["locator"], words, first["document_id"]))
    return Row(tuple(cells))


def _make_value(rows: list[Record], words: Words, with_place: bool = False) -> Cell:
    """The figure of a form; blank where the form does not ask for it."""
    if not rows:
        return Cell("", is_number=True)
    cell = _write_value(rows[0], words)
    if not with_place:
        return cell
    source = make_source(rows[0]["locator"], words, rows[0]["document_id"])
    lines = (*cell.details, Line(source.text, source.lang), *source.details)
    return replace(cell, details=lines)


def _write_value(row: Record, words: Words) -> Cell:
    printed = row["printed"] if isinstance(row["printed"], str) else ""
    reason = MISSING_REASONS.get(row["missing_reason"]) if printed else None
    if pd.notna(row["value"]):
        cell = Cell(say_value(row, words), is_number=True)
    elif reason is None:
        cell = make_missing(words, (Line(words.gettext("blank")),))
    else:
        lines = (Line(clean_text(printed), words.document_lang), Line(words.gettext(reason)))
        cell = make_missing(words, lines)
    return mark_cell(cell, "form", row, words)


def _show_by_month(
    groups: dict[str, list[Record]], forms: dict[str, Record], words: Words
) -> Fragment:
    """Tables of a few indicators each, with a row for each form and month."""
    rows = [row for group in groups.values() for row in group]
    months = sorted(
        {(row["document_id"], row["period_end"]) for row in rows},
        key=lambda month: (_date(month[1]), _date(forms[month[0]]["document_date"]), month[0]),
        reverse=True,
    )
    newest = sorted({_date(end) for _, end in months}, reverse=True)[:SHOWN_MONTHS]
    shown = [month for month in months if _date(month[1]) in newest]
    older = [month for month in months if _date(month[1]) not in newest]
    fragment = _tabulate_months(groups, shown, forms, words)
    number = len({end for _, end in older})
    summary = words.count("{number} earlier month", "{number} earlier months", number)
    if older:
        fragment += show_details(summary, _tabulate_months(groups, older, forms, words))
    return fragment


def _date(day: pd.Timestamp) -> pd.Timestamp:
    return _FIRST if pd.isna(day) else day


def _tabulate_months(
    groups: dict[str, list[Record]],
    months: list[FormPeriod],
    forms: dict[str, Record],
    words: Words,
) -> Fragment:
    fragment = NOTHING
    wanted = set(months)
    asked = {
        indicator_id: own
        for indicator_id, group in groups.items()
        if (own := [row for row in group if (row["document_id"], row["period_end"]) in wanted])
    }
    parts = _split_evenly(list(asked))
    for place, part in enumerate(parts, start=1):
        caption = words.gettext("Monthly forms")
        if len(parts) > 1:
            numbers = {"place": words.number(place), "all": words.number(len(parts))}
            caption = words.say("{name}, part {place} of {all}", name=caption, **numbers)
        indicators = [asked[indicator_id] for indicator_id in part]
        rows = [_make_month(month, indicators, forms, words) for month in months]
        columns = (
            Column(words.gettext("Period")),
            *(Column(words.pick(group[0], "name"), True) for group in indicators),
            Column(words.gettext("Source")),
        )
        notes = _list_notes(words) if place == len(parts) else ()
        shown = tuple(row for row in rows if row is not None)
        fragment += render_table(Table(caption, columns, (shown,), notes))
    return fragment


def _split_evenly(names: list[str]) -> list[list[str]]:
    """The names in as few parts as hold them, of nearly the same size."""
    number = -(-len(names) // MOST_INDICATORS)
    ends = [round(len(names) * part / number) for part in range(number + 1)]
    return [names[start:end] for start, end in pairwise(ends)]


def _make_month(
    month: FormPeriod,
    indicators: Iterable[list[Record]],
    forms: dict[str, Record],
    words: Words,
) -> Row | None:
    """The figures of a form for one period; None if it asks for none of the indicators."""
    document_id, end = month
    own = [
        [
            row for row in group
            if row["document_id"] == document_id and _is_same(row["period_end"], end)
        ]
        for group in indicators
    ]  # fmt: skip
    rows = [row for group in own for row in group]
    if not rows:
        return None
    heading = _name_month(rows, forms[document_id], len(_list_issuers(forms)) > 1, words)
    values = (_make_values(group, heading.text, words) for group in own)
    return Row((heading, *values, _make_sources(rows, words)))


def _list_issuers(forms: dict[str, Record]) -> set[str]:
    return {form["issuer_zh"] for form in forms.values()}


def _name_month(rows: list[Record], form: Record, with_issuer: bool, words: Words) -> Cell:
    """The form's period where the figures end with it, else the period of the figures."""
    first = rows[0]
    cell = make_period(first, words)
    details = cell.details
    text = cell.text
    if pd.notna(form["period_end"]) and _is_same(form["period_end"], first["period_end"]):
        text, details = words.period(form["period_start"], form["period_end"]), ()
    if with_issuer:
        details = (*details, Line(words.pick(form, "issuer"), words.mark_language(form, "issuer")))
    return Cell(text, details=details)


def _make_values(rows: list[Record], month: str, words: Words) -> Cell:
    """The figures of one indicator in a row; their periods where they are not the row's own."""
    if not rows:
        return Cell("", is_number=True)
    cells = [_write_value(row, words) for row in rows]
    periods = [_name_period(row, words) for row in rows]
    if len(rows) == 1:
        is_told = periods[0] == month or pd.isna(rows[0]["period_start"])
        more = make_period(rows[0], words).details if is_told else (Line(periods[0]),)
        return replace(cells[0], details=(*cells[0].details, *more))
    lines = [Line(f"{cell.text} ({period})") for cell, period in zip(cells, periods, strict=True)]
    marked = next((cell for cell in cells if cell.anchor), cells[0])
    links = tuple(line for cell in cells for line in cell.details if line.href)
    return Cell("", details=(*lines, *links), is_number=True, anchor=marked.anchor)


def _name_period(row: Record, words: Words) -> str:
    """The period of a figure; January to March is named like January to April, not as a quarter."""
    start, end = row["period_start"], row["period_end"]
    return name_period(start, end, words, row["period_note"], by_months=True)


def _make_sources(rows: list[Record], words: Words) -> Cell:
    """The places of a row's figures as the form has them; a shared beginning is written once."""
    texts = dict.fromkeys(row["locator"] for row in rows if isinstance(row["locator"], str))
    places = [name_place(place, words) for place in _sort_by_row(list(texts))]
    names = [name for name, _ in places]
    shared = _find_shared_start(names)
    source = make_source(None, words, rows[0]["document_id"])
    if not places:
        return source
    lang = next((lang for _, lang in places if lang), None)
    details = (Line(source.text),) if source.text else ()
    joined = shared + words.join(name[len(shared) :] for name in names)
    return Cell(joined, details=details, lang=lang)


def _sort_by_row(places: list[str]) -> list[str]:
    """The places of each part of a document together, in the order of their rows."""
    parts = list(dict.fromkeys(place.rpartition(" ")[0] for place in places))
    return sorted(
        places, key=lambda place: (parts.index(place.rpartition(" ")[0]), split_numbers(place))
    )


# Where what numbers a row may begin.
_NUMBERED = re.compile("(?<=, ).|第|序号")


def _find_shared_start(texts: list[str]) -> str:
    """The words that all of several texts begin with; blank for one text."""
    if len(texts) < 2:
        return ""
    first, last = min(texts), max(texts)
    length = next(
        (place for place, letters in enumerate(zip(first, last, strict=False))
         if letters[0] != letters[1]),
        len(first),
    )  # fmt: skip
    starts = [found.start() for found in _NUMBERED.finditer(first) if found.start() <= length]
    return first[: max(starts, default=0)]


def _list_notes(words: Words) -> tuple[str, ...]:
    return (words.gettext("Zeros are as reported in the form."),)
