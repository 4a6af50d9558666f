"""The index page: every county with its figures and briefs, to be searched, sorted and filtered.

One file without network. Languages are switched by style alone; search, order and filters need the
page's own script, which its policy allows by digest. Without the script the table is still read.
"""

import hashlib
from base64 import b64encode
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import cache
from pathlib import Path

import jinja2
from markupsafe import Markup

from analysis.atomic import write_atomically
from analysis.paths import BRIEF_TEMPLATES
from analysis.presentation.formats import Words
from analysis.presentation.wording import get_translations, to_translate
from analysis.presentation.wording.languages import LANGUAGE_TABLE
from analysis.rendering.batch.index_figures import COLUMNS, Record, list_cells
from analysis.rendering.batch.index_problems import (
    WITHDRAWN_STATE,
    Problem,
    group_problems,
    list_problems,
)
from analysis.rendering.batch.index_rows import Row, compose_rows
from analysis.rendering.batch.run_record import RunRecord
from analysis.rendering.brief.output_folder import OutputFolder
from analysis.rendering.page.page_parts import fill_margins, load_css

TEMPLATE = "index/index.html.j2"
# More counties that have the same problem are folded.
MOST_NAMED = 12
TITLE = to_translate("County briefs")
Overview = Mapping[str, Record]
# Heading, what stands below it, and the short form on phones, by column.
HEADINGS = {
    "disbursement": (to_translate("Disbursement rate"), "%", to_translate("Paid")),
    "use": (to_translate("Use of the fund"), "%", to_translate("Used")),
    "change": (to_translate("Change on last month"), to_translate("percentage points"), ""),
    "targets": (to_translate("Targets met"), to_translate("of items"), to_translate("Met")),
    "contradictions": (to_translate("Do not match"), to_translate("open"), ""),
    "month": (to_translate("Latest month"), to_translate("of the monthly form"), ""),
}


def render_index(
    rows: Sequence[Row], problems: Sequence[Problem] = (), overview: Overview | None = None
) -> bytes:
    """Renders the page, in UTF-8.

    Args:
        rows: the counties, in the order in which they are shown at first.
        problems: counties without a current brief.
        overview: rows of the overview of counties by code, for the names in the filters.
    """
    own = [(overview or {}).get(row.county_code, {}) for row in rows]
    programmes = sorted({name for one in own for name in _list_programmes(one)})
    css, script = _load_style(), _load_script()
    html = _make_environment().get_template(TEMPLATE).render(
        languages=tuple(LANGUAGE_TABLE.values()),
        title=TITLE,
        say=_say,
        gettext=to_translate,
        write_days=_write_days,
        tags={code: language.tag for code, language in LANGUAGE_TABLE.items()},
        own_names={code: language.name for code, language in LANGUAGE_TABLE.items()},
        rows=rows,
        list_cells=list_cells,
        problems=group_problems(problems),
        most_named=MOST_NAMED,
        withdrawn_state=WITHDRAWN_STATE,
        headings=[(name, *HEADINGS[name]) for name in COLUMNS],
        counts=_count(rows, problems),
        has_older=any(row.days and not row.figures and not row.is_failed for row in rows),
        as_of=max((day for row in rows for day in row.days), default=""),
        provinces=_list_places(own, "province"),
        cities=_list_places(own, "city"),
        programmes=programmes,
        programme_of={
            row.county_code: " ".join(str(programmes.index(name)) for name in _list_programmes(one))
            for row, one in zip(rows, own, strict=True)
        },
        several=frozenset(
            row.county_code for row, one in zip(rows, own, strict=True)
            if row.figures and one["projects"] > 1
        ),
        css=css,
        script=script,
        policy=_make_policy(css, script),
    )  # fmt: skip
    return html.encode("utf-8")


def write_index(record: RunRecord, folder: OutputFolder, overview: Overview | None = None) -> Path:
    """Writes index.html and returns its path.

    Args:
        record: the briefs.
        folder: output folder.
        overview: rows of the overview of counties by code; by default no figures are shown.

    Raises:
        OSError: if it cannot be written; the old page is left as it was.
    """
    write_atomically(folder.index, make_index(record, folder, overview))
    return folder.index


