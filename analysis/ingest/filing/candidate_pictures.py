"""Pictures of candidates: small files beside the tables of candidates."""

import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from analysis.atomic import write_atomically
from analysis.paths import DataRoot


@contextmanager
def writing_pictures(
    root: DataRoot, document_id: str, pictures: Mapping[str, bytes]
) -> Iterator[None]:
    """Writes the pictures of a document that is then filed; removes them if filing fails.

    Args:
        root: the data root.
        document_id: the document.
        pictures: path in the folder of candidates → PNG.
    """
    folder = root.candidates / document_id
    shutil.rmtree(folder, ignore_errors=True)
    try:
        if pictures:
            folder.mkdir(parents=True)
        for name, picture in pictures.items():
            write_atomically(root.candidates / name, picture)
        yield
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise


def load_picture(root: DataRoot, name: str) -> bytes | None:
    """The picture of a candidate; None if it has none or the file is missing."""
    path = (root.candidates / name).resolve()
    if not name or not path.is_relative_to(root.candidates.resolve()) or not path.is_file():
        return None
    return path.read_bytes()
