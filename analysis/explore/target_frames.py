"""Target items of all projects, condition by condition."""

import pandas as pd

from analysis.explore.frame import Frame
from analysis.explore.source import Source, scale_shares, to_per_cent
from analysis.measures.target_items import TABLE, compute_items, list_keys, select_main_table
from analysis.presentation.labels import sort_items
from analysis.presentation.terms import CATEGORIES, VERDICTS
from analysis.presentation.wording import to_translate
from analysis.tables.records import list_records

_ITEM = (*TABLE, "item")
_NAMES = {
    **{code: name for code, (_, name) in VERDICTS.items()},
    "undecided": to_translate("cannot be decided"),
}


def make_targets(source: Source) -> Frame:
    """The frame ``targets``."""
    conditions = source.load_conditions()
    items = compute_items(conditions, source.load("output_items"))
    main = set(list_keys(select_main_table(items), TABLE)) if len(items) else set()
    items = items.assign(
        category=source.name_codes(items["category"], CATEGORIES),
        requirement=source.pick(items, "requirement"),
        project=source.name_projects(items["project_id"]),
        is_main_table=pd.array([key in main for key in list_keys(items, TABLE)], dtype="boolean"),
        item_verdict=items["verdict"],
        item_verdict_name=source.name_codes(items["verdict"], _NAMES),
    )
    of_item = ["county_code", "project_id", "project", "as_of_date", *_ITEM, "item_label",
               "category", "requirement", "is_main_table", "item_verdict",
               "item_verdict_name"]  # fmt: skip
    keys = [{name: row[name] for name in _ITEM} for row in list_records(items[list(_ITEM)])]
    places = {id(key): place for place, key in enumerate(keys)}
    items = items.iloc[[places[id(key)] for key in sort_items(keys)]]
    rows = items[of_item].merge(_describe(source, conditions), on=list(_ITEM), how="left")
    return source.finish(rows, "targets")


def _describe(source: Source, conditions: pd.DataFrame) -> pd.DataFrame:
    """Conditions in plain units, by item."""
    key = [*_ITEM, "condition"]
    if "actual_unit" not in conditions:
        units = source.load("outputs")[[*key, "actual_unit"]]
        conditions = conditions.merge(units, on=key, how="left")
    unit_of_actual = conditions["actual_unit"].fillna(conditions["unit"])
    scaled = scale_shares(conditions, ("target", "achieved"))
    has_denominator = conditions["denominator"].notna()
    scaled = scale_shares(
        scaled.assign(_unit=unit_of_actual.mask(has_denominator)), ("actual",), "_unit"
    )
    return scaled.assign(
        label=source.pick(conditions, "label"),
        unit=source.name_units(conditions["unit"]),
        # Of what is divided, the unit of the share says nothing.
        actual_unit=source.name_units(
            unit_of_actual.mask(has_denominator & (unit_of_actual == "share"))
        ),
        completion_percent=to_per_cent(conditions["completion"]),
        verdict_name=source.name_codes(conditions["verdict"], _NAMES),
    )[[*key, "label", "comparator", "target", "achieved", "unit", "actual", "actual_unit",
       "denominator", "completion_percent", "verdict", "verdict_name", "reason",
       "due_date"]]  # fmt: skip
