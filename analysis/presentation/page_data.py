"""The data of a brief as one table: a row for each rate, condition and printed figure.

The exporter puts it into the page as files that readers can save.
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pandas as pd

from analysis.brief import Brief
from analysis.consistency.verdicts import VERDICTS as BY_GRAVITY
from analysis.figures.names import name_figures
from analysis.presentation.document_names import name_documents
from analysis.presentation.findings import (
    describe_review,
    explain_verdict,
    label_figure,
    show_printed,
    show_recomputed,
)
from analysis.presentation.formats import Words, clean_text
from analysis.presentation.labels import sort_as_printed
from analysis.presentation.places import name_place
from analysis.presentation.terms import (
    CLAIM_KINDS,
    CLAIM_VERDICTS,
    MISSING_REASONS,
    RATES,
    REASONS,
    VERDICTS,
)
from analysis.presentation.wording import to_translate
from analysis.tables.records import list_records

Value = str | float | None
# Name of a column of the file and its heading.
COLUMNS = {
    "kind": to_translate("Kind"),
    "name": to_translate("Name"),
    "period": to_translate("Period"),
    "printed": to_translate("Reported"),
    "value": to_translate("Value"),
    "unit": to_translate("Unit"),
    "numerator": to_translate("Numerator"),
    "denominator": to_translate("Denominator"),
    "verdict": to_translate("Result"),
    "document": to_translate("Document"),
    "place": to_translate("Source"),
}
# What the audit edition has besides.
AUDIT_COLUMNS = {
    "low": to_translate("Value, at least"),
    "high": to_translate("Value, at most"),
    "relation": to_translate("Relation checked"),
    "formula": to_translate("Calculation"),
    "recomputed": to_translate("Recalculated"),
    "recomputed_range": to_translate("Recalculated, range"),
    "remark": to_translate("Remark"),
    "review": to_translate("Review"),
}
SHARE_UNIT = to_translate("1 = 100%")
_PARTS = to_translate("{unit}; numerator and denominator: {parts}")
_RATE = to_translate("Rate")
_CONDITION = to_translate("Condition")
_FIGURE = to_translate("Figure")
_CHECK = to_translate("Check")


@dataclass(frozen=True)
class PageTables:
    """The tables of a brief that its data are taken from.

    Attributes:
        rates: what :func:`analysis.presentation.labels.label_rates` returns.
        conditions: what :func:`analysis.presentation.labels.label_conditions` returns.
        figures: the table ``figures``.
        series: the table ``series``.
        verdicts: the table ``verdicts``.
        documents: the table ``documents``.
    """

    rates: pd.DataFrame
    conditions: pd.DataFrame
    figures: pd.DataFrame
    series: pd.DataFrame
    verdicts: pd.DataFrame
    documents: pd.DataFrame


def collect_page_data(brief: Brief, tables: PageTables, words: Words) -> dict[str, Any]:
    """The data of a brief as headings and rows, in the brief's language.

    Args:
        brief: county, language and edition; the audit edition has more columns, and a row for
            each check.
        tables: tables of the brief.
        words: language, with the names of the documents.

    Returns:
        ``columns``: headings; ``rows``: texts, numbers and None.
    """
    columns = COLUMNS | AUDIT_COLUMNS if brief.is_audit else COLUMNS
    documents = name_documents(tables.documents, words)
    rows: list[dict[str, Value]] = [
        *_list_rates(tables.rates, words),
        *_list_conditions(tables.conditions, tables.figures, words),
        *_list_figures(tables, words),
    ]
    if brief.is_audit:
        rows += _list_checks(tables.verdicts, words)
    for row in rows:
        row["document"] = documents.get(row.get("document"), row.get("document"))  # type: ignore[arg-type]
    return {
        "columns": [words.gettext(heading) for heading in columns.values()],
        "rows": [[_clean(row.get(name)) for name in columns] for row in rows],
    }


def _list_rates(rates: pd.DataFrame, words: Words) -> Iterator[dict[str, Value]]:
    unit = _name_parts("cny", words)
    for row in list_records(rates):
        yield {
            "kind": words.gettext(_RATE),
            "name": words.term(RATES, row["rate_id"]),
            "period": words.date(row["as_of_date"]) if pd.notna(row["as_of_date"]) else None,
            "printed": row["printed"],
            "value": row["rate"],
            "unit": unit,
            "numerator": row["numerator_cny"],
            "denominator": row["denominator_cny"],
        }


def _list_conditions(
    conditions: pd.DataFrame, figures: pd.DataFrame, words: Words
) -> Iterator[dict[str, Value]]:
    places = dict(zip(figures["figure"], figures["locator"], strict=True))
    for row in list_records(conditions):
        sign, verdict = VERDICTS.get(row["verdict"], ("", ""))
        reason = words.term(REASONS, row["reason"]) if isinstance(row["reason"], str) else ""
        label = words.pick(row, "label")
        yield {
            "kind": words.gettext(_CONDITION),
            "name": f"{row['item_label']} {label}" if isinstance(row["item_label"], str) else label,
            "period": words.date(row["as_of_date"]),
            "printed": row["reported_printed"],
            "value": row["completion"],
            "unit": _name_parts(row["unit"], words),
            "numerator": row["achieved"],
            "denominator": row["target"],
            "verdict": f"{sign} {words.gettext(verdict)}" if verdict else reason,
            "document": row["document_id"],
            "place": _name_place(
                places.get(row["actual_figure"]) or places.get(row["target_figure"]), words
            ),
        }


def _list_figures(tables: PageTables, words: Words) -> Iterator[dict[str, Value]]:
    """Rows of the figures that are printed, or that a form has a cell for that is blank."""
    periods = _name_periods(tables.series, words)
    verdicts = _find_worst(tables.verdicts)
    has_value = tables.figures["printed"].notna() | (tables.figures["column"] == "value")
    for row in sort_as_printed(list_records(tables.figures, has_value)):
        unit, missing = row["unit"], row["missing_reason"]
        verdict = verdicts.get(row["figure"])
        yield {
            "kind": words.gettext(_FIGURE),
            "name": label_figure(row, words),
            "period": periods.get(row["figure"]),
            "printed": show_printed(row) or words.term(MISSING_REASONS, missing),
            "value": row["value"],
            "unit": _name_unit(unit, words),
            "verdict": _name_verdict(verdict, words) if verdict else None,
            "document": row["document_id"],
            "place": _name_place(row["locator"], words),
            "low": row["low"],
            "high": row["high"],
        }


def _list_checks(verdicts: pd.DataFrame, words: Words) -> Iterator[dict[str, Value]]:
    for row in sort_as_printed(list_records(verdicts)):
        number, interval = show_recomputed(row, words)
        yield {
            "kind": words.gettext(_CHECK),
            "name": label_figure(row, words),
            "printed": show_printed(row),
            "verdict": _name_verdict(row["verdict"], words),
            "document": row["document_id"],
            "place": _name_place(row["locator"], words),
            "relation": words.term(CLAIM_KINDS, row["claim_kind"]),
            "formula": row["shown_formula"],
            "recomputed": number,
            "recomputed_range": interval,
            "remark": explain_verdict(row, words),
            "review": describe_review(row, words),
        }


def _name_periods(series: pd.DataFrame, words: Words) -> dict[str, str]:
    """Period by figure; the time of a figure without a period of its own is its document's."""
    figures = name_figures(series)
    rows = list_records(series[["period_start", "period_end", "period_note"]])
    named: dict[tuple[Any, ...], str] = {}
    periods = {}
    for figure, row in zip(figures, rows, strict=True):
        key = tuple(str(value) for value in row.values())
        if key not in named:
            named[key] = words.period(*row.values())
        periods[figure] = named[key]
    return periods


