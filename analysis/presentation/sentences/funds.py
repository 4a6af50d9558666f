"""Sentences about the funds; paid, requested and reported as used are kept apart."""

import pandas as pd

from analysis.measures.amounts import sum_contracts
from analysis.measures.disbursement import is_used_as_requested
from analysis.presentation.formats import Words
from analysis.presentation.terms import STATUSES
from analysis.tables.records import list_records


def describe_funds(
    rates: pd.DataFrame, instalments: pd.DataFrame, contracts: pd.DataFrame, words: Words
) -> list[str]:
    """Sentences on payments, use, requests, contracts and repeated instalments.

    Args:
        rates: what :func:`analysis.measures.disbursement.compute_rates` returns.
        instalments: what :func:`analysis.measures.disbursement.compute_instalments` returns.
        contracts: what :func:`analysis.measures.disbursement.compute_contracts` returns.
        words: language.
    """
    rates_by_id = {row["rate_id"]: row for row in list_records(rates)}
    return [
        *_describe_paid(rates_by_id, words),
        *_describe_used(rates_by_id, words),
        *_describe_requested(rates_by_id, is_used_as_requested(rates), words),
        *describe_contracts(contracts, words),
        *describe_repeats(instalments, words),
    ]


def describe_contracts(contracts: pd.DataFrame, words: Words) -> list[str]:
    """Number and total of the contracts, and which have no instalment."""
    if contracts.empty:
        return [words.gettext("The documents report no contracts.")]
    sentences = [
        words.count(
            "{number} contract is reported, of {amount}.",
            "{number} contracts are reported, together {amount}.",
            len(contracts),
            amount=_say_amount(sum_contracts(contracts), words),
        )
    ]
    without = list_records(contracts, contracts["instalments"] == 0)
    if without:
        names = words.join(words.pick(row, "label") for row in without)
        sentences.append(
            words.count(
                "For {number} contract no instalment is reported: {names}.",
                "For {number} contracts no instalment is reported: {names}.",
                len(without),
                names=names,
            )
        )
    return sentences


def describe_repeats(instalments: pd.DataFrame, words: Words) -> list[str]:
    """Instalments that the documents report in more than one status."""
    repeats = instalments[instalments["is_repeat"].astype("bool")]
    sentences = []
    for _, group in repeats.groupby(["contract_ids", "instalment"], sort=False):
        rows = list_records(group)
        statuses = [
            words.say(
                "{status} ({date})",
                status=words.term(STATUSES, row["status"]),
                date=words.date(row["status_date"], row["date_precision"]),
            )
            for row in rows
        ]
        sentences.append(
            words.say(
                "Instalment {number}, {amount}, stands in several statuses: {statuses}.",
                number=rows[0]["instalment"],
                amount=_say_amount(rows[0]["amount_cny"], words),
                statuses=words.join(statuses),
            )
        )
    return sentences


def _describe_paid(rates_by_id: dict[str, dict], words: Words) -> list[str]:
    planned, contract = rates_by_id["paid_of_planned"], rates_by_id["paid_of_contract"]
    if pd.isna(planned["numerator_cny"]):
        return [words.gettext("What was paid is not reported.")]
    paid = words.money(planned["numerator_cny"])
    sentences = []
    if pd.notna(planned["rate"]):
        sentences.append(
            words.say(
                "As of {date}, {paid} of the {planned} planned is reported as paid: a disbursement "
                "rate of {rate}.",
                date=words.date(planned["as_of_date"]),
                paid=paid,
                planned=words.money(planned["denominator_cny"]),
                rate=words.percent(planned["rate"]),
            )
        )
    else:
        sentences.append(words.say("{paid} is reported as paid; of how much is not.", paid=paid))
    if pd.notna(contract["rate"]):
        sentences.append(
            words.say(
                "Measured against the contracts, {contracts}, the contract payment rate is {rate}.",
                contracts=words.money(contract["denominator_cny"]),
                rate=words.percent(contract["rate"]),
            )
        )
    return sentences


def _describe_used(rates_by_id: dict[str, dict], words: Words) -> list[str]:
    used = rates_by_id["used_of_appropriation"]
    if pd.isna(used["numerator_cny"]):
        return []
    amount = words.money(used["numerator_cny"])
    if pd.isna(used["rate"]):
        return [
            words.say(
                "{used} is reported as used; what was appropriated is not reported, so that there "
                "is no rate.",
                used=amount,
            )
        ]
    return [
        words.say(
            "{used} is reported as used, {rate} of the appropriation of {appropriation}; as used "
            "means neither requested nor paid.",
            used=amount,
            rate=words.percent(used["rate"]),
            appropriation=words.money(used["denominator_cny"]),
        )
    ]


def _describe_requested(rates_by_id: dict[str, dict], is_used: bool, words: Words) -> list[str]:
    requested = rates_by_id["requested_of_contract"]
    if pd.isna(requested["numerator_cny"]):
        return []
    amount = words.money(requested["numerator_cny"])
    if is_used:
        return [
            words.say(
                "The transfers requested add up to {requested}; rounded as the form rounds, that "
                "is the amount reported as used.",
                requested=amount,
            )
        ]
    return [words.say("Transfers of {requested} in all are requested.", requested=amount)]


def _say_amount(yuan: float, words: Words) -> str:
    return words.gettext("an amount not reported") if pd.isna(yuan) else words.money(yuan)
