"""Proposed figures and relations for people: by document, as wide as the terminal."""

import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby

from analysis.commands.county_names import choose_name, load_names, name_county
from analysis.commands.exit_status import blank_controls
from analysis.commands.reasons import translate_reason
from analysis.commands.text_width import find_width, wrap
from analysis.commands.wording import join, to_translate, translate
from analysis.documents.filed import UnusableDocument, load_record
from analysis.documents.reference import load_reference
from analysis.ingest.filing.relations import Relation
from analysis.ingest.readings.candidate import Candidate
from analysis.paths import DataRoot

ROLES = {
    "reported": to_translate("reported value"),
    "target": to_translate("target value"),
    "appropriation": to_translate("appropriation"),
    "context": to_translate("of another area or scope"),
}
STATUSES = {
    "open": to_translate("open"),
    "accepted": to_translate("accepted"),
    "rejected": to_translate("rejected"),
}
CHECKED = {
    "confirmed": to_translate("confirmed by the sums of its table"),
    "refuted": to_translate("contradicted by the sums of its table"),
    "unchecked": to_translate("not in any sum"),
}


def format_candidates(candidates: Sequence[Candidate], root: DataRoot) -> str:
    """Proposed figures: id, name and value of each, then what it is taken for, then its words."""
    indicators = load_reference(root).tables["indicators"].set_index("indicator_id")
    english = indicators["name_en"].fillna("")
    names = {code: (chinese, english[code]) for code, chinese in indicators["name_zh"].items()}
    counties, width = load_names(root), find_width(sys.stdout.isatty())
    lines: list[str] = []
    for document, own in groupby(candidates, key=lambda one: _document(one.candidate_id)):
        lines += ["", *_head(root, document, width)] if lines else _head(root, document, width)
        for one in own:
            figure = " ".join(part for part in (one.value, one.change) if part)
            told = [
                name_county(one.county_code, counties) if one.county_code else "",
                one.period,
                _name_indicator(one.indicator_id, names),
                _term(ROLES, one.role) if one.indicator_id else "",
                _term(CHECKED, one.checked),
                "" if one.status == "open" else _term(STATUSES, one.status),
            ]
            head = translate("{label}: {figure}", label=one.label, figure=figure)
            lines += _list(one.candidate_id, head, told, one.quote, one.locator, width)
    return "\n".join(lines)


def format_relations(relations: Sequence[Relation], root: DataRoot) -> str:
    """Proposed relations: id and formula of each, then what a difference means, then its words."""
    width = find_width(sys.stdout.isatty())
    lines: list[str] = []
    for document, own in groupby(relations, key=lambda one: _document(one.relation_id)):
        lines += ["", *_head(root, document, width)] if lines else _head(root, document, width)
        for one in own:
            differs = translate_reason(one.innocent) if one.innocent else translate("to be checked")
            told = [
                translate("if it differs: {what}", what=differs),
                "" if one.status == "open" else _term(STATUSES, one.status),
            ]
            lines += _list(one.relation_id, one.shown, told, one.quote, one.locator, width)
    return "\n".join(lines)


def _document(identifier: str) -> str:
    return identifier.rpartition(":")[0]


def _head(root: DataRoot, document: str, width: int) -> list[str]:
    """The title of a document and its id."""
    try:
        record = load_record(root.raw / document)
    except (UnusableDocument, OSError):
        return [document]
    title = choose_name((record.title_zh, record.title_en))
    head = translate("{name} ({code})", name=title, code=document) if title else document
    return wrap(blank_controls(head), width)


def _list(
    identifier: str, head: str, told: Iterable[str], quote: str, locator: str, width: int
) -> Iterator[str]:
    yield from wrap(blank_controls(head), width, f"  {identifier}  ", "      ")
    if text := join(part for part in told if part):
        yield from wrap(blank_controls(text), width, "      ")
    words = translate("“{quote}”, {place}", quote=quote, place=locator)
    yield from wrap(blank_controls(words), width, "      ")


def _name_indicator(code: str, names: Mapping[str, Sequence[str]]) -> str:
    if not code:
        return translate("no known indicator")
    return choose_name(names.get(code, ())) or code


def _term(terms: Mapping[str, str], code: str) -> str:
    return translate(terms[code]) if code in terms else code
