"""Tables of the verdicts on relations between the figures of a county's documents."""

import pandas as pd

from analysis.consistency.verdicts import count_verdicts
from analysis.presentation.brief_tables.table import (
    Cell,
    Column,
    Kind,
    Line,
    Row,
    Table,
    make_source,
    render_table,
)
from analysis.presentation.display import NOTHING, Fragment
from analysis.presentation.findings import (
    describe_review,
    explain_verdict,
    label_figure,
    show_recomputed,
    show_reported,
)
from analysis.presentation.formats import Words
from analysis.presentation.formulas import find_language, write_formula
from analysis.presentation.labels import sort_as_printed
from analysis.presentation.terms import CLAIM_KINDS, CLAIM_VERDICTS
from analysis.tables.records import list_records

# Kind of cell, and so its style, by verdict.
KINDS: dict[str, Kind] = {
    "contradicts": "not-met",
    "for_review": "not-computable",
    "agrees": "met",
}
# Index of the column of recomputed values, which is left out if there are none.
RECOMPUTED = 1
SIGNS = {"eq": "", "le": "≤ ", "ge": "≥ "}


def tabulate_counts(verdicts: pd.DataFrame, words: Words) -> Fragment:
    """Table of the number of claims by verdict, with the meaning of each verdict.

    Args:
        verdicts: rows of the table ``verdicts``.
        words: language.
    """
    if verdicts.empty:
        return NOTHING
    rows = tuple(
        Row(
            (
                _make_verdict(name, words, scope="row"),
                Cell(words.number(int(count)), is_number=True),
                Cell(words.gettext(CLAIM_VERDICTS[name][2])),
            )
        )
        for name, count in count_verdicts(verdicts).items()
    )
    total = Cell(words.number(len(verdicts)), is_number=True)
    rows += (Row((Cell(words.gettext("All"), scope="row"), total, Cell("")), is_total=True),)
    columns = (
        Column(words.gettext("Result")),
        Column(words.gettext("Checks"), True),
        Column(words.gettext("Meaning"), is_wide=True),
    )
    return render_table(Table(words.gettext("Checks by result"), columns, (rows,)))


def tabulate_findings(
    verdicts: pd.DataFrame, chosen: tuple[str, ...], caption: str, words: Words
) -> Fragment:
    """Table of printed figures beside the values recomputed from others; empty without findings.

    Args:
        verdicts: rows of the table ``verdicts``.
        chosen: verdicts to show, in this order.
        caption: caption of the table.
        words: language.
    """
    shown = list_records(verdicts, verdicts["verdict"].isin(chosen))
    if not shown:
        return NOTHING
    ordered = sorted(sort_as_printed(shown), key=lambda row: chosen.index(row["verdict"]))
    columns = [
        Column(words.gettext("Reported")),
        Column(words.gettext("Recalculated"), True),
        Column(words.gettext("Calculation"), is_wide=True),
        Column(words.gettext("Result")),
        Column(words.gettext("Source")),
    ]
    rows = [_make_cells(row, words) for row in ordered]
    if not any(cells[RECOMPUTED].text for cells in rows):
        for cells in (columns, *rows):
            del cells[RECOMPUTED]
    return render_table(
        Table(caption, tuple(columns), (tuple(Row(tuple(cells)) for cells in rows),))
    )


def _make_cells(row: dict, words: Words) -> list[Cell]:
    number, interval = show_recomputed(row, words)
    printed = show_reported(row, words)
    lines = [Line(label_figure(row, words), words.mark_language(row, "label"))]
    details = [Line(words.say("range {interval}", interval=interval))] if interval else []
    formula = write_formula(row, words)
    return [
        Cell(
            printed or words.gettext("blank"),
            details=tuple(lines),
            scope="row",
            lang=find_language(printed, words),
        ),
        Cell(
            SIGNS[row["relation"]] + number if number else "",
            details=tuple(details),
            is_number=True,
        ),
        Cell(
            formula,
            details=(Line(words.term(CLAIM_KINDS, row["claim_kind"])),),
            lang=find_language(formula, words),
        ),
        _make_verdict(row["verdict"], words, _list_remarks(row, words)),
        make_source(row["locator"], words, row["document_id"]),
    ]


def _list_remarks(row: dict, words: Words) -> list[str]:
    why = explain_verdict(row, words)
    new = words.gettext("new since the last update") if row["is_new"] else ""
    return [text for text in (why, new, describe_review(row, words)) if text]


def _make_verdict(
    verdict: str, words: Words, remarks: list[str] | None = None, scope: str = ""
) -> Cell:
    sign, name, _ = CLAIM_VERDICTS[verdict]
    lines = tuple(Line(text) for text in remarks or [])
    kind = KINDS.get(verdict, "not-assessed")
    return Cell(words.gettext(name), kind, lines, symbol=sign, scope=scope)  # type: ignore[arg-type]
