"""Makes the reading of a figure of a matrix: area, period, role and indicator."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from analysis.figures.printed import UNSTATED_UNIT, Unit, parse_figure
from analysis.ingest.forms.matrix_columns import ValueColumn
from analysis.ingest.forms.matrix_periods import Dates
from analysis.ingest.forms.matrix_rows import MatrixRow
from analysis.ingest.forms.matrix_words import VALUE_WORDS
from analysis.ingest.words.indicator_names import IndicatorNames

AS_OF_NOTE = "as at the date of the table"
# Names under a period may begin with it.
_PREFIXES = {"month": ("当月", "本月"), "cumulative": ("累计",), "to_month": ("当年", "本年")}
_OF_A_YEAR = ("当年", "本年", "全年", "累计")
_PLACE = ("county_code", "period_start", "period_end", "period_note")


@dataclass
class ReadingMaker:
    """Makes readings; a figure is an indicator's only where name, unit and period fit.

    Attributes:
        facts: names of indicators.
        accumulates: indicator → how it accumulates.
        monthly: row of the monthly form → indicator.
        units: printed unit → unit.
        as_of: the date for figures that state something at a date.
        has_running: whether columns of running totals stand beside those of a month.
    """

    facts: IndicatorNames
    accumulates: Mapping[str, str]
    monthly: Mapping[str, str]
    units: Mapping[str, Unit]
    as_of: date | None
    has_running: bool = False

    def make(
        self,
        row: MatrixRow,
        value: ValueColumn,
        printed: tuple[str, str | None],
        own: Dates,
        dates: Mapping[int, Dates],
    ) -> dict[str, str]:
        """The reading of a figure: column of the table of readings → text.

        Args:
            row: its row.
            value: its column.
            printed: the figure and its unit.
            own: its dates.
            dates: the dates of each column.
        """
        area = row.area or value.area
        reading = dict(zip(_PLACE, (
            (area.code if area else None) or "", _write(own.start), _write(own.end),
            "" if own.start else own.note,
        ), strict=True))  # fmt: skip
        role, indicator = self._find_role(row, value, printed, own)
        if role != "context" and value.base in dates:
            base = dates[value.base]
            reading |= {
                "change_base_start": _write(base.start),
                "change_base_end": _write(base.end),
            }
        if role == "reported" and not reading["period_start"]:
            reading["period_note"] = reading["period_note"] or AS_OF_NOTE
            reading["period_end"] = reading["period_end"] or _write(self.as_of)
        return reading | {"role": role, "indicator_id": indicator or ""}

    def _find_role(
        self, row: MatrixRow, value: ValueColumn, printed: tuple[str, str | None], own: Dates
    ) -> tuple[str, str | None]:
        """The role of a figure, and its indicator where name and unit are the indicator's."""
        area = row.area or value.area
        is_place = area is None or area.code is not None
        if not is_place or row.is_part or value.measure not in (None, "target", "actual"):
            return "context", None
        things = [*row.things, *(thing for thing in value.things if thing not in VALUE_WORDS)]
        span = value.period.span if value.period else None
        if span == "month" and any(thing.startswith(_OF_A_YEAR) for thing in things):
            return "context", None
        indicator = self._find_indicator(things, _PREFIXES.get(span or "", ()), *printed)
        if value.measure == "target":
            return "target", indicator
        if indicator is None or not self._fits_period(indicator, value, own):
            return "context", None
        return "reported", indicator

    def _find_indicator(
        self, things: list[str], prefixes: tuple[str, ...], text: str, unit: str | None
    ) -> str | None:
        """The indicator of a name; under 当月, 使用资金 is 当月使用资金."""
        plain = ["/".join(things), "".join(things)] if things else []
        names = [*(prefix + name for name in plain for prefix in prefixes), *plain]
        found = (self.facts.find_label(name) or self.monthly.get(name) for name in names)
        indicator = next((name for name in found if name), None)
        figure = parse_figure(text, self.units, unit)
        if indicator is None or figure.unit in (None, UNSTATED_UNIT):
            return None
        return indicator if self.facts.units.get(indicator) == figure.unit else None

    def _fits_period(self, indicator: str, value: ValueColumn, own: Dates) -> bool:
        """Whether a figure over a period can be the indicator's value.

        Of a stock, the figure of a month beside running totals is what the month added; what
        counts from the start of a project on is not the running total of a year.
        """
        kind = self.accumulates.get(indicator, "stock")
        span = value.period.span if value.period else None
        if kind == "stock":
            if self.has_running and span in ("month", "months") and not is_running(value):
                return False
            return own.end is not None or self.as_of is not None
        if kind == "since_start":
            return own.end is not None and span in (None, "cumulative", "date")
        return own.end is not None and own.start is not None


def is_running(value: ValueColumn) -> bool:
    """Whether a column holds running totals: 累计, 1-本月, 1-5月."""
    period = value.period
    if period is None:
        return False
    return period.span in ("to_month", "cumulative") or 0 < period.first < period.last <= 12


def _write(day: date | None) -> str:
    return day.isoformat() if day else ""
