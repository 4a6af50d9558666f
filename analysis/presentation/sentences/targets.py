"""Sentences about the targets: verdicts, printed completions, items not yet due."""

import pandas as pd

from analysis.measures.target_items import count_items, select_main_table
from analysis.presentation.formats import Words
from analysis.presentation.terms import name_target_table
from analysis.tables.records import Record, list_records


def describe_targets(items: pd.DataFrame, conditions: pd.DataFrame, words: Words) -> list[str]:
    """Verdicts of the table with most items, its printed completions, its items not yet due.

    Args:
        items: what :func:`analysis.measures.target_items.compute_items` returns.
        conditions: what :func:`analysis.measures.completion.compute_conditions` returns.
        words: language.
    """
    main = select_main_table(items)
    if main.empty:
        return [words.gettext("The documents hold no target items with results.")]
    return [
        _describe_verdicts(main, words),
        *_describe_printed(main, words),
        *_describe_due(main, conditions, words),
    ]


def _describe_verdicts(main: pd.DataFrame, words: Words) -> str:
    table_id = main.iloc[0]["table_id"]
    name = words.gettext(name_target_table(table_id))
    return words.say(
        "Targets ({table}, {items} items): {met} met by the reported figures, {not_met} not met, "
        "{not_assessed} not assessed because they are put in words only, {not_computable} not "
        "computable.",
        table=name,
        items=words.number(len(main)),
        **{verdict: words.number(size) for verdict, size in count_items(main).items()},
    )


def _describe_printed(main: pd.DataFrame, words: Words) -> list[str]:
    printed = main[main["printed_completion"] >= 1]
    if printed.empty:
        return []
    blank = printed[printed["result_zh"].isna()]
    sentences = [
        words.say(
            "The document itself prints {full} for {number} of the {items} items.",
            full=words.percent(1, None),
            number=words.number(len(printed)),
            items=words.number(len(main)),
        )
    ]
    if len(blank):
        sentences.append(
            words.say(
                "For {number} of these ({names}) it reports no result.",
                number=words.number(len(blank)),
                names=words.join(blank["item"]),
            )
        )
    return sentences


def _describe_due(main: pd.DataFrame, conditions: pd.DataFrame, words: Words) -> list[str]:
    due: dict[tuple[str, ...], pd.Timestamp] = {}
    for row in list_records(conditions, conditions["due_date"].notna()):
        item = _name_item(row)
        due[item] = max(row["due_date"], due.get(item, row["due_date"]))
    dates_before_due = [
        row["as_of_date"]
        for row in list_records(main)
        if row["as_of_date"] < due.get(_name_item(row), pd.NaT)
    ]
    if not dates_before_due:
        return []
    return [
        words.say(
            "{number} of these items were not yet due on {date}: not met then means not met so "
            "far.",
            number=words.number(len(dates_before_due)),
            date=words.date(max(dates_before_due)),
        )
    ]


def _name_item(row: Record) -> tuple[str, ...]:
    return row["document_id"], row["table_id"], row["item"]
