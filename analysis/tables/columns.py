"""Every column of processed and computed tables: meaning, unit, type and allowed values.

``tables.py`` and ``computed.py`` compose tables of these; ``docs/data_dictionary.md`` is generated
from all three. Longer than other modules because it is data: one entry a column.
Units stand in names: ``…_cny`` is full yuan, ``…_rate``, ``…_share`` and ``…_change`` are
fractions (0.7, not 70), ``…_date`` is a calendar date.
"""

from dataclasses import dataclass
from typing import Any, Literal

from analysis.tables.raw_forms import RAW_COLUMNS

Kind = Literal["text", "number", "date", "truth"]
# A check by the name that pandera.Check has for it, and its argument.
Check = tuple[Literal["str_matches", "isin", "ge"], Any]

# An identifier of units.csv, or a measure word or a rate of two units as printed: 挂, 元/人·月.
UNIT_ID = r"[^ ,;]{1,16}"

PANDAS_TYPE: dict[Kind, str] = {
    "text": "str",
    "number": "float64",
    "date": "datetime64[ms]",
    "truth": "boolean",
}


@dataclass(frozen=True)
class Column:
    r"""One column: the same name means the same thing in every table.

    Attributes:
        name: the column's name.
        kind: ``text``, ``number``, ``date`` or ``truth``.
        meaning: one sentence for the data dictionary.
        unit: unit of a number, if it is not told by another column.
        pattern: regular expression that the whole text matches; of ASCII classes such as
            ``[0-9]``, because ``\d`` also matches full-width digits.
        choices: the only texts allowed.
        minimum: smallest number allowed.
    """

    name: str
    kind: Kind
    meaning: str
    unit: str | None = None
    pattern: str | None = None
    choices: tuple[str, ...] | None = None
    minimum: float | None = None

    @property
    def full_pattern(self) -> str:
        """The pattern for the whole text, as pydantic takes it."""
        return f"^(?:{self.pattern})$"

    @property
    def checks(self) -> tuple[Check, ...]:
        """What the values must satisfy: for pandera and for the quick check alike."""
        checks: list[Check] = []
        if self.pattern:
            # With \Z, because $ also matches before a final newline.
            checks.append(("str_matches", rf"^(?:{self.pattern})\Z"))
        if self.choices:
            checks.append(("isin", self.choices))
        if self.minimum is not None:
            checks.append(("ge", self.minimum))
        return tuple(checks)


DOCUMENT_KINDS = (
    "self_evaluation",
    "letter",
    "monthly_form",
    "progress_report",
    "notice",
)
DATE_PRECISIONS = ("day", "month", "year")
QUALIFIERS = ("over", "above", "nearly", "about", "at_most")
FUND_SOURCES = ("central", "province", "city", "county", "social", "own")
ROW_ROLES = ("line", "subtotal", "total", "of_which", "unknown")

