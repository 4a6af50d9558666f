"""Documents that are left out and of no county that a list shows, with reason and remedy."""

from collections.abc import Collection

from analysis.commands.reasons import join_reasons
from analysis.commands.wording import translate
from analysis.commands.wording.places import translate_place
from analysis.paths import DataRoot
from analysis.store.load import load_findings
from analysis.tables.findings import NEW_VERSION
from analysis.tables.records import list_records


def list_left_out(root: DataRoot, county_codes: Collection[str]) -> list[str]:
    """A line for each document that is left out, of counties or areas that are not listed.

    Args:
        root: the data root, built.
        county_codes: the counties that are listed, with what is wrong with their documents.
    """
    findings = load_findings(root)
    is_wrong = (findings["severity"] == "error") & (findings["kind"] != NEW_VERSION)
    is_wrong &= findings["document_id"].notna() & ~findings["county_code"].isin(list(county_codes))
    lines = [
        translate(
            "left out: {document}, {place}: {reason}",
            document=row["document_id"],
            place=translate_place(row["locator"]),
            reason=join_reasons(row["reason"], row["remedy"]),
        )
        for row in list_records(findings[is_wrong])
        if (root.raw / row["document_id"]).is_dir()
    ]
    return list(dict.fromkeys(lines))
