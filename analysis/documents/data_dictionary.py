"""Writes docs/data_dictionary.md from the columns, tables and raw forms the code itself uses.

``python -m analysis.documents.data_dictionary`` writes it; with ``--check`` it only tells, by its
exit status, whether the file is up to date.
"""

import sys

from analysis.documents.filed import DocumentRecord
from analysis.paths import DATA_DICTIONARY
from analysis.tables.analyst_frames import ANALYST_FRAMES, AnalystFrame
from analysis.tables.columns import Column
from analysis.tables.computed import COMPUTED_TABLES, ComputedTable
from analysis.tables.measured import MEASURED_TABLES, MeasuredTable
from analysis.tables.raw_forms import FIGURE_COLUMNS, RAW_COLUMNS
from analysis.tables.reference_cells import list_required
from analysis.tables.reference_forms import (
    READING_COLUMNS,
    READING_KEYS,
    REFERENCE_COLUMNS,
    REFERENCE_KEYS,
)
from analysis.tables.tables import TABLES, Table

_HEAD = """# Data dictionary

Generated from the modules of `analysis/tables/` and from `analysis/documents/filed.py` by
`make docs`; edit those, not this page.

Amounts are full yuan (`…_cny`), rates, shares and changes are fractions between 0 and 1, codes are
text, and a missing value is missing: never 0.
"""


_MEASURED_HEAD = """## Tables of measures (`data/processed/*.parquet`, too)

What the build computes of all counties by the functions that the notebook calls; the newest state
of the data.
"""


_COMPUTED_HEAD = """## Computed tables (in memory)

What functions return that compute from processed tables, or load them.
"""


_ANALYST_HEAD = """## Frames for analysts (`analysis.open_data()`)

One frame of all counties each, with names in one language; rates, shares and changes in per cent.
Examples are in `docs/analysts.md`.
"""


_REFERENCE_HEAD = """## Reference tables (`data/reference/`)
What people decided; each judgement has a note.

A data root's own `reference/` is an overlay: any of these files, with the same header; the last
columns of areas (from `short_zh` on), projects (from `programme` on) and appropriations (from
`amount` on) may be left out. A row is
added to the shipped ones or, if its key (in bold) is theirs, replaces the shipped row, blank cells
included; a row with nothing but the key of a shipped row removes it. A folder of readings replaces
the shipped one of the same document. A row that cannot be used is left out with an error of
`briefs check`, and the shipped row of its key stays in force; of two rows with one key and other
cells, neither is used. A table that cannot be read is left out as a whole.

| file | columns | never blank, besides the key |
|---|---|---|
"""


def describe_dictionary() -> str:
    """The whole page as Markdown."""
    parts = [_HEAD, "## Processed tables (`data/processed/*.parquet`)\n"]
    parts += [_describe_table(table) for table in TABLES.values()]
    parts += [_MEASURED_HEAD, *map(_describe_measured, MEASURED_TABLES.values())]
    parts.append(_COMPUTED_HEAD)
    parts += [_describe_computed(table) for table in COMPUTED_TABLES.values()]
    parts += [_ANALYST_HEAD, *map(_describe_analyst, ANALYST_FRAMES.values())]
    parts.append(_describe_raw())
    parts.append(_describe_reference())
    return "\n".join(parts)


def _describe_table(table: Table) -> str:
    rows = [_describe_column(column, table) for column in table.columns]
    head = "| column | type | unit | meaning | missing |\n|---|---|---|---|---|"
    return f"### {table.name}\nOne row is {table.meaning}.\n\n{head}\n" + "\n".join(rows) + "\n"


def _describe_column(column: Column, table: Table) -> str:
    mark = (
        "key" if column.name in table.key else "may be" if column.name in table.optional else "no"
    )
    return f"{_describe_meaning(column)} {mark} |"


def _describe_meaning(column: Column) -> str:
    meaning = column.meaning
    if column.choices:
        meaning += " One of " + ", ".join(f"`{choice}`" for choice in column.choices) + "."
    return f"| `{column.name}` | {column.kind} | {column.unit or ''} | {meaning} |"


