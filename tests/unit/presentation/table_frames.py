"""Frames that tables are made of: a test writes what matters to it, the rest are defaults.

Each function takes a mapping for each row. Columns and types are those of the processed tables,
and of what is computed from them. All places, firms and figures are invented.
"""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from analysis.presentation.formats import Words
from analysis.tables.tables import TABLES

Row = Mapping[str, Any]
COUNTY, DOCUMENT, TABLE = "990101", "fox-report", "table_1"
PROJECT = "990101-province-2019"
LANGUAGES = ("zh", "en")
ZH, EN = Words("zh"), Words("en")
_KEY = ("document_id", "table_id", "row_id", "column")
_PLACE = {"document_id": DOCUMENT, "table_id": TABLE, "county_code": COUNTY}
_PRINTED_TYPES = {"printed": "str", "printed_unit": "str", "locator": "str"}
_NAME_TYPES = {"name_zh": "str", "name_en": "str", "topic": "str"}
CONDITION_TYPES = {
    "achieved": "float64", "completion": "float64", "is_met": "boolean", "reason": "str",
    "item_label": "str", "is_due_later": "bool", "verdict": "str", "need": "str",
    "alternatives": "int64", "target_printed_unit": "str", "reported_unit": "str",
    "reported_printed": "str",
    "denominator_printed_unit": "str", "target_printed": "str", "target_qualifier": "str",
    "denominator_printed": "str", "denominator_qualifier": "str",
}  # fmt: skip
SUMMARY_TYPES = {
    "county_code": "str", "project_id": "str", "document_id": "str", "table_id": "str",
    "category": "str", "items": "int64", "met": "int64", "not_met": "int64",
    "not_yet_due": "int64", "not_assessed": "int64", "not_computable": "int64",
    "computable_conditions": "int64", "mean_completion": "float64",
    "mean_completion_capped": "float64", "met_share": "float64", "planned_cny": "float64",
}  # fmt: skip
RATE_TYPES = {
    "project_id": "str", "rate_id": "str", "numerator_kind": "str", "numerator_cny": "float64",
    "numerator_is_partial": "boolean", "denominator_kind": "str", "denominator_cny": "float64",
    "denominator_sources": "str", "denominator_is_partial": "boolean",
    "as_of_date": "datetime64[ms]", "rate": "float64", "printed_figure": "str", "printed": "str",
    "reason": "str",
}  # fmt: skip


def make_typed_frame(column_types: Mapping[str, str], rows: list[Row]) -> pd.DataFrame:
    """Rows as a frame with exactly these columns and types, in the order given."""
    unknown = {name for row in rows for name in row} - set(column_types)
    assert not unknown, f"no such columns: {unknown}"
    # Column by column: several times as quick as a frame of rows that is cast afterwards.
    return pd.DataFrame(
        {
            name: pd.array([row.get(name) for row in rows], dtype=dtype)
            for name, dtype in column_types.items()
        }
    )


def fill_table(
    name: str, defaults: Row, rows: tuple[Row, ...], more_types: Mapping[str, str] | None = None
) -> pd.DataFrame:
    """Rows of a processed table with defaults, and with further columns that are computed."""
    column_types = {**TABLES[name].dtypes, **(more_types or {})}
    has_row_id = "row_id" in column_types
    filled = [
        {**({"row_id": f"r{place}"} if has_row_id else {}), **defaults, **row}
        for place, row in enumerate(rows, start=1)
    ]
    return make_typed_frame(column_types, filled)


def figures_of(*rows: Row) -> pd.DataFrame:
    """Printed figures; each is called by document, table, row and column."""
    defaults = {**_PLACE, "column": "value", "is_exact": True, "locator": "表1 第1行（第10行）"}
    return _name_figures(fill_table("figures", {**defaults, "printed": "1"}, rows))


def documents_of(*rows: Row) -> pd.DataFrame:
    """Documents with a title and an issuer in both languages."""
    defaults = {
        "document_id": DOCUMENT, "document_kind": "self_evaluation", "county_code": COUNTY,
        "title_zh": "狐县自评报告", "title_en": "Self-evaluation of Fox County",
        "issuer_zh": "狐县办", "issuer_en": "Fox County Office", "document_date": "2021-08-31",
    }  # fmt: skip
    return fill_table("documents", defaults, rows)


