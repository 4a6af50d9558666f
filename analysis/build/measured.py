"""Rates, completions and trends of all counties, by the functions that the notebook calls."""

from collections.abc import Mapping

import pandas as pd

from analysis.measures.completion import compute_conditions
from analysis.measures.disbursement import compute_lines, compute_rates
from analysis.measures.trends import compute_trends
from analysis.store.county_index import County
from analysis.tables.in_force import select_in_force
from analysis.tables.measured import MEASURED_TABLES


def compute_measured(
    tables: Mapping[str, pd.DataFrame], counties: Mapping[str, County]
) -> dict[str, pd.DataFrame]:
    """The tables of measures by name, of the newest state of the data.

    Args:
        tables: processed tables by name.
        counties: the counties by code; the date of its newest document says what is due later.
    """
    counted = select_in_force(tables)
    outputs = counted["outputs"]
    newest = counted["documents"]["document_date"].max()
    dates = dict.fromkeys(outputs["county_code"].unique(), newest)
    dates |= {code: pd.Timestamp(county.latest) for code, county in counties.items()
              if county.latest}  # fmt: skip
    measured = {
        "rates": compute_rates(
            counted["projects"],
            compute_lines(counted["budget"]),
            *(counted[name] for name in ("contracts", "payments", "appropriations", "series")),
        ),
        "completions": compute_conditions(outputs, counted["output_items"], dates),
        "trends": compute_trends(counted["series"]),
    }
    return {name: _shape(frame, name) for name, frame in measured.items()}


def _shape(frame: pd.DataFrame, name: str) -> pd.DataFrame:
    """The columns of the table with its types, sorted by county."""
    dtypes = MEASURED_TABLES[name].dtypes
    shaped = frame[list(dtypes)].astype(dtypes)
    return shaped.sort_values("county_code", kind="stable", ignore_index=True)
