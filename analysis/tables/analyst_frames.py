"""The frames that analysts get from `analysis.open_data()`: what a row is, and each column.

Unlike the tables that they are made of, they have names in one language, and rates and shares in
per cent. ``docs/data_dictionary.md`` lists them. Longer than other modules because it is data: one
entry a column.
"""

from dataclasses import dataclass

from analysis.tables.columns import COLUMNS, Column
from analysis.tables.computed import COMPUTED_TABLES


@dataclass(frozen=True)
class AnalystFrame:
    """A frame of all counties.

    Attributes:
        name: its name, an attribute of what ``analysis.open_data()`` returns.
        meaning: what one row is.
        columns: its columns, in order.
    """

    name: str
    meaning: str
    columns: tuple[Column, ...]


def _text(name: str, meaning: str, choices: tuple[str, ...] | None = None) -> Column:
    return Column(name, "text", meaning, choices=choices)


def _number(name: str, meaning: str, unit: str | None = None) -> Column:
    return Column(name, "number", meaning, unit)


def _same(*names: str) -> tuple[Column, ...]:
    """Columns that mean what they mean in the processed tables."""
    return tuple(COLUMNS[name] for name in names)


_PLACE = (
    *_same("county_code"),
    _text("county", "Name of the county; with its city where two counties have one name."),
    _text("city", "Name of the city that it belongs to; missing if it has none."),
    _text("province", "Name of the province."),
)
_PROJECT = (*_same("project_id"), _text("project", "Name of the project."))
_UNIT = _text("unit", "Unit of the values: % for shares, blank for a number of things.")
_PERIOD = (
    _text("period", "Period: 2020, 2020-07, 2020-07-31 (a stock), or first/last day."),
    _text("period_name", "Period in words."),
)
_INDICATOR = (*_same("indicator_id"), _text("indicator", "Name of the indicator."))

