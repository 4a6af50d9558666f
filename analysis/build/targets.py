"""Typed views of target tables: items with their rule, and the conditions of the rule."""

from collections.abc import Mapping

from analysis.build.read_document import ReadDocument, read_date
from analysis.build.read_figures import Figure
from analysis.build.row_marks import read_mark
from analysis.figures.names import complete_name
from analysis.figures.printed import UNSTATED_UNIT
from analysis.measures.completion import WITHOUT_NUMBER
from analysis.measures.row_sums import LINE, OF_WHICH
from analysis.measures.rules import RuleError, evaluate_rule
from analysis.tables.text_tables import Row, TextRow

_Key = tuple[str, str]
_OF_ITEM = ("document_id", "table_id", "item", "county_code", "project_id", "as_of_date")


def view_output_items(read: ReadDocument) -> list[Row]:
    """Rows of ``output_items``: what is required, what is reported, and when the item is met."""
    rows = []
    for table_id, _, raw_rows in read.tables("progress"):
        context = read.context(table_id)
        items = [raw for raw in raw_rows if not _is_sum(raw)]
        places = {
            row_id: place if place["row_role"] in (LINE, OF_WHICH) else {"row_role": LINE}
            for row_id, place in read.place_rows(table_id, items).items()
        }
        for raw in items:
            reading = read.reading("items", table_id, raw["row_id"])
            if not {"category", "rule"} <= reading.keys():
                raise read.refuse(
                    f"{table_id} row {raw['row_id']}", "no reading gives its category and rule.",
                    f"Add a row to reference/readings/{read.document_id}/items.csv.",
                )  # fmt: skip
            completion = read.figure(table_id, raw["row_id"], "completion")
            rows.append(
                {
                    "document_id": read.document_id,
                    "table_id": table_id,
                    "item": raw["row_id"],
                    **context,
                    **places[raw["row_id"]],
                    "category": reading["category"],
                    "category_zh": raw["category"],
                    "category_en": read.translate(raw["category"]),
                    "number": raw["number"],
                    "requirement_zh": raw["requirement"],
                    "requirement_en": read.translate(raw["requirement"]),
                    "result_zh": raw["result"] or None,
                    "result_en": read.translate(raw["result"]),
                    "printed_completion": completion.value,
                    "rule": reading["rule"],
                    "note": reading.get("note"),
                    "locator": raw["locator"],
                }
            )
    return rows


def _is_sum(raw: TextRow) -> bool:
    """Whether a row of a target table is a total (总分, 小计), which is no item."""
    texts = [raw[name] for name in ("number", "category", "requirement")]
    return not raw["requirement"] and any(read_mark(text, "", {}).sum_kind for text in texts)


def view_outputs(read: ReadDocument) -> list[Row]:
    """Rows of ``outputs``: target, actual and denominator of each condition."""
    items, sums = _list_items(read)
    rows = []
    for reading in read.readings["conditions"]:
        place = f"conditions.csv item {reading.get('item')} {reading.get('condition')}"
        key = (reading.get("table_id"), reading.get("item"))
        item = items.get(key)
        if key in sums:
            continue
        if item is None:
            raise read.refuse(
                place, "the item is in no table of the document.", "Correct table_id or item."
            )
        target, actual, denominator = (
            _find_figure(read, reading, place, role) for role in ("target", "actual", "denominator")
        )
        rows.append(
            {
                **{name: item[name] for name in _OF_ITEM},
                **{
                    name: reading.get(name)
                    for name in (
                        "condition", "label_zh", "label_en", "assessment", "comparator",
                        "comparator_origin", "indicator_id", "note",
                    )
                },
                "due_date": read_date(reading.get("due_date")),
                **_view_target(target),
                **_view_actual(actual, denominator, bool(item["result"])),
            }
        )  # fmt: skip
    _check_rules(read, items, rows)
    return rows


def _list_items(read: ReadDocument) -> tuple[dict[_Key, Row], set[_Key]]:
    """What conditions take from their items, by table and item, and the keys of sums."""
    items, sums = {}, set()
    for table_id, _, raw_rows in read.tables("progress"):
        context = read.context(table_id)
        for raw in raw_rows:
            key = (table_id, raw["row_id"])
            if _is_sum(raw):
                sums.add(key)
                continue
            items[key] = {
                **context,
                "document_id": read.document_id,
                "table_id": table_id,
                "item": raw["row_id"],
                "result": raw["result"],
            }
    return items, sums


def _check_rules(read: ReadDocument, items: Mapping[_Key, Row], rows: list[Row]) -> None:
    """Refuses the document if a rule cannot be read or names a condition that is not there."""
    conditions: dict[_Key, dict[str, bool]] = {}
    for row in rows:
        conditions.setdefault((row["table_id"], row["item"]), {})[row["condition"]] = True
    for table_id, item in items:
        rule = read.reading("items", table_id, item).get("rule")
        try:
            evaluate_rule(rule or "", conditions.get((table_id, item), {}))
        except RuleError as error:
            raise read.refuse(
                f"{table_id} row {item}", str(error),
                f"Mend the rule in reference/readings/{read.document_id}/items.csv.",
            ) from error  # fmt: skip


def _find_figure(read: ReadDocument, reading: Row, place: str, role: str) -> Figure | None:
    name = reading.get(role)
    if name is None:
        return None
    full = complete_name(name, read.document_id)
    if full not in read.known:
        raise read.refuse(
            place, f"{role} {full} is not a figure of data/raw.", "Correct the figure's name."
        )
    return read.known[full]


def _view_target(target: Figure | None) -> Row:
    if target is None:
        return {}
    # A number whose unit the document lacks ("1" of what?) is not a target to compute with.
    is_lost = target.read.unit == UNSTATED_UNIT
    return {
        "target": None if is_lost else target.value,
        "target_reason": "unreadable_unit" if is_lost else target.read.missing_reason,
        "unit": target.read.unit,
        "target_figure": target.name,
    }


def _view_actual(actual: Figure | None, denominator: Figure | None, has_result: bool) -> Row:
    row: Row = {}
    if actual is None:
        # The result of the item is in words, or its numbers are of other conditions.
        row["actual_reason"] = WITHOUT_NUMBER if has_result else None
    else:
        low, high = actual.interval
        row |= {
            "actual": actual.value,
            "actual_low": low,
            "actual_high": high,
            "actual_unit": actual.read.unit,
            "actual_reason": actual.read.missing_reason,
            "actual_figure": actual.name,
            "actual_printed_unit": actual.read.printed_unit,
            "qualifier": actual.read.qualifier,
        }
    if denominator is not None:
        row |= {"denominator": denominator.value, "denominator_figure": denominator.name}
    return row
