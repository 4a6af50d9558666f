"""Measures how fast claims are found in tables and judged: table rows and claims a second."""

import statistics
import time

import pandas as pd

from analysis.build.build import compute_tables
from analysis.consistency.identities import list_claims
from analysis.consistency.verdicts import compute_verdicts
from analysis.paths import PROJECT, find_data_root

# Tables in which claims are found.
SUBJECTS = ("budget", "contracts", "payments", "output_items", "outputs", "series", "stipulations")
# Copies of the three shipped counties: together as many counties as the nation has.
COPIES = 948
RUNS = 5


def copy_counties(tables: dict[str, pd.DataFrame], copies: int) -> dict[str, pd.DataFrame]:
    """Copies the counties of tables so many times; each key gets the number of its copy."""
    copied = {}
    for name, frame in tables.items():
        if name in ("indicators", "verdicts"):
            copied[name] = frame
            continue
        parts = [_renumber(frame, number) for number in range(copies)]
        copied[name] = pd.concat(parts, ignore_index=True)
    return copied


def _renumber(frame: pd.DataFrame, number: int) -> pd.DataFrame:
    mark = f"c{number}-"
    changed = {
        column: mark + frame[column]
        for column in ("document_id", "project_id", "contract_id")
        if column in frame
    }
    if "county_code" in frame:
        changed["county_code"] = (
            frame["county_code"].str[:0] + f"{number:06}" + frame["county_code"]
        )
    for column in ("figure", "target_figure", "actual_figure", "denominator_figure"):
        if column in frame:
            changed[column] = mark + frame[column]
    if "contract_ids" in frame:
        changed["contract_ids"] = mark + frame["contract_ids"].str.replace(";", f";{mark}")
    if "covers" in frame:
        code = f"{number:06}"
        changed["covers"] = code + frame["covers"].str.replace(";", f";{code}")
    return frame.assign(**changed)


def measure() -> dict[str, float]:
    """Counts rows and claims, and measures the median processor seconds of each phase."""
    tables = copy_counties(compute_tables(find_data_root(PROJECT / "data")).tables, COPIES)
    finding, judging, count = [], [], 0
    for _ in range(RUNS):
        start = time.process_time()
        claims = list_claims(tables)
        listed = time.process_time()
        count = len(compute_verdicts(claims, tables["figures"]))
        finding.append(listed - start)
        judging.append(time.process_time() - listed)
    return {
        "rows": sum(len(tables[name]) for name in SUBJECTS),
        "claims": count,
        "finding": statistics.median(finding),
        "judging": statistics.median(judging),
    }


def main() -> None:
    """Prints the measurement."""
    result = measure()
    seconds = result["finding"] + result["judging"]
    print(f"{result['rows']} table rows, {result['claims']} claims; processor seconds, medians:")
    print(f"claims found in {result['finding']:.2f} s, judged in {result['judging']:.2f} s")
    print(f"{result['rows'] / seconds:,.0f} table rows a second in all")
    print(f"{result['claims'] / result['judging']:,.0f} claims judged a second")


if __name__ == "__main__":
    main()
