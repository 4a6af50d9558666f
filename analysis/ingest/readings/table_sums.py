"""What the sums and rates of a table say of its own figures: confirmed, refuted or unchecked.

A relation counts only where the table shows that it holds there: a row of totals if it is the sum
of the others in at least one column, a rate if most of its rows agree. Rounding is allowed for.
"""

import re
from collections.abc import Iterable, Sequence
from decimal import Decimal
from itertools import permutations
from typing import Literal

Checked = Literal["confirmed", "refuted", "unchecked"]
Slot = tuple[int, int]
_TOTAL = re.compile(r"合计|总计|总数|小计")
_PART = re.compile(r"其中|^[一二三四五六七八九十]+、|小计")
_NUMBER = re.compile(r"[-−]?\d{1,3}(?:[,，]\d{3})+(?:\.\d+)?|[-−]?\d+(?:\.\d+)?")
_MOST_COLUMNS = 12  # of which each may be a share of another: pairs grow with the square
_MOST_ROWS_AGREE = 0.6
_RATE = re.compile(r"率$|占比$|比例$|比重$|进度$")
_LARGEST_BARE_RATE, _MOSTLY_RATES = 150, 1


class Figures:
    """The figures of a table by row and column, with the verdicts of its relations."""

    def __init__(self, texts: Sequence[Sequence[str]], labels: Sequence[str]) -> None:
        """Reads the figures.

        Args:
            texts: the cells below the header.
            labels: label of each row.
        """
        self.labels = [re.sub(r"\s", "", label) for label in labels]
        self.numbers = [[_read(text) for text in row] for row in texts]
        self.rates = [[_is_rate(text) for text in row] for row in texts]
        self.confirmed: set[Slot] = set()
        self.refuted: set[Slot] = set()

    @property
    def width(self) -> int:
        """Number of columns."""
        return max((len(row) for row in self.numbers), default=0)

    def column(self, at: int, rates: bool) -> dict[int, Decimal]:
        """Row → figure of a column, of its rates or of its other figures."""
        return {
            row: number
            for row, numbers in enumerate(self.numbers)
            if at < len(numbers) and (number := numbers[at]) is not None
            and self.rates[row][at] == rates
        }  # fmt: skip

    def judge(self, holds: Iterable[Slot], fails: Iterable[Slot]) -> None:
        """Notes slots for which a relation holds or fails."""
        self.confirmed |= set(holds)
        self.refuted |= set(fails)

    def verdict(self, row: int, column: int) -> Checked:
        """What all relations say of a figure: one that holds outweighs others that fail."""
        if (row, column) in self.confirmed:
            return "confirmed"
        return "refuted" if (row, column) in self.refuted else "unchecked"


def check_figures(
    texts: Sequence[Sequence[str]], labels: Sequence[str], headers: Sequence[str]
) -> Figures:
    """Checks the figures of a table against each other.

    Args:
        texts: the cells below the header, without columns of labels and numbers of rows blank.
        labels: label of each row.
        headers: label of each column.
    """
    figures = Figures(texts, labels)
    _check_total_rows(figures)
    _check_total_columns(figures, headers)
    _check_rates(figures)
    _check_shares(figures)
    _check_signs(figures, headers)
    return figures


def _read(text: str) -> Decimal | None:
    plain = re.sub(r"\s", "", text)
    match = _NUMBER.search(plain)
    if match is None or len(_NUMBER.findall(plain)) != 1:
        return None
    return Decimal(match[0].replace("−", "-").replace(",", "").replace("，", ""))


def _is_rate(text: str) -> bool:
    return "%" in text or "％" in text


def _check_total_rows(figures: Figures) -> None:
    totals = [row for row, label in enumerate(figures.labels) if _TOTAL.search(label)]
    lines = [row for row in range(len(figures.labels)) if row not in totals]
    is_flat = len(totals) == 1 and not any(_PART.search(figures.labels[row]) for row in lines)
    for total in totals:
        spans = _list_spans(total, totals, lines)
        columns = [figures.column(at, rates=False) for at in range(figures.width)]
        own = {at: column for at, column in enumerate(columns) if total in column}
        for span in spans:
            sums = {
                at: ({row: column[row] for row in span if row in column}, column[total])
                for at, column in own.items()
            }
            sums = {at: parts for at, parts in sums.items() if len(parts[0]) > 1}
            holding = {at for at, (parts, whole) in sums.items() if sum(parts.values()) == whole}
            if not holding and not is_flat:
                continue
            for at, (parts, whole) in sums.items():
                slots = [(row, at) for row in (*parts, total)]
                if at in holding:
                    figures.judge(slots, ())
                elif abs(sum(parts.values()) - whole) > _find_slack([*parts.values(), whole]):
                    figures.judge((), slots)
            break


def _list_spans(total: int, totals: Sequence[int], lines: Sequence[int]) -> list[list[int]]:
    """Rows that a total may be the sum of: all others, those since the last total, those after."""
    before = max((row for row in totals if row < total), default=-1)
    after = min((row for row in totals if row > total), default=len(lines) + len(totals))
    spans = [
        list(lines),
        [row for row in lines if before < row < total],
        [row for row in lines if total < row < after],
        [row for row in totals if row != total],
    ]
    return [span for span in spans if len(span) > 1]


def _find_slack(numbers: Sequence[Decimal]) -> Decimal:
    """By how much a sum of rounded figures may differ."""
    coarsest = max(int(number.as_tuple().exponent) for number in numbers)
    return Decimal(len(numbers)) / 2 * Decimal(1).scaleb(coarsest) if coarsest < 0 else Decimal(0)


