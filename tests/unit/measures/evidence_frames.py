"""The evidence on an invented county, from a few rows of each table; all else is as briefs make it.

A test writes what matters to it. Amounts are full yuan; without rows a county reports nothing.
"""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

import pandas as pd

from analysis.measures import completion, disbursement, target_items, trends
from analysis.measures.evidence import Evidence
from analysis.presentation import labels
from analysis.tables.tables import TABLES
from analysis.tables.validation import make_frame

Row = Mapping[str, Any]
Rows = Sequence[Row]
COUNTY, PROJECT, OTHER = "990121", "990121-province-2020", "990121-nation-2021"
DOCUMENT, MONTH_END = "fox-report", "2021-08-31"
AS_OF = pd.Timestamp(MONTH_END)
NAMES = {
    "service_stations": ("站点", "Stations", "count", "targets"),
    "service_stations_poor_villages": ("贫困村站点", "Poor village stations", "count", "targets"),
    "training_person_times": ("培训人次", "Attendances", "person_time", "targets"),
    "training_person_times_year": ("当年培训人次", "Attendances, year", "person_time", "targets"),
    "training_sessions_year": ("当年培训次数", "Sessions this year", "count", "targets"),
    "county_service_centres": ("服务中心", "Service centres", "count", "targets"),
    "funds_used_cumulative": ("累计使用", "Used", "cny", "funds"),
    "funds_used_rate": ("资金使用进度", "Use of the fund", "share", "funds"),
    "visitors": ("游客", "Visitors", "person_time", "tourism"),
    "poor_income_per_head": ("人均收入", "Income per head", "cny", "poverty"),
}  # fmt: skip
FIRST_TRENDS = ("visitors", "poor_income_per_head")
_PLACE = {
    "document_id": DOCUMENT, "county_code": COUNTY, "project_id": PROJECT,
    "as_of_date": MONTH_END, "document_date": MONTH_END, "row_role": "line", "is_exact": True,
}  # fmt: skip
_DEFAULTS: Mapping[str, Row] = {
    "projects": {**_PLACE, "level": "province", "year": "2020", "title_zh": "项目",
                 "title_en": "Project"},
    "budget": {**_PLACE, "table_id": "fund", "basis": "contract", "label_zh": "培训",
               "label_en": "Training"},
    "contracts": {**_PLACE, "table_id": "contracts", "label_zh": "培训合同",
                  "label_en": "Training contract", "payee_zh": "甲公司"},
    "payments": {**_PLACE, "table_id": "instalments", "label_zh": "首期", "label_en": "First",
                 "instalment": "1", "contract_ids": "k1", "status": "paid",
                 "date_precision": "day"},
    "appropriations": {**_PLACE, "funds_source": "province",
                       "figure": f"{DOCUMENT}/fund/r1/appropriation"},
    "series": {**_PLACE, "table_id": "form", "column": "area_1", "table_kind": "monthly_form",
               "origin": "reported", "period_end": MONTH_END, "unit": "count"},
    "outputs": {**_PLACE, "table_id": "progress", "item": "A1", "condition": "done",
                "label_zh": "培训人次", "label_en": "Attendances", "assessment": "numeric",
                "comparator": "ge", "comparator_origin": "printed", "unit": "count",
                "actual_unit": "count"},
    "output_items": {**_PLACE, "table_id": "progress", "item": "A1", "category": "training",
                     "category_zh": "培训", "category_en": "Training", "number": "1",
                     "requirement_zh": "要求", "rule": "done", "result_zh": "已完成",
                     "locator": "表3 第1行"},
    "verdicts": {**_PLACE, "claim_kind": "total", "relation": "eq", "formula": "a + b",
                 "figure": f"{DOCUMENT}/fund/total/planned", "column": "planned",
                 "locator": "表2 第3行（第30行）", "verdict": "contradicts",
                 "known_date": MONTH_END, "is_new": False, "label_zh": "合计",
                 "label_en": "Total", "printed": "100.00", "printed_unit": "万元", "unit": "cny",
                 "shown_formula": "60.00 + 30.00", "recomputed": 900_000,
                 "recomputed_low": 900_000, "recomputed_high": 900_000},
    "figures": {**_PLACE, "label_zh": "数", "label_en": "Figure", "printed": "1",
                "locator": "表2 第1行（第10行）"},
}  # fmt: skip


