"""Papers of several parts in every format, and the documents that are drafted from them."""

from collections.abc import Sequence
from pathlib import Path

from analysis.ingest.files.limits import Limits
from analysis.ingest.forms.vocabulary import Vocabulary, load_vocabulary
from analysis.ingest.process.parsing import parse
from analysis.ingest.readings.drafts import Draft, DraftOptions, draft_documents
from analysis.paths import DataRoot
from tests.papers.grids import Table
from tests.papers.writers import write_paper

from .conftest import write_reference

FORMATS = ("xlsx", "xls", "ods", "docx", "pdf", "csv", "txt")
# Of a workbook the sheets, of a text its lines: these keep several papers apart.
DOCUMENTS = ("docx", "pdf", "txt")
WORKBOOKS = ("xlsx", "xls", "ods")


def make_vocabulary(folder: Path) -> Vocabulary:
    """The shipped words with invented places: 狐狸县 990101, 獾子区 990102, two 鼓楼县."""
    write_reference(folder / "reference")
    return load_vocabulary(DataRoot(folder))


def make_part(
    lines: Sequence[str],
    rows: Sequence[Sequence[str]] = (),
    after: Sequence[str] = (),
    sheet: str = "",
) -> Table:
    """A part of a paper: lines, a table, lines."""
    return Table(tuple(lines), tuple(map(tuple, rows)), (), tuple(after), sheet)


def draft(
    vocabulary: Vocabulary, parts: Sequence[Table], kind: str, name: str = "", **options: object
) -> tuple[Draft, ...]:
    """The documents of a file of these parts in a format."""
    content = parse(write_paper(parts, kind), f".{kind}", Limits())
    return draft_documents(content, vocabulary, DraftOptions(file_name=name, **options))


def list_remarks(drafts: Sequence[Draft]) -> str:
    """What is said of drafts, as text."""
    return "\n".join(
        f"{remark.severity} {remark.code}: {remark.found} {remark.remedy}"
        for one in drafts for remark in one.remarks
    )  # fmt: skip
