"""Typed views of a document's figures: budget, contracts, payments, events.

Each ``view_…`` function takes one :class:`ReadDocument` and returns rows of one processed table.
What the document does not print is taken from the readings, which give a reason.
"""

from analysis.build.read_document import ReadDocument, date_row
from analysis.tables.text_tables import Row

# What the planned amounts of a form are based on, unless a reading of the table says otherwise.
DEFAULT_BASIS = {"fund_plan": "plan", "disbursement": "contract"}


def view_budget(read: ReadDocument) -> list[Row]:
    """Rows of ``budget`` from fund plans, tender packages and disbursement tables."""
    rows = []
    for table_id, table, raw_rows in read.tables("fund_plan", "disbursement"):
        basis = read.table_readings.get(table_id, {}).get("basis") or DEFAULT_BASIS[table.kind]
        places = read.place_rows(table_id, raw_rows)
        for raw in raw_rows:
            figures = {
                column: read.figure(table_id, raw["row_id"], column).value
                for column in ("planned", "paid", "rate", "share")
                if column in raw
            }
            label = raw["label"].strip() or raw.get("payee", "")
            rows.append(
                {
                    **read.key(table_id, raw["row_id"]),
                    **read.context(table_id),
                    "document_date": read.document.record.document_date,
                    "basis": basis,
                    "label_zh": label,
                    "label_en": read.translate(label),
                    "category": read.reading("budget", table_id, raw["row_id"]).get("category"),
                    "payee_zh": raw.get("payee") or None,
                    "payee_en": read.translate(raw.get("payee")),
                    "planned_cny": figures["planned"],
                    "paid_cny": figures.get("paid"),
                    "printed_rate": figures.get("rate"),
                    "printed_share": figures.get("share"),
                    **places[raw["row_id"]],
                }
            )
    return rows


def view_contracts(read: ReadDocument) -> list[Row]:
    """Rows of ``contracts``."""
    rows = []
    for table_id, _, raw_rows in read.tables("contracts"):
        places = read.place_rows(table_id, raw_rows)
        for raw in raw_rows:
            reading = read.reading("contracts", table_id, raw["row_id"])
            award_date, precision = date_row(raw["award_date"], reading, "award_date", at_end=False)
            rows.append(
                {
                    **read.key(table_id, raw["row_id"]),
                    **read.context(table_id),
                    "contract_id": reading.get("contract_id")
                    or f"{read.document_id}-{raw['row_id'].lower().replace('_', '-')}",
                    **places[raw["row_id"]],
                    "label_zh": raw["label"].strip(),
                    "label_en": read.translate(raw["label"].strip()),
                    "payee_zh": raw["payee"] or None,
                    "payee_en": read.translate(raw["payee"]),
                    "plan_rows": reading.get("plan_rows"),
                    "tendered_cny": read.figure(table_id, raw["row_id"], "tendered").value,
                    "contract_cny": read.figure(table_id, raw["row_id"], "amount").value,
                    "award_date": award_date,
                    "date_precision": precision,
                }
            )
    return rows


def view_payments(read: ReadDocument) -> list[Row]:
    """Rows of ``payments``: an instalment that two places report in two statuses is two rows."""
    rows = []
    for table_id, _, raw_rows in read.tables("instalments"):
        for raw in raw_rows:
            reading = read.reading("payments", table_id, raw["row_id"])
            if not {"instalment", "contract_ids", "status"} <= reading.keys():
                raise read.refuse(
                    f"{table_id} row {raw['row_id']}", "no reading says which instalment it is.",
                    f"Add a row to reference/readings/{read.document_id}/payments.csv.",
                )  # fmt: skip
            status_date, precision = date_row(
                raw["status_date"], reading, "status_date", at_end=True
            )
            rows.append(
                {
                    **read.key(table_id, raw["row_id"]),
                    **read.context(table_id),
                    "document_date": read.document.record.document_date,
                    "instalment": reading["instalment"],
                    "contract_ids": reading["contract_ids"],
                    "status": reading["status"],
                    "label_zh": raw["label"],
                    "label_en": read.translate(raw["label"]),
                    "amount_cny": read.figure(table_id, raw["row_id"], "amount").value,
                    "printed_share": read.figure(table_id, raw["row_id"], "share").value,
                    "status_date": status_date,
                    "date_precision": precision,
                }
            )
    return rows


def view_events(read: ReadDocument) -> list[Row]:
    """Rows of ``events``."""
    rows = []
    for table_id, _, raw_rows in read.tables("events"):
        for raw in raw_rows:
            reading = read.reading("events", table_id, raw["row_id"])
            start, precision = date_row(raw["start"], reading, "start_date", at_end=False)
            end, _ = date_row(raw["end"], reading, "end_date", at_end=True)
            rows.append(
                {
                    **read.key(table_id, raw["row_id"]),
                    "county_code": reading.get("county_code") or read.document.record.county_code,
                    "event_kind": reading.get("event_kind"),
                    "label_zh": raw["label"],
                    "label_en": read.translate(raw["label"]),
                    "start_date": start,
                    "end_date": end,
                    "date_precision": precision,
                    "locator": raw["locator"],
                }
            )
    return rows
