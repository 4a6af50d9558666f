"""Findings for people: by county and document, the most serious first, as wide as the terminal."""

import sys
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pandas as pd

from analysis.commands.county_names import load_names, name_county
from analysis.commands.exit_status import blank_controls
from analysis.commands.reasons import join_reasons
from analysis.commands.text_width import find_width, measure, pad, wrap
from analysis.commands.wording import count, get_language, join, to_translate, translate
from analysis.paths import DataRoot
from analysis.presentation.document_names import name_documents
from analysis.presentation.formats import Words
from analysis.presentation.places import name_place
from analysis.presentation.terms import CLAIM_VERDICTS
from analysis.store.load import LoadError, load_table
from analysis.tables.records import list_records

# What a finding is that is no verdict on a figure, with its symbol.
SEVERITIES = {
    "error": ("✗", to_translate("error")),
    "warning": ("!", to_translate("warning")),
    "info": ("·", to_translate("note")),
}
# In the order in which they need a look.
_ORDER = ("error", "contradicts", "for_review", "warning", "not_computable", "info", "capped",
          "explained", "agrees")  # fmt: skip
_LABEL_GAP = 2


def format_findings(findings: pd.DataFrame, root: DataRoot) -> str:
    """Findings as a list, with a line at its end that counts them; a sentence if there are none.

    Args:
        findings: as :func:`analysis.commands.check.check` returns them.
        root: the data root, whose counties and documents people know by name.
    """
    if findings.empty:
        return translate("No findings.") + "\n"
    words, names = Words(get_language()), load_names(root)
    titles = _name_documents(root, words)
    rows = sorted(list_records(findings), key=_rank)
    width = find_width(sys.stdout.isatty())
    lines: list[str] = []
    county, document = object(), object()
    for row in rows:
        if row["county_code"] != county:
            county, document = row["county_code"], object()
            lines += ["", _name_county(county, names)] if lines else [_name_county(county, names)]
        if row["document_id"] != document:
            document = row["document_id"]
            lines += _head_document(document, titles, width)
        lines += _describe(row, words, width)
    lines += ["", *wrap(_count(rows, words), width)]
    lines += [line for remedy in _list_remedies(rows, words) for line in wrap(remedy, width, "  ")]
    return "\n".join(lines) + "\n"


def _rank(row: dict[str, Any]) -> tuple[object, ...]:
    code, document = row["county_code"], row["document_id"]
    # What is of no document stands below its county's name, above the documents.
    has_county, has_document = isinstance(code, str), isinstance(document, str)
    return (
        (not has_county, code if has_county else ""),
        (has_document, document if has_document else ""),
        _ORDER.index(_find_kind(row)),
    )


def _find_kind(row: dict[str, Any]) -> str:
    """The verdict on a figure; the severity of another finding."""
    verdict = row["verdict"]
    return verdict if isinstance(verdict, str) else row["severity"]


def _name_county(code: object, names: dict[str, tuple[str, str]]) -> str:
    return name_county(code, names) if isinstance(code, str) else translate("Of no county")


def _name_documents(root: DataRoot, words: Words) -> dict[str, str]:
    try:
        documents = load_table("documents", root, every_version=True)
    except LoadError:
        return {}
    return name_documents(documents, words)


def _head_document(document: object, titles: dict[str, str], width: int) -> Iterator[str]:
    if not isinstance(document, str):
        return
    name = titles.get(document)
    head = translate("{name} ({code})", name=name, code=document) if name else document
    yield from wrap(head, width, "  ")


def _describe(row: dict[str, Any], words: Words, width: int) -> Iterator[str]:
    """A finding: its verdict and place, and below them what was found."""
    symbol, label = _label(_find_kind(row), words)
    head = pad(f"    {symbol} {label}", 6 + _measure_labels(words) + _LABEL_GAP)
    place, _ = name_place(str(row["locator"]), words)
    yield from wrap(blank_controls(place), width, head)
    # What to do about a verdict is the same for all of its kind, and stands at the end.
    remedy = "" if isinstance(row["verdict"], str) else row["remedy"] or ""
    message = blank_controls(join_reasons(row["reason"], remedy))
    yield from wrap(message, width, "      ")


def _label(kind: str, words: Words) -> tuple[str, str]:
    if kind in SEVERITIES:
        symbol, label = SEVERITIES[kind]
        return symbol, translate(label)
    symbol, label, *_ = CLAIM_VERDICTS[kind]
    return symbol, words.gettext(label)


def _measure_labels(words: Words) -> int:
    return max(measure(words.gettext(label)) for _, label, *_ in CLAIM_VERDICTS.values())


def _list_remedies(rows: list[dict[str, Any]], words: Words) -> Iterator[str]:
    """What to do about the verdicts that are listed, once for each of them."""
    remedies = {row["verdict"]: row["remedy"] for row in rows if isinstance(row["verdict"], str)}
    for kind in _ORDER:
        if remedies.get(kind):
            label = " ".join(_label(kind, words))
            yield translate("{label}: {remedy}", label=label, remedy=remedies[kind])


def _count(rows: list[dict[str, Any]], words: Words) -> str:
    kinds = Counter(map(_find_kind, rows))
    parts = [" ".join((*_label(kind, words), str(kinds[kind]))) for kind in _ORDER if kinds[kind]]
    total = count(len(rows), "{number} finding", "{number} findings")
    return translate("{total}: {parts}.", total=total, parts=join(parts))