def events_of(*rows: Row) -> pd.DataFrame:
    """Dated events, known to the day."""
    defaults = {
        **_PLACE, "event_kind": "phase", "label_zh": "启动", "label_en": "Start",
        "start_date": "2020-03-01", "date_precision": "day", "locator": "第1段",
    }  # fmt: skip
    return fill_table("events", defaults, rows)


def lines_of(*rows: Row) -> pd.DataFrame:
    """Lines of a fund table, with their rate and the rate as printed."""
    defaults = {
        **_PLACE, "project_id": "fox-2020", "as_of_date": "2021-08-31", "basis": "plan",
        "label_zh": "培训", "label_en": "Training", "row_role": "line",
    }  # fmt: skip
    types = {"paid_rate": "float64", "printed_figure": "str", "printed": "str"}
    return fill_table("budget", defaults, rows, types)


def rates_of(*rows: Row) -> pd.DataFrame:
    """Rates with what they divide; nothing is reported by default."""
    defaults = {
        "project_id": "fox-2020", "rate_id": "paid_of_planned", "as_of_date": "2021-08-31",
        "numerator_is_partial": False, "denominator_is_partial": False,
    }  # fmt: skip
    filled = []
    for row in rows:
        numerator, denominator = {**defaults, **row}["rate_id"].split("_of_")
        kinds = {"numerator_kind": numerator, "denominator_kind": denominator}
        if denominator == "appropriation":
            kinds["denominator_sources"] = "province"
        filled.append({**defaults, **kinds, **row})
    return make_typed_frame(RATE_TYPES, filled)


def appropriations_of(*rows: Row) -> pd.DataFrame:
    """What levels of government appropriate."""
    defaults = {
        "project_id": "fox-2020", "funds_source": "province", "county_code": COUNTY,
        "figure": f"{DOCUMENT}/{TABLE}/r1/value",
    }  # fmt: skip
    return fill_table("appropriations", defaults, rows)


def contracts_of(*rows: Row) -> pd.DataFrame:
    """Contracts with what is asked for and paid on each; no instalment by default."""
    defaults = {
        **_PLACE, "project_id": "fox-2020", "label_zh": "培训合同", "label_en": "Training contract",
        "payee_zh": "甲公司", "payee_en": "Company A", "as_of_date": "2021-08-31",
        "date_precision": "day", "instalments": 0, "row_role": "line",
    }  # fmt: skip
    numbered = [{"contract_id": f"fox-k{place}", **row} for place, row in enumerate(rows, 1)]
    types = {"requested_cny": "float64", "paid_cny": "float64", "instalments": "int64"}
    return fill_table("contracts", defaults, tuple(numbered), types)


def instalments_of(*rows: Row) -> pd.DataFrame:
    """Instalments with what stands in their status so far; asked for and not dated by default."""
    defaults = {
        **_PLACE, "project_id": "fox-2020", "instalment": "1", "contract_ids": "fox-k1",
        "status": "requested", "as_of_date": "2021-08-31", "label_zh": "首期",
        "label_en": "First instalment", "date_precision": "day", "is_repeat": False,
        "document_date": "2021-08-31",
    }  # fmt: skip
    return fill_table(
        "payments", defaults, rows,
        {"contracts_zh": "str", "contracts_en": "str", "is_repeat": "bool",
         "cumulative_cny": "float64"},
    )  # fmt: skip


def facts_of(*rows: Row) -> pd.DataFrame:
    """Reported figures with the name of their indicator and their printed form."""
    defaults = {
        **_PLACE, "column": "value", "table_kind": "statements", "indicator_id": "stations",
        "origin": "reported", "unit": "count", "name_zh": "站点", "name_en": "Stations",
        "topic": "profile", "period_start": "2020-01-01", "period_end": "2020-12-31",
        "locator": "第5段（第50行）",
    }  # fmt: skip
    return fill_table("series", defaults, rows, {**_NAME_TYPES, **_PRINTED_TYPES, "figure": "str"})


def points_of(*rows: Row) -> pd.DataFrame:
    """Points of trends, of one document; a year each, in the order given."""
    defaults = {
        **_PLACE, "column": "value", "indicator_id": "visitors", "origin": "reported",
        "unit": "person_time", "name_zh": "游客", "name_en": "Visitors", "topic": "tourism",
        "printed_unit": "万人次", "locator": "第6段（第60行）", "period_kind": "year",
    }  # fmt: skip
    more_types = {**_NAME_TYPES, **_PRINTED_TYPES, "period_kind": "str"}
    points = fill_table("series", defaults, rows, more_types)
    return _name_figures(points)


