"""Makes readings of recognised tables; each has a machine's note until a person confirms it.

A person confirms a reading by replacing the note with their own.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from analysis.figures.printed import parse_figure
from analysis.ingest.content import Remark
from analysis.ingest.forms.form_table import FormTable
from analysis.ingest.readings.target_readings import TargetReader
from analysis.ingest.words.chinese_dates import NUMERAL, write_numeral
from analysis.ingest.words.form_labels import FormLabels
from analysis.ingest.words.indicator_names import IndicatorNames
from analysis.ingest.words.mentions import MentionReader
from analysis.ingest.words.wordings import simplify, split_unit
from analysis.tables.reference_forms import READING_COLUMNS

MACHINE_NOTE = "Read by machine, not confirmed."
_REST = ("余款", "尾款", "质保金", "剩余")
_INSTALMENT = re.compile(rf"第?(首|{NUMERAL}|\d+)(?:期|次|笔|批)")

Readings = dict[str, list[dict[str, str]]]


@dataclass(frozen=True)
class ReadTables:
    """Tables of a document with their readings.

    Attributes:
        tables: as recognised, then the figures of their items as statements.
        readings: table of readings → rows.
        remarks: questions left open.
    """

    tables: tuple[FormTable, ...]
    readings: Readings
    remarks: tuple[Remark, ...]


@dataclass
class MachineReader:
    """Reads the tables of one document."""

    document_id: str
    labels: FormLabels
    mentions: MentionReader
    targets: IndicatorNames
    facts: IndicatorNames
    as_of: date
    readings: Readings = field(default_factory=dict)
    remarks: list[Remark] = field(default_factory=list)

    def read(self, tables: tuple[FormTable, ...]) -> ReadTables:
        """Reads all tables."""
        readers: Mapping[str, Callable[[FormTable], list[FormTable] | None]] = {
            "fund_plan": self._read_budget,
            "disbursement": self._read_budget,
            "contracts": self._read_contracts,
            "progress": self._read_targets,
            "statements": self._read_statements,
        }
        read_tables, figure_tables = [], []
        for table in tables:
            if table.kind == "instalments":
                read_tables.append(self._read_instalments(table, tables))
                continue
            read_tables.append(table)
            if table.kind in readers:
                figure_tables += readers[table.kind](table) or []
        return ReadTables((*read_tables, *figure_tables), self.readings, tuple(self.remarks))

    def _add(self, subject: str, **values: str | None) -> None:
        row = dict.fromkeys(READING_COLUMNS[subject], "") | {"note": MACHINE_NOTE}
        row |= {name: value for name, value in values.items() if value}
        self.readings.setdefault(subject, []).append(row)

    def _read_budget(self, table: FormTable) -> None:
        for row in table.rows:
            category = self.labels.find("category", row["label"])
            self._add("budget", table_id=table.table_id, row_id=row["row_id"], category=category)

    def _read_contracts(self, table: FormTable) -> None:
        for row in table.rows:
            self._add("contracts", table_id=table.table_id, row_id=row["row_id"],
                      contract_id=self._name_contract(table, row["row_id"]))  # fmt: skip

    def _name_contract(self, table: FormTable, row_id: str) -> str:
        name = f"{self.document_id}-{table.table_id}-{row_id}".lower()
        return re.sub(r"[^a-z0-9]+", "-", name)

    def _read_instalments(self, table: FormTable, tables: tuple[FormTable, ...]) -> FormTable:
        """The instalments with a number, a contract and a status; the others are left out."""
        contracts = {
            simplify(row["label"]): self._name_contract(other, row["row_id"])
            for other in tables if other.kind == "contracts" for row in other.rows
        }  # fmt: skip
        by_id = {other.table_id: other for other in tables}
        complete_rows = []
        for row in table.rows:
            details = table.details.get(row["row_id"], {})
            number = details.get("number") or number_instalment(row["label"])
            contract = contracts.get(simplify(details.get("contract", "")))
            if "contract_row" in details:
                own = by_id[details["contract_table"]]
                contract = self._name_contract(own, details["contract_row"])
            if contract is None and len(contracts) == 1:
                contract = next(iter(contracts.values()))
            if number and contract and "status" in details:
                complete_rows.append(row)
                self._add("payments", table_id=table.table_id, row_id=row["row_id"],
                          instalment=number, contract_ids=contract,
                          status="retained" if number == "rest" else details["status"])  # fmt: skip
            else:
                missing = "contract in this file" if number else "number"
                if number and contract:
                    missing = "status"
                self._remark("instalment", row, f"its {missing} is not stated; it was left out.")
        return replace(table, rows=tuple(complete_rows))

    def _remark(self, code: str, row: Mapping[str, str], reason: str) -> None:
        label = row.get("label") or row.get("requirement", "")
        self.remarks.append(
            Remark(
                code,
                "warning",
                None,
                f"{row['locator']}, {label[:30]!r}: {reason}",
                "Decide it in the readings of the document.",
            )
        )

    def _read_targets(self, table: FormTable) -> list[FormTable]:
        reader = TargetReader(
            self.labels, self.mentions, self.targets, self.as_of, self._add, self._remark
        )
        return reader.read(table)

    def _fits(self, indicator: str | None, unit: str | None, names: IndicatorNames) -> bool:
        return indicator is not None and names.units.get(indicator) == unit

    def _read_statements(self, table: FormTable) -> None:
        for row in table.rows:
            details = table.details.get(row["row_id"])
            if details is not None:
                self._add("statements", table_id=table.table_id, row_id=row["row_id"], **details)
                continue
            indicator = self.facts.find_label(split_unit(row["label"])[0])
            unit = parse_figure(row["value"], self.mentions.units, table.units.get("value")).unit
            year = row["period"][:4]
            if year.isdigit() and self._fits(indicator, unit, self.facts):
                self._add("statements", table_id=table.table_id, row_id=row["row_id"],
                          indicator_id=indicator, period_start=f"{year}-01-01",
                          period_end=f"{year}-12-31", role="reported")  # fmt: skip
                continue
            self._add("statements", table_id=table.table_id, row_id=row["row_id"], role="context")
            if year.isdigit():
                self._remark("no_indicator", row, "no indicator has this name and unit.")


def number_instalment(label: str) -> str | None:
    """The number of an instalment, ``rest`` for the last one, None without a number.

    Examples:
        >>> number_instalment("第十一期")
        '11'
    """
    plain = simplify(label)
    if any(word in plain for word in _REST):
        return "rest"
    match = _INSTALMENT.search(plain) or re.fullmatch(r"(\d+)", plain)
    if match is None:
        return None
    if match[1] == "首":
        return "1"
    return match[1] if match[1].isdigit() else write_numeral(match[1])
