"""How well the amounts of a table bear out a reading of its rows."""

from collections.abc import Mapping, Sequence

from analysis.measures.row_sums import LINE, OF_WHICH, SUBTOTAL, TOTAL, UNKNOWN

# The interval that a printed amount stands for.
Amount = tuple[float, float]
Amounts = Mapping[str, Amount]
# Rounding noise of sums of binary fractions, in yuan.
_NOISE_CNY = 1e-3


def rate_tree(
    roles: Sequence[str], parents: Sequence[int | None], amounts: Sequence[Amounts]
) -> tuple[int, int]:
    """How many sums the amounts refute, and how many they bear out (negative): least is best.

    A row is the sum of its lines and subtotals, and at least the sum of the rows that 其中 names.

    Args:
        roles: ``row_role`` of each row.
        parents: position of the row that each row is part of.
        amounts: the printed amounts of each row, by column.
    """
    lines, within = _group(roles, parents)
    failures = passes = 0
    for whole, parts in lines.items():
        for column, amount in amounts[whole].items():
            verdict = _compare(amount, [_find(part, column, lines, amounts) for part in parts])
            failures += verdict is False
            passes += verdict is True
    for whole, parts in within.items():
        for column, amount in amounts[whole].items():
            known = [amounts[part][column] for part in parts if column in amounts[part]]
            verdict = _compare(amount, known) if known else None
            failures += verdict is False and _is_above(known, amount)
            passes += verdict is True
    return failures, -passes


def equals(amount: Amount, parts: Sequence[Amount]) -> bool:
    """Whether an amount can be the sum of others, however each was rounded."""
    low, high = sum(part[0] for part in parts), sum(part[1] for part in parts)
    return low - _NOISE_CNY <= amount[1] and amount[0] <= high + _NOISE_CNY


def _group(
    roles: Sequence[str], parents: Sequence[int | None]
) -> tuple[dict[int, list[int]], dict[int, list[int]]]:
    """The lines and subtotals of each row, and the rows that 其中 names within each row."""
    lines: dict[int, list[int]] = {}
    within: dict[int, list[int]] = {}
    for index, (role, parent) in enumerate(zip(roles, parents, strict=True)):
        if parent is not None and role != UNKNOWN:
            (within if role == OF_WHICH else lines).setdefault(parent, []).append(index)
    return lines, within


def _find(
    index: int, column: str, lines: Mapping[int, Sequence[int]], amounts: Sequence[Amounts]
) -> Amount | None:
    """The amount of a row, else the sum of its lines; None if an amount is missing."""
    if column in amounts[index]:
        return amounts[index][column]
    parts = [_find(part, column, lines, amounts) for part in lines.get(index, ())]
    known = [part for part in parts if part is not None]
    if not parts or len(known) < len(parts):
        return None
    return (sum(part[0] for part in known), sum(part[1] for part in known))


def _compare(amount: Amount, parts: Sequence[Amount | None]) -> bool | None:
    """Whether an amount is the sum of its parts; None where a blank part leaves that open."""
    known = [part for part in parts if part is not None]
    if equals(amount, known):
        return True
    if len(known) < len(parts):
        return False if _is_above(known, amount) else None
    return False


def _is_above(parts: Sequence[Amount], amount: Amount) -> bool:
    return sum(part[0] for part in parts) > amount[1] + _NOISE_CNY


def find_hidden_parts(
    roles: list[str], parents: list[int | None], amounts: Sequence[Amounts]
) -> tuple[list[str], list[int | None]]:
    """Finds lines that are parts of the line above them although no mark says so.

    Only where the total does not add up, and adds up without those parts. Without a total, lines
    that two columns of amounts show as parts of the line above them are unknown.

    Returns:
        Roles and parents of the rows.
    """
    top = next((index for index, role in enumerate(roles) if role == TOTAL), None)
    listed = [
        index for index, parent in enumerate(parents)
        if parent == top and index != top and roles[index] in (LINE, SUBTOTAL)
    ]  # fmt: skip
    hidden = _pair_parts([index for index in listed if roles[index] == LINE], amounts)
    if not hidden:
        return roles, parents
    nested = [hidden.get(index, parent) for index, parent in enumerate(parents)]
    if top is None:
        columns = {len(amounts[index]) for index in hidden.values()}
        if min(columns) < 2:
            return roles, parents
        doubtful = {*hidden, *hidden.values()}
        return [UNKNOWN if index in doubtful else role for index, role in enumerate(roles)], parents
    before, after = rate_tree(roles, parents, amounts), rate_tree(roles, nested, amounts)
    return (roles, nested) if before[0] and not after[0] else (roles, parents)


def _pair_parts(listed: Sequence[int], amounts: Sequence[Amounts]) -> dict[int, int]:
    """Line → the line above it that it and its neighbours add up to, in every column."""
    hidden: dict[int, int] = {}
    place = 0
    while place < len(listed):
        whole = listed[place]
        place += 1
        for end in range(place + 2, len(listed) + 1):
            parts = listed[place:end]
            if _are_parts(whole, parts, amounts):
                hidden |= dict.fromkeys(parts, whole)
                place = end
                break
    return hidden


def _are_parts(whole: int, parts: Sequence[int], amounts: Sequence[Amounts]) -> bool:
    columns = amounts[whole]
    return any(high > 0 for _, high in columns.values()) and all(
        all(column in amounts[part] for part in parts)
        and equals(amount, [amounts[part][column] for part in parts])
        for column, amount in columns.items()
    )
