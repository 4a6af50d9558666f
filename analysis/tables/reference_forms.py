"""Columns of the tables in ``data/reference`` and of the readings of a document."""

REFERENCE_COLUMNS: dict[str, tuple[str, ...]] = {
    "areas": ("county_code", "level", "name_zh", "name_en", "parent_code", "former_codes",
              "former_names", "short_zh", "pinyin", "valid_from", "valid_to", "source"),
    "indicators": ("indicator_id", "name_zh", "name_en", "unit", "topic", "direction",
                   "accumulates", "part_of_indicator", "subset_of", "weight",
                   "numerator_indicator", "denominator_indicator", "month_indicator",
                   "innocent", "note"),
    "units": ("printed_unit", "unit", "factor", "is_count", "name_zh", "name_en"),
    "labels": ("form_kind", "label", "meaning"),
    "form_labels": ("form_kind", "role", "label", "meaning", "note"),
    "table_readings": ("document_id", "table_id", "project_id", "basis", "as_of_date", "note"),
    "projects": ("project_id", "county_code", "level", "year", "title_zh", "title_en",
                 "start_date", "end_date", "note", "programme", "entered_date"),
    "appropriations": ("project_id", "funds_source", "figure", "note", "amount", "entered_date"),
    "translations": ("zh", "en"),
    "fact_index": ("fact_id", "value", "unit", "figure", "reason"),
    "claims": ("claim_id", "figure", "relation", "formula", "figures", "innocent", "note"),
    "reviews": ("claim_id", "printed", "status", "reason", "decided_by", "decided_date"),
    "corrections": ("figure", "transcribed", "corrected", "reason", "decided_by", "decided_date"),
}  # fmt: skip

# Columns that name a row; a row of a data root's own table replaces the shipped row of its key.
REFERENCE_KEYS: dict[str, tuple[str, ...]] = {
    "areas": ("county_code",),
    "indicators": ("indicator_id",),
    "units": ("printed_unit",),
    "labels": ("form_kind", "label"),
    "form_labels": ("form_kind", "role", "label"),
    "table_readings": ("document_id", "table_id"),
    "projects": ("project_id",),
    "appropriations": ("project_id", "funds_source"),
    "translations": ("zh",),
    "fact_index": ("fact_id",),
    "claims": ("claim_id",),
    "reviews": ("claim_id",),
    "corrections": ("figure",),
}
# Columns at the end that a table or a row of a data root's own may leave out.
REFERENCE_OPTIONAL: dict[str, tuple[str, ...]] = {
    "areas": ("short_zh", "pinyin", "valid_from", "valid_to", "source"),
    "projects": ("programme", "entered_date"),
    "appropriations": ("amount", "entered_date"),
}
# Columns besides the key that are never blank.
REFERENCE_REQUIRED: dict[str, tuple[str, ...]] = {
    "areas": ("level",),
    "indicators": ("name_zh", "unit", "topic", "direction", "accumulates"),
    "units": ("unit", "factor", "is_count", "name_zh"),
    "labels": ("meaning",),
    "form_labels": ("meaning",),
    "table_readings": (),
    "projects": ("county_code", "level", "year", "title_zh"),
    "appropriations": (),
    "translations": ("en",),
    "fact_index": ("value",),
    "claims": ("figure", "relation", "formula", "figures"),
    "reviews": ("status",),
    "corrections": (),
}

READING_COLUMNS: dict[str, tuple[str, ...]] = {
    "statements": ("table_id", "row_id", "county_code", "indicator_id", "period_start",
                   "period_end", "period_note", "role", "change_base_start", "change_base_end",
                   "covers", "note"),
    "rows": ("table_id", "row_id", "row_role", "parent_row", "note"),
    "budget": ("table_id", "row_id", "category", "note"),
    "contracts": ("table_id", "row_id", "contract_id", "plan_rows", "award_date",
                  "date_precision", "note"),
    "payments": ("table_id", "row_id", "instalment", "contract_ids", "status", "status_date",
                 "date_precision", "note"),
    "items": ("table_id", "item", "category", "rule", "note"),
    "conditions": ("table_id", "item", "condition", "label_zh", "label_en", "assessment",
                   "comparator", "comparator_origin", "indicator_id", "target", "actual",
                   "denominator", "due_date", "note"),
    "events": ("table_id", "row_id", "county_code", "event_kind", "start_date", "end_date",
               "date_precision", "note"),
}  # fmt: skip

READING_KEYS: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(READING_COLUMNS, ("table_id", "row_id")),
    "items": ("table_id", "item"),
    "conditions": ("table_id", "item", "condition"),
}  # fmt: skip
READING_REQUIRED: dict[str, tuple[str, ...]] = {
    "statements": ("role",),
    "rows": (),
    "budget": (),
    "contracts": (),
    "payments": ("instalment", "contract_ids", "status"),
    "items": ("category", "rule"),
    "conditions": ("label_zh", "assessment"),
    "events": ("event_kind",),
}

# How the period_note of a reading begins where the document prints no date.
UNDATED = "undated"
# Meanings in labels.csv that say which rows of a table are sums of others.
SUM_MEANINGS = frozenset({"total", "grand_total", "subtotal", "part_of_total"})
# How the period_note begins of a figure that counts from the start of a project or campaign on.
SINCE_START = "since"
APPROPRIATION = "appropriation"
STIPULATED_ROLES = frozenset({"target", APPROPRIATION, "stipulated"})
SERIES_ROLES = frozenset({"reported", "planned"})
ROLES = STIPULATED_ROLES | SERIES_ROLES | {"context"}
# Table of a document with the figures of its running text that a person accepted.
ACCEPTED_TABLE = "accepted"
