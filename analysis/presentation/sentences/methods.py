"""Notes on how to read a brief: what its figures stand for and what they do not."""

from analysis.presentation.formats import Words
from analysis.presentation.wording import to_translate

NOTES = (
    to_translate(
        "This brief is compiled from the documents listed here. We have not verified them. "
        "“Not reported” does not mean zero, or that nothing was done."
    ),
    to_translate(
        "Rates show how far payments have progressed, not what was delivered. The rates measure "
        "different things and cannot be compared."
    ),
    to_translate(
        "“Requested” and “submitted” mean asked for. “Paid” is as reported; we have not seen "
        "payment records. A contract with no reported payment may still have been paid."
    ),
    to_translate(
        "Counties report to the city, the city to the province. “Used” is not defined: it may not "
        "mean requested or paid."
    ),
    to_translate(
        "Completion (actual ÷ target) can exceed 100%: results were high or targets low. Items "
        "with wording only are not assessed; items that lack figures cannot be calculated."
    ),
    to_translate(
        "Tourism figures are reported by the county. Changes cannot be attributed to e-commerce. "
        "The COVID-19 pandemic affects 2020."
    ),
    to_translate(
        "We recalculate figures that follow from others, allowing for rounding. We do not say "
        "which of two is correct."
    ),
)


def describe_methods(words: Words) -> list[str]:
    """How to read the figures of a brief, a note each.

    Args:
        words: language.
    """
    return [words.gettext(note) for note in NOTES]
