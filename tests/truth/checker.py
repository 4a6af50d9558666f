"""Holds everything that a page says against the county's processed tables."""

import re

from analysis import __version__
from tests.truth.anchors import check_anchors
from tests.truth.answers import check_answers, check_paragraph
from tests.truth.cards import check_cards, check_strips
from tests.truth.charts import check_chart
from tests.truth.check import NO_PROJECT, Check
from tests.truth.county import County
from tests.truth.definitions import check_definitions
from tests.truth.downloads import check_files
from tests.truth.findings import check_counts, check_documents, check_events, check_findings
from tests.truth.forms import check_form_table, check_forms_table, list_form_rows
from tests.truth.indicators import check_facts, check_trends
from tests.truth.instalments import check_instalments
from tests.truth.looks import check_looks
from tests.truth.money import (
    check_appropriations,
    check_contracts,
    check_lines,
    check_rates,
)
from tests.truth.numerals import name_date
from tests.truth.pages import Page, Table, Text
from tests.truth.ranges import check_ranges
from tests.truth.reader import Parts
from tests.truth.sentences import CHECKS, KINDS
from tests.truth.strengths import check_strengths
from tests.truth.target_summary import check_summary
from tests.truth.targets import check_items
from tests.truth.tiles import check_tiles

TABLES = {
    "rates": check_rates, "appropriations": check_appropriations, "lines": check_lines,
    "contracts": check_contracts, "instalments": check_instalments, "summary": check_summary,
    "items": check_items, "trends": check_trends, "facts": check_facts,
    "form": check_form_table, "forms": check_forms_table,
    "counts": check_counts, "findings": check_findings, "events": check_events,
    "documents": check_documents, "ranges": check_ranges,
}  # fmt: skip
# Months of forms that stand on a page unfolded.
MONTHS_SHOWN = 12
# Tables of all projects together.
OF_COUNTY = (
    "trends", "facts", "form", "forms", "counts", "findings", "events", "documents", "ranges",
)  # fmt: skip
# What a program writes, not a person.
_MACHINE = re.compile(r"\b(nan|NaN|None|NaT|inf|null|True|False)\b|\de[+-]\d|<NA>|\{\w+\}")
_HAN = re.compile(r"[\u4e00-\u9fff]")


def check_page(page: Page, county: County) -> list[str]:
    """What is not true on a page, one sentence each."""
    check = Check(page, county)
    check_tiles(check)
    check_paragraph(check, check_looks(check))
    check_answers(check)
    check_strengths(check)
    check_anchors(check)
    check_cards(check)
    check_strips(check)
    check_definitions(check)
    check_files(check)
    for table in page.tables:
        _check_table(check, table)
    for chart in page.charts:
        check_chart(check, chart)
    for text in page.texts:
        _check_text(check, text)
    for text in page.unread:
        if re.search(r"\d", text):
            check.add("page", f"a number stands where nobody reads: {text!r}")
    _check_words(check)
    return check.faults


def find_kind(check: Check, caption: str) -> str:
    """The kind of a table by its caption without a project's name; blank if it is not known."""
    mark = "：" if check.page.language == "zh" else ": "
    # A summary names its table first.
    for text in (caption, caption.rpartition(mark)[2]):
        keys = check.reader.keys("caption", text)
        if keys:
            return keys[0]
    parts = check.reader.match("cell_part", caption)
    if parts and check.reader.keys("caption", parts["name"]):
        return check.reader.keys("caption", parts["name"])[0]
    return "items" if check.reader.match("cell_items", caption) else ""


def _check_table(check: Check, table: Table) -> None:
    project_id, caption = check.split_project(table.caption)
    kind = find_kind(check, caption)
    if kind in OF_COUNTY and project_id == NO_PROJECT:
        project_id = None
    if not kind:
        check.add("page", f"the table {table.caption!r} is not known")
        return
    try:
        TABLES[kind](check, table, project_id)
    except KeyError as error:
        check.add(table.caption, f"the table has no column {error}")


