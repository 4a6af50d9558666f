"""Sentences about the consistency of figures, for briefs and for `briefs check`."""

import pandas as pd

from analysis.consistency.verdicts import count_verdicts
from analysis.presentation.findings import describe_finding, describe_review
from analysis.presentation.formats import Words
from analysis.presentation.wording import to_translate
from analysis.tables.records import list_records

_DO_NOT_HOLD = ("contradicts", "for_review", "not_computable")
REMEDIES = {
    "contradicts": to_translate(
        "Compare with the document. If it says the same, ask the issuing office to confirm "
        "and record the reply in reviews.csv."
    ),
    "for_review": to_translate("Find out which explanation is right and record it in reviews.csv."),
}


def describe_consistency(verdicts: pd.DataFrame, words: Words) -> list[str]:
    """Number of relations that were recomputed and of those that do not hold, for the summary.

    Args:
        verdicts: rows of the table ``verdicts``.
        words: language.
    """
    if verdicts.empty:
        return [words.gettext("No reported figure can be recalculated from others.")]
    counts = count_verdicts(verdicts)
    sentence = words.count(
        "We made {number} check: {contradicts} did not match, {for_review} to be checked, "
        "{not_computable} could not be calculated.",
        "We made {number} checks: {contradicts} did not match, {for_review} to be checked, "
        "{not_computable} could not be calculated. The others showed no difference.",
        len(verdicts),
        **{name: words.number(int(counts[name])) for name in _DO_NOT_HOLD},
        hold=words.number(len(verdicts) - int(counts[list(_DO_NOT_HOLD)].sum())),
    )
    accepted = int((verdicts["review_status"] == "accepted").sum())
    if not accepted:
        return [sentence]
    return [
        sentence,
        words.count(
            "Of these, {number} was accepted by an analyst, with a reason.",
            "Of these, {number} were accepted by an analyst, with reasons.",
            accepted,
        ),
    ]


def describe_findings(
    verdicts: pd.DataFrame, chosen: tuple[str, ...], words: Words
) -> pd.DataFrame:
    """Findings of several counties as a frame, with one sentence each.

    Args:
        verdicts: rows of the table ``verdicts``.
        chosen: verdicts to describe.
        words: language.

    Returns:
        county_code, verdict, finding (the sentence), locator, review, is_new, claim_id.
    """
    chosen_verdicts = verdicts[verdicts["verdict"].isin(chosen)]
    records = list_records(chosen_verdicts)
    findings = chosen_verdicts[["county_code", "verdict", "locator", "is_new", "claim_id"]].assign(
        finding=[describe_finding(row, words) for row in records],
        review=[describe_review(row, words) for row in records],
    )
    columns = ["county_code", "verdict", "finding", "locator", "review", "is_new", "claim_id"]
    return findings[columns].reset_index(drop=True)
