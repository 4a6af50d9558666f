"""Lies in words: called missing, counts, projects, and words that nobody knows."""

from tests.truth.edits import change_digit
from tests.truth.lies import (
    LUHE,
    QINGXIN,
    Planted,
    add_sentence,
    call_missing,
    change_cell,
    change_tile,
    drop,
    edit_detail,
    edit_tag,
    rename,
    replace,
    swap_captions,
)
from tests.truth.special_lies import (
    add_projects,
    deny_rate,
    drop_project,
    drop_tile_project,
    say_kind,
)

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
    "conditions of a mean": (QINGXIN, "zh", edit_detail("summary", "mean_capped", change_digit)),
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
