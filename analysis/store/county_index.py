"""processed/counties.json: the counties, each with a digest of all that its brief may show.

Read without pandas: no table is needed to find out that nothing has changed.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass

from analysis.paths import DataRoot

# Document, place, reason, remedy.
DocumentError = tuple[str, str, str, str]


@dataclass(frozen=True)
class County:
    """A county in the data.

    Attributes:
        name_zh: name in Chinese.
        name_en: name in English.
        documents: how many documents say anything about it; 0 if none could be used.
        latest: date of the newest of them, YYYY-MM-DD; blank without documents.
        digest: of its rows in all tables, of documents that name it, and of shared tables.
        above_zh: name of the city it belongs to, in Chinese; blank if it is not known.
        above_en: the same in English.
        errors: what is wrong with its documents: document, place, reason, remedy of each; also of
            documents about it that the last build used and this one cannot use. While there is
            one, no brief is rendered, and an earlier one stays.
    """

    name_zh: str
    name_en: str
    documents: int
    latest: str
    digest: str
    above_zh: str = ""
    above_en: str = ""
    errors: tuple[DocumentError, ...] = ()


def load_index(root: DataRoot) -> dict[str, County]:
    """The counties by code, sorted.

    Raises:
        OSError, ValueError, TypeError: if it is missing or damaged.
    """
    content = json.loads(root.counties.read_text(encoding="utf-8"))
    return {
        code: County(**{**county, "errors": tuple(map(tuple, county["errors"]))})
        for code, county in content.items()
    }


def format_index(index: Mapping[str, County]) -> bytes:
    """The index as JSON, one county a line."""
    lines = (
        f"{json.dumps(code)}: {json.dumps(vars(county), ensure_ascii=False)}"
        for code, county in sorted(index.items())
    )
    return ("{" + ",\n".join(lines) + "}\n").encode()
