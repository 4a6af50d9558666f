"""Tables that sort and filter in a notebook, without any request."""

from typing import Any

import pandas as pd
from pandas.api import types

from analysis.presentation.formats import Words
from analysis.presentation.wording import to_translate

# Decimals of numbers in tables; the frames have all.
DIGITS = 2
# Letters of the longest text that a cell does not wrap: a date or a name where a table is made to
# be read, a title where a frame is wide and scrolls.
SHORT_TEXT = 12
SHORT_IN_FRAME = 36
# Width of columns of sentences.
WIDE = "26em"
# Headings of the tables that are made to be read; frames keep the names that are typed.
HEADINGS = {
    "rank": to_translate("Rank"),
    "place": to_translate("County or region"),
    "county": to_translate("County or district"),
    "city": to_translate("Prefecture-level city"),
    "province": to_translate("Province or region"),
    "project": to_translate("Project"),
    "value": to_translate("Value"),
    "unit": to_translate("Unit"),
    "numerator": to_translate("Numerator"),
    "denominator": to_translate("Denominator"),
    "period": to_translate("Period"),
    "county_code": to_translate("Code"),
    "reported": to_translate("Counties that report it"),
    "counties": to_translate("Counties"),
    "rule": to_translate("Method"),
    "verdict_name": to_translate("Result"),
    "finding": to_translate("Finding"),
    "locator": to_translate("Place in the document"),
    "review_status": to_translate("Review"),
    "review_reason": to_translate("Reason of the review"),
    "is_new": to_translate("New"),
    "claim_id": to_translate("Check (claim_id)"),
}


class Table:
    """A frame as a table that sorts and filters, rounded and without empty columns.

    Attributes:
        shown: the rows as shown; what is missing is blank.
    """

    def __init__(self, frame: pd.DataFrame, words: Words | None = None) -> None:
        kept = pd.DataFrame(frame)
        kept = kept.dropna(axis="columns", how="all") if len(kept) else kept
        self._is_text = [not types.is_numeric_dtype(kept[name]) for name in kept]
        self._words = words
        self.shown = pd.DataFrame({name: _round(kept[name]) for name in kept})
        if words is not None:
            self.shown = self.shown.rename(columns={
                name: words.gettext(HEADINGS[name]) for name in kept if name in HEADINGS
            })  # fmt: skip

    def _repr_html_(self) -> str:
        import itables

        texts = [position for position, is_text in enumerate(self._is_text) if is_text]
        short = [position for position, name in enumerate(self.shown) if self._is_short(name)]
        wide = [position for position in texts if position not in short]
        html: str = itables.to_html_datatable(
            self.shown,
            connected=False,
            showIndex=False,
            classes="display compact",
            columnDefs=[
                {"className": "dt-left", "targets": texts},
                {"className": "dt-nowrap", "targets": short},
                {"width": WIDE, "targets": wide if self._words is None else []},
            ],
            scrollX=True,
        )
        return html

    def _is_short(self, name: str) -> bool:
        """Whether no text of a column is so long that it would have to be wrapped."""
        limit = SHORT_IN_FRAME if self._words is None else SHORT_TEXT
        return all(len(str(value)) <= limit for value in self.shown[name])

    def __repr__(self) -> str:
        """The rows as text, where nothing shows HTML."""
        return self.shown.to_string(index=False)


def _round(values: pd.Series) -> pd.Series:
    """Rounded numbers and days as texts; blank where there is none."""
    if types.is_datetime64_any_dtype(values):
        values = values.dt.strftime("%Y-%m-%d")
    elif types.is_float_dtype(values):
        values = values.round(DIGITS)
        if (values.dropna() % 1 == 0).all():
            values = values.astype("Int64")
    return values.astype(object).where(values.notna(), "")


def start_tables(words: Words) -> None:
    """Lets every frame of the notebook sort and filter, too; the tables need no network.

    Args:
        words: language of the tables' controls.
    """
    import itables

    itables.init_notebook_mode(all_interactive=True, connected=False)
    itables.options.maxBytes = 0
    itables.options.language = name_controls(words)


def name_controls(words: Words) -> dict[str, Any]:
    """Words of the tables' controls."""
    return {
        "search": words.gettext("Filter:"),
        "info": words.gettext("Rows _START_ to _END_ of _TOTAL_"),
        "infoEmpty": words.gettext("No rows"),
        "infoFiltered": words.gettext("(of _MAX_)"),
        "lengthMenu": words.gettext("_MENU_ rows a page"),
        "zeroRecords": words.gettext("No row matches."),
        "emptyTable": words.gettext("No rows"),
    }


def show_table(frame: pd.DataFrame, words: Words | None = None) -> Table:
    """A frame as a table that sorts and filters.

    Args:
        frame: any frame.
        words: language of the headings; none for the names that are typed.

    Examples:
        >>> show_table(pd.DataFrame({"a": [1.234], "b": [None]})).shown.values.tolist()
        [[1.23]]
    """
    return Table(frame, words)
