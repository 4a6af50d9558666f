"""Sentences about the funds; paid, requested and reported as used are kept apart."""

from collections.abc import Mapping

import pandas as pd

from analysis.measures.amounts import group_instalments, sum_contracts
from analysis.measures.disbursement import is_used_as_requested
from analysis.measures.row_sums import find_leaves
from analysis.presentation.formats import Words, clean_text
from analysis.presentation.instalment_names import find_shared_names, name_instalment
from analysis.presentation.projects import ONE_PROJECT, put_project_first, split_by_project
from analysis.presentation.rate_parts import NO_PROJECT, name_givers
from analysis.presentation.terms import STATUSES
from analysis.tables.records import Record, list_records


def describe_funds(
    rates: pd.DataFrame,
    instalments: pd.DataFrame,
    contracts: pd.DataFrame,
    words: Words,
    projects: Mapping[str, str] = ONE_PROJECT,
) -> list[str]:
    """Sentences on payments, use, requests, contracts and repeated instalments of each project.

    A project is named once, before its first sentence.

    Args:
        rates: what :func:`analysis.presentation.labels.label_rates` returns.
        instalments: what :func:`analysis.measures.disbursement.compute_instalments` returns.
        contracts: what :func:`analysis.measures.disbursement.compute_contracts` returns.
        words: language.
        projects: names of the projects, if there are several.
    """
    groups = [
        dict(split_by_project(frame, projects, words, keep_all=True))
        for frame in (rates, instalments, contracts)
    ]
    names = list(dict.fromkeys(name for group in groups for name in group))
    frames = (rates, instalments, contracts)
    sentences = []
    for name in names:
        own = [group.get(name, frame.iloc[:0]) for group, frame in zip(groups, frames, strict=True)]
        first, *others = _describe_project(*own, words)
        sentences += [put_project_first(name, first, words), *others]
    return sentences


def _describe_project(
    rates: pd.DataFrame, instalments: pd.DataFrame, contracts: pd.DataFrame, words: Words
) -> list[str]:
    rates_by_id = {row["rate_id"]: row for row in list_records(rates)}
    if not rates_by_id:
        money = [words.gettext("The amount paid is not reported.")]
    else:
        money = [
            *_describe_paid(rates_by_id, words),
            *_describe_used(rates_by_id["used_of_appropriation"], words),
            *_describe_requested(rates_by_id, is_used_as_requested(rates), words),
        ]
    return [*money, *describe_contracts(contracts, words), *describe_repeats(instalments, words)]


def describe_contracts(contracts: pd.DataFrame, words: Words) -> list[str]:
    """Number and total of the contracts, and which have no instalment."""
    single = contracts[find_leaves(contracts)]
    if single.empty:
        return [words.gettext("No contracts are reported.")]
    sentences = [
        words.count(
            "The documents report {number} contract, worth {amount}.",
            "The documents report {number} contracts, worth {amount} in total.",
            len(single),
            amount=_say_amount(sum_contracts(contracts), words),
        )
    ]
    without = list_records(single, single["instalments"] == 0)
    if without:
        names = words.join(words.pick(row, "label") for row in without)
        sentences.append(
            words.count(
                "No instalment is reported for {number} contract: {names}.",
                "No instalment is reported for {number} contracts: {names}.",
                len(without),
                names=names,
            )
        )
    return sentences


def describe_repeats(instalments: pd.DataFrame, words: Words) -> list[str]:
    """Instalments that the documents report in more than one status."""
    rows = list_records(instalments)
    shared = find_shared_names(rows, words)
    repeats = group_instalments(row for row in rows if row["is_repeat"])
    return [_describe_repeat(same, shared, words) for same in repeats.values()]


def _describe_repeat(rows: list[Record], shared: set[tuple[str, str]], words: Words) -> str:
    name = name_instalment(rows[0], shared, words, by_number=True)
    amounts = {row["amount_cny"] for row in rows if pd.notna(row["amount_cny"])}
    if len(amounts) > 1:
        statuses = [f"{_say_status(row, words, with_amount=True)}" for row in rows]
        return words.say(
            "{instalment} is reported with different statuses and amounts: {statuses}.",
            instalment=name,
            statuses=words.join(dict.fromkeys(statuses)),
        )
    return words.say(
        "{instalment} ({amount}) is reported with different statuses: {statuses}.",
        instalment=name,
        amount=_say_amount(next(iter(amounts), None), words),
        statuses=words.join(dict.fromkeys(_say_status(row, words) for row in rows)),
    )


def _say_status(row: Record, words: Words, with_amount: bool = False) -> str:
    status = words.term_inside(STATUSES, row["status"])
    date = words.date(row["status_date"], row["date_precision"])
    if not with_amount:
        return words.say("{status} ({date})", status=status, date=date)
    amount = _say_amount(row["amount_cny"], words)
    return words.say("{status} {amount} ({date})", status=status, amount=amount, date=date)


