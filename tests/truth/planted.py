"""The planted lies by what they are about."""

from tests.truth.edits import add_zero, change_digit
from tests.truth.lies import (
    LUFENG,
    LUHE,
    QINGXIN,
    Lie,
    add_sentence,
    call_missing,
    change_cell,
    change_tile,
    describe,
    draw,
    drop,
    drop_detail,
    edit_detail,
    edit_tag,
    rename,
    replace,
    say_other,
    swap,
    swap_captions,
    swap_details,
)
from tests.truth.special_lies import (
    add_projects,
    deny_rate,
    drop_project,
    drop_tile_project,
    say_kind,
    show_older,
)

# Page (a code, or a kind of invented county), language, lie.
Planted = tuple[str, str, Lie]
DIGITS: dict[str, Planted] = {
    "a planned amount": (QINGXIN, "zh", change_cell("lines", "planned")),
    "a paid amount": (QINGXIN, "en", change_cell("lines", "paid")),
    "a zero behind the printed digits": (
        QINGXIN,
        "zh",
        lambda page: page.edit_cell("lines", "paid", add_zero),
    ),
    "a rate of a line": (QINGXIN, "zh", change_cell("lines", "line_rate")),
    "a numerator": (LUHE, "en", change_cell("rates", "numerator")),
    "a rate": (LUHE, "zh", change_cell("rates", "value")),
    "an appropriation": (LUHE, "zh", change_cell("appropriations", "appropriated")),
    "a contract": (LUHE, "en", change_cell("contracts", "amount")),
    "the total of the contracts": (LUHE, "en", change_cell("contracts", "amount", row=-1)),
    "an instalment": (LUHE, "zh", change_cell("instalments", "amount")),
    "a sum so far": (LUHE, "zh", change_cell("instalments", "so_far")),
    "a share": (QINGXIN, "zh", change_cell("instalments", "share")),
    "a target": (QINGXIN, "en", change_cell("items", "target")),
    "an actual": (QINGXIN, "zh", change_cell("items", "actual")),
    "a completion": (QINGXIN, "zh", change_cell("items", "completion")),
    "a mean": (QINGXIN, "zh", change_cell("summary", "mean")),
    "a figure of tourism": (QINGXIN, "en", change_cell("trends", "value")),
    "a printed change": (QINGXIN, "en", change_cell("trends", "change")),
    "a figure of the area": (QINGXIN, "zh", change_cell("facts", "value")),
    "a recomputed value": (QINGXIN, "en", change_cell("findings", "recomputed")),
    "the range of an implied point": (QINGXIN, "zh", edit_detail("trends", "value", change_digit)),
    "a printed rate": (QINGXIN, "zh", edit_detail("rates", "value", change_digit)),
    "the amount of a key figure": (
        QINGXIN,
        "en",
        change_tile(lambda one: rename("dd", "69.99%")(one)),
    ),
    "the numerator of a key figure": (
        QINGXIN,
        "zh",
        change_tile(lambda one: rename("dd/div", "349.924万元 ÷ 500万元")(one)),
    ),
    "an amount of the summary": (QINGXIN, "zh", replace("349.923万元", "349.932万元")),
    "a rate of the summary": (QINGXIN, "en", replace("rate of 69.98%", "rate of 70.98%")),
    "a label of a chart": (QINGXIN, "zh", draw(r"^174\.993$", "174.939")),
    "a description of a chart": (QINGXIN, "en", describe(r"868|8\.6835", "8.6385")),
    "a scale": (QINGXIN, "zh", change_cell("trends", "value", "万人次", "人次")),
}
PLACES: dict[str, Planted] = {
    "amounts of two contracts swapped": (LUHE, "zh", swap("contracts", "amount")),
    "places of two lines swapped": (QINGXIN, "zh", swap("lines", "source")),
    "place of a figure": (QINGXIN, "en", change_cell("facts", "source")),
    "place of an appropriation": (QINGXIN, "en", change_cell("appropriations", "source")),
    "another document": ("everything", "zh", swap_details("facts", "source")),
    "no document": ("everything", "en", drop_detail("facts", "source")),
    "a formula of another document": (QINGXIN, "zh", swap_details("trends", "kind")),
    "periods of two figures swapped": ("periods", "en", swap("trends", "period")),
    "period of a key figure": (
        QINGXIN,
        "zh",
        lambda page: page.replace("^2020年$", "2019年", ".//dl"),
    ),
    "an older figure as the newest": ("plain", "zh", lambda page: show_older(page)),
    "period of a sentence": (QINGXIN, "zh", replace("接待游客，2020年", "接待游客，2018年")),
    "date of a rate": (LUHE, "en", change_cell("rates", "as_of", "2020", "2019")),
    "date of an instalment": (
        LUHE,
        "en",
        change_cell("instalments", "status_date", "2019", "2018"),
    ),
    "date of an award": (LUHE, "zh", change_cell("contracts", "award", "2019", "2018")),
    "date of a target table": (
        QINGXIN,
        "zh",
        edit_tag("caption", "2021年8月30日", "2021年8月31日"),
    ),
    "date of the newest document": (LUHE, "en", replace("11 August 2020", "12 August 2020")),
    "date of an event": (QINGXIN, "zh", change_cell("events", "date", "2016", "2017")),
    "date of a document": (LUHE, "zh", change_cell("documents", "date", "2020", "2021")),
    "a year that no point has": (QINGXIN, "zh", draw("^2019年$", "2091年")),
    "years as a float": ("plain", "en", draw("^2019$", "+2.02e3")),
    "key figures under each other's label": (QINGXIN, "zh", lambda page: page.swap_tiles()),
    "months of forms swapped": ("plain", "en", swap("forms", "period")),
    "another county": (LUFENG, "zh", replace("陆丰市", "陆河县")),
}
KINDS: dict[str, Planted] = {
    "planned called reported": (
        "trends",
        "zh",
        say_other("trends", "kind", "phrase", "planned", "reported"),
    ),
    "reported called implied": (
        QINGXIN,
        "en",
        say_other("trends", "kind", "phrase", "reported", "implied"),
    ),
    "implied called reported": (
        QINGXIN,
        "zh",
        say_other("trends", "kind", "phrase", "implied", "reported"),
    ),
    "requested called paid": (
        LUHE,
        "zh",
        say_other("instalments", "status", "status", "requested", "paid"),
    ),
    "paid called submitted": (
        QINGXIN,
        "en",
        say_other("instalments", "status", "status", "paid", "submitted"),
    ),
    "the province's money called the county's": (
        LUHE,
        "en",
        swap("appropriations", "funds_source"),
    ),
    "a rise called a fall": (QINGXIN, "zh", replace("下降24.98%", "增长24.98%")),
    "a fall shown as a rise": (QINGXIN, "en", change_cell("trends", "change", "−", "+")),
    "a qualifier left out": (QINGXIN, "zh", change_cell("facts", "value", "多|余|超过?|近", "")),
    "a qualifier added": (QINGXIN, "en", change_cell("facts", "value", r"^(\d)", r"over \1")),
    "≥ called ≤": (QINGXIN, "zh", change_cell("items", "target", "≥", "≤")),
    "met called not met": (
        QINGXIN,
        "en",
        say_other("items", "item_verdict", "verdict", "met", "not_met"),
    ),
    "not assessed called met": (
        QINGXIN,
        "zh",
        say_other("items", "item_verdict", "verdict", "not_assessed", "met"),
    ),
    "not yet due called not met": (
        "targets",
        "zh",
        say_other("items", "item_verdict", "verdict", "not_yet_due", "not_met"),
    ),
    "not computable called not met": (
        LUHE,
        "en",
        say_other("items", "item_verdict", "verdict", "not_computable", "not_met"),
    ),
    "a contradiction called an agreement": (
        QINGXIN,
        "zh",
        say_other("findings", "verdict", "claim_verdict", "contradicts", "agrees"),
    ),
    "a milestone called a deadline": (
        QINGXIN,
        "en",
        say_other("events", "kind", "event_kind", "milestone", "deadline"),
    ),
    "an undated figure without a word": (QINGXIN, "zh", drop_detail("facts", "period")),
    "a rate under another name": (LUHE, "en", swap("rates", "rate")),
}
MISSING: dict[str, Planted] = {
    "an amount that is on file": (QINGXIN, "zh", call_missing("lines", "paid")),
    "a contract that is on file": (LUHE, "en", call_missing("contracts", "amount")),
    "an instalment that is on file": (LUHE, "zh", call_missing("instalments", "amount")),
    "a result that is on file": (QINGXIN, "en", call_missing("items", "actual")),
    "contracts that are on file": (
        QINGXIN,
        "zh",
        add_sentence("文件未报告合同。", "No contracts are reported."),
    ),
    "a rate that can be computed": (QINGXIN, "en", lambda page: deny_rate(page)),
    "payments that are on file": (QINGXIN, "zh", lambda page: say_kind(page, "no_paid")),
    "tourism that is on file": (QINGXIN, "en", lambda page: say_kind(page, "no_tourism")),
    "a form that is on file": (LUHE, "zh", lambda page: say_kind(page, "no_form")),
    "findings that are on file": (QINGXIN, "en", lambda page: say_kind(page, "no_findings")),
    "a line left out": (QINGXIN, "zh", drop("lines")),
    "a contract left out": (LUHE, "en", drop("contracts")),
    "an instalment left out": (LUHE, "zh", drop("instalments")),
    "a rate left out": (LUHE, "zh", drop("rates")),
    "a finding left out": (QINGXIN, "en", drop("findings")),
    "an event left out": (QINGXIN, "zh", drop("events", -1)),
    "a document left out": (LUHE, "en", drop("documents")),
    "a month left out": ("plain", "zh", drop("forms")),
    "a month left out of several offices": ("versions", "en", drop("forms", 1)),
    "a point left out": ("periods", "zh", drop("trends", 2)),
}
COUNTS: dict[str, Planted] = {
    "items that are met": (QINGXIN, "zh", change_cell("summary", "met")),
    "items in all": (QINGXIN, "en", change_cell("summary", "items")),
    "documents": (LUHE, "zh", replace("4份|4 documents", "5份")),
    "contracts": (LUHE, "en", replace("5 contracts", "6 contracts")),
    "relations": (QINGXIN, "zh", change_cell("counts", "relations")),
    "figures of a document": (LUHE, "zh", change_cell("documents", "figures")),
    "undated figures": (QINGXIN, "en", replace(r"\b85 figures", "86 figures")),
    "instalments of a contract": (LUHE, "en", change_cell("contracts", "instalments")),
    "conditions of a mean": (QINGXIN, "zh", edit_detail("summary", "mean", change_digit)),
}
PROJECTS: dict[str, Planted] = {
    "fund tables under each other's project": ("two_projects", "zh", swap_captions("lines")),
    "contracts under each other's project": ("two_projects", "en", swap_captions("contracts")),
    "instalments under each other's project": ("everything", "zh", swap_captions("instalments")),
    "a table without its project": ("two_projects", "en", lambda page: drop_project(page)),
    "a key figure without its project": (
        "two_projects",
        "zh",
        lambda page: drop_tile_project(page),
    ),
    "two projects added up": ("two_projects", "zh", lambda page: add_projects(page)),
}
WORDS: dict[str, Planted] = {
    "a missing value of a program": (
        QINGXIN,
        "zh",
        change_cell("lines", "paid", r"^.*\d.*$", "nan"),
    ),
    "None": (LUHE, "en", add_sentence("None", "None was reported")),
    "English on a Chinese page": (
        QINGXIN,
        "zh",
        add_sentence("The documents report no contracts of any kind.", ""),
    ),
    "Chinese on an English page": (QINGXIN, "en", add_sentence("", "文件未报告这个合同。")),
    "a sentence that nobody knows": (
        QINGXIN,
        "zh",
        add_sentence("另有17家企业入驻。", "A further 17 enterprises moved in."),
    ),
    "a sentence without a placeholder's value": (
        QINGXIN,
        "en",
        add_sentence("", "{paid} is reported as paid."),
    ),
    "a key figure that nobody knows": (QINGXIN, "zh", change_tile(rename("dt", "支出进度"))),
    "a column that nobody knows": (QINGXIN, "en", edit_tag("th", "Paid", "Spent")),
    "a table that nobody knows": (QINGXIN, "zh", edit_tag("caption", "^合同$", "协议")),
}
PLANTED: dict[str, Planted] = {
    f"{group}: {name}": lie
    for group, lies in (
        ("digits", DIGITS),
        ("places", PLACES),
        ("kinds", KINDS),
        ("called missing", MISSING),
        ("counts", COUNTS),
        ("projects", PROJECTS),
        ("words", WORDS),
    )
    for name, lie in lies.items()
}
