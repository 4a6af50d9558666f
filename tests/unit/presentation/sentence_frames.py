"""Small frames to make sentences of, and the sentences in both languages as text to look at.

A function named after one thing (`document`, `contract`) writes a row: its defaults fill in what a
test does not care about. One named after several (`documents`, `contracts`) makes the frame, with
the types that the real frame has, also where it holds no row. Places and figures are invented.
"""

from collections.abc import Callable, Collection
from typing import Any

import pandas as pd

from analysis.measures.fund_amounts import RATE_PAIRS
from analysis.measures.trends import POINT_COLUMNS
from analysis.presentation.formats import Words
from analysis.tables.tables import TABLES

Row = dict[str, Any]
COUNTY = "990101"
PROJECT_ID = f"{COUNTY}-province-2020"
NOT_REPORTED = float("nan")

_LABELS = {"name_zh": "str", "name_en": "str", "topic": "str"}
_PRINTED = {"printed": "str", "printed_unit": "str", "locator": "str"}
_RATES = {
    "project_id": "str", "rate_id": "str", "numerator_kind": "str", "numerator_cny": "float64",
    "numerator_low": "float64", "numerator_high": "float64", "numerator_is_partial": "boolean",
    "denominator_kind": "str", "denominator_cny": "float64", "denominator_sources": "str",
    "denominator_is_partial": "boolean", "as_of_date": "datetime64[ms]", "rate": "float64",
    "printed": "str", "reason": "str",
}  # fmt: skip
_POINTS = {
    **{name: TABLES["series"].dtypes.get(name, "str") for name in POINT_COLUMNS},
    **_LABELS,
    **_PRINTED,
}


def say_in_both(describe: Callable[[Words], str | list[str]]) -> str:
    """What is said in Chinese, then in English, a sentence a line.

    Args:
        describe: makes one sentence or several in the language of the words that it is given.
    """
    lines = []
    for language in ("zh", "en"):
        said = describe(Words(language))
        sentences = [said] if isinstance(said, str) else said
        lines += [f"{language}:", *(f"  {sentence}" for sentence in sentences or ["(nothing)"])]
    return "\n".join(lines)


def document(number: int = 1, **columns: Any) -> Row:
    """A document of the county's commerce bureau."""
    return {
        "document_id": f"fox-{number}",
        "document_kind": "self_evaluation",
        "title_zh": "狐县自评报告",
        "issuer_zh": "狐县商务局",
        "issuer_en": "Fox County Commerce Bureau",
        "county_code": COUNTY,
        "document_date": "2021-03-31",
        **columns,
    }


def documents(*rows: Row) -> pd.DataFrame:
    """Rows of the table ``documents``."""
    return _make_frame(TABLES["documents"].dtypes, rows)


def fact(number: int = 1, **columns: Any) -> Row:
    """A figure of the monthly form: stations, 20 of them."""
    return {
        "document_id": "fox-1",
        "table_id": "monthly_form",
        "table_kind": "monthly_form",
        "row_id": f"r{number}",
        "column": "area_1",
        "county_code": COUNTY,
        "indicator_id": f"indicator_{number}",
        "origin": "reported",
        "value": 20.0,
        "unit": "count",
        "name_zh": f"指标{number}",
        "name_en": f"Indicator {number}",
        "topic": "targets",
        **columns,
    }


def facts(*rows: Row) -> pd.DataFrame:
    """Rows of ``series`` with names, as `label_figures` returns them."""
    return _make_frame({**TABLES["series"].dtypes, **_LABELS, **_PRINTED}, rows)


def rates(
    as_of: str | None = "2021-03-31",
    half_digit: float = 5_000,
    partial: Collection[str] = (),
    **yuan: float,
) -> pd.DataFrame:
    """The rates that amounts give; an amount that is not given is not reported.

    Args:
        as_of: date of the amounts.
        half_digit: half a unit of the last digit that is printed of the amount used.
        partial: amounts of which only parts are reported.
        yuan: ``paid``, ``used``, ``requested``, ``contracted``, ``planned``, ``appropriation``.
    """
    amounts = {**yuan, "contract": yuan.get("contracted", NOT_REPORTED)}
    rows = []
    for numerator, denominator in RATE_PAIRS:
        above = amounts.get(numerator, NOT_REPORTED)
        below = amounts.get(denominator, NOT_REPORTED)
        rows.append(
            {
                "project_id": PROJECT_ID,
                "rate_id": f"{numerator}_of_{denominator}",
                "numerator_kind": numerator,
                "numerator_cny": above,
                "numerator_low": above - half_digit,
                "numerator_high": above + half_digit,
                "numerator_is_partial": numerator in partial,
                "denominator_kind": denominator,
                "denominator_cny": below,
                "denominator_sources": "province" if denominator == "appropriation" else None,
                "denominator_is_partial": denominator in partial,
                "as_of_date": as_of,
                "rate": above / below if below else NOT_REPORTED,
            }
        )
    return _make_frame(_RATES, tuple(rows))


def contract(number: int = 1, **columns: Any) -> Row:
    """A contract of 600,000 yuan with one instalment."""
    return {
        "contract_id": f"k{number}",
        "document_id": "fox-1",
        "table_id": "contracts",
        "row_id": f"k{number}",
        "county_code": COUNTY,
        "project_id": PROJECT_ID,
        "label_zh": f"合同{number}",
        "label_en": f"Contract {number}",
        "payee_zh": "甲公司",
        "as_of_date": "2021-03-31",
        "row_role": "line",
        "contract_cny": 600_000,
        "instalments": 1,
        **columns,
    }