def _name_place(locator: object, words: Words) -> str | None:
    return name_place(locator, words)[0] if isinstance(locator, str) else None


def _name_unit(unit: object, words: Words) -> str:
    if unit == "share":
        return words.gettext(SHARE_UNIT)
    return words.find_scale(unit, None, ()).name if isinstance(unit, str) else ""


def _name_parts(unit: object, words: Words) -> str:
    """The unit of a rate: its own, and that of numerator and denominator if it has a name."""
    share, parts = words.gettext(SHARE_UNIT), _name_unit(unit, words)
    return words.say(_PARTS, unit=share, parts=parts) if parts and parts != share else share


def _find_worst(verdicts: pd.DataFrame) -> dict[str, str]:
    """The gravest verdict on each figure that was checked."""
    ranks = {name: rank for rank, name in enumerate(BY_GRAVITY)}
    worst: dict[str, str] = {}
    for figure, verdict in zip(verdicts["figure"], verdicts["verdict"], strict=True):
        known = worst.get(figure)
        if known is None or ranks[verdict] < ranks[known]:
            worst[figure] = verdict
    return worst


def _name_verdict(verdict: str, words: Words) -> str:
    sign, name, _ = CLAIM_VERDICTS[verdict]
    return f"{sign} {words.gettext(name)}"


def _clean(value: object) -> Value:
    """A cell that JSON can hold: text on one line, a finite number, or None."""
    if isinstance(value, str):
        return clean_text(value) or None
    if value is None or value is pd.NA:
        return None
    number = float(value)  # type: ignore[arg-type]
    if not math.isfinite(number):
        return None
    return int(number) if number.is_integer() else number
