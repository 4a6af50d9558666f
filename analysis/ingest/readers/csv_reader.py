"""Reads CSV and TSV files: the separator is found out, the fields of each row are counted."""

import csv
import io
from collections import Counter
from dataclasses import dataclass

from analysis.ingest.content import Cell, Content, Grid, Paragraph, Place, Remark, UnreadableFile
from analysis.ingest.files.limits import Limits
from analysis.ingest.readers.cell_text import check_rows
from analysis.ingest.readers.chinese_text import list_damaged_lines
from analysis.ingest.readers.text_encoding import Decoded, decode_text

DELIMITERS = {",": "comma", "\t": "tab", ";": "semicolon", "，": "，", "、": "、", "|": "|"}
USUAL = {".csv": ",", ".tsv": "\t"}
# Above and below the table, a row of so few fields is a title or a note.
TITLE_FIELDS = 2
SURE_SHARE = 0.6


@dataclass(frozen=True)
class Record:
    """A row of a CSV file with the lines that it spans."""

    fields: list[str]
    first: int
    last: int


def read_csv(content: bytes, limits: Limits, suffix: str = ".csv") -> Content:
    """The content of a CSV or TSV file: titles, one grid, notes.

    Raises:
        UnreadableFile: if encoding or separator cannot be told, a quote is not closed, or a row
            has more fields than the header.
    """
    decoded = decode_text(content)
    return read_delimited(decoded, _find_delimiter(decoded.text, suffix), limits, "csv")


def read_delimited(decoded: Decoded, delimiter: str, limits: Limits, kind: str) -> Content:
    """The content of a text whose separator is known."""
    records = _split_records(decoded.text, delimiter, limits)
    width = _find_width(records)
    head, tail = _find_table(records, width)
    _refuse_long_rows(records[head:tail], width)
    grid, short = _make_grid(records[head:tail], width)
    blocks = (
        *(_make_paragraph(record) for record in records[:head]),
        grid,
        *(_make_paragraph(record) for record in records[tail:]),
    )
    remarks = (*decoded.remarks, *list_damaged_lines(decoded.text), *short)
    return Content(blocks, remarks, kind, decoded.encoding, {"delimiter": DELIMITERS[delimiter]})


def _find_delimiter(text: str, suffix: str) -> str:
    """The separator that cuts most rows into the same number of fields."""
    shares = {delimiter: _measure(text, delimiter) for delimiter in DELIMITERS}
    best = max(shares.values())
    leaders = [delimiter for delimiter, share in shares.items() if share == best]
    usual = USUAL.get(suffix.casefold(), ",")
    if best < SURE_SHARE:
        raise UnreadableFile(
            "delimiter",
            "No separator (comma, tab, semicolon …) cuts the rows into equally many fields.",
            "Save the table as .xlsx, or as CSV with commas.",
        )
    if len(leaders) > 1 and usual not in leaders:
        names = ", ".join(DELIMITERS[each] for each in leaders)
        raise UnreadableFile(
            "delimiter",
            f"Several separators fit equally well: {names}.",
            "Save the table as .xlsx, or as CSV with commas.",
        )
    return usual if usual in leaders else leaders[0]


def _measure(text: str, delimiter: str) -> float:
    """Share of the rows that have the commonest number of fields, if that is at least two."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        counts = Counter(len(row) for row in reader if any(field.strip() for field in row))
    except csv.Error:  # a field without end: counted when the separator is known
        counts = Counter(line.count(delimiter) + 1 for line in text.splitlines() if line.strip())
    counts.pop(1, None) if len(counts) > 1 else None
    if not counts or counts.most_common(1)[0][0] < 2:
        return 0.0
    return counts.most_common(1)[0][1] / counts.total()


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
            f"From line {first} on, a quotation mark is not closed or stands amid a field "
            f"({error}).",
            'Close it, or write it twice ("") where it is meant; or save the table as .xlsx.',
        ) from error
    if not records:
        raise UnreadableFile(
            "blank", "The file holds no text and no figure.", "File the form when it is filled in."
        )
    return records


def _find_width(records: list[Record]) -> int:
    counts = Counter(len(record.fields) for record in records)
    return max(counts, key=lambda count: (count > 1, counts[count], count))


def _find_table(records: list[Record], width: int) -> tuple[int, int]:
    """Where the table begins and ends: short rows before and after it are titles and notes."""
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
                "Put fields that hold a separator into quotation marks, or save as .xlsx.",
            )


def _make_grid(records: list[Record], width: int) -> tuple[Grid, list[Remark]]:
    width = max(width, len(records[0].fields))
    rows, remarks = [], []
    for number, record in enumerate(records, start=1):
        problem = None
        if len(record.fields) < width:
            problem = f"The row has {len(record.fields)} fields, the header {width}."
            remedy = "Complete the row: it is not known which field is missing."
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
