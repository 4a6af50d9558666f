"""Names of the codes of the tables, as messages to be translated.

Longer than other modules because it is data: one entry a code.
"""

from analysis.presentation.wording import to_translate

STATUSES = {
    "requested": to_translate("Requested"),
    "submitted": to_translate("Submitted for payment"),
    "paid": to_translate("Reported as paid"),
    "retained": to_translate("Not yet payable"),
}
VERDICTS = {
    "met": ("✓", to_translate("Met")),
    "not_met": ("✗", to_translate("Not met")),
    "not_yet_due": ("◇", to_translate("Not yet due")),
    "not_assessed": ("○", to_translate("Not assessed")),
    "not_computable": ("?", to_translate("Cannot be calculated")),
}
# Why a condition has no completion.
REASONS = {
    "qualitative": to_translate("Wording only"),
    "no_numeric_target": to_translate("Target not quantified"),
    "unreadable_target": to_translate("Target not readable as a number"),
    "no_actual": to_translate("No result reported"),
    "result_without_number": to_translate("No figure for it in the reported result"),
    "unreadable_actual": to_translate("Result not readable as a number"),
    "no_denominator": to_translate("Denominator not reported"),
    "zero_denominator": to_translate("Denominator is zero"),
    "unreadable_unit": to_translate("Unit not stated or not readable"),
    "other_unit": to_translate("Result and target in different units"),
    "zero_target": to_translate("Target is zero"),
    "qualified_actual": to_translate("Result is approximate and could be on either side"),
    "no_condition": to_translate("No condition that can be assessed"),
}
# Why a cell of a form that is not blank has no value.
MISSING_REASONS = {
    "no_figure": to_translate("no figure"),
    "unreadable": to_translate("not readable"),
    "unreadable_unit": to_translate("unit not readable"),
}
COMPARATORS = {"ge": "≥", "le": "≤", "eq": "="}
CATEGORIES = {
    "product_upstream": to_translate("Farm products to market"),
    "public_service": to_translate("Public services"),
    "training": to_translate("Training"),
    "administration": to_translate("Administration"),
    "logistics": to_translate("Logistics"),
    "ecommerce": to_translate("E-commerce as a whole"),
    "poverty_relief": to_translate("Poverty relief"),
    "employment": to_translate("Employment"),
    "oversight": to_translate("Oversight"),
    "unclassified": to_translate("Unclassified"),
    "all": to_translate("All"),
    "all_weighted": to_translate("All, weighted by planned funds"),
}
RATES = {
    "paid_of_planned": to_translate("Disbursement rate (paid ÷ planned)"),
    "paid_of_contract": to_translate("Contract payment rate (paid ÷ contracts)"),
    "paid_of_appropriation": to_translate("Paid ÷ appropriation"),
    "used_of_appropriation": to_translate("Use of the fund (used ÷ appropriation)"),
    "requested_of_contract": to_translate("Requested ÷ contracts"),
    "requested_of_appropriation": to_translate("Requested ÷ appropriation"),
    "contracted_of_appropriation": to_translate("Contracts ÷ appropriation"),
}
FUND_SOURCES = {
    "central": to_translate("Central government"),
    "province": to_translate("Province"),
    "city": to_translate("City"),
    "county": to_translate("County"),
    "social": to_translate("Non-government funds"),
    "own": to_translate("Own funds"),
}
# Who appropriates, within a sentence.
FUND_GIVERS = {
    "central": to_translate("the central government"),
    "province": to_translate("the province"),
    "central;province": to_translate("the central government and the province"),
}
DOCUMENT_KINDS = {
    "self_evaluation": to_translate("Self-evaluation report"),
    "letter": to_translate("Letter"),
    "monthly_form": to_translate("Monthly form"),
    "progress_report": to_translate("Progress report"),
    "notice": to_translate("Notice"),
}
TARGET_TABLES = {
    "progress": to_translate("Progress table"),
    "goals": to_translate("Programme targets"),
}
EVENT_KINDS = {
    "phase": to_translate("Phase"),
    "milestone": to_translate("Milestone"),
    "deadline": to_translate("Deadline"),
    "designation": to_translate("Designation"),
    "stoppage": to_translate("Work stopped"),
}
UNITS = {
    "person": to_translate("people"),
    "person_time": to_translate("person-times"),
    "visit": to_translate("visits"),
    "attendance": to_translate("attendances"),
    "view": to_translate("views"),
    "household": to_translate("households"),
    "kilometre": to_translate("km"),
    "square_kilometre": to_translate("km²"),
    "square_metre": to_translate("m²"),
    "hectare": to_translate("ha"),
    "cubic_metre": to_translate("m³"),
    "tonne": to_translate("t"),
    "kilowatt": to_translate("kW"),
    "kilowatt_hour": to_translate("kWh"),
    "kVA": to_translate("kVA"),
    "usd": to_translate("USD"),
    "eur": to_translate("EUR"),
    "hkd": to_translate("HKD"),
    "jpy": to_translate("JPY"),
    "gbp": to_translate("GBP"),
    "percentage_point": to_translate("percentage points"),
    "second": to_translate("seconds"),
    "minute": to_translate("minutes"),
    "hour": to_translate("hours"),
    "class_hour": to_translate("class hours"),
    "working_day": to_translate("working days"),
    "week": to_translate("weeks"),
    "day": to_translate("days"),
    "month": to_translate("months"),
    "year": to_translate("years"),
    "point": to_translate("points"),
    "unit": to_translate("units"),
}
# Names of the units of which there is one.
SINGULAR_UNITS = {
    **UNITS,
    "person": to_translate("person"),
    "person_time": to_translate("person-time"),
    "visit": to_translate("visit"),
    "attendance": to_translate("attendance"),
    "view": to_translate("view"),
    "household": to_translate("household"),
    "percentage_point": to_translate("percentage point"),
    "second": to_translate("second"),
    "minute": to_translate("minute"),
    "hour": to_translate("hour"),
    "class_hour": to_translate("class hour"),
    "working_day": to_translate("working day"),
    "week": to_translate("week"),
    "day": to_translate("day"),
    "month": to_translate("month"),
    "year": to_translate("year"),
    "point": to_translate("point"),
    "unit": to_translate("unit"),
}
# The unit is blank where the number stands alone. In Chinese 多 stands before the unit, 以上 after.
QUALIFIERS = {
    "over": to_translate("over {number}{unit}"),
    "above": to_translate("at least {number}{unit}"),
    "nearly": to_translate("nearly {number}{unit}"),
    "about": to_translate("about {number}{unit}"),
    "at_most": to_translate("at most {number}{unit}"),
}

