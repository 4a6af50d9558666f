"""Names of the codes of the tables, as messages to be translated.

Longer than other modules because it is data: one entry a code.
"""

from analysis.presentation.wording import to_translate

STATUSES = {
    "requested": to_translate("requested"),
    "submitted": to_translate("submitted for payment"),
    "paid": to_translate("reported as paid"),
    "retained": to_translate("held back"),
}
VERDICTS = {
    "met": ("✓", to_translate("met")),
    "not_met": ("✗", to_translate("not met")),
    "not_yet_due": ("◇", to_translate("not yet due")),
    "not_assessed": ("○", to_translate("not assessed")),
    "not_computable": ("?", to_translate("not computable")),
}
# Why a condition has no completion.
REASONS = {
    "qualitative": to_translate("asked for in words only"),
    "no_numeric_target": to_translate("no number in the target"),
    "unreadable_target": to_translate("target that cannot be read as a number"),
    "no_actual": to_translate("no result reported"),
    "result_without_number": to_translate("no number for it in the reported result"),
    "unreadable_actual": to_translate("result that cannot be read as a number"),
    "no_denominator": to_translate("denominator not reported"),
    "zero_denominator": to_translate("denominator of zero"),
    "unreadable_unit": to_translate("unit not stated or not readable"),
    "other_unit": to_translate("result in another unit than the target"),
    "zero_target": to_translate("target of zero"),
    "qualified_actual": to_translate("result may lie on either side"),
    "no_condition": to_translate("no usable condition"),
}
# Why a cell of a form that is not blank has no value.
MISSING_REASONS = {
    "no_figure": to_translate("no figure"),
    "unreadable": to_translate("cannot be read"),
    "unreadable_unit": to_translate("unit cannot be read"),
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
    "used_of_appropriation": to_translate("Use of the fund (reported as used ÷ appropriation)"),
    "requested_of_contract": to_translate("Requested ÷ contracts"),
    "requested_of_appropriation": to_translate("Requested ÷ appropriation"),
    "contracted_of_appropriation": to_translate("Contracts ÷ appropriation"),
}
FUND_SOURCES = {
    "central": to_translate("Central government"),
    "province": to_translate("Province"),
    "city": to_translate("City"),
    "county": to_translate("County"),
    "social": to_translate("Social capital"),
    "own": to_translate("Own funds"),
}
# Who appropriates, within a sentence.
FUND_GIVERS = {
    "central": to_translate("the central government"),
    "province": to_translate("the province"),
    "central;province": to_translate("the central government and the province"),
}
DOCUMENT_KINDS = {
    "self_evaluation": to_translate("self-evaluation"),
    "letter": to_translate("letter"),
    "monthly_form": to_translate("monthly form"),
    "progress_report": to_translate("progress report"),
    "notice": to_translate("notice"),
}
TARGET_TABLES = {
    "progress": to_translate("Progress table"),
    "goals": to_translate("Goals of the programme"),
}
EVENT_KINDS = {
    "phase": to_translate("phase"),
    "milestone": to_translate("milestone"),
    "deadline": to_translate("deadline"),
    "designation": to_translate("designation"),
    "stoppage": to_translate("stoppage"),
}
UNITS = {
    "person": to_translate("persons"),
    "person_time": to_translate("person-times"),
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
        to_translate("contradicts"),
        to_translate("No rounding of any of its figures gives what is printed."),
    ),
    "for_review": (
        "!",
        to_translate("for review"),
        to_translate("Arithmetic says different, but an innocent reading exists."),
    ),
    "not_computable": (
        "?",
        to_translate("not computable"),
        to_translate("A figure that it needs is not reported."),
    ),
    "capped": (
        "≥",
        to_translate("capped"),
        to_translate("100% is printed; the figures reach more."),
    ),
    "explained": (
        "≈",
        to_translate("explained by rounding"),
        to_translate("It differs, but rounding or cutting off explains it."),
    ),
    "agrees": (
        "✓",
        to_translate("agrees"),
        to_translate("The other figures, rounded as printed, give the figure."),
    ),
}
CLAIM_KINDS = {
    "total": to_translate("total row = sum of its lines"),
    "subtotal": to_translate("subtotal = sum of its lines"),
    "sublines": to_translate("line = sum of its parts"),
    "of_which": to_translate("part named by “of which” ≤ its whole"),
    "of_which_together": to_translate("parts named by “of which” together ≤ their whole"),
    "rate": to_translate("rate = paid ÷ planned"),
    "share": to_translate("share = line ÷ total"),
    "paid_limit": to_translate("paid ≤ planned"),
    "shares": to_translate("shares make 100%"),
    "instalment_share": to_translate("instalment = share × contracts"),
    "instalments": to_translate("paid so far = sum of the instalments"),
    "instalment_limit": to_translate("instalments ≤ contracts"),
    "contract_limit": to_translate("contracts ≤ appropriation"),
    "plan_limit": to_translate("planned ≤ appropriation"),
    "contract_line": to_translate("line of the fund table = contract"),
    "plan": to_translate("tendered = planned lines"),
    "completion": to_translate("completion = actual ÷ target"),
    "score_limit": to_translate("score ≤ full score of the item"),
    "score_total": to_translate("total score = sum of the scores"),
    "weights": to_translate("full scores make 100"),
    "change": to_translate("change = value against its base"),
    "parts": to_translate("whole = sum of its parts"),
    "subset": to_translate("part ≤ whole"),
    "mean": to_translate("mean = weighted mean of its parts"),
    "coverage": to_translate("share = part ÷ whole"),
    "repeat": to_translate("the same figure elsewhere"),
    "near": to_translate("the same figure elsewhere, dated within a month"),
    "month": to_translate("so far = so far last month + month"),
    "cumulative": to_translate("so far ≥ so far before"),
    "areas": to_translate("total column = sum of the areas"),
    "dates": to_translate("dates in order"),
    "text": to_translate("what the text says of its figures"),
}
EXPLANATIONS = {
    "cut_off": to_translate("It is cut off instead of rounded."),
    "rounded": to_translate("Its figures are rounded."),
    "rounded_or_cut": to_translate("Some of its figures are cut off instead of rounded."),
    "qualified": to_translate("The wording leaves room for it."),
}
# Why a difference need not be an error.
INNOCENT_READINGS = {
    "plan_changed": to_translate("The plan may have changed between the two tables."),
    "not_all_listed": to_translate("The document may not list all instalments."),
    "not_all_parts": to_translate("The document may not list all parts of the line."),
    "parts_overlap": to_translate("The parts may overlap."),
    "not_all_named": to_translate("The sentence may not name all parts."),
    "part_of_another": to_translate("The sentence may mean a part of another whole."),
    "extra_points": to_translate("Extra points may have been given."),
    "other_full_score": to_translate("The form may have another full score than 100."),
    "fell": to_translate("A cumulative figure fell; it may have been corrected."),
    "corrected": to_translate("The figure of the month before may have been corrected."),
    "out_of_order": to_translate("The dates are out of order; one may be a slip of the pen."),
    "another_date": to_translate("The undated figure may be of another day."),
    "another_target": to_translate("It may be another target, for another date or scope."),
    "several_per_village": to_translate("A village may have several stations, or share one."),
    "denominator_not_named": to_translate(
        "The document does not say of what the share is taken: appropriation or contracts."
    ),
    "used_is_not_requested": to_translate("What is used need not be what was requested."),
}
# Why a claim cannot be computed, and which figure is needed for it.
CLAIM_GAPS = {
    "no_actual": (
        to_translate("No result reported"),
        to_translate("the figure that was reached"),
    ),
    "result_without_number": (
        to_translate("No number for it in the reported result"),
        to_translate("the figure that was reached"),
    ),
    "unreadable_actual": (
        to_translate("Result that cannot be read as a number"),
        to_translate("the figure that was reached"),
    ),
    "other_unit": (
        to_translate("Result in another unit than the target"),
        to_translate("target and result in one unit"),
    ),
    "zero_denominator": (
        to_translate("Denominator of zero"),
        to_translate("a denominator other than zero"),
    ),
    "no_denominator": (
        to_translate("No denominator reported"),
        to_translate("the whole, or the value of the base period"),
    ),
    "no_numeric_target": (
        to_translate("No number in the target"),
        to_translate("a target with a number"),
    ),
    "unreadable_target": (
        to_translate("Target that cannot be read as a number"),
        to_translate("a target with a number"),
    ),
    "zero_target": (
        to_translate("Target of zero"),
        to_translate("a target other than zero"),
    ),
    "blank": (to_translate("Left blank"), to_translate("the figure that was left blank")),
    "unreadable_unit": (
        to_translate("Unit that cannot be read"),
        to_translate("the unit of the figure"),
    ),
}
REVIEW_STATUSES = {
    "open": to_translate("open"),
    "confirmed": to_translate("confirmed"),
    "accepted": to_translate("accepted"),
}
FIGURE_COLUMNS = {
    "rate": to_translate("rate"),
    "share": to_translate("share"),
    "change": to_translate("change"),
    "completion": to_translate("completion"),
    "paid": to_translate("paid"),
    "planned": to_translate("planned"),
    "tendered": to_translate("tendered"),
    "amount": to_translate("amount"),
    "end": to_translate("end"),
    "start": to_translate("start"),
    "status_date": to_translate("date of the status"),
}


def name_target_table(table_id: str) -> str:
    """Message that names a table of target items.

    Only the table of the programme's goals has a name of its own; ``progress_2`` is a progress
    table too.
    """
    return TARGET_TABLES.get(table_id, TARGET_TABLES["progress"])
