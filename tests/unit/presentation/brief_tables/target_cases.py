"""Items and conditions of targets that several tests show."""

REACHED = {
    "target": 500, "target_printed_unit": "人次", "actual": 620, "reported_unit": "人次",
    "achieved": 620, "completion": 1.24, "is_met": True,
}  # fmt: skip
NO_RESULT = {"target": 500, "target_printed_unit": "人次", "reason": "no_actual"}
IN_WORDS = {
    "assessment": "qualitative", "condition": "quality", "label_zh": "质量优良",
    "label_en": "Good quality", "reason": "qualitative",
}  # fmt: skip
SHARE = {
    "item": "A2", "target": 0.8, "unit": "share", "actual": 90, "actual_unit": "count",
    "denominator": 100, "denominator_printed_unit": "个", "reported_unit": "个", "achieved": 0.9,
    "completion": 1.125, "is_met": True, "comparator_origin": "assumed", "label_zh": "覆盖率",
    "label_en": "Coverage", "due_date": "2021-12-31",
}  # fmt: skip
COVER = {
    "item": "A2", "requirement_zh": "覆盖80%的村", "requirement_en": "Reach 80% of villages",
    "category": "logistics", "category_zh": "物流", "category_en": "Logistics",
}  # fmt: skip
SPENT = {
    "item": "A10", "comparator": "le", "target": 1_000_000, "unit": "cny", "reported_unit": "万元",
    "target_printed_unit": "万元", "actual": 2_000_000, "achieved": 2_000_000, "completion": 0.5,
    "is_met": False, "label_zh": "成本", "label_en": None, "due_date": "2020-12-31",
}  # fmt: skip
