"""What needs a look in target items, in words: a sentence and what it links to."""

import re
from itertools import groupby

import pandas as pd

from analysis.measures.concerns import Concern
from analysis.presentation.anchors import anchor_item
from analysis.presentation.first_screen.target_figures import say_actual, say_shares, say_target
from analysis.presentation.formats import Words, clean_text
from analysis.tables.records import Record

# Of more rows of one concern, the first are told and the number of all.
MOST_ROWS = 2
_SUFFIX = re.compile(r"(?P<stem>\D*)(?P<number>\d+)")


def say_full(concern: Concern, words: Words) -> tuple[str, str]:
    """Items that are reported as 100 % without what would bear it out."""
    full, blank, open_items = (concern.facts[name] for name in ("full", "blank", "uncomputed"))
    number, items = len(full), concern.facts["items"]
    parts = [_say_blank(blank, words), _say_open(len(open_items), words)]
    clauses = parts[0] or parts[1]
    if all(parts):
        clauses = words.say("{blank}, {open}", blank=parts[0], open=parts[1])
    if number == items:
        text = words.count(
            "The only item is reported as 100%: {clauses}.",
            "All {number} items are reported as 100%: {clauses}.",
            number,
            clauses=clauses,
        )
    else:
        text = words.count(
            "Of {items} items, {number} is reported as 100%: {clauses}.",
            "Of {items} items, {number} are reported as 100%: {clauses}.",
            number,
            items=words.number(items),
            clauses=clauses,
        )
    return text, anchor_item(concern.rows[0])


def _say_blank(blank: list[Record], words: Words) -> str:
    if not blank:
        return ""
    names = words.join(shorten_labels([row["item_label"] for row in blank], words))
    return words.say("no result for {names}", names=names)


def _say_open(number: int, words: Words) -> str:
    if not number:
        return ""
    shown = words.number(number)
    return words.say("no target value, denominator or result for {number}", number=shown)


def say_short(concern: Concern, words: Words) -> tuple[str, str]:
    """Targets that the figures do not reach."""
    told = [_say_condition(row, words) for row in concern.rows[:MOST_ROWS]]
    if len(concern.rows) > MOST_ROWS:
        number = words.number(len(concern.rows))
        told.append(words.say("In all, {number} targets.", number=number))
    return words.pile(told), anchor_item(concern.rows[0])


def _say_condition(row: Record, words: Words) -> str:
    shares = say_shares(row, words)
    actual = say_actual(row, words)
    parts = {
        "item": clean_text(row["item_label"]),
        "name": words.pick(row, "label"),
        "actual": words.say("{share} ({parts})", share=actual, parts=shares) if shares else actual,
        "target": say_target(row, words),
    }
    if pd.isna(row["due_date"]):
        return words.say("{item} {name}: {actual}; target {target}.", **parts)
    return words.say(
        "{item} {name}: {actual}; target {target}, due {date}.",
        date=words.date(row["due_date"]),
        **parts,
    )


def say_no_result(concern: Concern, words: Words) -> tuple[str, str]:
    """Items without a result."""
    labels = [row["item_label"] for row in concern.rows]
    text = words.count(
        "No result is reported for {number} item: {names}.",
        "No result is reported for {number} items: {names}.",
        len(labels),
        names=words.join(shorten_labels(labels, words)),
    )
    return text, anchor_item(concern.rows[0])


def say_no_denominator(concern: Concern, words: Words) -> tuple[str, str]:
    """Conditions whose denominator is not reported."""
    told = [
        words.say(
            "{item} {name} (target {target}) cannot be calculated: the denominator is not "
            "reported.",
            item=clean_text(row["item_label"]),
            name=words.pick(row, "label"),
            target=say_target(row, words),
        )
        for row in concern.rows[:MOST_ROWS]
    ]
    return words.pile(told), anchor_item(concern.rows[0])


def shorten_labels(labels: list[str], words: Words) -> list[str]:
    """Labels in the order of their numbers, three and more in a row as a range: G6–G10."""
    parts = [_SUFFIX.fullmatch(label) for label in labels]
    if not all(parts):
        return [clean_text(label) for label in labels]
    numbered = sorted((part["stem"], int(part["number"])) for part in parts if part)
    runs = groupby(enumerate(numbered), key=lambda entry: (entry[1][0], entry[1][1] - entry[0]))
    names: list[str] = []
    for _, run in runs:
        own = [f"{stem}{number}" for _, (stem, number) in run]
        ends = {"start": own[0], "end": own[-1]}
        names += own if len(own) < 3 else [words.say("{start} to {end}", **ends)]
    return [clean_text(name) for name in names]