_COLUMNS = (
    # Keys and provenance
    Column("county_code", "text", "Area the row is about, GB/T 2260.", pattern=r"[0-9]{6}"),
    Column("document_id", "text", "Document that prints the row.", pattern=r"[a-z0-9][a-z0-9-]*"),
    Column("table_id", "text", "Raw table of the document.", pattern=r"[a-z0-9_]+"),
    Column(
        "table_kind",
        "text",
        "Kind of the raw table, as in the document's document.yml.",
        choices=tuple(RAW_COLUMNS),
    ),
    Column("row_id", "text", "Row of the raw table.", pattern=r"[A-Za-z0-9_.]+"),
    Column("column", "text", "Column of the raw table.", pattern=r"[a-z0-9_]+"),
    Column("figure", "text", "Name of a printed figure: document_id/table_id/row_id/column."),
    Column("locator", "text", "Where the document prints it: section, table, row, line."),
    Column("project_id", "text", "County's project under one programme.", pattern=r"[a-z0-9-]+"),
    Column(
        "as_of_date", "date", "Date the row speaks of; the document's date where none is printed."
    ),
    Column("note", "text", "Reason for a reading or a decision."),
    # Documents
    Column("part_of", "text", "Document this one was filed with."),
    Column("document_kind", "text", "Kind of document.", choices=DOCUMENT_KINDS),
    Column("title_zh", "text", "Title in Chinese."),
    Column("title_en", "text", "Title in English."),
    Column("issuer_zh", "text", "Who issued it, in Chinese."),
    Column("issuer_en", "text", "Who issued it, in English."),
    Column("document_date", "date", "Date the document bears."),
    Column("supersedes", "text", "Earlier version that the document replaces."),
    Column(
        "replaced_date", "date", "Date from which a newer version counts; missing if none does."
    ),
    Column("file_name", "text", "Name of the file that was filed."),
    Column("file_sha256", "text", "SHA-256 of the file that was filed.", pattern=r"[0-9a-f]{64}"),
    Column(
        "unread_tables",
        "text",
        "Tables with columns of figures that their form does not know, separated by semicolons: "
        "rates, shares and sums over areas that these could enter are not checked.",
    ),
    # Figures
    Column("printed", "text", "Figure exactly as printed."),
    Column("printed_unit", "text", "Unit as printed, in the cell or its header."),
    Column(
        "unit",
        "text",
        "Unit of the values of the row; a measure word that units.csv does not list is its own.",
        pattern=UNIT_ID,
    ),
    Column(
        "qualifier",
        "text",
        "How the print qualifies the figure.",
        choices=QUALIFIERS,
    ),
    Column("value", "number", "Printed figure in its unit."),
    Column("low", "number", "Lower end of what the printed figure stands for."),
    Column("high", "number", "Upper end of what the printed figure stands for."),
    Column("is_exact", "truth", "Whether the figure stands for exactly its value."),
    Column("missing_reason", "text", "Why there is no value."),
    # Areas, names
    Column(
        "level",
        "text",
        "Level of an area or a project.",
        choices=("nation", "province", "city", "county"),
    ),
    Column("name_zh", "text", "Name in Chinese."),
    Column("name_en", "text", "Name in English."),
    Column("pinyin", "text", "Name without its class in pinyin, as one word."),
    Column("parent_code", "text", "Code of the area above.", pattern=r"[0-9]{6}"),
    Column("former_codes", "text", "Earlier codes, separated by semicolons."),
    Column(
        "former_names",
        "text",
        "Earlier names, separated by semicolons, each with @ and the last year in which it was in "
        "use, where that is known.",
    ),
    Column("label_zh", "text", "What the row is, in Chinese."),
    Column("label_en", "text", "What the row is, in English."),
    # Indicators
    Column("indicator_id", "text", "Something measured.", pattern=r"[a-z0-9_]+"),
    Column(
        "topic",
        "text",
        "Section of the brief that shows the indicator.",
        choices=("funds", "targets", "tourism", "poverty", "profile", "other"),
    ),
    Column("direction", "text", "Whether more is better.", choices=("more", "less", "none")),
    Column(
        "accumulates",
        "text",
        "What a value covers.",
        choices=("stock", "month", "calendar_year", "since_start"),
    ),
    Column("part_of_indicator", "text", "Indicator of the whole that this one is part of."),
    Column("subset_of", "text", "Indicator that counts these and others."),
    Column("weight", "text", "Indicator that weights this one in its whole's mean."),
    Column("numerator_indicator", "text", "Indicator this share is the share of."),
    Column("month_indicator", "text", "Indicator of the month that this cumulative one adds up."),
    Column(
        "innocent",
        "text",
        "Why the printed share need not be numerator ÷ denominator; a difference is then for "
        "review.",
    ),
    Column("denominator_indicator", "text", "Indicator this share is a share of."),
    # Projects and money
    Column("year", "text", "Programme year of the project.", pattern=r"[0-9]{4}"),
    Column("programme", "text", "Programme of funds that a project is under, in Chinese."),
    Column(
        "project_origin",
        "text",
        "Where a project is from: a row of projects.csv; the county's papers, which say its level "
        "and year; or provisional, since they do not.",
        choices=("table", "paper", "provisional"),
    ),
    Column("entered_date", "date", "Day on which a user entered an amount."),
    Column("start_date", "date", "First day."),
    Column("end_date", "date", "Last day."),
    Column(
        "funds_source",
        "text",
        "Who appropriates.",
        choices=FUND_SOURCES,
    ),
    Column("appropriation_cny", "number", "Appropriated amount.", "CNY", minimum=0),
    Column("basis", "text", "What a fund table plans by.", choices=("plan", "tender", "contract")),
    Column("category", "text", "Category of spending and of targets.", pattern=r"[a-z0-9_]+"),
    Column("payee_zh", "text", "Who receives the money, in Chinese."),
    Column("payee_en", "text", "Who receives the money, in English."),
    Column("planned_cny", "number", "Amount planned for the line.", "CNY", minimum=0),
    Column("paid_cny", "number", "Amount paid on the line or the contract.", "CNY", minimum=0),
    Column("printed_rate", "number", "Disbursement rate as printed.", "fraction"),
    Column("printed_share", "number", "Share as printed.", "fraction"),
    Column(
        "row_role",
        "text",
        "What the row is among the rows of its table: a line of its own, a subtotal or the total "
        "of others, a part that 其中 names, or unknown where the document does not tell.",
        choices=ROW_ROLES,
    ),
    Column(
        "parent_row",
        "text",
        "Row of the same table that the row is part of; missing for rows that are part of none.",
        pattern=r"[A-Za-z0-9_.]+",
    ),
    Column("contract_id", "text", "Contract.", pattern=r"[a-z0-9-]+"),
    Column("contract_ids", "text", "Contracts an instalment covers, separated by semicolons."),
    Column("contracts_zh", "text", "Labels of the contracts an instalment covers, in Chinese."),
    Column("contracts_en", "text", "Labels of the contracts an instalment covers, in English."),
    Column(
        "plan_rows", "text", "Rows of the fund plan a contract covers, separated by semicolons."
    ),
    Column("tendered_cny", "number", "Amount put out to tender.", "CNY", minimum=0),
    Column("contract_cny", "number", "Amount of the contract.", "CNY", minimum=0),
    Column("award_date", "date", "Date of the award or of the opening of bids."),
    Column("instalment", "text", "Instalment number, or `rest`.", pattern=r"[0-9]+|rest"),
    Column("amount_cny", "number", "Amount of the instalment.", "CNY", minimum=0),
    Column(
        "status",
        "text",
        "What is reported of the instalment.",
        choices=("requested", "submitted", "paid", "retained"),
    ),
    Column("status_date", "date", "Date of the status."),
    Column("date_precision", "text", "How exactly a date is printed.", choices=DATE_PRECISIONS),
    # Targets
    Column("item", "text", "Target item within its table.", pattern=r"[A-Za-z0-9.]+"),
    Column("number", "text", "Number of the item as printed."),
    Column("category_zh", "text", "Category, in Chinese."),
    Column("category_en", "text", "Category, in English."),
    Column("requirement_zh", "text", "What is required, in our words, in Chinese."),
    Column("requirement_en", "text", "What is required, in our words, in English."),
    Column("result_zh", "text", "What is reported, in our words, in Chinese; missing if blank."),
    Column("result_en", "text", "What is reported, in our words, in English; missing if blank."),
    Column("printed_completion", "number", "Completion of the item as printed.", "fraction"),
    Column("rule", "text", "When the item is met: conditions joined by `and`, `or`, parentheses."),
    Column("condition", "text", "Condition of the item.", pattern=r"[a-z][a-z0-9_]*"),
    Column(
        "assessment",
        "text",
        "Whether figures can decide the condition.",
        choices=("numeric", "qualitative"),
    ),
    Column(
        "comparator", "text", "How the actual must stand to the target.", choices=("ge", "le", "eq")
    ),
    Column(
        "comparator_origin",
        "text",
        "Whether the document prints the comparator.",
        choices=("printed", "assumed"),
    ),
    Column("target", "number", "Target in the row's unit; missing if it has no number."),
    Column("actual", "number", "Reported actual; missing if not reported."),
    Column("actual_low", "number", "Lower end of what the actual stands for."),
    Column("actual_high", "number", "Upper end of what the actual stands for."),
    Column("denominator", "number", "What the actual is divided by before it is compared."),
    Column(
        "actual_unit",
        "text",
        "Unit of the actual, where it differs from the target's.",
        pattern=UNIT_ID,
    ),
    Column("target_reason", "text", "Why the target has no number."),
    Column("actual_reason", "text", "Why the actual has no number."),
    Column("target_figure", "text", "Figure that prints the target."),
    Column("actual_figure", "text", "Figure that prints the actual."),
    Column("denominator_figure", "text", "Figure that prints the denominator."),
    Column("actual_printed_unit", "text", "Unit in which target and actual are shown."),
    Column("due_date", "date", "Date by which the target is due."),
    Column(
        "role",
        "text",
        "What a figure is set for.",
        choices=("target", "appropriation", "stipulated"),
    ),
    # Claims and verdicts
    Column(
        "claim_id", "text", "Claim: its kind and the figure claimed, or its name in claims.csv."
    ),
    Column("claim_kind", "text", "What identity the claim is an instance of.", pattern=r"[a-z_]+"),
    Column(
        "relation",
        "text",
        "How the figure must stand to what the formula gives.",
        choices=("eq", "le", "ge"),
    ),
    Column("formula", "text", "Formula over named figures."),
    Column("shown_formula", "text", "The formula with the figures as printed."),
    Column("inputs", "text", "Names of the formula's figures, separated by semicolons."),
    Column("recomputed", "number", "What the formula gives at the printed values, in `unit`."),
    Column("recomputed_low", "number", "Lower end of what it gives over all they may stand for."),
    Column("recomputed_high", "number", "Upper end of the same."),
    Column(
        "verdict",
        "text",
        "What the comparison says.",
        choices=("contradicts", "for_review", "not_computable", "capped", "explained", "agrees"),
    ),
    Column(
        "explanation",
        "text",
        "What explains a difference.",
        choices=("cut_off", "rounded", "rounded_or_cut", "qualified"),
    ),
    Column("reason", "text", "Why it cannot be computed, or need not be an error."),
    Column("known_date", "date", "Date from which a document, or a claim about it, counts."),
    Column("is_new", "truth", "Whether the last build found it first, since the data changed."),
    Column(
        "review_status",
        "text",
        "An analyst's word on a finding.",
        choices=("open", "confirmed", "accepted"),
    ),
    Column("review_reason", "text", "Reason of that word."),
    Column("decided_by", "text", "Who decided, as a role."),
    Column("decided_date", "date", "When."),
    # Series and events
    Column("period_start", "date", "First day of the period; missing with a reason."),
    Column("period_end", "date", "Last day of the period; missing with a reason."),
    Column("period_note", "text", "Why the period is what it is, where the document does not say."),
    Column(
        "origin",
        "text",
        "Where the value comes from; stipulated figures have no indicator.",
        choices=("reported", "planned", "stipulated", "implied"),
    ),
    Column(
        "period_kind",
        "text",
        "Kind of the period; only points of one kind are compared.",
        choices=(
            "year",
            "half_year",
            "quarter",
            "month",
            "year_to_month",
            "months",
            "years",
            "days",
            "day",
            "undated",
        ),
    ),
    Column(
        "printed_change",
        "number",
        "Change as printed: a fraction for growth, a factor for a multiple.",
    ),
    Column("change_low", "number", "Lower end of what the printed change stands for."),
    Column("change_high", "number", "Upper end of what the printed change stands for."),
    Column("change_kind", "text", "What the printed change is.", choices=("growth", "multiple")),
    Column("change_base_start", "date", "First day of the period the change is measured from."),
    Column("change_base_end", "date", "Last day of the period the change is measured from."),
    Column("covers", "text", "Areas a total covers, separated by semicolons."),
    Column(
        "event_kind",
        "text",
        "Kind of event.",
        choices=("phase", "milestone", "deadline", "designation", "stoppage", "document"),
    ),
    # Findings
    Column(
        "kind",
        "text",
        "What found it: `file`, `schema`, `key`, `reading`, `reference`, or a claim's kind.",
    ),
    Column(
        "severity",
        "text",
        "An `error` makes the county's data unusable; the others do not.",
        choices=("error", "warning", "info"),
    ),
    Column("remedy", "text", "What to do about the finding."),
    Column("review", "text", "An analyst's decision on the finding."),
    # Computed: funds
    Column("paid_rate", "number", "Paid ÷ planned of the line.", "fraction"),
    Column(
        "rate_reason",
        "text",
        "Why the line has no rate.",
        choices=("no_actual", "no_denominator"),
    ),
    Column("printed_figure", "text", "Figure that prints the rate; missing where none does."),
    Column("rate_id", "text", "Rate: `<numerator kind>_of_<denominator kind>`."),
    Column(
        "numerator_kind",
        "text",
        "Which amount is divided.",
        choices=("paid", "used", "requested", "contracted"),
    ),
    Column("numerator_cny", "number", "Amount that is divided.", "CNY"),
    Column(
        "numerator_low",
        "number",
        "Lower end of what the printed amount used stands for; missing for others.",
        "CNY",
    ),
    Column("numerator_high", "number", "Upper end of the same.", "CNY"),
    Column(
        "numerator_is_partial",
        "truth",
        "Whether parts of the numerator are reported, but no total can be made of them.",
    ),
    Column(
        "denominator_kind",
        "text",
        "Which amount it is divided by.",
        choices=("planned", "contract", "appropriation"),
    ),
    Column("denominator_cny", "number", "Amount it is divided by.", "CNY"),
    Column(
        "denominator_sources",
        "text",
        "Sources of funds that an appropriation counts, separated by semicolons.",
    ),
    Column("denominator_is_partial", "truth", "The same of the denominator."),
    Column("rate", "number", "Numerator ÷ denominator; missing with a reason.", "fraction"),
    Column("is_repeat", "truth", "Whether the instalment is also reported in another status."),
    Column(
        "cumulative_cny",
        "number",
        "Amount of the instalments in the row's status up to this one; missing where one is.",
        "CNY",
    ),
    Column(
        "requested_cny",
        "number",
        "Amount requested on the contract by instalments that cover no other contract.",
        "CNY",
    ),
    Column("instalments", "number", "Number of instalments reported, without retained ones."),
    # Computed: targets
    Column(
        "achieved", "number", "Actual in the target's unit: divided by the denominator, if any."
    ),
    Column("completion", "number", "Completion of the condition, may exceed 1.", "fraction"),
    Column("completion_capped", "number", "Completion of the condition, at most 1.", "fraction"),
    Column("is_met", "truth", "Whether the condition is met; missing where it is undecided."),
    Column(
        "is_due_later", "truth", "Whether the deadline is after the date of the newest data used."
    ),
    Column(
        "need",
        "text",
        "Whether the item needs the condition: other_met where an alternative of it is met, "
        "other_open where one is undecided.",
        choices=("needed", "other_met", "other_open", "outside_rule"),
    ),
    Column(
        "alternatives",
        "number",
        "Number of the alternatives of which the condition is one; 0 if it is none.",
    ),
    Column(
        "item_label",
        "text",
        "Number of the item as printed, or its name where other items of its table have it, too.",
    ),
    Column("conditions_met", "number", "Number of the item's numeric conditions that are met."),
    Column("conditions_numeric", "number", "Number of the item's numeric conditions."),
    Column("conditions_total", "number", "Number of the item's conditions."),
    Column("items", "number", "Number of items of the category."),
    Column("met", "number", "Number of those that are met."),
    Column("not_met", "number", "Number of those that are due and not met."),
    Column("not_yet_due", "number", "Number of those that are not met so far and not yet due."),
    Column("not_assessed", "number", "Number of those with qualitative conditions only."),
    Column("not_computable", "number", "Number of those that lack a figure."),
    Column("computable_conditions", "number", "Number of conditions that have a completion."),
    Column("mean_completion", "number", "Mean of their completions.", "fraction"),
    Column("mean_completion_capped", "number", "Mean of their capped completions.", "fraction"),
    Column("met_share", "number", "Items met ÷ items met or not met.", "fraction"),
    # Computed: labels
    Column("target_printed", "text", "Target exactly as printed."),
    Column("target_printed_unit", "text", "Unit in which the document prints the target."),
    Column("target_qualifier", "text", "How the print qualifies the target.", choices=QUALIFIERS),
    Column("reported_unit", "text", "Unit in which the document prints the actual."),
    Column("reported_printed", "text", "Actual exactly as printed."),
    Column("denominator_printed", "text", "Denominator exactly as printed."),
    Column(
        "denominator_qualifier",
        "text",
        "How the print qualifies the denominator.",
        choices=QUALIFIERS,
    ),
    Column(
        "denominator_printed_unit", "text", "Unit in which the document prints the denominator."
    ),
    # Loaded
    Column("documents", "number", "Number of documents about the county."),
    Column("latest", "date", "Date of the newest of them; missing without documents."),
    # Overview of counties
    Column("city_code", "text", "City above it; missing for a county right under a province."),
    Column("city_zh", "text", "Name of the city in Chinese."),
    Column("city_en", "text", "Name of the city in English."),
    Column("province_code", "text", "Province that it lies in; missing if it is not known."),
    Column("province_zh", "text", "Name of the province in Chinese."),
    Column("province_en", "text", "Name of the province in English."),
    Column("projects", "number", "Number of the county's projects.", minimum=0),
    Column("programmes", "text", "Programmes of all its projects, separated by semicolons."),
    Column("project_year", "text", "Year of that project."),
    Column("disbursement_rate", "number", "Paid ÷ planned.", "fraction"),
    Column("disbursement_printed_rate", "number", "The same as printed.", "fraction"),
    Column("paid_total_cny", "number", "Numerator of the disbursement rate.", "CNY"),
    Column("planned_total_cny", "number", "Denominator of the disbursement rate.", "CNY"),
    Column("paid_date", "date", "Date that the amount paid is about."),
    Column("contract_payment_rate", "number", "Paid ÷ contracts.", "fraction"),
    Column("contracts_total_cny", "number", "Denominator of the contract payment rate.", "CNY"),
    Column("use_rate", "number", "Used ÷ appropriation.", "fraction"),
    Column("use_printed_rate", "number", "The same as printed.", "fraction"),
    Column("used_cny", "number", "Numerator of the use of the fund.", "CNY"),
    Column("fund_cny", "number", "Denominator of the use of the fund.", "CNY"),
    Column("used_date", "date", "Date that the amount used is about."),
    Column(
        "use_change",
        "number",
        "Use of the fund less that at the end of the month before; missing unless both are "
        "reported for the end of a month. 0.01 is one percentage point.",
        "fraction",
    ),
    Column(
        "target_items",
        "number",
        "Number of target items of the project's main table; missing without one.",
        minimum=0,
    ),
    Column(
        "checks",
        "number",
        "Number of relations between the county's figures that were looked at.",
        minimum=0,
    ),
    Column("contradicts", "number", "Number of those that do not match.", minimum=0),
    Column(
        "contradicts_open",
        "number",
        "Number of those that do not match and that no review accepted.",
        minimum=0,
    ),
    Column("for_review", "number", "Number of those that need checking.", minimum=0),
    Column(
        "for_review_open",
        "number",
        "Number of those that need checking and that no review accepted.",
        minimum=0,
    ),
    Column(
        "checks_not_computable", "number", "Number of those that cannot be calculated.", minimum=0
    ),
    Column(
        "latest_month",
        "date",
        "Last day of the newest period that a monthly form reports the county's figures for.",
    ),
)

COLUMNS: dict[str, Column] = {column.name: column for column in _COLUMNS}