def _describe_paid(rates_by_id: Mapping[str, Record], words: Words) -> list[str]:
    planned, contract = rates_by_id["paid_of_planned"], rates_by_id["paid_of_contract"]
    return [
        *_say_paid(planned, has_whole=pd.notna(contract["rate"]), words=words),
        *_say_printed(planned, words),
        *_say_paid_of_contracts(contract, words),
    ]


def _say_paid(planned: Record, has_whole: bool, words: Words) -> list[str]:
    if pd.isna(planned["numerator_cny"]):
        if planned["numerator_is_partial"]:
            return [words.gettext("Only part of the amount paid is reported, without a total.")]
        return [words.gettext("The amount paid is not reported.")]
    parts = {
        "date": words.date(planned["as_of_date"]),
        "paid": words.money(planned["numerator_cny"]),
    }
    if pd.notna(planned["rate"]):
        return [
            words.say(
                "At {date}, {paid} of the planned {planned} was reported as paid, a "
                "disbursement rate of {rate}.",
                planned=words.money(planned["denominator_cny"]),
                rate=words.percent(planned["rate"]),
                **parts,
            )
        ]
    if planned["denominator_cny"] == 0:
        return [
            words.say(
                "At {date}, {paid} was reported as paid. The planned amount is reported as "
                "0, so no rate can be calculated.",
                **parts,
            )
        ]
    if has_whole:
        return [words.say("At {date}, {paid} was reported as paid.", **parts)]
    if planned["denominator_is_partial"]:
        return [
            words.say(
                "At {date}, {paid} was reported as paid. Only part of the planned amount is "
                "reported, without a total.",
                **parts,
            )
        ]
    return [
        words.say(
            "At {date}, {paid} was reported as paid. The planned amount is not reported.", **parts
        )
    ]


def _say_printed(planned: Record, words: Words) -> list[str]:
    """The rate as printed, where none can be computed."""
    printed = planned.get("printed")
    if pd.notna(planned["rate"]) or not isinstance(printed, str):
        return []
    rate = clean_text(printed)
    return [words.say("The reported disbursement rate is {rate}.", rate=rate)]


def _say_paid_of_contracts(contract: Record, words: Words) -> list[str]:
    if pd.isna(contract["rate"]):
        return []
    return [
        words.say(
            "Against contracts of {contracts}, the payment rate was {rate}.",
            contracts=words.money(contract["denominator_cny"]),
            rate=words.percent(contract["rate"]),
        )
    ]


def _describe_used(used: Record, words: Words) -> list[str]:
    if pd.isna(used["numerator_cny"]):
        if used["reason"] == NO_PROJECT:
            return [
                words.gettext(
                    "An amount is reported as used without naming the project. It is not counted."
                )
            ]
        return _say_printed_use(used, words)
    sentence = _say_used(used, words)
    if pd.notna(used["as_of_date"]):
        date = words.date(used["as_of_date"])
        sentence = words.say("At {date}, {sentence}", date=date, sentence=sentence)
    return [sentence, *(_say_printed_use(used, words) if pd.isna(used["rate"]) else ())]


def _say_used(used: Record, words: Words) -> str:
    amount = words.money(used["numerator_cny"])
    if pd.notna(used["rate"]):
        return words.say(
            "{used} was reported as used, {rate} of the {appropriation} appropriated by "
            "{givers}. “Used” is not defined.",
            used=amount,
            rate=words.percent(used["rate"]),
            appropriation=words.money(used["denominator_cny"]),
            givers=name_givers(used, words),
        )
    if used["denominator_cny"] == 0:
        return words.say(
            "{used} was reported as used. The appropriation is reported as 0, so no rate can "
            "be calculated.",
            used=amount,
        )
    return words.say(
        "{used} was reported as used. The appropriation is not reported, so no rate can be "
        "calculated.",
        used=amount,
    )


def _say_printed_use(used: Record, words: Words) -> list[str]:
    printed = used.get("printed")
    if not isinstance(printed, str):
        return []
    rate = clean_text(printed)
    return [words.say("The reported use of the fund is {rate}.", rate=rate)]


def _describe_requested(
    rates_by_id: Mapping[str, Record], is_used: bool, words: Words
) -> list[str]:
    requested = rates_by_id["requested_of_contract"]
    if pd.isna(requested["numerator_cny"]):
        if requested["numerator_is_partial"]:
            return [
                words.gettext("Only part of the amount requested is reported, without a total.")
            ]
        return []
    amount = words.money(requested["numerator_cny"])
    if is_used:
        return [
            words.say(
                "Requests total {requested}, which rounds to the amount reported as used.",
                requested=amount,
            )
        ]
    return [words.say("Requests total {requested}.", requested=amount)]


def _say_amount(yuan: float | None, words: Words) -> str:
    return words.gettext("amount not reported") if pd.isna(yuan) else words.money(yuan)
