"""Headings and prose of the notebooks of analysts, as messages to be translated."""

from analysis.presentation.wording import to_translate

TEXTS = {
    "explore": (
        to_translate("Explore the counties"),
        to_translate(
            "Figures as the counties’ documents report them. What is not reported is missing, "
            "never zero. Rates and shares are in per cent, amounts in yuan."
        ),
    ),
    "frames": (
        to_translate("What there is"),
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
            "Reported figures of all counties that follow from others are recalculated, allowing "
            "for rounding. A difference is a place to look; it does not say which figure is wrong."
        ),
    ),
    "counts": (
        to_translate("How many of each"),
        to_translate(
            "One row a county, those with most differences first. Longer reports have "
            "more checks, so the numbers do not rate a county."
        ),
    ),
    "kinds": (
        to_translate("By kind of check"),
        to_translate("Which relations between figures hold, and which do not."),
    ),
    "findings": (
        to_translate("Figures that do not match or need checking"),
        to_translate(
            "One sentence each. The answer of whoever issued the document goes into "
            "data/reference/reviews.csv, by claim_id."
        ),
    ),
    "gaps": (
        to_translate("What cannot be recalculated"),
        to_translate("The figure that is needed is not reported."),
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
        "an indicator over a period: reported, planned, or implied by a reported change"
    ),
    "months": to_translate("an indicator of a monthly form in a month, blanks included"),
    "findings": to_translate("a check whose figures do not simply match"),
    "checks": to_translate("a check of a reported figure against the figures that determine it"),
    "indicators": to_translate("an indicator, with how many counties report it"),
    "documents": to_translate("a document of a county, in force"),
}
