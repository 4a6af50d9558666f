"""Options of a call that files documents: county, period, document id."""

import re
from dataclasses import dataclass

from analysis.errors import ParameterError
from analysis.ingest.content import Remark
from analysis.ingest.forms.headers import REQUIRED
from analysis.ingest.readings.drafts import Draft
from analysis.ingest.words.areas import AreaNames
from analysis.ingest.words.form_labels import MONTHLY_FORM
from analysis.ingest.words.periods import Period
from analysis.ingest.words.title_periods import read_period
from analysis.tables.columns import COLUMNS


@dataclass(frozen=True)
class FilingOptions:
    """Options for a file: county code, period, document id, form of tables that fit several."""

    county: str | None = None
    period: Period | None = None
    document_id: str | None = None
    form: str | None = None


def find_area(areas: AreaNames, text: str) -> str:
    """The code of the one area that a person typed: a code, name, short name or pinyin.

    Raises:
        ParameterError: if there is none, or several have the name.
    """
    codes = areas.look_up(text)
    if len(codes) == 1:
        return codes[0]
    if codes:
        named = ", ".join(f"{code} {areas.describe(code)}" for code in codes)
        raise ParameterError(f"{text!r} is the name of several areas: {named}. Give the code.")
    similar = ", ".join(areas.suggest(text))
    hint = f" Similar names: {similar}." if similar else ""
    raise ParameterError(
        f"No area of areas.csv is called {text!r}.{hint} A new area is a row of "
        "reference/areas.csv."
    )


def check_filing_options(
    areas: AreaNames,
    county: str | None,
    period: str | None,
    document_id: str | None,
    form: str | None = None,
) -> FilingOptions:
    """The options of a call, checked.

    Raises:
        ParameterError: if the area is unknown, or the period or document id has another form.
    """
    if county is not None:
        county = find_area(areas, county)
    read = None
    if period is not None:
        read = read_period(period)
        if read is None:
            raise ParameterError(
                f"--period is {period!r}, which is not a period. Write it as 2020, 2020-07, "
                "2020-01..05 (January to May), 2020Q1 or 2020H1."
            )
    pattern = COLUMNS["document_id"].pattern
    if document_id is not None and not re.fullmatch(pattern or "", document_id):
        raise ParameterError(
            f"--document-id is {document_id!r}. Use small letters, digits and hyphens only."
        )
    if form is not None and form not in REQUIRED:
        raise ParameterError(f"--form is {form!r}. The forms are {', '.join(REQUIRED)}.")
    return FilingOptions(county, read, document_id, form)


def check_period(document: Draft, options: FilingOptions) -> list[Remark]:
    """Errors in the period of a document: missing, or not that of the call."""
    identity = document.identity
    period = document.period
    stated = identity.period
    if (
        options.period
        and stated
        and (options.period.start, options.period.end) != (stated.start, stated.end)
    ):
        return [Remark("period", "error", None,
                       f"--period says {options.period.text}, the file {stated.text}.",
                       "Check which is right; if the file is, leave out --period.")]  # fmt: skip
    if not period and any(table.kind == MONTHLY_FORM for table in document.tables):
        return [Remark("period", "error", None, "the form does not state its month.",
                       "Give the month with --period YYYY-MM.")]  # fmt: skip
    if not period and not identity.document_date:
        remedy = "Give the period with --period: 2020, 2020-07, 2020Q1 or 2020H1."
        reason = "the file states neither period nor date."
        return [Remark("period", "error", None, reason, remedy)]
    return []
