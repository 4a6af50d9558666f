"""Processed tables as Parquet, from which one county's rows can be read alone.

Tables are sorted by county. Each row group holds whole counties, and its statistics name the first
and the last of them; one county's rows are read from one group.
"""

import io
from functools import lru_cache
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from analysis.tables import pandas_settings  # noqa: F401 - before any frame is made

# Small enough that the other counties in a group cost little, large enough for a short footer.
GROUP_ROWS = 1024
COUNTY = "county_code"


def write_table(frame: pd.DataFrame) -> bytes:
    """A frame as Parquet; if it has counties, they are whole in each row group."""
    # In one chunk: chunk boundaries depend on how a frame was made, and would change the bytes.
    table = pa.Table.from_pandas(frame, preserve_index=False).combine_chunks()
    written = io.BytesIO()
    # Page checksums, because Parquet as written by default returns flipped bits as data.
    with pq.ParquetWriter(written, table.schema, write_page_checksum=True) as writer:
        starts = _find_starts(frame)
        for start, end in zip(starts, [*starts[1:], len(frame)], strict=True):
            writer.write_table(table.slice(start, end - start), row_group_size=max(1, end - start))
    return written.getvalue()


def read_table(path: Path) -> pd.DataFrame:
    """A whole table.

    Raises:
        OSError: if it cannot be read.
        pyarrow.ArrowException: if it is damaged.
    """
    # pq.read_table takes longer to set up than to read. No threads: they gain nothing here, and a
    # process that forks must not have any.
    with pq.ParquetFile(path, page_checksum_verification=True) as file:
        return file.read(use_threads=False).to_pandas(use_threads=False)


def read_columns(path: Path, columns: list[str]) -> pd.DataFrame:
    """Some columns of a table.

    Raises:
        OSError: if it cannot be read.
        pyarrow.ArrowException: if it is damaged, or lacks a column.
    """
    with pq.ParquetFile(path, page_checksum_verification=True) as file:
        return file.read(columns, use_threads=False).to_pandas(use_threads=False)


def read_county(path: Path, county_code: str, checksum: str | None = None) -> pd.DataFrame:
    """A county's rows of a table.

    Args:
        path: the table.
        county_code: six-digit code.
        checksum: SHA-256 of the file, if known; its footer is then read once.

    Raises:
        OSError: if it cannot be read.
        pyarrow.ArrowException: if it is damaged.
    """
    metadata, spans = _read_footer_once(path, checksum) if checksum else _read_footer(path)
    groups = [number for number, (first, last) in enumerate(spans) if first <= county_code <= last]
    with pq.ParquetFile(path, metadata=metadata, page_checksum_verification=True) as file:
        table = file.read_row_groups(groups, use_threads=False)
    return table.filter(pc.equal(table[COUNTY], county_code)).to_pandas(use_threads=False)


def read_ahead(path: Path, checksum: str) -> None:
    """Reads a table's footer into the cache of :func:`read_county`."""
    _read_footer_once(path, checksum)


def _find_starts(frame: pd.DataFrame) -> list[int]:
    """Where row groups start: at the first row of a county."""
    if COUNTY not in frame or frame.empty:
        return [0]
    codes = frame[COUNTY]
    changes = (codes != codes.shift()).to_numpy().nonzero()[0].tolist()
    starts = [0]
    for start in changes:
        if start - starts[-1] >= GROUP_ROWS:
            starts.append(start)
    return starts


@lru_cache(maxsize=64)
def _read_footer_once(path: Path, _checksum: str) -> tuple[pq.FileMetaData, list[tuple[str, str]]]:
    return _read_footer(path)


def _read_footer(path: Path) -> tuple[pq.FileMetaData, list[tuple[str, str]]]:
    """The footer, and first and last county of each row group."""
    metadata = pq.read_metadata(path)
    column = metadata.schema.to_arrow_schema().get_field_index(COUNTY)
    spans = []
    for number in range(metadata.num_row_groups):
        statistics = metadata.row_group(number).column(column).statistics
        if statistics is not None and statistics.has_min_max:
            spans.append((statistics.min, statistics.max))
        else:  # no row, or all without county
            spans.append(("", "") if metadata.row_group(number).num_rows == 0 else ("", "\uffff"))
    return metadata, spans
