"""Says which numbers of running text could not be read as figures."""

from collections.abc import Sequence

from analysis.ingest.content import Place, Remark

_MOST_QUOTED = 8


def remark_on_unknown(others: Sequence[tuple[str, Place]]) -> tuple[Remark, ...]:
    """A remark that counts and names the numbers with words behind them that are no unit."""
    if not others:
        return ()
    named = "、".join(dict.fromkeys(words for words, _ in others[:_MOST_QUOTED]))
    more = " …" if len(others) > _MOST_QUOTED else ""
    count = len(others)
    found = (
        f"{count} number{'s' if count > 1 else ''} of the running text with an unknown unit "
        f"{'were' if count > 1 else 'was'} not proposed: {named}{more}."
    )
    remedy = "Look whether figures are among them; a unit is a row of units.csv."
    return (Remark("unknown_units", "info", others[0][1], found, remedy),)
