"""Small tables of figures and single claims about them."""

from decimal import Decimal

import pandas as pd

from analysis.consistency.claims import Claims, make_claims
from analysis.consistency.verdicts import compute_verdicts
from analysis.figures.printed import Unit, parse_figure, widen

UNITS = {
    "%": Unit("share", Decimal("0.01"), False),
    "万元": Unit("cny", Decimal(10_000), False),
    "个": Unit("count", Decimal(1), True),
    "元": Unit("cny", Decimal(1), False),
    "倍": Unit("multiple", Decimal(1), False),
}


def make_figures(**printed: str) -> pd.DataFrame:
    """The table ``figures``, from printed texts by name."""
    rows = []
    for name, text in printed.items():
        read = parse_figure(text, UNITS)
        value = None if read.value is None else float(read.value)
        low, high = (value, value) if read.is_exact else widen(read.low, read.high)
        rows.append(
            {
                "figure": name, "value": value, "low": low, "high": high,
                "is_exact": read.is_exact, "qualifier": read.qualifier, "unit": read.unit,
                "missing_reason": read.missing_reason, "printed": text,
            }
        )  # fmt: skip
    return pd.DataFrame(rows).astype({"value": "float64", "qualifier": "str"})


def make_claim(
    figures: pd.DataFrame, formula: str, operands: dict[str, str | list[str]], **options
) -> Claims:
    """One claim about the figure ``claimed``; operands are figures by name."""
    positions = {name: position for position, name in enumerate(figures["figure"])}
    parts = [
        {"at": positions["claimed"], "operand": name, "operand_at": positions.get(figure, -1)}
        for name, names in operands.items()
        for figure in ([names] if isinstance(names, str) else names)
    ]
    frame = pd.DataFrame(parts, columns=["at", "operand", "operand_at"])
    return make_claims(
        pd.DataFrame({"at": [positions["claimed"]]}), "test", formula, [frame], **options
    )


def judge(formula: str, printed: dict[str, str], **options) -> pd.Series:
    """The verdict on ``claimed``; the other figures are the operands of their own names."""
    figures = make_figures(**printed)
    operands = {name: name for name in printed if name != "claimed"}
    claims = make_claim(figures, formula, operands, **options)
    return compute_verdicts(claims, figures).iloc[0]
