"""What a caller says of the files that are filed: county, period, document id."""

import re
from dataclasses import dataclass

from analysis.errors import ParameterError
from analysis.ingest.content import Remark
from analysis.ingest.forms.recognise import Recognised
from analysis.ingest.words.areas import AreaNames
from analysis.ingest.words.form_labels import MONTHLY_FORM
from analysis.ingest.words.periods import Period, month_of
from analysis.tables.columns import COLUMNS


@dataclass(frozen=True)
class FilingOptions:
    """What the caller says of a file: county, period, name of the document."""

    county: str | None = None
    period: Period | None = None
    document_id: str | None = None


def check_filing_options(
    areas: AreaNames, county: str | None, period: str | None, document_id: str | None
) -> FilingOptions:
    """What a caller says of files, checked.

    Raises:
        ParameterError: if the area is unknown, the month is none, or the name cannot be one.
    """
    if county is not None and county not in areas.current:
        near = ", ".join(f"{code} {name}" for code, name in areas.current.items())
        raise ParameterError(f"{county!r} is no area of areas.csv; known are {near}.")
    month = None
    if period is not None:
        match = re.fullmatch(r"(\d{4})-(\d{2})", period, re.ASCII)
        month = month_of(int(match[1]), int(match[2]), period) if match else None
        if month is None:
            raise ParameterError(f"--period is {period!r}, but a month as YYYY-MM, as 2020-07.")
    pattern = COLUMNS["document_id"].pattern
    if document_id is not None and not re.fullmatch(pattern or "", document_id):
        raise ParameterError(
            f"--document-id is {document_id!r}, but small letters, digits and hyphens."
        )
    return FilingOptions(county, month, document_id)


def check_identity(found: Recognised, options: FilingOptions) -> list[Remark]:
    """What a document's dates lack to be filed; its county is among the remarks already."""
    identity = found.identity
    if options.period and identity.period and options.period.end != identity.period.end:
        asked = f"{options.period.end:%Y-%m}"
        return [Remark("period", "error", None,
                       f"--period says {asked}, the file {identity.period.text}.",
                       "See which is right; leave --period out if the file is.")]  # fmt: skip
    if options.period or identity.period or identity.document_date:
        is_form = any(table.kind == MONTHLY_FORM for table in found.tables)
        if is_form and not (options.period or identity.period):
            return [Remark("period", "error", None, "The form does not say which month it reports.",
                           "Give it: --period YYYY-MM.")]  # fmt: skip
        return []
    return [Remark("period", "error", None, "The file says neither period nor date.",
                   "Give the period: --period YYYY-MM.")]  # fmt: skip
