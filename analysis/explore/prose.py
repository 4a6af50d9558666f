"""Headings and prose of the notebooks of analysts, as messages to be translated."""

from analysis.presentation.wording import to_translate

TEXTS = {
    "explore": (
        to_translate("Explore the counties"),
        to_translate(
            "Figures as the counties’ documents report them. What is not reported is "
            "missing, not zero. Rates and shares are in per cent, amounts in CNY."
        ),
    ),
    "frames": (
        to_translate("Frames"),
        to_translate(
            "One frame of all counties for each subject: data.rates, data.targets and so on. "
            'data.describe("rates") explains the columns.'
        ),
    ),
    "choose": (
        to_translate("Choose and look"),
        to_translate(
            "Choose a region, a county, an indicator and a period. Chart and table follow."
        ),
    ),
    "ranking": (
        to_translate("All counties by one indicator"),
        to_translate(
            "All values are of one period, the one that most counties report unless another is "
            "chosen. A rank says nothing about quality: reports differ in date and scope."
        ),
    ),
    "comparison": (
        to_translate("A county beside its region"),
        to_translate(
            "Rates of a region are sums of numerators ÷ sums of denominators; amounts are sums. "
            "Both are over the counties that report them, and how many do is given. What cannot "
            "be added has the median."
        ),
    ),
    "brief": (
        to_translate("The charts of a county’s brief"),
        to_translate("As in the brief, for any county."),
    ),
    "tables": (
        to_translate("Tables that sort and filter"),
        to_translate("Click a heading to sort; type in the field to filter."),
    ),
    "audit": (
        to_translate("Consistency of the data"),
        to_translate(
            "We recalculate figures that follow from others, allowing for rounding. A "
            "difference needs checking; we do not say which figure is wrong."
        ),
    ),
    "counts": (
        to_translate("Results by county"),
        to_translate(
            "One row a county; most differences first. Longer documents have more checks, so "
            "the number does not measure performance."
        ),
    ),
    "kinds": (
        to_translate("By kind of check"),
        to_translate("Which checks match and which do not."),
    ),
    "findings": (
        to_translate("Figures that do not match or need checking"),
        to_translate(
            "One sentence each. Record the issuing office’s reply in "
            "data/reference/reviews.csv, by claim_id."
        ),
    ),
    "gaps": (
        to_translate("What cannot be recalculated"),
        to_translate("A required figure is not reported."),
    ),
}

# What a row of each frame is, as analysis.tables.analyst_frames has it.
FRAME_MEANINGS = {
    "counties": to_translate("a county with its main figures"),
    "rates": to_translate("a rate of a project's fund, with what is divided by what"),
    "targets": to_translate(
        "a condition of a target item; an item without a usable condition has one row, too"
    ),
    "trends": to_translate(
        "an indicator over a period: reported, planned, or derived from a reported change"
    ),
    "months": to_translate("an indicator of a monthly form in a month, blanks included"),
    "findings": to_translate("a check whose figures do not simply match"),
    "checks": to_translate("a check of a reported figure against the figures that determine it"),
    "indicators": to_translate("an indicator, with how many counties report it"),
    "documents": to_translate("a document of a county, in force"),
}
