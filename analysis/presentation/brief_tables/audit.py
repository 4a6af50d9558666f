"""What only the audit edition shows: every check with its review, and the range of each figure."""

import pandas as pd

from analysis.brief import Brief
from analysis.consistency.verdicts import VERDICTS
from analysis.presentation.brief_tables.table import (
    Cell,
    Column,
    Line,
    Row,
    Table,
    make_source,
    render_table,
)
from analysis.presentation.brief_tables.verdicts import tabulate_findings
from analysis.presentation.display import NOTHING, Fragment
from analysis.presentation.findings import label_figure, show_reported
from analysis.presentation.formats import Words
from analysis.presentation.labels import sort_as_printed
from analysis.presentation.ranges import write_bound
from analysis.presentation.wording import to_translate
from analysis.tables.records import Record, list_records

CHECKS_CAPTION = to_translate("All checks, with reviews")
RANGES_CAPTION = to_translate("Ranges that the reported figures stand for")


def tabulate_audit(
    brief: Brief, verdicts: pd.DataFrame, figures: pd.DataFrame, words: Words
) -> Fragment:
    """Tables of all checks and of the ranges of all figures; nothing in the public edition.

    Args:
        brief: its edition decides.
        verdicts: rows of the table ``verdicts``.
        figures: rows of the table ``figures``.
        words: language, with the names of the documents.
    """
    if not brief.is_audit:
        return NOTHING
    caption = words.gettext(CHECKS_CAPTION)
    return tabulate_findings(verdicts, VERDICTS, caption, words) + tabulate_ranges(figures, words)


def tabulate_ranges(figures: pd.DataFrame, words: Words) -> Fragment:
    """Table of the figures that are not exact, each with the least and the most that it may be.

    Args:
        figures: rows of the table ``figures``.
        words: language.
    """
    is_rounded = figures["value"].notna() & (figures["low"] < figures["high"])
    rows = sort_as_printed(list_records(figures, is_rounded))
    if not rows:
        return NOTHING
    columns = (
        Column(words.gettext("Reported")),
        Column(words.gettext("At least"), True),
        Column(words.gettext("At most"), True),
        Column(words.gettext("Source")),
    )
    body = tuple(_make_row(row, words) for row in rows)
    return render_table(Table(words.gettext(RANGES_CAPTION), columns, (body,)))


def _make_row(row: Record, words: Words) -> Row:
    label = Line(label_figure(row, words), words.mark_language(row, "label"))
    low, high = (write_bound(row, end, words) for end in ("low", "high"))
    return Row(
        (
            Cell(show_reported(row, words), details=(label,), scope="row"),
            Cell(low, is_number=True),
            Cell(high, is_number=True),
            make_source(row["locator"], words, row["document_id"]),
        )
    )
