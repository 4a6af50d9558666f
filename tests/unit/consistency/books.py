"""Builds the processed tables of one county row by row, with the figures of each row."""

from functools import cache

import pandas as pd

from analysis.consistency import identities
from analysis.consistency.claims import join_claims
from analysis.consistency.identities.prepared import prepare_tables
from analysis.consistency.verdicts import compute_verdicts
from analysis.figures.printed import parse_figure, read_units, widen
from analysis.tables.tables import TABLES
from analysis.tables.validation import make_frame

COUNTY, PROJECT, DOCUMENT = "990101", "990101-province-2020", "fox-2021-report"
DOCUMENT_DATE = "2021-01-31"
UNITS = read_units(
    {
        "元": ("cny", "1", False), "%": ("share", "0.01", False), "个": ("count", "1", True),
        "倍": ("multiple", "1", False), "人": ("person", "1", True), "分": ("point", "1", True),
    }
)  # fmt: skip


# Verdicts under short names, for tables of test cases.
GOOD, BAD, REVIEW, OPEN, CAPPED = "agrees", "contradicts", "for_review", "not_computable", "capped"
# The functions that make the claims of each kind.
MAKERS = {
    "total": [identities.claim_totals],
    "subtotal": [identities.claim_totals],
    "sublines": [identities.claim_totals],
    "of_which": [identities.claim_totals],
    "of_which_together": [identities.claim_totals],
    "rate": [identities.claim_rates],
    "paid_limit": [identities.claim_paid_limits],
    "share": [identities.claim_shares],
    "shares": [identities.claim_shares, identities.claim_instalment_shares],
    "instalment_share": [identities.claim_instalment_shares],
    "instalments": [identities.claim_instalment_totals],
    "instalment_limit": [identities.claim_instalment_totals],
    "contract_limit": [identities.claim_contract_limits],
    "plan_limit": [identities.claim_plan_limits],
    "plan": [identities.claim_plan_lines],
    "contract_line": [identities.claim_plan_lines],
    "completion": [identities.claim_completions],
    "score_limit": [identities.claim_scores],
    "score_total": [identities.claim_scores],
    "weights": [identities.claim_scores],
    "change": [identities.claim_changes],
    "parts": [identities.claim_parts],
    "subset": [identities.claim_subsets],
    "mean": [identities.claim_means],
    "coverage": [identities.claim_coverages],
    "repeat": [identities.claim_repeats],
    "near": [identities.claim_repeats],
    "month": [identities.claim_months],
    "cumulative": [identities.claim_cumulatives],
    "areas": [identities.claim_area_totals],
}


class _Tables(dict):
    """Processed tables, each made from its rows on first access."""

    def __init__(self, rows: dict[str, list[dict]]) -> None:
        super().__init__()
        self._rows = rows

    def __missing__(self, name: str) -> pd.DataFrame:
        rows = self._rows[name]
        self[name] = make_frame(TABLES[name], rows) if rows else _make_empty(name)
        return self[name]


@cache
def _make_empty(name: str) -> pd.DataFrame:
    return make_frame(TABLES[name], [])