def make_index(record: RunRecord, folder: OutputFolder, overview: Overview | None = None) -> bytes:
    """The index page of the briefs of a record, in UTF-8.

    Args:
        record: the briefs; an archive has some counties of a folder only.
        folder: output folder, for the names of pages.
        overview: rows of the overview of counties by code; by default no figures are shown.
    """
    rows = compose_rows(record, folder, overview)
    return render_index(rows, list_problems(record, folder), overview)


def _count(rows: Sequence[Row], problems: Sequence[Problem]) -> dict[str, int]:
    """How many counties there are, have current briefs, failed, and have open contradictions."""
    failed = sum(row.is_failed for row in rows)
    contradicts = sum(bool(row.figures.get("contradicts_open")) for row in rows)
    return {
        "all": len(rows), "made": len(rows) - failed, "failed": failed, "contradicts": contradicts,
        "problems": len({one.county_code for one in problems}),
    }  # fmt: skip


def _list_programmes(figures: Mapping[str, object]) -> list[str]:
    names = figures.get("programmes")
    return str(names).split(";") if names else []


def _list_places(
    overview: Iterable[Mapping[str, object]], level: str
) -> list[tuple[str, str, dict[str, str]]]:
    """Code, code of the province, and names by language of the places above the counties."""
    places = {}
    for row in overview:
        code = row.get(f"{level}_code")
        if code:
            names = {one: str(row.get(f"{level}_{one}") or "") for one in LANGUAGE_TABLE}
            nearest = next(filter(None, names.values()), str(code))
            named = {one: name or nearest for one, name in names.items()}
            places[str(code)] = (str(code), str(row.get("province_code") or ""), named)
    return [places[code] for code in sorted(places)]


def _write_days(days: Iterable[str], language: str) -> str:
    written = [Words(language).date(date.fromisoformat(day)) for day in days]
    return LANGUAGE_TABLE[language].list_separator.join(written)


def _say(message: str, language: str) -> str:
    return get_translations(language).gettext(message)


@cache
def _make_environment() -> jinja2.Environment:
    return jinja2.Environment(
        loader=jinja2.FileSystemLoader(BRIEF_TEMPLATES),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


@cache
def _load_style() -> Markup:
    """The style of the page: with bars of each length, and one language shown at a time."""
    bars = "".join(f".w{length}{{--w:{length}}}" for length in range(101))
    own = load_css("index")
    return Markup(f"{own}\n{bars}\n{_switch_languages()}\n{_write_margins()}")


def _write_margins() -> str:
    """The running head and page numbers on paper, in the chosen language."""
    rules = []
    for number, language in enumerate(LANGUAGE_TABLE):
        gettext = get_translations(language).gettext
        boxes = fill_margins({"@top-left": gettext(TITLE)}, gettext)
        chosen = f"body:has(#language-{number}:checked){{page:l{number}}}"
        rules.append(f"{chosen}@page l{number}{{{boxes}}}")
    return "\n".join(rules)


def _switch_languages() -> str:
    """Rules that hide what is in other languages than the chosen one, and name cells on phones."""
    rules = []
    for number, language in enumerate(LANGUAGE_TABLE):
        place = len(LANGUAGE_TABLE) - 1 - number
        both = f"#language-{number},[for=language-{number}]"
        rules.append(f"{both}{{--place:{place};--order:{number}}}")
        chosen = f"#language-{number}:checked~"
        others = [f"{chosen}* .l{one}" for one in range(len(LANGUAGE_TABLE)) if one != number]
        rules.append(f"{','.join(others)}{{display:none}}" if others else "")
        for css, name in (("d", "disbursement"), ("u", "use"), ("t", "targets")):
            short = _say(HEADINGS[name][2], language).replace("\\", "").replace('"', "")
            named = f'{chosen}* td.{css}::before{{content:"{short}"}}'
            rules.append(f"@media screen and (max-width:719.9px){{{named}}}")
    return "\n".join(rules)


@cache
def _load_script() -> Markup:
    return Markup((BRIEF_TEMPLATES / "index" / "index.js").read_text("utf-8"))


def _make_policy(css: str, script: str) -> str:
    """A policy that allows this style and this script, by digest, and nothing else."""
    style_digest, script_digest = (
        b64encode(hashlib.sha256(text.encode("utf-8")).digest()).decode()
        for text in (f"\n{css}\n", f"\n{script}\n")
    )
    return Markup(
        f"default-src 'none'; style-src 'sha256-{style_digest}'; "
        f"script-src 'sha256-{script_digest}'; base-uri 'none'; form-action 'none'"
    )