def fill(table: str, rows: Rows) -> pd.DataFrame:
    """Rows of a processed table with what a test leaves out."""
    columns = TABLES[table].dtypes
    if not rows:
        return _make_empty(table)
    filled = []
    for number, row in enumerate(rows, start=1):
        full = {"row_id": f"r{number}", **_DEFAULTS[table], **row}
        if table == "contracts":
            full.setdefault("contract_id", f"k{number}")
        if table == "verdicts":
            full.setdefault("claim_id", f"{full['claim_kind']}:{number}")
        if table == "outputs":
            full.setdefault("actual_low", full.get("actual"))
            full.setdefault("actual_high", full.get("actual"))
        unknown = set(row) - set(columns)
        assert not unknown, f"{table} has no columns {unknown}"
        filled.append({name: value for name, value in full.items() if name in columns})
    return make_frame(TABLES[table], filled)


@cache
def _make_empty(table: str) -> pd.DataFrame:
    return make_frame(TABLES[table], [])


@cache
def list_indicators() -> pd.DataFrame:
    """The table ``indicators`` of the invented county."""
    rows = [
        {"indicator_id": name, "name_zh": zh, "name_en": en, "unit": unit, "topic": topic,
         "direction": "more", "accumulates": "since_start"}
        for name, (zh, en, unit, topic) in NAMES.items()
    ]  # fmt: skip
    return make_frame(TABLES["indicators"], rows)


def evidence_of(
    *,
    projects: Rows = ({"project_id": PROJECT},),
    budget: Rows = (),
    contracts: Rows = (),
    payments: Rows = (),
    appropriations: Rows = (),
    series: Rows = (),
    outputs: Rows = (),
    items: Rows = (),
    verdicts: Rows = (),
    figures: Rows = (),
) -> Evidence:
    """The evidence that the notebook of the briefs makes of such rows."""
    printed, indicators = fill("figures", figures), list_indicators()
    plain = {
        "contracts": fill("contracts", contracts), "payments": fill("payments", payments),
        "appropriations": fill("appropriations", appropriations),
        "series": fill("series", series),
    }  # fmt: skip
    lines = disbursement.compute_lines(fill("budget", budget))
    rates = disbursement.compute_rates(fill("projects", projects), lines, *plain.values())
    item_rows = fill("output_items", items)
    conditions = completion.compute_conditions(fill("outputs", outputs), item_rows, AS_OF)
    points = trends.compute_trends(plain["series"], list(FIRST_TRENDS))
    return Evidence(
        rates=labels.label_rates(rates, printed),
        lines=labels.label_rates(lines, printed),
        contracts=disbursement.compute_contracts(plain["contracts"], plain["payments"]),
        instalments=disbursement.compute_instalments(plain["payments"], plain["contracts"]),
        items=target_items.compute_items(conditions, item_rows),
        conditions=labels.label_conditions(conditions, printed),
        facts=labels.label_figures(plain["series"], indicators, printed),
        points=labels.label_points(points, indicators, printed),
        verdicts=fill("verdicts", verdicts),
    )


def form(indicator_id: str, value: float | None, **more: Any) -> dict[str, Any]:
    """A figure of the newest monthly form; None is a blank cell."""
    blank = {"missing_reason": "blank"} if value is None else {}
    unit = NAMES[indicator_id][2]
    return {"row_id": indicator_id, "indicator_id": indicator_id, "value": value, "low": value,
            "high": value, "unit": unit, **blank, **more}  # fmt: skip


def item(name: str, target: float | None, actual: float | None, **more: Any) -> tuple[Row, Row]:
    """A target item of one condition, and the condition."""
    of_item = {"printed_completion", "result_zh", "project_id", "table_id", "document_id", "rule"}
    own = {"item": name, "number": name[1:], **{key: more[key] for key in more if key in of_item}}
    place = {key: more[key] for key in ("project_id", "table_id", "document_id") if key in more}
    rest = {key: value for key, value in more.items() if key not in of_item}
    return own, {"item": name, "target": target, "actual": actual, **place, **rest}


def targets(*pairs: tuple[Row, Row]) -> dict[str, tuple[Row, ...]]:
    """Items with their conditions, as arguments of :func:`evidence_of`."""
    return {"items": tuple(own for own, _ in pairs), "outputs": tuple(row for _, row in pairs)}
