"""The page on which a person reviews proposed figures, each beside its picture."""

from base64 import b64encode
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

import jinja2
from markupsafe import Markup

from analysis.paths import BRIEF_TEMPLATES
from analysis.presentation.wording import Texts, to_translate, translate_into_all
from analysis.presentation.wording.languages import LANGUAGE_TABLE
from analysis.rendering.page.page_parts import CONTENT_SECURITY_POLICY, load_css

TEMPLATE = "review/review.html.j2"
# What the sums and rates of a table say of a figure: words, mark, class of the style sheet.
CHECKED = {
    "confirmed": (to_translate("agree with the figure"), "✓", "status-met"),
    "refuted": (
        to_translate("do not match: misread, or an error in the document"),
        "✗",
        "status-not-met",
    ),
    "unchecked": (to_translate("do not cover the figure"), "–", "status-not-assessed"),
}
PROPOSED = to_translate("proposed")
_CSS = ".crop { max-width: 16rem; max-height: 4rem; height: auto; border: 1px solid #999; }"


@dataclass(frozen=True)
class ReviewedFigure:
    """A proposed figure.

    Attributes:
        document_id: its document.
        number: its id.
        value: as read, with its change.
        label: what it is.
        period: its period as printed.
        quote: the words around it.
        locator: its place in the document.
        confidence: of the recognition, as a text; blank for running text of a file with text.
        checked: ``confirmed``, ``refuted``, ``unchecked``; blank if there is no picture.
        picture: PNG of it, if any.
    """

    document_id: str
    number: str
    value: str
    label: str
    period: str
    quote: str
    locator: str
    confidence: str = ""
    checked: str = ""
    picture: bytes | None = None


@dataclass(frozen=True)
class _Check:
    labels: Texts
    mark: str
    css: str


@dataclass(frozen=True)
class _Count:
    labels: Texts
    number: int


def render_review(figures: Iterable[ReviewedFigure], titles: Mapping[str, str]) -> bytes:
    """Renders the page, in UTF-8; it needs no network.

    Args:
        figures: the figures, in order of their documents.
        titles: document → title.
    """
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(BRIEF_TEMPLATES),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    documents = [
        _compose_document(at, document_id, list(group), titles.get(document_id, ""))
        for at, (document_id, group) in enumerate(
            groupby(figures, key=lambda figure: figure.document_id), start=1
        )
    ]
    html = environment.get_template(TEMPLATE).render(
        gettext=translate_into_all,
        page_language=next(iter(LANGUAGE_TABLE.values())),
        documents=documents,
        policy=CONTENT_SECURITY_POLICY,
        css=load_css() + Markup("\n" + _CSS),
    )
    return html.encode("utf-8")


def _compose_document(
    at: int, document_id: str, figures: Sequence[ReviewedFigure], title: str
) -> dict[str, object]:
    numbers = Counter(figure.checked for figure in figures if figure.checked)
    counts = [_Count(translate_into_all(PROPOSED), len(figures))]
    counts += [
        _Count(translate_into_all(words), numbers[name])
        for name, (words, _, _) in CHECKED.items()
        if numbers[name]
    ]
    return {
        "slug": f"document-{at}", "document_id": document_id, "title": title,
        "counts": counts, "figures": [_compose_figure(figure) for figure in figures],
    }  # fmt: skip


def _compose_figure(figure: ReviewedFigure) -> dict[str, object]:
    words, mark, css = CHECKED.get(figure.checked, ("", "", ""))
    return {
        "number": figure.number, "value": figure.value, "label": figure.label,
        "period": figure.period, "quote": figure.quote, "locator": figure.locator,
        "confidence": figure.confidence,
        "checked": _Check(translate_into_all(words), mark, css) if words else None,
        "picture": b64encode(figure.picture).decode() if figure.picture else "",
    }  # fmt: skip