def _name_figures(frame: pd.DataFrame) -> pd.DataFrame:
    names = ["/".join(key) for key in zip(*(frame[name] for name in _KEY), strict=True)]
    return frame.assign(figure=pd.Series(names, index=frame.index, dtype="str"))


def year(number: int, value: float | None = None, **more: Any) -> dict[str, Any]:
    """A row of a calendar year."""
    return {
        "period_start": f"{number}-01-01", "period_end": f"{number}-12-31", "value": value, **more,
    }  # fmt: skip


def items_of(*rows: Row) -> pd.DataFrame:
    """Target items with their verdict, of one condition that figures decide."""
    defaults = {
        "document_id": DOCUMENT, "table_id": "progress", "item": "A1", "county_code": COUNTY,
        "as_of_date": "2021-08-31", "category": "training", "category_zh": "培训",
        "category_en": "Training", "number": "1", "requirement_zh": "培训500人次",
        "requirement_en": "Train 500 people", "rule": "done", "locator": "表3 第1行",
        "project_id": PROJECT, "verdict": "met", "conditions_numeric": 1, "conditions_total": 1,
        "is_due_later": False,
    }  # fmt: skip
    types = {
        "verdict": "str", "conditions_numeric": "int64", "conditions_total": "int64",
        "reason": "str", "due_date": "datetime64[ms]", "is_due_later": "bool", "item_label": "str",
    }  # fmt: skip
    labelled = tuple({"item_label": row.get("item", "A1"), **row} for row in rows)
    return fill_table("output_items", defaults, labelled, types)


def conditions_of(*rows: Row) -> pd.DataFrame:
    """Conditions of target items with what their figures give; no figure by default."""
    defaults = {
        "document_id": DOCUMENT, "table_id": "progress", "item": "A1", "condition": "done",
        "county_code": COUNTY, "as_of_date": "2021-08-31", "label_zh": "培训人次",
        "label_en": "People trained", "assessment": "numeric", "comparator": "ge",
        "comparator_origin": "printed", "unit": "person_time", "project_id": PROJECT,
        "is_due_later": False, "need": "needed", "alternatives": 0,
    }  # fmt: skip
    judged = tuple(
        {"verdict": _judge(row), "item_label": row.get("item", "A1"), **row} for row in rows
    )
    return fill_table("outputs", defaults, judged, CONDITION_TYPES)


def _judge(condition: Row) -> str:
    """The verdict that the other columns of a condition give."""
    if condition.get("assessment") == "qualitative":
        return "not_assessed"
    if condition.get("reason") is not None:
        return "not_computable"
    if condition.get("is_met") is None:
        return "cannot be decided"
    if condition["is_met"]:
        return "met"
    return "not_yet_due" if condition.get("is_due_later") else "not_met"


def summary_of(*rows: Row) -> pd.DataFrame:
    """Verdicts and means by category; nothing counted by default."""
    counts = {name: 0 for name, dtype in SUMMARY_TYPES.items() if dtype == "int64"}
    place = {"county_code": COUNTY, "project_id": PROJECT, "document_id": DOCUMENT}
    defaults = {**place, "table_id": "progress", "category": "all", **counts}
    return make_typed_frame(SUMMARY_TYPES, [{**defaults, **row} for row in rows])


def verdicts_of(*rows: Row) -> pd.DataFrame:
    """Claims that a printed total is the sum of its lines; they agree by default."""
    defaults = {
        "county_code": COUNTY, "document_id": DOCUMENT, "claim_kind": "total", "relation": "eq",
        "formula": "a + b", "figure": f"{DOCUMENT}/{TABLE}/total/planned", "column": "planned",
        "locator": "表2 第3行（第30行）", "verdict": "agrees", "known_date": "2021-08-31",
        "is_new": False, "label_zh": "合计", "label_en": "Total", "printed": "100.00",
        "printed_unit": "万元", "unit": "cny", "shown_formula": "60.00 + 40.00",
        "recomputed": 1_000_000, "recomputed_low": 1_000_000, "recomputed_high": 1_000_000,
    }  # fmt: skip
    numbered = [{"claim_id": f"total:{place}", **row} for place, row in enumerate(rows, 1)]
    return fill_table("verdicts", defaults, tuple(numbered))