def _check_text(check: Check, text: Text) -> None:
    said = text.text
    if text.kind in ("h1", "h2", "h3", "summary", "figcaption", "caption"):
        _check_heading(check, text)
        return
    if said in check.reader.fixed or _is_frame(check, text):
        return
    is_free = not re.search(r"\d", said)
    projects = check.list_project_names()
    # A note below a table is about the project of the table.
    project_id, _ = check.split_project(text.table)
    sentences = check.reader.parse(said, KINDS, tuple(projects))
    if sentences and is_free and any(_names_no_indicator(check, parts) for _, parts in sentences):
        sentences = None
    if sentences is None:
        if not is_free or (text.section in ("notes",) and text.kind == "li"):
            check.add(text.section or "page", f"nobody reads this: {said!r}")
        return
    own = project_id
    for kind, parts in sentences:
        place = f"{text.section}, {kind}"
        # What follows a sentence about a project is about it, too, until another one is named.
        own = projects.get(parts["project"], own)
        CHECKS[kind](check, place, {**parts, "kind": kind}, own)


def _names_no_indicator(check: Check, parts: Parts) -> bool:
    """Whether a sentence only looks like one about an indicator."""
    names = {check.county.pick(row, "name") for row in check.county["indicators"]}
    return "period" in parts and parts["name"] not in names


def _check_heading(check: Check, text: Text) -> None:
    """A heading names no figure but the code of the county."""
    said = text.text.replace(check.county.name, "")
    numbers = set(re.findall(r"\d+", said)) - {check.county.code}
    earlier = check.reader.match("cell_earlier", text.text)
    if text.kind == "summary" and earlier:
        months = {row["period_end"] for row in list_form_rows(check)}
        check.check_count("earlier months", earlier["number"], len(months) - MONTHS_SHOWN)
        return
    shown = check.reader.match("look_all", text.text)
    if text.kind == "summary" and shown:
        check.check_count("what needs a look", shown["number"], len(check.page.looks))
        return
    if text.kind == "h1" and check.county.name not in text.text:
        check.add("title", f"{text.text!r} does not name {check.county.name}")
    is_known = text.text in check.reader.fixed or check.reader.keys("caption", text.text)
    if numbers and not is_known and check.split_project(text.text)[0] in (None, "none"):
        check.add(text.kind, f"a number stands in a heading: {text.text!r}")


def _is_frame(check: Check, text: Text) -> bool:
    """Whether a text is the page's head or foot: code, date and digest, and no other number."""
    county = check.county
    day = county.brief.as_of.date()
    days = [day.isoformat(), name_date(day, "day", check.page.language)]
    projects = [name for name in map(check.name_project, county.project_ids) if name]
    has_code, has_day = county.code in text.text, any(one in text.text for one in days)
    if text.section:
        is_own = has_code and has_day
    else:
        is_own = has_code or has_day or any(name in text.text for name in projects)
    if not is_own:
        return False
    rest = text.text
    for name in (*projects, county.name, county.code, *days, __version__):
        rest = rest.replace(name, "") if name else rest
    return not re.search(r"\d", re.sub(r"\b[0-9a-f]{12}\b", "", rest))


def _check_words(check: Check) -> None:
    """No word of a program, and in Chinese no English sentence, in English no Chinese one."""
    page = check.page
    texts = [text.text for text in page.texts]
    texts += [tile.label + tile.value + " ".join(tile.details) for tile in page.tiles]
    texts += [chart.alt + " " + chart.caption for chart in page.charts]
    cells = [cell for table in page.tables for row in table.rows for cell in row.cells.values()]
    texts += [cell.text + " " + " ".join(cell.lines) for cell in cells]
    for text in dict.fromkeys(texts):
        if _MACHINE.search(text):
            check.add("page", f"a word of a program: {text!r}")
    for text in page.texts:
        if page.language == "zh" and re.search(r"(?:[a-z]{2,} ){4}", text.text):
            check.add("page", f"English on a Chinese page: {text.text!r}")
        is_known = text.text == "中文" or any(
            text.text in clean for clean in _list_data_texts(check)
        )
        if page.language == "en" and not is_known and _is_chinese(check, text.text):
            check.add("page", f"Chinese on an English page: {text.text!r}")


def _list_data_texts(check: Check) -> list[str]:
    return [row["title_zh"] for row in check.county["documents"]]


def _is_chinese(check: Check, text: str) -> bool:
    """Whether a text is Chinese beside the names that the data has in Chinese only."""
    if not _HAN.search(text):
        return False
    rest = text
    for name in check.county.chinese_names:
        rest = rest.replace(name, "")
    return bool(_HAN.search(rest))
