"""A frame that names its columns when a name is wrong."""

import difflib
from collections.abc import Callable, Iterable
from functools import wraps
from typing import Any

import pandas as pd

from analysis.errors import UserError

# Largest number of names that a message lists.
MOST_LISTED = 60
# Methods whose arguments name columns.
_NAMING = (
    "sort_values", "groupby", "set_index", "pivot", "pivot_table", "nlargest", "nsmallest",
    "drop_duplicates", "merge", "explode", "melt",
)  # fmt: skip


class UnknownName(UserError, KeyError, AttributeError):
    """A name that does not exist; the message lists those that do.

    Examples:
        >>> str(UnknownName("column", "rate", ["rate_percent", "county"]))
        "There is no column 'rate'; did you mean 'rate_percent'? There are: rate_percent, county."
    """

    def __init__(self, what: str, name: object, names: Iterable[str]) -> None:
        known = list(names)
        near = find_near(str(name), known)
        hint = f"; did you mean {near!r}?" if near else "."
        shown = ", ".join(known[:MOST_LISTED])
        more = f" and {len(known) - MOST_LISTED} more" if len(known) > MOST_LISTED else ""
        self.message = f"There is no {what} {name!r}{hint} There are: {shown}{more}."
        super().__init__(self.message)

    def __str__(self) -> str:
        """The message; KeyError would show it in quotation marks."""
        return self.message


def find_near(name: str, names: Iterable[str]) -> str | None:
    """The existing name that is nearest to a wrong one; None if none is near.

    Examples:
        >>> find_near("trend", ["rates", "trends"]), find_near("x", ["rates"])
        ('trends', None)
    """
    wanted = name.casefold()
    known = {each.casefold(): each for each in names}
    inside = [each for each in known if wanted and (wanted in each or each in wanted)]
    near = (
        difflib.get_close_matches(wanted, known, n=1, cutoff=0.8)
        or inside
        or difflib.get_close_matches(wanted, known, n=1, cutoff=0.5)
    )
    return known[near[0]] if near else None


class Frame(pd.DataFrame):
    """A pandas frame; a column that does not exist is answered with those that do.

    Examples:
        >>> Frame({"rate_percent": [70.0]})["rate"]
        Traceback (most recent call last):
        analysis.explore.frame.UnknownName: There is no column 'rate'; did you mean 'rate_percent'? There are: rate_percent.
    """  # noqa: E501 - the message is one line

    @property
    def _constructor(self) -> type["Frame"]:
        return Frame

    def __getitem__(self, key: Any) -> Any:
        """As of pandas; a column that does not exist is answered with those that do."""
        try:
            return super().__getitem__(key)
        except KeyError as error:
            raise self._explain(key, error) from None

    def __getattr__(self, name: str) -> Any:
        """As of pandas; a name that does not exist is answered with the columns."""
        try:
            return super().__getattr__(name)
        except AttributeError as error:
            if name.startswith("_"):
                raise
            raise self._explain(name, error) from None

    def _repr_html_(self) -> str:
        # As a plain frame: itables knows pandas' own class only.
        html: str = pd.DataFrame(self)._repr_html_()
        return html

    def _explain(self, key: Any, error: Exception) -> Exception:
        """The error that lists the columns; the given one if no column name is wrong."""
        keys = key if isinstance(key, list | tuple | pd.Index) else [key]
        known = [*self.columns, *filter(None, self.index.names)]
        wrong = [each for each in keys if isinstance(each, str) and each not in known]
        return UnknownName("column", wrong[0], map(str, self.columns)) if wrong else error


def _explain_columns(method: Callable[..., Any]) -> Callable[..., Any]:
    """A method of pandas whose KeyError lists the frame's columns."""

    @wraps(method)
    def call(self: Frame, *arguments: Any, **named: Any) -> Any:
        try:
            return method(self, *arguments, **named)
        except UnknownName:
            raise
        except KeyError as error:
            given = [*arguments, *named.values()]
            texts = [
                text for each in given for text in (each if isinstance(each, list) else [each])
            ]
            named_columns = [text for text in texts if isinstance(text, str) and text in str(error)]
            raise self._explain(named_columns, error) from None

    return call


for _name in _NAMING:
    setattr(Frame, _name, _explain_columns(getattr(pd.DataFrame, _name)))
