"""Reads CSV and TSV files: detects the separator and checks the number of fields of each row."""

import csv
import io
import string
from collections import Counter
from dataclasses import dataclass

from analysis.ingest.content import Cell, Content, Grid, Paragraph, Place, Remark, UnreadableFile
from analysis.ingest.files.limits import Limits
from analysis.ingest.readers.cell_text import check_rows
from analysis.ingest.readers.chinese_text import list_damaged_lines
from analysis.ingest.readers.csv_separator import DELIMITERS, find_delimiter
from analysis.ingest.readers.decimal_commas import mark_ambiguous
from analysis.ingest.readers.text_encoding import Decoded, decode_text

BLANK_CHARACTERS = "".join(DELIMITERS) + string.whitespace + '"'
# Rows above and below the table with at most this many fields are titles and notes.
TITLE_FIELDS = 2


@dataclass(frozen=True)
class Record:
    """The fields of a CSV row, with its first and last line in the file."""

    fields: list[str]
    first: int
    last: int


def read_csv(content: bytes, limits: Limits, suffix: str = ".csv") -> Content:
    """The content of a CSV or TSV file: titles, one grid, notes.

    Raises:
        UnreadableFile: if encoding or separator cannot be detected, a quotation mark is not
            closed, or a row has more fields than the header.
    """
    decoded = decode_text(content)
    if not decoded.text.strip(BLANK_CHARACTERS):
        raise _refuse_blank()
    return read_delimited(decoded, find_delimiter(decoded.text, suffix), limits, "csv")


def read_delimited(decoded: Decoded, delimiter: str, limits: Limits, kind: str) -> Content:
    """The content of a text with a known separator: titles, one grid, notes."""
    records = _split_records(decoded.text, delimiter, limits)
    width = _find_width(records)
    head, tail = _find_table(records, width)
    _refuse_long_rows(records[head:tail], width)
    grid, row_remarks = _make_grid(records[head:tail], width)
    grid = mark_ambiguous(grid)
    blocks = (
        *(_make_paragraph(record) for record in records[:head]),
        grid,
        *(_make_paragraph(record) for record in records[tail:]),
    )
    remarks = (*decoded.remarks, *list_damaged_lines(decoded.text), *row_remarks)
    return Content(blocks, remarks, kind, decoded.encoding, {"delimiter": DELIMITERS[delimiter]})


def _refuse_blank() -> UnreadableFile:
    return UnreadableFile(
        "blank",
        "The file contains no text and no figures.",
        "File the form when it is filled in.",
    )


def _split_records(text: str, delimiter: str, limits: Limits) -> list[Record]:
    csv.field_size_limit(max(limits.cell_characters * 4, 1))
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    records, first = [], 1
    try:
        for fields in reader:
            if any(field.strip() for field in fields):
                records.append(Record(fields, first, reader.line_num))
            first = reader.line_num + 1
            check_rows(len(records), limits)
    except csv.Error as error:
        raise UnreadableFile(
            "quote",
            f"From line {first} on, a quotation mark is not closed or is inside a field ({error}).",
            'Close it; write it twice ("") inside a field; or save the table as .xlsx.',
        ) from error
    if not records:
        raise _refuse_blank()
    return records


def _find_width(records: list[Record]) -> int:
    """The commonest number of fields, above one if any row has more than one."""
    counts = Counter(len(record.fields) for record in records)
    return max(counts, key=lambda count: (count > 1, counts[count], count))


def _find_table(records: list[Record], width: int) -> tuple[int, int]:
    """Index of the first row of the table and after its last; short rows around are notes."""
    most = TITLE_FIELDS if width > TITLE_FIELDS + 1 else 1
    head, tail = 0, len(records)
    while head < tail - 1 and len(records[head].fields) <= most:
        head += 1
    while tail > head + 1 and len(records[tail - 1].fields) <= most:
        tail -= 1
    return head, tail


def _refuse_long_rows(records: list[Record], width: int) -> None:
    header = records[0]
    for record in records:
        if len(record.fields) > len(header.fields):
            raise UnreadableFile(
                "fields",
                f"Line {record.first} has {len(record.fields)} fields, the header in line "
                f"{header.first} has {len(header.fields)}.",
                "Put fields that contain a separator in quotation marks, or save as .xlsx.",
            )


def _make_grid(records: list[Record], width: int) -> tuple[Grid, list[Remark]]:
    width = max(width, len(records[0].fields))
    rows, remarks = [], []
    for number, record in enumerate(records, start=1):
        problem = None
        if len(record.fields) < width:
            problem = f"The row has {len(record.fields)} fields, the header {width}."
            remedy = "Complete the row: which field is missing cannot be detected."
            place = Place(line=record.first, row=number, last_line=record.last)
            remarks.append(Remark("row-length", "error", place, problem, remedy))
        fields = record.fields + [""] * (width - len(record.fields))
        rows.append(
            tuple(
                Cell(
                    text.strip(),
                    Place(line=record.first, row=number, column=column, last_line=record.last),
                    problem=problem,
                )
                for column, text in enumerate(fields, start=1)
            )
        )
    place = Place(line=records[0].first, last_line=records[-1].last)
    return Grid(tuple(rows), place), remarks


def _make_paragraph(record: Record) -> Paragraph:
    text = "\t".join(field.strip() for field in record.fields).strip()
    return Paragraph(text, Place(line=record.first, last_line=record.last))
