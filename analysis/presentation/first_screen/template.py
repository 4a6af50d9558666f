"""Templates of the first screen, and verdicts as a symbol and a word."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import jinja2
from markupsafe import Markup

from analysis.presentation.display import Fragment
from analysis.presentation.formats import Words
from analysis.presentation.terms import CLAIM_VERDICTS, VERDICTS

# Classes of the shared style by verdict of a claim.
_KINDS = {"contradicts": "not-met", "for_review": "for-review", "agrees": "met"}


@dataclass(frozen=True)
class Verdict:
    """A verdict: its class in the style sheet, its symbol, its word, and what stands behind it."""

    kind: str
    symbol: str
    name: str
    text: str = ""


def name_verdict(verdict: str, words: Words, text: str = "") -> Verdict:
    """The verdict on a claim or a target in the brief's language.

    Args:
        verdict: a key of ``CLAIM_VERDICTS`` or ``VERDICTS``.
        words: language.
        text: what is said behind the word.
    """
    if verdict in CLAIM_VERDICTS:
        symbol, name, _ = CLAIM_VERDICTS[verdict]
        kind = _KINDS.get(verdict, "not-assessed")
    else:
        symbol, name = VERDICTS[verdict]
        kind = verdict.replace("_", "-")
    return Verdict(kind, symbol, words.gettext(name), text)


def render(name: str, **values: object) -> Fragment:
    """A fragment from a template of this folder; everything that it shows is escaped."""
    template = _get_environment().get_template(f"{name}.html.j2")
    return Fragment(Markup(template.render(**values)))


@cache
def _get_environment() -> jinja2.Environment:
    return jinja2.Environment(
        loader=jinja2.FileSystemLoader(Path(__file__).parent),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
