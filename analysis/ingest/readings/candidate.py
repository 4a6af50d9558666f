"""A figure proposed from running text or from a picture, until a person decides about it."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Candidate:
    """A figure proposed from running text.

    Attributes:
        candidate_id: document and number: ``990101-2020-07-letter:3``.
        status: ``open``, ``accepted`` or ``rejected``.
        county_code: area that the sentence is about.
        indicator_id: the indicator, where the words name one.
        role: ``reported``, ``target``, ``appropriation`` or ``context`` (of another scope).
        label: words that name the figure.
        value: the figure as printed, with unit and qualifier.
        change: the change printed after it.
        unit: unit of its value.
        qualifier: its qualifier, such as ``over``.
        period: the period as printed.
        period_start: first day, if the period has one.
        period_end: last day.
        quote: the words around it.
        locator: its place in the document.
        confidence: of a figure read from a picture, how sure the recognition is, 0 to 1.
        picture: of a figure read from a picture, the crop of it, a file beside the candidates.
        checked: of a figure read from a picture, what the sums of its own table say:
            ``confirmed``, ``refuted`` or ``unchecked``.
    """

    candidate_id: str
    status: str
    county_code: str
    indicator_id: str
    role: str
    label: str
    value: str
    change: str
    unit: str
    qualifier: str
    period: str
    period_start: str
    period_end: str
    quote: str
    locator: str
    confidence: str = ""
    picture: str = ""
    checked: str = ""
