"""Small frames of target items and their conditions; places and figures are invented."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from analysis.measures import completion
from analysis.tables.tables import TABLES
from analysis.tables.validation import make_frame

Row = Mapping[str, Any]
AS_OF = pd.Timestamp("2021-08-30")
PLACE = {
    "document_id": "doc", "table_id": "progress", "item": "A1", "county_code": "990101",
    "project_id": "990101-province-2019", "as_of_date": "2021-08-30",
}  # fmt: skip


def outputs_of(*rows: Row) -> pd.DataFrame:
    """Conditions "at least the target"; an actual has no room on either side by default."""
    base = {
        **PLACE, "condition": "done", "label_zh": "项", "assessment": "numeric",
        "comparator": "ge", "unit": "count", "actual_unit": "count",
    }  # fmt: skip
    filled = []
    for row in rows:
        full = {**base, **row}
        full.setdefault("actual_low", full.get("actual"))
        full.setdefault("actual_high", full.get("actual"))
        filled.append(full)
    return make_frame(TABLES["outputs"], filled)


def items_of(*rows: Row) -> pd.DataFrame:
    """Items that are met if their condition ``done`` is."""
    base = {
        **PLACE, "category": "training", "category_zh": "培训", "number": "1",
        "requirement_zh": "要求", "rule": "done", "locator": "表", "printed_completion": 1.0,
    }  # fmt: skip
    return make_frame(TABLES["output_items"], [{**base, **row} for row in rows])


def conditions_of(
    *rows: Row, items: pd.DataFrame | None = None, as_of: completion.AsOf = AS_OF
) -> pd.DataFrame:
    """Conditions with what their figures give, of one item with the rule ``done`` by default."""
    own_items = items_of({}) if items is None else items
    return completion.compute_conditions(outputs_of(*rows), own_items, as_of)
