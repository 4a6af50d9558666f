"""One ZIP file with the briefs of some counties and an index of them, to be mailed as a whole.

Links work inside: pages stand side by side as in the output folder, and all pages of a county that
link to each other are in it. The same pages give the same bytes.
"""

import errno
import io
import os
import tempfile
import zipfile
from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from analysis.atomic import write_atomically
from analysis.errors import UserError
from analysis.rendering.batch.index_figures import Record
from analysis.rendering.batch.index_page import make_index
from analysis.rendering.batch.run_record import RunRecord
from analysis.rendering.brief.output_folder import OutputFolder

# The earliest that the format has: the times of the files say nothing of the briefs.
NO_TIME = (1980, 1, 1, 0, 0, 0)
READABLE = 0o100644 << 16


class ArchiveError(UserError):
    """An archive that cannot be written; the message says why."""


def check_archive(path: Path) -> None:
    """Checks, before anything is rendered, that an archive can be written.

    Args:
        path: of the archive.

    Raises:
        ArchiveError: if it cannot be.
    """
    try:
        if path.is_dir():
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
        # Permissions alone do not tell: root may ignore them.
        tempfile.TemporaryFile(dir=path.absolute().parent).close()
    except OSError as error:
        raise _explain(path, error) from error


def _explain(path: Path, error: OSError) -> ArchiveError:
    problem = error.strerror or error
    return ArchiveError(
        f"The ZIP file {path} cannot be written: {problem}. Name another one with --zip FILE."
    )


def write_archive(
    path: Path,
    out: Path,
    record: RunRecord,
    county_codes: Collection[str],
    overview: Mapping[str, Record] | None = None,
) -> list[str]:
    """Writes an archive of the briefs of some counties, in all languages of the folder.

    Args:
        path: of the archive; an earlier one is replaced.
        out: output folder.
        record: of the folder.
        county_codes: the counties; one whose brief failed is in the index only.
        overview: rows of the overview of counties by code, for the figures of the index.

    Returns:
        Names of the files in it.

    Raises:
        ArchiveError: if it cannot be written.
    """
    folder = OutputFolder(out.absolute())
    chosen = set(county_codes)
    own = {
        key: entry
        for key, entry in record.entries.items()
        if key[0] in chosen and entry.state != "withdrawn"
    }
    index = make_index(replace(record, entries=own, newly_withdrawn=()), folder, overview)
    try:
        files = dict([(folder.index.name, index), *_list_pages(own, folder)])
        write_atomically(path.absolute(), _pack(files))
    except OSError as error:
        raise _explain(path, error) from error
    return sorted(files)


def _list_pages(
    keys: Collection[tuple[str, str]], folder: OutputFolder
) -> Iterator[tuple[str, bytes]]:
    for key in keys:
        for path in (folder.brief(key), folder.pdf(key)):
            if path.exists():
                yield path.name, path.read_bytes()


def _pack(files: dict[str, bytes]) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        for name, file in sorted(files.items()):
            info = zipfile.ZipInfo(name, NO_TIME)
            info.compress_type, info.external_attr, info.create_system = (
                zipfile.ZIP_DEFLATED, READABLE, 3,
            )  # fmt: skip
            archive.writestr(info, file)
    return content.getvalue()
