"""The kinds of forms that options and help pages name; tests compare them with the readers'.

They are listed here because importing what reads forms takes longer than a help page may.
"""

from analysis.commands.wording import to_translate

TEMPLATE_KINDS = {
    "monthly_form": to_translate("monthly form of a county"),
    "fund_plan": to_translate("fund plan: planned amount of each line"),
    "disbursement": to_translate("fund table: planned, paid and disbursement rate of each line"),
    "contracts": to_translate("contracts with their instalments"),
    "progress": to_translate("work items: targets and results"),
    "statistics": to_translate("figures by year, such as visitors and tourism income"),
    "performance": to_translate("self-evaluation form: budget, indicators, points"),
}
FORM_KINDS = {
    "monthly_form": to_translate("monthly form of a county"),
    "fund_plan": to_translate("fund plan: planned amount of each line"),
    "township_allotment": to_translate("amounts allotted to towns"),
    "disbursement": to_translate("fund table: planned, paid and disbursement rate of each line"),
    "payment_list": to_translate("list of payments"),
    "training": to_translate("training courses and attendances"),
    "contracts": to_translate("contracts"),
    "instalments": to_translate("instalments of contracts"),
    "progress": to_translate("work items: targets and results"),
    "performance_budget": to_translate("self-evaluation form: budget and execution"),
    "performance_indicators": to_translate("self-evaluation form: indicators and results"),
    "performance_target": to_translate("self-evaluation form: overall target"),
    "performance_money": to_translate("self-evaluation form: money"),
    "performance_points": to_translate("self-evaluation form: points"),
    "fund_sources": to_translate("appropriations by source"),
}
# Kinds of raw tables, as a document's record names them.
TABLE_KINDS = {
    **TEMPLATE_KINDS,
    **FORM_KINDS,
    "statements": to_translate("single figures"),
    "events": to_translate("dates"),
}
# By command, what its help page lists.
LISTED = {"template": TEMPLATE_KINDS, "ingest": FORM_KINDS}


def complete_templates(incomplete: str) -> list[tuple[str, str]]:
    """Kinds of templates that begin so, for shells."""
    return [(kind, text) for kind, text in TEMPLATE_KINDS.items() if kind.startswith(incomplete)]


def complete_forms(incomplete: str) -> list[tuple[str, str]]:
    """Kinds of forms that begin so, for shells."""
    return [(kind, text) for kind, text in FORM_KINDS.items() if kind.startswith(incomplete)]