def _check_total_columns(figures: Figures, headers: Sequence[str]) -> None:
    plain = [re.sub(r"\s", "", header) for header in headers]
    totals = [at for at, header in enumerate(plain) if _TOTAL.search(header)]
    columns = [figures.column(at, rates=False) for at in range(figures.width)]
    if len(totals) != 1 or totals[0] >= len(columns):
        return
    total = totals[0]
    parts = [at for at, column in enumerate(columns) if at != total and column]
    holds, fails = [], []
    for row, whole in columns[total].items():
        own = [at for at in parts if row in columns[at]]
        if len(own) < 2:
            continue
        numbers = [columns[at][row] for at in own]
        slots = [(row, at) for at in (*own, total)]
        if sum(numbers) == whole:
            holds.append(slots)
        elif abs(sum(numbers) - whole) > _find_slack([*numbers, whole]):
            fails.append(slots)
    if holds and len(holds) >= _MOST_ROWS_AGREE * (len(holds) + len(fails)):
        figures.judge(
            (slot for slots in holds for slot in slots), (slot for slots in fails for slot in slots)
        )


def _check_rates(figures: Figures) -> None:
    """Finds, for each column of rates, the two columns of which it is the share."""
    amounts = {at: figures.column(at, rates=False) for at in range(figures.width)}
    used = [at for at, column in amounts.items() if len(column) > 1][:_MOST_COLUMNS]
    for at in range(figures.width):
        rates = figures.column(at, rates=True)
        if len(rates) < 2:
            continue
        best: tuple[int, int] | None = None
        most = 0
        for part, whole in permutations(used, 2):
            count = sum(
                _agrees(rate, amounts[part].get(row), amounts[whole].get(row)) is True
                for row, rate in rates.items()
            )
            if count > most:
                best, most = (part, whole), count
        if best is not None and most > 1 and most >= _MOST_ROWS_AGREE * len(rates):
            _judge_rates(figures, rates, at, best, amounts)


def _check_shares(figures: Figures) -> None:
    """Finds, for each column of rates, the column of whose sum they are shares."""
    lines = [row for row, label in enumerate(figures.labels) if not _TOTAL.search(label)]
    for at in range(figures.width):
        rates = {row: rate for row, rate in figures.column(at, rates=True).items() if row in lines}
        for other in range(figures.width):
            amounts = figures.column(other, rates=False)
            parts = {row: amounts[row] for row in lines if row in amounts}
            if len(parts) < 3 or set(parts) != set(rates):
                continue
            whole = sum(parts.values())
            # One figure misread changes all shares: then nothing is said.
            if whole and all(_agrees(rates[row], parts[row], whole) for row in rates):
                figures.judge(((row, at) for row in rates), ())
                sure = [row for row in rates if _fixes(rates[row], parts[row], whole)]
                figures.judge(((row, other) for row in sure), ())


def _check_signs(figures: Figures, headers: Sequence[str]) -> None:
    """Refutes figures among rates that lack the sign: a blurred % is read as 9 or 96."""
    for at in range(figures.width):
        plain = figures.column(at, rates=False)
        header = headers[at] if at < len(headers) else ""
        is_rate = bool(_RATE.search(header)) and not _is_rate(header)
        # A monthly form has counts and rates in one column: there nothing is said.
        if len(figures.column(at, rates=True)) >= _MOSTLY_RATES * len(plain) and is_rate:
            figures.judge((), ((row, at) for row in plain))
        elif is_rate:
            large = [row for row, number in plain.items() if number > _LARGEST_BARE_RATE]
            figures.judge((), ((row, at) for row in large))


def _judge_rates(
    figures: Figures,
    rates: dict[int, Decimal],
    at: int,
    pair: tuple[int, int],
    amounts: dict[int, dict[int, Decimal]],
) -> None:
    part, whole = pair
    for row, rate in rates.items():
        agrees = _agrees(rate, amounts[part].get(row), amounts[whole].get(row))
        slots = [(row, at), (row, part), (row, whole)]
        if agrees is True:
            numbers = amounts[part][row], amounts[whole][row]
            sure = _fixes(rate, *numbers), _fixes(rate, *numbers, is_whole=True)
            figures.judge([slots[0], *(slot for slot, is_sure in zip(slots[1:], sure, strict=True)
                                       if is_sure)], ())  # fmt: skip
        elif agrees is False and rate != 100:
            figures.judge((), slots)


def _fixes(rate: Decimal, part: Decimal, whole: Decimal, is_whole: bool = False) -> bool:
    """Whether a rate would not agree if the last digit of the part, or of the whole, was another.

    A rate in whole per cent agrees with many figures, and confirms none of them.
    """
    number = whole if is_whole else part
    step = Decimal(1).scaleb(int(number.as_tuple().exponent))
    others = (number - step, number + step)
    if is_whole:
        return not any(_agrees(rate, part, other) for other in others)
    return not any(_agrees(rate, other, whole) for other in others)


def _agrees(rate: Decimal, part: Decimal | None, whole: Decimal | None) -> bool | None:
    """Whether a printed percentage is the share of two figures; None if that cannot be said."""
    if part is None or not whole:
        return None
    step = Decimal(1).scaleb(int(rate.as_tuple().exponent))
    # Rounded or cut off: less than a step away.
    return abs(part / whole * 100 - rate) < step