def _describe_measured(table: MeasuredTable) -> str:
    meaning = COMPUTED_TABLES[table.function].meaning
    rows = "\n".join(
        f"{_describe_meaning(column)} {'key' if column.name in table.key else ''} |"
        for column in table.columns
    )
    return (
        f"### {table.name}\nOne row is {meaning}; `{table.function}` computes it.\n\n"
        f"| column | type | unit | meaning | key |\n|---|---|---|---|---|\n{rows}\n"
    )


def _describe_computed(table: ComputedTable) -> str:
    base = f"The columns of {table.base}, and:" if table.base else ""
    rows = "\n".join(_describe_meaning(column) for column in table.own)
    return (
        f"### {table.function}\n`{table.module}`: one row is {table.meaning}. {base}".rstrip()
        + "\n\n"
        f"| column | type | unit | meaning |\n|---|---|---|---|\n{rows}\n"
    )


def _describe_analyst(frame: AnalystFrame) -> str:
    rows = "\n".join(map(_describe_meaning, frame.columns))
    return (
        f"### .{frame.name}\nOne row is {frame.meaning}.\n\n"
        f"| column | type | unit | meaning |\n|---|---|---|---|\n{rows}\n"
    )


def _describe_raw() -> str:
    fields = DocumentRecord.model_fields
    entries = ", ".join(
        f"`{name}`" + ("" if field.is_required() else " (optional)")
        for name, field in fields.items()
    )
    rows = [
        f"| `{kind}` | {', '.join(_mark(name, FIGURE_COLUMNS[kind]) for name in columns)} |"
        for kind, columns in RAW_COLUMNS.items()
    ]
    return (
        "## Raw documents (`data/raw/<document_id>/`)\n"
        f"`document.yml` holds {entries}.\n\n"
        "Each of its tables is `<table_id>.csv`: UTF-8, all cells text, figures (in bold) exactly\n"
        "as printed. A figure's name is `document_id/table_id/row_id/column`.\n\n"
        "| kind of table | columns |\n|---|---|\n" + "\n".join(rows) + "\n"
    )


_AREAS = """
`areas.csv`: `short_zh` is the short name where it differs (without nationalities), `pinyin` that of
the name without level and nationalities, `valid_from` the year of the change that gave the area its
name and code, `valid_to` the year in which it was joined to another one, `source` where the row is
from, with its date. A data root's own table may leave these columns out.
"""


_ACCEPTED = """
What `briefs candidates accept` takes from running text stands in the readings of its document:
`accepted.csv` with the columns of `statements` in `data/raw`, and `accepted_claims.csv` with those
of `claims.csv`, where `note` is the sentence and its place.
"""


def _mark(name: str, figures: tuple[str, ...]) -> str:
    return f"**`{name}`**" if name in figures else f"`{name}`"


def _describe_reference() -> str:
    files = {
        **{name: f"{name}.csv" for name in REFERENCE_COLUMNS},
        **{name: f"readings/<document_id>/{name}.csv" for name in READING_COLUMNS},
    }
    all_columns = {**REFERENCE_COLUMNS, **READING_COLUMNS}
    keys = {**REFERENCE_KEYS, **READING_KEYS}
    rows = [
        f"| `{file}` | {', '.join(_mark(column, keys[name]) for column in all_columns[name])} | "
        f"{', '.join(f'`{column}`' for column in list_required(name) if column not in keys[name])}"
        " |"
        for name, file in files.items()
    ]
    return _REFERENCE_HEAD + "\n".join(rows) + "\n" + _AREAS + _ACCEPTED


def main(arguments: list[str]) -> int:
    """Writes the page, or with ``--check`` compares it; 1 if it is out of date."""
    page = describe_dictionary()
    if "--check" in arguments:
        return int(DATA_DICTIONARY.read_text(encoding="utf-8") != page)
    DATA_DICTIONARY.write_text(page, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
