"""Writes what a workbook stores as text: exactly, never as rounded for display."""

import datetime
from decimal import Decimal

from analysis.ingest.content import NumberFormat

FORMATS_BY_TYPE: dict[type, NumberFormat] = {
    datetime.date: "date",
    datetime.datetime: "date",
    datetime.time: "date",
    datetime.timedelta: "date",
}
# Floats beyond are no count and no amount; written out they would have hundreds of digits.
MOST_DIGITS = 1e21


def write_value(value: object) -> str:
    """A stored value as text.

    >>> write_value(140.0), write_value(0.7), write_value(1e-07), write_value(0.1 + 0.2)
    ('140', '0.7', '0.0000001', '0.30000000000000004')
    >>> write_value(datetime.datetime(2020, 7, 31)), write_value(datetime.datetime(2020, 7, 1, 8))
    ('2020-07-31', '2020-07-01T08:00:00')
    >>> write_value(True), write_value("  a ")
    ('TRUE', 'a')
    """
    match value:
        case str():
            return value.strip()
        case bool():
            return "TRUE" if value else "FALSE"
        case float() | int():
            return _write_number(float(value))
        case datetime.datetime() if value.time() == datetime.time():
            return value.date().isoformat()
        case datetime.date() | datetime.time():
            return value.isoformat()
        case _:
            return str(value)


def _write_number(value: float) -> str:
    if value.is_integer() and abs(value) < MOST_DIGITS:
        return str(int(value))
    if value != value or not 1 / MOST_DIGITS < abs(value) < MOST_DIGITS:
        return repr(value)
    return format(Decimal(repr(value)), "f")
