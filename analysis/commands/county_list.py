"""The counties of a data root as a table of the terminal."""

from collections.abc import Mapping

from analysis.commands.county_names import choose_name
from analysis.commands.days import say_day
from analysis.commands.reasons import translate_reason
from analysis.commands.tables import render_table
from analysis.commands.wording import count, translate
from analysis.rendering.batch.selection import find_refusal
from analysis.store.county_index import County


def format_counties(counties: Mapping[str, County]) -> str:
    """A row for each county: city, name, documents and the newest of them.

    Below it stands, for each county without a brief, what keeps it from being made.

    Args:
        counties: by code.
    """
    headings = [
        translate("Code"),
        translate("City"),
        translate("County"),
        translate("Documents"),
        translate("Newest document"),
    ]
    rows = [
        [
            code,
            choose_name((county.above_zh, county.above_en)),
            choose_name((county.name_zh, county.name_en)),
            str(county.documents),
            say_day(county.latest),
        ]
        for code, county in counties.items()
    ]
    lines = [render_table(headings, rows, right=(3,))] if rows else []
    for code, county in counties.items():
        if county.errors:
            name = choose_name((county.name_zh, county.name_en))
            reason = translate_reason(find_refusal(code, county) or "")
            lines.append(
                translate("not usable: {name} ({code}): {reason}", name=name, code=code,
                          reason=reason)
            )  # fmt: skip
    if rows:
        lines.append(count(len(rows), "{number} county.", "{number} counties."))
    return "\n".join(lines)