_FRAMES = (
    AnalystFrame(
        "counties",
        "a county with its main figures",
        (
            *_PLACE,
            *_same("city_code", "province_code", "pinyin", "projects", "programme"),
            _text("project_id", "Project that the figures are of: the one last reported on."),
            _text("project", "Name of that project."),
            *_same("project_year"),
            _number("disbursement_percent", "Paid ÷ planned.", "%"),
            _number("paid_cny", "Amount paid in all.", "CNY"),
            _number("planned_cny", "Amount planned in all.", "CNY"),
            *_same("paid_date"),
            _number("disbursement_reported_percent", "The rate as it is reported.", "%"),
            _number("contract_payment_percent", "Paid ÷ contracts.", "%"),
            _number("contracts_cny", "Amount of all contracts.", "CNY"),
            _number("use_percent", "Used ÷ appropriation.", "%"),
            *_same("used_cny", "fund_cny", "used_date"),
            _number("use_reported_percent", "The rate as it is reported.", "%"),
            _number("use_change_points", "Change on the month before.", "percentage points"),
            *_same("target_items", "met", "not_met", "not_yet_due", "not_assessed"),
            *_same("not_computable", "checks", "contradicts", "contradicts_open", "for_review"),
            *_same("for_review_open", "checks_not_computable", "latest_month", "documents"),
            *_same("latest"),
        ),
    ),
    AnalystFrame(
        "rates",
        "a rate of a project's fund, with what is divided by what",
        (
            *_PLACE,
            *_PROJECT,
            *_same("rate_id"),
            _text("rate_name", "Name of the rate."),
            _number("rate_percent", "Numerator ÷ denominator; missing with a reason.", "%"),
            *_same("numerator_kind", "numerator_cny", "denominator_kind", "denominator_cny"),
            *_same("denominator_sources", "as_of_date"),
            _number("reported_percent", "The rate as the documents report it.", "%"),
            _number("numerator_low_cny", "Lower end of what a rounded amount stands for.", "CNY"),
            _number("numerator_high_cny", "Upper end of the same.", "CNY"),
            *_same("printed_figure"),
            _text("reason", "Why there is no rate.", ("no_actual", "no_denominator", "no_project")),
        ),
    ),
    AnalystFrame(
        "targets",
        "a condition of a target item; an item without a usable condition has one row, too",
        (
            *_PLACE,
            *_PROJECT,
            *_same("document_id", "table_id", "item", "item_label"),
            _text("category", "Category of the item."),
            _text("requirement", "What the item requires."),
            _text(
                "item_verdict",
                "Whether the item is met, by its rule.",
                COMPUTED_TABLES["compute_items"].columns["verdict"].choices,
            ),
            _text("item_verdict_name", "The same in words."),
            Column(
                "is_main_table",
                "truth",
                "Whether the row is of the project's largest table, the one that briefs sum up.",
            ),
            *_same("condition"),
            _text("label", "What the condition asks for."),
            *_same("comparator"),
            _number("target", "Required value, in `unit`."),
            _number("achieved", "Reported value in `unit`: actual ÷ denominator, if there is one."),
            _UNIT,
            _number("actual", "Reported value, in `actual_unit`."),
            _text("actual_unit", "Unit of `actual`."),
            *_same("denominator"),
            _number(
                "completion_percent",
                "Achieved ÷ target, of a limit target ÷ achieved; may exceed 100.",
                "%",
            ),
            _text(
                "verdict",
                "Whether the condition is met.",
                COMPUTED_TABLES["compute_conditions"].columns["verdict"].choices,
            ),
            _text("verdict_name", "The same in words."),
            _text("reason", "Why the completion cannot be calculated."),
            *_same("due_date", "as_of_date"),
        ),
    ),
    AnalystFrame(
        "trends",
        "an indicator over a period: reported, planned, or derived from a reported change",
        (
            *_PLACE,
            *_PROJECT,
            *_INDICATOR,
            *_same("topic"),
            *_PERIOD,
            *_same("period_kind", "period_start", "period_end"),
            _number("value", "Value in `unit`."),
            _UNIT,
            _number("numerator", "Of a share: what it is the share of, for the same period."),
            _number("denominator", "Of a share: what it is a share of, for the same period."),
            _number("low", "Lower end of what the value stands for, in `unit`."),
            _number("high", "Upper end of the same, in `unit`."),
            _text("origin", "Where the value is from.", ("reported", "planned", "implied")),
            _number("reported_change_percent", "Reported change on the base period.", "%"),
            _number("reported_multiple", "Reported multiple of the value of the base period."),
            *_same("qualifier", "figure", "document_id", "document_date"),
        ),
    ),
    AnalystFrame(
        "months",
        "an indicator of a monthly form in a month, blanks included",
        (
            *_PLACE,
            *_PROJECT,
            *_INDICATOR,
            _text("month", "Month: 2020-07."),
            Column("month_end", "date", "Last day of the month."),
            _text(
                "covers",
                "What the value covers: the month, the year so far, all time since the project "
                "began, or the state at the month's end.",
                ("month", "year_so_far", "since_start", "month_end"),
            ),
            _number("value", "Value in `unit`; missing if the form leaves it blank."),
            _UNIT,
            _number("month_before", "Value of the month before; missing if it is not reported."),
            _number(
                "change",
                "Value minus that of the month before; missing where the year begins anew.",
            ),
            *_same("missing_reason", "document_id", "document_date"),
        ),
    ),
    AnalystFrame(
        "findings",
        "a check whose figures do not simply match",
        (
            *_PLACE,
            *_same("claim_id", "verdict"),
            _text("verdict_name", "The same in words."),
            *_same("claim_kind"),
            _text("kind", "Kind of check, in words."),
            _text("finding", "The finding in one sentence."),
            *_same("printed", "recomputed", "recomputed_low", "recomputed_high"),
            _UNIT,
            *_same("shown_formula", "document_id", "locator", "review_status", "review_reason"),
            *_same("is_new"),
        ),
    ),
    AnalystFrame(
        "checks",
        "a check of a reported figure against the figures that determine it",
        (
            *_PLACE,
            *_same("claim_id", "verdict"),
            _text("verdict_name", "The same in words."),
            *_same("claim_kind"),
            _text("kind", "Kind of check, in words."),
            *_same("figure", "document_id", "known_date"),
        ),
    ),
    AnalystFrame(
        "indicators",
        "an indicator, with how many counties report it",
        (
            *_INDICATOR,
            _UNIT,
            *_same("topic"),
            _number("counties", "Number of counties with a value."),
            _text("period", "Period that most counties report; the newest of several."),
            *_same("direction", "numerator_indicator", "denominator_indicator"),
        ),
    ),
    AnalystFrame(
        "documents",
        "a document of a county, in force",
        (
            *_PLACE,
            *_same("document_id", "document_kind"),
            _text("title", "Title of the document."),
            _text("issuer", "Who issued it."),
            *_same("document_date", "known_date"),
        ),
    ),
)

ANALYST_FRAMES: dict[str, AnalystFrame] = {frame.name: frame for frame in _FRAMES}
