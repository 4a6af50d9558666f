"""Lies that take more than one change."""

import re

from tests.truth.edits import Editor, NothingToEdit
from tests.truth.lies import add_sentence


def show_older(page: Editor) -> None:
    """The figure of the year before, with its period, as the key figure."""
    years = [cell.text_content() for cell in page.find_cells("trends", "period")]
    values = [cell.text_content() for cell in page.find_cells("trends", "value")]
    for value in page.root.iter("dd"):
        period = value.find("div")
        if period is not None and period.text == "2020年":
            value.text, period.text = values[0], years[0]
            return
    raise NothingToEdit("no key figure of 2020")


def deny_rate(page: Editor) -> None:
    """A rate that is on the page, in the list of what is missing."""
    rate = page.say("rate", "paid_of_planned")
    zh = f"{rate}：未报告{page.say('numerator', 'paid')}，无法核算。"
    en = f"{rate}: cannot be calculated. Not reported: {page.say('numerator', 'paid')}."
    add_sentence(zh, en, "missing", "li")(page)


def say_kind(page: Editor, kind: str) -> None:
    """A sentence that something is not reported."""
    pattern = page.reader.patterns[kind][0].pattern
    text = re.sub(r"\\(.)", r"\1", pattern)
    add_sentence(text, text)(page)


def _find_mark(page: Editor) -> str:
    return "：" if page.language == "zh" else ": "


def drop_project(page: Editor) -> None:
    """A caption without the name of its project."""
    caption = page.find_tables("contracts")[0].find("caption")
    caption.text = caption.text.rpartition(_find_mark(page))[2]


def drop_tile_project(page: Editor) -> None:
    """A key figure without the name of its project."""
    label = page.root.find(".//dl/dt")
    label.text = label.text_content().partition(_find_mark(page))[2]


def add_projects(page: Editor) -> None:
    """The contracts of two projects in one total."""
    cells = [page.find_cells("contracts", "amount", table)[-1] for table in (0, 1)]
    amounts = [float(cell.text_content().replace(",", "")) for cell in cells]
    cells[0].text = f"{sum(amounts):.10g}"
