"""The words that a brief uses for the codes of the tables, each in one place."""

from analysis.wording import to_translate

STATUSES = {
    "requested": to_translate("requested"),
    "submitted": to_translate("submitted for payment"),
    "paid": to_translate("reported as paid"),
    "retained": to_translate("held back"),
}
VERDICTS = {
    "met": ("✓", to_translate("met")),
    "not_met": ("✗", to_translate("not met")),
    "not_assessed": ("○", to_translate("not assessed")),
    "not_computable": ("?", to_translate("not computable")),
}
# Why a condition has no completion.
REASONS = {
    "qualitative": to_translate("asked for in words only"),
    "no_numeric_target": to_translate("no number in the target"),
    "no_actual": to_translate("no result reported"),
    "no_denominator": to_translate("share of an unreported whole"),
    "unreadable_unit": to_translate("unit that cannot be read"),
    "qualified_actual": to_translate("result may lie on either side"),
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
    "own": to_translate("Own funds"),
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
    "tonne": to_translate("t"),
    "day": to_translate("days"),
    "month": to_translate("months"),
    "year": to_translate("years"),
}
QUALIFIERS = {
    "over": to_translate("over {number}"),
    "above": to_translate("at least {number}"),
    "nearly": to_translate("nearly {number}"),
    "about": to_translate("about {number}"),
    "at_most": to_translate("at most {number}"),
}