# Verdicts on claims about figures: sign, name, meaning.
CLAIM_VERDICTS = {
    "contradicts": (
        "✗",
        to_translate("Does not match"),
        to_translate("The difference is more than rounding."),
    ),
    "for_review": (
        "!",
        to_translate("To be checked"),
        to_translate("The figures differ, but there may be a valid reason."),
    ),
    "not_computable": (
        "?",
        to_translate("Cannot be calculated"),
        to_translate("A required figure is not reported."),
    ),
    "capped": (
        "≥",
        to_translate("Reported as 100%"),
        to_translate("Reported as 100%; the recalculated figure is higher."),
    ),
    "explained": (
        "≈",
        to_translate("Rounding difference"),
        to_translate("The difference is due to rounding or truncation."),
    ),
    "agrees": (
        "✓",
        to_translate("Matches"),
        to_translate("The recalculated figure matches the reported one."),
    ),
}
CLAIM_KINDS = {
    "total": to_translate("total row = sum of its lines"),
    "subtotal": to_translate("subtotal = sum of its lines"),
    "sublines": to_translate("line = sum of its parts"),
    "of_which": to_translate("“of which” line ≤ its parent line"),
    "of_which_together": to_translate("“of which” lines together ≤ their parent line"),
    "rate": to_translate("rate = paid ÷ planned"),
    "share": to_translate("share = line ÷ total"),
    "paid_limit": to_translate("paid ≤ planned"),
    "shares": to_translate("shares add up to 100%"),
    "instalment_share": to_translate("instalment = share × contracts"),
    "instalments": to_translate("cumulative paid = sum of instalments"),
    "instalment_limit": to_translate("instalments ≤ contracts"),
    "contract_limit": to_translate("contracts ≤ appropriation"),
    "plan_limit": to_translate("planned ≤ appropriation"),
    "contract_line": to_translate("line of the fund table = contract"),
    "plan": to_translate("tender amount = planned lines"),
    "completion": to_translate("completion = actual ÷ target"),
    "score_limit": to_translate("score ≤ full score of the item"),
    "score_total": to_translate("total score = sum of the scores"),
    "weights": to_translate("full scores add up to 100"),
    "change": to_translate("change = value compared with its base"),
    "parts": to_translate("total = sum of its parts"),
    "subset": to_translate("part ≤ total"),
    "mean": to_translate("mean = weighted mean of its parts"),
    "coverage": to_translate("share = part ÷ total"),
    "repeat": to_translate("same figure elsewhere"),
    "near": to_translate("same figure elsewhere, within a month"),
    "month": to_translate("cumulative = previous cumulative + this month"),
    "cumulative": to_translate("cumulative ≥ previous cumulative"),
    "areas": to_translate("total column = sum of the areas"),
    "dates": to_translate("dates in order"),
    "text": to_translate("relation stated in the text"),
}
EXPLANATIONS = {
    "cut_off": to_translate("The figure is truncated, not rounded."),
    "rounded": to_translate("The figures are rounded."),
    "rounded_or_cut": to_translate("Some figures are truncated, not rounded."),
    "qualified": to_translate("The reported figure is approximate."),
}
# Why a difference need not be an error.
INNOCENT_READINGS = {
    "plan_changed": to_translate("The plan may have changed between the two tables."),
    "not_all_listed": to_translate("The document may not list all instalments."),
    "not_all_parts": to_translate("The document may not list all parts of the line."),
    "parts_overlap": to_translate("The parts may overlap."),
    "not_all_named": to_translate("The sentence may not name all parts."),
    "part_of_another": to_translate("The sentence may refer to part of another total."),
    "extra_points": to_translate("Bonus points may have been given."),
    "other_full_score": to_translate("The full score of the form may not be 100."),
    "fell": to_translate("The cumulative figure fell; it may have been corrected."),
    "corrected": to_translate("The figure for the previous month may have been corrected."),
    "out_of_order": to_translate("Dates are out of order; one may be mistyped."),
    "another_date": to_translate("The undated figure may refer to another day."),
    "another_target": to_translate("It may be a different target, with another date or scope."),
    "several_per_village": to_translate("A village may have several stations, or share one."),
    "denominator_not_named": to_translate(
        "The document does not say whether the share is of the appropriation or of contracts."
    ),
    "used_is_not_requested": to_translate("The amount used may differ from the amount requested."),
}
# Why a claim cannot be computed, and which figure is needed for it.
# Where what is missing is the base of a change, not a whole.
NO_BASE = (to_translate("Base-period value not reported"), to_translate("the base-period value"))
# Where what is missing is no result of a target.
NO_OPERAND = (to_translate("A required figure not reported"), to_translate("that figure"))
CLAIM_GAPS = {
    "no_actual": (
        to_translate("No result reported"),
        to_translate("the actual figure"),
    ),
    "result_without_number": (
        to_translate("No figure for it in the reported result"),
        to_translate("the actual figure"),
    ),
    "unreadable_actual": (
        to_translate("Result not readable as a number"),
        to_translate("the actual figure"),
    ),
    "other_unit": (
        to_translate("Result and target in different units"),
        to_translate("target and result in the same unit"),
    ),
    "zero_denominator": (
        to_translate("Denominator is zero"),
        to_translate("a denominator other than zero"),
    ),
    "no_denominator": (
        to_translate("Denominator not reported"),
        to_translate("the total"),
    ),
    "no_numeric_target": (
        to_translate("Target not quantified"),
        to_translate("a target with a figure"),
    ),
    "unreadable_target": (
        to_translate("Target not readable as a number"),
        to_translate("a target with a figure"),
    ),
    "zero_target": (
        to_translate("Target is zero"),
        to_translate("a target other than zero"),
    ),
    "blank": (to_translate("Blank"), to_translate("the blank figure")),
    "unreadable_unit": (
        to_translate("Unit not readable"),
        to_translate("the unit of the figure"),
    ),
}
REVIEW_STATUSES = {
    "open": to_translate("Open"),
    "confirmed": to_translate("Confirmed"),
    "accepted": to_translate("Accepted"),
}
FIGURE_COLUMNS = {
    "rate": to_translate("rate"),
    "share": to_translate("share"),
    "change": to_translate("change"),
    "completion": to_translate("completion"),
    "paid": to_translate("paid"),
    "planned": to_translate("planned"),
    "tendered": to_translate("tender amount"),
    "amount": to_translate("amount"),
    "end": to_translate("end date"),
    "start": to_translate("start date"),
    "status_date": to_translate("status date"),
}


def name_target_table(table_id: str) -> str:
    """Message that names a table of target items.

    Only the table of the programme's goals has a name of its own; ``progress_2`` is a progress
    table too.
    """
    return TARGET_TABLES.get(table_id, TARGET_TABLES["progress"])