class Book:
    """Rows of processed tables, with a row of ``figures`` for each printed figure."""

    def __init__(self) -> None:
        self.rows: dict[str, list[dict]] = {name: [] for name in TABLES}
        self.rows["documents"].append(
            {"document_id": DOCUMENT, "document_date": DOCUMENT_DATE, "county_code": COUNTY}
        )
        self.rows["projects"].append({"project_id": PROJECT, "county_code": COUNTY})

    def print_figure(self, table_id, row_id, column, text, document_id=DOCUMENT, exact=False):
        """Adds a figure as printed; returns the parsed figure and its value."""
        read = parse_figure(text, UNITS, stipulated=exact)
        value = None if read.value is None else float(read.value)
        low, high = (value, value) if read.is_exact else widen(read.low, read.high)
        self.rows["figures"].append(
            {
                "figure": f"{document_id}/{table_id}/{row_id}/{column}", "value": value,
                "document_id": document_id, "table_id": table_id, "row_id": row_id,
                "column": column,
                "low": low, "high": high, "is_exact": read.is_exact, "unit": read.unit,
                "qualifier": read.qualifier, "missing_reason": read.missing_reason,
            }
        )  # fmt: skip
        return read, value

    def line(self, row_id, planned="", paid="", rate="", share="", role="line", **more):
        """Adds a line of a fund table; ``within`` is the row that it is part of."""
        texts = {"planned": planned, "paid": paid, "rate": rate, "share": share}
        table_id = more.pop("table_id", "fund")
        values = {
            name: self.print_figure(table_id, row_id, name, text)[1] for name, text in texts.items()
        }
        self.rows["budget"].append(
            {
                **self._row(table_id, row_id), "basis": "plan", "row_role": role,
                "parent_row": more.pop("within", None),
                "planned_cny": values["planned"], "paid_cny": values["paid"],
                "printed_rate": values["rate"], "printed_share": values["share"], **more,
            }
        )  # fmt: skip

    def contract(self, row_id, amount, tendered="", **more):
        """Adds a contract."""
        self.rows["contracts"].append(
            {
                **self._row("contracts", row_id), "contract_id": row_id,
                "row_role": more.pop("role", "line"), "parent_row": more.pop("within", None),
                "contract_cny": self.print_figure("contracts", row_id, "amount", amount)[1],
                "tendered_cny": self.print_figure("contracts", row_id, "tendered", tendered)[1],
                **more,
            }
        )  # fmt: skip

    def instalment(
        self, row_id, amount, share="", contracts="k1", number="1", status="paid", **more
    ):
        """Adds an instalment."""
        read = self.print_figure("instalments", row_id, "share", share, exact=True)
        self.rows["payments"].append(
            {
                **self._row("instalments", row_id), "instalment": number, "status": status,
                "contract_ids": contracts, "printed_share": read[1],
                "amount_cny": self.print_figure("instalments", row_id, "amount", amount)[1],
                "date_precision": "day", **more,
            }
        )  # fmt: skip

    def fund(self, text):
        """Adds the appropriation of the province."""
        value = self.print_figure("funds", "province", "value", text, exact=True)[1]
        self.rows["appropriations"].append(
            {
                "project_id": PROJECT, "county_code": COUNTY, "funds_source": "province",
                "appropriation_cny": value, "figure": f"{DOCUMENT}/funds/province/value",
            }
        )  # fmt: skip

    def fact(self, indicator_id, text, end="2020-12-31", start=None, change="", base=None, **more):
        """Adds a reported figure of an indicator."""
        document_id = more.pop("document_id", DOCUMENT)
        row_id = f"r{len(self.rows['series'])}"
        read, value = self.print_figure("facts", row_id, "value", text, document_id)
        changed, size = self.print_figure("facts", row_id, "change", change, document_id)
        low, high = (value, value) if read.is_exact else widen(read.low, read.high)
        self.rows["series"].append(
            {
                "document_id": document_id, "table_id": "facts", "row_id": row_id,
                "column": "value", "county_code": COUNTY, "indicator_id": indicator_id,
                "origin": "reported", "period_start": start, "period_end": end, "value": value,
                "low": low, "high": high, "unit": read.unit, "printed_change": size,
                "change_kind": "multiple" if changed.unit == "multiple" else "growth",
                "change_base_start": base and f"{base}-01-01",
                "change_base_end": base and f"{base}-12-31", "document_date": DOCUMENT_DATE, **more,
            }
        )  # fmt: skip
        return self

    def cell(self, indicator_id, column, county_code, text, covers=None):
        """Adds a cell of a monthly form."""
        read, value = self.print_figure("form", indicator_id, column, text)
        self.rows["series"].append(
            {
                **self._row("form", indicator_id), "column": column, "county_code": county_code,
                "indicator_id": indicator_id, "origin": "reported", "value": value,
                "unit": read.unit, "covers": covers, "period_end": "2020-07-31",
            }
        )  # fmt: skip

    def target(self, indicator_id, text, **more):
        """Adds a target in running text."""
        row_id = f"t{len(self.rows['stipulations'])}"
        read, value = self.print_figure("targets", row_id, "value", text, exact=True)
        self.rows["stipulations"].append(
            {
                **self._row("targets", row_id), "indicator_id": indicator_id, "role": "target",
                "value": value, "unit": read.unit, **more,
            }
        )  # fmt: skip

    def item(self, row_id, completion, rule, result="done"):
        """Adds a target item."""
        value = self.print_figure("items", row_id, "completion", completion)[1]
        self.rows["output_items"].append(
            {
                "document_id": DOCUMENT, "table_id": "items", "item": row_id,
                "county_code": COUNTY, "rule": rule, "printed_completion": value,
                "result_zh": result or None,
            }
        )  # fmt: skip

    def condition(self, item, name, target="", actual="", comparator="ge", whole=""):
        """Adds a condition of a target item; without figures it is qualitative."""
        figures = {}
        for role, text in (("target", target), ("actual", actual), ("denominator", whole)):
            if text:
                read, value = self.print_figure(
                    "parts", f"{item}_{name}", role, text, exact=role == "target"
                )
                low, high = (value, value) if read.is_exact else widen(read.low, read.high)
                figures |= {
                    role: value, f"{role}_figure": f"{DOCUMENT}/parts/{item}_{name}/{role}",
                    ("unit" if role == "target" else f"{role}_unit"): read.unit,
                    f"{role}_low": low, f"{role}_high": high,
                }  # fmt: skip
        columns = TABLES["outputs"].dtypes
        values = {column: value for column, value in figures.items() if column in columns}
        self.rows["outputs"].append(
            {
                "document_id": DOCUMENT, "table_id": "items", "item": item, "condition": name,
                "county_code": COUNTY, "comparator": comparator,
                "assessment": "numeric" if figures else "qualitative", **values,
            }
        )  # fmt: skip

    def score(self, row_id, weight="", score="", table_id="progress_scores"):
        """Adds the weight and the score of an item, of the fund or of the total, in points."""
        for what, text in (("weight", weight), ("score", score)):
            self.print_figure(table_id, f"{row_id}_{what}", "value", text and f"{text}分")

    def indicator(self, indicator_id, accumulates="stock", **more):
        """Adds an indicator."""
        row = {"indicator_id": indicator_id, "accumulates": accumulates, "unit": "count"}
        self.rows["indicators"].append({**row, **more})

    @property
    def tables(self) -> dict[str, pd.DataFrame]:
        """The processed tables."""
        return _Tables(self.rows)

    def judge(self, kind: str) -> list[str]:
        """The verdicts on all claims of a kind, in the order of their figures."""
        tables = self.tables
        prepared = prepare_tables(tables)
        claims = join_claims([claim(prepared) for claim in MAKERS[kind]])
        verdicts = compute_verdicts(claims, tables["figures"])
        of_kind = verdicts[verdicts["kind"] == kind].sort_values("figure")
        return of_kind["verdict"].tolist()

    @staticmethod
    def _row(table_id: str, row_id: str) -> dict:
        return {
            "document_id": DOCUMENT, "table_id": table_id, "row_id": row_id,
            "county_code": COUNTY, "project_id": PROJECT,
        }  # fmt: skip
