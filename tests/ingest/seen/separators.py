"""CSV files whose amounts have commas, parted by semicolons, tabs and bars."""

import functools

from tests.ingest.seen.case import BELOW, FIGURE_BELOW, HEADER, LABEL, Case
from tests.ingest.seen.sheets import TITLE

KIND = "separators"
SEPARATORS = {"semicolon": ";", "tab": "\t", "bar": "|", "comma": ",", "full-width comma": "，"}
ENCODINGS = ("utf-8-sig", "gb18030", "utf-16")


def make(
    amount: str,
    separator: str,
    encoding: str = "utf-8-sig",
    others: tuple[str, ...] = (),
    *,
    is_quoted: bool = False,
) -> bytes:
    """A CSV file with one amount with commas, and further rows with these amounts."""
    amount = f'"{amount}"' if is_quoted else amount
    rows = [(TITLE,), HEADER, ("1", LABEL, amount), ("2", BELOW, FIGURE_BELOW)]
    rows += [(str(number), "其他", other) for number, other in enumerate(others, start=3)]
    return "".join(f"{separator.join(row)}\r\n" for row in rows).encode(encoding)


CASES = (
    *(
        Case(KIND, f"{name}, {encoding}{', quoted' if is_quoted else ''}", ".csv",
             functools.partial(make, "125,000.50", separator, encoding, is_quoted=is_quoted),
             "125,000.50", False)
        for name, separator in SEPARATORS.items()
        for encoding in ENCODINGS
        for is_quoted in (False, True)
        # Unquoted between commas, the amount is two fields.
        if not (separator == "," and not is_quoted)
    ),
    *(
        Case(KIND, f"{amount} and {', '.join(others)}", ".csv",
             functools.partial(make, amount, ";", others=others), figure, said)
        for amount, others, figure, said in (
            ("1,234", ("5,678", "9,012"), "1,234", False),
            ("1,234,567", ("2,000,000",), "1,234,567", False),
            ("125.000,50", ("3",), "", True),
            ("12,5", ("3",), "", True),
            ("1.250", ("12,5",), "", True),
            ("1,250", ("12,5",), "", True),
            ("1.250", ("3",), "1.250", False),
            ("-1,250.50", ("3",), "-1,250.50", False),
            ("(1,250.50)", ("3",), "(1,250.50)", False),
            ("￥1,250.50", ("3",), "￥1,250.50", False),
        )
    ),
    *(
        Case(KIND, f"tab, {encoding}", ".tsv",
             functools.partial(make, "125,000.50", "\t", encoding), "125,000.50", False)
        for encoding in ENCODINGS
    ),
    Case(KIND, "commas without quotes", ".csv", functools.partial(make, "125,000.50", ","),
         refusal="fields"),
)  # fmt: skip
