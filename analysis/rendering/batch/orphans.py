"""Counties that have pages but are not among the counties of the data, though they did not leave.

A page is withdrawn only if nothing of its county is on file any more. A document that cannot be
read, or a project that is missing or wrong in a table, is a failure with its reason.
"""

from collections.abc import Collection
from pathlib import Path
from typing import TYPE_CHECKING

from analysis.paths import DataRoot
from analysis.rendering.brief.output_folder import Key, OutputFolder

if TYPE_CHECKING:
    import pandas as pd

MOST_LISTED = 5


def find_orphans(root: DataRoot, out: Path, counties: Collection[str]) -> dict[Key, str]:
    """Finds the pages whose county is not in the data for another reason than that it left.

    Args:
        root: data root, built.
        out: output folder; need not exist.
        counties: codes of the counties in the data.

    Returns:
        The reason by county code and language.
    """
    keys = [key for key in OutputFolder(out).list_briefs() if key[0] not in counties]
    if not keys:
        return {}
    from analysis.store.load import load_findings, load_table

    findings = load_findings(root)
    errors = findings[findings["severity"] == "error"]
    on_file = {
        code for name in ("documents", "figures") for code in load_table(name, root)["county_code"]
    }
    reasons = {code: _explain(code, errors, on_file) for code in {code for code, _ in keys}}
    return {key: reason for key in keys if (reason := reasons[key[0]])}


def _explain(code: str, errors: "pd.DataFrame", on_file: Collection[str]) -> str | None:
    """Why a county is not in the data; None if it left them."""
    own = errors[errors["county_code"] == code]
    if not own.empty:
        return f"The data of {code} is not usable. {_list_errors(own)}"
    if code in on_file:
        return f"Documents about {code} are on file, but the data have no project of it."
    unknown = errors[errors["county_code"].isna()]
    if not unknown.empty:
        return f"What cannot be read may be about {code}. {_list_errors(unknown)}"
    return None


def _list_errors(errors: "pd.DataFrame") -> str:
    texts = errors[["document_id", "locator", "reason", "remedy"]].astype(object)
    rows = texts.where(texts.notna(), "").itertuples(index=False)
    listed = [
        f"{', '.join(filter(None, (document, locator)))}: {reason} {remedy}".strip()
        for document, locator, reason, remedy in rows
    ]
    rest = len(listed) - MOST_LISTED
    return " ".join(listed[:MOST_LISTED]) + (f" And {rest} more." if rest > 0 else "")
