"""Table of target items by category."""

from collections import Counter
from fractions import Fraction

from tests.truth.check import Check, read_rows
from tests.truth.county import Record, add_up
from tests.truth.pages import Cell, Table
from tests.truth.sums import VERDICTS, select_main
from tests.truth.targets import list_own_items

Cells = dict[str, Cell]


def check_summary(check: Check, table: Table, project_id: str | None) -> None:
    """Items by category and verdict, and the means of their completions."""
    _, rows = read_rows(check, table)
    main = select_main(list_own_items(check, project_id))
    groups: dict[str, list[Record]] = {}
    for item in main:
        groups.setdefault(item["category"], []).append(item)
    shown = []
    for row in rows:
        keys = check.reader.keys("category", row["category"].text)
        place = f"{table.caption}, {row['category'].text}"
        if not keys:
            check.add(place, "this category is not known")
            continue
        shown.append(keys[0])
        own = main if keys[0].startswith("all") else groups.get(keys[0], [])
        counts = Counter(item["verdict"] for item in own)
        check.check_count(f"{place}, items", row["items"].text, len(own))
        for verdict in VERDICTS:
            if verdict in row:
                check.check_count(f"{place}, {verdict}", row[verdict].text, counts[verdict])
            else:
                check.expect(f"{place}, {verdict} is not shown", counts[verdict], 0)
        weights = sum_planned(check, project_id) if keys[0] == "all_weighted" else None
        _check_means(check, place, row, groups if weights is not None else {"": own}, weights)
    check.expect(f"{table.caption}, categories", set(groups) - set(shown), set())


def _check_means(
    check: Check, place: str, row: Cells, groups: dict[str, list[Record]],
    weights: dict[str, Fraction | None] | None,
) -> None:  # fmt: skip
    for name, most in (("mean_capped", Fraction(1)),):
        values = {
            key: [
                min(one["completion"], most)
                for item in own for one in item["conditions"] if one["completion"] is not None
            ]
            for key, own in groups.items()
        }  # fmt: skip
        means = {key: sum(own, Fraction(0)) / len(own) for key, own in values.items() if own}
        mean = means.get("")
        if weights is not None:
            usable = {key: weights.get(key) for key in means}
            total = add_up(usable.values())
            mean = sum(means[key] * usable[key] for key in means) / total if total else None
        if mean is None:
            check.expect(f"{place}, {name}", "missing" in row[name].classes, True)
            continue
        check.check_percent(f"{place}, {name}", row[name].text, mean)
        number = row[name].lines[0] if row[name].lines else ""
        check.check_count(f"{place}, {name}", number, sum(map(len, values.values())))


def sum_planned(check: Check, project_id: str | None) -> dict[str, Fraction | None]:
    """Planned funds by category."""
    rows = [
        row for row in check.list_rows("budget", project_id)
        if row["basis"] == "plan" and row["category"] is not None
    ]  # fmt: skip
    return {
        category: add_up(row["planned_cny"] for row in rows if row["category"] == category)
        for category in {row["category"] for row in rows}
    }