def contracts(*rows: Row) -> pd.DataFrame:
    """As :func:`analysis.measures.disbursement.compute_contracts` returns them."""
    return _make_frame({**TABLES["contracts"].dtypes, "instalments": "int64"}, rows)


def instalment(number: int = 1, status: str = "paid", **columns: Any) -> Row:
    """An instalment of 300,000 yuan on the contract k1, in one status."""
    return {
        "document_id": "fox-1",
        "table_id": "instalments",
        "row_id": f"i{number}_{status}",
        "county_code": COUNTY,
        "project_id": PROJECT_ID,
        "instalment": str(number),
        "contract_ids": "k1",
        "status": status,
        "as_of_date": "2021-03-31",
        "label_zh": f"第{number}期",
        "label_en": f"Instalment {number}",
        "amount_cny": 300_000,
        "status_date": "2020-11-30",
        "date_precision": "day",
        "is_repeat": False,
        **columns,
    }


def instalments(*rows: Row) -> pd.DataFrame:
    """As :func:`analysis.measures.disbursement.compute_instalments` returns them."""
    names = {"contracts_zh": "str", "contracts_en": "str"}
    return _make_frame({**TABLES["payments"].dtypes, **names, "is_repeat": "boolean"}, rows)


def condition(item: str = "A1", reason: str | None = None, **columns: Any) -> Row:
    """A condition of an item of the progress table; with a reason it has no completion."""
    return {
        "document_id": "fox-1",
        "table_id": "progress",
        "item": item,
        "item_label": item,
        "condition": "trained",
        "county_code": COUNTY,
        "as_of_date": "2021-03-31",
        "label_zh": "人次",
        "assessment": "qualitative" if reason == "qualitative" else "numeric",
        "reason": reason,
        **columns,
    }


def conditions(*rows: Row) -> pd.DataFrame:
    """As :func:`analysis.measures.completion.compute_conditions` returns them."""
    return _make_frame({**TABLES["outputs"].dtypes, "reason": "str", "item_label": "str"}, rows)


def item(name: str = "A1", verdict: str = "met", **columns: Any) -> Row:
    """An item of the progress table that is met and for which a result is reported."""
    return {
        "document_id": "fox-1",
        "table_id": "progress",
        "item": name,
        "item_label": name,
        "county_code": COUNTY,
        "as_of_date": "2021-03-31",
        "category": "training",
        "category_zh": "培训",
        "number": name[1:],
        "requirement_zh": "培训人次",
        "rule": "trained",
        "locator": "表3 第1行",
        "result_zh": "已培训",
        "verdict": verdict,
        "is_due_later": False,
        **columns,
    }


def items(*rows: Row) -> pd.DataFrame:
    """As :func:`analysis.measures.target_items.compute_items` returns them."""
    types = {
        "item_label": "str",
        "verdict": "str",
        "due_date": "datetime64[ms]",
        "is_due_later": "bool",
    }
    return _make_frame({**TABLES["output_items"].dtypes, **types}, rows)


def point(year: int = 2020, value: float = 125_000, **columns: Any) -> Row:
    """The visitors of a calendar year as a document reports them.

    A printed change compares with the year before, unless a test says otherwise.
    """
    base = {"change_base_start": f"{year - 1}-01-01", "change_base_end": f"{year - 1}-12-31"}
    return {
        **(base if "printed_change" in columns else {}),
        "indicator_id": "visitors",
        "period_kind": "year",
        "period_start": f"{year}-01-01",
        "period_end": f"{year}-12-31",
        "value": value,
        "unit": "person_time",
        "origin": "reported",
        "document_id": "fox-1",
        "name_zh": "游客",
        "name_en": "Visitors",
        "printed_unit": "万人次",
        **columns,
    }


def points(*rows: Row) -> pd.DataFrame:
    """As `label_points` returns them, in the order of their periods."""
    return _make_frame(_POINTS, rows)


def verdict(outcome: str = "contradicts", **columns: Any) -> Row:
    """A verdict on a total of 80.00万元, printed above lines that add up to 75.00万元."""
    return {
        "claim_id": "total:fox-1/disbursement/total/paid",
        "county_code": COUNTY,
        "document_id": "fox-1",
        "claim_kind": "total",
        "relation": "eq",
        "formula": "a + b",
        "figure": "fox-1/disbursement/total/paid",
        "locator": "表2 第3行",
        "verdict": outcome,
        "known_date": "2021-03-31",
        "is_new": False,
        "label_zh": "合计",
        "label_en": "Total",
        "column": "paid",
        "printed": "80.00",
        "printed_unit": "万元",
        "unit": "cny",
        "shown_formula": "30.00 + 45.00",
        "recomputed": 750_000,
        "recomputed_low": 749_900,
        "recomputed_high": 750_100,
        **columns,
    }


def verdicts(*rows: Row) -> pd.DataFrame:
    """Rows of the table ``verdicts``."""
    return _make_frame(TABLES["verdicts"].dtypes, rows)


def _make_frame(dtypes: dict[str, str], rows: tuple[Row, ...]) -> pd.DataFrame:
    misspelt = {name for row in rows for name in row} - dtypes.keys()
    assert not misspelt, f"columns that the frame does not have: {sorted(misspelt)}"
    # Column by column: to cast a wide frame takes ten times as long as to make it.
    columns = {
        name: pd.array([_read_value(row.get(name), dtype) for row in rows], dtype=dtype)
        for name, dtype in dtypes.items()
    }
    return pd.DataFrame(columns)


def _read_value(value: Any, dtype: str) -> Any:
    if dtype.startswith("datetime"):
        return pd.Timestamp(value) if value is not None else pd.NaT
    return NOT_REPORTED if value is None and dtype == "float64" else value
